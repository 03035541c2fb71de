"""Reading JSON that somebody else wrote: every fault is a sentence that names its place.

Nothing here knows what a document is; `engine.session.codec` does.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import numpy as np

from engine.nn.types import Array, IntArray, freeze

MAX_BYTES = 64 * 2**20
MAX_TEXT = 200
MAX_ENTRIES = 4_000_000
"""Numbers, texts and brackets of a file: Python takes up to fifty bytes for each of them."""

MAX_NAMES = 1_000_000
"""Names of entries, each of which takes two hundred bytes."""

T = TypeVar("T")


class DocumentError(ValueError):
    """A file that cannot be read; its text is one sentence that names the place."""


class NotTextError(DocumentError):
    """A file that holds no text at all: a picture, say."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file we are, such as ``network.layers[2].W``, for the sentence."""

    name: str = ""

    def __truediv__(self, key: str) -> Place:
        return Place(f"{self.name}.{key}" if self.name else key)

    def __getitem__(self, number: int) -> Place:
        return Place(f"{self.name}[{number}]")

    def fail(self, problem: str) -> NoReturn:
        """Raise DocumentError with the place and what is wrong there."""
        raise DocumentError(f"{self.name}: {problem}" if self.name else problem)


def text_of(file: Path) -> str:
    """Read a regular file of a bearable size as UTF-8; DocumentError where it is none.

    Raises
    ------
    NotTextError
        If it is no text.
    DocumentError
        If it cannot be read for another reason.
    """
    try:
        if file.exists() and not file.is_file():
            raise DocumentError("is a folder, not a file" if file.is_dir() else "is not a regular file")
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(f"is {size / 2**20:.0f} MB; a document has at most {MAX_BYTES // 2**20} MB")
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DocumentError("there is no such file") from None
    except UnicodeDecodeError as error:
        raise NotTextError(f"is not text in UTF-8: byte {error.start + 1} does not belong there") from None
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def json_of(text: str) -> object:
    """Parse JSON strictly: no NaN, no key twice; DocumentError with line and column."""
    check_entries(text)

    def constant(name: str) -> NoReturn:
        raise DocumentError(f"line {_line_of(text, name)}: {name} is not a number that a document may hold")

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in items:
            if key in found:
                raise DocumentError(f"the entry {_short(key)!r} is there twice in one object")
            found[key] = value
        return found

    try:
        return cast("object", json.loads(text, parse_constant=constant, object_pairs_hook=pairs))
    except json.JSONDecodeError as error:
        raise DocumentError(f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise DocumentError("its brackets are nested too deeply") from None
    except DocumentError:
        raise
    except ValueError:  # a whole number of thousands of digits
        raise DocumentError("holds a number with too many digits") from None


def check_entries(text: str) -> None:
    """Refuse a text that would take too much memory when it is read."""
    if sum(map(text.count, ",[{")) > MAX_ENTRIES:
        raise DocumentError(f"has more than {MAX_ENTRIES:,} entries")
    if text.count(":") > MAX_NAMES:
        raise DocumentError(f"has more than {MAX_NAMES:,} entries with names")


def _line_of(text: str, word: str) -> int:
    """Find the line of a word that stands outside quotes."""
    words = re.finditer(rf'"(?:\\.|[^"\\])*"|{word}', text)
    start = next((found.start() for found in words if found[0] == word), 0)
    return text.count("\n", 0, start) + 1


def object_at(value: object, place: Place) -> dict[str, Any]:
    """Take a value for a JSON object."""
    if not isinstance(value, dict):
        place.fail(f"should be an object in braces, not {_kind(value)}")
    return value


def list_at(value: object, place: Place, least: int, most: int) -> list[object]:
    """Take a value for a list of `least` to `most` entries."""
    if not isinstance(value, list):
        place.fail(f"should be a list in brackets, not {_kind(value)}")
    if not least <= len(value) <= most:
        place.fail(f"has {len(value):,} entries; there may be {least} to {most:,}")
    return value


def check_keys(
    content: dict[str, Any], place: Place, required: set[str], optional: set[str] | None = None
) -> None:
    """Check that an object has all the entries it must have, and none that nobody reads."""
    for key in sorted(required - content.keys()):
        (place / key).fail("is missing")
    known = required | (optional or set())
    for key in sorted(content.keys() - known):
        near = get_close_matches(_short(key), known, n=1, cutoff=0.7)
        meant = f"; did you mean {near[0]}?" if near else ""
        (place / (_short(key) or '""')).fail(f"is not an entry of a document{meant}")


def table_at(value: object, place: Place, most_rows: int, most_columns: int) -> Array:
    """Take a value for a table of numbers, shape (rows, columns)."""
    items = list_at(value, place, 1, most_rows)
    if (plain := _plain_table(items, most_columns)) is not None:
        return plain
    rows = [row_at(row, place[n], most_columns) for n, row in enumerate(items, 1)]
    for n, row in enumerate(rows, 1):
        if row.size != rows[0].size:
            place[n].fail(f"has {row.size} numbers, but the rows before have {rows[0].size}")
    return freeze(np.stack(rows))


def row_at(value: object, place: Place, most: int) -> Array:
    """Take a value for a list of 1 to `most` numbers."""
    items = list_at(value, place, 1, most)
    if (plain := _plain_row(items)) is not None:
        return plain
    return freeze([number_at(item, place[n]) for n, item in enumerate(items, 1)])


def _plain_table(rows: list[object], most_columns: int) -> Array | None:
    """Read rows of finite numbers that are all equally long, fifty times as fast; None if they are not."""
    if set(map(type, rows)) != {list}:
        return None
    lists = cast("list[list[object]]", rows)
    columns = len(lists[0])
    if not 1 <= columns <= most_columns or set(map(len, lists)) != {columns}:
        return None
    plain = _plain_row(list(chain.from_iterable(lists)))
    return None if plain is None else freeze(plain.reshape(len(lists), columns))


def _plain_row(items: list[object]) -> Array | None:
    """Read finite numbers; None if one is anything else."""
    if not set(map(type, items)) <= {int, float}:
        return None
    try:
        numbers = freeze(items)
    except OverflowError:
        return None
    return numbers if np.isfinite(numbers).all() else None


def number_at(value: object, place: Place) -> float:
    """Take a value for a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        place.fail(f"should be a number, not {_kind(value)}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        place.fail("is too large for a number")
    return number


def whole_at(value: object, place: Place, least: int, most: int) -> int:
    """Take a value for a whole number from `least` to `most`."""
    if isinstance(value, bool) or not isinstance(value, int):
        place.fail(f"should be a whole number, not {_kind(value)}")
    if not least <= value <= most:
        place.fail(f"should be from {least} to {most}")
    return value


def ascending_at(value: object, place: Place, within: tuple[int, int], least: int, most: int) -> IntArray:
    """Take a value for ascending numbers, `least` to `most`; `within` tells how few and many may be there."""
    items = list_at(value, place, *within)
    if set(map(type, items)) <= {int} and all(least <= item <= most for item in cast("list[int]", items)):
        numbers = np.array(items, dtype=np.int64)
    else:
        checked_items = [whole_at(item, place[n], least, most) for n, item in enumerate(items, 1)]
        numbers = np.array(checked_items, dtype=np.int64)
    bad = np.flatnonzero(np.diff(numbers) <= 0)
    if bad.size:
        place[int(bad[0]) + 2].fail("should be larger than the one before")
    return numbers


def text_at(value: object, place: Place, most: int = MAX_TEXT) -> str:
    """Take a value for a text of `most` characters at most."""
    if not isinstance(value, str):
        place.fail(f"should be a text in quotes, not {_kind(value)}")
    if len(value) > most:
        place.fail(f"is longer than {most:,} characters")
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        place.fail("holds half of a character")
    return value


def checked(place: Place, make: Callable[[], T]) -> T:
    """Make a value whose own checks raise ValueError, and name the place where they do."""
    try:
        return make()
    except DocumentError:
        raise
    except ValueError as error:
        place.fail(str(error))


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds: dict[type, str] = {bool: "true or false", str: "a text", list: "a list", dict: "an object"}
    return kinds.get(type(value), f"{value}"[:20])


def _short(key: str) -> str:
    return ascii(key)[1:-1][:40]
