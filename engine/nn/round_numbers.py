"""Round numbers: 1, 2 and 5 times a power of ten, for ticks, steps and ranges."""

from __future__ import annotations

import math

__all__ = ["rounded_down", "rounded_up"]


def rounded_up(least: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below `least`.

    Parameters
    ----------
    least : float
        Above 0 and finite; for anything else there is no such number, and 0 is returned.

    Examples
    --------
    >>> rounded_up(0.21), rounded_up(3)
    (0.5, 5.0)
    """
    if not (math.isfinite(least) and least > 0):
        return 0.0
    power = 10.0 ** math.floor(math.log10(least))
    return next((m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9)), 0.0)


def rounded_down(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is not above `most`; as in `rounded_up`.

    Examples
    --------
    >>> rounded_down(0.21), rounded_down(9), rounded_down(10)
    (0.2, 5.0, 10.0)
    """
    if not (math.isfinite(most) and most > 0):
        return 0.0
    power = 10.0 ** math.floor(math.log10(most))
    return next((m * power for m in (10, 5, 2, 1) if m * power <= most * (1 + 1e-9)), 0.0)
