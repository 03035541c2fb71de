"""Numbers as people type them: comma or point, any minus, powers of ten, fractions, simple products.

`parse_number` reads them, `number_in_full` writes one so that it is read back.

Nothing is evaluated: a text is a chain of plain numbers with ``·`` or ``/`` between them, or it is refused.
"""

from __future__ import annotations

import math
import re
from typing import Literal

from engine.nn.notation import number, superscript

MOST_CHARACTERS = 60
"""Longer texts are no numbers that somebody typed."""

Reason = Literal["empty", "long", "garbage", "infinite", "zero"]
"""Why a text was refused: nothing there, too long, no number, not finite, a division by 0."""

_DIGITS = 12
"""More digits of a number tell of rounding only."""
_MINUS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "–": "-", "﹣": "-"})
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_TIMES, _OVER = frozenset("*·×\u22c5\u2219"), frozenset("/÷\u2215")
_OPERATOR = re.compile(f"([{re.escape(''.join(_TIMES | _OVER))}])")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_POWER = re.compile(r"10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})")
_ON_SCREEN = re.compile(r"^\s*([+-]?[0-9.,]+)\s*×\s*10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*$")
_LOW = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_INFINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


class NumberError(ValueError):
    """A text that is no number.

    Attributes
    ----------
    reason : Reason
        For a sentence in the user's language.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def parse_number(text: str) -> float:
    """Read a typed number.

    Parameters
    ----------
    text : str
        Decimal point or comma, hyphen or Unicode minus, ``1e-3``, ``4×10⁻⁴`` as numbers stand on
        screen, fractions ``1/3``, products ``2·0,5``; spaces around any of them.

    Returns
    -------
    float
        Finite, and never −0.

    Raises
    ------
    NumberError
        If it is none.

    Examples
    --------
    >>> parse_number("−0,5"), parse_number("2·0.5"), parse_number(" 3 / 4 ")
    (-0.5, 1.0, 0.75)
    """
    if not text.strip():
        raise NumberError("empty")
    if len(text) > MOST_CHARACTERS:
        raise NumberError("long")
    text = _ON_SCREEN.sub(_with_power, text.translate(_MINUS))
    first, *rest = _OPERATOR.split(text)
    product = _factor(first)
    for operator, factor in zip(rest[::2], rest[1::2], strict=True):
        product = _times(product, operator, _factor(factor))
    if not math.isfinite(product):
        raise NumberError("infinite")
    return product + 0.0  # a zero has no sign


def _with_power(match: re.Match[str]) -> str:
    return f"{match[1]}e{match[2].translate(_LOW)}"


def _times(product: float, operator: str, factor: float) -> float:
    if operator in _TIMES:
        return product * factor
    if factor == 0:
        raise NumberError("zero")
    return product / factor


def _factor(text: str) -> float:
    """Read a plain number, or a power of ten as it stands on screen."""
    text = _SPACES.sub(" ", text).strip()
    text = re.sub(r"^([+-]) ", r"\1", text)
    if _INFINITE.fullmatch(text):
        raise NumberError("infinite")
    if power := _POWER.fullmatch(text):
        value = float(f"1e{power[1].translate(_LOW)}")
    elif _NUMBER.fullmatch(text):
        value = float(text.replace(",", "."))
    else:
        raise NumberError("garbage")
    if not math.isfinite(value):
        raise NumberError("infinite")
    return value


def _says(text: str, value: float) -> bool:
    try:
        return parse_number(text) == value
    except NumberError:
        return False


def number_in_full(value: float, decimals: int = 3, point: str = ".") -> str:
    """Write a number with all its decimals, at least as many as are usual on screen.

    Parameters
    ----------
    value : float
    decimals : int
        The usual number of digits after the point.
    point : str
        Decimal separator.

    Examples
    --------
    >>> number_in_full(-0.25), number_in_full(1 / 3), number_in_full(4e-7)
    ('−0.250', '0.333333333333', '4×10⁻⁷')
    """
    shown = number(value, decimals, point)
    if _says(shown, value):
        return shown
    digits, _, power = f"{value:.{_DIGITS}g}".partition("e")
    text = f"{digits}×10{superscript(int(power))}" if power else digits
    return text.replace(".", point).replace("-", "−")
