"""Where a lecture is, as a value: the stop, and how far its question has come. One press is one place on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from engine.lessons.lecture.ballots import Ballot
from engine.lessons.lesson import Lesson, Step
from engine.lessons.stage import Stage
from engine.lessons.stages import stages_of

__all__ = [
    "PHASES", "Lecture", "back", "begun", "is_first", "is_last", "is_open", "onward", "phase", "phases",
    "revealed", "stage", "step", "went",
]  # fmt: skip

PHASES = ("ask", "predict", "vote", "reveal", "explain")
"""What a question goes through, one press each: think, decide, raise a hand, see, and say why."""

_TOLD = ("say",)


@dataclass(frozen=True, slots=True, eq=False)
class Lecture:
    """A lesson that is being given.

    Attributes
    ----------
    lesson : Lesson
    seed : int
        Of new numbers; the same seed gives the same lecture.
    at : int
        Number of the stop, from 0: a stop is a step of the lesson.
    press : int
        How many presses of that stop were made, from 0.
    ballots : mapping of str to Ballot
        By the id of the step.
    """

    lesson: Lesson
    seed: int = 0
    at: int = 0
    press: int = 0
    ballots: Mapping[str, Ballot] = field(default_factory=lambda: MappingProxyType({}))


def begun(lesson: Lesson, seed: int = 0, at: int = 0) -> Lecture:
    """Begin a lecture, at a stop from 0."""
    return went(Lecture(lesson, seed), at)


def step(lecture: Lecture) -> Step:
    """Return the step of the lesson that the stop shows."""
    return lecture.lesson.steps[lecture.at]


def phases(shown: Step) -> tuple[str, ...]:
    """List what a stop goes through: one phase without a question, else `PHASES`."""
    return _TOLD if shown.ask is None else PHASES


def phase(lecture: Lecture) -> str:
    """Return the phase in play: "say", or one of `PHASES`."""
    return phases(step(lecture))[lecture.press]


def went(lecture: Lecture, at: int, press: int = 0) -> Lecture:
    """Go to a stop, from 0, and a press of it; past the ends there is none."""
    at = min(max(at, 0), len(lecture.lesson.steps) - 1)
    last = len(phases(lecture.lesson.steps[at])) - 1
    return replace(lecture, at=at, press=min(max(press, 0), last))


def onward(lecture: Lecture) -> Lecture:
    """Make one press: the next phase of the stop, or the next stop; at the end the same lecture."""
    if lecture.press + 1 < len(phases(step(lecture))):
        return replace(lecture, press=lecture.press + 1)
    return lecture if is_last(lecture) else went(lecture, lecture.at + 1)


def back(lecture: Lecture) -> Lecture:
    """Take one press back: to exactly where the lecture was before it; at the start the same lecture."""
    if lecture.press:
        return replace(lecture, press=lecture.press - 1)
    if is_first(lecture):
        return lecture
    return went(lecture, lecture.at - 1, len(PHASES))


def is_first(lecture: Lecture) -> bool:
    """Say whether there is nothing to go back to."""
    return lecture.at == 0 and lecture.press == 0


def is_last(lecture: Lecture) -> bool:
    """Say whether there is nothing to go on to."""
    is_end = lecture.at + 1 == len(lecture.lesson.steps)
    return is_end and lecture.press + 1 == len(phases(step(lecture)))


def is_open(lecture: Lecture) -> bool:
    """Say whether the stop asks something that is not revealed yet."""
    return phase(lecture) in PHASES[: PHASES.index("reveal")]


def revealed(lecture: Lecture, *, is_on: bool = True) -> Lecture:
    """Go straight to where the stop shows its answer, or back to where its question is open."""
    if step(lecture).ask is None:
        return lecture
    if is_on:
        return replace(lecture, press=max(lecture.press, PHASES.index("reveal")))
    return replace(lecture, press=min(lecture.press, PHASES.index("vote")))


def stage(lecture: Lecture) -> Stage:
    """Return what the stop shows: with its answer, where that is revealed.

    Raises
    ------
    LessonError
        If the lesson asks for what cannot be done.
    """
    stages = stages_of(lecture.lesson, lecture.seed)
    return stages.at(lecture.at) if is_open(lecture) else stages.after(lecture.at)
