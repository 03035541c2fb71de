"""The activation functions as calls: φ(z) of one layer, and φ′ of several layers at once from a = φ(z).

`engine.nn.activations` computes a slope from z, to its last digit. From a takes half the calls; what is lost
where a is close to 1 is below 1e-16, a change of the gradient that no sum would notice.

What may be a single number is not computed in place: numpy then takes three times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from engine.nn.activations import LEAK
from engine.nn.named import split_name
from engine.nn.tape.arrays import ONE, ZERO, Tape, aligned, constant
from engine.nn.types import Array

FLIPPED = frozenset({"sigmoid"})
"""Activations whose layers hold weights and biases with the opposite sign, so that z comes as −z."""

PLAIN = frozenset({"linear"})
"""Activations with a = z and the slope 1: there is nothing to call."""


def value_tape(name: str, z: Array, a: Array, spare: Array) -> Tape:
    """Return the calls that compute the activations of a layer.

    Parameters
    ----------
    name : str
        Name of the activation, such as "leaky_relu(0.2)".
    z, a, spare : ndarray, shape (n, m)
        The input sums (for those in `FLIPPED` the negative ones), where the activations are to be, and
        scratch. `spare` may be `z`.
    """
    kind, numbers = split_name(name)
    return _VALUES[kind](z, a, spare, *numbers)


def slope_tape(name: str, a: Array, slope: Array) -> Tape:
    """Return the calls that compute φ′ from a; for those in `FLIPPED`, ∂a/∂(−z)."""
    kind, numbers = split_name(name)
    return _SLOPES[kind](a, slope, *numbers)


def _sigmoid(z: Array, a: Array, spare: Array) -> Tape:
    """1/(1 + e⁻ᶻ); where e⁻ᶻ overflows, 1/∞ = 0."""
    return [partial(np.exp, z, a), partial(np.add, a, ONE, spare), partial(np.divide, ONE, spare, a)]


def _leaky(z: Array, a: Array, _spare: Array, leak: float = LEAK) -> Tape:
    """max(z, leak·z); the leak is below 1."""
    return [partial(np.multiply, z, constant(leak), a), partial(np.maximum, z, a, out=a)]


def _softmax(z: Array, a: Array, spare: Array) -> Tape:
    """Sample by sample, the largest z taken off first, against overflow; z stays what is left of it.

    A row is spread over all rows by a product with ones: to broadcast it takes three times as long.
    """
    n, m = z.shape
    one_row, wide, column, row = aligned(1, m), aligned(n, m), np.ones((n, 1)), np.ones((1, n))
    return [
        partial(np.maximum.reduce, z, 0, None, one_row[0]),
        partial(column.dot, one_row, wide),
        partial(np.subtract, z, wide, z),
        partial(np.exp, z, spare),
        partial(row.dot, spare, one_row),
        partial(column.dot, one_row, wide),
        partial(np.divide, spare, wide, a),
    ]


def _leaky_slope(a: Array, slope: Array, leak: float = LEAK) -> Tape:
    return [partial(np.sign, a, slope), partial(np.maximum, slope, constant(leak), out=slope)]


def _softplus_slope(a: Array, slope: Array) -> Tape:
    """σ(z) = 1 − e⁻ᵃ."""
    turned = partial(np.negative, slope, slope)
    return [partial(np.negative, a, slope), partial(np.expm1, slope, slope), turned]


_VALUES: dict[str, Callable[..., Tape]] = {
    "linear": lambda _z, _a, _spare: [],
    "sigmoid": _sigmoid,
    "tanh": lambda z, a, _spare: [partial(np.tanh, z, a)],
    "relu": lambda z, a, _spare: [partial(np.maximum, z, ZERO, out=a)],
    "leaky_relu": _leaky,
    "softplus": lambda z, a, _spare: [partial(np.logaddexp, ZERO, z, a)],
    "softmax": _softmax,
}

_SLOPES: dict[str, Callable[..., Tape]] = {
    "linear": lambda _a, _slope: [],
    "sigmoid": lambda a, slope: [partial(np.square, a, slope), partial(np.subtract, slope, a, slope)],
    "tanh": lambda a, slope: [partial(np.square, a, slope), partial(np.subtract, ONE, slope, slope)],
    "relu": lambda a, slope: [partial(np.sign, a, slope)],
    "leaky_relu": _leaky_slope,
    "softplus": _softplus_slope,
}
