"""Any update of a document again: its setup, its parameters, every number of it, and the cost curve."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.nn.backprop import backprop, cost_of
from engine.nn.descent import Descent
from engine.nn.network import Network
from engine.nn.trace import Trace
from engine.nn.types import Array, freeze
from engine.session.document import Document
from engine.session.runlog import CHECKPOINT_EVERY
from engine.session.setup import Setup

_HOP = 10
"""Updates that are replayed at a stretch and remembered, near the one that is looked at."""


def setup_at(document: Document, update: int) -> Setup:
    """Return the settings in force at an update; the network is the one they came into force with."""
    stage = document.log.stage(update)
    return stage.setup if stage else document


def eta_at(document: Document, update: int) -> float:
    """Return the learning rate of an update."""
    return setup_at(document, update).eta


@lru_cache(maxsize=32)
def trace_of(document: Document, update: int) -> Trace:
    """Compute every number of one update of a document."""
    setup = setup_at(document, update)
    rows = setup.rows(update)
    net = network_at(document, update)
    return backprop(net, setup.X[rows], setup.Y[rows], setup.cost, setup.eta, setup.optimizer)


def network_at(document: Document, update: int) -> Network:
    """Return the parameters that an update begins with: the nearest known ones, replayed from there."""
    setup, start, net = _known(document, update)
    while start < update:
        stop = _hop(start, update)
        net = _replayed(setup, net, start, stop)
        start = stop
    return net


def _hop(start: int, update: int) -> int:
    """Return where to go next on the way to an update: far as long as it can be, to remember few places."""
    far = start - start % CHECKPOINT_EVERY + CHECKPOINT_EVERY
    return far if far <= update else min(start - start % _HOP + _HOP, update)


def _known(document: Document, update: int) -> tuple[Setup, int, Network]:
    """Find the last place at or before an update whose parameters are known."""
    stage, point = document.log.stage(update), document.log.nearest(update)
    setup, start = (stage.setup, stage.update) if stage else (document, 0)
    if point is None or point.update <= start:
        return setup, start, setup.network
    return setup, point.update, _unpacked(setup, point.parameters.tobytes())


@lru_cache(maxsize=64)
def _unpacked(setup: Setup, parameters: bytes) -> Network:
    return setup.network.with_vector(freeze(np.frombuffer(parameters)))


def _walked(setup: Setup, net: Network, start: int, stop: int) -> Network:
    """Run the updates from `start` up to `stop`."""
    descent = Descent(net, setup.cost, setup.eta, setup.optimizer)
    with np.errstate(all="ignore"):  # a run that ran away is shown as it is
        for number in range(start, stop):
            rows = setup.rows(number)
            descent.descend(descent.forward(setup.X[rows]), setup.Y[rows])
    return descent.network


_replayed = lru_cache(maxsize=128)(_walked)
"""The same, remembered; long ways are made of such hops."""


def curve_of(document: Document, count: int) -> Array:
    """Return J of the whole data set for updates 0 to `count` − 1, or as many as were trained."""
    trained = document.log.curve()
    parts, start = [trained], trained.size
    while start < count:
        stop = min(start - start % CHECKPOINT_EVERY + CHECKPOINT_EVERY, count)
        parts.append(_costs(document, start, stop))
        start = stop
    return freeze(np.concatenate(parts)) if len(parts) > 1 else trained


@lru_cache(maxsize=4096)
def _costs(document: Document, start: int, stop: int) -> Array:
    """Compute J at each update from `start` up to `stop`, in one walk."""
    net, costs = network_at(document, start), []
    for number in range(start, stop):
        stage = document.log.stage(number)
        setup = stage.setup if stage else document
        net = setup.network if stage and stage.update == number else net
        costs.append(cost_of(net, setup.X, setup.Y, setup.cost))
        net = _walked(setup, net, number, number + 1)
    return freeze(costs)
