"""A place for what is laid out anew with every frame, without the rest of the window being so too."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

__all__ = ["Island"]


class Island(QWidget):
    """Holds one widget, and tells the layouts around of it only where its height is another.

    Whenever a label's text changes, Qt has every layout around it, up to the window's, arrange all it holds:
    that takes longer than painting the label. An island has no layout, and so ends that.

    Parameters
    ----------
    inside : QWidget
        It takes all the room.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def needed(self) -> int:
        """Return the height that what is inside needs now."""
        return self._inside.sizeHint().height()

    def fit(self) -> None:
        """Take the height that is needed now."""
        height = self.needed()
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self._inside.setGeometry(0, 0, self.width(), height)

    def event(self, event: QEvent) -> bool:
        """Fit what has changed inside."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what has changed while nobody saw it: Qt told nothing of it."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is inside into another width."""
        super().resizeEvent(event)
        self.fit()
