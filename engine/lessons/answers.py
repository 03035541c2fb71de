"""Numbers as students type them into an answer: plain ones, fractions, and short calculations.

What may be typed:

- decimal point or comma, hyphen or Unicode minus, ``1e-3``, ``4×10⁻⁴`` as numbers stand on screen;
- ``+ − · / ^`` with their usual order, brackets, ``²`` and its like;
- the names ``e``, ``pi`` or ``π``, ``sigma(…)`` or ``σ(…)``, and other functions of the lectures:
  ``tanh exp log sqrt sin cos``; the logarithm is the natural one, angles are in radians.

Nothing is ever run: a small parser goes through the tokens once, and refuses all else in one sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.nn.activations import sigmoid
from engine.nn.notation import plain

__all__ = ["CALCULATED", "AnswerError", "Reason", "Typed", "typed_number"]

MOST_CHARACTERS = 120
MOST_DEPTH = 20
CALCULATED = 15
"""So many digits a calculation counts as: it was rounded nowhere that we know of."""

Reason = Literal["empty", "long", "sign", "name", "bracket", "missing", "between", "zero", "infinite", "deep"]
"""Why a text was refused: for a sentence in the user's language."""


class AnswerError(ValueError):
    """A text that is no number; its text is one sentence.

    Attributes
    ----------
    reason : Reason
    found : str
        The piece of the text that is meant.
    """

    def __init__(self, reason: Reason, sentence: str, found: str = "") -> None:
        super().__init__(sentence)
        self.reason: Reason = reason
        self.found = found


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that was typed.

    Attributes
    ----------
    value : float
        Finite, and never −0.
    digits : int
        Significant digits as typed: 3 of −0.0920, 0 of 0.0; `CALCULATED` of a calculation.
    place : int or None
        Power of ten of its last digit: −2 of 0.15; None of a calculation.
    """

    value: float
    digits: int
    place: int | None = None


_SIGNS = str.maketrans(
    {**dict.fromkeys("−‐‑–﹣", "-"), **dict.fromkeys("·×⋅∙∗", "*"), **dict.fromkeys("÷\u2215", "/")}
)
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_NUMBER = r"(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,4})?"
_HIGH = r"[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}"
_PLAIN = re.compile(
    rf"(?P<sign>[+-]?) ?(?P<number>{_NUMBER})"
    rf"(?: ?\* ?10(?:(?P<high>{_HIGH})|(?:\^|\*\*)(?P<power>[+-]?[0-9]{{1,4}})))?"
)
_PIECES = re.compile(
    rf" ?(?:(?P<number>{_NUMBER})|(?P<high>{_HIGH})|(?P<name>[^\W\d_]+)|(?P<sign>\*\*|\S))", re.UNICODE
)
_CONSTANTS = {"e": math.e, "pi": math.pi, "π": math.pi}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sigma": lambda z: float(sigmoid(np.asarray(z))),
    "σ": lambda z: float(sigmoid(np.asarray(z))),
    "tanh": math.tanh, "exp": math.exp, "log": math.log, "ln": math.log, "sqrt": math.sqrt,
    "sin": math.sin, "cos": math.cos,
}  # fmt: skip
_KNOWN = "e, pi, sigma( ), tanh( ), exp( ), log( ), sqrt( ), sin( ) and cos( )"


def typed_number(text: str) -> Typed:
    """Read a number as it was typed.

    Raises
    ------
    AnswerError
        A ValueError, in one sentence.

    Examples
    --------
    >>> typed_number("−0,148")
    Typed(value=-0.148, digits=3, place=-3)
    >>> typed_number("3/8").value, typed_number("sigma(0)").value
    (0.375, 0.5)
    """
    if len(text) > MOST_CHARACTERS:
        raise AnswerError("long", f"a number has {MOST_CHARACTERS} characters at most, not {len(text)}")
    text = _SPACES.sub(" ", text).strip().translate(_SIGNS)
    if not text:
        raise AnswerError("empty", "there is no number yet")
    if match := _PLAIN.fullmatch(text):
        return _plain_number(match)
    return Typed(_finite(_Calculation(text).whole()) + 0.0, CALCULATED)


def _plain_number(match: re.Match[str]) -> Typed:
    """Read a number that is no calculation, and how many digits of it were typed."""
    mantissa, _, exponent = match["number"].replace(",", ".").lower().partition("e")
    power = int(plain(match["high"] or "").replace("⁺", "") or match["power"] or 0) + int(exponent or 0)
    whole, _, after = mantissa.partition(".")
    value = _finite(float(f"{match['sign']}{mantissa}e{power}"))
    return Typed(value + 0.0, len((whole + after).lstrip("0")), power - len(after))


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise AnswerError("infinite", "the number is too large")
    return value


class _Calculation:
    """Goes through the pieces once, from left to right; a method for each level of binding."""

    def __init__(self, text: str) -> None:
        self._pieces = [(str(found.lastgroup), found.group().strip()) for found in _PIECES.finditer(text)]
        self._at = 0
        self._deep = 0

    def whole(self) -> float:
        """Read everything."""
        value = self._sum()
        if self._at == len(self._pieces):
            return value
        kind, found = self._pieces[self._at]
        if found == ")":
            raise AnswerError("bracket", "found ')', but no bracket is open", found)
        if kind == "sign" and found != "(":
            raise AnswerError("sign", f"found {found!r}, which is no part of a number", found)
        raise AnswerError("between", f"found {found!r} where a sign is missing, such as · or /", found)

    def _take(self, *signs: str) -> str:
        """Take the next piece if it is one of `signs`; return it, or nothing."""
        if self._at < len(self._pieces) and self._pieces[self._at][1] in signs:
            self._at += 1
            return self._pieces[self._at - 1][1]
        return ""

    def _sum(self) -> float:
        self._deep += 1
        if self._deep > MOST_DEPTH:
            raise AnswerError("deep", f"brackets are nested more than {MOST_DEPTH} deep")
        value = self._product()
        while sign := self._take("+", "-"):
            value += self._product() * (-1.0 if sign == "-" else 1.0)
        self._deep -= 1
        return value

    def _product(self) -> float:
        value = self._signed()
        while sign := self._take("*", "/"):
            factor = self._signed()
            if sign == "/" and factor == 0.0:
                raise AnswerError("zero", "a division by 0 has no value")
            value = value / factor if sign == "/" else value * factor
        return value

    def _signed(self) -> float:
        sign = 1.0
        while taken := self._take("+", "-"):
            sign = -sign if taken == "-" else sign
        return sign * self._power()

    def _power(self) -> float:
        """Read a power; a minus in front of it belongs to the whole, and 2^3^2 is 2^(3^2)."""
        base, exponents = self._atom(), []
        if self._at < len(self._pieces) and self._pieces[self._at][0] == "high":
            exponents.append(float(plain(self._next()[1]).replace("⁺", "")))
        while self._take("^", "**"):
            sign = -1.0 if self._take("-") else 1.0
            exponents.append(sign * self._atom())
        exponent = 1.0
        for each in reversed(exponents):
            exponent = _raised(each, exponent)
        return _raised(base, exponent)

    def _next(self) -> tuple[str, str]:
        if self._at == len(self._pieces):
            raise AnswerError("missing", "a number is missing at the end")
        self._at += 1
        return self._pieces[self._at - 1]

    def _atom(self) -> float:
        kind, found = self._next()
        if kind == "number":
            return _finite(float(found.replace(",", ".")))
        if found == "(":
            return self._bracket()
        if kind == "name" and found.lower() in _FUNCTIONS:
            if not self._take("("):
                raise AnswerError(
                    "bracket", f"{found} needs its number in brackets, as in {found}(0.5)", found
                )
            return _of(_FUNCTIONS[found.lower()], self._bracket())
        if kind == "name" and found.lower() in _CONSTANTS:
            return _CONSTANTS[found.lower()]
        if kind == "name":
            raise AnswerError("name", f"{found!r} is no known name; there are {_KNOWN}", found)
        if found in ("*", "/", "^", "**", ")") or kind == "high":
            raise AnswerError("missing", f"found {found!r} where a number is missing", found)
        raise AnswerError("sign", f"found {found!r}, which is no part of a number", found)

    def _bracket(self) -> float:
        value = self._sum()
        if not self._take(")"):
            raise AnswerError("bracket", "a bracket is not closed", "(")
        return value


def _of(function: Callable[[float], float], value: float) -> float:
    try:
        return function(value)
    except OverflowError:
        raise AnswerError("infinite", "the number is too large") from None
    except ValueError:
        raise AnswerError("infinite", "that function has no value there") from None


def _raised(base: float, exponent: float) -> float:
    try:
        value: float | complex = base**exponent
    except OverflowError:
        raise AnswerError("infinite", "the number is too large") from None
    except ZeroDivisionError:
        raise AnswerError("zero", "a division by 0 has no value") from None
    if isinstance(value, complex):
        raise AnswerError("infinite", "a number below 0 has no such power")
    return value
