"""The factors of the quantity in play as cards with their numbers, and the product filled."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.look import Look
from gui.panels.delta_panel.made_of import tiles_of
from gui.panels.delta_panel.telling import Telling
from gui.panels.delta_panel.tiles import Tile, Tiles
from gui.present.page.block import NOWHERE, Words
from gui.present.page.measures import Sizes, decimals_from

__all__ = ["Factors"]

_PAD, _SIGN, _RADIUS = 12.0, 26.0, 8.0
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Factors:
    """Cards in a row, each a name over a number; signs between them.

    Where room is short decimals are left out, never the size of the letters.

    Parameters
    ----------
    telling : Telling
        Of a product.
    sizes : Sizes
    """

    def __init__(self, telling: Telling, sizes: Sizes) -> None:
        self._telling, self._sizes = telling, sizes
        self._rows: dict[float, _Row | None] = {}
        self._shown: _Row | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether the quantity is no product."""
        return tiles_of(self._telling) is None

    def height(self, width: float) -> float:
        """Return the height of the row; `NOWHERE` where it is too long."""
        row = self._row(width)
        return row.height if row else NOWHERE

    def _row(self, width: float) -> _Row | None:
        """Write the cards with as many decimals as the width allows."""
        if width not in self._rows:
            looks = (
                replace(self._telling.look, decimals=n) for n in decimals_from(self._telling.look.decimals)
            )
            tellings = (replace(self._telling, look=look) for look in looks)
            rows = (_Row(tiles_of(telling), telling.look, self._sizes) for telling in tellings)
            self._rows[width] = next((row for row in rows if row.width <= width), None)
        self._shown = self._rows[width]
        return self._shown

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint the row in the middle of a box."""
        row = self._row(box.width())
        if row:
            row.paint(painter, box)

    def texts(self) -> tuple[str, ...]:
        """Return name and number of each."""
        return self._shown.texts() if self._shown else ()


class _Row:
    """The cards with so many decimals."""

    def __init__(self, tiles: Tiles | None, look: Look, sizes: Sizes) -> None:
        self._tiles, self._sizes, self._look = tiles.tiles if tiles else (), sizes, look
        self._names = [self._words(tile.name, "name", _name_role(tile)) for tile in self._tiles]
        self._numbers = [self._words(tile.number, "factor", _number_role(tile)) for tile in self._tiles]

    def _words(self, text: str, kind: str, role: str) -> Words:
        return Words(text, self._sizes.px(kind), self._look.theme.hex(role), is_strong=kind == "factor")

    def _room(self) -> float:
        return max(words.width for words in (*self._names, *self._numbers)) + 2 * _PAD

    @property
    def width(self) -> float:
        """Of the row."""
        return self._room() * len(self._tiles) + _SIGN * (len(self._tiles) - 1)

    @property
    def height(self) -> float:
        """Of a card."""
        return self._names[0].line + self._numbers[0].line + _PAD

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint the row in the middle of a box."""
        room = self._room()
        left = box.center().x() - self.width / 2.0
        for i, tile in enumerate(self._tiles):
            at = QRectF(left + i * (room + _SIGN), box.top(), room, box.height())
            self._paint_tile(painter, i, at)
            if tile.sign:
                sign = self._words(tile.sign, "factor", "ink")
                sign.paint(painter, QRectF(at.left() - _SIGN, at.top(), _SIGN, at.height()), _MIDDLE)

    def _paint_tile(self, painter: QPainter, i: int, at: QRectF) -> None:
        tile, theme = self._tiles[i], self._look.theme
        fill = theme.hex(tile.role) if tile.filled else theme.surface
        painter.setPen(QPen(theme.colour(tile.role), 1.6))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(at, _RADIUS, _RADIUS)
        half = _PAD / 2.0
        upper = QRectF(at.left(), at.top() + half, at.width(), self._names[i].line)
        self._names[i].paint(painter, upper, _MIDDLE)
        lower = QRectF(at.left(), upper.bottom(), at.width(), self._numbers[i].line)
        self._numbers[i].paint(painter, lower, _MIDDLE)

    def texts(self) -> tuple[str, ...]:
        """Return name and number of each."""
        return tuple(f"{tile.sign} {tile.name} = {tile.number}".strip() for tile in self._tiles)


def _name_role(tile: Tile) -> str:
    return "on_fill" if tile.filled else "muted"


def _number_role(tile: Tile) -> str:
    return "on_fill" if tile.filled else tile.role
