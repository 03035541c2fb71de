"""What of a chain has a value at a point, and how each box goes along what it reads: curves to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.nn.chain.evaluating import evaluated
from engine.nn.chain.graph import Chain
from engine.nn.chain.nodes import Node
from engine.nn.types import Array

__all__ = ["BoxCurve", "box_curve", "range_of", "usual_range", "values_there", "window_around"]

_STEP, _HALF = 2.0, 3.5
"""The window of the variable moves in steps, so that a curve stands still while x walks along it."""
_SAMPLES = 481
_AIR = 0.08
"""Share of a range that is left free at either end."""
_WILD, _MOST = 8.0, (5.0, 95.0)
"""What reaches so many times further than most of it (percentiles) is drawn without its ends."""


@dataclass(frozen=True, slots=True, eq=False)
class BoxCurve:
    """One box along what it reads.

    Attributes
    ----------
    source : str
        What it is drawn along: the first of what the box reads; "" where it reads nothing.
    inputs, outputs : ndarray
        Shape (samples,); NaN where there is no value.
    """

    source: str
    inputs: Array
    outputs: Array


def values_there(chain: Chain, x: float) -> Mapping[str, float]:
    """Return the variable and every box that has a value at a point, the others left out."""
    values = evaluated(chain.root, {chain.variable: np.asarray(float(x))})
    found = {box.name: float(values[box.whole]) for box in chain.boxes}
    return {chain.variable: float(x), **{label: v for label, v in found.items() if np.isfinite(v)}}


def window_around(x: float) -> tuple[float, float]:
    """Return the range of the variable that curves are drawn over.

    Examples
    --------
    >>> window_around(1.1), window_around(0.9)
    ((-1.5, 5.5), (-3.5, 3.5))
    """
    centre = _STEP * round(x / _STEP)
    return centre - _HALF, centre + _HALF


def range_of(values: Array) -> tuple[float, float]:
    """Return the finite range of some values with air around it; about 0 where there is none."""
    fine = values[np.isfinite(values)]
    if not fine.size:
        return -1.0, 1.0
    low, high = float(fine.min()), float(fine.max())
    air = _AIR * (high - low) or 1.0 + abs(low)
    return low - air, high + air


def usual_range(values: Array, also: float | None = None) -> tuple[float, float]:
    """Return the range of some values without ends that reach far out, widened to hold one more."""
    low, high = range_of(values)
    fine = values[np.isfinite(values)]
    if fine.size:
        least, most = (float(end) for end in np.percentile(fine, _MOST))
        if most > least and high - low > _WILD * (most - least):
            low, high = range_of(np.array([least, most]))
    if also is None or not np.isfinite(also) or low <= also <= high:
        return low, high
    return range_of(np.array([low, high, also]))


def box_curve(chain: Chain, number: int, x: float, around: float | None = None) -> BoxCurve:
    """Compute one box along what it reads, over all that comes out of there in the window around x.

    Parameters
    ----------
    chain : Chain
    number : int
        Counted from the inside, from 1.
    x : float
        Where the chain stands; what else the box reads keeps its value there.
    around : float or None
        The window is the one around this value, so that it can stay while x is dragged; None: around x.
    """
    box = chain.boxes[number - 1]
    source = next((link.source for link in chain.links if link.target == box.name), "")
    there = values_there(chain, x)
    inputs = _inputs(chain, source, there.get(source), x if around is None else around)
    known = {label: np.asarray(there.get(label, np.nan)) for label in _leaves(box.formula)}
    outputs = evaluated(box.formula, known | {source: inputs})[box.formula]
    return BoxCurve(source, inputs, np.broadcast_to(outputs, inputs.shape))


def _leaves(formula: Node) -> set[str]:
    return {node.label for node in formula.walk() if node.op == "name"}


def _inputs(chain: Chain, source: str, here: float | None, around: float) -> Array:
    """Spread samples over what a box reads in a window, and where it stands."""
    xs = np.linspace(*window_around(around), _SAMPLES)
    before = next((box for box in chain.boxes if box.name == source), None)
    if before is None:
        return xs
    reached = np.broadcast_to(evaluated(before.whole, {chain.variable: xs})[before.whole], xs.shape)
    return np.linspace(*usual_range(reached, here), _SAMPLES)
