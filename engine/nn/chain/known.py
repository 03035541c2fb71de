"""Which names are known, which can be a variable's, and what is said to one that is neither."""

from __future__ import annotations

import difflib

from engine.nn.chain.functions import CONSTANTS, NAMES
from engine.nn.chain.writing import GREEK

__all__ = ["is_letter", "unknown"]

_LONG = 3
"""Shorter names are like everything."""


def is_letter(text: str) -> bool:
    """Say whether a name can be a variable's: a letter, perhaps with an index."""
    letter, index = text[:1], text[1:]
    known = text in CONSTANTS or text in NAMES
    return (letter.isascii() or letter in GREEK) and letter.isalpha() and not index.isalpha() and not known


_INVERSES = ("arcsin", "arccos", "arctan", "asin", "acos", "atan")
_ABSENT = (*_INVERSES, "sinh", "cosh", "coth", "cot", "sec", "csc", "min", "max", "sgn", "floor", "ceil")
"""Functions that people know, and that must not be taken for others by their letters."""


def unknown(text: str) -> str:
    """Say that a name is unknown, and what may be meant."""
    said = f"{text!r} is no known name"
    if text.lower() in _ABSENT:
        return f"{said}; there are {', '.join(name for name in NAMES if name.isascii())}"
    long = sorted((name for name in NAMES if len(name) >= _LONG), key=len, reverse=True)
    for start in long:
        rest = text[len(start) :]
        if text.lower().startswith(start.lower()) and (not rest or is_letter(rest) or rest in CONSTANTS):
            return f"{said}; did you mean {start} {rest}".rstrip() + "?"
    if close := difflib.get_close_matches(text.lower(), long, n=1, cutoff=0.66):
        return f"{said}; did you mean {close[0]}?"
    return f"{said}; a variable has one letter, and a product is {' · '.join(text[:2])}"
