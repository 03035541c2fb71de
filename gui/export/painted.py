"""Hands what is traced on to a painter: of an image, or of a PDF."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QTextItem

from gui.export.tracing import Ink

__all__ = ["PaintedSink"]


class PaintedSink:
    """Paints each thing again, on a painter that Qt has made for the format.

    Parameters
    ----------
    painter : QPainter
        Its transform at this moment is where the picture goes.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._base = painter.transform()
        self._clip: QPainterPath | None = None

    def path(self, path: QPainterPath, ink: Ink) -> None:
        """Paint an outline."""
        self._wear(ink)
        self._painter.drawPath(path)

    def text(self, at: QPointF, item: QTextItem, ink: Ink) -> bool:
        """Paint text as text: sharp in an image, and to be searched and copied in a PDF."""
        self._wear(ink)
        self._painter.drawTextItem(at, item)
        return True

    def pixmap(self, target: QRectF, pixmap: QPixmap, source: QRectF, ink: Ink) -> None:
        """Paint an icon."""
        self._wear(ink)
        blends = not ink.keeps_dots(target, source)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, blends)
        self._painter.drawPixmap(target, pixmap, source)

    def _wear(self, ink: Ink) -> None:
        painter = self._painter
        if ink.clip is not self._clip:
            self._clip = ink.clip
            painter.setTransform(self._base)
            painter.setClipping(False)
            if ink.clip is not None:
                painter.setClipPath(ink.clip)
        painter.setTransform(ink.transform * self._base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, ink.smooth)
        painter.setPen(ink.pen)
        painter.setBrush(ink.brush)
        painter.setOpacity(ink.opacity)
