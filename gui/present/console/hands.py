"""Counting hands: what is typed for a card, as a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

__all__ = ["Count", "counted_text", "next_letter"]

translate = QCoreApplication.translate
_TYPED = re.compile(r"\s*([^\W\d_]?)\s*([0-9]{1,5})\s*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Count:
    """Hands for a card."""

    letter: str
    hands: int


def counted_text(text: str, letters: Sequence[str], following: str) -> Count:
    """Read ``B 45``, or ``45`` for the card that follows.

    Parameters
    ----------
    text : str
    letters : sequence of str
        Of the cards of the stop.
    following : str
        The card that a number alone is for.

    Raises
    ------
    ValueError
        If it is no count of one of the cards: one sentence for the lecturer.
    """
    if not letters:
        raise ValueError(translate("Console", "This stop has no cards to vote on."))
    match = _TYPED.fullmatch(text)
    if match is None:
        example = translate("Console", "Type a card and its hands, such as {letter} 45.")
        raise ValueError(example.format(letter=letters[0]))
    letter = match[1].upper() or following
    if letter not in letters:
        sentence = translate("Console", "There is no card {letter}: this stop has {first} to {last}.")
        raise ValueError(sentence.format(letter=letter, first=letters[0], last=letters[-1]))
    return Count(letter, int(match[2]))


def next_letter(letter: str, letters: Sequence[str]) -> str:
    """Return the card after one; the first one after the last."""
    if letter not in letters:
        return letters[0] if letters else ""
    return letters[(letters.index(letter) + 1) % len(letters)]
