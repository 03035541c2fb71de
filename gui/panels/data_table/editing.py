"""What the hand does to the rows: each a change with the name that Undo calls it by."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.data.rows import Rows, Spot
from engine.nn.types import IntArray
from engine.session.actions import SetSettings
from engine.session.frame import Frame
from engine.session.limits import MAX_WORK
from engine.session.making import batch_within
from gui.panels.data_table.columns import Column
from gui.short_number import counted

__all__ = [
    "Edit",
    "action_of",
    "cell_set",
    "class_set",
    "deleted",
    "inserted",
    "kept",
    "moved",
    "rows_pasted",
]

translate = QCoreApplication.translate


class Edit(NamedTuple):
    """Rows as they are to be, and what the change is called."""

    rows: Rows
    label: str


def cell_set(rows: Rows, column: Column, row: int, value: float) -> Edit:
    """Set one cell."""
    if column.spot.side == "test":
        return kept(rows, np.array([row]), for_test=bool(value))
    label = translate("DataTable", "set {name} of row {row}").format(name=column.name, row=row + 1)
    return Edit(rows.with_values(np.array([row]), {column.spot: np.array([value])}), label)


def class_set(rows: Rows, column: Column, chosen: IntArray, number: int) -> Edit:
    """Give rows a class."""
    one = translate("DataTable", "set {name} of 1 row")
    many = translate("DataTable", "set {name} of {count} rows")
    text = counted(len(chosen), one, many)
    values = {column.spot: np.full(len(chosen), float(number))}
    return Edit(rows.with_values(chosen, values), text.format(name=column.name))


def moved(rows: Rows, chosen: IntArray) -> Edit:
    """Keep rows for testing; train with them where all of them are kept already."""
    return kept(rows, chosen, for_test=not np.isin(chosen, rows.test).all())


def kept(rows: Rows, chosen: IntArray, *, for_test: bool) -> Edit:
    """Say what rows are for."""
    if for_test:
        one = translate("DataTable", "keep 1 row for testing")
        many = translate("DataTable", "keep {count} rows for testing")
    else:
        one = translate("DataTable", "train with 1 row")
        many = translate("DataTable", "train with {count} rows")
    values = {Spot("test"): np.full(len(chosen), float(for_test))}
    return Edit(rows.with_values(chosen, values), counted(len(chosen), one, many))


def inserted(rows: Rows, at: int) -> Edit:
    """Add a row before row `at`."""
    return Edit(rows.inserted(at), translate("DataTable", "insert a row"))


def deleted(rows: Rows, chosen: IntArray) -> Edit:
    """Leave rows out."""
    one, many = translate("DataTable", "delete 1 row"), translate("DataTable", "delete {count} rows")
    return Edit(rows.without(chosen), counted(len(chosen), one, many))


def rows_pasted(rows: Rows, count: int) -> Edit:
    """Name what pasting made."""
    one, many = translate("DataTable", "paste 1 row"), translate("DataTable", "paste {count} rows")
    return Edit(rows, counted(count, one, many))


def action_of(edit: Edit, before: Rows, frame: Frame) -> SetSettings | None:
    """Return the action that carries an edit out; None where nothing changes.

    Where more rows would be too much for one update, the batch becomes smaller with them.
    """
    changes: dict[str, Any] = edit.rows.changes(before)
    if not changes:
        return None
    setup, parameters = frame.setup, frame.network.parameters
    samples = edit.rows.samples - edit.rows.test.size
    if parameters * min(setup.batch or samples, samples) > MAX_WORK:
        changes["batch"] = batch_within(parameters, samples)
    return SetSettings(changes, edit.label)
