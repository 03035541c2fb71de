"""The lesson card: what is to be seen, asked, tried; what was predicted and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from engine.lessons.lesson import Step
from engine.lessons.play import RUNGS, mark, may_go_on, right, stage, step
from engine.session.frame import Frame
from gui.accessible import announce
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.lesson_card.footer import Footer
from gui.panels.lesson_card.kinds.answering import Points
from gui.panels.lesson_card.page import Page
from gui.panels.lesson_card.question import QuestionCard
from gui.panels.lesson_card.results import heard, known_costs, twins_told
from gui.panels.lesson_card.shuffling import shuffled
from gui.panels.lesson_card.steps_row import StepMark
from gui.panels.lesson_card.telling import hints, verdict_said
from gui.panels.lesson_card.trying import TryCard
from gui.panels.lesson_card.twins import TwinsTable
from gui.prose import ProseView
from gui.tab_order import reveal

if TYPE_CHECKING:
    from engine.lessons.play import Mark, Play

__all__ = ["LessonCard"]


class LessonCard(SurfacePanel):
    """Shows one step of a lesson, made of a play and a frame only; what the student does goes out as signals.

    Signals
    -------
    answered(answer)
        An answer is to be judged, of the types of `engine.lessons.play`.
    hint_asked(), show_me_asked()
    moved(by), went(number)
        One step back or on; to a step, from 0.
    finished()
        The last step was left, and nothing of the exit ticket is open.
    lit(refs)
        frozenset of Ref: what is to stay lit, as the place that was chosen for an answer.
    term_asked(id)
        A word of the glossary was asked for.
    rung_shown(id)
        The third hint of a misconception was reached: the diagram is to show it; empty where it is of none.
    """

    answered = Signal(object)
    hint_asked = Signal()
    show_me_asked = Signal()
    moved = Signal(int)
    went = Signal(int)
    finished = Signal()
    lit = Signal(object)
    term_asked = Signal(str)
    rung_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self._play: Play | None = None
        self.title, self.goal, self.say = ProseView(18, is_strong=True), ProseView(role="muted"), ProseView()
        self.question: QuestionCard | None = None
        self.trying: TryCard | None = None
        self.twins, self.page, self.footer = TwinsTable(), Page(), Footer()
        self._column = self.page.column
        for part in (self.title, self.goal, self.say, self.twins):
            self._column.addWidget(part)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.page, 1)
        whole.addWidget(self.footer)
        for view in (self.title, self.goal, self.say):
            view.term_asked.connect(self.term_asked)
        self.footer.moved.connect(self.moved)
        self.footer.went.connect(self.went)
        self.footer.finished.connect(self.finished)

    # What is shown

    def show_play(self, play: Play) -> None:
        """Show where the student is in a lesson, and what became of the step."""
        before, self._play = self._play, play
        is_new = (
            before is None
            or before.lesson is not play.lesson
            or before.at != play.at
            or (before.seed != play.seed)
        )
        held = self._is_held
        if is_new:
            self._turn_to(play)
        self._show_mark(play)
        self._show_steps(play)
        self._settle()
        if is_new:
            self.page.begin()
            self._enter(play, held)
        elif before is not None:
            self._follow(before, play, held)

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment."""
        self._frame = frame
        if self.question is not None:
            self.question.show_frame(frame)

    def set_look(self, look: Look) -> None:
        """Wear another theme, text size or way to write numbers."""
        self._look = look
        for part in (self.title, self.goal, self.say, self.footer, self.question, self.trying):
            if part is not None:
                part.set_look(look)
        if self._play is not None:
            self._show_mark(self._play)

    def offer(self, answer: object) -> bool:
        """Take an answer that was given elsewhere: a Ref that was clicked, degrees or a curve as drawn.

        It stands in the card until it is checked. Returns False where the question wants none of it.
        """
        return self.question is not None and self._is_open and self.question.answer.offer(answer)

    def go(self, by: int) -> None:
        """Go a step back or on, as the buttons do, with the keyboard; or say why not yet."""
        self.footer.go(by)
        if not self._is_held:
            self._take_keyboard()

    @property
    def _is_open(self) -> bool:
        """The question of the step in play waits for an answer."""
        return self._play is not None and not may_go_on(self._play)

    def _turn_to(self, play: Play) -> None:
        """Lay out another step."""
        here = step(play)
        self.title.set_text(here.title or play.lesson.title)
        self.goal.set_text(self.tr("**Goal:** {goal}").format(goal=play.lesson.goal) if play.at == 0 else "")
        self.say.set_text(here.say)
        for old in (self.question, self.trying):
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.question, self.trying = self._question(here, play), self._trying(here)
        self.lit.emit(frozenset())

    def _question(self, here: Step, play: Play) -> QuestionCard | None:
        ask = here.ask
        if ask is None:
            return None
        made = QuestionCard(here, ask, shuffled(ask, play.lesson.id, here.id, play.seed))
        made.answered.connect(self.answered)
        made.show_me_asked.connect(self.show_me_asked)
        made.pointed.connect(self.pointed)
        made.pointed.connect(self.lit)
        if ask.kind == "curve":
            made.answer.begin_at(cast("Points", right(play)), known_costs(play))
        self._place(made)
        made.answer.begin_with(stage(play).session.selected)
        if self._frame is not None:
            made.show_frame(self._frame)
        return made

    def _trying(self, here: Step) -> TryCard | None:
        if here.until is None:
            return None
        made = TryCard(here)
        self._place(made)
        return made

    def _place(self, card: QuestionCard | TryCard) -> None:
        card.hint_asked.connect(self.hint_asked)
        card.term_asked.connect(self.term_asked)
        card.set_look(self._look)
        self._column.insertWidget(self._column.indexOf(self.twins), card)
        card.show()  # at once, so that it can take the keyboard

    def _show_mark(self, play: Play) -> None:
        """Show what became of the step."""
        if self.question is not None:
            self.question.show_play(play, self._look)
        if self.trying is not None:
            self.trying.show_mark(mark(play))
        has_twins = bool(step(play).twins) and not self._is_open
        self.twins.tell(twins_told(play, self._look) if has_twins else [])

    def _show_steps(self, play: Play) -> None:
        done = {each for each, found in play.marks.items() if found.is_done}
        marks = [StepMark(heard(each.title) or each.id, each.id in done) for each in play.lesson.steps]
        reason = self.tr("Answer the question first, or let “Show me” answer it.") if self._is_open else ""
        self.footer.show_steps(marks, play.at, reason, _open_exit(play))

    def _settle(self) -> None:
        """Arrange at once: Qt takes a turn of the event loop for each layout around a text."""
        inside: list[QWidget] = []
        for card in (self.question, self.trying):
            inside += [] if card is None else [card.feedback, card]
        for widget in (*inside, self.footer, self):
            layout = widget.layout()
            if layout is not None:
                layout.activate()
        self.page.settle()

    # The keyboard, and what is said aloud

    def _enter(self, play: Play, held: bool) -> None:
        """Say which step it is, and take the keyboard along."""
        if held:
            self._take_keyboard()
        asked = self.question.text.spoken if self.question is not None else ""
        self._announce([self.footer.steps.told(play.at), self.say.spoken, asked])

    @property
    def _is_held(self) -> bool:
        """The keyboard is in the card."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _take_keyboard(self) -> None:
        """Go to where the step is answered, or left."""
        is_asked = self.question is not None and self._is_open
        goal = self.question.answer.first() if self.question is not None and is_asked else self.footer.next
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, before: Play, play: Play, held: bool) -> None:
        """Say what came of an answer or a hint, and show the third hint on the diagram."""
        was, now = mark(before), mark(play)
        if was == now:
            return
        self._announce(self._news(was, now, play))
        if was.rung < RUNGS <= now.rung:
            self.rung_shown.emit(hints(step(play), now)[0])
        if held and now.is_answered and not was.is_answered:
            self.footer.next.setFocus(Qt.FocusReason.OtherFocusReason)
        elif held and self.question is not None and _was_wrong(was, now):
            self.question.answer.again()
        if (card := self.question or self.trying) is not None:
            reveal(card.feedback)
            if was.rung < now.rung:
                reveal(card.feedback.rungs[now.rung - 1])

    def _news(self, was: Mark, now: Mark, play: Play) -> Iterator[str]:
        """Yield what has come since: a verdict, a hint, the answer, what came of trying."""
        ask = step(play).ask
        told = verdict_said(ask, now) if ask is not None and len(was.tries) < len(now.tries) else None
        yield heard(told.text) if told is not None else ""
        card = self.question or self.trying
        if card is not None and was.rung < now.rung:
            yield card.feedback.rungs[now.rung - 1].spoken
        if self.question is not None and now.is_answered and not was.is_answered:
            yield self.question.feedback.result.spoken
            yield self.question.feedback.box.words.spoken if now.was_shown else ""
        if self.trying is not None and now.is_met and not was.is_met:
            yield self.trying.feedback.box.words.spoken

    def _announce(self, sentences: Iterable[str]) -> None:
        words = ". ".join(sentence.rstrip(".") for sentence in sentences if sentence)
        if words and self.isVisible():
            announce(self, f"{words}.")


def _open_exit(play: Play) -> int | None:
    """Return the number of the first step of the exit ticket whose question is open; None without one."""
    for number, each in enumerate(play.lesson.steps):
        found = play.marks.get(each.id)
        if each.part == "exit" and each.ask is not None and not (found is not None and found.is_answered):
            return number
    return None


def _was_wrong(was: Mark, now: Mark) -> bool:
    """Say whether an answer has come that was read and was not it; digits that are missing are only added."""
    if len(now.tries) == len(was.tries) or now.is_answered:
        return False
    return now.tries[-1].verdict.kind not in ("digits", "unreadable")
