"""What a student does in a lesson, as a value: where they are, what they answered, how they were helped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from engine.lessons.expressions import holds
from engine.lessons.judging import Verdict
from engine.lessons.lesson import Ask, Lesson, Step
from engine.lessons.marking import Answer, earlier_in, right_answer, verdict, written
from engine.lessons.stage import ChainStart, Stage
from engine.lessons.stages import TwinRow, stages_of, twin_row
from engine.session.session import Session

__all__ = [
    "RUNGS",
    "Answer",
    "Mark",
    "Play",
    "Try",
    "TwinRow",
    "answered",
    "begun",
    "carried",
    "hinted",
    "mark",
    "may_go_on",
    "moved",
    "noticed",
    "passed",
    "prediction",
    "right",
    "shown",
    "stage",
    "step",
    "twins",
    "went",
]  # fmt: skip

RUNGS = 3
"""Rungs of the ladder of hints; the last one costs the point."""

_COMMITTED = ("vote", "curve")
"""Kinds of questions whose answer is shown once anything was answered."""

_NO_TRY = ("digits", "unreadable")
"""Verdicts that are not counted as a try."""


@dataclass(frozen=True, slots=True)
class Try:
    """One answer, and what it was."""

    answer: Answer
    verdict: Verdict

    @property
    def counts(self) -> bool:
        """Say whether it counts as a try: it could be read, and had digits enough."""
        return self.verdict.kind not in _NO_TRY


@dataclass(frozen=True, slots=True)
class Mark:
    """How a step went.

    Attributes
    ----------
    tries : tuple of Try
    rung : int
        Hints that were asked for, up to `RUNGS`.
    was_shown : bool
        "Show me" was used.
    is_answered : bool
        The answer is shown: it was given, or asked for.
    is_met : bool
        What was to be tried has been brought about.
    is_done : bool
        Nothing of the step is left to do.
    """

    tries: tuple[Try, ...] = ()
    rung: int = 0
    was_shown: bool = False
    is_answered: bool = False
    is_met: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Play:
    """A lesson that is being done.

    Attributes
    ----------
    lesson : Lesson
    seed : int
        Of new numbers; the same seed gives the same lesson.
    at : int
        Number of the step in play, from 0.
    marks : mapping of str to Mark
        By the id of the step, of those that were entered.
    """

    lesson: Lesson
    seed: int = 0
    at: int = 0
    marks: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))


def begun(lesson: Lesson, seed: int, at: int = 0) -> Play:
    """Begin a lesson, at a step from 0."""
    return went(Play(lesson, seed), at)


def step(play: Play) -> Step:
    """Return the step in play."""
    return play.lesson.steps[play.at]


def mark(play: Play) -> Mark:
    """Return how the step in play went so far."""
    return play.marks.get(step(play).id, Mark())


def stage(play: Play) -> Stage:
    """Return the stage of the step in play: with its answer, where that is shown.

    Raises
    ------
    LessonError
        If the lesson asks for what cannot be done.
    """
    stages = stages_of(play.lesson, play.seed)
    return stages.after(play.at) if mark(play).is_answered else stages.at(play.at)


# Going through the lesson


def went(play: Play, at: int) -> Play:
    """Go to a step, from 0; past the last one there is none."""
    there = replace(play, at=min(max(at, 0), len(play.lesson.steps) - 1))
    return _with(there, mark(there))


def moved(play: Play, by: int) -> Play:
    """Go on or back by steps; an open question is not passed."""
    while by > 0 and may_go_on(play) and play.at + 1 < len(play.lesson.steps):
        play, by = went(play, play.at + 1), by - 1
    return went(play, play.at + by) if by < 0 else play


def may_go_on(play: Play) -> bool:
    """Say whether the step in play can be left for the next: its question is answered, or was shown."""
    return step(play).ask is None or mark(play).is_answered


def _with(play: Play, new: Mark) -> Play:
    """Note a mark, and whether the step is done with it."""
    here = step(play)
    done = (here.ask is None or new.is_answered) and (here.until is None or new.is_met or new.was_shown)
    new = replace(new, is_done=done)
    if play.marks.get(here.id) == new:
        return play
    return replace(play, marks=MappingProxyType({**play.marks, here.id: new}))


# Answering


def answered(play: Play, answer: Answer) -> Play:
    """Answer the question of the step in play; without one, or once it is answered, nothing changes.

    Raises
    ------
    TypeError
        If the answer is of another kind than the question.
    """
    ask, before = step(play).ask, mark(play)
    if ask is None or before.is_answered:
        return play
    after = stages_of(play.lesson, play.seed).after(play.at)
    found = verdict(ask, answer, after, earlier_in(after, _typed_before(play)))
    is_answered = found.is_right or (ask.kind in _COMMITTED and found.kind not in _NO_TRY)
    return _with(play, replace(before, tries=(*before.tries, Try(answer, found)), is_answered=is_answered))


def hinted(play: Play) -> Play:
    """Go one rung up the ladder of hints."""
    before = mark(play)
    return _with(play, replace(before, rung=min(before.rung + 1, RUNGS)))


def shown(play: Play) -> Play:
    """Show the answer, and note that it was asked for."""
    before = mark(play)
    if before.is_done:
        return play
    return _with(play, replace(before, was_shown=True, is_answered=step(play).ask is not None))


def noticed(play: Play, session: Session, chain: ChainStart | None = None) -> Play:
    """See whether what was to be tried has been brought about by hand; the same play where it has not.

    Parameters
    ----------
    play : Play
    session : Session
        As the student has it now.
    chain : ChainStart, optional
        The chain as the student has it now.
    """
    until, before = step(play).until, mark(play)
    if until is None or before.is_met:
        return play
    here = stage(play)
    now = replace(here, session=session, chain=here.chain if chain is None else chain)
    try:
        is_met = holds(until.expr, now)
    except ValueError:  # the network is another one by now
        return play
    return _with(play, replace(before, is_met=True)) if is_met else play


def _typed_before(play: Play) -> list[tuple[Ask, Stage, str]]:
    """List the questions before the one in play with what was typed last that counted."""
    stages, found = stages_of(play.lesson, play.seed), []
    for number, other in enumerate(play.lesson.steps[: play.at]):
        counted = [each for each in play.marks.get(other.id, Mark()).tries if each.counts]
        if other.ask is not None and other.ask.kind == "number" and counted:
            found.append((other.ask, stages.after(number), str(counted[-1].answer)))
    return found


# What is shown of it


def prediction(play: Play) -> str:
    """Write what the student committed to first, to stand beside the answer; empty before."""
    ask, tried = step(play).ask, [each for each in mark(play).tries if each.counts]
    return "" if ask is None or not tried else written(ask, tried[0].answer)


def right(play: Play) -> Answer | None:
    """Return the right answer in the form of a given one, a number as a float; None without one."""
    ask = step(play).ask
    return None if ask is None else right_answer(ask, stages_of(play.lesson, play.seed).after(play.at))


def twins(play: Play) -> tuple[TwinRow, ...]:
    """Compute the twins of the step in play, each on a copy of the stage that the step is entered with."""
    here = stages_of(play.lesson, play.seed).at(play.at)
    return tuple(twin_row(here, twin, play.lesson.name) for twin in step(play).twins)


def passed(play: Play, at: int) -> bool:
    """Say whether the question of a step was answered rightly within its attempts, without the last hint."""
    here = play.lesson.steps[at]
    found = play.marks.get(here.id, Mark())
    if here.ask is None or found.was_shown or found.rung >= RUNGS:
        return False
    tried = [each for each in found.tries if each.counts][: here.ask.attempts]
    return any(each.verdict.is_right for each in tried)


def carried(play: Play, lesson: Lesson) -> Play:
    """Go on with another version of the lesson at the same step, as far as there is one; its marks stay."""
    ids = [each.id for each in lesson.steps]
    here = step(play).id
    at = ids.index(here) if here in ids else min(play.at, len(ids) - 1)
    marks = {
        name: found
        for name, found in play.marks.items()
        if name in ids and _same_ask(play.lesson, lesson, name)
    }
    return went(Play(lesson, play.seed, at, MappingProxyType(marks)), at)


def _same_ask(old: Lesson, new: Lesson, name: str) -> bool:
    """Say whether a step asks the same thing in both versions."""
    asks = [next(each.ask for each in lesson.steps if each.id == name) for lesson in (old, new)]
    keys = [None if ask is None else (ask.kind, ask.text, ask.options, ask.answer) for ask in asks]
    return keys[0] == keys[1]
