"""Long curves smoothed: an exponential moving average that goes on where it was. No Qt."""

from __future__ import annotations

import math

import numpy as np

from engine.nn.types import Array, freeze

__all__ = ["Smoother", "smoothed"]

_LOST = 1e6
"""Within a block of this much decay the average is one cumulative sum, exact to ten digits."""
_NOTHING = freeze(np.empty(0))


def smoothed(curve: Array, span: int, before: float = math.nan) -> Array:
    """Average a curve with weights that fall exponentially into the past.

    Parameters
    ----------
    curve : ndarray, shape (n,)
        Values by update; nan is a gap.
    span : int
        The average is as steady as that of so many values, from 2: each counts 1 − 2/(span + 1) times
        what the next one does.
    before : float
        The average before the first value; nan where there is none: it begins with the first value.

    Returns
    -------
    ndarray, shape (n,)
        nan where the curve is.

    Examples
    --------
    >>> smoothed(np.array([0.0, 3.0, 3.0]), 2).round(6).tolist()
    [0.0, 2.0, 2.666667]
    """
    there = np.isfinite(curve)
    values = curve[there]
    if not values.size:
        return np.full(curve.size, np.nan)
    keep = (span - 1) / (span + 1)
    result = np.full(curve.size, np.nan)
    result[there] = _averaged(values, keep, values[0] if math.isnan(before) else before)
    return result


def _averaged(values: Array, keep: float, last: float) -> Array:
    """Average values block by block: within one, keepⁿ · Σ keep⁻ⁱ (1 − keep) xᵢ."""
    size = max(int(math.log(_LOST) / -math.log(keep)), 1)
    count = -(-values.size // size)
    table = np.zeros(count * size)
    table[: values.size] = values
    falling = keep ** np.arange(1, size + 1)
    sums = np.cumsum(table.reshape(count, size) * ((1 - keep) / falling * keep), axis=1) * (falling / keep)
    carried = np.empty(count)
    for number, end in enumerate(sums[:, -1].tolist()):
        carried[number] = last
        last = end + falling[-1] * last
    averages: Array = (sums + carried[:, None] * falling).ravel()
    return averages[: values.size]


class Smoother:
    """Smooths a curve that grows: what was averaged stays, and only what is new is added.

    Attributes
    ----------
    result : ndarray
        The smoothed curve.
    """

    def __init__(self) -> None:
        self._curve, self._span = _NOTHING, 0
        self.result = _NOTHING

    def smooth(self, curve: Array, span: int) -> Array:
        """Return a curve smoothed; see `smoothed`."""
        if curve is self._curve and span == self._span:
            return self.result
        done = self._curve.size if span == self._span and _goes_on(self._curve, curve) else 0
        new = smoothed(curve[done:], span, _last(self.result[:done]))
        self.result = np.concatenate([self.result[:done], new]) if done else new
        self._curve, self._span = curve, span
        return self.result


def _goes_on(first: Array, second: Array) -> bool:
    """Say whether a curve is another one and more; columns that share their memory are never rewritten."""
    if first.size > second.size:
        return False
    shared = first.base is not None and first.base is second.base and first.ctypes.data == second.ctypes.data
    return shared or np.array_equal(first, second[: first.size], equal_nan=True)


def _last(values: Array) -> float:
    """Return the last number that is one; nan where there is none."""
    for start in range(values.size, 0, -1000):
        part = values[max(start - 1000, 0) : start]
        there = np.flatnonzero(np.isfinite(part))
        if there.size:
            return float(part[there[-1]])
    return math.nan
