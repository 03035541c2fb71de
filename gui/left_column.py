"""The left column: cards under one another, which scroll up and down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from gui.centre import column

__all__ = ["LEAST", "LeftColumn", "LeftSide"]

LEAST = 240
"""Px: a column is never narrower."""


class LeftColumn(QScrollArea):
    """Holds cards, and is never narrower than the longest word in them.

    Parameters
    ----------
    *cards : QWidget
    """

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self._inside = QWidget()
        column(self._inside, *cards).addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)

    def minimumSizeHint(self) -> QSize:
        """Leave room for the longest word, and for the bar."""
        width = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(LEAST, width), super().minimumSizeHint().height())


class LeftSide(QStackedWidget):
    """The left columns of the modes, of which one is shown; only that one says how much room it needs."""

    def minimumSizeHint(self) -> QSize:
        """Leave room for the column that is shown."""
        shown = self.currentWidget()
        return QSize(LEAST, 0) if shown is None else shown.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Wish for what the column that is shown wishes for."""
        shown = self.currentWidget()
        return self.minimumSizeHint() if shown is None else shown.sizeHint()
