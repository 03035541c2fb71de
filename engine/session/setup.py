"""What an update is computed with: network, data, cost, optimiser, learning rate, batch and seed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np

from engine.data.dataset import DataNotes, check_finite, check_notes
from engine.data.rows import Rows
from engine.data.splits import trained_on
from engine.nn.batches import check_shuffle, epoch_order
from engine.nn.costs import check_labels, cost_function
from engine.nn.initialisers import initialiser
from engine.nn.named import spelled
from engine.nn.network import Network, same_network
from engine.nn.optimizers import Moments, optimizer_rule, same_moments
from engine.nn.schedules import schedule
from engine.nn.types import Array, IntArray, freeze

MOST_SEED = 2**63 - 1

MOST_MEASURED = 2_000_000
"""Parameters times training rows up to which J of all of them is computed after every update: about 1 ms."""


def _no_rows() -> IntArray:
    return _frozen_rows(())


def _frozen_rows(rows: object) -> IntArray:
    """Return numbers of rows as a read-only array, the same if it is one; ValueError for no whole numbers."""
    array = np.asarray(rows)
    if array.base is None and not array.flags.writeable and array.dtype == np.int64:
        return array
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise ValueError("the rows kept for testing are whole numbers")
    found = array.astype(np.int64)
    found.setflags(write=False)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """All that training needs to know.

    Parameters
    ----------
    network : Network
        The parameters that training begins with.
    X, Y : ndarray, shape (samples, n_0) and (samples, n_L)
    cost, optimizer : str
    eta : float
        Learning rate η, above 0.
    batch : int or None
        Samples of one update; None takes all of them.
    seed : int
        Of everything random: shuffling, and the weights where they were drawn.
    schedule : str
        How η changes in the course of the run, such as "cosine(1000)".
    l1, l2 : float
        Of the penalty, 0 or above.
    shuffle : {"keyed", "fixed", "none"}
        In which order an epoch takes the samples.
    test : ndarray of int
        Rows of the data set kept for testing, ascending: no update ever sees them.
    moments : Moments or None
        What the optimiser remembers when training begins; None stands for nothing.
    notes : DataNotes
        What is known of the data besides its numbers.
    init : str
        What new weights are drawn with, such as "he" or "uniform(0.5)".

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
    schedule: str = "constant"
    l1: float = 0.0
    l2: float = 0.0
    shuffle: str = "keyed"
    test: IntArray = field(default_factory=_no_rows)
    moments: Moments | None = None
    notes: DataNotes = field(default_factory=DataNotes)
    init: str = "xavier"

    def __post_init__(self) -> None:
        object.__setattr__(self, "X", freeze(self.X))
        object.__setattr__(self, "Y", freeze(self.Y))
        for name, array, n in (("X", self.X, self.network.sizes[0]), ("Y", self.Y, self.network.sizes[-1])):
            if array.ndim != 2 or array.shape[1] != n or not array.shape[0]:
                raise ValueError(f"{name} must have the shape (samples, {n}), not {array.shape}")
        if self.X.shape[0] != self.Y.shape[0]:
            raise ValueError(f"X has {self.X.shape[0]} samples but Y has {self.Y.shape[0]}")
        check_finite(self.X, "X")
        check_finite(self.Y, "Y")
        check_notes(self.notes, self.X.shape[1], self.Y.shape[1])
        object.__setattr__(self, "test", _frozen_rows(self.test))
        self._check_test()
        cost_function(self.cost, self.network.activations[-1])
        check_labels(self.cost, self.Y)
        self._spell("optimizer", optimizer_rule)
        self._spell("schedule", schedule)
        self._spell("init", initialiser)
        check_shuffle(self.shuffle, len(self.X) - self.test.size)
        for name, weight in (("l1", self.l1), ("l2", self.l2)):
            if not (math.isfinite(weight) and weight >= 0):
                raise ValueError(f"the penalty {name} must be a number of 0 or above, not {weight}")
        if self.moments is not None and not self.moments.suits(self.optimizer, self.network.parameters):
            raise ValueError(f"these are not moments of {self.optimizer} for this network")
        if not (math.isfinite(self.eta) and self.eta > 0):
            raise ValueError(f"eta must be a number above 0, not {self.eta}")
        if not 0 <= self.seed <= MOST_SEED:
            raise ValueError(f"a seed is a whole number from 0 to {MOST_SEED}, not {self.seed}")
        if self.batch is not None and self.batch < 1:
            raise ValueError(f"a batch needs at least one sample, not {self.batch}")

    def _spell(self, name: str, find: Callable[[str], object]) -> None:
        """Refuse a function that there is not, and give the one that there is its one spelling."""
        find(getattr(self, name))
        object.__setattr__(self, name, spelled(getattr(self, name)))

    def _check_test(self) -> None:
        test, samples = self.test, len(self.X)
        if test.ndim != 1 or (test.size and not (test[0] >= 0 and test[-1] < samples)):
            raise ValueError(f"the rows kept for testing must be among the {samples} of the data set")
        if (np.diff(test) <= 0).any():
            raise ValueError("the rows kept for testing must ascend, each named once")
        if test.size == samples:
            raise ValueError("all rows are kept for testing: none is left to train with")

    @property
    def table(self) -> Rows:
        """The data set as rows to be changed by hand."""
        return Rows(self.X, self.Y, self.notes, self.test)

    @property
    def samples(self) -> int:
        """Number of samples that are trained with."""
        return len(self.X) - self.test.size

    @property
    def batch_size(self) -> int:
        """Number of samples of a full batch."""
        return min(self.batch or self.samples, self.samples)

    @property
    def training(self) -> IntArray:
        """Rows of the data set that are trained with: all that are not kept for testing."""
        return trained_on(len(self.X), self.test)

    @property
    def train_X(self) -> Array:
        """Inputs that are trained with; the data set itself where nothing is kept for testing."""
        return freeze(self.X[self.training]) if self.test.size else self.X

    @property
    def train_Y(self) -> Array:
        """Labels that are trained with."""
        return freeze(self.Y[self.training]) if self.test.size else self.Y

    @property
    def has_penalty(self) -> bool:
        """Say whether the correction follows a penalty too."""
        return self.l1 > 0 or self.l2 > 0

    @property
    def measured(self) -> Literal["all", "batch"]:
        """Which J the run log keeps of every update.

        That of all samples trained with, as they are when the update begins; or, where that would take
        longer than the update itself by far, that of the update's own batch.
        """
        return "all" if self.samples * self.network.parameters <= MOST_MEASURED else "batch"

    def eta_at(self, update: int) -> float:
        """Return the learning rate of an update, counted from 0: η as the schedule has changed it."""
        return self.eta * schedule(self.schedule)(update)

    def rows(self, update: int) -> IntArray:
        """Return the rows of the data set that one update sees; the last batch of an epoch may be short.

        Shuffling is keyed by seed and epoch, so that any update can be replayed alone. A batch that
        holds all samples is in the order of the data set.
        """
        rows = self.train_rows(update)
        return self.training[rows] if self.test.size else rows

    def train_rows(self, update: int) -> IntArray:
        """Return the same as numbers of rows of `train_X`."""
        size = self.batch_size
        epoch, place = divmod(update, self.updates_an_epoch)
        return self._order(epoch)[place * size : (place + 1) * size]

    @property
    def updates_an_epoch(self) -> int:
        """Number of updates in which every sample is seen once."""
        return -(-self.samples // self.batch_size)

    def update_with(self, row: int, epoch: int) -> int | None:
        """Return the update of an epoch, from 0, that sees a row of the data set; None where none does."""
        found = np.flatnonzero(self.training[self._order(epoch)] == row)
        return epoch * self.updates_an_epoch + int(found[0]) // self.batch_size if found.size else None

    def _order(self, epoch: int) -> IntArray:
        """Return numbers of rows of `train_X` in the order in which an epoch takes them."""
        m = self.samples
        if self.batch_size == m:
            return epoch_order(m, 0, 0, "none")
        return epoch_order(m, self.seed, epoch, self.shuffle)


SETTINGS = tuple(part.name for part in fields(Setup))
"""Names of all that a setup holds."""


def bare(setup: Setup) -> Setup:
    """Return a setup without what it was a part of: a document holds all of its run."""
    return Setup(**{name: getattr(setup, name) for name in SETTINGS})


def same_setup(first: Setup, second: Setup) -> bool:
    """Compare two setups by value."""
    plain = (name for name in SETTINGS if name not in ("network", "X", "Y", "test", "moments"))
    return (
        all(getattr(first, name) == getattr(second, name) for name in plain)
        and same_network(first.network, second.network)
        and np.array_equal(first.X, second.X)
        and np.array_equal(first.Y, second.Y)
        and np.array_equal(first.test, second.test)
        and same_moments(first.moments, second.moments)
    )
