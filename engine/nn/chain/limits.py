"""How large a typed function may be, and how it is refused."""

from __future__ import annotations

MOST_CHARACTERS = 200
MOST_NODES = 80
MOST_DEPTH = 20


class ChainError(ValueError):
    """A function that cannot be read, or has no value where it was asked for; its text is one sentence.

    Attributes
    ----------
    column : int or None
        The place in what was typed, counted from 1; None where it is about no single place.
    """

    def __init__(self, sentence: str, column: int | None = None) -> None:
        super().__init__(sentence if column is None else f"column {column}: {sentence}")
        self.column = column
