"""How much room the regions of a window take: in px, at a text size given as a multiple of the usual one."""

from __future__ import annotations

__all__ = ["LEAST_CENTRE", "NARROW", "PLOT", "bottom_of", "columns_of", "is_low", "is_narrow", "view_of"]

_LEFT, _RIGHT, _BOTTOM = 300, 400, 224
"""What the outer regions take where there is room."""

NARROW = 1180
"""A narrower window gives the left column's room to the rest."""

_FIRM = 480
"""So many of them are the same at every text size: nodes and margins do not grow as text does."""

LEAST_CENTRE = 340
"""What the centre needs between two columns."""

_LOW = 176
"""Plots that would get less height stand behind tabs, over the diagram."""

PLOT = 240
"""The width that a plot and its words need."""

_HIGH, _LARGE_HIGH = 0.29, 0.6
"""Share of the height that the plots take at most, and while the view beside the curve is enlarged."""

_WIDE, _LARGE_WIDE = 0.48, 0.68
"""Share of the width that the view takes beside the cost curve, and while it is enlarged."""


def is_narrow(width: float, scale: float) -> bool:
    """Say whether there is no room for both columns beside the centre."""
    return width < _FIRM + (NARROW - _FIRM) * scale


def is_low(height: float, scale: float) -> bool:
    """Say whether the plots would be too low to be read."""
    return bottom_of(height, scale) < _LOW * scale


def columns_of(width: float, scale: float, *, alone: bool) -> dict[str, float]:
    """Return the usual widths of the columns; the left one alone may be as wide as the other."""
    return {
        "left": min(_LEFT * scale, (0.42 if alone else 0.2) * width),
        "delta": min(_RIGHT * scale, min(0.28 * scale, 0.42) * width),
    }


def bottom_of(height: float, scale: float, *, is_large: bool = False) -> float:
    """Return the usual height of the plots under the rest of the centre."""
    return _LARGE_HIGH * height if is_large else min(_BOTTOM * scale, _HIGH * height)


def view_of(width: float, *, is_large: bool) -> float:
    """Return the usual width of the view beside the cost curve, of that of both."""
    return (_LARGE_WIDE if is_large else _WIDE) * width
