"""Functions that are chosen by name, with numbers in brackets where they differ from the usual ones."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

_NAME = re.compile(r"\s*([a-z_]{1,40})\s*(?:\(([^()]{0,200})\))?\s*")
_MOST_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Number:
    """One number that can stand in the brackets.

    Attributes
    ----------
    name : str
        What it is called on screen.
    usual : float
        What is taken where the brackets do not say.
    suits : callable
        Says whether a number can be taken.
    needs : str
        What a number must be, in words that follow "must be".
    """

    name: str
    usual: float
    suits: Callable[[float], bool]
    needs: str


def split_name(text: object) -> tuple[str, tuple[float, ...]]:
    """Take ``"adam(0.9,0.999)"`` apart: the name and the numbers in its brackets.

    Raises
    ------
    ValueError
        If the text is no name with numbers; the message shows the text.

    Examples
    --------
    >>> split_name("leaky_relu(0.2)")
    ('leaky_relu', (0.2,))
    """
    match = _NAME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"{str(text)[:60]!r} is not a name, such as leaky_relu or leaky_relu(0.2)")
    name, inside = match.groups()
    if inside is None or not inside.strip():
        return name, ()
    parts = inside.split(",")
    try:
        numbers = tuple(float(part) for part in parts)
    except ValueError:
        raise ValueError(f"{text!r}: what stands in the brackets is not a list of numbers") from None
    if len(numbers) > _MOST_NUMBERS or not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"{text!r}: what stands in the brackets is not a short list of finite numbers")
    return name, numbers


def spelled(text: str) -> str:
    """Write a name without spaces and empty brackets, so that it has one spelling in the program."""
    return "".join(text.split()).removesuffix("()")


def filled(text: str, given: tuple[float, ...], numbers: tuple[Number, ...]) -> tuple[float, ...]:
    """Return all numbers of a function: those given, checked, and the usual ones for the rest.

    Raises
    ------
    ValueError
        If there are too many, or one does not suit; the message names it.
    """
    if len(given) > len(numbers):
        takes = f"at most {len(numbers)} number{'s' * (len(numbers) != 1)}" if numbers else "no number"
        raise ValueError(f"{text!r}: takes {takes} in brackets")
    for number, value in zip(numbers, given, strict=False):
        if not number.suits(value):
            raise ValueError(f"{text!r}: {number.name} must be {number.needs}, not {value:g}")
    return (*given, *(number.usual for number in numbers[len(given) :]))


def is_share(value: float) -> bool:
    """Say whether a number is at least 0 and below 1."""
    return 0.0 <= value < 1.0


def is_above_zero(value: float) -> bool:
    """Say whether a number is above 0."""
    return value > 0.0


def is_count(value: float) -> bool:
    """Say whether a number is a whole one from 1 to a billion."""
    return 1.0 <= value <= 1e9 and value == int(value)
