"""Paints a drawing of the board, from back to front. Pens are opaque."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.look import Look
from gui.panels.chain_gadget.drawing import Drawing, Spot, font_of

__all__ = ["paint"]

_RADIUS = 8.0


def paint(painter: QPainter, drawing: Drawing, look: Look, lit: Iterable[Spot], ringed: Spot | None) -> None:
    """Paint everything.

    Parameters
    ----------
    painter : QPainter
    drawing : Drawing
    look : Look
    lit : iterable of Spot
        What is pointed at, here or elsewhere.
    ringed : Spot or None
        What the keyboard is on.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _blocks(painter, drawing)
    _lines(painter, drawing, look)
    for maths in drawing.maths:
        maths.formula.paint(painter, maths.at, (), look.theme.colour(maths.role))
    for label in drawing.labels:
        painter.setFont(font_of(label.px * look.scale, label.bold))
        painter.setPen(look.theme.colour(label.role))
        painter.drawText(label.rect, int(label.align) | int(Qt.TextFlag.TextSingleLine), label.text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for spot in lit:
        _ring(painter, spot.rect, look.theme.hex("delta"), 1.5)
    if ringed is not None:
        _ring(painter, ringed.rect, look.theme.hex("forward"), 2.0)
        _ring(painter, ringed.rect.adjusted(2, 2, -2, -2), look.theme.surface, 1.5)


def _ring(painter: QPainter, rect: QRectF, colour: str, width: float) -> None:
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def _blocks(painter: QPainter, drawing: Drawing) -> None:
    for block in drawing.blocks:
        painter.setBrush(QColor(block.fill) if block.fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(block.line), 1.0) if block.line else Qt.PenStyle.NoPen)
        rect = block.rect.adjusted(0.5, 0.5, -0.5, -0.5) if block.line else block.rect
        painter.drawRoundedRect(rect, block.radius, block.radius)


def _lines(painter: QPainter, drawing: Drawing, look: Look) -> None:
    """Paint curves within their plots, arrows, and dots."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for picture in drawing.pictures:
        painter.save()
        if not picture.rect.isNull():
            painter.setClipRect(picture.rect)
        painter.setPen(QPen(look.theme.colour(picture.role), picture.width))
        painter.drawPolyline(picture.line)
        painter.restore()
    for mark in drawing.marks:
        colour = look.theme.colour(mark.role)
        painter.setPen(QPen(colour if mark.hollow else look.theme.colour("surface"), 1.5))
        painter.setBrush(look.theme.colour("surface") if mark.hollow else colour)
        painter.drawEllipse(mark.at, mark.radius, mark.radius)
