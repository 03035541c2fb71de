"""What the columns of a table are for, as far as it can be told from what stands in them."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from engine.data.tables.limits import MOST_CLASSES, counted
from engine.data.tables.odd import doubts
from engine.data.tables.table import Table

__all__ = ["ROLES", "Role", "looks_like_classes", "nearly_all_different", "usual_roles"]

Role: TypeAlias = Literal["input", "label", "leave out"]
ROLES: tuple[Role, ...] = ("input", "label", "leave out")

_FEW = 20
"""So many different values are never too many."""
_HALF = 0.5
"""Share of the rows: with more different values than that, a column names its rows."""
_FEWEST_NUMBERED, _MOST_NUMBERED, _ROWS_A_CLASS = 3, 20, 5
"""So many classes are numbered at least and at most, and each has so many rows on average."""


def usual_roles(table: Table) -> tuple[Role, ...]:
    r"""Choose what each column is for.

    Empty columns and those of words that are nearly all different (names, numbers of tickets) are left
    out. The label is the only column of words where there is just one, else the last column; all others
    are inputs. A column that is nearly one of numbers is none of words.

    Examples
    --------
    >>> from engine.data.tables import read_table
    >>> usual_roles(read_table("sort;size;weight\nred;1;2\ngreen;3;4\nred;5;6\n"))
    ('label', 'input', 'input')
    """
    places = [place for place in range(len(table.layout.columns)) if _is_of_use(table, place)]
    doubtful = {doubt.odd.place for doubt in doubts(table)}
    words = [place for place in places if table.is_category(place) and place not in doubtful]
    label = words[0] if len(words) == 1 else places[-1] if places else -1
    roles: list[Role] = ["leave out"] * len(table.layout.columns)
    for place in places:
        roles[place] = "label" if place == label else "input"
    return tuple(roles)


def looks_like_classes(table: Table, place: int) -> int:
    """Say how many classes a column of numbers seems to number: 3 to 20 whole ones that come again and again.

    Returns
    -------
    int
        0 where it does not look like that.
    """
    if table.layout.columns[place].kind != "number":
        return 0
    column = table.numbers[:, table.beside(place)]
    values = np.unique(column[~np.isnan(column)])
    whole = len(values) <= _MOST_NUMBERED and bool((values == np.round(values)).all())
    return len(values) if whole and _FEWEST_NUMBERED <= len(values) <= table.rows / _ROWS_A_CLASS else 0


def nearly_all_different(table: Table) -> tuple[str, ...]:
    """Say which columns of words have too many different ones to be of use, a sentence each."""
    columns = range(len(table.layout.columns))
    return tuple(_said(table, place) for place in columns if _has_too_many(table, place))


def _said(table: Table, place: int) -> str:
    different = len(table.categories[table.beside(place)])
    many = counted(different, "different value") if different else f"more than {MOST_CLASSES:,} values"
    column, rows = table.layout.column_text(place), counted(table.rows, "row")
    return f"{column} has {many} in {rows}: too many for classes"


def _is_of_use(table: Table, place: int) -> bool:
    return table.layout.columns[place].kind != "empty" and not _has_too_many(table, place)


def _has_too_many(table: Table, place: int) -> bool:
    """Say whether a column of words names its rows, or has more classes than a table may have."""
    if not table.is_category(place):
        return False
    different = len(table.categories[table.beside(place)])
    return not different or (different > _FEW and different > _HALF * table.rows)
