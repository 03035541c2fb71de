"""The data of a setup as JSON: samples, which of them are kept for testing, and what is known of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import following
from engine.nn.network import Network
from engine.nn.types import Array, IntArray
from engine.session.codec.notes import notes_as_json, notes_of
from engine.session.codec.tables import table_as_json, table_of
from engine.session.limits import MAX_NODES, MAX_NUMBERS, MAX_SAMPLES
from engine.session.reading import Place, ascending_at, check_keys, checked, object_at
from engine.session.setup import Setup


class Data(NamedTuple):
    """What a setup knows of its data."""

    X: Array
    Y: Array
    test: IntArray
    notes: DataNotes

    @classmethod
    def of(cls, setup: Setup) -> Data:
        """Return the data of a setup."""
        return cls(setup.X, setup.Y, setup.test, setup.notes)


_NO_ROWS = np.empty(0, dtype=np.int64)


def data_as_json(setup: Setup, before: Setup | None) -> dict[str, Any]:
    """Write what is not as in the setup before, which may be nothing at all."""
    content: dict[str, Any] = {}
    for name in ("X", "Y"):
        table = getattr(setup, name)
        if before is None or not _same(table, getattr(before, name)):
            content[name] = table_as_json(table)
    if not _same(setup.test, _NO_ROWS if before is None else before.test):
        content["test"] = (setup.test + 1).tolist()
    if setup.notes != (DataNotes() if before is None else before.notes):
        content["notes"] = notes_as_json(setup.notes)
    return content


def _same(first: Array | IntArray, second: Array | IntArray) -> bool:
    return first is second or np.array_equal(first, second)


def data_of(value: object, place: Place, net: Network, before: Setup | None) -> Data:
    """Read the data for a network; what is left out is as in the setup before.

    Raises
    ------
    DocumentError
        If they are none, are too many, or do not fit.
    """
    content = object_at(value, place)
    required, optional = {"X", "Y"}, {"test", "notes"}
    check_keys(content, place, set() if before else required, optional | (required if before else set()))
    known = Data.of(before) if before else None
    X = _table(content, "X", place, known)
    Y = _table(content, "Y", place, known)
    for array, here, n, ends in (
        (X, place / "X", net.sizes[0], "inputs"),
        (Y, place / "Y", net.sizes[-1], "outputs"),
    ):
        if array.shape[1] != n:
            here.fail(
                f"has {array.shape[1]} numbers a row, but the network has {n} {ends if n > 1 else ends[:-1]}"
            )
    if X.shape[0] != Y.shape[0]:
        (place / "Y").fail(f"has {Y.shape[0]} rows, but X has {X.shape[0]}")
    if X.size + Y.size > MAX_NUMBERS:
        place.fail(f"X and Y have more than {MAX_NUMBERS:,} numbers")
    notes = _notes(content, place, known, X, Y)
    if notes.features and checked(place / "X", lambda: following(notes, X)) is not X:
        (place / "X").fail("has derived inputs that are not what notes.features says")
    return Data(X, Y, _test(content, place, known, len(X)), notes)


def _table(content: dict[str, Any], name: str, place: Place, known: Data | None) -> Array:
    if name not in content and known:
        found: Array = getattr(known, name)
        return found
    return table_of(content[name], place / name, MAX_SAMPLES, MAX_NODES)


def _test(content: dict[str, Any], place: Place, known: Data | None, samples: int) -> IntArray:
    """Read the numbers of the rows that are kept for testing: at least one is left to train with."""
    if "test" not in content:
        return known.test if known else _NO_ROWS
    here = place / "test"
    return ascending_at(content["test"], here, (0, samples - 1), 1, samples) - 1


def _notes(content: dict[str, Any], place: Place, known: Data | None, X: Array, Y: Array) -> DataNotes:
    if "notes" not in content:
        return known.notes if known else DataNotes()
    here = place / "notes"
    notes = notes_of(content["notes"], here, {"X": X.shape[1], "Y": Y.shape[1]})
    checked(here, lambda: DataSet(X, Y, notes))
    return notes
