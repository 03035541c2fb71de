"""The card of a question: it is answered here, and what comes back stands under the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from engine.lessons.lesson import Ask, Step
from engine.lessons.play import mark as mark_of
from engine.lessons.play import right
from engine.session.frame import Frame
from gui.controls.note import Note
from gui.look import Look
from gui.panels.lesson_card.boxes import label
from gui.panels.lesson_card.feedback import Feedback
from gui.panels.lesson_card.flow import FlowLayout
from gui.panels.lesson_card.kinds import Answering, answering
from gui.panels.lesson_card.results import result_said
from gui.panels.lesson_card.telling import hints, verdict_said
from gui.prose import ProseView
from gui.theme import set_role

if TYPE_CHECKING:
    from engine.lessons.play import Mark, Play

__all__ = ["QuestionCard"]


class QuestionCard(QFrame):
    """One question, from its text to what became of it.

    Parameters
    ----------
    step : Step
        It asks something.
    order : tuple of int
        The numbers of the options as they are to stand.

    Signals
    -------
    answered(answer)
        An answer is to be judged.
    hint_asked()
    show_me_asked()
    pointed(refs)
    term_asked(id)
    """

    answered = Signal(object)
    hint_asked = Signal()
    show_me_asked = Signal()
    pointed = Signal(object)
    term_asked = Signal(str)

    def __init__(self, step: Step, ask: Ask, order: tuple[int, ...]) -> None:
        super().__init__()
        self._step, self._ask, self._is_new = step, ask, True
        self.heading, self.text = label(self._headline(), "strong"), ProseView(role="muted")
        self.text.set_text(ask.text)
        self.answer: Answering = answering(ask, order)
        self.check = QPushButton(self.tr("Vote") if ask.kind == "vote" else self.tr("Check"))
        self.note, self.feedback = Note(), Feedback(self.tr("Show me"))
        set_role(self, "card")
        set_role(self.check, "primary")
        self.setAccessibleName(self.heading.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for part in (self.heading, self.text, self._answer_row(), self.note, self.feedback):
            column.addWidget(part)
        self._connect()

    def _answer_row(self) -> QWidget:
        row = QWidget()
        if self.answer.is_in_line:
            flow = FlowLayout(row)
            flow.addWidget(self.answer)
            flow.addWidget(self.check)
            return row
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.answer)
        inside.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _connect(self) -> None:
        self.answer.entered.connect(self._on_check)
        self.answer.changed.connect(self._on_changed)
        self.answer.pointed.connect(self.pointed)
        self.check.clicked.connect(self._on_check)
        self.feedback.hint_asked.connect(self.hint_asked)
        self.feedback.show_me_asked.connect(self.show_me_asked)
        for part in (self.text, self.answer, self.feedback):
            part.term_asked.connect(self.term_asked)

    def _headline(self) -> str:
        if self._step.part == "exit":
            return self.tr("Exit ticket")
        if self._step.part == "slip":
            return self.tr("Spot the slip")
        if self._ask.kind == "vote":
            return self.tr("What do you think?")
        return self.tr("Your turn") if self._step.part == "faded" else self.tr("Predict before you look")

    def show_play(self, play: Play, look: Look) -> None:
        """Show what became of the question."""
        mark = mark_of(play)
        is_open = not mark.is_answered
        if mark.tries and (self._is_new or not is_open):
            self.answer.put(mark.tries[-1].answer)
        self._is_new = False
        self.answer.set_open(is_open)
        self.check.setVisible(is_open)
        self.note.say("")
        _, rungs = hints(self._step, mark)
        told = rungs[: mark.rung] if is_open else ()  # with the answer there is nothing left to hint at
        self.feedback.tell(verdict_said(self._ask, mark), told, len(told) < len(rungs), self._tries(mark))
        self.feedback.result.set_text("" if is_open else result_said(self._ask, mark, play, look))
        self.feedback.set_open(is_open)
        if not is_open and self._ask.kind != "vote":
            self.answer.reveal(right(play))

    def _tries(self, mark: Mark) -> str:
        count = sum(one.counts for one in mark.tries)
        if not 0 < count < self._ask.attempts:
            return ""
        return self.tr("try {count} of {all}").format(count=count + 1, all=self._ask.attempts)

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment."""
        self.answer.show_frame(frame)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        for part in (self.text, self.answer, self.feedback):
            part.set_look(look)

    def _on_changed(self) -> None:
        self.note.say("")

    def _on_check(self) -> None:
        missing = self.answer.missing()
        if not self.check.isVisibleTo(self):
            return
        self.note.say(missing)
        if missing:
            self.answer.first().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.answered.emit(self.answer.answer)
