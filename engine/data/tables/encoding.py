"""Columns of a table as numbers for a network: numbers as they are, categories one-hot."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from engine.data.tables.limits import MOST_CELLS, TableError
from engine.data.tables.table import GAP, Table
from engine.nn.types import Array, IntArray

_AT_ONCE = 4096
"""Rows that are copied at a time: they stay in the processor's cache."""


class Encoding:
    """How some columns become numbers.

    Parameters
    ----------
    table : Table
    places : list of int
        Columns, from 0.
    single : bool
        Write two classes as one column of 0 and 1.

    Attributes
    ----------
    names : tuple of str
        Names of the columns that come out.
    classes : tuple of str
        Names of the classes, where the places are a single column of categories.

    Raises
    ------
    TableError
        If `single` is asked of anything but one column of two classes.
    """

    def __init__(self, table: Table, places: list[int], *, single: bool = False) -> None:
        self.table, self.places, self.single = table, places, single
        self.classes = self._values(places[0]) if len(places) == 1 else ()
        if single and len(self.classes) != 2:
            found = f"{len(self.classes)} classes" if self.classes else "no classes"
            raise TableError(
                f"a single column of 0 and 1 needs one label with two classes; there are {found}"
            )
        named = [self._names(place) for place in places]
        self.names = tuple(name for names in named for name in names)
        self._starts = [0, *accumulate(map(len, named))]

    def matrix(self, rows: IntArray) -> Array:
        """Return the columns of some rows as numbers, NaN where a value is missing.

        Raises
        ------
        TableError
            If they are too many.
        """
        width = self._starts[-1]
        if len(rows) * width > MOST_CELLS:
            raise TableError(
                f"{len(rows):,} rows of {width:,} columns are too many; {MOST_CELLS:,} cells are the most"
            )
        matrix = np.empty((len(rows), width))
        self._write_numbers(matrix, rows)
        for start, place in zip(self._starts, self.places, strict=False):
            if self.table.is_category(place):
                self._write_classes(matrix[:, start : start + len(self._names(place))], place, rows)
        return matrix

    def _write_numbers(self, matrix: Array, rows: IntArray) -> None:
        table = self.table
        pairs = [
            (start, table.beside(place))
            for start, place in zip(self._starts, self.places, strict=False)
            if not table.is_category(place)
        ]
        into, out = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        for at in range(0, len(rows), _AT_ONCE):
            some = rows[at : at + _AT_ONCE]
            matrix[at : at + len(some), _run(into)] = table.numbers[some][:, _run(out)]

    def _write_classes(self, matrix: Array, place: int, rows: IntArray) -> None:
        codes = self.table.codes[rows, self.table.beside(place)]
        if self.single:
            matrix[:, 0] = codes
        else:
            matrix[:] = codes[:, np.newaxis] == np.arange(matrix.shape[1])
        matrix[codes == GAP] = np.nan

    def _names(self, place: int) -> tuple[str, ...]:
        """Name what comes out of a column."""
        name, values = self.table.names[place], self._values(place)
        if not values or self.single:
            return (name,)
        return tuple(f"{name} = {value}" for value in values)

    def _values(self, place: int) -> tuple[str, ...]:
        """Return the classes of a column of categories, nothing for numbers."""
        table = self.table
        return table.categories[table.beside(place)] if table.is_category(place) else ()


def _run(places: list[int]) -> slice | list[int]:
    """Return places that follow one another as a slice, which is much faster."""
    if places and places == list(range(places[0], places[0] + len(places))):
        return slice(places[0], places[-1] + 1)
    return places
