"""The data points on a plot: where they are, which is near, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from engine.nn.types import Array, IntArray
from gui.look import Look
from gui.panels.network_map.stamps import Mark, Stamps

__all__ = ["MOST_POINTS", "Points", "nearest", "paint_points", "paint_ring"]

MOST_POINTS = 3000
"""With more rows than this only some are drawn, spread evenly over the table."""
_REACH = 10.0
"""Px around a point that count as it, at 100 %."""


def _none() -> NDArray[np.float64]:
    return np.empty((0, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Rows of a data set on a plot; a row may have several points, one an output.

    Attributes
    ----------
    places : ndarray, shape (points, 2)
        In the units of the axes.
    rows : ndarray of int, shape (points,)
        Row of the data set, from 0.
    marks : sequence of Mark
    here : int
        The row of the sample in hand; −1 where it is not shown.
    near : ndarray, shape (points,), or None
        From 1 for a point in the plane down to a little for one far from it; None where all are in it.
    """

    places: Array = field(default_factory=_none)
    rows: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    marks: Sequence[Mark] = ()
    here: int = -1
    near: Array | None = None


def nearest(px: Array, at: QPointF, look: Look) -> int | None:
    """Return the number of the point nearest to a place, both in px; None where none is near."""
    if not len(px):
        return None
    far = np.hypot(px[:, 0] - at.x(), px[:, 1] - at.y())
    found = int(far.argmin())
    return found if far[found] <= look.px(_REACH) else None


def paint_points(painter: QPainter, points: Points, px: Array, stamps: Stamps) -> None:
    """Stamp the points: near ones over far ones, the batch in play over the others, that in hand last."""
    order = np.array([(row == points.here) * 2 + mark.strong for row, mark in _rows(points)], dtype=np.int64)
    nearer = np.zeros(len(order)) if points.near is None else points.near
    for number in np.lexsort((nearer, order)).tolist():
        pixmap = stamps.stamp(points.marks[number])
        half = pixmap.deviceIndependentSize() / 2.0
        x, y = px[number].tolist()
        painter.setOpacity(1.0 if points.near is None else float(points.near[number]))
        painter.drawPixmap(QPointF(x - half.width(), y - half.height()), pixmap)
    painter.setOpacity(1.0)


def _rows(points: Points) -> zip[tuple[int, Mark]]:
    return zip(points.rows.tolist(), points.marks, strict=True)


def paint_ring(painter: QPainter, look: Look, at: QPointF, radius: float, role: str) -> None:
    """Paint a ring around a point, with a light edge on either side."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, colour in ((4.0, "surface"), (2.0, role)):
        painter.setPen(QPen(look.theme.colour(colour), width))
        painter.drawEllipse(at, radius, radius)
