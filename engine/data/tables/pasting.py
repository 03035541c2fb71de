"""A block of cells as a spreadsheet puts it on the clipboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.data.tables.limits import MOST_CELLS, TableError, counted

__all__ = ["Block", "block_of"]

_COMMA_NUMBER = re.compile(r"\s*[+\-−]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?\s*")
_POINT_NUMBER = re.compile(r"\s*[+\-−]?[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of cells, all of the same length, without spaces around them.

    Attributes
    ----------
    rows : tuple of tuple of str
    decimal : str
        The mark in its numbers, "." or ",".
    """

    rows: tuple[tuple[str, ...], ...]
    decimal: str

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0])

    def without_head(self, names: Sequence[str]) -> Block:
        """Leave out the first row where it repeats the names of the columns, in any case."""
        head = [cell.casefold() for cell in self.rows[0]]
        if len(self.rows) > 1 and head == [name.casefold() for name in names]:
            return Block(self.rows[1:], self.decimal)
        return self


def block_of(text: str) -> Block:
    r"""Read what was copied: cells apart by tabs, else by semicolons, else by commas that are in no number.

    Raises
    ------
    TableError
        If there is nothing, or the rows have different lengths; the message names the row.

    Examples
    --------
    >>> block_of("0,5\tred\r\n1\tgreen\r\n")
    Block(rows=(('0,5', 'red'), ('1', 'green')), decimal=',')
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not plain.strip():
        raise TableError("there is no text on the clipboard")
    separator = _separator(plain)
    try:
        rows = [
            tuple(map(str.strip, row)) for row in csv.reader(io.StringIO(plain), delimiter=separator) if row
        ]
    except csv.Error as error:
        raise TableError(f"what was copied is no table: {error}") from None
    width = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            raise TableError(f"row {number} of what was copied has {counted(len(row), 'cell')}, not {width}")
    if len(rows) * width > MOST_CELLS:
        raise TableError(f"{len(rows):,} rows of {width:,} columns are too many")
    return Block(tuple(rows), _decimal(rows))


def _separator(text: str) -> str:
    for separator in ("\t", ";"):
        if separator in text:
            return separator
    lines = text.split("\n")
    apart = all("," in line for line in lines) and not all(_COMMA_NUMBER.fullmatch(line) for line in lines)
    return "," if apart else "\t"


def _decimal(rows: Sequence[Sequence[str]]) -> str:
    """Return the decimal mark that more cells have; the point where there are as many."""
    cells = [cell for row in rows for cell in row]
    commas = sum(_COMMA_NUMBER.fullmatch(cell) is not None for cell in cells)
    return "," if commas > sum(_POINT_NUMBER.fullmatch(cell) is not None for cell in cells) else "."
