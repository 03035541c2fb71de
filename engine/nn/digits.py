"""How many digits a number is written with where the usual decimals would hide what it tells."""

from __future__ import annotations

import math

from engine.nn.notation import LARGE, number, with_power

__all__ = ["consistent", "precise"]

_MOST = 6
"""More digits after the point are hard to read: a power of ten takes their place."""
_MOST_TO_AGREE = 8
"""So many are taken rather than three numbers that do not agree."""
_SMALL = 1e-2
_FARTHEST = 300
"""Powers of ten up to this, and one over it, are numbers."""


def precise(value: float, decimals: int = 3, point: str = ".", digits: int = 3) -> str:
    """Write a number with the usual decimals, or with more where they would leave fewer than `digits`.

    Examples
    --------
    >>> precise(0.2235), precise(0.00621), precise(-9.71e-10)
    ('0.224', '0.00621', '−9.71×10⁻¹⁰')
    """
    needed = _decimals(value, digits)
    if needed > max(decimals, _MOST):
        return with_power(value, digits - 1, point)
    return number(value, max(decimals, needed), point)


def consistent(before: float, after: float, decimals: int = 3, digits: int = 0) -> tuple[int, int | None]:
    """Say how two numbers and their difference are written, so that they agree as they are read.

    Parameters
    ----------
    before, after : float
    decimals : int
        The usual ones.
    digits : int
        So many digits both numbers have at least, zeros before them not counted.

    Returns
    -------
    decimals : int
        How many all three have; the usual ones where nothing that can be read lets them agree.
    power : int or None
        The power of ten that all three are written with; None where each is written as usual.
    """
    change, large = after - before, max(abs(before), abs(after))
    if not math.isfinite(change) or not large:
        return decimals, None
    if large < LARGE:
        first = max(decimals, _decimals(before, digits), _decimals(after, digits))
        for n in range(first, _MOST_TO_AGREE + 1 if first <= _MOST else 0):
            if _agree(before, change, after, n):
                return n, None
    power = math.floor(math.log10(large))
    if _SMALL <= large < LARGE or abs(power) > _FARTHEST:
        return decimals, None
    unit = 10.0**power
    for n in range(max(1, digits - 1), _MOST_TO_AGREE + 1):
        if _agree(before / unit, change / unit, after / unit, n):
            return n, power
    return decimals, None


def _decimals(value: float, digits: int) -> int:
    """Return how many decimals show so many digits of a number."""
    if not value or not math.isfinite(value):
        return 0
    return digits - 1 - math.floor(math.log10(abs(value)))


def _agree(before: float, change: float, after: float, decimals: int) -> bool:
    """Say whether before + change = after holds as it is read, and none that is not zero looks like it."""
    numbers = before, change, after
    first, moved, last = rounded = [round(value, decimals) for value in numbers]
    seen = all(bool(short) == bool(value) for short, value in zip(rounded, numbers, strict=True))
    return seen and abs(first + moved - last) < 0.5 * 10.0**-decimals
