"""When a run of training is over: after an update, below a cost, or when there is no hope of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

__all__ = ["PATIENCE", "Goal", "Watch"]

PATIENCE = 5_000
"""Updates after which a J that has not fallen is said to fall no longer."""

_FALLS = 1e-5
"""The least share by which J must get lower to count as falling."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a run goes on to.

    Attributes
    ----------
    updates : float
        So many updates in all; inf for a run that goes on until it is paused.
    below : float or None
        A cost: the run is over once J of the whole data set is below it.
    """

    updates: float = inf
    below: float | None = None

    @property
    def is_open(self) -> bool:
        """Say whether the run goes on until it is paused."""
        return self.updates == inf and self.below is None


class Watch:
    """Looks at J after every update: whether it is below the goal, or falls no longer.

    Attributes
    ----------
    lowest : float
        The least J so far.
    reached, stuck : bool
    """

    def __init__(self, below: float) -> None:
        self._below = below
        self._since = 0
        self.lowest = inf
        self.reached = self.stuck = False

    def note(self, cost: float) -> bool:
        """Look at J of one more update; return whether there is nothing more to wait for."""
        self._since += 1
        if self.lowest == inf or cost < self.lowest - _FALLS * abs(self.lowest):
            self.lowest, self._since = cost, 0
        self.reached = cost < self._below
        self.stuck = not self.reached and self._since >= PATIENCE
        return self.reached or self.stuck
