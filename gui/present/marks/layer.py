"""Paints marks over the page, in its units. All of it is seen on any ground: each has a rim of background."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.present.marks.paths import Size, arrow_head, line_of, oval_of, point_of
from gui.present.marks.stroke import At, Stroke
from gui.theme import Theme

__all__ = ["DOT", "PEN", "colour_of", "paint_dot", "paint_marks"]

PEN = 4.4
"""Width of a line, units of the page: 1 % of its height."""
DOT = 24 / 1080
"""Diameter of the laser dot, a share of the height."""
_RIM = 1.4
"""Ground that is seen on each side of a line, units of the page."""
_DIMMED = 0.64
"""How much of the page goes beside a spotlight."""


def colour_of(theme: Theme) -> str:
    """Return the colour of marks."""
    return theme.negative


def paint_marks(painter: QPainter, strokes: Sequence[Stroke], size: Size, theme: Theme) -> None:
    """Paint what was drawn: the spotlight dims the page, but no mark.

    Parameters
    ----------
    painter : QPainter
        It paints in units of the page.
    strokes : sequence of Stroke
    size : (float, float)
        Width and height of the page in its units.
    theme : Theme
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in strokes:
        if stroke.tool == "spotlight":
            _paint_spotlight(painter, oval_of(stroke, size), size, theme)
    for stroke in strokes:
        if stroke.tool == "ring":
            _paint_line(painter, oval_of(stroke, size), theme)
        elif stroke.tool == "arrow":
            _paint_line(painter, line_of(stroke, size), theme, arrow_head(stroke, size))
        elif stroke.tool == "pen":
            _paint_line(painter, line_of(stroke, size), theme)
    painter.restore()


def paint_dot(painter: QPainter, at: At, size: Size, theme: Theme) -> None:
    """Paint the dot of a laser pointer."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = DOT * size[1] / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, r in ((theme.background, radius + _RIM), (colour_of(theme), radius)):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(point_of(at, size), r, r)
    painter.restore()


def _paint_line(painter: QPainter, path: QPainterPath, theme: Theme, head: QPolygonF | None = None) -> None:
    for colour, rim in ((theme.background, 2 * _RIM), (colour_of(theme), 0.0)):
        pen = QPen(QColor(colour), PEN + rim)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        if head is not None:
            pen.setWidthF(1.0 + rim)
            painter.setPen(pen)
            painter.setBrush(pen.color())
            painter.drawPolygon(head)


def _paint_spotlight(painter: QPainter, oval: QPainterPath, size: Size, theme: Theme) -> None:
    """Dim all but an oval, with one translucent shape; its rim tells where it ends on a dark ground, too."""
    page = QPainterPath()
    page.addRect(QRectF(QPointF(0, 0), QPointF(*size)))
    shade = QColor("#000000")
    shade.setAlphaF(_DIMMED)
    painter.fillPath(page.subtracted(oval), shade)
    painter.strokePath(oval, QPen(QColor(theme.faint), 2.0))
