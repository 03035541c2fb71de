"""A notice: one sentence that the window says to the user, and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.session.document import Document

__all__ = ["Answer", "Notice"]

Answer = tuple[str, Callable[[], object]]
"""The words of a button, and what pressing it does."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence, and the buttons that answer it.

    Attributes
    ----------
    text : str
    answers : tuple of Answer
    about : Document or None
        What the sentence is true of: it goes as soon as another document is shown. None for a
        notice that stays until it is answered or closed.
    """

    text: str
    answers: tuple[Answer, ...] = ()
    about: Document | None = None
