"""Paints what building shows over the picture: where something would go, and a connection being drawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.diagram.building.gestures import HANDLE, Carrying, Joining
from gui.diagram.building.step_button import round_pen
from gui.diagram.building.where import Column, Gap, column_box, middle_of
from gui.diagram.geometry import Spot
from gui.diagram.layout import Layout
from gui.theme import Theme

__all__ = ["paint_carrying", "paint_handle", "paint_joining"]

_WIDE = 3.0
_CORNER = 10.0


def paint_carrying(painter: QPainter, carrying: Carrying, layout: Layout, theme: Theme) -> None:
    """Draw a line where a layer would go, or light the column that a node would go to."""
    match carrying.where:
        case Gap() as gap:
            x = middle_of(layout, gap)
            top, foot = layout.top, layout.foot_y - layout.controls.head / 2
            painter.setPen(round_pen(theme.forward, _WIDE))
            painter.drawLine(QLineF(x, top, x, foot))
            painter.setBrush(QColor(theme.forward))
            for y in (top, foot):
                painter.drawEllipse(QPointF(x, y), _WIDE, _WIDE)
        case Column(layer):
            box = column_box(layout, layer)
            painter.setPen(QPen(QColor(theme.forward), _WIDE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), _CORNER, _CORNER)


def paint_handle(painter: QPainter, spot: Spot, theme: Theme) -> None:
    """Draw the handle at which a connection is drawn out of a node."""
    painter.setPen(QPen(QColor(theme.forward), 2.0))
    painter.setBrush(QColor(theme.surface))
    painter.drawEllipse(QPointF(spot.x + spot.r, spot.y), HANDLE, HANDLE)


def paint_joining(painter: QPainter, joining: Joining, theme: Theme) -> None:
    """Draw the connection as far as it has been drawn, and ring the nodes that would take it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ref, spot in joining.goals.items():
        painter.setPen(QPen(QColor(theme.forward), _WIDE if ref == joining.caught else 1.6))
        painter.drawEllipse(QPointF(spot.x, spot.y), spot.r + 5, spot.r + 5)
    painter.setPen(round_pen(theme.forward, _WIDE))
    painter.drawLine(QLineF(*joining.line))
    paint_handle(painter, joining.start, theme)
