"""How a CSV file is written, found from its first rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from engine.data.tables.cells import is_missing, number_of
from engine.data.tables.layout import SEPARATORS, Column, Kind, Layout, check_writing
from engine.data.tables.limits import MOST_COLUMNS, MOST_LINE, MOST_NAME, TableError
from engine.data.tables.records import Place, Records, skipped
from engine.data.tables.source import Text, decoded

_MOST_ROWS, _MOST_CELLS = 200, 100_000
_BEGINNING = 2**19
_JUDGED_ROWS, _JUDGED_CELLS = 50, 100
_MOSTLY = 0.8
"""Share of a column's cells that must be numbers for it to be a column of numbers with mistakes in it."""

_EXCEL = re.compile(rb"sep=([,;\t|])\n")
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?")
_IN_SINGLE_QUOTES = re.compile(rb"(?:^|[,;\t|]) *'[^'\n]*' *(?=[,;\t|]|$)", re.MULTILINE)

# The comma comes late: it also stands within numbers and texts.
_CANDIDATES = ("\t", ";", ",", "|")

Row = Sequence[str]


class TooWideError(TableError):
    """A row has more cells than a table may have columns, whatever the other rows hold."""


def sniff(
    source: str | bytes | Text,
    *,
    separator: str | None = None,
    decimal: str | None = None,
    quote: str | None = None,
    header: bool | None = None,
    encoding: str | None = None,
) -> Layout:
    r"""Find how a CSV file is written, from its first 200 rows.

    Parameters
    ----------
    source : str or bytes
        What the file holds.
    separator, decimal, quote, header, encoding : optional
        What is known already, as in `Layout`; only the rest is looked for.

    Returns
    -------
    Layout
        A column holds numbers if at least four in five of its values are, else categories.

    Raises
    ------
    TableError
        If the file is no text, its first row cannot be read or has too many columns.

    Examples
    --------
    >>> layout = sniff("size;sort\n1,5;apple\n2,5;pear\n")
    >>> layout.separator, layout.decimal, [column.kind for column in layout.columns]
    (';', ',', ['number', 'category'])
    """
    text = decoded(source, encoding)
    excel = _EXCEL.match(text.data)
    skip = 1 if excel else 0
    separator = separator or (excel[1].decode() if excel else None)
    quote = _quote(text.data[:MOST_LINE]) if quote is None else quote
    check_writing(separator or ";", decimal or ".", quote)
    candidates = (separator,) if separator else _CANDIDATES
    separator, rows = _separated(_beginning(text.data), skipped(text.data, skip), candidates, quote, decimal)
    decimal = decimal or _decimal(rows, separator)
    width = _width(rows)
    body = [row for row in rows[1:] if len(row) == width]
    has_names = _has_names(rows[0], body, decimal) if header is None else header
    names = _names(rows[0] if has_names else (), width)
    kinds = _kinds(body if has_names else [row for row in rows if len(row) == width], width, decimal)
    columns = tuple(Column(name, kind) for name, kind in zip(names, kinds, strict=True))
    return Layout(columns, separator, decimal, quote, has_names, skip, text.encoding)


def _beginning(data: bytes) -> bytes:
    """Return the first lines, more than enough for 200 rows of usual length."""
    if len(data) <= _BEGINNING:
        return data
    end = data.rfind(b"\n", 0, _BEGINNING)
    return data[: data.find(b"\n", _BEGINNING) if end < 0 else end + 1]


def _quote(sample: bytes) -> str:
    """Choose the single quotation mark where it encloses cells and the double one does not occur."""
    return "'" if b'"' not in sample and _IN_SINGLE_QUOTES.search(sample) else '"'


