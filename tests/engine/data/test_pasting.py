"""Blocks of cells as spreadsheets copy them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.tables import TableError
from engine.data.tables.pasting import block_of


@pytest.mark.parametrize(
    ("text", "rows", "decimal"),
    [
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4")), "."),
        ("0,5;1,5\n2;3\n", (("0,5", "1,5"), ("2", "3")), ","),
        ("0,5\n1,25\n", (("0,5",), ("1,25",)), ","),
        ("5.1,3.5,red\n4.9,3,green\n", (("5.1", "3.5", "red"), ("4.9", "3", "green")), "."),
        ('1\t"a\nb"\n2\t"say ""x"""', (("1", "a\nb"), ("2", 'say "x"')), "."),
        (" 7 ", (("7",),), "."),
        ("1\t\n\t2", (("1", ""), ("", "2")), "."),
    ],
)
def test_what_is_understood(text, rows, decimal):
    block = block_of(text)
    assert (block.rows, block.decimal) == (rows, decimal)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "no text"), (" \n", "no text"), ("1\t2\n3\n", "row 2 of what was copied has 1 cell, not 2")],
)
def test_what_is_refused(text, words):
    with pytest.raises(TableError, match=words):
        block_of(text)


def test_a_line_of_names_is_left_out():
    block = block_of("X1\tSort\n1\tred")
    assert block.without_head(["x1", "sort"]).rows == (("1", "red"),)
    assert block.without_head(["x1", "kind"]) is block


@given(
    st.lists(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=2), min_size=1)
)
def test_numbers_come_back(numbers):
    for point in ".,":
        text = "\n".join("\t".join(repr(cell).replace(".", point) for cell in row) for row in numbers)
        assert [[float(cell.replace(",", ".")) for cell in row] for row in block_of(text).rows] == numbers
