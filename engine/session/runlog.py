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

ROOM = 24 * 2**20
"""Bytes for the checkpoints of a run: when they are full, every second one is given up."""

MOST_STAGES = 10_000
"""Updates of one run at which something was changed by hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """What an update began with, kept to save replaying.

    Attributes
    ----------
    update : int
        Number of the update, from 1.
    row : ndarray
        Parameters and what the optimiser remembers, packed by `engine.session.state`; finite.
    """

    update: int
    row: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
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

    A log takes 8 bytes for the cost of each update, at most `ROOM` bytes for checkpoints, and an eighth
    more to grow into: 45 MB for a run that is as long as it can be.

    Attributes
    ----------
    costs : Column
        J at update 0 (before training), 1, 2, … Empty where nothing has been trained.
    marks, rows, ends : Column
        Numbers of the updates that have a checkpoint, ascending; the rows of all of them, one behind
        the other, since they need not be of one width; where each ends.
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
    ends: Column = field(default_factory=Column)
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
        return tuple(map(self._checkpoint, range(self.marks.array.size)))

    def curve(self) -> Array:
        """Return J of update 0 (before training) to the last."""
        return self.costs.array

    def stage(self, update: int) -> Stage | None:
        """Return the stage that an update belongs to; None where nothing was changed before it."""
        place = bisect_right(self.stages, update, key=lambda stage: stage.update)
        return self.stages[place - 1] if place else None

    def nearest(self, update: int) -> Checkpoint | None:
        """Return the last checkpoint at or before an update; None where there is none."""
        place = int(np.searchsorted(self.marks.array, update, side="right"))
        mark = int(self.marks.array[place - 1]) if place else -1
        if self.end is not None and mark <= self.end.update <= update:
            return self.end
        return self._checkpoint(place - 1) if place else None

    def grown(
        self, costs: Array, checkpoints: tuple[Checkpoint, ...] = (), end: Checkpoint | None = None
    ) -> RunLog:
        """Return the log with the costs and checkpoints of further updates.

        Raises
        ------
        ValueError
            If a number of a checkpoint is not finite: such a state is not to be returned to.
        """
        for point in (*checkpoints, *((end,) if end else ())):
            if not np.isfinite(point.row).all():
                raise ValueError("a run log holds finite parameters only")
        log = replace(self, costs=self.costs.grown(np.where(np.isfinite(costs), costs, np.nan)), end=end)
        if not checkpoints:
            return log
        widths = np.array([point.row.size for point in checkpoints], dtype=np.int64)
        return _thinned(
            replace(
                log,
                marks=self.marks.grown(np.array([point.update for point in checkpoints], dtype=np.int64)),
                rows=self.rows.grown(np.concatenate([point.row for point in checkpoints])),
                ends=self.ends.grown(self.rows.array.size + widths.cumsum()),
            )
        )

    def forked(self, stage: Stage) -> RunLog:
        """Return the log up to an update, from where a stage goes on."""
        earlier = (other for other in self.stages if other.update < stage.update)
        return replace(self.shortened(stage.update), stages=(*earlier, stage), end=None)

    def shortened(self, count: int) -> RunLog:
        """Return the log with so many costs, and the checkpoints of their updates."""
        kept = int(np.searchsorted(self.marks.array, count, side="left"))
        return replace(
            self,
            costs=self.costs.cut(count),
            marks=self.marks.cut(kept),
            rows=self.rows.cut(self._start(kept)),
            ends=self.ends.cut(kept),
        )

    def _checkpoint(self, place: int) -> Checkpoint:
        row = self.rows.array[self._start(place) : self._start(place + 1)]
        return Checkpoint(int(self.marks.array[place]), row)

    def _start(self, place: int) -> int:
        """Return where the row of a checkpoint begins."""
        return int(self.ends.array[place - 1]) if place else 0


def _thinned(log: RunLog) -> RunLog:
    """Give up every second checkpoint as long as they take too much room."""
    if log.rows.array.nbytes <= ROOM or log.marks.array.size < 4:
        return log
    spacing = 2 * log.spacing
    kept = log.marks.array % spacing == 0
    widths = np.diff(log.ends.array, prepend=0).astype(np.int64)
    return _thinned(
        replace(
            log,
            marks=Column().grown(log.marks.array[kept]),
            rows=Column().grown(log.rows.array[np.repeat(kept, widths)]),
            ends=Column().grown(widths[kept].cumsum()),
            spacing=spacing,
        )
    )


def memory_of(logs: Iterable[RunLog]) -> dict[int, int]:
    """Tell which stretches of memory some logs lie in, and how many bytes each has: logs share them."""
    memory: dict[int, int] = {}
    stages: dict[int, Stage] = {}
    for log in logs:
        memory.update(column.memory for column in (log.costs, log.marks, log.rows, log.ends))
        stages.update(zip(map(id, log.stages), log.stages, strict=True))
    for stage in stages.values():
        memory.update((id(table), table.nbytes) for table in (stage.setup.X, stage.setup.Y))
    return memory


def same_log(first: RunLog, second: RunLog) -> bool:
    """Compare two logs by what can be seen of them: the curve, what was changed by hand, the checkpoints."""
    return (
        np.array_equal(first.curve(), second.curve(), equal_nan=True)
        and np.array_equal(first.marks.array, second.marks.array)
        and np.array_equal(first.ends.array, second.ends.array)
        and np.array_equal(first.rows.array, second.rows.array)
        and len(first.stages) == len(second.stages)
        and all(map(same_stage, first.stages, second.stages))
    )


def same_stage(first: Stage, second: Stage) -> bool:
    """Compare two stages by value."""
    return first is second or (first.update == second.update and same_setup(first.setup, second.setup))
