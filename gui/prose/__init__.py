"""Texts of lessons: light Markdown with inline mathematics, read to the eye and to the ear."""

from gui.prose.view import ProseView

__all__ = ["ProseView"]
