"""What training did: a cost for every update, and places from which any update is replayed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from engine.nn.types import Array
from engine.session.column import Column
from engine.session.setup import Setup, same_setup

CHECKPOINT_EVERY = 100
"""Updates between two checkpoints of a run at first: replaying fewer is not noticed."""

ROOM = 16 * 2**20
"""Bytes for checkpoints: when they are full, every second one is given up."""

MOST_STAGES = 10_000
"""Updates of one run at which something was changed by hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """What an update began with, kept to save replaying.

    Attributes
    ----------
    update : int
        Number of the update, from 1.
    parameters : ndarray
        Packed as by `Network.to_vector`; finite.
    """

    update: int
    parameters: Array


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """From an update on, training goes on with another setup: something was changed by hand there.

    Attributes
    ----------
    update : int
        From 1.
    setup : Setup
        Its network holds the parameters that the update begins with.
    """

    update: int
    setup: Setup


@dataclass(frozen=True, slots=True, eq=False)
class RunLog:
    """A run. Logs share what they have in common: appending never copies the past.

    Attributes
    ----------
    costs : Column
        J of the whole data set at update 0 (before training), 1, 2, … Empty where nothing has been
        trained.
    marks, rows : Column
        Numbers of the updates that have a checkpoint, ascending, and the parameters there.
    stages : tuple of Stage
        Ascending. Between stages and checkpoints the parameters are found by replay.
    spacing : int
        Updates between two checkpoints to come.
    end : Checkpoint or None
        Near the last update: a run that is being watched is looked at there.
    """

    costs: Column = field(default_factory=Column)
    marks: Column = field(default_factory=Column)
    rows: Column = field(default_factory=Column)
    stages: tuple[Stage, ...] = ()
    spacing: int = CHECKPOINT_EVERY
    end: Checkpoint | None = None

    @property
    def updates(self) -> int:
        """How many updates were trained, or edited by hand after."""
        stage = self.stages[-1].update if self.stages else 0
        mark = int(self.marks.array[-1]) if self.marks.array.size else 0
        return max(self.costs.array.size - 1, stage, mark)

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """All checkpoints, ascending; for files and tests."""
        return tuple(map(Checkpoint, self.marks.array.tolist(), self.rows.array))

    def curve(self) -> Array:
        """Return J of update 0 (before training) to the last."""
        return self.costs.array

    def stage(self, update: int) -> Stage | None:
        """Return the stage that an update belongs to; None where nothing was changed before it."""
        place = bisect_right(self.stages, update, key=lambda stage: stage.update)
        return self.stages[place - 1] if place else None

    def nearest(self, update: int) -> Checkpoint | None:
        """Return the last checkpoint at or before an update; None where there is none."""
        if self.end is not None and self.end.update <= update:
            return self.end
        place = int(np.searchsorted(self.marks.array, update, side="right"))
        return Checkpoint(int(self.marks.array[place - 1]), self.rows.array[place - 1]) if place else None

    def grown(
        self, costs: Array, checkpoints: tuple[Checkpoint, ...] = (), end: Checkpoint | None = None
    ) -> RunLog:
        """Return the log with the costs and checkpoints of further updates.

        Raises
        ------
        ValueError
            If a parameter is not finite: such a state is not to be returned to.
        """
        for point in (*checkpoints, *((end,) if end else ())):
            if not np.isfinite(point.parameters).all():
                raise ValueError("a run log holds finite parameters only")
        log = replace(self, costs=self.costs.grown(np.where(np.isfinite(costs), costs, np.nan)), end=end)
        if not checkpoints:
            return log
        marks = self.marks.grown(np.array([point.update for point in checkpoints], dtype=np.int64))
        rows = self.rows.grown(np.stack([point.parameters for point in checkpoints]))
        return _thinned(replace(log, marks=marks, rows=rows))

    def forked(self, stage: Stage) -> RunLog:
        """Return the log up to an update, from where a stage goes on."""
        kept = int(np.searchsorted(self.marks.array, stage.update, side="left"))
        return RunLog(
            costs=self.costs.cut(stage.update),
            marks=self.marks.cut(kept),
            rows=self.rows.cut(kept),
            stages=(*(other for other in self.stages if other.update < stage.update), stage),
            spacing=self.spacing,
        )


def _thinned(log: RunLog) -> RunLog:
    """Give up every second checkpoint as long as they take too much room."""
    if log.rows.array.nbytes <= ROOM or log.marks.array.size < 4:
        return log
    spacing = 2 * log.spacing
    kept = log.marks.array % spacing == 0
    marks, rows = Column().grown(log.marks.array[kept]), Column().grown(log.rows.array[kept])
    return _thinned(replace(log, marks=marks, rows=rows, spacing=spacing))


def memory_of(logs: Iterable[RunLog]) -> int:
    """Count the bytes of some logs; what they share is counted once."""
    columns = (column for log in logs for column in (log.costs, log.marks, log.rows))
    return sum(dict(column.memory for column in columns).values())


def same_log(first: RunLog, second: RunLog) -> bool:
    """Compare two logs by what can be seen of them: the curve, what was changed by hand, the checkpoints."""
    stages = zip(first.stages, second.stages, strict=False)
    return (
        np.array_equal(first.curve(), second.curve(), equal_nan=True)
        and np.array_equal(first.marks.array, second.marks.array)
        and np.array_equal(first.rows.array.ravel(), second.rows.array.ravel())  # where empty, of any width
        and len(first.stages) == len(second.stages)
        and all(a.update == b.update and same_setup(a.setup, b.setup) for a, b in stages)
    )
