"""The foot of the card: the steps, and back and next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

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
    finished()
        The last step was left, and nothing is open that has to be answered.
    """

    moved = Signal(int)
    went = Signal(int)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.steps, self.note = StepsRow(), Note()
        self.back, self.next = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self._reason = ""
        self._on: Callable[[], object] = self._step
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 8, 18, 12)
        inside.setSpacing(8)
        for part in (self.note, self.steps):  # what is said stands above: the buttons stay where they are
            inside.addWidget(part)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_line())
        column.addLayout(inside)
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.steps.chosen.connect(self.went)

    def show_steps(self, marks: Sequence[StepMark], here: int, reason: str, ticket: int | None) -> None:
        """Show the steps, and what comes next: a step, the exit ticket, or the end.

        Parameters
        ----------
        marks : sequence of StepMark
        here : int
            The step in play, from 0.
        reason : str
            Why the next one can't be gone to yet; empty where it can.
        ticket : int or None
            The step of the exit ticket that waits for an answer; None where nothing of it is open.
        """
        self.steps.show_steps(marks, here)
        self.back.setEnabled(here > 0)
        self._reason = reason
        self._show_next(is_last=here + 1 == len(marks), ticket=ticket)
        set_role(self.next, "primary" if marks[here].is_done else "")
        self.next.setToolTip(reason or self.tr("Alt+→"))
        self.next.setAccessibleDescription(reason)
        self.back.setToolTip(self.tr("Alt+←"))
        self.note.say("")

    def _show_next(self, *, is_last: bool, ticket: int | None) -> None:
        """Name what comes next as it is."""
        if not is_last or self._reason:
            self.next.setText(self.tr("Next"))
            self._on = self._step
        elif ticket is not None:
            self.next.setText(self.tr("Exit ticket"))
            self._on = lambda: self.went.emit(ticket)
        else:
            self.next.setText(self.tr("Finish"))
            self._on = self.finished.emit

    def _step(self) -> None:
        self.moved.emit(1)

    def go(self, by: int) -> None:
        """Go back or on, or say why not."""
        if by > 0 and self._reason:
            self.note.say(self._reason)
            announce(self, self._reason)
        elif by > 0:
            self._on()
        elif self.back.isEnabled():
            self.moved.emit(by)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self.steps.set_look(look)


def _line() -> QFrame:
    """Part the foot from what scrolls above it."""
    line = QFrame()
    set_role(line, "bar")
    line.setFixedHeight(1)
    return line
