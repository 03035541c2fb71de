"""The buttons of the transport."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

__all__ = ["Choice", "PlaceLabel", "tight_row"]


Value = TypeVar("Value", bound=object)


class PlaceLabel(QLabel):
    """Says where the playhead is; a click asks for another place, as a command does for the keyboard.

    Signals
    -------
    clicked()
    """

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press, so that the release comes here."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask where to go."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class Choice(QToolButton):
    """A button that shows one of several choices and offers the others in a menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)
        self.setMenu(QMenu(self))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def offer(self, choices: Mapping[Value, str], chosen: Value) -> None:
        """Show the choices, one of them chosen."""
        for old in self._group.actions():
            self._group.removeAction(old)
        self.menu().clear()
        for value, text in choices.items():
            action = self.menu().addAction(text)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData(value)
            self._group.addAction(action)
        self.setText(choices.get(chosen, str(chosen)))
        self.setAccessibleDescription(self.text())


def tight_row(widget: QWidget, spacing: int) -> QHBoxLayout:
    """Give a widget a row without margins."""
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    return row
