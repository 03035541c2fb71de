"""How single numbers are drawn: few digits, none of them twice, none that hides a slip."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.nn.types import Array

INPUTS = (-3.0, -2.5, -2.0, -1.5, 1.5, 2.0, 2.5, 3.0)
ETAS = (0.2, 0.5, 2.0)
"""None of them is 1, or forgetting the learning rate would not be seen."""

_TENTH = 10


def picked(rng: np.random.Generator, choices: Sequence[float]) -> float:
    """Draw one of some numbers."""
    return float(choices[int(rng.integers(len(choices)))])


def tenths(rng: np.random.Generator, shape: tuple[int, ...], low: float, high: float) -> Array:
    """Draw multiples of 0.1 whose size is from `low` to `high`, with either sign."""
    return _signed(rng, rng.integers(round(low * _TENTH), round(high * _TENTH) + 1, shape) / _TENTH)


def all_different(
    rng: np.random.Generator, taken: Array, weights: int, biases: int, most: float, most_bias: float
) -> tuple[Array, Array]:
    """Draw weights and biases, multiples of 0.1 no two of which are of one size, of that of `taken` or 1."""
    sizes = [
        n for n in range(2, round(most * _TENTH) + 1) if n not in {_TENTH, *np.abs(taken).ravel() * _TENTH}
    ]
    low = [n for n in sizes if n <= round(most_bias * _TENTH)]
    of_biases = rng.choice(low, biases, replace=False)
    of_weights = rng.choice([n for n in sizes if n not in set(of_biases)], weights, replace=False)
    return _signed(rng, of_weights / _TENTH), _signed(rng, of_biases / _TENTH)


def _signed(rng: np.random.Generator, sizes: Array) -> Array:
    return np.where(rng.random(sizes.shape) < 0.5, -sizes, sizes)


def to_tenths(values: Array) -> Array:
    """Round to multiples of 0.1, without minus zeros."""
    rounded: Array = np.round(values * _TENTH) / _TENTH + 0.0
    return rounded


def has_twins(*values: object) -> bool:
    """Say whether two of the numbers are of one size, or one of them is of size 1: either hides slips."""
    sizes = np.abs(np.concatenate([np.ravel(np.asarray(part, dtype=np.float64)) for part in values]))
    tenfold = np.round(sizes * _TENTH * _TENTH)
    return len(np.unique(tenfold)) < len(tenfold) or bool((tenfold == _TENTH * _TENTH).any())
