"""The foot of the card: the steps, and back and next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.accessible import announce
from gui.controls.note import Note
from gui.look import Look
from gui.panels.lesson_card.steps_row import StepMark, StepsRow
from gui.theme import set_role

__all__ = ["Footer"]


class Footer(QWidget):
    """Leads from step to step; what can't be yet is told when it is tried.

    Signals
    -------
    moved(by)
        One step back or on.
    went(number)
        To a step, from 0.
    """

    moved = Signal(int)
    went = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.steps, self.note = StepsRow(), Note()
        self.back, self.next = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self._reason = ""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.steps, self.note):
            column.addWidget(part)
        column.addLayout(row)
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.steps.chosen.connect(self.went)

    def show_steps(self, marks: Sequence[StepMark], here: int, reason: str, is_done: bool) -> None:
        """Show the steps, and why the next one can't be gone to yet; empty where it can.

        `is_done` says that nothing is left to do here: then "Next" is what comes next.
        """
        self.steps.show_steps(marks, here)
        self.back.setEnabled(here > 0)
        self._reason = reason
        set_role(self.next, "primary" if is_done else "")
        self.next.setToolTip(reason or self.tr("Alt+→"))
        self.next.setAccessibleDescription(reason)
        self.back.setToolTip(self.tr("Alt+←"))
        self.next.setText(self.tr("Next") if here + 1 < len(marks) else self.tr("Finish"))
        self.note.say("")

    def go(self, by: int) -> None:
        """Go back or on, or say why not."""
        if by > 0 and self._reason:
            self.note.say(self._reason)
            announce(self, self._reason)
        elif by > 0 or self.back.isEnabled():
            self.moved.emit(by)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self.steps.set_look(look)
