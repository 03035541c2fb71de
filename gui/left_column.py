"""The left column: cards under one another, which scroll up and down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.centre import column

__all__ = ["LeftColumn"]

_LEAST = 240


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
        return QSize(max(_LEAST, width), super().minimumSizeHint().height())
