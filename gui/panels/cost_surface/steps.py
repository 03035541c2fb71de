"""The steps of a map: at which J its lines are, and the picture that is made of it. No pyqtgraph."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.nn.round_numbers import rounded_up
from engine.nn.types import Array, freeze
from gui.theme import Theme, blend

__all__ = ["Steps", "picture_of", "steps_of"]

_WANTED, _MOST = 10, 13
"""About so many steps a map has, and at most so many where they are powers."""
_DECADES = 1.5
"""J that spans more powers of ten has steps that multiply."""
_DEEPEST = 12.0
"""Powers of ten below the highest J at which the lowest step begins."""
_NEAR_FLAT = 1e-9
"""J that differs by less, as a share, is the same everywhere."""
_PER_TENFOLD = (4, 2, 1)
"""So many lines for each power of ten; with more powers, a line for several of them."""
_PALE, _DEEP, _LINE = 0.05, 0.6, 0.85
"""Shares of the colour of cost: of the lowest step, of the highest, of a line between."""
_HALF = 0.6
"""Px on either side of a line that it covers."""


@dataclass(frozen=True, slots=True)
class Steps:
    """At which J lines are drawn: equal steps of J, or of its logarithm.

    Attributes
    ----------
    size : float
        From a line to the next: in units of J, or in powers of ten.
    first, last : int
        Numbers of the lowest and the highest step; step n begins at n times the size.
    is_log : bool
    """

    size: float
    first: int
    last: int
    is_log: bool

    def number_of(self, costs: Array) -> Array:
        """Return on which step J is, with its fraction; a place without a number is above all."""
        with np.errstate(all="ignore"):
            found: Array = np.nan_to_num(
                (np.log10(costs) if self.is_log else costs) / self.size,
                nan=self.last + 1.0, posinf=self.last + 1.0, neginf=self.first,
            )  # fmt: skip
        return found.clip(self.first, self.last + 1.0)


def steps_of(costs: Array) -> Steps | None:
    """Choose steps for some J; None where it is the same everywhere, or nowhere a number."""
    finite = costs[np.isfinite(costs)]
    if not finite.size:
        return None
    low, high = float(finite.min()), float(finite.max())
    if high - low <= _NEAR_FLAT * max(abs(high), abs(low)):
        return None
    above = finite[finite > 0.0]
    if low >= 0.0 and math.log10(high) - math.log10(float(above.min())) > _DECADES:
        return _powers(max(math.log10(float(above.min())), math.log10(high) - _DEEPEST), math.log10(high))
    size = rounded_up((high - low) / _WANTED)
    return _between(low, high, size, is_log=False) if size else None


def _powers(low: float, high: float) -> Steps:
    """Choose steps between two powers of ten."""
    few = next((1.0 / count for count in _PER_TENFOLD if (high - low) * count <= _MOST), None)
    return _between(low, high, few or float(math.ceil((high - low) / _MOST)), is_log=True)


def _between(low: float, high: float, size: float, *, is_log: bool) -> Steps:
    first = math.floor(low / size + 1e-9)
    return Steps(size, first, max(math.ceil(high / size - 1e-9) - 1, first), is_log)


def picture_of(costs: Array, steps: Steps | None, theme: Theme, width: int, height: int) -> QImage:
    """Paint a map: a colour for each step, and a line where one ends.

    Between the places that were computed J (or its logarithm) is taken to be straight.

    Parameters
    ----------
    costs : ndarray, shape (k, n)
        Row by row from the lowest up.
    """
    colours = _colours(theme, 0, 0) if steps is None else _colours(theme, steps.first, steps.last)
    if steps is None:
        pixels = np.broadcast_to(colours[0], (height, width, 3))
    else:
        rows, columns = _weights(height, costs.shape[0])[::-1], _weights(width, costs.shape[1])
        numbers = rows @ steps.number_of(costs) @ columns.T
        pixels = colours[(np.floor(numbers) - steps.first).astype(np.int64).clip(0, len(colours) - 1)]
        line, cover = np.array(_channels(blend(theme.cost, theme.surface, _LINE))), _lines(numbers)
        pixels = pixels + cover[..., None] * (line - pixels)
    bytes_ = np.ascontiguousarray(np.rint(pixels), dtype=np.uint8)
    return QImage(bytes_.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _lines(numbers: Array) -> Array:
    """Return by how much each pixel is covered by a line: its distance is told by how steep J is there."""
    if min(numbers.shape) < 2:
        return np.zeros(numbers.shape)
    up, across = np.gradient(numbers)
    steep = np.hypot(up, across)
    with np.errstate(all="ignore"):
        away = np.abs(numbers - np.rint(numbers)) / steep
    return np.where(steep > 0.0, 0.5 + _HALF - away, 0.0).clip(0.0, 1.0)


@lru_cache(maxsize=16)
def _weights(pixels: int, places: int) -> Array:
    """Return how the middle of each pixel is made of places from end to end; shape (pixels, places)."""
    at = (np.arange(pixels) + 0.5) / pixels * (places - 1)
    return freeze(np.maximum(1.0 - np.abs(at[:, None] - np.arange(places)), 0.0))


@lru_cache(maxsize=16)
def _colours(theme: Theme, first: int, last: int) -> NDArray[np.float64]:
    """Return a colour for each step, the lowest the palest, and one for what is above all."""
    shares = np.linspace(_PALE, _DEEP, last - first + 2)
    return np.array([_channels(blend(theme.cost, theme.surface, float(share))) for share in shares])


def _channels(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
