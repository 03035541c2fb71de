"""Training in stretches: as many updates as there is time for, from where the log ends."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from engine.nn.backprop import cost_of, cost_of_samples, descend, forward
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
    before = net
    for number in range(done, done + min(most, room)):
        here = runner.net
        J = runner.advance(number)
        if not (math.isfinite(J) and runner.is_finite()):
            stretch.trouble = Trouble(number, _first_bad(document, stretch, number))
            break
        stretch.costs.append(J)
        stretch.updates, before = stretch.updates + 1, here
        if (number + 1) % spacing == 0:
            stretch.checkpoints.append(Checkpoint(number + 1, runner.net.to_vector()))
        if stop(J):
            break
    if stretch.updates:
        stretch.end = Checkpoint(done + stretch.updates - 1, before.to_vector())
    stretch.full = stretch.updates >= room
    return stretch


class _Runner:
    """Runs update after update; a batch of all samples needs one forward pass for both J and the next δ."""

    def __init__(self, setup: Setup, net: Network) -> None:
        self.net = net
        self._setup = setup
        self._whole = setup.batch_size == setup.samples
        self._passed = self._forward() if self._whole else None

    def _forward(self) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
        with np.errstate(all="ignore"):
            return forward(self.net, self._setup.X)

    def advance(self, update: int) -> float:
        """Carry out one update; return J of the whole data set after it."""
        s = self._setup
        with np.errstate(all="ignore"):
            if self._passed is None:
                rows = s.rows(update)
                X, Y = s.X[rows], s.Y[rows]
                self.net = descend(self.net, forward(self.net, X), Y, s.cost, s.eta, s.optimizer)
                return cost_of(self.net, s.X, s.Y, s.cost)
            self.net = descend(self.net, self._passed, s.Y, s.cost, s.eta, s.optimizer)
            z, a = self._passed = forward(self.net, s.X)
            return float(cost_of_samples(self.net, z[-1], a[-1], s.Y, s.cost).mean())

    def is_finite(self) -> bool:
        """Say whether all parameters are finite; a sum that overflows alone is looked at closely."""
        arrays = (*self.net.W[1:], *self.net.b[1:])
        return all(math.isfinite(array.sum()) or bool(np.isfinite(array).all()) for array in arrays)


def _first_bad(document: Document, stretch: Stretch, update: int) -> Ref:
    """Name the first quantity of an update, in the order of computing, that is not finite."""
    log = document.log.grown(np.array(stretch.costs), tuple(stretch.checkpoints), stretch.end)
    trace = trace_of(replace(document, log=log), update)
    setup = setup_at(document, update)
    bad = first_bad(trace, narrate(trace.network, setup.cost, trace.m, setup.optimizer, zoom="node"))
    return bad or Ref("J", trace.network.L)
