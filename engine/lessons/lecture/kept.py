"""A lecture as plain data, to be kept in a file and taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engine.lessons.lecture.ballots import MOST_HANDS, Ballot
from engine.lessons.lecture.cards import LETTERS
from engine.lessons.lecture.lecture import Lecture, went
from engine.lessons.lesson import Lesson

__all__ = ["from_data", "to_data"]

_MOST_SEED = 2**32


def to_data(lecture: Lecture) -> dict[str, Any]:
    """Return what is to be kept of a lecture; its lesson is named only."""
    return {
        "lesson": lecture.lesson.id,
        "seed": lecture.seed,
        "at": lecture.at,
        "press": lecture.press,
        "ballots": {
            name: {"first": list(each.first), "second": list(each.second), "shown": each.is_shown}
            for name, each in lecture.ballots.items()
        },
    }


def from_data(data: object, lesson: Lesson) -> Lecture:
    """Take a lecture up again; of stops that the lesson has no more, the hands are left out.

    Raises
    ------
    ValueError
        If the data are none of a lecture, or those of another lesson.
    """
    if not isinstance(data, Mapping) or data.get("lesson") != lesson.id:
        raise ValueError(f"these are not the data of a lecture on {lesson.id!r}")
    ids = {step.id for step in lesson.steps}
    kept = data.get("ballots", {})
    if not isinstance(kept, Mapping):
        raise ValueError("'ballots' is no table")  # noqa: TRY004 - what is wrong is a file, not a call
    ballots = {name: _ballot(name, each) for name, each in kept.items() if name in ids}
    seed = _whole("seed", data.get("seed"), _MOST_SEED)
    lecture = Lecture(lesson, seed, ballots=MappingProxyType(ballots))
    steps = len(lesson.steps)
    return went(lecture, _whole("at", data.get("at"), steps), _whole("press", data.get("press"), steps))


def _whole(name: str, value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{name!r} is no whole number from 0 to {most}")
    return value


def _ballot(name: str, data: object) -> Ballot:
    if not isinstance(data, Mapping):
        raise ValueError(f"the hands of {name!r} are no table")  # noqa: TRY004
    shown = data.get("shown", False)
    if not isinstance(shown, bool):
        raise ValueError(f"'shown' of {name!r} is neither true nor false")  # noqa: TRY004
    return Ballot(_hands(name, data.get("first", [])), _hands(name, data.get("second", [])), shown)


def _hands(name: str, data: object) -> tuple[int, ...]:
    if not isinstance(data, list | tuple) or len(data) > len(LETTERS):
        raise ValueError(f"the hands of {name!r} are no short list")
    return tuple(_whole(name, each, MOST_HANDS) for each in data)
