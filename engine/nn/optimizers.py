"""How parameters move once all gradients are known: the optimisers and what they remember.

g is the gradient of J with the pull of the penalty; m and v begin as zeros, and t counts the updates
from 1. The formulas are those of PyTorch's `torch.optim`, so that the two can be held side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from engine.nn.named import Number, filled, is_above_zero, is_share, split_name
from engine.nn.types import Array, freeze

Moment = Literal["m", "v"]
Numbers = tuple[float, ...]
Step = tuple[Array, tuple[Array, ...]]
"""The new parameters, and the new moments."""


def _sgd(w: Array, g: Array, eta: float, _moments: tuple[Array, ...], _t: int, _n: Numbers) -> Step:
    """Take the bare gradient: w ← w − η g."""
    return w - eta * g, ()


def _momentum(w: Array, g: Array, eta: float, moments: tuple[Array, ...], _t: int, n: Numbers) -> Step:
    """Let the steps gather speed: m ← β m + g; w ← w − η m (Polyak 1964, as in PyTorch)."""
    m = n[0] * moments[0] + g
    return w - eta * m, (m,)


def _nesterov(w: Array, g: Array, eta: float, moments: tuple[Array, ...], _t: int, n: Numbers) -> Step:
    """Look ahead: m ← β m + g; w ← w − η (g + β m) (Sutskever et al. 2013, as in PyTorch)."""
    m = n[0] * moments[0] + g
    return w - eta * (g + n[0] * m), (m,)


def _rmsprop(w: Array, g: Array, eta: float, moments: tuple[Array, ...], _t: int, n: Numbers) -> Step:
    """Weigh by size: v ← α v + (1 − α) g²; w ← w − η g/(√v + ε) (Hinton 2012, lecture 6e)."""
    alpha, epsilon = n
    v = alpha * moments[0] + (1.0 - alpha) * g * g
    return w - eta * g / (np.sqrt(v) + epsilon), (v,)


def _adam(w: Array, g: Array, eta: float, moments: tuple[Array, ...], t: int, n: Numbers) -> Step:
    """Do both: w ← w − η m̂/(√v̂ + ε), m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) (Kingma & Ba 2015, alg. 1)."""
    beta_1, beta_2, epsilon = n
    m = beta_1 * moments[0] + (1.0 - beta_1) * g
    v = beta_2 * moments[1] + (1.0 - beta_2) * g * g
    m_hat, v_hat = m / (1.0 - beta_1**t), v / (1.0 - beta_2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), (m, v)


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One optimiser with its numbers.

    Attributes
    ----------
    kind : str
        Its name without numbers.
    numbers : tuple of float
        All of them, in the order of `OPTIMIZERS`.
    moments : tuple of str
        Which moments it remembers, of "m" and "v".
    rule : callable
        Takes parameters, gradient, η, moments, t and numbers.
    """

    kind: str
    numbers: Numbers
    moments: tuple[Moment, ...]
    rule: Callable[[Array, Array, float, tuple[Array, ...], int, Numbers], Step]

    def advance(
        self, parameter: Array, gradient: Array, eta: float, moments: tuple[Array, ...], t: int
    ) -> Step:
        """Take one step.

        Parameters
        ----------
        parameter, gradient : ndarray
            Of any one shape; the gradient in cost per unit of the parameter.
        eta : float
            Learning rate η.
        moments : tuple of ndarray
            As remembered, in the order of `moments`; of the same shape.
        t : int
            Number of this step, from 1.

        Returns
        -------
        parameter : ndarray
        moments : tuple of ndarray
        """
        return self.rule(parameter, gradient, eta, moments, t, self.numbers)


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: rule, moments, and the numbers in brackets."""

    rule: Callable[[Array, Array, float, tuple[Array, ...], int, Numbers], Step]
    moments: tuple[Moment, ...] = ()
    numbers: tuple[Number, ...] = ()


def _share(name: str, usual: float) -> Number:
    return Number(name, usual, is_share, "at least 0 and below 1")


_EPSILON = Number("ε", 1e-8, is_above_zero, "above 0")

OPTIMIZERS: dict[str, Kind] = {
    "sgd": Kind(_sgd),
    "momentum": Kind(_momentum, ("m",), (_share("β", 0.9),)),
    "nesterov": Kind(_nesterov, ("m",), (_share("β", 0.9),)),
    "rmsprop": Kind(_rmsprop, ("v",), (_share("α", 0.99), _EPSILON)),
    "adam": Kind(_adam, ("m", "v"), (_share("β₁", 0.9), _share("β₂", 0.999), _EPSILON)),
}


@lru_cache(maxsize=64)
def optimizer_rule(text: str) -> Optimizer:
    """Return the optimiser called so, such as ``"sgd"`` or ``"adam(0.9,0.99)"``.

    Raises
    ------
    ValueError
        If there is none of that name, or its numbers do not suit.
    """
    name, given = split_name(text)
    if name not in OPTIMIZERS:
        raise ValueError(f"optimizer {text!r} is not one of {', '.join(OPTIMIZERS)}")
    kind = OPTIMIZERS[name]
    return Optimizer(name, filled(text, given, kind.numbers), kind.moments, kind.rule)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What an optimiser remembers between two updates.

    Attributes
    ----------
    t : int
        Updates that it has done.
    arrays : tuple of ndarray, shape (parameters,)
        One for each of its moments, in the order of `Network.to_vector`.
    """

    t: int = 0
    arrays: tuple[Array, ...] = ()

    @classmethod
    def none(cls, optimizer: str, parameters: int) -> Moments:
        """Return what an optimiser remembers before its first update: zeros."""
        return cls(0, tuple(freeze(np.zeros(parameters)) for _ in optimizer_rule(optimizer).moments))

    def suits(self, optimizer: str, parameters: int) -> bool:
        """Say whether these are moments of that optimiser in a network of so many parameters."""
        sizes = [array.size for array in self.arrays]
        return self.t >= 0 and sizes == [parameters] * len(optimizer_rule(optimizer).moments)


def same_moments(first: Moments | None, second: Moments | None) -> bool:
    """Compare by value, bit for bit."""
    if first is None or second is None:
        return first is second
    return (
        first.t == second.t
        and len(first.arrays) == len(second.arrays)
        and all(np.array_equal(a, b) for a, b in zip(first.arrays, second.arrays, strict=True))
    )


def packed_row(vector: Array, moments: Moments) -> Array:
    """Pack parameters and moments in one row: parameters, moments, t; the parameters alone where none."""
    if not moments.arrays:
        return vector
    return np.concatenate([vector, *moments.arrays, [float(moments.t)]])


def row_width(optimizer: str, parameters: int) -> int:
    """Count the numbers of such a row."""
    moments = len(optimizer_rule(optimizer).moments)
    return parameters * (1 + moments) + bool(moments)


def unpacked_row(row: Array, optimizer: str, parameters: int) -> tuple[Array, Moments]:
    """Take such a row apart again, the inverse of `packed_row`.

    Raises
    ------
    ValueError
        If the row has another length, or its t is no count.
    """
    width = row_width(optimizer, parameters)
    if row.size != width:
        raise ValueError(
            f"a row of {optimizer} with {parameters} parameters has {width} numbers, not {row.size}"
        )
    if width == parameters:
        return row, Moments()
    t = float(row[-1])
    if not (0.0 <= t < 2.0**53 and t == int(t)):
        raise ValueError(f"the count of updates in a row is a whole number, not {t}")
    parts = row[parameters:-1].reshape(-1, parameters)
    return row[:parameters], Moments(int(t), tuple(freeze(part) for part in parts))
