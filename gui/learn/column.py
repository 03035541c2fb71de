"""The left column while a lesson is open: its card, made when the first lesson is opened."""

from __future__ import annotations

from gui.left_column import LeftColumn
from gui.panels.lesson_card import LessonCard

__all__ = ["LessonColumn"]


class LessonColumn(LeftColumn):
    """Holds the card of the lesson that is open.

    Attributes
    ----------
    card : LessonCard
    """

    def __init__(self) -> None:
        self.card = LessonCard()
        super().__init__(self.card)
