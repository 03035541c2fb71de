"""Hatching as outlines: Qt's own is a pattern of dots, which does not grow with a picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

__all__ = ["hatched"]

APART = 8.0
"""Px between two lines, as in Qt's own pattern."""
_HALF = 0.7
"""Half of what a line takes across, px."""


def hatched(path: QPainterPath) -> QPainterPath:
    """Return the lines that rise to the right over a shape, cut to it."""
    box = path.boundingRect()
    lines = QPainterPath()
    start = box.left() + box.top()
    first = start - start % APART
    for number in range(round((box.width() + box.height()) / APART) + 2):
        lines.addPolygon(_line(first + number * APART, box.top() - 1, box.bottom() + 1))
        lines.closeSubpath()
    return lines.intersected(path)


def _line(total: float, top: float, bottom: float) -> QPolygonF:
    """Return the narrow band along x + y = total, from one height to another."""
    left, right = total - _HALF, total + _HALF
    return QPolygonF([
        QPointF(left - top, top), QPointF(right - top, top),
        QPointF(right - bottom, bottom), QPointF(left - bottom, bottom),
    ])  # fmt: skip
