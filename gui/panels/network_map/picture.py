"""Outputs over a plane as a picture: one colour scale, or the colours of classes, and the border between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.session.plane import Sheet
from gui.colour_scale import category, diverging, shades
from gui.theme import Theme, blend

__all__ = ["Ranked", "borders", "map_of_classes", "map_of_values", "picture_of"]

_TINT = 0.55
"""The map is this much of the colour scale, the rest surface: the points on it must stand out."""
_LEVELS = 32
"""Shades from the surface to the colour of a class."""

Pixels = NDArray[np.uint32]
Lines = NDArray[np.float64]


@lru_cache(maxsize=8)
def _scale(theme: Theme) -> Pixels:
    """Return the 256 colours of a map as Qt keeps them in memory."""
    surface = np.array(theme.colour("surface").getRgb(), dtype=np.float64)
    return _packed(np.rint(_TINT * diverging(theme) + (1.0 - _TINT) * surface).astype(np.uint32))


def _packed(colours: Pixels) -> Pixels:
    """Pack rows of red, green and blue into one number each."""
    packed: Pixels = (
        np.uint32(0xFF000000) | (colours[..., 0] << 16) | (colours[..., 1] << 8) | colours[..., 2]
    ).astype(np.uint32)
    return packed


@lru_cache(maxsize=8)
def _classes(theme: Theme, count: int) -> Pixels:
    """Return the colours of classes, shape (classes, shades), the surest last."""
    table = [
        [_rgb(blend(category(theme, number).name(), theme.surface, _TINT * level / (_LEVELS - 1)))
         for level in range(_LEVELS)]
        for number in range(count)
    ]  # fmt: skip
    return np.array(table, dtype=np.uint32)


def _rgb(colour: str) -> int:
    return 0xFF000000 | int(colour[1:], 16)


def map_of_values(sheet: Sheet, middle: float, reach: float, theme: Theme, discrete: bool) -> Pixels:
    """Colour one output over a plane, shape (n, n).

    Parameters
    ----------
    sheet : ndarray of float32, shape (n, n)
    middle, reach : float
        What has the colour of the surface, and how far from it the scale ends.
    theme : Theme
    discrete : bool
        Only tell which side of the middle it is on.
    """
    if discrete:
        with np.errstate(invalid="ignore"):
            sheet = np.where(np.isfinite(sheet), np.copysign(reach, sheet - middle) + middle, np.nan)
    return _scale(theme)[shades(sheet, middle, reach)]


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Which of several outputs is the largest, over a plane.

    Attributes
    ----------
    sheets : ndarray of float32, shape (classes, n, n)
    best : ndarray of int, shape (n, n)
    first, second : ndarray of float32, shape (n, n)
        The largest output and the one after it.
    """

    sheets: Sheet
    best: NDArray[np.intp]
    first: Sheet
    second: Sheet

    @classmethod
    def of(cls, sheets: Sheet) -> Ranked:
        """Rank outputs, shape (classes, n, n)."""
        best = sheets.argmax(axis=0)
        others = sheets.copy()
        np.put_along_axis(others, best[None], -np.inf, axis=0)
        return cls(sheets, best, np.take_along_axis(sheets, best[None], axis=0)[0], others.max(axis=0))

    def leads(self) -> list[Sheet]:
        """Return, for each class that leads somewhere, by how much it does; below 0 where another does."""
        with np.errstate(all="ignore"):
            return [
                self.sheets[k] - np.where(self.best == k, self.second, self.first)
                for k in np.unique(self.best).tolist()
            ]


def map_of_classes(ranked: Ranked, span: float, theme: Theme, discrete: bool) -> Pixels:
    """Colour the class with the largest output, shape (n, n): the paler the less it leads by.

    Parameters
    ----------
    ranked : Ranked
    span : float
        From the label "not this class" to that of "this class".
    theme : Theme
    discrete : bool
        Only tell which class it is.
    """
    with np.errstate(all="ignore"):
        sure = (ranked.first - ranked.second) / np.float32(span)
        if discrete:
            sure = np.where(np.isnan(sure), sure, np.float32(1.0))
        sure = np.nan_to_num(sure, nan=0.0, posinf=1.0).clip(0.0, 1.0)
    levels = (sure * (_LEVELS - 1)).astype(np.intp)
    pixels: Pixels = _classes(theme, len(ranked.sheets))[ranked.best, levels]
    return pixels


def picture_of(pixels: Pixels) -> QImage:
    """Make a picture; the first row of the plane is its lowest."""
    rows, columns = pixels.shape
    turned = np.ascontiguousarray(pixels[::-1])
    return QImage(turned.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def borders(sheet: Sheet) -> Lines:
    """Find where numbers at the middles of cells pass through 0, as straight pieces (marching squares).

    Parameters
    ----------
    sheet : ndarray, shape (n, n)

    Returns
    -------
    ndarray, shape (pieces, 4)
        x and y of either end, as shares of the width from the left and of the height from below.
    """
    f = np.asarray(sheet, dtype=np.float64)
    up = f > 0.0
    corners = (up[:-1, :-1], up[:-1, 1:], up[1:, 1:], up[1:, :-1])
    pairs = [(corners[k], corners[(k + 1) % 4]) for k in range(4)]
    crossed = np.stack([one != other for one, other in pairs], axis=-1)
    whole = np.isfinite(f)
    known = whole[:-1, :-1] & whole[:-1, 1:] & whole[1:, 1:] & whole[1:, :-1]
    row, column = np.nonzero(crossed.any(axis=-1) & known)
    if not row.size:
        return np.empty((0, 4))
    crossed = crossed[row, column]
    ends = _crossings(f, row, column)
    first, last = crossed.argmax(axis=1), 3 - crossed[:, ::-1].argmax(axis=1)
    every = np.arange(len(row))
    # A saddle has four crossings: they are joined side by side, the first to the second.
    saddle = np.flatnonzero(crossed.all(axis=1))
    last[saddle] = 1
    pieces = np.hstack([ends[every, first], ends[every, last]])
    others = np.hstack([ends[saddle, 2], ends[saddle, 3]])
    found: Lines = (np.vstack([pieces, others]) + 0.5) / np.tile(f.shape[::-1], 2)
    return found


def _crossings(f: Lines, row: NDArray[np.intp], column: NDArray[np.intp]) -> Lines:
    """Return where 0 is passed on the four sides of squares, shape (squares, 4, 2): across, up."""
    steps = ((0, 0), (0, 1), (1, 1), (1, 0))
    found = np.empty((len(row), 4, 2))
    for side, (here, there) in enumerate(zip(steps, (*steps[1:], steps[0]), strict=True)):
        one, other = f[row + here[0], column + here[1]], f[row + there[0], column + there[1]]
        with np.errstate(all="ignore"):
            share = np.nan_to_num(one / (one - other), nan=0.5, posinf=0.5, neginf=0.5)
        found[:, side, 0] = column + here[1] + share * (there[1] - here[1])
        found[:, side, 1] = row + here[0] + share * (there[0] - here[0])
    return found
