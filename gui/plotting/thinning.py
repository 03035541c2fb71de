"""Long curves reduced to what a screen can show of them. No Qt."""

from __future__ import annotations

import numpy as np

from engine.nn.types import Array

__all__ = ["drawable", "thinned"]


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
