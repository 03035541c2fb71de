"""Curves as lines of the plot. Imports pyqtgraph, which takes 200 ms: imported after the first paint."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from engine.nn.types import Array, IntArray, freeze
from gui.plotting.curve import Curve
from gui.plotting.scales import finite_range
from gui.plotting.thinning import drawable, thinned

__all__ = ["PlacesLine", "RunLine", "same_curve"]

_FEW = 60
"""So many points are drawn as points; more make a line."""
_CALM = 3.0
"""A curve that goes up and down by more than this times the width of the plot looks like a band."""
_CHEAP = 10_000
"""So many points are compared faster than they are drawn."""
_DASHES = [3.0, 2.0]
"""Widths of the line drawn, and left out."""
_NOTHING = freeze(np.empty(0))


def same_curve(first: Array, second: Array) -> bool:
    """Say whether two curves are drawn alike; long ones are compared by identity only."""
    if first is second:
        return True
    return first.size == second.size <= _CHEAP and np.array_equal(first, second, equal_nan=True)


class RunLine:
    """A curve with a value for every update, thinned to what can be seen.

    Attributes
    ----------
    curve : ndarray
        Values by update.
    log : bool
        Whether their axis is logarithmic.
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
        """Return its lowest and highest place on the vertical axis, from one update to another.

        None where nothing can be drawn.
        """
        return finite_range(
            self._y[np.searchsorted(self._x, first) : np.searchsorted(self._x, last, "right")]
        )

    def paint(
        self,
        painter: QPainter,
        colour: QColor,
        width: float,
        shown: QRectF,
        px: QSizeF,
        *,
        dashed: bool = False,
    ) -> None:
        """Paint it: smooth where it is calm; thin, which is ten times as fast, where it is a band.

        Parameters
        ----------
        painter : QPainter
        colour : QColor
        width : float
            Of the line where it is calm.
        shown, px
            See `Curve.paint`.
        dashed : bool
            As lines of few points can be.
        """
        calm = self._travelled / shown.height() * px.height() < _CALM * px.width()
        self._drawn.pen = QPen(colour, width if calm else 1.0)
        if dashed:
            self._drawn.pen.setDashPattern(_DASHES)
        self._drawn.smooth = calm
        self._drawn.paint(painter, shown, px)

    # Places on the axes

    def height(self, update: int) -> float | None:
        """Return the place of an update on the vertical axis; None where there is nothing to draw."""
        if not 0 <= update < self.curve.size:
            return None
        y = float(drawable(self.curve[update : update + 1], self.log)[0])
        if not np.isfinite(y):
            return None
        return float(np.log10(y)) if self.log else y

    def height_about(self, update: int) -> float | None:
        """Return about where the line is drawn at an update, also between its points; None beside it."""
        there = np.isfinite(self._y)
        if not there.any() or not self._x[there][0] <= update <= self._x[there][-1]:
            return None
        return float(np.interp(update, self._x[there], self._y[there]))

    def points(self) -> list[tuple[float, float]]:
        """List the points of a short curve; a long one has none."""
        if self.curve.size > _FEW:
            return []
        return [(float(x), float(y)) for x, y in zip(self._x, self._y, strict=True) if np.isfinite(y)]

    def end(self) -> tuple[float, float] | None:
        """Return the last point that can be drawn."""
        there = np.flatnonzero(np.isfinite(self._y))
        return (float(self._x[there[-1]]), float(self._y[there[-1]])) if there.size else None


class PlacesLine(RunLine):
    """A curve with values at some updates only."""

    def __init__(self) -> None:
        super().__init__()
        self._updates: IntArray = np.empty(0, dtype=np.int64)

    def show_places(self, updates: IntArray, values: Array, log: bool) -> None:
        """Take other values; `updates` ascend."""
        if values is self.curve and log == self.log:
            return
        self.curve, self._updates, self.log = values, updates, log
        y = drawable(values, log)
        self._x, self._y = updates.astype(np.float64), np.log10(y) if log else y
        self._travelled = 0.0  # few points can be drawn well, however far they are apart
        self._drawn.set_points(self._x, self._y)

    def height(self, update: int) -> float | None:
        """Return the place of an update on the vertical axis; None where no value is known."""
        place = int(np.searchsorted(self._updates, update))
        if place == self._updates.size or self._updates[place] != update or not np.isfinite(self._y[place]):
            return None
        return float(self._y[place])
