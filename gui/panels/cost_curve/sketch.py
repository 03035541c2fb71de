"""A cost curve as somebody expects it: drawn piece by piece, and told as points. No Qt."""

from __future__ import annotations

import math

import numpy as np

from engine.nn.round_numbers import rounded_up
from engine.nn.types import Array

__all__ = ["Points", "Sketch"]

Points = tuple[tuple[float, float], ...]
"""Updates and J."""

_MOST = 200
"""Places along the axis that are kept: a hand draws no finer."""
_AIR = 1.3
"""The axis goes at least so many times as high as J is."""


class Sketch:
    """A curve that is being drawn, from what is known of J to the last update that is asked for.

    Parameters
    ----------
    last : int
        The update that it is to reach.

    Attributes
    ----------
    top : float
        J at the upper end of the axis.
    """

    def __init__(self, last: int) -> None:
        self.last = last
        self.top = 1.0
        self._begin: tuple[int, float | None] | None = None
        self._updates = self._J = np.empty(0)

    def begin(self, curve: Array, J: float) -> None:
        """Begin at the end of what is known, which is no part of the question.

        Parameters
        ----------
        curve : ndarray
            J by update as it is drawn, nan where it is withheld.
        J : float
            Of the update in play; of its size is the axis.
        """
        known = np.flatnonzero(np.isfinite(curve))
        first = min(int(known[-1]) if known.size else 0, self.last)
        begin = (first, float(curve[first]) if known.size else None)
        if begin != self._begin:
            self._begin = begin
            self._updates = np.linspace(first, self.last, min(max(self.last - first, 1), _MOST) + 1)
            self._J = np.full(self._updates.size, np.nan)
            self._J[0] = math.nan if begin[1] is None else begin[1]
            highest = float(curve[known].max()) if known.size else J
            self.top = rounded_up(_AIR * highest) or 1.0

    def draw(self, before: tuple[float, float], after: tuple[float, float]) -> None:
        """Draw a piece, straight from one point (update, J) to another."""
        low, high = sorted((before, after))
        start = int(math.isfinite(self._J[0]) if self._J.size else 0)  # what is known stays
        places = self._place_of(low[0]), self._place_of(high[0])
        part = slice(max(places[0], start), max(places[1], start) + 1)
        J = np.interp(self._updates[part], (low[0], max(high[0], low[0])), (low[1], high[1]))
        self._J[part] = J.clip(0.0, self.top)

    def _place_of(self, update: float) -> int:
        return int(np.abs(self._updates - update).argmin())

    @property
    def points(self) -> Points:
        """The curve, from the first point on; nothing as long as it is a single point."""
        drawn = np.isfinite(self._J)
        if drawn.sum() < 2:
            return ()
        return tuple(zip(self._updates[drawn].tolist(), self._J[drawn].tolist(), strict=True))

    def keep(self) -> Array:
        """Return what is drawn so far, to go back to."""
        return self._J.copy()

    def put_back(self, kept: Array) -> None:
        """Go back to what was drawn."""
        if kept.size == self._J.size:
            self._J = kept
