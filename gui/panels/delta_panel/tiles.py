"""Factors as tiles that multiply to their result, the result filled."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import CENTRE, Box, Drawing, Label, Spot, Style, elided, width_of
from gui.theme import SMALL_PX

__all__ = ["Tile", "Tiles"]

_HEIGHT, _SIGN, _RADIUS = 58.0, 22.0, 8.0
_NAME = Style(SMALL_PX)
_NUMBERS = tuple(Style(px, bold=True) for px in (16, 15, 14, 13, 12, 11))


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
class Tiles:
    """A row of tiles with their signs between."""

    tiles: tuple[Tile, ...]

    def draw(self, width: float, look: Look) -> Drawing:
        """Share the width among the tiles, and find a size in which all numbers fit."""
        sign = _SIGN * look.scale if len(self.tiles) < 5 else 16.0 * look.scale
        room = (width - sign * (len(self.tiles) - 1)) / len(self.tiles)
        style = self._style(room - 8, look)
        height = round(_HEIGHT * look.scale)
        boxes, labels, spots = [], [], []
        for i, tile in enumerate(self.tiles):
            rect = QRectF(i * (room + sign), 0, room, height)
            boxes.append(Box(rect, self._fill(tile, look), radius=_RADIUS))
            labels += _texts(tile, rect, style, look)
            if tile.sign:
                at = QRectF(rect.x() - sign, 0, sign, height)
                labels.append(Label(at, tile.sign, Style(14), "muted", CENTRE))
            spots.append(Spot(rect, tile.refs, tile.action, tile.said, tile.role, _RADIUS))
        return Drawing(height, tuple(boxes), tuple(labels), tuple(spots))

    def _style(self, room: float, look: Look) -> Style:
        for style in _NUMBERS:
            if all(width_of(tile.number, style, look.scale) <= room for tile in self.tiles):
                return style
        return _NUMBERS[-1]

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
