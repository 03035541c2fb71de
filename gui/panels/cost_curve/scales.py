"""Ticks and thinning for the cost curve: numbers in, numbers and texts out. No Qt."""

from __future__ import annotations

import math

import numpy as np

from engine.nn.notation import number, superscript
from engine.nn.types import Array

__all__ = ["Tick", "count_ticks", "drawable", "linear_ticks", "log_ticks", "thinned", "whole"]

Tick = tuple[float, str]
_THIN_SPACE = "\u2009"


def whole(value: int) -> str:
    """Write a count with its thousands apart: "2 000"."""
    return f"{value:,}".replace(",", _THIN_SPACE)


def linear_ticks(low: float, high: float, point: str = ".", most: int = 4) -> list[Tick]:
    """Choose round numbers from low to high, at most `most` of them, and write them."""
    step = _round_step((high - low) / most)
    if not step:
        return []
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return [
        (n * step, number(n * step, decimals, point) if decimals <= 4 else number(n * step, 3, point))
        for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    ]


def count_ticks(last: int, most: int = 6) -> list[Tick]:
    """Choose round updates from 0 to the last, and write them."""
    step = max(1, round(_round_step(last / most)))
    return [(float(n), whole(n)) for n in range(0, last + 1, step)]


def log_ticks(low: float, high: float, point: str = ".", most: int = 4) -> list[Tick]:
    """Choose ticks from 10**low to 10**high, given by their exponents: powers of ten, or 1, 2 and 5 times."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last - first >= 1:
        every = -(-(last - first + 1) // most)
        return [(float(n), f"10{superscript(n)}") for n in range(first, last + 1, every)]
    values = [m * 10.0**e for e in range(math.floor(low), math.ceil(high) + 1) for m in (1, 2, 5)]
    inside = [value for value in values if low - 1e-9 <= math.log10(value) <= high + 1e-9]
    return [(math.log10(v), number(v, max(0, -math.floor(math.log10(v) + 1e-9)), point)) for v in inside]


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    if not (math.isfinite(least) and least > 0):
        return 0.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))


def drawable(curve: Array, log: bool = False) -> Array:
    """Return the curve with nan where there is nothing to draw: infinite, or no logarithm."""
    return np.where(np.isfinite(curve) & ((curve > 0) | (not log)), curve, np.nan)


def thinned(curve: Array, columns: int, log: bool = False) -> tuple[Array, Array]:
    """Reduce a curve to the highest and lowest value of each column of pixels.

    Parameters
    ----------
    curve : ndarray, shape (n,)
        J by update; what cannot be drawn becomes a gap.
    columns : int
        How many columns the plot has.
    log : bool
        Only what is above 0 can be drawn.

    Returns
    -------
    x, y : ndarray
        Updates and values in the order of drawing, no more than 2 × columns + 2. The first and the
        last point are always there.
    """
    each = -(-curve.size // max(columns, 1))
    if each <= 2:
        return np.arange(curve.size, dtype=np.float64), drawable(curve, log)
    full = curve.size // each * each
    starts = np.arange(0, full, each, dtype=np.float64)
    x = np.column_stack([starts, starts + each / 2]).ravel()
    y = np.column_stack(_extremes(curve[:full].reshape(-1, each), log)).ravel()
    first, last = drawable(curve[[0, -1]], log)
    return np.concatenate([[0.0], x, [curve.size - 1.0]]), np.concatenate([[first], y, [last]])


def _extremes(table: Array, log: bool) -> tuple[Array, Array]:
    """Return the highest and lowest value of each row; rows with gaps, few as a rule, take longer."""
    high, low = table.max(axis=1), table.min(axis=1)
    gaps = ~(np.isfinite(high) & np.isfinite(low)) | (log & (low <= 0))
    clean = drawable(table[gaps], log)
    high[gaps], low[gaps] = np.fmax.reduce(clean, axis=1), np.fmin.reduce(clean, axis=1)
    return high, low
