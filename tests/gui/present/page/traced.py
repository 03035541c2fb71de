"""What is painted on a page: every text with its size in units, its colour and the colour behind it."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from gui.export.tracing import Tracing
from gui.theme import contrast

NOTHING = "#808080"
"""What is behind a text that is off the page: nothing stands out from it."""


@dataclass(frozen=True)
class Text:
    """A run of text as it is painted."""

    text: str
    px: float
    colour: str
    behind: str
    at: QPointF

    @property
    def contrast(self):
        return contrast(self.colour, self.behind)


class Reader:
    """Takes what is painted, and notes the texts."""

    def __init__(self):
        self.texts = []
        self.opacities = set()
        self._fills: list[tuple[QPainterPath, str]] = []

    def path(self, path, ink):
        self._note(ink)
        if ink.brush.style() == Qt.BrushStyle.SolidPattern:
            self._fills.append((ink.transform.map(path), ink.brush.color().name()))

    def text(self, at, item, ink):
        self._note(ink)
        place = ink.transform.map(at)
        scale = hypot(ink.transform.m11(), ink.transform.m12())
        if item.text().strip("\u200b\ufffc "):
            px = item.font().pixelSize() * scale
            middle = ink.transform.map(QPointF(at.x() + item.width() / 2, at.y() - item.ascent() / 3))
            self.texts.append(Text(item.text(), px, ink.pen.color().name(), self._behind(middle), place))
        return True

    def pixmap(self, _target, _pixmap, _source, ink):
        self._note(ink)

    def _note(self, ink):
        self.opacities |= {ink.opacity, ink.pen.color().alphaF()}

    def _behind(self, point):
        return next((colour for path, colour in reversed(self._fills) if path.contains(point)), NOTHING)


def traced(page):
    """Paint a page and read it."""
    reader = Reader()
    device = Tracing(reader, QSizeF(*page.size))
    painter = QPainter(device)
    page.paint(painter)
    painter.end()
    return reader
