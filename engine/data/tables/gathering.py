"""The columns of a table while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.data.tables.cells import is_missing, number_of, numbers_of
from engine.data.tables.layout import Kind, Layout
from engine.data.tables.limits import MOST_CELLS, MOST_CLASSES, MOST_FAULTS, TableError, counted, shown
from engine.data.tables.table import GAP, Odd, Table
from engine.nn.types import Array, IntArray

_MANY = -2
"""Stands in the codes where a column has more different values than are kept."""


class Faults:
    """What does not fit: the first in words, and how many there are."""

    def __init__(self) -> None:
        self.first: tuple[int, str] | None = None
        self.count = 0

    def add(self, line: int, words: str) -> None:
        """Note a fault on a line; the words begin with ", " or ": "."""
        self.count += 1
        if self.is_first(line):
            self.first = (line, words)

    @property
    def too_many(self) -> bool:
        """Whether there are so many that reading on is in vain."""
        return self.count > MOST_FAULTS

    def is_first(self, line: int) -> bool:
        """Say whether a fault on a line would be the first: only that one is put into words."""
        return self.first is None or line < self.first[0]

    def check(self) -> None:
        """Raise what was noted, if anything was."""
        if self.first is None:
            return
        line, words = self.first
        more = self.count - 1
        rest = f"; {counted(more, 'more fault')} {'follows' if more == 1 else 'follow'}" if more else ""
        if self.too_many:
            rest = f"; more than {MOST_FAULTS:,} faults follow"
        raise TableError(f"line {line}{words}{rest}")


class Gathering:
    """Takes rows in blocks and makes a table of them.

    Parameters
    ----------
    layout : Layout
    most_rows : int
        At least as many as there can be.
    odd_as_gaps : bool
        Take a cell that should be a number and is none for a gap, instead of refusing the file.

    Raises
    ------
    TableError
        If so many rows of so many columns are too much.
    """

    def __init__(self, layout: Layout, most_rows: int, *, odd_as_gaps: bool = False) -> None:
        kinds = [column.kind for column in layout.columns]
        self.layout, self.faults, self.rows = layout, Faults(), 0
        self._odd: dict[int, Odd] | None = {} if odd_as_gaps else None
        self.number_places = [place for place, kind in enumerate(kinds) if kind != "category"]
        self.category_places = [place for place, kind in enumerate(kinds) if kind == "category"]
        if most_rows * len(kinds) > MOST_CELLS:
            size = f"{most_rows:,} rows of {len(kinds):,} columns"
            raise TableError(f"{size} are too many; a table has at most {MOST_CELLS:,} cells")
        self._numbers = np.empty((most_rows, len(self.number_places)))
        self._codes = np.empty((most_rows, len(self.category_places)), dtype=np.int32)
        self._lines = np.empty(most_rows, dtype=np.int64)
        self._indices: list[dict[str, int]] = [{} for _ in self.category_places]

    def add(self, numbers: Array, categories: Sequence[Iterable[str]], lines: IntArray) -> None:
        """Take rows whose numbers are read: NaN where missing."""
        end = self.rows + len(lines)
        self._numbers[self.rows : end] = numbers
        self._lines[self.rows : end] = lines
        for place, cells in enumerate(categories):
            self._codes[self.rows : end, place] = self._coded(place, cells)
        self.rows = end

    def add_cells(self, rows: Sequence[Sequence[str]], lines: IntArray) -> None:
        """Take rows of cells as they stand in the file, all of the right length."""
        columns = list(zip(*rows, strict=True))
        numbers = np.empty((len(rows), len(self.number_places)))
        for own, place in enumerate(self.number_places):
            numbers[:, own], bad = numbers_of(columns[place], self.layout.decimal)
            for row in bad:
                self.refuse(int(lines[row]), place, columns[place][row])
        self.add(numbers, [columns[place] for place in self.category_places], lines)

    def refuse(self, line: int, place: int, cell: str) -> None:
        """Note a cell that is no number."""
        if self._odd is not None:
            known = self._odd.get(place)
            self._odd[place] = replace(known, count=known.count + 1) if known else Odd(place, 1, line, cell)
            return
        if not self.faults.is_first(line):
            self.faults.count += 1
            return
        empty = self.layout.columns[place].kind == "empty"
        large = number_of(cell, self.layout.decimal) is not None
        why = "is too large for a number" if large else "is not a number"
        so_far = ", and the rows before it leave this column empty" if empty else ""
        self.faults.add(line, f", {self.layout.column_text(place)}: {shown(cell)} {why}{so_far}")

    def table(self, remarks: tuple[str, ...]) -> Table:
        """Return the table, or raise what was noted."""
        self.faults.check()
        if not self.rows:
            raise TableError("the file has no rows of data")
        numbers, codes, lines = self._numbers[: self.rows], self._codes[: self.rows], self._lines[: self.rows]
        categories = tuple(self._ordered(place, codes) for place in range(len(self._indices)))
        numbers.setflags(write=False)
        codes.setflags(write=False)
        lines.setflags(write=False)
        odd = tuple(sorted((self._odd or {}).values(), key=lambda odd: odd.place))
        return Table(self._seen(numbers), numbers, codes, categories, lines, remarks, odd)

    def _coded(self, place: int, cells: Iterable[str]) -> list[int]:
        """Give every value of a category column a number, in the order they appear in."""
        index, codes = self._indices[place], []
        for cell in cells:
            code = index.get(cell)
            if code is None:
                code = GAP if is_missing(cell) else len(index) if len(index) <= MOST_CLASSES else _MANY
                if code >= 0:
                    index[cell] = code
            codes.append(code)
        return codes

    def _ordered(self, place: int, codes: NDArray[np.int32]) -> tuple[str, ...]:
        """Put the values of a category column in order, and number them anew."""
        index = self._indices[place]
        if len(index) > MOST_CLASSES:
            return ()
        values = in_order(index, self.layout.decimal)
        new = np.full(len(values) + 1, GAP, dtype=np.int32)  # the last entry is that of GAP = −1
        new[[index[value] for value in values]] = np.arange(len(values))
        codes[:, place] = new[codes[:, place]]
        return values

    def _seen(self, numbers: Array) -> Layout:
        """Call columns numbers that the layout thought to be empty, and empty that have none."""
        columns = list(self.layout.columns)
        for own, place in enumerate(self.number_places):
            # Most columns begin with a number: the whole of them need not be looked at.
            empty = np.isnan(numbers[0, own]) and np.isnan(numbers[:, own]).all()
            kind: Kind = "empty" if empty else "number"
            columns[place] = replace(columns[place], kind=kind)
        return replace(self.layout, columns=tuple(columns))


def in_order(values: Iterable[str], decimal: str) -> tuple[str, ...]:
    """Sort the names of classes: by value where all are numbers, else by alphabet."""
    names = sorted(values)
    numbers = [number_of(name, decimal) for name in names]
    if any(number is None for number in numbers):
        return tuple(names)
    return tuple(name for _, name in sorted(zip(numbers, names, strict=True)))
