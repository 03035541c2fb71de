"""What training did: a cost for every update, and checkpoints from which any update is replayed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from engine.nn.types import Array, freeze

_NOTHING = freeze(np.empty(0))


@dataclass(frozen=True, slots=True, eq=False)
class RunLog:
    """A run as chunks that are shared between documents and never copied when it grows.

    Attributes
    ----------
    costs : tuple of ndarray
        Chunks of J of the whole data set at update 0 (before training), 1, 2, … Empty where nothing
        has been trained.
    checkpoints : tuple of (int, ndarray)
        Number of an update and the packed parameters it began with, ascending. Between them the
        parameters are found by replay.
    """

    costs: tuple[Array, ...] = ()
    checkpoints: tuple[tuple[int, Array], ...] = ()

    @property
    def updates(self) -> int:
        """How many updates were trained, or edited by hand after."""
        last = self.checkpoints[-1][0] if self.checkpoints else 0
        return max(sum(chunk.size for chunk in self.costs) - 1, last)

    def curve(self) -> Array:
        """Return J of update 0 (before training) to the last in one array."""
        return np.concatenate(self.costs) if self.costs else _NOTHING

    def nearest(self, update: int) -> tuple[int, Array] | None:
        """Return the last checkpoint at or before an update; None where there is none."""
        place = bisect_right([number for number, _ in self.checkpoints], update)
        return self.checkpoints[place - 1] if place else None

    def grown(self, costs: Array, checkpoints: tuple[tuple[int, Array], ...]) -> RunLog:
        """Return the log with the costs and checkpoints of further updates."""
        return RunLog((*self.costs, freeze(costs)), (*self.checkpoints, *checkpoints))

    def forked(self, update: int, parameters: Array) -> RunLog:
        """Return the log up to an update, with other parameters from there on."""
        kept = tuple(point for point in self.checkpoints if point[0] < update)
        costs = (freeze(self.curve()[:update]),) if self.costs else ()
        return RunLog(costs, (*kept, (update, freeze(parameters))))


def same_log(first: RunLog, second: RunLog) -> bool:
    """Compare two logs by value."""
    pairs = zip(first.checkpoints, second.checkpoints, strict=False)
    return (
        np.array_equal(first.curve(), second.curve(), equal_nan=True)
        and len(first.checkpoints) == len(second.checkpoints)
        and all(n == m and np.array_equal(a, b) for (n, a), (m, b) in pairs)
    )
