"""A small list of inputs for one axis: it shows a short name, and offers full ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.icons import icon
from gui.look import Look
from gui.theme import SMALL_PX, set_role

__all__ = ["InputChoice"]

_ARROW = 10
"""Px of the arrow at 100 %."""


class InputChoice(QToolButton):
    """A button with the name of an input; its menu offers all of them.

    Attributes
    ----------
    number : int
        Which input is chosen, from 0.

    Signals
    -------
    chosen(number)
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = self._room = 0
        self._offered: tuple[tuple[str, str], ...] = ()
        self._group = QActionGroup(self)
        self._name = name
        set_role(self, "quiet")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMenu(QMenu(self))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the name
        self.menu().triggered.connect(self._on_menu_triggered)

    def offer(self, inputs: Sequence[tuple[str, str]], number: int, room: int) -> None:
        """Offer inputs, a short and the full name of each; one of them is chosen and shown in some px."""
        self._room = room
        if tuple(inputs) != self._offered:
            self._offered = tuple(inputs)
            self.menu().clear()
            for place, (_, name) in enumerate(inputs):
                action = self.menu().addAction(name)
                action.setCheckable(True)
                action.setData(place)
                self._group.addAction(action)
        self._show(number)

    def _show(self, number: int) -> None:
        self.number = number
        short, name = self._offered[number]
        self.menu().actions()[number].setChecked(True)
        self.setText(self._cut(short))
        self.setAccessibleName(f"{self._name}, {short}")
        self.setAccessibleDescription(name)

    def _cut(self, name: str) -> str:
        """Cut a name to the room that arrow and padding leave."""
        self.setText("…")
        self.ensurePolished()
        metrics = self.fontMetrics()
        room = self._room - self.sizeHint().width() + metrics.horizontalAdvance("…")
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)

    def set_look(self, look: Look) -> None:
        """Draw the arrow in another theme or text size."""
        self.setIcon(icon("chevron-down", look.theme.muted))
        self.setIconSize(QSize(look.px(_ARROW), look.px(_ARROW)))
        self.setStyleSheet(f"padding: {look.px(2)}px; font-size: {look.px(SMALL_PX)}px;")

    def _on_menu_triggered(self, action: QAction) -> None:
        self._show(action.data())
        self.chosen.emit(self.number)
