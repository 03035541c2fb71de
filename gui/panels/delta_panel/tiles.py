"""Factors as tiles that multiply to their result, the result filled."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import CENTRE, Box, Drawing, Label, Spot, Style, elided, widest
from gui.theme import SMALL_PX

__all__ = ["Tile", "Tiles"]

_HEIGHT, _SIGN, _RADIUS = 58.0, 22.0, 8.0
_MANY, _SIGN_OF_MANY = 5, 16.0
_NAME = Style(SMALL_PX)
_NUMBERS = tuple(Style(px, bold=True) for px in (16, 15, 14, 13, SMALL_PX))
_PAD, _BETWEEN = 4.0, 8.0


@dataclass(frozen=True, slots=True)
class Tile:
    """A quantity with its number and the sign that stands before it ("" for the first).

    `filled` tiles are results: the surface colour on the token of their role.
    """

    name: str
    number: str
    role: str
    sign: str = ""
    filled: bool = False
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How many tiles stand in a row, how wide they are, and how large their numbers."""

    columns: int
    left: float
    room: float
    sign: float
    style: Style


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles with their signs between, in as many rows as their numbers need."""

    tiles: tuple[Tile, ...]

    def draw(self, width: float, look: Look) -> Drawing:
        """Share the width among the tiles, and find a size in which all numbers fit."""
        grid = self._grid(width, look)
        height, step = round(_HEIGHT * look.scale), round((_HEIGHT + _BETWEEN) * look.scale)
        boxes, labels, spots = [], [], []
        for i, tile in enumerate(self.tiles):
            row, place = divmod(i, grid.columns)
            rect = QRectF(grid.left + place * (grid.room + grid.sign), row * step, grid.room, height)
            boxes.append(Box(rect, self._fill(tile, look), radius=_RADIUS))
            labels += _texts(tile, rect, grid.style, look)
            if tile.sign:
                at = QRectF(rect.x() - grid.sign, rect.y(), grid.sign, height)
                labels.append(Label(at, tile.sign, Style(14), "muted", CENTRE))
            spots.append(Spot(rect, tile.refs, tile.action, tile.said, tile.role, _RADIUS))
        rows = -(-len(self.tiles) // grid.columns)
        return Drawing((rows - 1) * step + height, tuple(boxes), tuple(labels), tuple(spots))

    def _grid(self, width: float, look: Look) -> _Grid:
        """Put as many tiles into a row as their numbers allow, in the largest size that they allow."""
        count = len(self.tiles)
        columns = next((n for n in range(count, 1, -1) if self._fits(width, n, _NUMBERS[-1], look)), 1)
        rows = -(-count // columns)
        columns = -(-count // rows)  # as many in every row
        style = next((s for s in _NUMBERS if self._fits(width, columns, s, look)), _NUMBERS[-1])
        sign, left, room = self._room(width, columns, look)
        return _Grid(columns, left, room, sign, style)

    def _fits(self, width: float, columns: int, style: Style, look: Look) -> bool:
        room = self._room(width, columns, look)[2] - 2 * _PAD
        return widest((tile.number for tile in self.tiles), style, look.scale) <= room

    def _room(self, width: float, columns: int, look: Look) -> tuple[float, float, float]:
        """Return the widths of a sign, of what stands before the first tile, and of a tile."""
        count = len(self.tiles)
        sign = (_SIGN if count < _MANY else _SIGN_OF_MANY) * look.scale
        left = sign if columns < count else 0.0  # the sign between two rows stands before the lower one
        return sign, left, (width - left - sign * (columns - 1)) / columns

    @staticmethod
    def _fill(tile: Tile, look: Look) -> str:
        if tile.filled:
            return look.theme.hex(tile.role)
        return look.theme.background if tile.role in ("ink", "negative") else look.theme.soft(tile.role)


def _texts(tile: Tile, rect: QRectF, style: Style, look: Look) -> list[Label]:
    """Write the name over the number."""
    half = rect.height() / 2
    inner = rect.adjusted(3, 0, -3, 0)
    name = elided(tile.name, _NAME, look.scale, inner.width())
    upper = QRectF(inner.x(), rect.y() + 6 * look.scale, inner.width(), half - 6 * look.scale)
    lower = QRectF(inner.x(), rect.y() + half - 2, inner.width(), half - 4 * look.scale)
    quiet, loud = ("on_fill", "on_fill") if tile.filled else ("muted", tile.role)
    return [Label(upper, name, _NAME, quiet, CENTRE), Label(lower, tile.number, style, loud, CENTRE)]
