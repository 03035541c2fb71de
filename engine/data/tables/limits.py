"""What a CSV file may hold at most, and the error that names the place of a fault."""

from __future__ import annotations

MOST_BYTES = 2**31
"""Of a file: 10⁵ rows of 784 numbers written in full, with 19 characters each, stay below it."""

MOST_CELLS = 10**8
"""Of a table of numbers, and of the inputs made of it: 800 MB."""

MOST_COLUMNS = 4096
MOST_LINE = 2**20
"""Bytes of one line."""

MOST_FAULTS = 100_000
"""After so many, reading a file is given up."""

MOST_CLASSES = 1000
"""Different values of one column of categories."""

MOST_NAME = 100
"""Characters of the name of a column or a class."""


class TableError(ValueError):
    """A CSV file that cannot be read; the message is a sentence that names the place."""


def shown(text: str) -> str:
    """Quote what stands in a file, cut to a readable length."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def counted(number: int, thing: str) -> str:
    """Write a number with its thing: "1 row", "12,000 rows"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
