"""The pair of buttons beside a selected weight, "↓ −0.1" and "+0.1 ↑": where they stand, how they look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.diagram.card_place import obstacles
from gui.diagram.geometry import Box
from gui.fonts import ui_font
from gui.look import Look

if TYPE_CHECKING:
    from gui.present.page.figures import Placed

__all__ = ["Nudges", "placed_beside"]

BY = 0.1
"""How far one press goes: what a press of ↑ does."""
_WIDTH, _HEIGHT, _BETWEEN, _ASIDE = 82.0, 32.0, 6.0, 8.0
"""Of a button, between the two, and between them and what they change: units of the page."""
_TEXT = 18.4
"""Size of their text, units of the page: 4 % of its height."""
_COLUMNS, _ROWS = 4, 10
"""So many lines of the grid of places on each side."""
_OWN, _LINE, _FAR = 50.0, 60.0, 1.5
"""How bad it is to cover what they belong to (other things: 1), to cross a line, to be farther by 1."""
_MOST_LINES = 300
"""Of more lines none counts: there is no place without."""


@dataclass(frozen=True, slots=True)
class Nudges:
    """Two buttons, in units of the page."""

    less: Box
    more: Box

    def at(self, x: float, y: float) -> float:
        """Return how far a press at a place changes the quantity; 0 beside the buttons."""
        if self.less.holds(x, y):
            return -BY
        return BY if self.more.holds(x, y) else 0.0

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint them: the keys that do the same stand outside."""
        number = look.pointed(f"{BY:g}")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(_TEXT))
        for box, text in ((self.less, f"↓ −{number}"), (self.more, f"+{number} ↑")):
            _paint_button(painter, box, text, look)
        painter.restore()


def placed_beside(own: Box, diagram: Placed) -> Nudges:
    """Find the place for the buttons: near, where they cover least of a diagram, and inside of it.

    Parameters
    ----------
    own : Box
        What they belong to, on the page; it stays free.
    diagram : Placed
    """
    room, picture = diagram.box, diagram.portrait.picture
    own = Box(own.x - room.x(), own.y - room.y(), own.w, own.h)
    texts = [*obstacles(picture), *(bias.one.box for bias in picture.biases)]
    texts = [text.grown(2.0) for text in texts]
    lines = [(x, y, to_x, to_y) for marks in picture.edges for x, y, to_x, to_y in marks.lines.reshape(-1, 4)]
    lines = [*lines, *(bias.line for bias in picture.biases)] if len(lines) <= _MOST_LINES else []

    def cost(box: Box) -> float:
        away = hypot(box.cx - own.cx, box.cy - own.cy)
        shared = sum(text.shared(box) for text in texts) + _OWN * own.grown(_ASIDE).shared(box)
        return _FAR * away + shared + _LINE * sum(box.is_crossed(line) for line in lines)

    best = min(_places(own, Box(0, 0, room.width(), room.height())), key=cost)
    x, y = best.x + room.x(), best.y + room.y()
    return Nudges(Box(x, y, _WIDTH, _HEIGHT), Box(x + _WIDTH + _BETWEEN, y, _WIDTH, _HEIGHT))


def _places(own: Box, view: Box) -> Iterator[Box]:
    """Yield the places round something: on a grid, some of whose lines go just past its sides."""
    w, h = 2 * _WIDTH + _BETWEEN, _HEIGHT
    for column in range(-_COLUMNS, _COLUMNS + 1):
        for row in range(-_ROWS, _ROWS + 1):
            x = own.cx + column * (own.w + w + 2 * _ASIDE) / 4
            y = own.cy + row * (own.h + h + 2 * _ASIDE) / 6
            yield _inside(Box.around(x, y, w, h), view)


def _inside(box: Box, view: Box) -> Box:
    x = max(min(box.x, view.x + view.w - box.w), view.x)
    y = max(min(box.y, view.y + view.h - box.h), view.y)
    return Box(x, y, box.w, box.h)


def _paint_button(painter: QPainter, box: Box, text: str, look: Look) -> None:
    theme = look.theme
    place = QRectF(box.x, box.y, box.w, box.h)
    painter.setPen(QPen(QColor(theme.forward), 1.6))
    painter.setBrush(QColor(theme.forward_soft))
    painter.drawRoundedRect(place, box.h / 3, box.h / 3)
    painter.setPen(QColor(theme.ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
