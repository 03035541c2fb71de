"""Paints what travels: solid arrowhead chains beside the edges, each with its number."""

from __future__ import annotations

from math import atan2, cos, hypot, sin

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from engine.nn.types import Array
from gui.diagram.label_layer import paint_label
from gui.diagram.layout import Detail
from gui.diagram.picture import Packet, Picture
from gui.theme import Theme

_SIZE = {Detail.FULL: 5.5, Detail.VALUE: 4.5, Detail.DOT: 3.6}
"""Half the height of an arrowhead, px."""
_REST = 0.64
"""How far along its way a short chain rests."""
_SHORT = 3
"""Arrowheads of a short chain: fewer would look lost."""


def paint_flow(painter: QPainter, picture: Picture, theme: Theme, scale: float, progress: float) -> None:
    """Paint every packet as far on its way as `progress` says.

    Parameters
    ----------
    progress : float
        0 at the start of the motion, 1 at rest.
    """
    size = _SIZE[picture.layout.detail] * min(scale, 1.5) * picture.layout.measures.arrow
    painter.setPen(Qt.PenStyle.NoPen)
    colours = {role: QColor(theme.hex(role)) for role in {packet.role for packet in picture.packets}}
    obstacles = _Obstacles(picture, size)
    for packet in reversed(picture.packets):
        painter.setBrush(colours[packet.role])
        painter.drawPath(_chain(packet, _part(packet, progress), size, obstacles))
    for packet in picture.packets:
        if packet.label is not None and (progress >= packet.begin):
            paint_label(painter, packet.label, theme, scale, offset_of(packet, _part(packet, progress)))


def _part(packet: Packet, progress: float) -> float:
    """Return how far a packet is on its own part of the motion."""
    span = packet.end - packet.begin
    return min(max((progress - packet.begin) / span, 0.0), 1.0) if span > 0 else 1.0


def heads_of(packet: Packet, part: float, size: float) -> list[float]:
    """Return where the arrowheads of a chain are, in px from its start."""
    x0, y0, x1, y1 = packet.line
    length = hypot(x1 - x0, y1 - y0)
    if packet.small:
        rest, spacing = _REST * length * part, 2.6 * size
        return [rest - i * spacing for i in range(_SHORT)] if rest >= _SHORT * spacing else []
    spacing = 2.9 * size
    lead = length * part - size
    count = int(lead // spacing) + 1 if lead >= 0 else 0
    return [lead - i * spacing for i in range(count)]


def offset_of(packet: Packet, part: float) -> tuple[float, float]:
    """Return how far a packet's number still is from where it rests."""
    x0, y0, x1, y1 = packet.line
    return (x0 - x1) / 2 * (1 - part), (y0 - y1) / 2 * (1 - part)


def _chain(packet: Packet, part: float, size: float, obstacles: _Obstacles) -> QPainterPath:
    """Return the arrowheads of a packet that are not covered."""
    x0, y0, x1, y1 = packet.line
    angle = atan2(y1 - y0, x1 - x0)
    ux, uy = cos(angle), sin(angle)
    size *= 0.8 if packet.small else 1.0
    places = [(x0 + ux * place, y0 + uy * place) for place in heads_of(packet, part, size)]
    if places:
        covered = obstacles.cover(np.array(places))
        places = [place for place, under in zip(places, covered, strict=True) if not under]
    if packet.small and len(places) < _SHORT:
        return QPainterPath()
    head = _arrowhead(ux, uy, size)
    chain = QPainterPath()
    chain.setFillRule(Qt.FillRule.WindingFill)
    for x, y in places:
        chain.addPolygon(head.translated(x, y))
    return chain


def _arrowhead(ux: float, uy: float, size: float) -> QPolygonF:
    """Return a notched arrowhead around the origin that points along (ux, uy)."""
    points = ((size, 0.0), (-0.55 * size, size), (-0.1 * size, 0.0), (-0.55 * size, -size))
    return QPolygonF([QPointF(ux * a - uy * b, uy * a + ux * b) for a, b in points])


class _Obstacles:
    """The labels and nodes of a picture: an arrowhead that would lie on one goes underneath."""

    def __init__(self, picture: Picture, size: float) -> None:
        boxes = [label.box for label in picture.labels]
        spots = [spot for column in picture.layout.nodes for spot in column]
        self._boxes = np.array([(b.x, b.y, b.x + b.w, b.y + b.h) for b in boxes]).reshape(-1, 4)
        self._spots = np.array([(spot.x, spot.y, spot.r) for spot in spots])
        self._reach = 0.7 * size

    def cover(self, points: Array) -> list[bool]:
        """Say which arrowheads are covered.

        Parameters
        ----------
        points : ndarray, shape (n, 2)
        """
        x, y, reach = points[:, 0, None], points[:, 1, None], self._reach
        left, top, right, bottom = self._boxes.T
        on_box = (left < x + reach) & (x - reach < right) & (top < y + reach) & (y - reach < bottom)
        across, down, r = self._spots.T
        dx = np.maximum(np.abs(across - x) - reach, 0.0)
        dy = np.maximum(np.abs(down - y) - reach, 0.0)
        on_spot = dx * dx + dy * dy < r * r
        covered: list[bool] = (on_box.any(axis=1) | on_spot.any(axis=1)).tolist()
        return covered
