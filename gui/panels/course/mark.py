"""The mark of a lesson's progress: its shape tells it, whatever the colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.panels.course.entry import CourseEntry
from gui.theme import Theme

__all__ = ["draw_mark"]

_WHOLE, _TOP = 360 * 16, 90 * 16
"""Qt counts a sixteenth of a degree, from three o'clock against the hands of the clock."""
_TICK = ((0.27, 0.53), (0.43, 0.68), (0.73, 0.34))
"""Shares of the mark's side."""


def draw_mark(painter: QPainter, theme: Theme, box: QRectF, entry: CourseEntry) -> None:
    """Draw a ring, filled as far as the lesson was done; a disc with a tick once it is mastered."""
    ring = box.adjusted(1.0, 1.0, -1.0, -1.0)
    if entry.state == "mastered":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("update"))
        painter.drawEllipse(ring)
        _draw_tick(painter, theme, box)
        return
    painter.setPen(QPen(theme.colour("forward" if entry.state == "begun" else "faint"), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if entry.state == "begun":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("forward"))
        share = min(max(entry.at / max(entry.steps, 1), 0.1), 1.0)
        painter.drawPie(ring.adjusted(2.0, 2.0, -2.0, -2.0), _TOP, -round(share * _WHOLE))


def _draw_tick(painter: QPainter, theme: Theme, box: QRectF) -> None:
    pen = QPen(theme.colour("surface"), box.width() / 9.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK])
    )
