"""The part of the card that scrolls: everything above the foot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.theme import set_role

__all__ = ["Page"]

_LEAST = 60
"""Px of it that stay in sight above the foot."""


class Page(QScrollArea):
    """Widgets under one another, which scroll up and down; never narrower than the longest word in them.

    Attributes
    ----------
    column : QVBoxLayout
        Where they stand.
    """

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        set_role(self._inside, "page")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(18, 16, 18, 12)
        self.column.setSpacing(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for as much width as is needed now; areas that scroll don't by themselves."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Arrange at once, so that what is new can be scrolled to."""
        self.column.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def begin(self) -> None:
        """Show the top."""
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        """Wish for all of it."""
        return self._inside.sizeHint().expandedTo(self.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        """Leave room for the longest word, and for the bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, _LEAST)
