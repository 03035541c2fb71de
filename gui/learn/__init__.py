"""Learning: lessons opened, shown step by step, and remembered. Presenting wants the course, and no desk."""
