"""What the search can find, and how well a text matches it. No widget."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from unicodedata import normalize

__all__ = ["Entry", "match", "ranked"]

_WORD = re.compile(r"[^\s·,()“”]+")
_START, _INSIDE, _SCATTERED = 4, 2, 1
"""What a word of the question is worth: at the start of a word, inside of one, letter by letter."""
_IN_TITLE = 2
"""How much more a word of the title is worth than one of the menu or the key."""
_FEWEST = 3
"""So many letters at least are looked for one by one: fewer are found everywhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found and done.

    Attributes
    ----------
    title : str
    kind : str
        The menu it is in, or what else it is.
    note : str
        Its key, or its value.
    run : callable
    enabled : bool
    also : str
        Other words that it is found by.
    """

    title: str
    kind: str
    note: str
    run: Callable[[], object]
    enabled: bool = True
    also: str = ""


def ranked(question: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that match every word of a question, the best first; all where it is empty."""
    found = [(match(question, entry), entry) for entry in entries]
    return [entry for worth, entry in sorted(found, key=lambda item: -item[0]) if worth > 0]


def match(question: str, entry: Entry) -> int:
    """Say how well an entry answers a question; 0 where a word of it is nowhere to be found."""
    asked = _words(question)
    title, rest = _words(entry.title), _words(f"{entry.kind} {entry.note} {entry.also}")
    worths = [max(_IN_TITLE * _best(word, title), _best(word, rest)) for word in asked]
    return 1 + sum(worths) if all(worths) else 0


def _words(text: str) -> list[str]:
    """Split a text to words, small digits made large: the question is typed with ordinary ones."""
    return _WORD.findall(normalize("NFKC", text).casefold())


def _best(word: str, words: list[str]) -> int:
    return max((_worth(word, other) for other in words), default=0)


def _worth(word: str, other: str) -> int:
    if other.startswith(word):
        return _START
    if word in other:
        return _INSIDE
    letters = iter(other)
    scattered = len(word) >= _FEWEST and word[0] == other[0] and all(letter in letters for letter in word)
    return _SCATTERED if scattered else 0
