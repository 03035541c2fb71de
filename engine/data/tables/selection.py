"""A table as a data set: which columns are inputs and which labels, and what becomes of the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np

from engine.data.dataset import DataNotes, DataSet
from engine.data.tables.encoding import Encoding
from engine.data.tables.limits import MOST_CLASSES, MOST_NAME, TableError, counted, shown
from engine.data.tables.table import Table
from engine.nn.types import Array, IntArray

MISSING = {
    "refuse": "Name the first gap, and read nothing",
    "drop": "Leave out the rows with gaps",
    "mean": "Fill gaps in the inputs with the mean of the column",
}
"""What can become of missing values."""

_MOST_TOLD = 8
"""Filled columns that are told one by one."""


def to_dataset(
    table: Table,
    inputs: Sequence[str | int] | None = None,
    labels: Sequence[str | int] | None = None,
    *,
    missing: str = "refuse",
    single: bool = False,
    name: str = "",
    source: str = "",
) -> DataSet:
    """Make a data set of a table.

    Parameters
    ----------
    table : Table
    inputs, labels : sequence of str or int, optional
        Columns by name, or by number from 1 as a window shows them; a text that is no name but a number
        counts as one. If not given, the last column is the label, and the inputs are all others that are
        not empty.
    missing : str
        A key of `MISSING`. The mean is that of all rows, later test rows among them. Of a category it is
        the share of each class. Gaps in labels are never filled.
    single : bool
        Write labels of two classes as one column of 0 and 1, for a sigmoid output node, instead of
        one-hot.
    name, source : str
        For the notes.

    Returns
    -------
    DataSet
        Numbers are those of the file, not scaled. Categories are one-hot; their classes stand in
        ascending order. `notes.remarks` tells what became of the gaps.

    Raises
    ------
    TableError
        If a column is unknown, empty, has too many classes or is both input and label, or if a value is
        missing and that is refused.
    """
    if missing not in MISSING:
        raise TableError(f"unknown way with missing values {missing!r}; there are {', '.join(MISSING)}")
    label_places = _last(table) if labels is None else _places(table, labels)
    input_places = _others(table, label_places) if inputs is None else _places(table, inputs)
    _check_places(table, input_places, label_places)
    _check_gaps(table, {"refuse": input_places + label_places, "drop": [], "mean": label_places}[missing])
    rows, remarks = _whole_rows(table, input_places + label_places if missing == "drop" else [])
    into_X, into_Y = Encoding(table, input_places), Encoding(table, label_places, single=single)
    X, Y = into_X.matrix(rows), into_Y.matrix(rows)
    if missing == "mean":
        remarks += _fill(X, into_X.names)
    for side in (X, Y):
        side.setflags(write=False)
    notes = DataNotes(
        name=name,
        inputs=into_X.names,
        labels=into_Y.names,
        classes=into_Y.classes,
        source=source,
        remarks=(*table.remarks, *remarks),
    )
    return DataSet(X, Y, notes)


def _places(table: Table, wanted: Sequence[str | int]) -> list[int]:
    """Find columns by name or number."""
    places = [_place(table, one) for one in wanted]
    if len(set(places)) < len(places):
        raise TableError("a column is named twice")
    return places


def _place(table: Table, wanted: str | int) -> int:
    names = table.names
    if isinstance(wanted, str) and wanted in names:
        return names.index(wanted)
    number = int(wanted) if isinstance(wanted, int) or _is_number(wanted) else 0
    if 1 <= number <= len(names):
        return number - 1
    if isinstance(wanted, int) or _is_number(wanted):
        raise TableError(f"there is no column {wanted}; they are numbered from 1 to {len(names)}")
    near = get_close_matches(wanted, names, n=1)
    raise TableError(f"there is no column {shown(wanted)}" + (f"; did you mean {near[0]!r}?" if near else ""))


def _is_number(text: str) -> bool:
    return len(text) <= 9 and text.isascii() and text.isdigit()


def _last(table: Table) -> list[int]:
    """Take the last column that is not empty as the label."""
    return _filled(table)[-1:]


def _others(table: Table, labels: list[int]) -> list[int]:
    return [place for place in _filled(table) if place not in labels]


def _filled(table: Table) -> list[int]:
    return [place for place, column in enumerate(table.layout.columns) if column.kind != "empty"]


def _check_places(table: Table, inputs: list[int], labels: list[int]) -> None:
    for what, places in (("inputs", inputs), ("labels", labels)):
        if not places:
            raise TableError(f"no columns are left for the {what}")
        for place in places:
            if table.layout.columns[place].kind == "empty":
                raise TableError(f"{table.layout.column_text(place)} is empty")
            if table.is_category(place):
                _check_classes(table, place)
    for place in labels:
        if table.is_category(place) and len(values := table.categories[table.beside(place)]) == 1:
            raise TableError(
                f"{table.layout.column_text(place)} has a single class, {shown(values[0])}; "
                "there is nothing to tell apart"
            )
    if both := set(inputs) & set(labels):
        raise TableError(f"{table.layout.column_text(min(both))} cannot be both input and label")


def _check_classes(table: Table, place: int) -> None:
    values, column = table.categories[table.beside(place)], table.layout.column_text(place)
    if not values:
        raise TableError(f"{column} has more than {MOST_CLASSES:,} different values, too many for categories")
    longest = max(values, key=len)
    if len(longest) > MOST_NAME:
        raise TableError(
            f"{column} has a class with a name of more than {MOST_NAME} characters, {shown(longest)}"
        )


def _check_gaps(table: Table, places: list[int]) -> None:
    """Refuse gaps, and name the first in the order of the file."""
    first, count = None, 0
    for place in places:
        rows = np.flatnonzero(table.gaps(place))
        count += len(rows)
        if len(rows) and (first is None or (rows[0], place) < first):
            first = (rows[0], place)
    if first is not None:
        row, place = first
        more = f"; {count - 1:,} more {'is' if count == 2 else 'are'} missing" if count > 1 else ""
        raise TableError(
            f"line {table.lines[row]}, {table.layout.column_text(place)}: a value is missing{more}"
        )


def _whole_rows(table: Table, places: list[int]) -> tuple[IntArray, list[str]]:
    """Return the rows without gaps in some columns, and what to tell of the others."""
    gaps = np.zeros(table.rows, dtype=bool)
    for place in places:
        gaps |= table.gaps(place)
    rows, dropped = np.flatnonzero(~gaps), int(gaps.sum())
    if not len(rows):
        raise TableError("every row has a missing value; nothing is left")
    return rows, [f"{counted(dropped, 'row')} with missing values left out."] if dropped else []


def _fill(X: Array, names: tuple[str, ...]) -> list[str]:
    """Put the mean of each column into its gaps, and tell of it."""
    told, count = [], 0
    for place in np.flatnonzero(np.isnan(X).any(axis=0)):
        gaps = np.isnan(X[:, place])
        mean = X[~gaps, place].mean()
        X[gaps, place] = mean
        told.append(
            f"{counted(int(gaps.sum()), 'gap')} in {names[place]!r} filled with the mean, {mean:.6g}."
        )
        count += int(gaps.sum())
    many = f"{count:,} gaps in {len(told):,} columns filled with the means of their columns."
    return told if len(told) <= _MOST_TOLD else [many]
