"""Where each step of a lesson begins and ends: replayed from its own deeds, whatever a student did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.lessons.deeds import opened, withholding
from engine.lessons.expressions import ref_of, value
from engine.lessons.faults import LessonError
from engine.lessons.lesson import Ask, Deed, Lesson, Step, Twin
from engine.lessons.stage import Stage
from engine.session.session import Session

__all__ = ["Stage", "Stages", "TwinRow", "answered", "begun", "done", "entered", "stages_of", "twin_row"]

Doer = Callable[[Stage, Deed], Stage]


class Stages:
    """The stages of a lesson, each computed when it is first asked for.

    Parameters
    ----------
    lesson : Lesson
    seed : int
        Of the play: new numbers are drawn with it.
    """

    def __init__(self, lesson: Lesson, seed: int = 0) -> None:
        self.lesson = lesson
        self.seed = seed
        self._at: dict[int, Stage] = {}
        self._after: dict[int, Stage] = {}

    def at(self, step: int) -> Stage:
        """Return the stage that a step, from 0, is entered with; its question is open.

        Raises
        ------
        LessonError
            If a deed of the lesson cannot be done there.
        """
        for number in range(len(self._at), step + 1):  # not by recursion: a lesson has up to 200 steps
            before = self._after_known(number - 1) if number else begun(self.lesson, self.seed)
            self._at[number] = settled(entered(before, self.lesson.steps[number], self._done))
        return self._at[step]

    def after(self, step: int) -> Stage:
        """Return the stage at the end of a step: its question is answered; errors as in `at`."""
        self.at(step)
        return self._after_known(step)

    def _after_known(self, step: int) -> Stage:
        if step not in self._after:
            ask, here = self.lesson.steps[step].ask, self._at[step]
            self._after[step] = here if ask is None else settled(answered(here, ask, self._done))
        return self._after[step]

    def _done(self, stage: Stage, deed: Deed) -> Stage:
        return done(stage, deed, self.lesson.name)


@lru_cache(maxsize=4)
def stages_of(lesson: Lesson, seed: int) -> Stages:
    """Return the stages of a lesson; the same for the same lesson and seed."""
    return Stages(lesson, seed)


def begun(lesson: Lesson, seed: int) -> Stage:
    """Return the stage before the first step."""
    view = lesson.view
    return opened(lesson.starts["start"], view.hide, view.panels, view.notation, seed)


def done(stage: Stage, deed: Deed, file: str) -> Stage:
    """Return the stage after a deed.

    Raises
    ------
    LessonError
        If it cannot be done there; names the file and the line.
    """
    try:
        return deed.run(stage)
    except ValueError as error:
        raise LessonError(file, deed.line, str(error)) from None


def entered(stage: Stage, step: Step, do: Doer) -> Stage:
    """Enter a step: nothing of the one before is lit, its deeds are done, its question withholds."""
    stage = replace(stage, lit=frozenset(), session=replace(stage.session, selected=None), wiggle=0.0)
    for deed in step.do:
        stage = do(stage, deed)
    return stage if step.ask is None else _asking(stage, step.ask)


def _asking(stage: Stage, ask: Ask) -> Stage:
    """Withhold what is asked; where it is one number, that is selected: every view is about it."""
    hidden = withholding(stage, ask.hide, hides=True)
    asked = ref_of(ask.answer, stage) if ask.kind in ("number", "sign") and ask.answer else None
    if asked is None or hidden.session.selected is not None:
        return hidden
    return replace(hidden, session=replace(hidden.session, selected=asked.at(None)))


def answered(stage: Stage, ask: Ask, do: Doer) -> Stage:
    """Show the answer of a question: its deeds are done, and what it hid is revealed."""
    revealed = withholding(stage, ask.reveals, hides=False)
    for deed in ask.then:
        revealed = do(revealed, deed)
    return revealed


@dataclass(frozen=True, slots=True)
class TwinRow:
    """What came of one twin: its name, and the numbers that are shown of it."""

    name: str
    shows: tuple[str, ...]
    values: tuple[float, ...]


def twin_row(stage: Stage, twin: Twin, file: str) -> TwinRow:
    """Do the deeds of a twin on a copy of a stage, and compute what is shown of it."""
    for deed in twin.do:
        stage = done(stage, deed, file)
    return TwinRow(twin.name, twin.shows, tuple(value(expr, stage) for expr in twin.shows))


def settled(stage: Stage) -> Stage:
    """Forget how a stage came about: there is nothing to undo in it."""
    session = stage.session
    anew = Session.start(session.document, replace(session.playhead, playing=False))
    return replace(stage, session=replace(session, history=anew.history, playhead=anew.playhead))
