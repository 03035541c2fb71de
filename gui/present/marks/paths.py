"""The shapes of marks in page units: a smooth line, an arrow with its head, a ring, a spotlight."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from gui.present.marks.stroke import At, Stroke

__all__ = ["arrow_head", "line_of", "oval_of", "point_of"]

_HEAD = 20.0
"""Length of the head of an arrow, units of the page; it is as wide."""
_MOST_HEAD = 0.6
"""Of a short arrow the head takes no larger share."""
_LEAST = 8.0
"""Half of the least width and height of a ring, units of the page."""

Size = tuple[float, float]


def point_of(at: At, size: Size) -> QPointF:
    """Return a place of the page in its units."""
    return QPointF(at[0] * size[0], at[1] * size[1])


def line_of(stroke: Stroke, size: Size) -> QPainterPath:
    """Return the line of the pen or of an arrow: through the middles between points, bent towards each."""
    points = [point_of(at, size) for at in stroke.points]
    if stroke.tool == "arrow":
        points[-1] = _neck(points[0], points[-1])
    path = QPainterPath(points[0])
    for before, after in pairwise(points[1:]):
        path.quadTo(before, (before + after) / 2)
    path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(0.01, 0))  # a dot, with a round pen
    return path


def arrow_head(stroke: Stroke, size: Size) -> QPolygonF:
    """Return the head of an arrow; its tip is where the hand let go."""
    tail, tip = (point_of(at, size) for at in stroke.points)
    neck = _neck(tail, tip)
    aside = QPointF(neck.y() - tip.y(), tip.x() - neck.x()) / 2
    return QPolygonF([tip, neck + aside, neck - aside])


def oval_of(stroke: Stroke, size: Size) -> QPainterPath:
    """Return a ring or the rim of a spotlight, whichever way it was drawn."""
    box = QRectF(*(point_of(at, size) for at in stroke.points)).normalized()
    across = max(2 * _LEAST - box.width(), 0.0) / 2
    down = max(2 * _LEAST - box.height(), 0.0) / 2
    path = QPainterPath()
    path.addEllipse(box.adjusted(-across, -down, across, down))
    return path


def _neck(tail: QPointF, tip: QPointF) -> QPointF:
    """Return where the head of an arrow begins."""
    way = tip - tail
    length = max(hypot(way.x(), way.y()), 1e-6)
    return tip - way * min(_HEAD / length, _MOST_HEAD)
