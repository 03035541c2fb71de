"""A card beside the pointer: some lines of text, each of a run with its mark. No pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gui.plotting.run_marks import RunMark, paint_mark
from gui.theme import Theme

__all__ = ["HoverLine", "paint_card"]

_PAD, _GAP, _AWAY = 7.0, 6.0, 14.0
_MARK = 0.3
"""Radius of a mark, as a share of a line's height."""


@dataclass(frozen=True, slots=True)
class HoverLine:
    """A line of the card: a mark or none, and what is said."""

    text: str
    mark: RunMark | None = None


def paint_card(
    painter: QPainter, theme: Theme, lines: Sequence[HoverLine], beside: QPointF, room: QRectF
) -> QRectF:
    """Paint a card beside a point, inside of a rectangle as far as it has room; return where it is.

    The painter has the font, and is antialiased.
    """
    metrics = QFontMetricsF(painter.font())
    mark = metrics.height() if any(line.mark for line in lines) else 0.0
    width = max(metrics.horizontalAdvance(line.text) for line in lines) + mark
    box = QRectF(0.0, 0.0, min(width + 2 * _PAD, room.width()), len(lines) * metrics.height() + 2 * _GAP)
    box.moveTopLeft(_place(box, beside, room))
    painter.setPen(QPen(theme.colour("border"), 1.0))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(box, 6.0, 6.0)
    for number, line in enumerate(lines):
        top = box.top() + _GAP + number * metrics.height()
        row = QRectF(box.left() + _PAD + mark, top, box.width() - 2 * _PAD - mark, metrics.height())
        if line.mark is not None:
            centre = QPointF(box.left() + _PAD + mark / 3.0, row.center().y())
            paint_mark(painter, line.mark, centre, _MARK * metrics.height())
        painter.setPen(theme.colour("ink"))
        shown = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, row.width() + 1.0)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return box


def _place(box: QRectF, beside: QPointF, room: QRectF) -> QPointF:
    """Put the card to the right of the point, or to the left where there is more room, and into the room."""
    right = beside.x() + _AWAY
    left = right if right + box.width() <= room.right() else beside.x() - _AWAY - box.width()
    x = min(max(left, room.left()), max(room.right() - box.width(), room.left()))
    y = min(max(beside.y() - box.height() / 2.0, room.top()), max(room.bottom() - box.height(), room.top()))
    return QPointF(x, y)
