"""Paints all that stands still into one pixmap, so that motion and pointing repaint little."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from gui.diagram.discs import Discs
from gui.diagram.edge_layer import EdgeLayer
from gui.diagram.flow_layer import paint_flow
from gui.diagram.geometry import Box
from gui.diagram.label_layer import paint_label
from gui.diagram.node_layer import NodePainter
from gui.diagram.picture import Picture
from gui.diagram.settling import paint_settling
from gui.diagram.stack_layer import paint_stack
from gui.look import Look
from gui.theme import blend

_HALO = 12.0
"""So much of a node may be around its circle, px."""


class Canvas:
    """Keeps the pixmap of one picture, and the lines of its layout ready for the next one."""

    def __init__(self) -> None:
        self._edges, self._discs = EdgeLayer(), Discs()
        self._pixmap = QPixmap()
        self._is_painted = self._at_rest = False

    def forget(self) -> None:
        """Paint anew next time, into the same memory."""
        self._is_painted = False

    def pixmap(self, picture: Picture, look: Look, size: QSize, ratio: float, moving: bool) -> QPixmap:
        """Return all that stands still: while nothing moves, that is everything.

        Parameters
        ----------
        picture : Picture
        look : Look
        size : QSize
            Of the view.
        ratio : float
            Device pixels of a px.
        moving : bool
            What travels and settles is painted by `paint_moving`, over the pixmap.
        """
        if not self._is_painted or self._pixmap.devicePixelRatio() != ratio:
            self._paint(picture, look, size, ratio)
            self._is_painted, self._at_rest = True, False
        if not moving and not self._at_rest:
            with QPainter(self._pixmap) as painter:
                paint_moving(painter, picture, look, 1.0)
            self._at_rest = True
        return self._pixmap

    def _paint(self, picture: Picture, look: Look, size: QSize, ratio: float) -> None:
        if self._pixmap.size() != size * ratio:
            self._pixmap = QPixmap(size * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(QColor(look.theme.background))
        with QPainter(self._pixmap) as painter:
            self.paint_still(painter, picture, look)

    def paint_still(self, painter: QPainter, picture: Picture, look: Look) -> None:
        """Paint all that neither travels nor settles, over the background."""
        theme, scale = look.theme, look.scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_shade(painter, picture, blend(theme.forward, theme.background, 0.06))
        self._edges.paint(painter, picture, theme, scale)
        nodes = NodePainter(painter, theme, scale, picture.layout.detail, self._discs)
        for stack in picture.stacks:
            paint_stack(painter, stack, theme)
        view = Box(0, 0, picture.layout.width, picture.layout.height).grown(_HALO)
        seen = [node for node in picture.nodes if node.spot.overlaps(view)]
        nodes.prepare(seen)
        for node in seen:
            nodes.paint(node)
        nodes.paint_cost(picture.cost)
        for label in picture.labels:
            if not label.settles:
                paint_label(painter, label, theme, scale)


def paint_moving(painter: QPainter, picture: Picture, look: Look, progress: float) -> None:
    """Paint what travels and what settles.

    Parameters
    ----------
    progress : float
        0 at the start of the motion, 1 at rest.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_settling(painter, picture, look, progress)
    paint_flow(painter, picture, look.theme, look.scale, progress)


def _paint_shade(painter: QPainter, picture: Picture, colour: str) -> None:
    """Shade what lies downstream of the selected weight."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for box in picture.shade:
        painter.drawRect(QRectF(box.x, box.y, box.w, box.h))
    for left, right in pairwise(picture.shade):  # what widens from one to the next makes them one region
        x0, x1 = left.x + left.w, right.x
        corners = ((x0, left.y), (x1, right.y), (x1, right.y + right.h), (x0, left.y + left.h))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
