"""Plays a lesson: hears the student, and has each step put on stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from gui.desk import Desk, Shown
from gui.look import Look
from gui.regions import Regions
from gui.store import Store

if TYPE_CHECKING:
    from engine.lessons.play import Play
    from engine.lessons.stage import ChainStart
    from gui.learn.stagehand import Stagehand
    from gui.panels.lesson_card import LessonCard

__all__ = ["Player"]

_SEEDS = 2**16


class Player(Desk):
    """Holds the lesson that is open, and how far the student has come in it.

    The modules of lessons are imported when the first one is opened: the window opens sooner without.

    Parameters
    ----------
    store : Store
    regions : Regions
    shown : Shown
    window : QMainWindow

    Attributes
    ----------
    play : Play or None
    recording : RecordingDesk

    Signals
    -------
    opened()
        A lesson is open.
    turned()
        Another lesson is open, another step of it, or none; or something came of the step in play.
    finished()
        The student is through with the lesson.
    relit()
        Other quantities are to be lit.
    term_asked(id)
        A word of the glossary was asked for.
    table_asked()
        The derivative table was asked for.
    refused(sentence)
        A lesson can't be read; nothing changed.
    told(sentence)
        Something has to wait.
    """

    opened, turned, finished = Signal(), Signal(), Signal()
    relit, table_asked = Signal(), Signal()
    term_asked, refused, told = Signal(str), Signal(str), Signal(str)

    def __init__(
        self,
        store: Store,
        regions: Regions,
        shown: Shown,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self.play: Play | None = None
        self._store, self._regions, self._shown = store, regions, shown
        self._hand: Stagehand | None = None
        self._chosen: frozenset[Ref] = frozenset()
        self._hinted: frozenset[Ref] = frozenset()
        store.guard = self._why_not
        store.held.connect(self.told)
        store.changed.connect(self._on_store_changed)
        store.dispatched.connect(self._on_store_dispatched)

    # what is open

    @property
    def lit(self) -> frozenset[Ref]:
        """What the step in play lights, an answer that was chosen, and what a hint shows."""
        if self.play is None or self._hand is None:
            return frozenset()
        return self._hand.lit | self._chosen | self._hinted

    @property
    def notation(self) -> str:
        """The notation that the lesson wants, as the settings call it; empty where it wants none."""
        if self.play is None:
            return ""
        from engine.lessons.play import stage

        return {"chain": "lecture", "layers": "layers"}.get(stage(self.play).notation, "")

    @property
    def decimals(self) -> int | None:
        """Digits after the point that the lesson wants; None without one."""
        return None if self.play is None else self.play.lesson.view.decimals

    @property
    def card(self) -> LessonCard:
        """The card of the step in play."""
        return self._stagehand().card

    @property
    def place(self) -> tuple[str, str]:
        """The lesson's title, and where in it the student is: "Lesson 3 of 14 · step 9 of 12"."""
        if self.play is None:
            return "", ""
        from gui.learn.course import files, number_of

        lesson = self.play.lesson
        step = self.tr("step {at} of {count}").format(at=self.play.at + 1, count=len(lesson.steps))
        if number := number_of(lesson):
            text = self.tr("Lesson {number} of {count}").format(number=number, count=len(files()))
            step = f"{text} · {step}"
        return lesson.title, step

    def show(self, play: Play) -> None:
        """Go on with a lesson from where a student is in it."""
        self.turn(play)
        self.opened.emit()

    def close(self) -> None:
        """Leave the lesson; its network stays, to go on with."""
        if self.play is not None:
            session = self._store.session
            self._store.dispatch(act.Open(session.document, session.playhead))

    # what the student does

    def answer(self, given: object) -> None:
        """Judge an answer."""
        from engine.lessons.play import answered

        self._play_on(lambda play: answered(play, given))  # type: ignore[arg-type]  # as the card made it

    def hint(self) -> None:
        """Give the next hint."""
        from engine.lessons.play import hinted

        self._play_on(hinted)

    def show_me(self) -> None:
        """Show what is asked."""
        from engine.lessons.play import shown

        self._play_on(shown)

    def next_step(self) -> None:
        """Go to the next step of the lesson; where it has to wait, the card says why."""
        if self.play is not None:
            self.card.go(1)

    def step_before(self) -> None:
        """Go to the step before."""
        if self.play is not None:
            self.card.go(-1)

    def move(self, by: int) -> None:
        """Go some steps on or back."""
        from engine.lessons.play import moved

        self._play_on(lambda play: moved(play, by))

    def go(self, at: int) -> None:
        """Go to a step, counted from 0."""
        from engine.lessons.play import went

        self._play_on(lambda play: went(play, at))

    def offer(self, answer: object) -> None:
        """Take an answer that was drawn elsewhere in the window."""
        if self.play is not None:
            self._stagehand().card.offer(answer)

    def show_chain_rule(self) -> None:
        """Show the chain of functions in place of the diagram; once more: the diagram again."""
        if self.play is None:
            self._stagehand().toggle_chain()

    # how it comes about

    def _play_on(self, on: Callable[[Play], Play]) -> None:
        if self.play is not None:
            self.turn(on(self.play))

    def turn(self, play: Play) -> None:
        """Show how far the student has come; where the lesson stands elsewhere now, have it put there."""
        from engine.lessons.faults import LessonError
        from engine.lessons.play import stage

        try:
            there = stage(play)
        except LessonError as error:  # what only training shows: it ran away
            self.refused.emit(str(error))
            return
        if self.play is None or (self.play.lesson, self.play.at) != (play.lesson, play.at):
            self._chosen = self._hinted = frozenset()
        self.play = play
        self._stagehand().put(there)
        self._stagehand().card.show_play(play)
        self._stagehand().drawings.follow(play)
        self.turned.emit()

    def end(self) -> None:
        """Put everything back as it was without a lesson."""
        self.play = None
        self._stagehand().clear()
        self.turned.emit()

    def _stagehand(self) -> Stagehand:
        if self._hand is None:
            from gui.learn.stagehand import Stagehand

            self._hand = Stagehand(self._store, self._regions, self._shown, self)
            card = self._hand.card
            card.answered.connect(self.answer)
            card.hint_asked.connect(self.hint)
            card.show_me_asked.connect(self.show_me)
            card.moved.connect(self.move)
            card.went.connect(self.go)
            card.finished.connect(self.finished)
            card.lit.connect(self._on_card_lit)
            card.rung_shown.connect(self._on_card_rung_shown)
            card.term_asked.connect(self.term_asked)
            self._hand.drawings.drawn.connect(self.offer)
            self._hand.chain_changed.connect(self._on_hand_chain_changed)
            self._hand.table_asked.connect(self.table_asked)
        return self._hand

    def _on_card_lit(self, refs: frozenset[Ref]) -> None:
        self._chosen = refs
        self.relit.emit()

    def _on_card_rung_shown(self, misconception: str) -> None:
        """Show on the diagram what a hint is about."""
        from gui.learn.pointing import shown_by

        self._hinted = shown_by(self.play, misconception, self._shown.frame.trace)
        self.relit.emit()

    def set_look(self, look: Look) -> None:
        """Draw what is no panel of the window in another look."""
        if self._hand is not None:
            self._hand.set_look(look)

    @property
    def _is_asking(self) -> bool:
        from engine.lessons.play import may_go_on

        return self.play is not None and not may_go_on(self.play)

    def _why_not(self, old: Session, new: Session, action: act.Action) -> str:
        if self.play is None or not self._is_asking:
            return ""
        from engine.lessons.play import stage
        from gui.learn.guard import why_not

        return why_not(stage(self.play).session, old, new, action)

    def _on_store_changed(self, _old: Session, _new: Session) -> None:
        if self.play is not None:
            self._notice(None)

    def _on_hand_chain_changed(self, function: str, x: float) -> None:
        from engine.lessons.stage import ChainStart
        from gui.learn.guard import about_these_numbers

        if self._is_asking:
            self._stagehand().put_chain()
            self.told.emit(about_these_numbers())
        elif self.play is not None:
            self._notice(ChainStart(function, x))

    def _notice(self, chain: ChainStart | None) -> None:
        """See whether the student has brought about what the step wants."""
        from engine.lessons.play import noticed

        if self.play is None:
            return
        play = noticed(self.play, self._store.session, chain)
        if play is not self.play:
            self.play = play
            self._stagehand().card.show_play(play)
            self.turned.emit()

    def _on_store_dispatched(self, action: act.Action) -> None:
        """Leave the lesson when something else is opened; what is clicked may be an answer."""
        if isinstance(action, act.Open) and self.play is not None:
            self.end()
        elif isinstance(action, act.Select) and action.ref is not None:
            self.offer(action.ref)
