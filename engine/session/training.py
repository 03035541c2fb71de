"""Training in stretches: as many updates as there is time for, from where the log ends."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from engine.nn.optimizers import optimizer_rule
from engine.nn.trace import first_bad
from engine.nn.types import Ref
from engine.session.actions import Train
from engine.session.document import Document
from engine.session.playhead import steps_at
from engine.session.replay import curve_of, setup_at, state_at, trace_of
from engine.session.runlog import ROOM, Checkpoint
from engine.session.runner import Runner
from engine.session.setup import Setup
from engine.session.state import width_of

MOST_UPDATES = 2_000_000
"""Of one run: their costs take 16 MB."""

_WAIT_NS = 1e9
"""So long may a reader wait for what is replayed."""

_NEAR = 32
"""The end of a stretch is known to so many updates: each would cost a copy of all parameters."""


def reach(setup: Setup) -> int:
    """Count the updates that can be replayed while a reader waits."""
    moments = len(optimizer_rule(setup.optimizer).moments)
    return _in_time(setup, 4.0 + 6.0 * moments + 0.3 * setup.batch_size)


def reach_of_costs(setup: Setup) -> int:
    """Count the updates whose J can be computed while a reader waits."""
    measured = setup.samples if setup.measured == "all" else setup.batch_size
    return min(reach(setup), _in_time(setup, 0.3 * measured))


def _in_time(setup: Setup, each_ns: float) -> int:
    """Count the updates in a second, if a parameter takes so long; numpy's calls take 50 µs at most."""
    return int(_WAIT_NS / (50_000.0 + each_ns * setup.network.parameters))


def most_updates(setup: Setup) -> int:
    """Return how many updates a run can have so that each of them can still be returned to."""
    checkpoints = ROOM // 2 // (8 * width_of(setup))
    return min(MOST_UPDATES, checkpoints * reach(setup))


@dataclass(frozen=True, slots=True)
class Trouble:
    """A run cannot go on: a number is too large to compute with.

    Attributes
    ----------
    update : int
        The update in which it happens, from 0.
    ref : Ref
        The first quantity, in the order of computing, that is not finite.
    """

    update: int
    ref: Ref


@dataclass(slots=True)
class Stretch:
    """What some updates left behind.

    Attributes
    ----------
    costs : list of float
        J for all updates that the log had no cost of; `Setup.measured` says which J.
    checkpoints : list of Checkpoint
    end : Checkpoint or None
        What one of the last updates began with.
    updates : int
        How many were trained.
    trouble : Trouble or None
    full : bool
        The run has as many updates as it can have.
    """

    costs: list[float]
    checkpoints: list[Checkpoint] = field(default_factory=list)
    end: Checkpoint | None = None
    updates: int = 0
    trouble: Trouble | None = None
    full: bool = False

    def action(self, label: str, group: str | None = None, *, follow: bool = False) -> Train:
        """Return the action that appends these updates to the run."""
        return Train(np.array(self.costs), tuple(self.checkpoints), label, group, follow, self.end)


@np.errstate(all="ignore")  # a number that overflows is named as trouble
def train(document: Document, most: int, stop: Callable[[float], bool] = lambda _J: False) -> Stretch:
    """Train a document further.

    Parameters
    ----------
    document : Document
    most : int
        Updates at most.
    stop : callable
        Asked after each update with the new J, which is that of `Setup.measured`: whether that was
        enough.

    Returns
    -------
    Stretch
        Ends before the first update that leaves a number which is not finite.
    """
    done = document.log.updates
    setup = setup_at(document, done)
    stretch = Stretch(curve_of(document, done + 1)[document.log.curve().size :].tolist())
    room = most_updates(setup) - done
    spacing = document.log.spacing
    runner = Runner(setup)
    walk = runner.walk(state_at(document, done).row, done)
    next(walk)
    for number in range(done, done + min(most, room)):
        if (number % _NEAR == 0 or number == done) and runner.is_finite:
            stretch.end = Checkpoint(number, runner.row)
        J = next(walk)
        if not (math.isfinite(J) and runner.is_finite):
            stretch.trouble = Trouble(number, _first_bad(document, stretch, number))
            break
        stretch.costs.append(J)
        stretch.updates += 1
        if (number + 1) % spacing == 0:
            stretch.checkpoints.append(Checkpoint(number + 1, runner.row))
        if stop(J):
            break
    stretch.full = stretch.updates >= room
    return stretch


def _first_bad(document: Document, stretch: Stretch, update: int) -> Ref:
    """Name the first quantity of an update, in the order of computing, that is not finite."""
    log = document.log.grown(np.array(stretch.costs), tuple(stretch.checkpoints), stretch.end)
    trained = replace(document, log=log)
    trace = trace_of(trained, update)
    return first_bad(trace, steps_at(trained, update, "node")) or Ref("J", trace.network.L)
