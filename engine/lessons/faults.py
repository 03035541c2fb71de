"""How a lesson is refused: in one sentence that names the file and the line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["LessonError", "meant", "short"]

_LONG = 60


class LessonError(ValueError):
    """A lesson that cannot be used; its text is one sentence.

    Attributes
    ----------
    file : str
    line : int
        From 1; 0 where no line is meant.
    reason : str
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {reason}")
        self.file, self.line, self.reason = file, line, reason


def short(text: object) -> str:
    """Quote what somebody wrote, in one line of a bearable length."""
    shown = ascii(text) if not str(text).isprintable() else f"'{text}'"
    return shown if len(shown) <= _LONG else f"{shown[: _LONG - 1]}…"


def meant(word: str, known: Iterable[str]) -> str:
    """Offer what a word may have been meant to be, to stand behind a sentence."""
    known = list(known)
    near = get_close_matches(word[:_LONG], known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(known)}" if known and sum(map(len, known)) < 4 * _LONG else ""
