"""CSV text as a table: block by block, the plain ones at numpy's speed, all others row by row."""

from __future__ import annotations

import numpy as np

from engine.data.tables.cells import numbers_of
from engine.data.tables.digits import Bytes, Mask, Spans, plain_numbers, trimmed, unquoted
from engine.data.tables.gathering import Gathering
from engine.data.tables.layout import Layout
from engine.data.tables.limits import TableError, counted
from engine.data.tables.records import Place, Records, line_end, skipped
from engine.data.tables.sniffing import sniff
from engine.data.tables.source import Text, decoded
from engine.data.tables.table import Table
from engine.nn.types import IntArray

_NEWLINE = ord("\n")
_BLOCK = 2**18
"""Bytes that are read at a time: what is made of them stays in the processor's cache."""


def read_table(source: str | bytes | Text, layout: Layout | None = None, *, odd: str = "refuse") -> Table:
    """Read a CSV file.

    Parameters
    ----------
    source : str or bytes
        What the file holds.
    layout : Layout, optional
        How it is written, as `sniff` found it and its user corrected it; `sniff` is asked if not given.
    odd : {"refuse", "gap"}
        What becomes of a cell that should be a number and is none: "gap" reads it as a missing value, and
        the table says how many there are (`Table.odd`).

    Returns
    -------
    Table

    Raises
    ------
    TableError
        If a row has too few or too many cells, a cell that must be a number is none, a quoted text is not
        closed, or the file is too large or no text. The message names the line, and says how many
        further faults there are.
    """
    if odd not in ("refuse", "gap"):
        raise TableError(f"a cell that is no number is refused or taken for a gap, not {odd!r}")
    text = decoded(source, None if layout is None else layout.encoding)
    known = sniff(text) if layout is None else layout
    return _Reading(text.data, known, odd_as_gaps=odd == "gap").table(text.remarks)


class _Reading:
    """One passage through a text."""

    def __init__(self, data: bytes, layout: Layout, *, odd_as_gaps: bool) -> None:
        self.data, self.layout, self.width = data, layout, len(layout.columns)
        self.place = skipped(data, layout.skip)
        # A row takes a byte a column at least.
        rest = len(data) - self.place.at
        most_rows = min(data.count(b"\n", self.place.at) + 1, rest // self.width + 1)
        self.gathering = Gathering(layout, most_rows, odd_as_gaps=odd_as_gaps)
        if layout.header:
            self._header()

    def table(self, remarks: tuple[str, ...]) -> Table:
        while self.place.at < len(self.data) and not self.gathering.faults.too_many:
            block = self._block()
            if not self._plain(block):
                self._row_by_row(len(block))
        return self.gathering.table(remarks)

    def _header(self) -> None:
        """Pass over the names; whether they fit is seen as for any other row."""
        records = self._records()
        for cells, line in records:
            self._fits(cells, line, header=True)
            break
        self.place = records.place

    def _records(self) -> Records:
        return Records(self.data, self.place, self.layout.separator, self.layout.quote)

    def _block(self) -> bytes:
        """Return the next lines, as many as fit into a block but one at least, each with its end."""
        at = self.place.at
        end = len(self.data) if len(self.data) - at < _BLOCK else self.data.rfind(b"\n", at, at + _BLOCK)
        if end < 0:
            end = line_end(self.data, at, self.place.line)
        block = self.data[at : end + 1]
        return block if block.endswith(b"\n") else block + b"\n"

    def _plain(self, block: bytes) -> bool:
        """Read a block whose lines all have the right number of cells, quoted as a whole or not at all.

        Returns
        -------
        bool
            Whether that was possible; nothing is read if not.
        """
        characters = np.frombuffer(block, dtype=np.uint8)
        grid = _grid(characters, ord(self.layout.separator), self.width)
        if grid is None:
            return False
        spans = trimmed(characters, grid) if b" " in block else grid
        if self.layout.quote and self.layout.quote.encode() in block:
            inner = unquoted(characters, spans, grid, ord(self.layout.quote))
            if inner is None:
                return False
            spans = inner
        filled: Mask = np.any(spans.begin < spans.stop, axis=1)
        lines = np.flatnonzero(filled) + self.place.line
        spans = spans if filled.all() else Spans(spans.begin[filled], spans.stop[filled])
        self._take(block, characters, spans, lines)
        self.place = Place(self.place.at + len(block), self.place.line + len(filled))
        return True

    def _take(self, block: bytes, characters: Bytes, spans: Spans, lines: IntArray) -> None:
        """Hand the cells of a block to the columns they belong to."""
        gathering, (begin, stop) = self.gathering, spans
        places = gathering.number_places
        own = Spans(begin[:, places].ravel(), stop[:, places].ravel())
        numbers, plain = plain_numbers(characters, own, ord(self.layout.decimal))
        odd = np.flatnonzero(~plain)
        if odd.size:
            cells = _texts(block, own.begin[odd], own.stop[odd])
            numbers[odd], bad = numbers_of(cells, self.layout.decimal)
            for which in bad:
                row, column = divmod(int(odd[which]), len(places))
                gathering.refuse(int(lines[row]), places[column], cells[which])
        categories = [_texts(block, begin[:, place], stop[:, place]) for place in gathering.category_places]
        gathering.add(numbers.reshape(len(lines), len(places)), categories, lines)

    def _row_by_row(self, size: int) -> None:
        """Read rows until about `size` bytes are read; a quoted text may go on behind them."""
        records, end = self._records(), self.place.at + size
        rows, lines = [], []
        for cells, line in records:
            if self._fits(cells, line):
                rows.append(cells)
                lines.append(line)
            if records.place.at >= end:
                break
        self.place = records.place
        if rows:
            self.gathering.add_cells(rows, np.array(lines, dtype=np.int64))

    def _fits(self, cells: list[str], line: int, *, header: bool = False) -> bool:
        """Say whether a row has the right number of cells, and note it if not."""
        if len(cells) == self.width:
            return True
        found = counted(len(cells), "name" if header else "cell")
        self.gathering.faults.add(line, f": has {found}, not {self.width:,}")
        return False


def _grid(characters: Bytes, separator: int, width: int) -> Spans | None:
    """Find the cells of lines that all have the same number of them, shape (lines, width)."""
    ends = np.flatnonzero(characters == _NEWLINE)
    inner = np.flatnonzero(characters == separator)
    if len(inner) != len(ends) * (width - 1):
        return None
    begins = np.concatenate(([0], ends[:-1] + 1))
    grid = inner.reshape(len(ends), width - 1)
    if width > 1 and not ((grid[:, 0] >= begins).all() and (grid[:, -1] < ends).all()):
        return None
    return Spans(np.column_stack((begins, grid + 1)), np.column_stack((grid, ends)))


def _texts(block: bytes, begin: IntArray, stop: IntArray) -> list[str]:
    """Cut some cells out of a block."""
    spans = zip(begin.tolist(), stop.tolist(), strict=True)
    return [block[i:j].decode("utf-8").strip() for i, j in spans]
