"""Slips in the gradients: the wrong thing at one end of the edge, and the bias's edge."""

from __future__ import annotations

import numpy as np

from engine.lessons.bugs.reaches import only
from engine.lessons.bugs.run import Run, Slip, right
from engine.nn.types import Array

__all__ = ["SLIPS"]

_OF_WEIGHTS = only("dW")
_OF_BIASES = only("db", "b_new")


def _spread(run: Run, l: int, of_nodes: Array) -> Array:
    """Give every edge into a node the same number; shape (n_l, n_{l-1})."""
    return np.repeat(of_nodes[:, None], run.net.sizes[l - 1], axis=1)


def _averaged(run: Run, heads: Array, tails: Array) -> Array:
    gradient: Array = heads.T @ tails / run.trace.m
    return gradient


def _delta_alone(run: Run, l: int) -> Array:
    return _spread(run, l, run.delta[l].mean(axis=0))


def _times_input(run: Run, l: int) -> Array | None:
    if l == 1 or run.net.sizes[0] != run.net.sizes[l - 1]:
        return None
    return _averaged(run, run.delta[l], run.a[0])


def _times_input_sum(run: Run, l: int) -> Array | None:
    return None if l == 1 else _averaged(run, run.delta[l], run.z[l - 1])


def _times_own_activation(run: Run, l: int) -> Array:
    return _spread(run, l, (run.delta[l] * run.a[l]).mean(axis=0))


def _next_delta(run: Run, l: int) -> Array | None:
    """Take δ from one layer too far downstream."""
    if l == run.L or run.net.sizes[l + 1] != run.net.sizes[l]:
        return None
    return _averaged(run, run.delta[l + 1], run.a[l - 1])


def _times_weight(run: Run, l: int) -> Array:
    gradient: Array = run.delta[l].mean(axis=0)[:, None] * run.net.W[l]
    return gradient


def _transposed(run: Run, l: int) -> Array | None:
    n, before = run.net.W[l].shape
    return right("dW", run, l).T if n == before else None


def _times_bias(run: Run, l: int) -> Array:
    gradient: Array = run.delta[l].mean(axis=0) * run.net.b[l]
    return gradient


def _times_activation(run: Run, l: int) -> Array | None:
    """Multiply by the activation that comes in, where one edge leads in."""
    return (run.delta[l] * run.a[l - 1]).mean(axis=0) if run.net.sizes[l - 1] == 1 else None


SLIPS = (
    Slip("M02", "delta_for_gradient", "dW", _delta_alone, _OF_WEIGHTS),
    Slip("M12", "times_input", "dW", _times_input, _OF_WEIGHTS),
    Slip("M12", "times_input_sum", "dW", _times_input_sum, _OF_WEIGHTS),
    Slip("M12", "times_own_activation", "dW", _times_own_activation, _OF_WEIGHTS),
    Slip("M12", "next_delta", "dW", _next_delta, _OF_WEIGHTS),
    Slip("M09", "times_weight", "dW", _times_weight, _OF_WEIGHTS),
    Slip("M16", "transposed", "dW", _transposed, _OF_WEIGHTS),
    Slip("M15", "bias_zero", "db", lambda run, l: np.zeros(run.net.sizes[l]), _OF_BIASES),
    Slip("M15", "times_bias", "db", _times_bias, _OF_BIASES),
    Slip("M15", "times_activation", "db", _times_activation, _OF_BIASES),
    Slip("M15", "bias_one", "db", lambda run, l: np.ones(run.net.sizes[l]), _OF_BIASES),
)
