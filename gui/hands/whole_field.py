"""A field that holds one thing, such as a number: a double click selects all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLineEdit

__all__ = ["WholeField"]


class WholeField(QLineEdit):
    """Typing after a double click replaces all, where Qt takes "0.03" for two words."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select backwards, so that the first letters stay in sight."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSelection(len(self.text()), -len(self.text()))
        else:
            super().mouseDoubleClickEvent(event)
