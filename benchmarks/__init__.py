"""Measurements of speed, each beside its target. They assert no time; see docs/architecture.md."""
