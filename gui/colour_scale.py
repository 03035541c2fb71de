"""The colours of numbers and of classes: one scale for data, nodes and weights, in every theme."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gui.theme import Theme, blend, contrast

__all__ = ["CLASSES", "SHADES", "categories", "category", "diverging", "shades"]

SHADES = 256
"""How many colours the scale has."""
CLASSES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A4EA8", "#5E5E5E")
"""Eight colours that colour-blind people can tell apart (Okabe & Ito 2008); yellow and black, which no
theme has room for, are a purple and a grey here."""
_LEAST = 3.0
"""Contrast with the surface that a sign must have (WCAG 2.2, 1.4.11)."""
_STEP = 0.04


@lru_cache(maxsize=8)
def diverging(theme: Theme) -> NDArray[np.uint8]:
    """Return the one colour scale of a theme: below 0, around 0, above 0.

    Returns
    -------
    ndarray of uint8, shape (256, 4)
        Red, green, blue, 255: from the token ``negative`` over the surface to the token ``forward``.
    """
    ends = (theme.colour("negative"), theme.colour("surface"), theme.colour("forward"))
    stops = np.array([colour.getRgb() for colour in ends], dtype=np.float64)
    where = np.linspace(-1.0, 1.0, SHADES)
    scale = np.column_stack([np.interp(where, (-1.0, 0.0, 1.0), stops[:, k]) for k in range(4)])
    found = np.rint(scale).astype(np.uint8)
    found.setflags(write=False)
    return found


def shades(values: NDArray[np.floating], middle: float, reach: float) -> NDArray[np.uint8]:
    """Return the numbers of the colours of some values: row numbers of `diverging`.

    Parameters
    ----------
    values : ndarray
    middle : float
        What has the colour of the surface.
    reach : float
        So far from the middle the scale ends, above 0; what lies farther has the colour of its end.

    Returns
    -------
    ndarray of uint8
        Of the same shape; what is no number has the colour of the middle.
    """
    half = (SHADES - 1) / 2.0
    with np.errstate(all="ignore"):
        found = (values - middle) * np.asarray(half / reach, dtype=values.dtype)
        np.clip(found, -half, half, out=found)
        found += half + 0.5
        np.nan_to_num(found, copy=False, nan=half + 0.5)
    return found.astype(np.uint8)


@lru_cache(maxsize=8)
def categories(theme: Theme) -> tuple[QColor, ...]:
    """Return eight colours for classes and runs, each with a contrast of 3 to the surface at least."""
    return tuple(QColor(_readable(colour, theme)) for colour in CLASSES)


def category(theme: Theme, number: int) -> QColor:
    """Return the colour of a class or a run; after the eighth they begin again."""
    colours = categories(theme)
    return colours[number % len(colours)]


def _readable(colour: str, theme: Theme) -> str:
    """Move a colour towards the ink until it stands out from the surface."""
    share, found = 0.0, colour
    while contrast(found, theme.surface) < _LEAST:
        share += _STEP
        found = blend(theme.ink, colour, share)
    return found
