"""The point, the tangent and the arrow of a slice: where they are and how they are painted."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.panels.weight_slice.readings import Shown
from gui.theme import Theme

__all__ = ["Marks", "part_at"]

_TANGENT = 70.0
"""Px of the tangent on either side of the point."""
_HEAD = 9.0
"""Px of the arrow's head."""
_GRIP, _REACH = 14.0, 5.0
"""Px around the point, and around the lines, that count as them."""
_FAR = 4000.0
"""Px: an arrow that leaves the plot is not painted farther."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Places in px of the plot's box; None where a part is left out.

    Attributes
    ----------
    here : QPointF
        The parameter and J.
    foot : QPointF
        Under it, at the axis.
    point : bool
    tangent : QLineF or None
        Through the point.
    arrow : QLineF or None
        Along the axis, from the foot: beside the point a short one could not be seen.
    landing : QPointF or None
        J at the arrow's tip, on the slice; None where that is out of sight.
    """

    here: QPointF
    foot: QPointF
    point: bool
    tangent: QLineF | None
    arrow: QLineF | None
    landing: QPointF | None

    @classmethod
    def of(cls, shown: Shown, here: QPointF, along: QPointF, foot: QPointF, landing: QPointF) -> Marks:
        """Place the parts of a slice; `along` is the way that the tangent takes."""
        length = math.hypot(along.x(), along.y())
        tangent = arrow = spot = None
        if shown.tangent and math.isfinite(length) and length > 0:
            half = along * (_TANGENT / length)
            tangent = QLineF(here - half, here + half)
        if shown.arrow and math.isfinite(landing.x()) and landing.x() != here.x():
            x = min(max(landing.x(), here.x() - _FAR), here.x() + _FAR)
            arrow = QLineF(foot, QPointF(x, foot.y()))
            spot = landing if x == landing.x() and math.isfinite(landing.y()) else None
        return cls(here, foot, shown.point, tangent, arrow, spot)

    def paint(self, painter: QPainter, theme: Theme, lit: Collection[str]) -> None:
        """Paint the parts; those that are lit are larger."""
        if self.point:
            painter.setPen(QPen(theme.colour("faint"), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(self.here, self.foot)
        if self.tangent is not None:
            painter.setPen(_pen(theme, "delta", "tangent" in lit))
            painter.drawLine(self.tangent)
        if self.arrow is not None:
            self._paint_arrow(painter, theme, self.arrow, "arrow" in lit)
        if self.point:
            painter.setPen(QPen(theme.colour("surface"), 2.0))
            painter.setBrush(theme.colour("ink"))
            radius = 7.0 if "point" in lit or "J" in lit else 5.5
            painter.drawEllipse(self.here, radius, radius)

    def _paint_arrow(self, painter: QPainter, theme: Theme, arrow: QLineF, lit: bool) -> None:
        colour = theme.colour("update")
        if self.landing is not None:
            painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(arrow.p2(), self.landing)
            painter.setPen(QPen(colour, 2.0))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(self.landing, 3.0, 3.0)
        way = math.copysign(1.0, arrow.dx())
        size = _HEAD * (1.3 if lit else 1.0)
        head = min(size, max(abs(arrow.dx()), 4.0))  # a short arrow is all head
        neck = arrow.p2() - QPointF(way * head, 0.0)
        painter.setPen(_pen(theme, "update", lit))
        painter.drawLine(arrow.p1(), neck)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        half = QPointF(0.0, size * 0.6)
        painter.drawPolygon(QPolygonF([arrow.p2(), neck + half, neck - half]))


def _pen(theme: Theme, role: str, lit: bool) -> QPen:
    return QPen(theme.colour(role), 3.5 if lit else 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def part_at(marks: Marks, at: QPointF) -> str:
    """Say which part is at a point: the one that can be dragged first."""
    off = at - marks.here
    if marks.point and math.hypot(off.x(), off.y()) <= _GRIP:
        return "point"
    drop = QLineF(marks.here, marks.foot) if marks.point else None
    for part, line in (("arrow", marks.arrow), ("point", drop), ("tangent", marks.tangent)):
        if line is not None and _is_near(line, at):
            return part
    return ""


def _is_near(line: QLineF, at: QPointF) -> bool:
    """Say whether a point is close to a line, between its ends."""
    length = line.length()
    if not length:
        return False
    way = (line.p2() - line.p1()) / length
    off = at - line.p1()
    along, across = QPointF.dotProduct(off, way), off.x() * way.y() - off.y() * way.x()
    return -_REACH <= along <= length + _REACH and abs(across) <= _REACH
