"""One run as a line of the plot. Imports pyqtgraph, which takes 200 ms: imported after the first paint."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg

from engine.nn.types import Array, freeze
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

    Parameters
    ----------
    box : pyqtgraph.ViewBox
    level : float
        Lines of a higher level lie over others.

    Attributes
    ----------
    curve : ndarray
        J by update.
    log : bool
        Whether the axis of J is logarithmic.
    """

    def __init__(self, box: pg.ViewBox, level: float) -> None:
        self.curve: Array = _NOTHING
        self.log = False
        self._columns = 0
        self._x = self._y = _NOTHING
        self._is_set = False
        self._pen: tuple[str, int, bool] | None = None
        self._item = pg.PlotCurveItem()
        self._item.setZValue(level)
        box.addItem(self._item, ignoreBounds=True)

    def show(self, curve: Array, columns: int, log: bool) -> None:
        """Take another curve; thin it only where it, or the room for it, is another."""
        if (columns, log) == (self._columns, self.log) and same_curve(curve, self.curve):
            self.curve = curve
            return
        self.curve, self._columns, self.log = curve, columns, log
        self._x, y = thinned(curve, columns, log)
        self._y = np.log10(y) if log else y
        self._is_set = False

    def range(self, first: float = 0.0, last: float = math.inf) -> tuple[float, float] | None:
        """Return its lowest and highest place on the axis of J, from one update to another.

        None where nothing can be drawn.
        """
        return finite_range(
            self._y[np.searchsorted(self._x, first) : np.searchsorted(self._x, last, "right")]
        )

    def draw(self, colour: str, width: int, px: tuple[float, float], span: float) -> None:
        """Draw it: smooth where it is calm; thin, which is ten times as fast, where it is a band.

        Parameters
        ----------
        colour : str
        width : int
            Of the line where it is calm.
        px : tuple of float
            Width and height of the plot.
        span : float
            What the axis of J shows.
        """
        travelled = float(np.nansum(np.abs(np.diff(self._y)))) / span * px[1]
        calm = travelled < _CALM * px[0]
        if (colour, width, calm) != self._pen:
            self._pen = colour, width, calm
            self._item.opts["antialias"] = calm
            self._item.setPen(pg.mkPen(colour, width=width if calm else 1))
        if not self._is_set:
            self._is_set = True
            self._set_data()

    def _set_data(self) -> None:
        there = np.isfinite(self._y)
        if not there.any():
            self._item.setData([], [])
            return
        gaps = not there.all()
        self._item.setData(self._x, self._y, connect="finite" if gaps else "all", skipFiniteCheck=not gaps)

    def remove(self) -> None:
        """Take it out of the plot."""
        self._item.getViewBox().removeItem(self._item)

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
