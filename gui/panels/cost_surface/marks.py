"""What lies on a map: the path walked, the present point, the gradient and the step of the update."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engine.nn.types import Array
from gui.theme import Theme

__all__ = ["Marks", "paint_arrow", "part_at"]

_GRADIENT = 44.0
"""Px of the gradient: only its direction is drawn, its size is written."""
_HEAD = 8.0
_GRIP, _REACH = 12.0, 5.0
"""Px around the point, and around the lines, that count as them."""
_FAR = 4000.0
"""Px: what lies farther away is not painted as far."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Places in px of the plot's box; None where a part is left out.

    Attributes
    ----------
    here : QPointF
        Where the two parameters are.
    path : ndarray, shape (k, 2)
        Where they were, the oldest first.
    gradient, arrow : QLineF or None
        From the point; the arrow ends where the update leads.
    """

    here: QPointF
    path: Array
    gradient: QLineF | None
    arrow: QLineF | None

    @classmethod
    def of(cls, here: QPointF, path: Array, uphill: QPointF | None, there: QPointF | None) -> Marks:
        """Place the parts; `uphill` is the way in which J rises most, `there` the arrow's tip."""
        gradient = arrow = None
        if uphill is not None:
            length = math.hypot(uphill.x(), uphill.y())
            if math.isfinite(length) and length > 0.0:
                gradient = QLineF(here, here + uphill * (_GRADIENT / length))
        if there is not None and there != here and math.isfinite(there.x()) and math.isfinite(there.y()):
            arrow = _shortened(QLineF(here, there))
        return cls(here, path.clip(-_FAR, _FAR), gradient, arrow)

    def paint(self, painter: QPainter, theme: Theme, lit: Collection[str]) -> None:
        """Paint the parts, each with a rim so that it stands out from any step of the map."""
        if self.gradient is not None:
            paint_arrow(painter, theme, self.gradient, "delta", lit="gradient" in lit)
        self._paint_path(painter, theme)  # it came down the gradient, and would lie under it
        if self.arrow is not None:
            paint_arrow(painter, theme, self.arrow, "update", lit="arrow" in lit)
        painter.setPen(QPen(theme.colour("surface"), 2.0))
        painter.setBrush(theme.colour("ink"))
        radius = 7.0 if "point" in lit else 5.5
        painter.drawEllipse(self.here, radius, radius)

    def _paint_path(self, painter: QPainter, theme: Theme) -> None:
        points = [QPointF(x, y) for x, y in self.path[np.isfinite(self.path).all(axis=1)].tolist()]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("surface", 4.0), ("ink", 1.5)):
            painter.setPen(QPen(theme.colour(role), width))
            painter.drawPolyline(points)
        painter.setPen(QPen(theme.colour("surface"), 1.0))
        painter.setBrush(theme.colour("ink"))
        for point in points:
            painter.drawEllipse(point, 2.5, 2.5)


def _shortened(line: QLineF) -> QLineF:
    """Return a line that Qt can paint."""
    return line if line.length() <= _FAR else QLineF(line.p1(), line.pointAt(_FAR / line.length()))


def paint_arrow(painter: QPainter, theme: Theme, line: QLineF, role: str, *, lit: bool) -> None:
    """Paint an arrow with a rim."""
    way = (line.p2() - line.p1()) / max(line.length(), 1e-9)
    head = min(_HEAD * (1.3 if lit else 1.0), max(line.length(), 4.0))
    neck, half = line.p2() - way * head, QPointF(-way.y(), way.x()) * (0.6 * head)
    tip = QPolygonF([line.p2(), neck + half, neck - half])
    width = 3.5 if lit else 2.0
    for colour, extra in ((theme.colour("surface"), 2.5), (theme.colour(role), 0.0)):
        painter.setPen(QPen(colour, width + extra, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(line.p1(), neck))
        painter.setPen(QPen(colour, extra) if extra else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(tip)


def part_at(marks: Marks | None, at: QPointF) -> str:
    """Say which part is at a point of the box: the one that can be dragged first."""
    if marks is None:
        return ""
    off = at - marks.here
    if math.hypot(off.x(), off.y()) <= _GRIP:
        return "point"
    for part, line in (("arrow", marks.arrow), ("gradient", marks.gradient)):
        if line is not None and _is_near(line, at):
            return part
    return ""


def _is_near(line: QLineF, at: QPointF) -> bool:
    length = line.length()
    if not length:
        return False
    way, off = (line.p2() - line.p1()) / length, at - line.p1()
    along, across = QPointF.dotProduct(off, way), off.x() * way.y() - off.y() * way.x()
    return -_REACH <= along <= length + _REACH and abs(across) <= _REACH