def _separated(
    data: bytes, place: Place, candidates: Sequence[str], quote: str, decimal: str | None
) -> tuple[str, list[Row]]:
    """Choose the separator that cuts the first rows best, and return those rows."""
    cut, first_fault = {}, None
    for separator in candidates:
        if separator == decimal:
            continue
        rows, fault = _first_rows(data, place, separator, quote)
        first_fault = first_fault or fault
        if rows:
            cut[separator] = rows
    if not cut:
        raise first_fault or TableError("the file has no rows")
    # Of equally good ones the first; a single column has no separator: the comma is as good as any.
    best = max(cut, key=lambda separator: _goodness(cut[separator], separator))
    if _goodness(cut[best], best) == 0 and "," in cut:
        best = ","
    return best, cut[best]


def _first_rows(data: bytes, place: Place, separator: str, quote: str) -> tuple[list[Row], TableError | None]:
    """Read the first rows, up to a fault that reading the whole file will name."""
    rows: list[Row] = []
    try:
        for cells, line in Records(data, place, separator, quote):
            _check_width(len(cells), line)
            rows.append(cells)
            if len(rows) == _MOST_ROWS or len(rows) * len(rows[0]) > _MOST_CELLS:
                break
    except TooWideError:
        raise
    except TableError as fault:
        return rows, fault
    return rows, None


def _check_width(cells: int, line: int) -> None:
    if cells > MOST_COLUMNS:
        raise TooWideError(f"line {line}: has {cells:,} cells; a table has at most {MOST_COLUMNS:,} columns")


def _goodness(rows: list[Row], separator: str) -> float:
    """Rate a separator from 0 to 1: rows of the same length, and no other separators left in the cells."""
    judged, width = rows[:_JUDGED_ROWS], _width(rows)
    if width < 2:
        return 0.0
    cells = [cell for row in judged for cell in row[:_JUDGED_CELLS]]
    clean = sum(not _holds_another(cell, separator) for cell in cells)
    return sum(len(row) == width for row in judged) / len(judged) * clean / len(cells)


def _holds_another(cell: str, separator: str) -> bool:
    if _COMMA_NUMBER.fullmatch(cell):
        return False
    return any(other in cell for other in SEPARATORS if other != separator)


def _width(rows: list[Row]) -> int:
    """Return the number of cells that most rows have; of equally many, that of the earlier row."""
    return Counter(map(len, rows)).most_common(1)[0][0]


def _decimal(rows: list[Row], separator: str) -> str:
    if separator == ",":
        return "."
    cells = [cell for row in rows[:_JUDGED_ROWS] for cell in row]
    commas = sum(_COMMA_NUMBER.fullmatch(cell) is not None for cell in cells)
    points = sum("." in cell and number_of(cell, ".") is not None for cell in cells)
    return "," if commas > points else "."


def _has_names(first: Row, body: list[Row], decimal: str) -> bool:
    """Say whether the first row holds names: words above numbers, or words that never come again below."""
    kinds = _kinds(body, len(first), decimal) if body and len(body[0]) == len(first) else ()
    above = [cell for cell, kind in zip(first, kinds, strict=False) if kind == "number"]
    if above:
        return any(number_of(cell, decimal) is None for cell in above)
    words = all(number_of(cell, decimal) is None for cell in first)
    return words and not any(cell == row[n] for row in body for n, cell in enumerate(first[: len(row)]))


def _kinds(rows: list[Row], width: int, decimal: str) -> tuple[Kind, ...]:
    return tuple(_kind([row[n] for row in rows], decimal) for n in range(width))


def _kind(cells: list[str], decimal: str) -> Kind:
    filled = [cell for cell in cells if not is_missing(cell)]
    if not filled:
        return "empty"
    numbers = sum(number_of(cell, decimal) is not None for cell in filled)
    return "number" if numbers >= _MOSTLY * len(filled) else "category"


def _names(cells: Row, width: int) -> list[str]:
    """Name the columns: as the file does where it does, and no two the same."""
    names: dict[str, None] = {}
    next_number: dict[str, int] = {}
    for place in range(width):
        told = " ".join(cells[place].split())[:MOST_NAME] if place < len(cells) else ""
        name = base = told or f"column {place + 1}"
        while name in names:
            number = next_number.get(base, 2)
            next_number[base] = number + 1
            name = f"{base} ({number})"
        names[name] = None
    return list(names)
