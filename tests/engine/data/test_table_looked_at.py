"""A table before it is used: its first rows, what looks like a mistake, and what its columns are for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.tables import (
    TableError,
    decoded,
    doubts,
    preview,
    read_table,
    sniff,
    to_dataset,
    usual_roles,
)
from engine.data.tables.odd import sentence
from engine.data.tables.roles import looks_like_classes, nearly_all_different

MOSTLY = "x1,x2,y\n" + "".join(f"{n},{'abc' if n == 5 else 2 * n},{n % 2}\n" for n in range(20))


def test_a_cell_that_is_no_number_is_a_gap_if_that_is_asked_for():
    table = read_table(MOSTLY, odd="gap")
    assert [(odd.place, odd.count, odd.line, odd.cell) for odd in table.odd] == [(1, 1, 7, "abc")]
    assert np.flatnonzero(np.isnan(table.numbers[:, 1])).tolist() == [5]
    data = to_dataset(table, missing="drop")
    assert data.samples == 19
    with pytest.raises(TableError, match=r"line 7, column 2 \('x2'\): 'abc' is not a number"):
        read_table(MOSTLY)
    with pytest.raises(TableError, match="refused or taken for a gap"):
        read_table(MOSTLY, odd="guess")


def test_rows_that_are_read_one_by_one_are_read_alike():
    quoted = MOSTLY.replace("x1", '"x""1"', 1).replace("0,0,0", '"0",0,"0"', 1)
    assert read_table(quoted, odd="gap").odd == read_table(MOSTLY, odd="gap").odd


def test_a_number_that_is_too_large_is_odd_too():
    table = read_table("a,b\n1,2\n3,1e999\n5,6\n7,8\n9,1\n2,2\n", odd="gap")
    assert table.odd[0].cell == "1e999"
    assert np.isfinite(to_dataset(table, missing="drop").Y).all()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MOSTLY, "column 2 ('x2') has 1 cell that is no number, line 7: 'abc'"),
        (
            "a,b\n1,2\n3,x\n5,y\n6,1\n7,8\n",
            "column 2 ('b') has 2 cells that are no numbers, the first on line 3: 'x'; {taken}",
        ),
    ],
)
def test_what_is_doubtful_is_said_with_its_line(text, words):
    words = words.format(taken="it was read as categories")
    table = read_table(text, odd="gap")
    assert [sentence(doubt, table) for doubt in doubts(table)] == [words]


def test_words_and_numbers_half_and_half_are_no_mistake():
    assert doubts(read_table("a,b\n1,2\n3,x\n5,y\n6,1\n", odd="gap")) == ()


@given(st.lists(st.sampled_from(["1", "2.5", "", "x", "y1", "?"]), min_size=1, max_size=30))
def test_as_many_cells_are_odd_as_are_no_numbers(cells):
    text = "n,a\n" + "".join(f"{n},{cell}\n" for n, cell in enumerate(cells))
    layout = sniff(text, header=True).with_kind(1, "number")
    table = read_table(text, layout, odd="gap")
    bad = [cell for cell in cells if cell in ("x", "y1")]
    assert sum(odd.count for odd in table.odd) == len(bad)
    assert [odd.cell for odd in table.odd] == bad[:1]


def test_the_preview_stops_at_a_fault_and_names_it():
    text = decoded('a;b\n1,5;"x\ny"\n2;z\n3;"4\n')
    shown = preview(text, sniff(text))
    assert [(row.line, row.cells) for row in shown.rows] == [(2, ["1,5", "x\ny"]), (4, ["2", "z"])]
    assert shown.fault == "line 5: the quoted text that begins there is not closed"
    assert len(preview(text, sniff(text), most=1).rows) == 1


NAMES = "".join(f"{n},person {n},{'abc'[n % 3]},{n % 2}\n" for n in range(60))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", ("input", "input", "label")),
        ("sort,b,c\nx,2,3\ny,5,6\nx,1,1\n", ("label", "input", "input")),
        ("sort,b,way\nx,2,up\ny,5,down\nx,1,up\n", ("input", "input", "label")),
        (f"n,name,sort,y\n{NAMES}", ("input", "leave out", "label", "input")),
        ("a,b,c\n1,,3\n4,,6\n", ("input", "leave out", "label")),
        ("x1,x2,y\n1,2,0\n2,abc,1\n3,4,0\n", ("input", "input", "label")),
    ],
)
def test_what_columns_are_for(text, roles):
    assert usual_roles(read_table(text, odd="gap")) == roles


def test_names_are_too_many_for_classes():
    table = read_table(f"n,name,sort,y\n{NAMES}")
    assert nearly_all_different(table) == (
        "column 2 ('name') has 60 different values in 60 rows: too many for classes",
    )


@pytest.mark.parametrize(
    ("cells", "classes"), [("0123456789" * 6, 10), ("01" * 30, 0), ("012", 0), ("0123" * 6, 4)]
)
def test_whole_numbers_that_come_again_look_like_classes(cells, classes):
    table = read_table("a,y\n" + "".join(f"{n}.5,{cell}\n" for n, cell in enumerate(cells)))
    assert looks_like_classes(table, 1) == classes
    assert looks_like_classes(table, 0) == 0


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (b"PK\x03\x04rest", "is a workbook or an archive, not a text: save its sheet as CSV"),
        (b"\xd0\xcf\x11\xe0", "is a workbook in an old format"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\x1f\x8b\x08", "is a packed file"),
    ],
)
def test_files_that_are_no_texts_are_named(begins, words):
    with pytest.raises(TableError, match=words):
        sniff(begins)
