"""How much room the grid takes in a size of the widget: numbers where they fit, colours alone where not."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from gui.fonts import ui_font
from gui.look import Look
from gui.panels.weight_matrix.contents import Contents
from gui.panels.weight_matrix.grid import Grid, Spot
from gui.theme import BASE_PX, SMALL_PX

__all__ = ["fits", "font_of", "grid_of", "measured", "named"]

_PAD, _WIDEST, _HIGHEST = 6.0, 96.0, 34.0
"""Px at 100 %: around the grid, and of a cell at most."""
_SIDE_SHARE, _NAME_SHARE = 0.22, 0.2
"""Of the width: what the numbers at the right, and the names at the left, take at most."""
_GAP, _AIR = 6.0, 4.0
_LINES_FOR_NUMBERS, _LINES_FOR_NAMES = 4, 8
"""So many lines of text high is a room in which numbers, and names too, stand above the cells."""
_MANY = 24
"""Names of more nodes than this are not measured one by one."""


@lru_cache(maxsize=16)
def font_of(scale: float, *, bold: bool = False, small: bool = True) -> QFont:
    """Return a font of the grid at a text size."""
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    return ui_font((SMALL_PX if small else BASE_PX) * scale, weight)


@lru_cache(maxsize=16)
def _metrics(scale: float) -> QFontMetricsF:
    return QFontMetricsF(font_of(scale))


@lru_cache(maxsize=8192)
def measured(text: str, scale: float) -> float:
    """Return the width of a text, px."""
    return _metrics(scale).horizontalAdvance(text)


def fits(text: str, wide: float, high: float, scale: float) -> bool:
    """Say whether a text can be read in a room."""
    return high >= _metrics(scale).height() - 2 and wide >= measured(text, scale) + 2


def named(contents: Contents, spots: list[Spot], wide: float, high: float, scale: float) -> list[str]:
    """Return the names of rows or columns: all of them in full, or all as numbers, or none."""
    longest = contents.name(spots[-1])
    if fits(longest, wide, high, scale):
        return [contents.name(spot) for spot in spots]
    if fits(str(len(spots)), wide, high, scale):
        return [str(number) for number in range(1, len(spots) + 1)]
    return [""] * len(spots)


def grid_of(contents: Contents, width: float, height: float, look: Look) -> Grid:
    """Share a room among the cells and what stands around them."""
    scale, rows, columns = look.scale, contents.rows, contents.columns
    line = _metrics(scale).height() + 2
    side = min(measured(look.number(-1.0), scale) + 6, width * _SIDE_SHARE)
    names = max(
        (measured(contents.name(Spot("row", j)), scale) for j in range(min(rows, _MANY))), default=0.0
    )
    left = _PAD + min(max(names, measured("Σwδ", scale)) + _AIR, width * _NAME_SHARE)
    lines = (height >= _LINES_FOR_NUMBERS * line) + (height >= _LINES_FOR_NAMES * line)
    top = 2 + lines * line
    foot = line if lines else 0.0
    wide = (width - left - side - _GAP - _AIR - _PAD) / columns
    high = (height - top - foot - 4) / rows
    return Grid(
        rows=rows,
        columns=columns,
        left=left,
        top=top,
        wide=max(min(wide, _WIDEST * scale), 0.01),
        high=max(min(high, _HIGHEST * scale), 0.01),
        names=line if lines == 2 else 0.0,
        values=foot,
        side=side,
    )
