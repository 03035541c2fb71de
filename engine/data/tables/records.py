"""Rows of cells out of a text, with the number of the line each begins on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from engine.data.tables.limits import MOST_LINE, TableError

_NEWLINE = ord("\n")


class Place(NamedTuple):
    """Where reading stands: before the byte `at`, which is on the line `line`, counted from 1."""

    at: int = 0
    line: int = 1


class Record(NamedTuple):
    """One row of the file: its cells, without spaces around them, and the line it begins on."""

    cells: list[str]
    line: int


@dataclass(slots=True)
class Records:
    """The rows of a text from a place on; rows without anything in them are left out.

    Parameters
    ----------
    data : bytes
        UTF-8 with line feeds.
    place : Place
        Where to begin; after each row, where it ended.
    separator, quote : str

    Raises
    ------
    TableError
        While it is iterated: if a line is too long, or a quoted text is not closed.
    """

    data: bytes
    place: Place
    separator: str
    quote: str

    def __iter__(self) -> Iterator[Record]:
        start = self._next_line()
        try:
            for cells in self._reader():
                trimmed = [cell.strip() for cell in cells]
                if any(trimmed):
                    yield Record(trimmed, start)
                start = self._next_line()
        except csv.Error as error:
            raise TableError(self._fault(start, str(error))) from None

    def _next_line(self) -> int:
        """Pass over empty lines, of which there may be millions, and return the number of the next one."""
        at, line = self.place
        end = at
        while end < len(self.data) and self.data[end] == _NEWLINE:
            end += 1
        self.place = Place(end, line + end - at)
        return self.place.line

    def _reader(self) -> Iterator[list[str]]:
        if not self.quote:
            return csv.reader(self._lines(), delimiter=self.separator, quoting=csv.QUOTE_NONE)
        return csv.reader(
            self._lines(), delimiter=self.separator, quotechar=self.quote, skipinitialspace=True, strict=True
        )

    def _lines(self) -> Iterator[str]:
        data = self.data
        # The csv module takes spaces before a quoted text, but none behind it.
        mark = self.quote
        behind = re.compile(f"(?<!{mark}){mark} +(?=[{self.separator}\n])") if mark else None
        while self.place.at < len(data):
            at, line = self.place
            end = line_end(data, at, line)
            self.place = Place(end + 1, line + 1)
            text = data[at:end].decode("utf-8") + "\n"
            yield behind.sub(mark, text) if behind and mark in text else text

    def _fault(self, start: int, said: str) -> str:
        """Put into words what the csv module found wrong with the row that begins on line `start`."""
        last = self.place.line - 1
        if "field larger" in said and start == last:
            return f"line {last}: a cell is longer than {csv.field_size_limit():,} characters"
        if "field larger" in said or "unexpected end" in said:
            opened = self._opened(start)
            return f"line {opened}: the quoted text that begins there is not closed"
        return f"line {last}: something stands between the end of a quoted text and the next separator"

    def _opened(self, start: int) -> int:
        """Find the line on which the quoted text begins in which the row from line `start` on gets lost."""
        begin = 0
        for _ in range(start - 1):
            begin = self.data.index(b"\n", begin) + 1
        text = self.data[begin : min(self.place.at, len(self.data))].decode("utf-8")
        inside, closed, fresh, opened = False, False, True, 0
        for place, character in enumerate(text):
            if character != self.quote:
                closed = False
                fresh = not inside and (character in (self.separator, "\n") or (fresh and character == " "))
            elif inside:
                inside, closed = False, True
            elif closed:  # a doubled one: the text goes on
                inside, closed = True, False
            elif fresh:
                inside, opened = True, place
        return start + text.count("\n", 0, opened)


def line_end(data: bytes, at: int, line: int) -> int:
    """Return where the line that begins at a place ends.

    Raises
    ------
    TableError
        If it is too long.
    """
    end = data.find(b"\n", at, at + MOST_LINE + 1)
    if end < 0:
        end = len(data)
        if end - at > MOST_LINE:
            raise TableError(f"line {line}: is longer than {MOST_LINE:,} bytes")
    return end


def skipped(data: bytes, lines: int) -> Place:
    """Pass over the first lines."""
    at = 0
    for line in range(1, lines + 1):
        at = line_end(data, at, line) + 1
    return Place(min(at, len(data)), lines + 1)
