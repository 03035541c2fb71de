"""Cut a typed function into tokens, each with its column; the signs of a keyboard, a book and a phone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from engine.nn.chain.limits import MOST_CHARACTERS, ChainError
from engine.nn.notation import plain, superscript

__all__ = ["Token", "tokens"]

Kind = Literal["number", "name", "high", "+", "-", "*", "/", "^", "(", ")", "|", "=", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of what was typed: `kind`, its text, its column from 1, and whether a space precedes it."""

    kind: Kind
    text: str
    column: int
    spaced: bool = False

    @property
    def shown(self) -> str:
        """What is said to have been found here."""
        if self.kind == "end":
            return "the end"
        return repr(superscript(self.text) if self.kind == "high" else self.text)


_SIGNS: dict[str, Kind] = {
    **dict.fromkeys(["**", "^"], "^"),
    "+": "+",
    **dict.fromkeys("-−–‐‑", "-"),  # a hyphen, a minus, and what a word processor makes of it
    **dict.fromkeys("*·⋅∙×∗•", "*"),
    **dict.fromkeys("/÷", "/"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("|∣", "|"),
    "=": "=",
}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_PIECES = re.compile(
    r"""(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<high>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
      | (?P<name>√|log10|(?:[A-Za-z]+|[α-ω])(?:_[0-9]+|[₀₁₂₃₄₅₆₇₈₉]+)?)
      | (?P<sign>\*\*|\S)""",
    re.VERBOSE,
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of a function, the last of kind ``end``.

    Raises
    ------
    ChainError
        If it is too long, or a character is none of a function's.
    """
    if len(text.strip()) > MOST_CHARACTERS:
        raise ChainError(
            f"the function has {len(text.strip())} characters, and {MOST_CHARACTERS} are the most"
        )
    found: list[Token] = []
    end = 0
    for match in _PIECES.finditer(text):
        found.append(_token(match, spaced=match.start() > end))
        end = match.end()
    return [*found, Token("end", "", len(text.rstrip()) + 1)]


def _token(match: re.Match[str], spaced: bool) -> Token:
    text, column = match.group(), match.start() + 1
    match match.lastgroup:
        case "number" | "name" as kind:
            return Token(kind, text, column, spaced)
        case "high":
            return Token("high", plain(text).replace("⁺", ""), column, spaced)
        case _ if text in _SIGNS:
            return Token(_SIGNS[text], text, column, spaced)
    raise ChainError(_refusal(text), column)


def _refusal(text: str) -> str:
    if text in (",", ";"):
        return f"found {text!r}; write decimals with a point, such as 0.5"
    seen = repr(text) if text.isprintable() else unicodedata.name(text, f"U+{ord(text):04X}").lower()
    return f"found {seen}, which is no part of a function"


def closing(bracket: str) -> str:
    """Return the bracket that closes another."""
    return _CLOSING[bracket]
