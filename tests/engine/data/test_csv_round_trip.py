"""A table written in any dialect is read as it was."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.tables import read_table, sniff, to_dataset
from engine.data.tables import reader as reading
from engine.data.tables.cells import number_of
from engine.data.tables.digits import Spans, plain_numbers
from tests.engine.data.dialects import FLOATS, seen, written


def cells_of(table):
    """Return the cells of a table as `Written` has them."""
    rows = []
    for row in range(table.rows):
        cells = []
        for place in range(len(table.layout.columns)):
            own, gap = table.beside(place), table.gaps(place)[row]
            if gap:
                cells.append(None)
            elif table.is_category(place):
                cells.append(table.categories[own][table.codes[row, own]])
            else:
                cells.append(float(table.numbers[row, own]))
        rows.append(cells)
    return rows


@given(written())
def test_what_was_written_is_read(case):
    table = read_table(case.content, case.layout)
    assert cells_of(table) == case.rows
    assert table.layout == seen(case)
    assert cells_of(read_table(case.text, replace(case.layout, encoding="utf-8"))) == case.rows


@given(written(), st.integers(1, 60))
def test_the_size_of_a_block_changes_nothing(case, size):
    whole = read_table(case.content, case.layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_BLOCK", size)
        pieces = read_table(case.content, case.layout)
    assert cells_of(pieces) == cells_of(whole)
    assert pieces.lines.tolist() == whole.lines.tolist()


@given(written())
def test_every_row_knows_its_line(case):
    table = read_table(case.content, case.layout)
    text = case.text.replace("\r\n", "\n").replace("\r", "\n")
    for line, cells in zip(table.lines, case.rows, strict=True):
        rest = "\n".join(text.split("\n")[line - 1 :])
        again = read_table(rest, replace(case.layout, header=False, encoding="utf-8"))
        assert cells_of(again)[0] == cells


@given(st.lists(FLOATS.map(repr) | st.from_regex(r"[-+]?[0-9]{0,12}\.?[0-9]{0,12}", fullmatch=True)))
def test_digits_are_put_together_exactly(texts):
    for text, number, is_plain in zip(texts, *read_plain(texts), strict=True):
        if is_plain:
            assert number == float(text)
            assert np.signbit(number) == text.startswith("-")
        else:
            assert np.isnan(number)
            assert len(text.lstrip("+-")) > 15 or "e" in text or number_of(text, ".") is None or text in "-?"


def test_long_numbers_are_rounded_once():
    rng = random.Random(1)
    texts = [str(rng.randrange(10 ** rng.randrange(14, 18))) for _ in range(2_000)]
    texts += [f"{text[:at]}.{text[at:]}" for text in texts for at in [rng.randrange(len(text))]]
    numbers, plain = read_plain(texts)
    assert plain.sum() > 2_000
    for text, number in zip(texts, numbers, strict=True):
        assert np.isnan(number) or number == float(text)


def read_plain(texts):
    joined = ";".join([*texts, ""]).encode()
    stops = np.flatnonzero(np.frombuffer(joined, np.uint8) == ord(";"))
    begins = np.concatenate(([0], stops[:-1] + 1)).astype(np.int64)[: len(stops)]
    return plain_numbers(np.frombuffer(joined, np.uint8), Spans(begins, stops), ord("."))


@given(written(gaps=False), st.randoms())
def test_the_order_of_the_rows_changes_nothing(case, shuffler):
    layout = replace(case.layout, header=False, encoding="utf-8")
    if len(layout.columns) < 2 or len({row[-1] for row in case.rows}) < 2:
        return
    lines = [layout.separator.join(_plain(layout, cell) for cell in row) for row in case.rows]
    order = list(range(len(lines)))
    shuffler.shuffle(order)
    first = to_dataset(read_table("\n".join(lines), layout))
    second = to_dataset(read_table("\n".join(lines[row] for row in order), layout))
    np.testing.assert_array_equal(first.X[order], second.X)
    np.testing.assert_array_equal(first.Y[order], second.Y)
    assert first.notes == second.notes


def _plain(layout, cell):
    text = repr(cell).replace(".", layout.decimal) if isinstance(cell, float) else cell
    return layout.quote + text.replace(layout.quote, layout.quote * 2) + layout.quote


@given(
    st.lists(
        st.tuples(FLOATS, FLOATS, st.sampled_from(("red", "green", "blue, dark"))), min_size=3, max_size=20
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(".,"),
    st.booleans(),
)
def test_the_layout_is_found(rows, separator, decimal, header):
    if separator == decimal:
        decimal = "."
    if all(float(number).is_integer() for row in rows for number in row[:2]):
        decimal = "."
    lines = [["size", "weight", "colour"]] if header else []
    lines += [[repr(float(n)).replace(".", decimal) for n in row[:2]] + [f'"{row[2]}"'] for row in rows]
    text = "\n".join(separator.join(line) for line in lines)
    layout = sniff(text)
    assert (layout.separator, layout.header) == (separator, header)
    assert [column.kind for column in layout.columns] == ["number", "number", "category"]
    assert cells_of(read_table(text)) == [list(row) for row in rows]
    names = ["size", "weight", "colour"] if header else ["column 1", "column 2", "column 3"]
    assert [column.name for column in layout.columns] == names
