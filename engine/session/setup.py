"""What an update is computed with: network, data, cost, optimiser, learning rate, batch and seed."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from engine.nn.costs import cost_function
from engine.nn.network import Network, same_network
from engine.nn.optimizers import optimizer_rule
from engine.nn.types import Array, IntArray, freeze

MOST_SEED = 2**63 - 1


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
        if not (math.isfinite(self.eta) and self.eta > 0):
            raise ValueError(f"eta must be a number above 0, not {self.eta}")
        if not 0 <= self.seed <= MOST_SEED:
            raise ValueError(f"a seed is a whole number from 0 to {MOST_SEED}, not {self.seed}")
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

    def rows(self, update: int) -> IntArray:
        """Return the rows of the data set that one update sees; the last batch of an epoch may be short.

        Shuffling is keyed by seed and epoch, so that any update can be replayed alone. A batch that
        holds all samples is in the order of the data set.
        """
        m, size = self.samples, self.batch_size
        if size == m:
            return np.arange(m, dtype=np.int64)
        per_epoch = -(-m // size)
        epoch, place = divmod(update, per_epoch)
        shuffled = np.random.default_rng((self.seed, epoch)).permutation(m)
        return shuffled[place * size : (place + 1) * size]


SETTINGS = tuple(part.name for part in fields(Setup))
"""Names of all that a setup holds."""


def same_setup(first: Setup, second: Setup) -> bool:
    """Compare two setups by value."""
    plain = (name for name in SETTINGS if name not in ("network", "X", "Y"))
    return (
        all(getattr(first, name) == getattr(second, name) for name in plain)
        and same_network(first.network, second.network)
        and np.array_equal(first.X, second.X)
        and np.array_equal(first.Y, second.Y)
    )
