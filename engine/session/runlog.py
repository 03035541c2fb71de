"""What training did: a cost for every update, and checkpoints from which any update is replayed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from engine.nn.types import Array, freeze

_NOTHING = freeze(np.empty(0))


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """What an update began with, when it was set rather than computed, or kept to save replaying.

    Attributes
    ----------
    update : int
        Number of the update, from 1.
    parameters : ndarray
        Packed as by `Network.to_vector`; finite.
    eta : float
        The learning rate from this update on.
    """

    update: int
    parameters: Array
    eta: float


@dataclass(frozen=True, slots=True, eq=False)
class RunLog:
    """A run as chunks that are shared between documents and never copied when it grows.

    Attributes
    ----------
    costs : tuple of ndarray
        Chunks of J of the whole data set at update 0 (before training), 1, 2, … Empty where nothing
        has been trained.
    checkpoints : tuple of Checkpoint
        Ascending. Between them the parameters are found by replay.
    """

    costs: tuple[Array, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()

    @property
    def updates(self) -> int:
        """How many updates were trained, or edited by hand after."""
        last = self.checkpoints[-1].update if self.checkpoints else 0
        return max(sum(chunk.size for chunk in self.costs) - 1, last)

    def curve(self) -> Array:
        """Return J of update 0 (before training) to the last in one array."""
        return np.concatenate(self.costs) if self.costs else _NOTHING

    def nearest(self, update: int) -> Checkpoint | None:
        """Return the last checkpoint at or before an update; None where there is none."""
        place = bisect_right([point.update for point in self.checkpoints], update)
        return self.checkpoints[place - 1] if place else None

    def grown(self, costs: Array, checkpoints: tuple[Checkpoint, ...]) -> RunLog:
        """Return the log with the costs and checkpoints of further updates.

        Raises
        ------
        ValueError
            If a parameter is not finite: such a state is not to be returned to.
        """
        if not all(np.isfinite(point.parameters).all() for point in checkpoints):
            raise ValueError("a run log holds finite parameters only")
        costs = np.where(np.isfinite(costs), costs, np.nan)
        return RunLog((*self.costs, freeze(costs)), (*self.checkpoints, *checkpoints))

    def forked(self, point: Checkpoint) -> RunLog:
        """Return the log up to an update, and from there on with what a checkpoint says."""
        kept = tuple(other for other in self.checkpoints if other.update < point.update)
        costs = (freeze(self.curve()[: point.update]),) if self.costs else ()
        return RunLog(costs, (*kept, point))


def same_log(first: RunLog, second: RunLog) -> bool:
    """Compare two logs by value."""
    pairs = zip(first.checkpoints, second.checkpoints, strict=False)
    return (
        np.array_equal(first.curve(), second.curve(), equal_nan=True)
        and len(first.checkpoints) == len(second.checkpoints)
        and all(
            (a.update, a.eta) == (b.update, b.eta) and np.array_equal(a.parameters, b.parameters)
            for a, b in pairs
        )
    )
