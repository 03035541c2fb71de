"""Arrows that a question is about, the one that was drawn and the right one, with their degrees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from gui.look import Look
from gui.panels.cost_surface.marks import paint_arrow

__all__ = ["Arrow", "degrees_said", "is_same_way", "paint_arrows", "way_of"]

_GAP, _AIR = 4.0, 3.0
"""Px between the tip of an arrow and its words, and around the words."""
_HEAD = 6.0
"""Px around the tip of an arrow that the words of another one keep free."""
_TURN = 360.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow in px of the plot's box.

    Attributes
    ----------
    line : QLineF
        From the point.
    words : str
        What stands at its tip.
    role : str
        The token of its colour.
    """

    line: QLineF
    words: str
    role: str


def degrees_said(degrees: float, look: Look) -> str:
    """Write a direction: "20.9°"."""
    return look.pointed(f"{round(degrees, 1) % _TURN:.1f}".removesuffix(".0") + "°")


def is_same_way(first: float, second: float) -> bool:
    """Say whether two directions in degrees are written alike."""
    return abs((first - second + _TURN / 2) % _TURN - _TURN / 2) < 0.05


def paint_arrows(painter: QPainter, look: Look, arrows: Sequence[Arrow], room: QRectF) -> None:
    """Paint arrows, the last one uppermost, and what they are called; no words over others."""
    for arrow in arrows:
        paint_arrow(painter, look.theme, arrow.line, arrow.role, lit=False)
    metrics, taken = QFontMetricsF(painter.font()), list[QRectF]()
    for arrow in arrows:
        size = QSizeF(metrics.horizontalAdvance(arrow.words) + 2 * _AIR, metrics.height())
        tips = [_tip(other.line) for other in arrows if other is not arrow]
        box = _free(_beside(arrow.line, size), [*taken, *tips], room)
        taken.append(box)
        painter.fillRect(box, look.theme.colour("surface"))
        painter.setPen(look.theme.colour(arrow.role))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, arrow.words)


def _tip(line: QLineF) -> QRectF:
    return QRectF(line.p2() - QPointF(_HEAD, _HEAD), QSizeF(2 * _HEAD, 2 * _HEAD))


def _beside(line: QLineF, size: QSizeF) -> QRectF:
    """Place words beyond a tip, on the way that the arrow goes."""
    way = (line.p2() - line.p1()) / max(line.length(), 1e-9)
    off = abs(way.x()) * size.width() / 2 + abs(way.y()) * size.height() / 2 + _GAP
    middle = line.p2() + way * off
    return QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size)


def _free(box: QRectF, taken: Sequence[QRectF], room: QRectF) -> QRectF:
    """Move words into the room, and up or down to where no others stand."""
    inside = QRectF(box)
    inside.moveLeft(min(max(box.left(), room.left()), room.right() - box.width()))
    inside.moveTop(min(max(box.top(), room.top()), room.bottom() - box.height()))
    shifts = [0.0, *(sign * n * (box.height() + 1.0) for n in (1, 2) for sign in (-1, 1))]
    places = [inside.translated(0.0, shift) for shift in sorted(shifts, key=abs)]
    free = (place for place in places if room.contains(place) and not any(map(place.intersects, taken)))
    return next(free, inside)


def way_of(degrees: float) -> tuple[float, float]:
    """Return the way of a direction, to the right and up."""
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle)
