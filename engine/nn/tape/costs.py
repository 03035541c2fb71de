"""The cost functions as calls: how much of ŷ − y goes into δ of the output layer, and J of a batch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np

from engine.nn.tape.arrays import ONE, ZERO, aligned, play
from engine.nn.tape.layers import FLIPPED
from engine.nn.types import Array

Reading: TypeAlias = Callable[[], float]
"""Computes J of a batch from what the pass forward has left."""

FUSED = frozenset({"bce", "softmax_ce"})
"""Costs whose δ of the output layer is ŷ − y, without a slope: that of the activation has cancelled out."""

_SHARES: dict[str, Callable[[int], float]] = {
    "half_squared": lambda _n: 0.5,
    "squared": lambda _n: 1.0,
    "mse": lambda n: 1.0 / n,
}
"""What a cost multiplies (ŷ − y)² by, in a layer of n outputs."""


def error_share(cost: str, output: str, outputs: int) -> float:
    """Return what ŷ − y is multiplied by in ∂J/∂ŷ of one sample, or in δ where that is fused.

    Parameters
    ----------
    cost : str
    output : str
        Activation of the output layer.
    outputs : int
        Its number of nodes.
    """
    if cost in FUSED:
        return -1.0 if output in FLIPPED else 1.0
    return 2.0 * _SHARES[cost](outputs)


def reading(cost: str, z: Array, error: Array, y: Array) -> Reading:
    """Return what computes J of a batch: the sum over its outputs, the mean over its samples.

    Parameters
    ----------
    cost : str
    z, error, y : ndarray, shape (n_L, m)
        Of the output layer: what its activation has left of the input sums (−z where that is sigmoid, z
        without the largest where it is softmax), ŷ − y, and the labels.
    """
    if cost in _LOGARITHMIC:
        return _LOGARITHMIC[cost](z, y)
    flat, share = error.ravel(), _SHARES[cost](len(y)) / y.shape[1]
    squares = flat.dot
    return lambda: float(squares(flat)) * share


def _bce(minus_z: Array, y: Array) -> Reading:
    """max(−z, 0) + (1 − y)z + ln(1 + e^−|z|): where ŷ is close to a y of 0 or 1, two parts cancel exactly."""
    one, other, large, rest, each = (aligned(*y.shape) for _ in range(5))
    flat, ones, m = each.ravel(), np.ones(each.size), y.shape[1]
    tape = [
        partial(np.absolute, minus_z, one),
        partial(np.negative, one, other),
        partial(np.exp, other, one),
        partial(np.log1p, one, rest),
        partial(np.subtract, ONE, y, one),
        partial(np.multiply, one, minus_z, other),
        partial(np.maximum, minus_z, ZERO, out=one),
        partial(np.subtract, one, other, large),
        partial(np.add, large, rest, each),
    ]

    def J() -> float:
        play(tape)
        return float(flat.dot(ones) / m)

    return J


def _softmax_ce(below: Array, y: Array) -> Reading:
    """−Σ y_i ln ŷ_i, with −ln ŷ_i = ln Σ e^{z_j} − z_i; labels add up to 1."""
    n, m = y.shape
    one_row, wide, surprise = aligned(1, m), aligned(n, m), aligned(n, m)
    column, row, flat, labels = np.ones((n, 1)), np.ones((1, n)), surprise.ravel(), y.ravel()
    tape = [
        partial(np.exp, below, wide),
        partial(row.dot, wide, one_row),
        partial(np.log, one_row, one_row),
        partial(column.dot, one_row, wide),
        partial(np.subtract, wide, below, surprise),
    ]

    def J() -> float:
        play(tape)
        return float(flat.dot(labels) / m)

    return J


_LOGARITHMIC: dict[str, Callable[[Array, Array], Reading]] = {"bce": _bce, "softmax_ce": _softmax_ce}
