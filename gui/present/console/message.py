"""What the lecturer, and nobody else, is told: it stays for a press or two."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.accessible import announce
from gui.look import Look
from gui.theme import set_role

__all__ = ["Message"]

_TURNS = 2
"""A sentence outlives the turn that it came with, and the next one."""


class Message(QLabel):
    """One sentence; there is room for it only while there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._turns, self._is_quiet = (-1, -1), 0, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_role(self, "told")
        self.hide()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        theme = look.theme
        self.setStyleSheet(
            f"background: {theme.cost_soft}; color: {theme.ink}; font-weight: 600;"
            f" border: 1px solid {theme.cost}; border-radius: 8px; padding: 6px 10px;"
        )

    def tell(self, sentence: str) -> None:
        """Say a sentence in place of the one before."""
        self._turns = 0
        self.setText(sentence)
        self.setVisible(bool(sentence) and not self._is_quiet)
        if sentence and not self._is_quiet:
            announce(self, sentence)

    def set_quiet(self, *, is_quiet: bool) -> None:
        """Keep what is told to itself, or show it."""
        self._is_quiet = is_quiet
        self.setVisible(bool(self.text()) and not is_quiet)

    def turn(self, at: int, press: int) -> None:
        """Notice where the lecture is: after two presses the sentence is old."""
        if (at, press) == self._place:
            return
        self._place = at, press
        self._turns += 1
        if self._turns >= _TURNS:
            self.tell("")
