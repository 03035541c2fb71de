"""Data points as they are stamped on a plot: a colour and a shape for each class."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from gui.theme import Theme

__all__ = ["Mark", "Stamps", "shape_of"]

_ROUND = (0, 0.0)
_SHAPES = (_ROUND, (4, 45.0), (3, 90.0), (4, 0.0), (3, 270.0), (5, 90.0), (6, 0.0), (5, 270.0))
"""Corners, and where the first of them is, in degrees against the clock from the right."""
_LARGER = 1.25
"""A shape with corners is so much larger than a disc that looks as large."""
_AIR = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """How one point looks.

    Attributes
    ----------
    colour : str
        ``#RRGGBB`` of its class or label.
    shape : int
        Of its class.
    hollow : bool
        It is kept for testing.
    wrong : bool
        The network puts it into another class.
    strong : bool
        It is of the batch in play.
    edge : str
        Token of the line around it, where it is not wrong.
    """

    colour: str
    shape: int = 0
    hollow: bool = False
    wrong: bool = False
    strong: bool = False
    edge: str = "surface"


def shape_of(number: int, middle: QPointF, radius: float) -> QPolygonF | None:
    """Return the corners of a class's shape; None for a disc."""
    corners, first = _SHAPES[number % len(_SHAPES)]
    if not corners:
        return None
    turns = [math.radians(first + 360.0 * k / corners) for k in range(corners)]
    size = radius * _LARGER
    return QPolygonF([middle + QPointF(size * math.cos(turn), -size * math.sin(turn)) for turn in turns])


class Stamps:
    """Makes each look of a point once, for one size and theme.

    Parameters
    ----------
    radius : float
        Px of a usual point.
    theme : Theme
    ratio : float
        Pixels of the screen to one px.
    """

    def __init__(self, radius: float, theme: Theme, ratio: float) -> None:
        self.radius, self.theme, self.ratio = radius, theme, ratio
        self._made: dict[Mark, QPixmap] = {}

    def stamp(self, mark: Mark) -> QPixmap:
        """Return the picture of a point; its middle is the picture's."""
        found = self._made.get(mark)
        if found is None:
            found = self._made[mark] = self._drawn(mark)
        return found

    def _drawn(self, mark: Mark) -> QPixmap:
        radius = self.radius * (1.35 if mark.strong else 1.0)
        half = math.ceil(radius * _LARGER + _AIR)
        pixmap = QPixmap(round(2 * half * self.ratio), round(2 * half * self.ratio))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, mark, QPointF(half, half), radius, self.theme)
        return pixmap


def paint_mark(painter: QPainter, mark: Mark, middle: QPointF, radius: float, theme: Theme) -> None:
    """Paint a point: filled or hollow, an edge in the ink where it is wrong."""
    edge, surface = theme.colour("ink" if mark.wrong else mark.edge), theme.colour("surface")
    _paint_shape(painter, mark.shape, middle, radius + 1.0, edge, edge)
    colour = QColor(mark.colour)
    inner = radius - 0.75 if mark.hollow else radius
    _paint_shape(painter, mark.shape, middle, inner, colour, surface if mark.hollow else colour)


def _paint_shape(
    painter: QPainter, shape: int, middle: QPointF, radius: float, line: QColor, fill: QColor
) -> None:
    painter.setPen(QPen(line, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(fill)
    corners = shape_of(shape, middle, radius - 0.5)
    if corners is not None:
        painter.drawPolygon(corners)
    else:
        side = 2.0 * (radius - 0.5)
        painter.drawEllipse(QRectF(middle.x() - side / 2.0, middle.y() - side / 2.0, side, side))
