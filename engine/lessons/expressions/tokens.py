"""The words of an expression in a lesson: numbers, names with their brackets, signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from engine.lessons.faults import short

__all__ = ["MOST_CHARACTERS", "Token", "tokens"]

MOST_CHARACTERS = 400

Kind = Literal["number", "name", "sign", "end"]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,3})?)"
    r"|(?P<name>[A-Za-z_]+(?:\.[A-Za-z_]+){0,2}(?:\[[0-9*, ]{1,40}\]){0,2}(?:@(?:[0-9]{1,6}|\*))?)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^()<>,−·]))"
)
_PLAIN = {"−": "-", "·": "*", "**": "^"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression, and where it begins, from 1."""

    kind: Kind
    text: str
    column: int


def tokens(text: str) -> list[Token]:
    """Take an expression apart; the last token is the end.

    Raises
    ------
    ValueError
        If it is too long, or holds something that is none of its words.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"an expression has at most {MOST_CHARACTERS} characters")
    found, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            column = at + 1 + len(text[at:]) - len(text[at:].lstrip())
            raise ValueError(
                f"{short(text)}: found {short(text[column - 1 : column + 9])} at column {column}"
            )
        kind = match.lastgroup
        word = match[kind or 0].replace(" ", "")
        # The groups of the pattern have the kinds' own names.
        found.append(Token(kind, _PLAIN.get(word, word), match.start(kind or 0) + 1))  # type: ignore[arg-type]
        at = match.end()
    return [*found, Token("end", "", end + 1)]
