"""The document: everything that is saved and can be undone, as one immutable value."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from engine.nn.backprop import backprop, cost_of
from engine.nn.costs import cost_function
from engine.nn.network import Network, same_network
from engine.nn.optimizers import optimizer_rule
from engine.nn.trace import Trace
from engine.nn.types import Array, IntArray, Ref, freeze
from engine.session.runlog import Checkpoint, RunLog, same_log

CHECKPOINT_EVERY = 100
"""Updates between two checkpoints of a run: replaying fewer is not noticed."""

MOST_TITLE = 200


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A network with its data, its training settings and what training did.

    Parameters
    ----------
    network : Network
        The initial parameters; those in view follow from `log` and the playhead.
    X, Y : ndarray, shape (samples, n_0) and (samples, n_L)
    cost, optimizer : str
    eta : float
        Learning rate η at the start, above 0; `eta_at` says that of an update.
    batch : int or None
        Samples of one update; None takes all of them.
    seed : int
        Of everything random: shuffling, and the weights where they were drawn.
    title : str
    log : RunLog

    Raises
    ------
    ValueError
        If the parts do not fit one another.
    """

    network: Network
    X: Array
    Y: Array
    cost: str = "half_squared"
    optimizer: str = "sgd"
    eta: float = 1.0
    batch: int | None = None
    seed: int = 0
    title: str = ""
    log: RunLog = field(default_factory=RunLog)

    def __post_init__(self) -> None:
        object.__setattr__(self, "X", freeze(self.X))
        object.__setattr__(self, "Y", freeze(self.Y))
        for name, array, n in (("X", self.X, self.network.sizes[0]), ("Y", self.Y, self.network.sizes[-1])):
            if array.ndim != 2 or array.shape[1] != n or not array.shape[0]:
                raise ValueError(f"{name} must have the shape (samples, {n}), not {array.shape}")
        if self.X.shape[0] != self.Y.shape[0]:
            raise ValueError(f"X has {self.X.shape[0]} samples but Y has {self.Y.shape[0]}")
        cost_function(self.cost, self.network.activations[-1])
        if self.cost == "bce" and not ((self.Y >= 0) & (self.Y <= 1)).all():
            raise ValueError("cost 'bce' needs labels between 0 and 1")
        optimizer_rule(self.optimizer)
        _check_eta(self.eta)
        _check_title(self.title)
        if self.seed < 0:
            raise ValueError(f"a seed is a whole number from 0, not {self.seed}")
        if self.batch is not None and self.batch < 1:
            raise ValueError(f"a batch needs at least one sample, not {self.batch}")

    @property
    def samples(self) -> int:
        """Number of samples in the data set."""
        return len(self.X)

    @property
    def batch_size(self) -> int:
        """Number of samples of a full batch."""
        return min(self.batch or self.samples, self.samples)


def two_nodes() -> Document:
    """Return the lecture's network: one input, one inner node, one output ("Net A")."""
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    return Document(net, freeze([[3.0]]), freeze([[1.0]]), title="Two-node network")


