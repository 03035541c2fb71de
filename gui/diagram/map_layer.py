"""Paints maps: what a node makes of the inputs, as colours over a plane or as a curve along one input."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from gui.colour_scale import diverging, shades
from gui.diagram.discs import Discs
from gui.diagram.geometry import Spot
from gui.diagram.node_maps import NodeMap
from gui.theme import Theme

__all__ = ["disc_side", "map_image", "paint_curve", "paint_map"]

_INSIDE = 0.68
"""The curve fills so much of the square around a node: what lies inside of the circle."""


def map_image(map_: NodeMap, theme: Theme) -> QImage:
    """Return one pixel a place, the lowest row at the foot."""
    colours = diverging(theme)[shades(map_.values[::-1], map_.middle, map_.reach)]
    high, wide = map_.values.shape
    data = np.ascontiguousarray(colours).tobytes()
    return QImage(data, wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()


def disc_side(spot: Spot, ratio: float) -> int:
    """Return how many pixels wide the disc of a node is."""
    return round(2 * spot.r * ratio)


def paint_map(painter: QPainter, spot: Spot, map_: NodeMap, theme: Theme, discs: Discs) -> None:
    """Fill a node with its map; the pen in use draws its rim, the brush what is under a curve."""
    centre = QPointF(spot.x, spot.y)
    if map_.values.ndim == 1:
        painter.drawEllipse(centre, spot.r, spot.r)
        side = 2 * _INSIDE * spot.r
        paint_curve(painter, QRectF(spot.x - side / 2, spot.y - side / 2, side, side), map_, theme)
        return
    ratio = painter.device().devicePixelRatio()
    image = QImage(discs.of(map_, theme, disc_side(spot, ratio)))
    image.setDevicePixelRatio(ratio)
    # On whole pixels it is copied, not transformed; the rim covers what is left of them.
    corner = QPointF(round((spot.x - spot.r) * ratio) / ratio, round((spot.y - spot.r) * ratio) / ratio)
    painter.drawImage(corner, image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, spot.r, spot.r)


def paint_curve(painter: QPainter, box: QRectF, map_: NodeMap, theme: Theme) -> None:
    """Draw what a node gives along the only input, from its smallest to its largest number."""
    ends = map_.ends
    if ends is None:
        return
    low, high = ends
    span = high - low if high > low else 1.0
    middle = box.bottom() - box.height() / 2 if high <= low else None
    xs = np.linspace(box.left(), box.right(), len(map_.values))
    ys = box.bottom() - (map_.values.astype(float) - low) / span * box.height()
    points = [
        QPointF(x, y if middle is None else middle)
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True)
        if np.isfinite(y)
    ]
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.forward), 1.6))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
