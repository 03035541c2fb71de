"""Paints marks over the picture: what is lit, what is selected, where the keyboard is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from gui.diagram.geometry import Box, Spot
from gui.diagram.hit import Hit
from gui.theme import Theme

_GAP = 3.0
"""Between a thing and the mark around it, px."""
_HALO = 8.0
"""Width of the halo of a node in play, px."""
_LEAST = 20.0
"""A node of a smaller radius, px, is a dot: it has no halves, and hardly a halo."""


def paint_light(painter: QPainter, hits: Iterable[Hit], theme: Theme, texts: Sequence[Box] = ()) -> None:
    """Ring what was pointed at somewhere; no mark along an edge strikes a text through."""
    _outline(painter, hits, QPen(QColor(theme.ink), 2.0), _GAP, texts)


def paint_selection(painter: QPainter, hits: Iterable[Hit], theme: Theme, texts: Sequence[Box] = ()) -> None:
    """Mark what is selected: a dotted ring, a little wider."""
    pen = QPen(QColor(theme.ink), 1.6, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1.5, 2.0])
    _outline(painter, hits, pen, _GAP + 2.5, texts)


def paint_cursor(painter: QPainter, hit: Hit, theme: Theme, texts: Sequence[Box] = ()) -> None:
    """Show where the keyboard is: a ring set off from all else, around a node outside of its halo."""
    is_node = isinstance(hit.shape, Spot) and hit.shape.r >= _LEAST
    whole, gap = replace(hit, part=""), _HALO + 2 if is_node else _GAP + 1
    _outline(painter, [whole], QPen(QColor(theme.background), 5.4), gap, texts)
    _outline(painter, [whole], QPen(QColor(theme.forward), 3.0), gap, texts)


def paint_focus(painter: QPainter, view: QRect, theme: Theme) -> None:
    """Frame the whole view: the keyboard is on it, and on nothing in it."""
    painter.setPen(QColor(theme.forward))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(view).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)


def _outline(
    painter: QPainter, hits: Iterable[Hit], pen: QPen, gap: float, texts: Sequence[Box] = ()
) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hit in hits:
        shape = hit.shape
        if isinstance(shape, Box):
            box = QRectF(shape.x, shape.y, shape.w, shape.h).adjusted(-gap, -gap, gap, gap)
            painter.drawRoundedRect(box, min(box.height() / 2, 14.0), min(box.height() / 2, 14.0))
        elif isinstance(shape, Spot):
            _outline_spot(painter, shape, hit.part, gap)
        else:
            painter.save()
            painter.setClipRegion(_without(painter, texts))
            _outline_line(painter, QLineF(*shape), gap + 2)
            painter.restore()


def _without(painter: QPainter, boxes: Iterable[Box]) -> QRegion:
    """Return all of the view but some boxes."""
    region = QRegion(painter.window())
    for box in boxes:
        region -= QRegion(QRectF(box.x, box.y, box.w, box.h).toAlignedRect())
    return region


def _outline_spot(painter: QPainter, spot: Spot, part: str, gap: float) -> None:
    """Ring a node, or the half of it that is meant."""
    if not part or spot.r < _LEAST:
        painter.drawEllipse(QPointF(spot.x, spot.y), spot.r + gap, spot.r + gap)
        return
    r = spot.r + gap
    box = QRectF(spot.x - r, spot.y - r, 2 * r, 2 * r)
    painter.drawArc(box, (0 if part == "upper" else 180) * 16, 180 * 16)


def _outline_line(painter: QPainter, line: QLineF, gap: float) -> None:
    """Accompany an edge on both sides."""
    if line.length() < 1:
        return
    aside = QPointF(-line.dy(), line.dx()) / line.length() * gap
    painter.drawLine(line.translated(aside))
    painter.drawLine(line.translated(-aside))
