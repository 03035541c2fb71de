"""The card of something to do by hand: it is done once the diagram says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from engine.lessons.lesson import Step
from gui.look import Look
from gui.panels.lesson_card.boxes import label
from gui.panels.lesson_card.feedback import Feedback
from gui.panels.lesson_card.telling import Said
from gui.theme import set_role

if TYPE_CHECKING:
    from engine.lessons.play import Mark

__all__ = ["TryCard"]


class TryCard(QFrame):
    """Says that there is something to do, and what came of it; nobody has to wait for that.

    Signals
    -------
    hint_asked()
    term_asked(id)
    """

    hint_asked = Signal()
    term_asked = Signal(str)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self._heading = label(
            self.tr("Try it") if step.ask is None else self.tr("Afterwards, try it"), "strong"
        )
        self._waits = label(self.tr("Change it by hand. This step is done as soon as it is so."), "muted")
        self.feedback = Feedback("")
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for part in (self._heading, self._waits, self.feedback):
            column.addWidget(part)
        self.feedback.hint_asked.connect(self.hint_asked)
        self.feedback.term_asked.connect(self.term_asked)

    def show_mark(self, mark: Mark) -> None:
        """Show whether it is done."""
        until = self._step.until
        hint = until.hint if until is not None else ""
        rungs = (hint,) if hint and mark.rung and self._step.ask is None else ()
        said = ((until.then if until is not None else "") or self.tr("**Done.**")) if mark.is_met else ""
        self._waits.setVisible(not mark.is_met)
        self.feedback.tell(Said(said, is_right=True) if said else None, rungs, bool(hint) and not rungs, "")
        self.feedback.set_open(not mark.is_met and self._step.ask is None)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self.feedback.set_look(look)
