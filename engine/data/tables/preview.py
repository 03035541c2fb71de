"""The first rows of a CSV file as they stand in it, for somebody to look at before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from engine.data.tables.layout import Layout
from engine.data.tables.limits import TableError
from engine.data.tables.records import Record, Records, skipped
from engine.data.tables.source import Text

__all__ = ["Preview", "preview"]


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a file.

    Attributes
    ----------
    rows : tuple of Record
        Cells without spaces around them, as many as each line has, and the line each begins on.
    fault : str
        Why the next row cannot be read; empty where it can.
    """

    rows: tuple[Record, ...]
    fault: str = ""


def preview(text: Text, layout: Layout, most: int = 50) -> Preview:
    r"""Return the first rows of data, without the names of the columns.

    Parameters
    ----------
    text : Text
    layout : Layout
    most : int
        So many rows are enough.

    Examples
    --------
    >>> from engine.data.tables import decoded, sniff
    >>> text = decoded("a;b\n1,5;red\n2;green\n")
    >>> [row.cells for row in preview(text, sniff(text), most=1).rows]
    [['1,5', 'red']]
    """
    records = Records(text.data, skipped(text.data, layout.skip), layout.separator, layout.quote)
    rows: list[Record] = []
    first = int(layout.header)
    try:
        rows.extend(islice(records, first + most))
    except TableError as error:
        return Preview(tuple(rows[first:]), str(error))
    return Preview(tuple(rows[first:]))
