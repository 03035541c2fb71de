"""Numbers that nobody measured: chosen ones, without zeros at their end, and counts."""

from __future__ import annotations

from engine.session.typed import number_in_full

__all__ = ["counted", "short", "whole"]

_NARROW_SPACE = "\u202f"
"""At which no line is broken."""


def short(value: float, point: str = ".") -> str:
    """Write a number with all its decimals and no zeros at its end.

    Examples
    --------
    >>> short(0.1), short(0.012345, ","), short(100.0), short(1e-5)
    ('0.1', '0,012345', '100', '1×10⁻⁵')
    """
    digits, power, exponent = number_in_full(value, 3, point).partition("×10")
    if point in digits:
        digits = digits.rstrip("0").rstrip(point)
    return digits + power + exponent


def whole(value: int) -> str:
    """Write a count with its thousands apart.

    Examples
    --------
    >>> whole(11303).split(_NARROW_SPACE)
    ['11', '303']
    """
    return f"{value:,}".replace(",", _NARROW_SPACE)


def counted(count: int, one: str, many: str) -> str:
    """Return the text for one thing, or the one for many with their count in it.

    Examples
    --------
    >>> counted(1, "1 row", "{count} rows"), counted(20, "1 row", "{count} rows")
    ('1 row', '20 rows')
    """
    return one if count == 1 else many.replace("{count}", whole(count))
