"""The labels and the tinted boxes of the card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from gui.look import Look
from gui.prose import ProseView
from gui.theme import set_role

__all__ = ["TintedBox", "label"]


def label(text: str = "", role: str | None = None) -> QLabel:
    """Make a label that wraps and takes its text as it stands."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role is not None:
        set_role(made, role)
    return made


class TintedBox(QFrame):
    """A text on a ground of its own: what is right on green, everything else on yellow.

    Signals
    -------
    term_asked(id)
    """

    term_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words = ProseView()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.words)
        self.words.term_asked.connect(self.term_asked)
        set_role(self, "hint")
        self.hide()

    def say(self, text: str, *, is_right: bool = False) -> None:
        """Show a text; nothing where it is empty."""
        set_role(self, "right" if is_right else "hint")
        self.words.set_text(text)
        self.setVisible(bool(text))

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self.words.set_look(look)
