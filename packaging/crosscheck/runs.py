"""Draw a training of 200 updates to compare: a small case, an optimiser, a schedule and batches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscheck.cases import COSTS, Case, Dice, Kind, draw_numbers
from engine.nn.batches import epoch_order
from engine.nn.types import Array, IntArray

UPDATES = 200
SNAPSHOTS = (1, 10, 100, 200)
"""After so many updates the parameters are compared."""

OPTIMIZERS = (
    ("sgd", 0.05),
    ("momentum", 0.01),
    ("momentum(0.5)", 0.03),
    ("nesterov(0.8)", 0.01),
    ("rmsprop", 0.005),
    ("rmsprop(0.9,1e-06)", 0.005),
    ("adam", 0.01),
    ("adam(0.8,0.99,1e-06)", 0.01),
)
"""Each with a learning rate that leads downhill."""

SCHEDULES = ("constant", "step(30,0.7)", "cosine(150,0.1)")
SHUFFLES = ("keyed", "keyed", "fixed", "none")
ROUND = len(OPTIMIZERS) * len(SCHEDULES)
"""After so many seeds every optimiser has met every schedule."""


@dataclass(frozen=True)
class Run:
    """One training.

    Parameters
    ----------
    case : Case
        The network it begins with, all the data, the cost and the penalty.
    optimizer, schedule : str
        As the engine names them.
    eta : float
        Learning rate η that the schedule starts from.
    batch : int or None
        Samples of an update; None: all.
    shuffle : str
        How an epoch is ordered, keyed with the seed of the case.
    """

    case: Case
    optimizer: str
    schedule: str
    eta: float
    batch: int | None
    shuffle: str

    def rows(self, update: int) -> IntArray:
        """Return which samples an update takes; the last batch of an epoch may be a smaller one."""
        samples = len(self.case.X)
        batch = self.batch or samples
        epoch, place = divmod(update, -(-samples // batch))
        # A batch of all samples is in the order of the data.
        how = self.shuffle if self.batch else "none"
        order = epoch_order(samples, self.case.seed, epoch, how)
        return order[place * batch : (place + 1) * batch]


def draw_run(seed: int) -> Run:
    """Draw the run of `seed`; optimisers and schedules take turns."""
    dice = Dice(seed)
    name, eta = OPTIMIZERS[seed % len(OPTIMIZERS)]
    cost = dice.one_of(COSTS)
    samples = 5 + dice.whole(12)
    case = draw_numbers(seed, dice, _kind(dice, cost, samples, pulled=seed // ROUND % 2 == 1))
    batch = None if dice.whole(3) == 0 else 1 + dice.whole(samples - 1)
    schedule = SCHEDULES[seed // len(OPTIMIZERS) % len(SCHEDULES)]
    return Run(case, name, schedule, eta, batch, dice.one_of(SHUFFLES))


def _kind(dice: Dice, cost: str, samples: int, *, pulled: bool) -> Kind:
    depth = 1 + dice.whole(3)
    sizes = (*(1 + dice.whole(5) for _ in range(depth)), 2 + dice.whole(3))
    l2 = dice.between(0.001, 0.1) if pulled else 0.0
    l1 = dice.between(0.001, 0.01) if pulled and dice.whole(3) == 0 else 0.0
    cut = 0.2 if dice.whole(3) == 0 else 0.0
    locked = 0.2 if dice.whole(3) == 0 else 0.0
    return Kind(sizes, samples, cost, l1, l2, cut, locked)


def to_vector(weights: list[Array], biases: list[Array]) -> Array:
    """Pack parameters as `Network.to_vector` does: layer by layer, W row by row and then b."""
    return np.concatenate([part.ravel() for pair in zip(weights, biases, strict=True) for part in pair])
