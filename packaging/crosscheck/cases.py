"""Draw one update to compare: a network, a batch and a cost, all from one seed.

Only `random.Random.random`, which gives the same numbers in every Python on every machine, and arithmetic
that IEEE 754 rounds exactly: a stored answer needs no more than the seed of its case.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

import numpy as np

from engine.nn.types import Array

Arrays: TypeAlias = tuple[Array, ...]

DEEPEST = 8
WIDTH_OCTAVES = 5  # widths up to 2⁵ = 32
NARROW_OCTAVES = 3
BATCH_OCTAVES = 6  # batches up to 2⁶ = 64
LARGEST_EVERY = 256
"""Every so many cases comes the largest there is: 8 layers of 32 nodes, 64 samples."""

HIDDEN = (
    "linear",
    "sigmoid",
    "tanh",
    "relu",
    "softplus",
    "leaky_relu",
    "leaky_relu(0.2)",
    "leaky_relu(0.7)",
)
COSTS = ("half_squared", "squared", "mse", "bce", "softmax_ce")
OUTPUTS = {"bce": "sigmoid", "softmax_ce": "softmax"}
"""The output activation that a cost asks for; with the others any of `HIDDEN` will do."""


@dataclass(frozen=True)
class Case:
    """One update to compute. Lists of arrays begin with layer 1.

    Parameters
    ----------
    weights, biases : tuple of ndarray, shapes (n_l, n_{l-1}) and (n_l,)
        A weight that is cut is 0.
    activations : tuple of str
    X, Y : ndarray, shapes (m, n_0) and (m, n_L)
    cost : str
    l1, l2 : float
        Of the penalty Ω = l1·Σ|w| + (l2/2)·Σw² over the weights.
    connected : tuple of ndarray
        Shaped like `weights`: 0 where the connection is cut, 1 elsewhere.
    movable_weights, movable_biases : tuple of ndarray
        0 where the parameter is locked, 1 elsewhere.
    """

    seed: int
    weights: Arrays
    biases: Arrays
    activations: tuple[str, ...]
    X: Array
    Y: Array
    cost: str
    l1: float
    l2: float
    connected: Arrays
    movable_weights: Arrays
    movable_biases: Arrays

    @property
    def pulled(self) -> bool:
        """Say whether there is a penalty."""
        return self.l1 > 0 or self.l2 > 0


@dataclass(frozen=True)
class Kind:
    """What a case is to be like before its numbers are drawn."""

    sizes: tuple[int, ...]
    samples: int
    cost: str
    l1: float = 0.0
    l2: float = 0.0
    cut: float = 0.0
    locked: float = 0.0


class Dice:
    """Random numbers that are the same everywhere."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - no secret

    def between(self, low: float, high: float) -> float:
        """Draw a number, low ≤ number < high."""
        return low + (high - low) * self._random.random()

    def whole(self, count: int) -> int:
        """Draw one of 0 … count − 1."""
        return int(count * self._random.random())

    def one_of(self, things: tuple[str, ...]) -> str:
        """Draw one of `things`."""
        return things[self.whole(len(things))]

    def size(self, octaves: int) -> int:
        """Draw one of 1 … 2^octaves, small ones more often: first an octave 2ᵒ⁻¹ < n ≤ 2ᵒ, then n."""
        top = 1 << self.whole(octaves + 1)
        return top - self.whole(max(1, top // 2))

    def array(self, shape: tuple[int, ...], reach: float) -> Array:
        """Draw an array of numbers within ±reach."""
        numbers = [self.between(-reach, reach) for _ in range(math.prod(shape))]
        return np.array(numbers).reshape(shape)

    def mask(self, shape: tuple[int, ...], share: float) -> Array:
        """Draw an array of ones with about `share` of zeros."""
        return np.array([self.between(0, 1) >= share for _ in range(math.prod(shape))], float).reshape(shape)


def draw_case(seed: int) -> Case:
    """Draw the case of `seed`; depths and costs take turns with the seed, so all meet all."""
    dice = Dice(seed)
    cost = COSTS[seed // DEEPEST % len(COSTS)]
    depth = 1 + seed % DEEPEST
    if seed % LARGEST_EVERY == LARGEST_EVERY - 1:
        kind = Kind((2**WIDTH_OCTAVES,) * (DEEPEST + 1), 2**BATCH_OCTAVES, cost)
    else:
        # Three nets of four stay narrow: answers are stored in full, and wide ones would fill the repository.
        octaves = NARROW_OCTAVES if dice.whole(4) else WIDTH_OCTAVES
        # One softmax node would always be 1, and its gradients 0.
        last = max(dice.size(octaves), 2 if cost == "softmax_ce" else 1)
        sizes = (*(dice.size(octaves) for _ in range(depth)), last)
        kind = Kind(sizes, dice.size(BATCH_OCTAVES), cost, **_extras(dice))
    return draw_numbers(seed, dice, kind)


def _extras(dice: Dice) -> dict[str, float]:
    """Give a quarter of the cases a penalty, a quarter cut connections, a quarter locked parameters."""
    return {
        "l1": dice.between(0.0, 0.1) if dice.whole(8) == 0 else 0.0,
        "l2": dice.between(0.0, 0.1) if dice.whole(8) == 0 else 0.0,
        "cut": 0.25 if dice.whole(4) == 0 else 0.0,
        "locked": 0.25 if dice.whole(4) == 0 else 0.0,
    }


def draw_numbers(seed: int, dice: Dice, kind: Kind) -> Case:
    """Draw the numbers of a case whose kind is settled."""
    shapes = [(n, n_before) for n_before, n in zip(kind.sizes, kind.sizes[1:], strict=False)]
    connected = tuple(dice.mask(shape, kind.cut) for shape in shapes)
    gain = dice.between(0.5, 2.0)  # times Glorot's reach: from meek nets to ones that saturate
    weights = [dice.array(shape, gain * math.sqrt(6.0 / sum(shape))) for shape in shapes]
    hidden = tuple(dice.one_of(HIDDEN) for _ in shapes[1:])
    output = OUTPUTS.get(kind.cost) or dice.one_of(HIDDEN)
    return Case(
        seed,
        tuple(weight * mask for weight, mask in zip(weights, connected, strict=True)),
        tuple(dice.array(shape[:1], 0.5) for shape in shapes),
        (*hidden, output),
        dice.array((kind.samples, kind.sizes[0]), 2.0),
        _labels(dice, kind),
        kind.cost,
        kind.l1,
        kind.l2,
        connected,
        tuple(dice.mask(shape, kind.locked) for shape in shapes),
        tuple(dice.mask(shape[:1], kind.locked) for shape in shapes),
    )


def _labels(dice: Dice, kind: Kind) -> Array:
    """Draw labels that suit the cost: numbers, shares of a yes, or classes; sure ones and unsure ones."""
    shape = (kind.samples, kind.sizes[-1])
    sure = dice.whole(2) == 0
    if kind.cost == "bce":
        return dice.mask(shape, 0.5) if sure else (dice.array(shape, 0.5) + 0.5)
    if kind.cost != "softmax_ce":
        return dice.array(shape, 1.5)
    if sure:
        classes: Array = np.eye(shape[1])[[dice.whole(shape[1]) for _ in range(shape[0])]]
        return classes
    shares = dice.array(shape, 0.5) + 0.5
    wholes: Array = np.array([[math.fsum(row)] for row in shares])
    return shares / wholes


KINK = 1e-6
FARTHEST = {"tanh": 6.0, "sigmoid": 10.0, "softmax": 10.0}


def is_fair(case: Case, z: Arrays) -> bool:
    """Say whether every entry can be compared, given the input sums of every layer.

    Near the kink of a relu two correct programs may stand on either side of it. And where a sigmoid or tanh
    is close to its end, PyTorch forms the slope from the rounded activation, as a(1 − a) or 1 − a², and has
    lost digits that the engine has not.
    """
    names = (name.partition("(")[0] for name in case.activations)
    return all(_is_clear(name, numbers) for name, numbers in zip(names, z, strict=True))


def _is_clear(activation: str, z: Array) -> bool:
    size = np.abs(z)
    if activation in ("relu", "leaky_relu"):
        return bool(size.min() > KINK)
    return bool(size.max() < FARTHEST.get(activation, np.inf))
