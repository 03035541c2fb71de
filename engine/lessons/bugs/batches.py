"""Slips with a batch: sums for means, means of the wrong things, one sample for all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.lessons.bugs.reaches import only
from engine.lessons.bugs.run import Formula, Run, Slip, right
from engine.nn.backprop import backprop
from engine.nn.trace import Trace
from engine.nn.types import Array, Symbol

__all__ = ["slips"]

MOST_SAMPLES = 8
"""Of a larger batch nobody looks at every sample."""


def _copies(trace: Trace) -> int:
    """Count how often each sample of a batch occurs; 1 where they do not all occur equally often."""
    _, counts = np.unique(np.hstack([trace.X, trace.Y]), axis=0, return_counts=True)
    return int(counts[0]) if (counts == counts[0]).all() else 1


def _times(symbol: Symbol, factor: float) -> Formula:
    return lambda run, l: factor * right(symbol, run, l)


def _product_of_means(run: Run, l: int) -> Array:
    return np.outer(run.delta[l].mean(axis=0), run.a[l - 1].mean(axis=0))


def _sizes_of_weights(run: Run, l: int) -> Array:
    sizes: Array = np.abs(run.delta[l]).T @ np.abs(run.a[l - 1]) / run.trace.m
    return sizes


def _sizes_of_biases(run: Run, l: int) -> Array:
    sizes: Array = np.abs(run.delta[l]).mean(axis=0)
    return sizes


def _of_mean_sample(run: Run) -> Trace:
    """Compute the update for one sample, the mean of all."""
    t = run.trace
    mean = [part.mean(axis=0, keepdims=True) for part in (t.X, t.Y)]
    return backprop(t.network, mean[0], mean[1] / _total(mean[1], t.cost), t.cost)


def _total(labels: Array, cost: str) -> float:
    """Return what labels have to be divided by to add up to 1 where they must, rounding apart."""
    return float(labels.sum()) if cost == "softmax_ce" else 1.0


def _last_of_weights(run: Run, l: int) -> Array:
    return np.outer(run.delta[l][-1], run.a[l - 1][-1])


def _of_sample(s: int) -> Formula:
    """Give every sample the δ of one of them."""
    return lambda run, l: np.repeat(right("delta", run, l)[s : s + 1], run.trace.m, axis=0)


_MEANS = (
    Slip("M19", "product_of_means", "dW", _product_of_means, only("dW"), is_of_mean=True),
    Slip("M19", "mean_of_sizes", "dW", _sizes_of_weights, only("dW"), is_of_mean=True),
    Slip("M19", "mean_of_sizes", "db", _sizes_of_biases, only("db"), is_of_mean=True),
    Slip("M19", "mean_sample", "dW", lambda run, l: _of_mean_sample(run).dW[l], only("dW"), is_of_mean=True),
    Slip("M19", "mean_sample", "db", lambda run, l: _of_mean_sample(run).db[l], only("db"), is_of_mean=True),
    Slip("M25", "last_sample", "dW", _last_of_weights, only("dW"), is_of_mean=True),
    Slip("M25", "last_sample", "db", lambda run, l: run.delta[l][-1], only("db"), is_of_mean=True),
    Slip("M25", "last_sample", "J", lambda run, l: right("J", run, l)[-1:], only("J"), is_of_mean=True),
)
_FACTORS: tuple[tuple[Symbol, frozenset[Symbol]], ...] = (
    ("J", only("J")),
    ("dW", only("dW", "W_new")),
    ("db", only("db", "b_new")),
)


def slips(trace: Trace) -> Iterator[Slip]:
    """List the slips of a batch; none where it has one sample."""
    if trace.m == 1:
        return
    yield from _MEANS
    factors = {"sum_for_mean": float(trace.m), "copies_added": float(_copies(trace))}
    for name, factor in factors.items():
        for symbol, reaches in _FACTORS:
            yield Slip("M18", name, symbol, _times(symbol, factor), reaches, is_of_mean=True)
    for s in range(trace.m) if trace.m <= MOST_SAMPLES else ():
        yield Slip("M25", f"sample_{s + 1}", "delta", _of_sample(s), only("delta"))
