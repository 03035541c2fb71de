"""Cells that are no numbers in columns that hold numbers: named, so that somebody can decide about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.tables.cells import number_of
from engine.data.tables.limits import counted, shown
from engine.data.tables.table import GAP, Odd, Table

_HALF = 0.5
"""Share of a column's values that must be numbers for the others to look like mistakes."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A column that is nearly one of numbers.

    Attributes
    ----------
    odd : Odd
        The cells that are none.
    as_gaps : bool
        Whether they were read as gaps; if not, the whole column was read as categories.
    """

    odd: Odd
    as_gaps: bool


def doubts(table: Table) -> tuple[Doubt, ...]:
    """List the columns that are nearly numbers, in the order of the file.

    Those are the columns of numbers with other cells in them, and the columns of categories of which
    more than half of the values are numbers.

    Parameters
    ----------
    table : Table
        As `read_table` read it with ``odd="gap"``.
    """
    found = [Doubt(odd, True) for odd in table.odd]
    columns = range(len(table.layout.columns))
    words = (_words_among_numbers(table, place) for place in columns if table.is_category(place))
    found += [Doubt(odd, False) for odd in words if odd is not None]
    return tuple(sorted(found, key=lambda doubt: doubt.odd.place))


def sentence(doubt: Doubt, table: Table) -> str:
    r"""Say what is doubtful about a column.

    Examples
    --------
    >>> from engine.data.tables import read_table
    >>> table = read_table("a,b\n1,2\n3,4\n5,x\n", odd="gap")
    >>> sentence(doubts(table)[0], table)
    "column 2 ('b') has 1 cell that is no number, line 4: 'x'; it was read as categories"
    """
    odd = doubt.odd
    are, first = ("is no number", "") if odd.count == 1 else ("are no numbers", "the first on ")
    where = f"{table.layout.column_text(odd.place)} has {counted(odd.count, 'cell')} that {are}"
    taken = "" if doubt.as_gaps else "; it was read as categories"
    return f"{where}, {first}line {odd.line}: {shown(odd.cell)}{taken}"


def _words_among_numbers(table: Table, place: int) -> Odd | None:
    """Find the cells of a column of categories that are no numbers, where most are."""
    own = table.beside(place)
    values, codes = table.categories[own], table.codes[:, own]
    are_words = np.array([number_of(value, table.layout.decimal) is None for value in values], dtype=bool)
    if not are_words.any() or are_words.all():
        return None
    odd = np.flatnonzero(np.append(are_words, False)[codes])  # the last entry is that of GAP = −1
    if len(odd) >= _HALF * np.count_nonzero(codes != GAP):
        return None
    return Odd(place, len(odd), int(table.lines[odd[0]]), values[codes[odd[0]]])
