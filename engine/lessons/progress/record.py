"""What somebody has learnt so far: per lesson and per misconception. It stays on their machine.

Everything is noted by the place where it happened, so that the same play can be noted again and again
without counting anything twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from engine.lessons.play import Mark, Play, passed

__all__ = ["LATER", "RETURNS", "Done", "Met", "Progress", "after", "due", "mastered", "returned", "reviewed"]

LATER = 2
"""A mistake returns as a question so many lessons later."""

RETURNS = "returns-"
"""The id of a step with which a misconception returns: this, and the misconception's own."""


@dataclass(frozen=True, slots=True)
class Done:
    """How far a lesson was done.

    Attributes
    ----------
    at : str
        Id of the step that was in play last.
    steps : frozenset of str
        Ids of the steps that were done.
    shown : frozenset of str
        Ids of those whose answer was shown on "Show me".
    has_passed : bool
        The exit ticket was answered rightly, on fresh numbers.
    """

    at: str = ""
    steps: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    has_passed: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """How often a misconception was met.

    Attributes
    ----------
    places : frozenset of str
        Where its answer was given: id of the lesson, a slash, id of the step.
    repaired : frozenset of str
        Those of them where the right answer followed, not shown but found.
    due : int or None
        Number of the lesson in which it returns as a question; None where it need not.
    """

    places: frozenset[str] = frozenset()
    repaired: frozenset[str] = frozenset()
    due: int | None = None

    @property
    def is_repaired(self) -> bool:
        """Say whether every place was repaired, and no question is left."""
        return self.due is None and self.places <= self.repaired


_NO_LESSONS: Mapping[str, Done] = MappingProxyType({})
_NO_MISCONCEPTIONS: Mapping[str, Met] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is remembered of somebody's learning.

    Attributes
    ----------
    lessons : mapping of str to Done
        By the id of the lesson.
    misconceptions : mapping of str to Met
        By the id of the misconception.
    """

    lessons: Mapping[str, Done] = field(default_factory=lambda: _NO_LESSONS)
    misconceptions: Mapping[str, Met] = field(default_factory=lambda: _NO_MISCONCEPTIONS)


def after(progress: Progress, play: Play, lesson_number: int) -> Progress:
    """Note what a play has come to; noting it twice changes nothing.

    Parameters
    ----------
    progress : Progress
    play : Play
    lesson_number : int
        Of its lesson in the course, from 1.
    """
    lesson = play.lesson.id
    done = _done(progress.lessons.get(lesson, Done()), play)
    found = dict(progress.misconceptions)
    for name, place, is_repaired in _met(play):
        found[name] = _noted(found.get(name, Met()), place, is_repaired, lesson_number)
    if done == progress.lessons.get(lesson) and found == progress.misconceptions:
        return progress
    return Progress(MappingProxyType({**progress.lessons, lesson: done}), MappingProxyType(found))


def mastered(progress: Progress, lesson: str) -> bool:
    """Say whether the exit ticket of a lesson, by its id, was passed."""
    return progress.lessons.get(lesson, Done()).has_passed


def due(progress: Progress, lesson_number: int) -> tuple[str, ...]:
    """List the misconceptions that return as a question in a lesson, those due longest first."""
    waiting = [(met.due, name) for name, met in progress.misconceptions.items() if met.due is not None]
    return tuple(name for number, name in sorted(waiting) if number <= lesson_number)


def reviewed(progress: Progress, misconception: str, lesson_number: int, *, is_right: bool) -> Progress:
    """Note how the question went with which a misconception returned; a wrong answer brings it back."""
    met = progress.misconceptions.get(misconception, Met())
    now = Met(met.places, met.places) if is_right else replace(met, due=lesson_number + LATER)
    return replace(progress, misconceptions=MappingProxyType({**progress.misconceptions, misconception: now}))


def returned(step: str) -> str:
    """Return the misconception with which a step of this id returns; empty where it is one of the lesson."""
    return step.removeprefix(RETURNS) if step.startswith(RETURNS) else ""


def _done(before: Done, play: Play) -> Done:
    """Note how far a lesson was done; questions that returned are no steps of it."""
    marks = {name: mark for name, mark in play.marks.items() if not returned(name)}
    here = play.lesson.steps[play.at].id
    return Done(
        at=before.at or play.lesson.steps[0].id if returned(here) else here,
        steps=before.steps | {name for name, mark in marks.items() if mark.is_done},
        shown=before.shown | {name for name, mark in marks.items() if mark.was_shown},
        has_passed=before.has_passed or _has_passed(play),
    )


def _has_passed(play: Play) -> bool:
    """Say whether every question of the exit ticket was answered rightly; without one nothing is passed."""
    steps = play.lesson.steps
    exits = [at for at, step in enumerate(steps) if step.part == "exit" and step.ask is not None]
    return bool(exits) and all(passed(play, at) for at in exits)


def _met(play: Play) -> Iterator[tuple[str, str, bool]]:
    """List the misconceptions that answers showed, where, and whether the right answer followed.

    An answer that two misconceptions explain accuses neither.
    """
    for step, mark in play.marks.items():
        ids = (each.verdict.ids for each in mark.tries if not each.verdict.is_right)
        for name in dict.fromkeys(found[0] for found in ids if len(found) == 1):
            yield name, f"{play.lesson.id}/{step}", _is_repaired(mark)


def _is_repaired(mark: Mark) -> bool:
    return not mark.was_shown and any(each.verdict.is_right for each in mark.tries)


def _noted(met: Met, place: str, is_repaired: bool, lesson_number: int) -> Met:
    is_new = place not in met.places
    return Met(
        met.places | {place},
        met.repaired | {place} if is_repaired else met.repaired,
        lesson_number + LATER if is_new else met.due,
    )
