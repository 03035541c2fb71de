"""Numbers that somebody chose, without the zeros that measured ones end in: η = 0.1."""

from __future__ import annotations

from engine.session.typed import number_in_full

__all__ = ["short"]


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
