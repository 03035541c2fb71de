"""How the places of a slider stand for values: evenly, or each decade as wide as the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from gui.hands.targets import Pace, Ratio

__all__ = ["Even", "Powers", "Span"]

_RATIO = Ratio()
_OF_STEP: dict[Pace, int] = {"fine": 1, "usual": 1, "coarse": 10}
_ZERO = 0.04
"""Share of a slider at its left end that stands for 0, where it has a 0 that no power reaches."""


class Span(Protocol):
    """What a slider reaches over."""

    def place(self, value: float) -> float:
        """Return where a value stands, from 0 to 1; what lies outside stands at the nearer end."""

    def value(self, place: float) -> float:
        """Return the value at a place from 0 to 1, a round number."""

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Return the value so many presses of a key up, inside of the span."""


@dataclass(frozen=True, slots=True)
class Even:
    """Values from `low` to `high` in steps, evenly spread.

    Attributes
    ----------
    low, high : float
    step : float
        One press of an arrow key; with Ctrl or a page key it is ten.

    Examples
    --------
    >>> noise = Even(0.0, 0.5, 0.05)
    >>> noise.place(0.25), noise.value(0.31), noise.stepped(0.45, 3, "usual")
    (0.5, 0.15, 0.5)
    """

    low: float
    high: float
    step: float

    def place(self, value: float) -> float:
        """Return the share of the way from the lower to the upper end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def value(self, place: float) -> float:
        """Return the nearest value that is a whole number of steps from the lower end."""
        return self._on_grid(self.low + place * (self.high - self.low))

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Go some steps up, from wherever the value stands."""
        return self._on_grid(value + steps * _OF_STEP[pace] * self.step)

    def _on_grid(self, value: float) -> float:
        steps = round((value - self.low) / self.step)
        return min(max(float(f"{self.low + steps * self.step:.12g}"), self.low), self.high)


@dataclass(frozen=True, slots=True)
class Powers:
    """Values above 0 from `low` to `high`, each decade as wide as the next; steps go 1, 2, 5, 10.

    Attributes
    ----------
    low, high : float
        Above 0.
    has_zero : bool
        The left end stands for 0.

    Examples
    --------
    >>> eta = Powers(1e-5, 10.0)
    >>> eta.place(0.01), eta.value(0.5), eta.stepped(0.02, 1, "usual")
    (0.5, 0.01, 0.05)
    """

    low: float
    high: float
    has_zero: bool = False

    @property
    def _least(self) -> float:
        return _ZERO if self.has_zero else 0.0

    def place(self, value: float) -> float:
        """Return the share of the way in powers of ten."""
        if value <= 0:
            return 0.0
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self._least + (1.0 - self._least) * min(max(share, 0.0), 1.0)

    def value(self, place: float) -> float:
        """Return a value with two digits."""
        if self.has_zero and place < self._least / 2:
            return 0.0
        share = max(place - self._least, 0.0) / (1.0 - self._least)
        return self._within(float(f"{self.low * (self.high / self.low) ** share:.1e}"))

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Go to the next of 1, 2, 5; below the smallest comes 0, where there is one."""
        for _ in range(abs(steps)):
            value = self._next(value, 1 if steps > 0 else -1, pace)
        return value

    def _next(self, value: float, way: int, pace: Pace) -> float:
        if value <= 0:
            return self.low if way > 0 else value
        if self.has_zero and way < 0 and value <= self.low:
            return 0.0
        return self._within(_RATIO.stepped(value, way, pace))

    def _within(self, value: float) -> float:
        return min(max(value, self.low), self.high)
