"""A number is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine.lessons.lesson import Ask
from gui.hands.whole_field import WholeField
from gui.look import Look
from gui.panels.lesson_card.kinds.answering import Answering

__all__ = ["NumberAnswer"]

_WIDTH, _LEAST = 106, 56
_LONGEST = 60


class NumberAnswer(Answering):
    """A field; what is typed is judged as it was typed: the engine reads points, commas, fractions, products.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        Of no use here.
    """

    def __init__(self, ask: Ask, order: tuple[int, ...] = ()) -> None:
        super().__init__()
        del order
        self.field, self._unit = WholeField(), QLabel(ask.unit)
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumWidth(_LEAST)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText("?")
        self._unit.setVisible(bool(ask.unit))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addWidget(self._unit)
        self.field.textEdited.connect(self.changed)
        self.keep_enter(self.field)

    @property
    def answer(self) -> str | None:
        """What was typed."""
        return self.field.text().strip() or None

    @property
    def is_in_line(self) -> bool:
        """Leave the rest of the line to the button."""
        return True

    def missing(self) -> str:
        """Ask for a number."""
        return "" if self.answer else self.tr("Type a number first.")

    def put(self, answer: object) -> None:
        """Let a text stand there."""
        self.field.setText(str(answer))

    def set_look(self, look: Look) -> None:
        """Grow with the text."""
        self.field.setMaximumWidth(look.px(_WIDTH))

    def set_open(self, is_open: bool) -> None:
        """Keep what was typed readable, but not to be changed."""
        self.field.setReadOnly(not is_open)

    def again(self) -> None:
        """Let the next number take the place of this one."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def first(self) -> QWidget:
        """Go to the field."""
        return self.field
