"""The left column while a lesson is open: its card, made when the first lesson is opened."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.centre import column
from gui.left_column import LEAST
from gui.panels.lesson_card import LessonCard

__all__ = ["LessonColumn"]


class LessonColumn(QWidget):
    """Holds the card of the lesson that is open, as high as the column: its text scrolls, its foot stays.

    Attributes
    ----------
    card : LessonCard
    """

    def __init__(self) -> None:
        super().__init__()
        self.card = LessonCard()
        column(self, self.card)

    def minimumSizeHint(self) -> QSize:
        """Leave room for the longest word, as the other columns do."""
        return super().minimumSizeHint().expandedTo(QSize(LEAST, 0))
