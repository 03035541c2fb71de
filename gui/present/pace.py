"""How a lecture keeps its time: what was planned for every stop, and how long it has taken so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from engine.lessons.lesson import Lesson, Step

__all__ = ["Pace"]

_ASKED, _TOLD = 2.0, 1.0
"""A stop with a question takes so many times as long as one without: it is thought about and voted on."""
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Pace:
    """A clock and a plan, as a value; whoever asks it says what time it is.

    The clock goes on while the screen is blank or frozen: the room's time passes, too. It rests only when the
    lecturer stops it, for a break.

    Attributes
    ----------
    ends : tuple of float
        Seconds from the beginning by which each stop is planned to be over.
    spent : float
        Seconds up to when the clock was started last.
    since : float or None
        When it was started last, in seconds of any clock that only goes forward; None while it rests.
    """

    ends: tuple[float, ...]
    spent: float = 0.0
    since: float | None = None

    @classmethod
    def of(cls, lesson: Lesson) -> Pace:
        """Plan a lesson: its minutes are shared out among its stops, a question weighs twice."""
        weights = [_weight(step) for step in lesson.steps]
        whole = sum(weights)
        return cls(tuple(lesson.minutes * _MINUTE * upto / whole for upto in accumulate(weights)))

    @property
    def is_running(self) -> bool:
        """Whether the clock goes."""
        return self.since is not None

    @property
    def planned(self) -> float:
        """Seconds that the whole lesson is planned to take."""
        return self.ends[-1] if self.ends else 0.0

    def begun(self, now: float) -> Pace:
        """Let the clock go with the first press; one that was stopped by hand goes on resting."""
        return self if self.spent else self.started(now)

    def started(self, now: float) -> Pace:
        """Let the clock go, if it rests."""
        return self if self.is_running else replace(self, since=now)

    def stopped(self, now: float) -> Pace:
        """Let the clock rest, if it goes."""
        return replace(self, spent=self.elapsed(now), since=None)

    def elapsed(self, now: float) -> float:
        """Return the seconds that the lecture has taken."""
        return self.spent if self.since is None else self.spent + max(now - self.since, 0.0)

    def span(self, at: int) -> tuple[float, float]:
        """Return when a stop, from 0, is planned to begin and to be over, in seconds."""
        if not self.ends:
            return 0.0, 0.0
        at = max(0, min(at, len(self.ends) - 1))
        return (self.ends[at - 1] if at else 0.0), self.ends[at]

    def behind(self, at: int, now: float) -> float:
        """Return how far the lecture is behind its plan at a stop, in seconds.

        Returns
        -------
        float
            0 while the stop is in its own time, negative where it comes too early.
        """
        begin, end = self.span(at)
        elapsed = self.elapsed(now)
        return max(elapsed - end, 0.0) + min(elapsed - begin, 0.0)


def _weight(step: Step) -> float:
    return _TOLD if step.ask is None else _ASKED
