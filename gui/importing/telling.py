"""What the dialog says: how much there is, and what the network will get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.data.dataset import DataSet
from engine.data.tables import Doubt, Table
from engine.data.tables.layout import Kind
from engine.data.tables.odd import sentence
from engine.data.tables.roles import looks_like_classes, nearly_all_different
from engine.nn.types import IntArray
from engine.session.setup import Setup
from gui.importing.reading import TableReading
from gui.short_number import counted, whole

__all__ = ["Remark", "amounts", "applied", "network_text", "remarks_of"]

translate = QCoreApplication.translate


def amounts(data: DataSet, test: IntArray, table: Table, labels: int) -> str:
    """Say how much there is: "150 rows · 4 inputs · 1 label with 3 classes"."""
    rows = _rows(data.samples)
    if data.samples < table.rows:
        text = translate("ImportDialog", "{rows} of {all}")
        rows = text.format(rows=whole(data.samples), all=_rows(table.rows))
    if test.size:
        text = translate("ImportDialog", "{rows}, {test} of them for testing")
        rows = text.format(rows=rows, test=whole(int(test.size)))
    return " · ".join((rows, _inputs(data.X.shape[1]), _labels(data, labels)))


def _rows(count: int) -> str:
    return counted(count, translate("ImportDialog", "1 row"), translate("ImportDialog", "{count} rows"))


def _inputs(count: int) -> str:
    return counted(count, translate("ImportDialog", "1 input"), translate("ImportDialog", "{count} inputs"))


def _labels(data: DataSet, columns: int) -> str:
    text = counted(columns, translate("ImportDialog", "1 label"), translate("ImportDialog", "{count} labels"))
    if not data.notes.classes:
        return text
    classes = translate("ImportDialog", "{label} with {count} classes")
    return classes.format(label=text, count=whole(len(data.notes.classes)))


def network_text(setup: Setup) -> str:
    """Say what the network will get: "4 inputs, softmax with 3 outputs, batch 32"."""
    net = setup.network
    outputs = counted(
        net.sizes[-1], translate("ImportDialog", "1 output"), translate("ImportDialog", "{count} outputs")
    )
    parts = translate("ImportDialog", "{inputs}, {activation} with {outputs}").format(
        inputs=_inputs(net.sizes[0]), activation=net.activations[-1], outputs=outputs
    )
    if setup.batch_size < setup.samples:
        batch = translate("ImportDialog", "batch {count}").format(count=whole(setup.batch_size))
    else:
        batch = translate("ImportDialog", "all rows in one update")
    return translate("ImportDialog", "The network gets {parts}, {batch}.").format(parts=parts, batch=batch)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said of the table, and how a column could be read instead.

    Attributes
    ----------
    words : str
    offer : str
        What a button beside it says; empty where there is nothing to offer.
    place : int
        Of the column.
    kind : Kind
        What the column would be read as.
    """

    words: str
    offer: str = ""
    place: int = -1
    kind: Kind = "number"


def remarks_of(reading: TableReading, data: DataSet | None) -> list[Remark]:
    """List what reading did besides, and what looks like a mistake."""
    table = reading.table
    if table is None:
        return []
    said = [_of_doubt(doubt, table) for doubt in reading.doubts]
    labels = (place for place, role in enumerate(reading.roles) if role == "label")
    said += [
        _of_numbered(place, many, table) for place in labels if (many := looks_like_classes(table, place))
    ]
    said += [Remark(f"{_capital(words)}.") for words in nearly_all_different(table)]
    known = {remark.words.casefold() for remark in said}
    further = table.remarks if data is None else data.notes.remarks
    return said + [Remark(words) for words in further if words.casefold() not in known]


def _of_doubt(doubt: Doubt, table: Table) -> Remark:
    """Say what is doubtful about a column, and offer to read it as numbers."""
    offer = "" if doubt.as_gaps else translate("ImportDialog", "Read as numbers, leave out such rows")
    return Remark(f"{_capital(sentence(doubt, table))}.", offer, doubt.odd.place, "number")


def _of_numbered(place: int, many: int, table: Table) -> Remark:
    """Say that a label has whole numbers only, and offer to read it as classes."""
    text = translate("ImportDialog", "The label “{name}” has {count} different whole numbers.")
    words = text.format(name=table.names[place], count=many)
    return Remark(
        words, translate("ImportDialog", "Read as {count} classes").format(count=many), place, "category"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def applied(setup: Setup, changes: Mapping[str, Any]) -> Setup:
    """Return the setup with the changes, as it will be.

    Raises
    ------
    ValueError
        If the parts do not fit.
    """
    parts = {name: getattr(setup, name) for name in Setup.__dataclass_fields__}
    return Setup(**parts | {"moments": None} | dict(changes))
