"""Paints what travels: solid arrowhead chains beside the edges, each with its number."""

from __future__ import annotations

from math import atan2, cos, hypot, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from gui.diagram.geometry import Box, Spot
from gui.diagram.label_layer import paint_label
from gui.diagram.layout import Detail
from gui.diagram.picture import Packet, Picture
from gui.theme import Theme

_SIZE = {Detail.FULL: 5.5, Detail.VALUE: 4.5, Detail.DOT: 3.6}
"""Half the height of an arrowhead, px."""
_REST = 0.6
"""How far along its way a single arrowhead rests."""


def paint_flow(painter: QPainter, picture: Picture, theme: Theme, scale: float, progress: float) -> None:
    """Paint every packet as far on its way as `progress` says.

    Parameters
    ----------
    progress : float
        0 at the start of the motion, 1 at rest.
    """
    size = _SIZE[picture.layout.detail] * min(scale, 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    for packet in reversed(picture.packets):
        painter.setBrush(QColor(theme.hex(packet.role)))
        for place in heads_of(packet, _part(packet, progress), size):
            if packet.small or not _is_covered(picture, point_of(packet, place), size):
                painter.drawPath(_arrowhead(packet, place, 0.8 * size if packet.small else size))
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
        return [_REST * length * part] if part > 0 else []
    spacing = 2.9 * size
    lead = length * part - size
    count = int(lead // spacing) + 1 if lead >= 0 else 0
    return [lead - i * spacing for i in range(count)]


def offset_of(packet: Packet, part: float) -> tuple[float, float]:
    """Return how far a packet's number still is from where it rests."""
    x0, y0, x1, y1 = packet.line
    return (x0 - x1) / 2 * (1 - part), (y0 - y1) / 2 * (1 - part)


def point_of(packet: Packet, place: float) -> tuple[float, float]:
    """Return the point that is `place` px along a packet's line."""
    x0, y0, x1, y1 = packet.line
    share = place / max(hypot(x1 - x0, y1 - y0), 1e-6)
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def _is_covered(picture: Picture, point: tuple[float, float], size: float) -> bool:
    """Say whether an arrowhead would lie on a label or a node: it goes underneath."""
    head = Box.around(*point, 1.4 * size, 1.4 * size)
    if any(label.box.overlaps(head) for label in picture.labels):
        return True
    return any(spot.overlaps(head) for column in picture.layout.nodes for spot in _near(column, head))


def _near(column: tuple[Spot, ...], head: Box) -> tuple[Spot, ...]:
    """Return the nodes of a column if it is near enough to matter."""
    return column if abs(column[0].x - head.cx) < column[0].r + head.w else ()


def _arrowhead(packet: Packet, place: float, size: float) -> QPainterPath:
    """Return a notched arrowhead whose middle is `place` px along the line."""
    x0, y0, x1, y1 = packet.line
    angle = atan2(y1 - y0, x1 - x0)
    ux, uy = cos(angle), sin(angle)
    cx, cy = x0 + ux * place, y0 + uy * place
    points = ((size, 0.0), (-0.55 * size, size), (-0.1 * size, 0.0), (-0.55 * size, -size))
    path = QPainterPath()
    corners = [QPointF(cx + ux * a - uy * b, cy + uy * a + ux * b) for a, b in points]
    path.moveTo(corners[0])
    for corner in corners[1:]:
        path.lineTo(corner)
    path.closeSubpath()
    return path
