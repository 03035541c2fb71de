"""Paints all that stands still into one pixmap, so that motion and pointing repaint little."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from gui.diagram.edge_layer import EdgeLayer
from gui.diagram.label_layer import paint_label
from gui.diagram.node_item import NodePainter
from gui.diagram.picture import Picture
from gui.look import Look
from gui.theme import blend


class Canvas:
    """Paints still pictures; keeps the lines of a layout ready for the next one."""

    def __init__(self) -> None:
        self.edges = EdgeLayer()

    def still(self, picture: Picture, look: Look, size: QSize, ratio: float) -> QPixmap:
        """Paint all that stands still.

        Parameters
        ----------
        picture : Picture
        look : Look
        size : QSize
            Of the view.
        ratio : float
            Device pixels of a px.
        """
        theme, scale = look.theme, look.scale
        still = QPixmap(size * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(QColor(theme.background))
        with QPainter(still) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_shade(painter, picture, blend(theme.delta, theme.background, 0.07))
            self.edges.paint(painter, picture, theme, scale)
            nodes = NodePainter(painter, theme, scale, picture.layout.detail)
            for node in picture.nodes:
                nodes.paint(node)
            nodes.paint_cost(picture.cost)
            for label in picture.labels:
                paint_label(painter, label, theme, scale)
        return still


def _paint_shade(painter: QPainter, picture: Picture, colour: str) -> None:
    """Shade what lies downstream of the selected weight."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for box in picture.shade:
        painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), 16, 16)
