"""Numbers as JSON: small tables row by row, to be read by people; large ones packed."""

from __future__ import annotations

import base64
import binascii

import numpy as np

from engine.nn.types import Array, freeze
from engine.session.reading import DocumentError, Place, check_keys, list_at, object_at, table_at, whole_at

MOST_LISTED = 1_000
"""Numbers of a table that is written row by row, and of a network whose tables are."""

_SLICE = 3 * 2**16
"""Bytes that are packed at once, a multiple of 3: other threads go on between."""


def table_as_json(table: Array, among: int = 0) -> object:
    """Write a table, shape (rows, columns), that is one of some with `among` numbers together."""
    if max(table.size, among) <= MOST_LISTED:
        return table.tolist()
    return {"shape": list(table.shape), "numbers": packed(table)}


def table_of(value: object, place: Place, most_rows: int, most_columns: int) -> Array:
    """Read a table of finite numbers, listed or packed; DocumentError where it is none."""
    if not isinstance(value, dict):
        return table_at(value, place, most_rows, most_columns)
    check_keys(object_at(value, place), place, {"shape", "numbers"})
    here = place / "shape"
    given = list_at(value["shape"], here, 2, 2)
    rows, columns = whole_at(given[0], here[1], 1, most_rows), whole_at(given[1], here[2], 1, most_columns)
    numbers = unpacked(value["numbers"], place / "numbers")
    if numbers.size != rows * columns:
        (place / "numbers").fail(f"has {numbers.size:,} numbers, but should have {rows:,} × {columns:,}")
    bad = np.flatnonzero(~np.isfinite(numbers))
    if bad.size:
        row, column = divmod(int(bad[0]), columns)
        (place / "numbers").fail(f"row {row + 1}, column {column + 1} is not finite")
    return freeze(numbers.reshape(rows, columns))


def packed(array: Array) -> str:
    """Write numbers as base64 of 64-bit floats, little end first: exact, short, and quick for millions."""
    raw = np.ascontiguousarray(array, dtype="<f8").reshape(-1).view(np.uint8)
    slices = (raw[start : start + _SLICE].tobytes() for start in range(0, raw.nbytes, _SLICE))
    return "".join(base64.b64encode(part).decode("ascii") for part in slices)


def unpacked(value: object, place: Place) -> Array:
    """Read packed numbers; DocumentError where they are none."""
    try:
        raw = base64.b64decode(value if isinstance(value, str) else b"?", validate=True)
        return freeze(np.frombuffer(raw, dtype="<f8").astype(np.float64))
    except (binascii.Error, ValueError):
        raise DocumentError(f"{place.name}: should be numbers packed as base64") from None
