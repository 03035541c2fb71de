"""Reads what was painted: every text of a picture, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPicture, QPixmap, QTextItem

from gui.export.tracing import Ink, Tracing

__all__ = ["Reader", "read"]

_HEARD = str.maketrans({"\u2060": "", "\xa0": " "})
"""What only keeps letters in one line."""
_NEXT, _SPACE = 0.8, 0.15
"""A run of letters belongs to the one before where the gap between them is at most the first, a share of the
size of the letters; where it is more than the second, it is a space."""


@dataclass(slots=True)
class Reader:
    """A sink that keeps texts with the size of their smallest letters, units of the page, and their colours.

    Runs of letters that follow each other in a line are one text.
    """

    texts: list[str] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    colours: list[set[str]] = field(default_factory=list)
    _end: QPointF = field(default_factory=lambda: QPointF(-1e9, -1e9))

    def path(self, path: QPainterPath, ink: Ink) -> None:
        """Let an outline go."""

    def text(self, at: QPointF, item: QTextItem, ink: Ink) -> bool:
        """Keep a text that can be seen."""
        text, scale = item.text().translate(_HEARD), ink.transform.m22()
        if ink.clip is not None and ink.clip.isEmpty():
            return True
        start, size = ink.transform.map(at), item.font().pixelSize() * scale
        gap, is_line = start.x() - self._end.x(), abs(start.y() - self._end.y()) < 1.0
        self._end = start + QPointF(item.width() * scale, 0.0)
        if is_line and -1.0 < gap < _NEXT * size and self.texts:
            self.texts[-1] += " " * (gap > _SPACE * size) + text
            self.sizes[-1] = min(size, self.sizes[-1])
            self.colours[-1] |= {ink.pen.color().name()}
        elif text.strip():
            self.texts.append(text)
            self.sizes.append(size)
            self.colours.append({ink.pen.color().name()})
        return True

    def pixmap(self, target: QRectF, pixmap: QPixmap, source: QRectF, ink: Ink) -> None:
        """Let dots go."""


def read(picture: QPicture, size: QSizeF) -> Reader:
    """Read a picture."""
    reader = Reader()
    painter = QPainter(device := Tracing(reader, size))
    painter.drawPicture(0, 0, picture)
    painter.end()
    del device
    return reader
