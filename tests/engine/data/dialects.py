"""Tables written as CSV in any dialect, for tests: what `sniff` and `read_table` have to understand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from engine.data.tables import Column, Layout

ENDS = ("\n", "\r\n", "\r")
GAPS = ("", "NA", "n/a", "NaN", "?", "-", "null")
MARKS = {"utf-8": "utf-8-sig", "utf-16": "utf-16"}

# Words that are no numbers and no gaps, with all that makes a CSV file hard to read.
WORDS = st.text(st.sampled_from("abcäöß漢🙂 ,;\t|\"'\n-.1"), min_size=1, max_size=6).map(
    lambda text: "w" + text.strip()
)
FLOATS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**17), 10**17).map(float),
    st.decimals(-(10**6), 10**6, places=4).map(float),
)


@dataclass(frozen=True)
class Written:
    """A table, how it is written, and its cells: floats, None for a gap, and words."""

    layout: Layout
    rows: list[list[float | str | None]]
    text: str
    content: bytes


@st.composite
def layouts(draw):
    separator = draw(st.sampled_from(",;\t|"))
    columns = tuple(
        Column(f"c{n}", draw(st.sampled_from(("number", "category")))) for n in range(draw(st.integers(1, 5)))
    )
    return Layout(
        columns,
        separator,
        "." if separator == "," else draw(st.sampled_from(".,")),
        draw(st.sampled_from("\"'")),
        draw(st.booleans()),
        0,
        draw(st.sampled_from(("utf-8", "utf-16"))),
    )


@st.composite
def written(draw, gaps=True):
    """Draw a table, and write it: numbers in many ways, words quoted where they must be."""
    layout = draw(layouts())
    blank = [st.none()] if gaps else []
    cells = {"number": st.one_of(FLOATS, *blank), "category": st.one_of(WORDS, *blank)}
    row = st.tuples(*(cells[column.kind] for column in layout.columns)).map(list)
    rows = draw(
        st.lists(row.filter(lambda cells: any(cell is not None for cell in cells)), min_size=1, max_size=8)
    )
    lines = [[column.name for column in layout.columns]] if layout.header else []
    lines += [[_cell(draw, layout, cell) for cell in cells] for cells in rows]
    end = draw(st.sampled_from(ENDS))
    blanks = draw(st.lists(st.integers(0, len(lines)), max_size=2))
    texts = [layout.separator.join(line) for line in lines]
    for place in sorted(blanks, reverse=True):
        texts.insert(place, draw(st.sampled_from(("", layout.separator * (len(layout.columns) - 1)))))
    text = end.join(texts) + draw(st.sampled_from(("", end)))
    encoding = MARKS[layout.encoding] if draw(st.booleans()) or layout.encoding == "utf-16" else "utf-8"
    return Written(layout, rows, text, text.encode(encoding))


def _cell(draw, layout, cell):
    if cell is None:
        return draw(st.sampled_from([gap for gap in GAPS if gap or len(layout.columns) > 1]))
    if isinstance(cell, float):
        return _spaced(draw, layout, _number(draw, layout, cell))
    must = any(mark in cell for mark in (layout.separator, layout.quote, "\n"))
    return _quoted(layout, cell) if must or draw(st.booleans()) else _spaced(draw, layout, cell)


def _number(draw, layout, cell):
    exact = [repr(cell), f"{cell:.17e}"]
    if abs(cell) < 1e15 and cell == math.floor(cell):
        exact += [f"{cell:.0f}", f"{cell:.1f}", f"{cell:+.2f}"]
    text = draw(st.sampled_from(exact)).replace(".", layout.decimal)
    return _quoted(layout, text) if draw(st.booleans()) else text


def _spaced(draw, layout, text):
    return draw(st.sampled_from(("", "", " ", "   "))) + text + draw(st.sampled_from(("", "", " ")))


def _quoted(layout, text):
    return layout.quote + text.replace(layout.quote, layout.quote * 2) + layout.quote


def seen(written):
    """Return the layout that a table is read with, where a column may be empty."""
    columns = list(written.layout.columns)
    for n, column in enumerate(columns):
        if column.kind == "number" and all(row[n] is None for row in written.rows):
            columns[n] = replace(column, kind="empty")
    return replace(written.layout, columns=tuple(columns))
