"""Paints labels: plain text, pills, square tags, padlocks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from gui.diagram.picture import Label, ring_of
from gui.diagram.placing import PADLOCK
from gui.diagram.text import font_of, line_height
from gui.theme import Theme, blend

_CORNER = 3.0
_LOCK_IN_ROOM = 0.66
"""Height of a padlock in a lecture room, as a share of the height of its line."""
_STRIP = 5.0
"""Width of the hatched strip at the left of a tag, px."""


def paint_label(
    painter: QPainter, label: Label, theme: Theme, scale: float, offset: tuple[float, float] = (0.0, 0.0)
) -> None:
    """Paint one label, moved by `offset` while it travels."""
    box = QRectF(label.box.x + offset[0], label.box.y + offset[1], label.box.w, label.box.h)
    role = "muted" if label.faded else label.role
    _back(painter, label, box, role, theme)
    colour = theme.on_fill if label.fill == "solid" else theme.hex(role)
    if label.padlock:
        _padlock(painter, label, box, theme, scale)
    _lines(painter, label, box, QColor(colour), (scale, theme.room))


def _back(painter: QPainter, label: Label, box: QRectF, role: str, theme: Theme) -> None:
    """Paint what a label stands on, and its ring."""
    colour = theme.hex(role)
    round_ = _CORNER if label.fill == "tag" else min(box.height() / 2, 14.0)
    if label.ringed:
        across, down = ring_of(label.fill)
        ring = box.adjusted(-across, -down, across, down)
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.setBrush(QColor(theme.background))
        painter.drawRoundedRect(ring, round_ + 3, round_ + 3)
    if label.fill == "none":
        return
    painter.setPen(_border(label, colour, theme))
    painter.setBrush(QColor(_ground(label, colour, theme)))
    painter.drawRoundedRect(box, round_, round_)
    if label.fill == "tag":
        _hatch(painter, box, colour)


def _border(label: Label, colour: str, theme: Theme) -> QPen:
    """Return the rim of a label; in a lecture room every one stands out from what is around it."""
    is_soft = label.fill == "soft" and not label.faded
    if label.fill == "solid" or (is_soft and not theme.room):
        return QPen(Qt.PenStyle.NoPen)
    if label.fill == "tag" or label.outlined or is_soft:
        return QPen(QColor(blend(colour, theme.background, 0.8)), 1.2)
    return QPen(QColor(theme.border), 1.4) if theme.room else QPen(QColor(theme.line), 1.0)


def _ground(label: Label, colour: str, theme: Theme) -> str:
    if label.fill == "solid":
        return colour
    return theme.soft(label.role) if label.fill == "soft" and not label.faded else theme.surface


def _hatch(painter: QPainter, box: QRectF, colour: str) -> None:
    strip = QRectF(box.left() + 1, box.top() + 1, _STRIP, box.height() - 2)
    painter.fillRect(strip, QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern))


def _lines(painter: QPainter, label: Label, box: QRectF, colour: QColor, type_: tuple[float, bool]) -> None:
    """Write a label in its type: text size, and whether it is for a lecture room."""
    painter.setPen(colour)
    painter.setFont(font_of(label.kind, *type_))
    high = line_height(label.kind, *type_)
    left = PADLOCK * high if label.padlock else (_STRIP - 1 if label.fill == "tag" else 0.0)
    top = box.center().y() - high * len(label.lines) / 2
    for row, text in enumerate(label.lines):
        where = QRectF(box.left() + left - 4, top + row * high, box.width() - left + 8, high)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)


def _padlock(painter: QPainter, label: Label, box: QRectF, theme: Theme, scale: float) -> None:
    size = _LOCK_IN_ROOM * line_height(label.kind, scale, True) if theme.room else 11.0 * scale
    pad = 9.0 if label.fill != "none" else 0.0
    corner = QPointF(box.left() + pad, box.center().y() - size / 2)
    shackle, body = _lock_path(corner.x(), corner.y(), size, label.padlock == "open")
    colour = QColor(theme.muted if label.padlock == "closed" else theme.update)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.5))
    painter.drawPath(shackle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(body, 1.5, 1.5)


def _lock_path(x: float, y: float, size: float, opened: bool) -> tuple[QPainterPath, QRectF]:
    """Return the shackle and the body of a padlock whose top left is at (x, y)."""
    body = QRectF(x, y + 0.45 * size, 0.8 * size, 0.55 * size)
    shackle = QPainterPath()
    arc = QRectF(x + 0.14 * size, y, 0.52 * size, 0.6 * size)
    if opened:
        arc.translate(0.0, -0.14 * size)
        shackle.moveTo(arc.left(), body.top())
        shackle.lineTo(arc.left(), arc.center().y())
        shackle.arcTo(arc, 180, -150)
        return shackle, body
    shackle.moveTo(arc.left(), body.top() + 1)
    shackle.lineTo(arc.left(), arc.center().y())
    shackle.arcTo(arc, 180, -180)
    shackle.lineTo(arc.right(), body.top() + 1)
    return shackle, body
