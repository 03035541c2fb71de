"""How runs are told apart where they are drawn: each has a colour and a shape of its own. No pyqtgraph."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.colour_scale import category
from gui.theme import Theme

__all__ = ["SHAPES", "RunMark", "mark_of", "paint_mark"]

SHAPES = ("square", "triangle", "diamond", "pentagon", "wedge")
"""Those of earlier runs: five shapes and eight colours make forty marks, and there are never so many runs."""

_CORNERS = {"square": (4, pi / 4), "triangle": (3, -pi / 2), "diamond": (4, 0.0), "pentagon": (5, -pi / 2)}
_CORNERS["wedge"] = (3, pi / 2)
"""How many corners a shape has, and in which direction the first lies."""


@dataclass(frozen=True, slots=True)
class RunMark:
    """The mark of a run.

    Attributes
    ----------
    shape : str
        "circle" of the run in play, one of `SHAPES` of any other.
    colour : QColor
    """

    shape: str
    colour: QColor


def mark_of(number: int, theme: Theme, *, in_play: bool) -> RunMark:
    """Return the mark of a run by its number."""
    if in_play:
        return RunMark("circle", theme.colour("ink"))
    return RunMark(SHAPES[(number - 1) % len(SHAPES)], category(theme, number - 1))


def paint_mark(
    painter: QPainter, mark: RunMark, centre: QPointF, radius: float, *, filled: bool = True
) -> None:
    """Paint a mark, or only its outline; the painter should be antialiased."""
    painter.setPen(QPen(mark.colour, 1.5))
    painter.setBrush(mark.colour if filled else QColor(0, 0, 0, 0))
    if mark.shape == "circle":
        painter.drawEllipse(centre, radius, radius)
        return
    count, first = _CORNERS[mark.shape]
    angles = (first + 2.0 * pi * n / count for n in range(count))
    far = 1.15 * radius
    painter.drawPolygon(QPolygonF([centre + QPointF(far * cos(a), far * sin(a)) for a in angles]))
