"""Slips on the way forward: input sums, activations and the cost."""

from __future__ import annotations

import numpy as np

from engine.lessons.bugs.reaches import FORWARD, only
from engine.lessons.bugs.run import Run, Slip, right
from engine.nn.activations import activation, sigmoid
from engine.nn.types import Array

__all__ = ["SLIPS"]


def _without_bias(run: Run, l: int) -> Array:
    return run.a[l - 1] @ run.net.W[l].T


def _added(run: Run, l: int) -> Array:
    """Add activation and weight in place of multiplying: Σ(a + w) + b."""
    a: Array = run.a[l - 1].sum(axis=1, keepdims=True)
    added: Array = a + run.net.W[l].sum(axis=1) + run.net.b[l]
    return added


def _earlier_weights(run: Run, l: int) -> Array | None:
    if l == 1 or run.net.W[l - 1].shape != run.net.W[l].shape:
        return None
    return run.a[l - 1] @ run.net.W[l - 1].T + run.net.b[l]


def _from_the_input(run: Run, l: int) -> Array | None:
    if l == 1 or run.net.sizes[0] != run.net.sizes[l - 1]:
        return None
    return run.a[0] @ run.net.W[l].T + run.net.b[l]


def _columns_for_rows(run: Run, l: int) -> Array | None:
    n, before = run.net.W[l].shape
    return run.a[l - 1] @ run.net.W[l] + run.net.b[l] if n == before else None


def _slope_for_activation(run: Run, l: int) -> Array | None:
    phi = activation(run.net.activations[l])
    return None if phi.couples else phi.slope(run.z[l])


def _not_divided(run: Run, l: int) -> Array | None:
    return np.exp(run.z[l]) if run.is_coupled(l) else None


def _each_alone(run: Run, l: int) -> Array | None:
    return sigmoid(run.z[l]) if run.is_coupled(l) else None


def _one(run: Run, l: int) -> Array | None:
    """Read "a one" as the number 1 where the activation at an edge's tail is asked for."""
    return np.ones_like(run.z[l]) if l < run.L else None


def _input(run: Run, l: int) -> Array | None:
    return run.a[0] if l < run.L and run.net.sizes[0] == run.net.sizes[l] else None


def _error(run: Run) -> Array:
    return run.a[run.L] - run.trace.Y


def _size_of_error(run: Run, _l: int) -> Array:
    size: Array = np.abs(_error(run)).sum(axis=1)
    return size


def _half_squared(run: Run, _l: int) -> Array:
    half: Array = 0.5 * (_error(run) ** 2).sum(axis=1)
    return half


def _squared(run: Run, _l: int) -> Array:
    squared: Array = (_error(run) ** 2).sum(axis=1)
    return squared


def _log10(run: Run, l: int) -> Array | None:
    return right("J", run, l) / np.log(10.0) if run.is_fused else None


SLIPS = (
    Slip("M20", "no_bias", "z", _without_bias, FORWARD),
    Slip("M20", "plus_for_times", "z", _added, FORWARD),
    Slip("M09", "earlier_weights", "z", _earlier_weights, FORWARD),
    Slip("M12", "input_for_activation", "z", _from_the_input, FORWARD),
    Slip("M16", "columns_for_rows", "z", _columns_for_rows, FORWARD),
    Slip("M20", "not_activated", "a", lambda run, l: run.z[l], FORWARD),
    Slip("M20", "slope_for_activation", "a", _slope_for_activation, FORWARD),
    Slip("M20", "not_divided", "a", _not_divided, FORWARD),
    Slip("M20", "each_alone", "a", _each_alone, FORWARD),
    Slip("M02", "a_one", "a", _one, only("a")),
    Slip("M12", "input_for_activation", "a", _input, only("a")),
    Slip("M20", "error_for_cost", "J", _size_of_error, only("J")),
    Slip("M14", "half_squared", "J", _half_squared, only("J")),
    Slip("M14", "squared", "J", _squared, only("J")),
    Slip("M20", "log10", "J", _log10, only("J")),
)
