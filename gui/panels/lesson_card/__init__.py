"""The lesson card: the left column while a lesson is played."""

from gui.panels.lesson_card.card import LessonCard

__all__ = ["LessonCard"]
