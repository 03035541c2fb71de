"""How a CSV file is written, as a value: found by `sniff`, shown by a window, corrected by its user."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from engine.data.tables.limits import MOST_COLUMNS, TableError
from engine.data.tables.source import ENCODINGS

Kind: TypeAlias = Literal["number", "category", "empty"]

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
DECIMALS = {".": "point", ",": "comma"}
QUOTES = {'"': "double", "'": "single", "": "none"}
KINDS: tuple[Kind, ...] = ("number", "category", "empty")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, and whether it holds numbers, categories or nothing."""

    name: str
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV file is written.

    Parameters
    ----------
    columns : tuple of Column
    separator, decimal, quote : str
        Keys of `SEPARATORS`, `DECIMALS` and `QUOTES`. A decimal comma needs another separator.
    header : bool
        Whether the first row holds the names of the columns.
    skip : int
        Lines before the first row, such as Excel's ``sep=;``.
    encoding : str
        One of `engine.data.tables.source.ENCODINGS`.

    Raises
    ------
    TableError
        If the parts do not fit one another.
    """

    columns: tuple[Column, ...]
    separator: str = ","
    decimal: str = "."
    quote: str = '"'
    header: bool = True
    skip: int = 0
    encoding: str = "utf-8"

    def __post_init__(self) -> None:
        check_writing(self.separator, self.decimal, self.quote)
        if self.encoding not in ENCODINGS:
            raise TableError(f"unknown encoding {self.encoding!r}; there are {', '.join(ENCODINGS)}")
        if not 1 <= len(self.columns) <= MOST_COLUMNS:
            raise TableError(f"a table has 1 to {MOST_COLUMNS:,} columns, not {len(self.columns):,}")
        names = [column.name for column in self.columns]
        if len(set(names)) < len(names):
            twice = next(name for n, name in enumerate(names) if name in names[:n])
            raise TableError(f"two columns have the name {twice!r}")
        for column in self.columns:
            if column.kind not in KINDS:
                raise TableError(f"a column holds {', '.join(KINDS)}, not {column.kind!r}")

    def with_kind(self, place: int, kind: Kind) -> Layout:
        """Return the layout with another kind for one column, counted from 0."""
        columns = list(self.columns)
        columns[place] = replace(columns[place], kind=kind)
        return replace(self, columns=tuple(columns))

    def column_text(self, place: int) -> str:
        """Name a column in a sentence: by its number from 1, and by its name where the file has names."""
        name = f" ({self.columns[place].name!r})" if self.header else ""
        return f"column {place + 1}{name}"


def check_writing(separator: str, decimal: str, quote: str) -> None:
    """Refuse separators, decimal marks and quotation marks that are none, or do not go together."""
    for what, value, known in (
        ("separator", separator, SEPARATORS),
        ("decimal mark", decimal, DECIMALS),
        ("quotation mark", quote, QUOTES),
    ):
        if value not in known:
            raise TableError(f"unknown {what} {value!r}; there are {', '.join(map(repr, known))}")
    if separator == decimal:
        raise TableError("the comma cannot be both separator and decimal mark")
