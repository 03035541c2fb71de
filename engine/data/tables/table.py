"""A table as it was read: numbers and categories, gaps still in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, count

import numpy as np
from numpy.typing import NDArray

from engine.data.tables.layout import Layout
from engine.nn.types import Array, IntArray

GAP = -1
"""Stands in `codes` where a category is missing."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Cells of a column of numbers that are no numbers: how many, and the first with its line."""

    place: int
    count: int
    line: int
    cell: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What a CSV file holds. All arrays are read-only.

    Parameters
    ----------
    layout : Layout
        How it was written; its columns are those of the table.
    numbers : ndarray, shape (rows, number columns)
        Columns of numbers, and empty ones, in the order of the file. NaN where a value is missing.
    codes : ndarray of int32, shape (rows, category columns)
        Columns of categories in the order of the file: places in `categories`, `GAP` where missing.
    categories : tuple of tuple of str
        The different values of every category column, ascending: by value where all are numbers, else by
        alphabet, so that the order of the rows does not matter. Empty where there are too many.
    lines : ndarray of int64, shape (rows,)
        The line of the file on which every row begins, from 1.
    remarks : tuple of str
        What was guessed in reading, a sentence each.
    odd : tuple of Odd
        What was read as a gap because it is no number, by columns in the order of the file.
    """

    layout: Layout
    numbers: Array
    codes: NDArray[np.int32]
    categories: tuple[tuple[str, ...], ...]
    lines: IntArray
    remarks: tuple[str, ...] = ()
    odd: tuple[Odd, ...] = ()
    _beside: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        sorts = [column.kind == "category" for column in self.layout.columns]
        earlier = zip(accumulate(sorts), count(), sorts, strict=False)
        beside = tuple(own - 1 if sort else place - own for own, place, sort in earlier)
        object.__setattr__(self, "_beside", beside)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.lines)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.layout.columns)

    def is_category(self, place: int) -> bool:
        """Say whether a column, counted from 0, holds categories."""
        return self.layout.columns[place].kind == "category"

    def beside(self, place: int) -> int:
        """Return a column's place among those of its own sort: in `codes` or in `numbers`."""
        return self._beside[place]

    def gaps(self, place: int) -> NDArray[np.bool_]:
        """Say for every row whether a column's value is missing."""
        own = self.beside(place)
        missing: NDArray[np.bool_]
        missing = self.codes[:, own] == GAP if self.is_category(place) else np.isnan(self.numbers[:, own])
        return missing
