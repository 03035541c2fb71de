"""What the nodes of each layer do: how their activations are spread, and which of them let no δ through."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.nn.activations import activation
from engine.nn.backprop import forward
from engine.nn.named import split_name
from engine.nn.network import Network
from engine.nn.round_numbers import rounded_up
from engine.nn.types import Array, IntArray
from engine.session.frame import Frame
from engine.session.setup import Setup

__all__ = ["BINS", "Activity", "LayerActivity", "activity_of", "is_of_all"]

BINS = 20
"""Bars of a histogram."""
_MOST_WORK, _MOST_NUMBERS = 2_000_000, 100_000
"""Parameters times rows, and activations, up to which all training rows are looked at: a few milliseconds."""
_FLAT, _OFTEN = 0.01, 0.95
"""A slope below this share of the steepest, in this share of the rows at least: the node is saturated."""
_KINKED = ("relu", "leaky_relu")
"""Functions with a corner: off for most rows is what they are for, and no saturation."""
_STEEPEST = {"sigmoid": 0.25}
"""The largest slope of an activation, where it is not 1."""
_ENDS = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0)}
"""Where the activations of a function lie."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerActivity:
    """What the nodes of one layer do.

    Attributes
    ----------
    layer : int
        From 1.
    low, high : float
        Ends of the histogram.
    counts : ndarray of int, shape (BINS,)
        Activations in each of `BINS` equal parts; what is not finite is in none.
    dead : tuple of int
        Nodes, from 0, whose slope is 0 for every row.
    saturated : tuple of int
        Further nodes whose slope is below 1 % of the steepest for 95 % of the rows at least, where the
        function has no corner.
    """

    layer: int
    low: float
    high: float
    counts: IntArray
    dead: tuple[int, ...]
    saturated: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """What the nodes of a network do.

    Attributes
    ----------
    layers : tuple of LayerActivity
        Layer 1 first.
    rows : int
        Of how many rows.
    of_all : bool
        They are all training rows; else those of the batch in play.
    """

    layers: tuple[LayerActivity, ...]
    rows: int
    of_all: bool


def is_of_all(setup: Setup) -> bool:
    """Say whether all training rows are looked at: where that takes little time, or they are the batch."""
    net, rows = setup.network, setup.training.size
    is_cheap = net.parameters * rows <= _MOST_WORK and rows * sum(net.sizes) <= _MOST_NUMBERS
    return is_cheap or setup.batch is None or setup.batch >= rows


def activity_of(frame: Frame) -> Activity:
    """Look at all nodes with the parameters as they stand; the same object for the same ones."""
    setup, of_all = frame.setup, is_of_all(frame.setup)
    rows = setup.training if of_all else frame.rows
    return _found(frame.network_now, _Table(setup.X), rows.tobytes(), of_all)


class _Table:
    """A table that equals none but itself, so that what was found of it can be remembered."""

    def __init__(self, X: Array) -> None:
        self.X = X

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Table) and self.X is other.X

    def __hash__(self) -> int:
        return id(self.X)


@lru_cache(maxsize=4)
def _found(net: Network, table: _Table, rows: bytes, of_all: bool) -> Activity:
    X = table.X[np.frombuffer(rows, dtype=np.int64)]
    with np.errstate(all="ignore"):
        z, a = forward(net, X)
        layers = tuple(_layer(net, layer, z[layer], a[layer]) for layer in range(1, net.L + 1))
    return Activity(layers, len(X), of_all)


def _layer(net: Network, layer: int, z: Array, a: Array) -> LayerActivity:
    low, high = _ends(net.activations[layer], a)
    dead, saturated = _stuck(net.activations[layer], z)
    return LayerActivity(layer, low, high, _counts(a, low, high), dead, saturated)


def _ends(name: str, a: Array) -> tuple[float, float]:
    """Return where a histogram begins and ends: those of the function, else round ones around 0 and all."""
    kind = split_name(name)[0]
    if kind in _ENDS:
        return _ENDS[kind]
    finite = a[np.isfinite(a)]
    low, high = (min(float(finite.min()), 0.0), max(float(finite.max()), 0.0)) if finite.size else (0.0, 0.0)
    step = rounded_up((high - low) / BINS)
    if not step:
        return 0.0, 1.0
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _counts(a: Array, low: float, high: float) -> IntArray:
    """Count the activations in equal parts, the end in the last of them."""
    places = (a.ravel() - low) * (BINS / (high - low))
    places = places[np.isfinite(places)]
    counts = np.bincount(np.clip(places.astype(np.int64), 0, BINS - 1), minlength=BINS)
    return counts.astype(np.int64)


def _stuck(name: str, z: Array) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the nodes whose slope is 0 everywhere, and those whose slope is next to nothing."""
    phi = activation(name)
    if phi.couples:  # its slopes are a table: each node's depends on all input sums
        return (), ()
    slope = np.abs(phi.slope(z))
    dead = (slope == 0.0).all(axis=0)
    kind = split_name(name)[0]
    flat = slope < _FLAT * _STEEPEST.get(kind, 1.0)
    saturated = (flat.mean(axis=0) >= _OFTEN) & ~dead & (kind not in _KINKED)
    return tuple(np.flatnonzero(dead).tolist()), tuple(np.flatnonzero(saturated).tolist())
