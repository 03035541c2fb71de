"""The small sketch of the whole network in a corner, with what is in view framed: shown while zoomed in."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.diagram.geometry import Box
from gui.diagram.layout import Layout
from gui.diagram.viewport import Viewport, overview_box
from gui.theme import Theme, blend

__all__ = ["paint_overview"]


def paint_overview(painter: QPainter, layout: Layout, viewport: Viewport, theme: Theme) -> None:
    """Paint the sketch: every node as a dot, the cost as a square, the part in view framed."""
    box = overview_box(layout.width, layout.height)
    painter.setPen(QPen(QColor(theme.border), 1.0))
    painter.setBrush(QColor(theme.surface))
    painter.drawRect(QRectF(box.x, box.y, box.w, box.h))
    _paint_dots(painter, layout, viewport, box, theme)
    painter.setPen(QPen(QColor(theme.forward), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    size = 1.0 / viewport.zoom
    painter.drawRect(
        QRectF(box.x + viewport.x * box.w, box.y + viewport.y * box.h, size * box.w, size * box.h)
    )


def _paint_dots(painter: QPainter, layout: Layout, viewport: Viewport, box: Box, theme: Theme) -> None:
    x, y = viewport.corner(layout.width, layout.height)
    scale = box.w / (layout.width * viewport.zoom)

    def there(px: float, py: float) -> QPointF:
        return QPointF(box.x + (px + x) * scale, box.y + (py + y) * scale)

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(blend(theme.muted, theme.surface, 0.8)))
    for column in layout.nodes:
        for spot in column:
            r = max(spot.r * scale, 0.8)
            painter.drawEllipse(there(spot.x, spot.y), r, r)
    painter.setBrush(QColor(theme.cost))
    cost = layout.cost
    corner = there(cost.x, cost.y)
    painter.drawRect(QRectF(corner.x(), corner.y(), max(cost.w * scale, 2), max(cost.h * scale, 2)))
