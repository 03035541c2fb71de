"""What a page is put together from: things that know their height for a width, and words of one line."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.fonts import ui_font

__all__ = ["NOWHERE", "Block", "Words", "stacked"]

NOWHERE = float("inf")
"""The height of what does not fit into a width in letters of its least size."""


class Block(Protocol):
    """A part of the page."""

    def height(self, width: float) -> float:
        """Return the height that it takes in a width; `NOWHERE` if it would have to be too small."""

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it into a box of that height."""

    def texts(self) -> tuple[str, ...]:
        """Return all that can be read in it."""


class Words:
    """Words on one line, cut with dots where they are too long.

    Parameters
    ----------
    text : str
    px : float
    colour : str
    is_strong : bool
    """

    def __init__(self, text: str, px: float, colour: str, *, is_strong: bool = False) -> None:
        self.text = text
        self._font = ui_font(px, QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        self._metrics = QFontMetricsF(self._font)
        self._colour = QColor(colour)

    @property
    def width(self) -> float:
        """Of the words, in units."""
        return self._metrics.horizontalAdvance(self.text)

    @property
    def line(self) -> float:
        """The height of the line."""
        return self._metrics.height()

    def paint(
        self, painter: QPainter, box: QRectF, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        """Paint them at the middle of the height of a box."""
        room = box.width() + 0.5
        is_cut = self.width > room
        text = self._metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, room) if is_cut else self.text
        free = box.width() - self._metrics.horizontalAdvance(text)
        left = {Qt.AlignmentFlag.AlignRight: free, Qt.AlignmentFlag.AlignHCenter: free / 2.0}.get(align, 0.0)
        base = box.center().y() + (self._metrics.ascent() - self._metrics.descent()) / 2.0
        painter.setFont(self._font)
        painter.setPen(self._colour)
        painter.drawText(QPointF(box.left() + left, base), text)


def stacked(blocks: tuple[Block, ...], width: float, gap: float) -> float:
    """Return the height of blocks under one another."""
    heights = [block.height(width) for block in blocks]
    return sum(heights) + gap * max(0, len(heights) - 1)
