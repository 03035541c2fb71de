"""Buttons of the console: Enter presses them, Space and the clicker's keys stay with the lecture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from gui.theme import set_role

__all__ = ["ENTER", "PressButton"]

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressButton(QPushButton):
    """A button that a click does not give the keyboard to: the next key is the lecture's again.

    Parameters
    ----------
    text : str
    role : str
        How it looks; empty for an ordinary button.
    """

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if role:
            set_role(self, role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter."""
        if event.key() in ENTER:
            self.click()
        else:
            event.ignore()
