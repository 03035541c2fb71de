"""A CSV file on its way in: how it is understood, stage by stage, and what was chosen otherwise.

Every stage is made of the one before and of choices: bytes, text, layout with the first rows, table, data
set. A choice makes its own stage anew and those after it, never more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.data.classes import class_numbers
from engine.data.dataset import DataSet
from engine.data.splits import share, trained_on
from engine.data.tables import (
    Doubt,
    Layout,
    Preview,
    Role,
    Table,
    Text,
    decoded,
    doubts,
    preview,
    read_table,
    sniff,
    to_dataset,
    usual_roles,
)
from engine.data.tables.layout import Kind
from engine.data.tables.odd import sentence
from engine.nn.types import IntArray

__all__ = ["TableReading", "Wanted", "Writing"]

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Writing:
    """How the file is said to be written; None where that is as found."""

    separator: str | None = None
    decimal: str | None = None
    header: bool | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become of the table.

    Attributes
    ----------
    missing : "drop" or "mean"
    test : int
        Percent of the rows kept for testing.
    standardise : bool
        Whether the inputs are standardised, as measured on the rows trained with.
    seed : int
        Draws the rows that are kept.
    """

    missing: str = "drop"
    test: int = 0
    standardise: bool = False
    seed: int = 0


@dataclass(slots=True)
class TableReading:
    """What is known of a file by now.

    Parameters
    ----------
    content : bytes
    name : str
        What the data set will be called.
    source : str
        Name of the file, for the notes.

    Attributes
    ----------
    found, layout : Layout
        How the file is written as far as it tells itself, and as it is read.
    table : Table or None
        None where it cannot be read, which `fault` tells.
    roles : list of Role
        By columns.
    fault : str
        Why the table cannot be read; empty where it can.

    Raises
    ------
    TableError
        If the file is no text, or its first rows are no table.
    """

    content: bytes
    name: str
    source: str
    writing: Writing = field(default_factory=Writing)
    text: Text = field(init=False)
    found: Layout = field(init=False)
    layout: Layout = field(init=False)
    preview: Preview = field(init=False)
    table: Table | None = field(init=False, default=None)
    roles: list[Role] = field(init=False, default_factory=list)
    fault: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.found = sniff(decoded(self.content))
        self.write_as(self.writing)

    def write_as(self, writing: Writing) -> None:
        """Read the file as written in another way; kinds and roles are looked for anew.

        Raises
        ------
        TableError
            If it cannot be written that way; nothing has changed then.
        """
        text = decoded(self.content, writing.encoding)
        layout = sniff(text, separator=writing.separator, decimal=writing.decimal, header=writing.header)
        self.writing, self.text, self.layout = writing, text, layout
        self.preview = preview(text, layout)
        self.table, self.roles, self.fault = None, ["leave out"] * len(layout.columns), ""

    def read(self) -> None:
        """Read the whole file; where that cannot be done, `fault` says why."""
        try:
            self.table = read_table(self.text, self.layout, odd="gap")
        except ValueError as error:
            self.table, self.fault = None, str(error)
            return
        self.fault = ""
        self.roles = list(usual_roles(self.table))

    def take_as(self, places: Sequence[int], kind: Kind) -> None:
        """Read some columns as numbers or as categories; what the others are for stays."""
        for place in places:
            self.layout = self.layout.with_kind(place, kind)
        before = None if self.table is None else self.roles
        self.read()
        if self.table is not None and before is not None:
            fresh, self.roles = self.roles, before
            for place in places:
                if before[place] == "leave out" != fresh[place]:
                    self.roles[place] = "input"

    def use_as(self, places: Sequence[int], role: Role) -> None:
        """Give some columns a role. A label of classes is the only one: others become inputs."""
        for place in places:
            self.roles[place] = role
        labels = [place for place, each in enumerate(self.roles) if each == "label"]
        if role == "label" and any(self.layout.columns[place].kind == "category" for place in labels):
            for place in labels:
                if place != places[-1]:
                    self.roles[place] = "input"

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Columns that are nearly numbers and are not left out."""
        if self.table is None:
            return ()
        return tuple(each for each in doubts(self.table) if self.roles[each.odd.place] != "leave out")

    def data(self, wanted: Wanted) -> tuple[DataSet, IntArray]:
        """Make the data set, and draw the rows that are kept for testing.

        Raises
        ------
        ValueError
            If the table cannot be used like that.
        """
        if self.table is None:
            raise ValueError(self.fault)
        data = self._taken(self.table, wanted.missing)
        test = _drawn(data, wanted)
        if wanted.standardise:
            data = data.scaled("standardise", trained_on(data.samples, test))
        return data, test

    def _taken(self, table: Table, missing: str) -> DataSet:
        inputs = [place + 1 for place, role in enumerate(self.roles) if role == "input"]
        labels = [place + 1 for place, role in enumerate(self.roles) if role == "label"]
        # Two classes fit one output: 0 or 1.
        single = len(labels) == 1 and _has_two_classes(table, labels[0] - 1)
        data = to_dataset(
            table, inputs, labels, missing=missing, single=single, name=self.name, source=self.source
        )
        odd = (sentence(doubt, table) + "." for doubt in self.doubts if doubt.as_gaps)
        return DataSet(data.X, data.Y, replace(data.notes, remarks=(*odd, *data.notes.remarks)))


def _has_two_classes(table: Table, place: int) -> bool:
    return table.is_category(place) and len(table.categories[table.beside(place)]) == 2


def _drawn(data: DataSet, wanted: Wanted) -> IntArray:
    if not wanted.test:
        return np.empty(0, dtype=np.int64)
    classes = class_numbers(data.Y) if data.notes.classes else None
    return share(data.samples, wanted.test / _PERCENT, wanted.seed, classes)
