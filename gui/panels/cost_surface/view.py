"""Which part of the plane is shown: one that holds what there is to see, and stands still. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.nn.network import Network
from engine.nn.round_numbers import rounded_up
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref
from engine.session.surface import Ground, are_all_free

__all__ = ["View", "least_half", "view_of", "whole_view"]

_USUAL = 2.0
"""An input sum changes by about so much from the middle to the end of a map, at the least."""
_AIR = 1.25
_STEPS = 5
"""The middle is a multiple of this part of the half: the view moves rarely."""
_LOOSE = 4.0
"""A view that is larger than it needs to be by this factor is given up."""
_WHOLE, _WHOLE_MOST = 6.0, 20.0
"""Half of a map of all that there is, at the least; one that would be larger shows where the point is."""
_INSIDE = 0.95
"""Share of the half within which a place is well inside."""
_BOUNDED = frozenset({"sigmoid", "tanh"})
"""Activations that a weight of 6 has taken almost to their ends."""
_SMALLEST, _LARGEST = 1e-9, 1e300
_DIGITS = 1e-11
"""A half is at the least so much of the numbers it is about: floats have no finer differences to show."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: both parameters to one scale, so that a right angle is one on screen.

    Attributes
    ----------
    middle : tuple of float
        Of the parameter across and the one up.
    half : float
        From the middle to the nearer end, in units of the parameters.
    """

    middle: tuple[float, float]
    half: float

    def ground(self, a: Ref, b: Ref, aspect: float) -> Ground:
        """Return what a box shows of it that is `aspect` times as wide as it is high."""
        x, y = self.half * max(aspect, 1.0), self.half * max(1.0 / aspect, 1.0)
        (u, v) = self.middle
        return Ground(a, b, (u - x, v - y), (u + x, v + y))

    def zoomed(self, factor: float, at: tuple[float, float]) -> View:
        """Return the view so many times as large; what is at a place stays there."""
        half = min(max(self.half * factor, _SMALLEST), _LARGEST)
        share = half / self.half
        u, v = (place + (middle - place) * share for place, middle in zip(at, self.middle, strict=True))
        return View((u, v), half)

    def holds(self, places: Array) -> bool:
        """Say whether all places are well inside."""
        return bool((np.abs(places - np.array(self.middle)) <= _INSIDE * self.half).all())


def least_half(trace: Trace, a: Ref, b: Ref) -> float:
    """Return how large a map is at the least: where inputs are large, a small change does much."""
    return max(_USUAL / max(_incoming(trace, ref), 1.0) for ref in (a, b))


def _incoming(trace: Trace, ref: Ref) -> float:
    if ref.symbol == "b":
        return 1.0
    found = float(np.abs(trace.a[ref.layer - 1][:, ref.index[1]]).max())
    return found if math.isfinite(found) else 1.0


def view_of(places: Array, least: float, before: View | None) -> View:
    """Choose a view that holds some places, shape (k, 2); the one before as long as it will do."""
    low, high = places.min(axis=0), places.max(axis=0)
    span = float((high - low).max())
    wanted = max(_AIR * span / 2.0, least, _DIGITS * float(np.abs(places).max()))
    half = rounded_up(min(max(wanted, _SMALLEST), _LARGEST))
    if before is not None and before.holds(places) and before.half <= _LOOSE * half:
        return before
    step = half / _STEPS
    u, v = (round(middle / step) * step for middle in ((low + high) / 2.0).tolist())
    found = View((u, v), half)
    return found if found.holds(places) else View((u, v), rounded_up(1.5 * half))


def whole_view(net: Network, pair: tuple[Ref, Ref], places: Array) -> View | None:
    """Choose the view of a landscape that has two dimensions only: plateaus and minima, not a part of it.

    It is symmetric about 0. None where other parameters are free too, activations have no ends, or the
    places to be seen, shape (k, 2), are far away.
    """
    if not (are_all_free(net, pair) and _BOUNDED.issuperset(net.activations[1:])):
        return None
    farthest = float(np.abs(places).max())
    half = _WHOLE if farthest <= _INSIDE * _WHOLE else rounded_up(farthest / _INSIDE)
    return View((0.0, 0.0), half) if 0.0 < half <= _WHOLE_MOST else None