def rows_of_update(document: Document, update: int) -> IntArray:
    """Return the rows of the data set that one update sees; the last batch of an epoch may be short.

    Shuffling is keyed by seed and epoch, so that any update can be replayed alone. A batch that
    holds all samples is in the order of the data set.
    """
    m, size = document.samples, document.batch_size
    if size == m:
        return np.arange(m, dtype=np.int64)
    per_epoch = -(-m // size)
    epoch, place = divmod(update, per_epoch)
    shuffled = np.random.default_rng((document.seed, epoch)).permutation(m)
    return shuffled[place * size : (place + 1) * size]


@lru_cache(maxsize=64)
def trace_of(document: Document, update: int) -> Trace:
    """Compute every number of one update of a document."""
    return _traced(document, network_at(document, update), update)


def _traced(document: Document, net: Network, update: int) -> Trace:
    rows = rows_of_update(document, update)
    X, Y, eta = document.X[rows], document.Y[rows], eta_at(document, update)
    return backprop(net, X, Y, document.cost, eta, document.optimizer)


def eta_at(document: Document, update: int) -> float:
    """Return the learning rate of an update: that of the nearest checkpoint, or the first one."""
    found = document.log.nearest(update)
    return found.eta if found else document.eta


def network_at(document: Document, update: int) -> Network:
    """Return the parameters that an update begins with: the nearest checkpoint, replayed from there."""
    found = document.log.nearest(update)
    start, net = (found.update, _unpacked(document, found)) if found else (0, document.network)
    while start < update:
        stop = min(start - start % CHECKPOINT_EVERY + CHECKPOINT_EVERY, update)
        net = _replay(document, net, start, stop)
        start = stop
    return net


@lru_cache(maxsize=64)
def _unpacked(document: Document, point: Checkpoint) -> Network:
    return document.network.with_vector(point.parameters)


@lru_cache(maxsize=512)
def _replay(document: Document, net: Network, start: int, stop: int) -> Network:
    """Run the updates from `start` up to `stop`; long ways are made of hops that are remembered."""
    for number in range(start, stop):
        net = _traced(document, net, number).updated
    return net


def training(document: Document, updates: int) -> Iterator[tuple[int, Network, float]]:
    """Train a document further, one update at a time.

    Yields
    ------
    update : int
        Number of updates done in all.
    network : Network
        The parameters after them.
    J : float
        Cost of the whole data set with these; inf or nan where training ran away, and then the
        last one.
    """
    done = document.log.updates
    net = network_at(document, done)
    for number in range(done, done + updates):
        net = _traced(document, net, number).updated
        J = cost_of(net, document.X, document.Y, document.cost)
        yield number + 1, net, J
        if not (math.isfinite(J) and np.isfinite(net.to_vector()).all()):
            return


def curve_of(document: Document, count: int) -> Array:
    """Return J of the whole data set for updates 0 to `count` − 1, or as many as were trained."""
    trained = document.log.curve()
    parts, start = [trained], trained.size
    while start < count:
        stop = min(start - start % CHECKPOINT_EVERY + CHECKPOINT_EVERY, count)
        parts.append(_costs(document, start, stop))
        start = stop
    return np.concatenate(parts) if len(parts) > 1 else trained


@lru_cache(maxsize=4096)
def _costs(document: Document, start: int, stop: int) -> Array:
    """Compute J at each update from `start` up to `stop`, in one walk."""
    net, costs = network_at(document, start), []
    for number in range(start, stop):
        costs.append(cost_of(net, document.X, document.Y, document.cost))
        net = _traced(document, net, number).updated
    return freeze(costs)


def with_parameter(document: Document, ref: Ref, value: float, update: int) -> Document:
    """Change one weight or bias as it was when an update began; what was trained after it is dropped.

    Raises
    ------
    ValueError
        If `ref` is no parameter of the network or `value` is not finite.
    """
    before = network_at(document, update)
    if before.parameter(ref) == value:
        return document
    net = before.with_parameter(ref, value)
    if update == 0:
        return replace(document, network=net, log=RunLog())
    return _forked(document, update, net, eta_at(document, update))


def with_eta(document: Document, eta: float, update: int) -> Document:
    """Change the learning rate from an update on; what was trained after it is dropped.

    Raises
    ------
    ValueError
        If `eta` is not a number above 0.
    """
    _check_eta(eta)
    if eta == eta_at(document, update):
        return document
    if update == 0:
        return replace(document, eta=eta, log=RunLog())
    return _forked(document, update, network_at(document, update), eta)


def _forked(document: Document, update: int, net: Network, eta: float) -> Document:
    point = Checkpoint(update, net.to_vector(), eta)
    return replace(document, log=document.log.forked(point))


def _check_eta(eta: float) -> None:
    if not (math.isfinite(eta) and eta > 0):
        raise ValueError(f"eta must be a number above 0, not {eta}")


def _check_title(title: str) -> None:
    if len(title) > MOST_TITLE or not all(c.isprintable() for c in title):
        raise ValueError(f"a title is one line of at most {MOST_TITLE} printable characters")


def same_document(first: Document, second: Document) -> bool:
    """Compare two documents by value."""
    settings = ("cost", "optimizer", "eta", "batch", "seed", "title")
    return (
        all(getattr(first, name) == getattr(second, name) for name in settings)
        and same_network(first.network, second.network)
        and np.array_equal(first.X, second.X)
        and np.array_equal(first.Y, second.Y)
        and same_log(first.log, second.log)
    )
