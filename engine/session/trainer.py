"""Training in stretches: as many updates as there is time for, from where the log ends."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from engine.nn.descent import Descent, Pass
from engine.nn.microsteps import narrate
from engine.nn.network import Network
from engine.nn.trace import first_bad
from engine.nn.types import Array, Ref
from engine.session.actions import Train
from engine.session.document import Document
from engine.session.replay import curve_of, network_at, setup_at, trace_of
from engine.session.runlog import ROOM, Checkpoint
from engine.session.setup import Setup

MOST_UPDATES = 2_000_000
"""Of one run: their costs take 16 MB."""

_WORK = 1e8
"""What can be replayed while a reader waits: updates times (parameters × samples + 20,000)."""


def reach(parameters: int, batch: int) -> int:
    """Count the updates that can be replayed while a reader waits: about a second's worth."""
    return int(_WORK / (20_000 + parameters * batch))


def most_updates(setup: Setup) -> int:
    """Return how many updates a run can have so that each of them can still be returned to."""
    checkpoints = ROOM // 2 // (8 * setup.network.parameters)
    return min(MOST_UPDATES, checkpoints * reach(setup.network.parameters, setup.batch_size))


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
        J of the whole data set for all updates that the log had no cost of.
    checkpoints : list of Checkpoint
    end : Checkpoint or None
        What the last update began with.
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
        Asked after each update with the new J of the whole data set: whether that was enough.

    Returns
    -------
    Stretch
        Ends before the first update that leaves a number which is not finite.
    """
    done = document.log.updates
    setup, net = setup_at(document, done), network_at(document, done)
    stretch = Stretch(curve_of(document, done + 1)[document.log.curve().size :].tolist())
    room = most_updates(setup) - done
    spacing = document.log.spacing
    runner = _Runner(setup, net)
    before = runner.before
    for number in range(done, done + min(most, room)):
        J = runner.advance(number)
        if not (math.isfinite(J) and runner.is_finite()):
            stretch.trouble = Trouble(number, _first_bad(document, stretch, number))
            break
        stretch.costs.append(J)
        stretch.updates, before = stretch.updates + 1, runner.before
        if (number + 1) % spacing == 0:
            stretch.checkpoints.append(Checkpoint(number + 1, runner.parameters))
        if stop(J):
            break
    if stretch.updates:
        stretch.end = Checkpoint(done + stretch.updates - 1, before)
    stretch.full = stretch.updates >= room
    return stretch


class _Runner:
    """Runs update after update; a batch of all samples needs one forward pass for both J and the next δ.

    Attributes
    ----------
    before : ndarray
        The parameters that the last update began with.
    """

    def __init__(self, setup: Setup, net: Network) -> None:
        self._setup = setup
        self._descent = Descent(net, setup.cost, setup.eta, setup.optimizer)
        self._passed: Pass | None = None
        self.before = self.parameters

    @property
    def parameters(self) -> Array:
        """The parameters as they are now."""
        return self._descent.vector.copy()

    def advance(self, update: int) -> float:
        """Carry out one update; return J of the whole data set after it."""
        s, descent = self._setup, self._descent
        self.before = self.parameters
        if self._passed is None:
            rows = s.rows(update)
            descent.descend(descent.forward(s.X[rows]), s.Y[rows])
        else:
            descent.descend(self._passed, s.Y)
        passed = descent.forward(s.X)
        self._passed = passed if s.batch_size == s.samples else None
        return descent.J(passed, s.Y)

    def is_finite(self) -> bool:
        """Say whether all parameters are finite; a sum that overflows alone is looked at closely."""
        vector = self._descent.vector
        return math.isfinite(vector.sum()) or bool(np.isfinite(vector).all())


def _first_bad(document: Document, stretch: Stretch, update: int) -> Ref:
    """Name the first quantity of an update, in the order of computing, that is not finite."""
    log = document.log.grown(np.array(stretch.costs), tuple(stretch.checkpoints), stretch.end)
    trace = trace_of(replace(document, log=log), update)
    setup = setup_at(document, update)
    bad = first_bad(trace, narrate(trace.network, setup.cost, trace.m, setup.optimizer, zoom="node"))
    return bad or Ref("J", trace.network.L)
