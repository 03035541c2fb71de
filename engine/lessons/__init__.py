"""Lessons: read, checked, played and judged without a window."""
