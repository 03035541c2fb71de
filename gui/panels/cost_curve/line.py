"""One run as a line of the plot. Imports pyqtgraph, which takes 200 ms: imported after the first paint."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from engine.nn.types import Array, freeze
from gui.plotting.curve import Curve
from gui.plotting.scales import finite_range
from gui.plotting.thinning import drawable, thinned

__all__ = ["RunLine", "same_curve"]

_FEW = 60
"""So many points are drawn as points; more make a line."""
_CALM = 3.0
"""A curve that goes up and down by more than this times the width of the plot looks like a band."""
_CHEAP = 10_000
"""So many points are compared faster than they are drawn."""
_NOTHING = freeze(np.empty(0))


def same_curve(first: Array, second: Array) -> bool:
    """Say whether two curves are drawn alike; long ones are compared by identity only."""
    if first is second:
        return True
    return first.size == second.size <= _CHEAP and np.array_equal(first, second, equal_nan=True)


class RunLine:
    """J of one run by update, thinned to what can be seen.

    Attributes
    ----------
    curve : ndarray
        J by update.
    log : bool
        Whether the axis of J is logarithmic.
    """

    def __init__(self) -> None:
        self.curve: Array = _NOTHING
        self.log = False
        self._columns = 0
        self._x = self._y = _NOTHING
        self._travelled = 0.0
        self._drawn = Curve()

    def show(self, curve: Array, columns: int, log: bool) -> None:
        """Take another curve; thin it only where it, or the room for it, is another."""
        if (columns, log) == (self._columns, self.log) and same_curve(curve, self.curve):
            self.curve = curve
            return
        self.curve, self._columns, self.log = curve, columns, log
        self._x, y = thinned(curve, columns, log)
        self._y = np.log10(y) if log else y
        self._travelled = float(np.nansum(np.abs(np.diff(self._y))))
        self._drawn.set_points(self._x, self._y)

    def range(self, first: float = 0.0, last: float = math.inf) -> tuple[float, float] | None:
        """Return its lowest and highest place on the axis of J, from one update to another.

        None where nothing can be drawn.
        """
        return finite_range(
            self._y[np.searchsorted(self._x, first) : np.searchsorted(self._x, last, "right")]
        )

    def paint(self, painter: QPainter, colour: QColor, width: float, shown: QRectF, px: QSizeF) -> None:
        """Paint it: smooth where it is calm; thin, which is ten times as fast, where it is a band.

        Parameters
        ----------
        painter : QPainter
        colour : QColor
        width : float
            Of the line where it is calm.
        shown, px
            See `Curve.paint`.
        """
        calm = self._travelled / shown.height() * px.height() < _CALM * px.width()
        self._drawn.pen = QPen(colour, width if calm else 1.0)
        self._drawn.smooth = calm
        self._drawn.paint(painter, shown, px)

    # Places on the axes

    def height(self, update: int) -> float | None:
        """Return the place of an update on the axis of J; None where there is nothing to draw."""
        if not 0 <= update < self.curve.size:
            return None
        y = float(drawable(self.curve[update : update + 1], self.log)[0])
        if not np.isfinite(y):
            return None
        return float(np.log10(y)) if self.log else y

    def points(self) -> list[tuple[float, float]]:
        """List the points of a short curve; a long one has none."""
        if self.curve.size > _FEW:
            return []
        return [(float(x), float(y)) for x, y in zip(self._x, self._y, strict=True) if np.isfinite(y)]

    def end(self) -> tuple[float, float] | None:
        """Return the last point that can be drawn."""
        there = np.flatnonzero(np.isfinite(self._y))
        return (float(self._x[there[-1]]), float(self._y[there[-1]])) if there.size else None
