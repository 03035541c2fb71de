"""What is wrong with a CSV file, or with what is wanted of it, is said in a sentence that names the place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from engine.data.tables import Column, Layout, TableError, file_bytes, read_table, to_dataset

FLOWERS = "size,colour,n\n1.5,red,2\n2.5,green,3\n0.5,red,4\n"
GAPS = "a,b,c\n1,x,1\n?,x,2\n3,,3\n5,y,4\n6,y,NA\n"


@pytest.mark.parametrize(
    "cell", ["0x10", "1_0", "1 2", "\u0661", "1,5", "1.2.3", "1e", "e5", "--1", "+", ".", "one", "1.5€"]
)
def test_what_is_no_number(cell):
    layout = Layout((Column("a"), Column("b")), ";")
    for text in (f"a;b\n1;2\n3;{cell}\n", f'a;b\n1;2\n3;"{cell}"\n', f'a;b\n"1";2\n3; "{cell}" \n'):
        with pytest.raises(TableError, match=re.escape(f"line 3, column 2 ('b'): {cell!r} is not a number")):
            read_table(text, layout)


@pytest.mark.parametrize("cell", ["1e999", "-2e400", "9" * 400])
def test_what_is_too_large(cell):
    with pytest.raises(TableError, match=r"line 2, column 1: .* is too large for a number"):
        read_table(f"1;2\n{cell};3\n", Layout((Column("a"), Column("b")), ";", header=False))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3\n4,5,6\n7,8\n", "line 3: has 1 cell, not 2; 1 more fault follows"),
        ("a,b,c\n1,2\n3,4\n", "line 1: has 3 names, not 2"),
        (
            "a,b\n1,2\n1,2\n1,x\n1,y\n" + "1,2\n" * 9,
            "line 4, column 2 ('b'): 'x' is not a number; 1 more fault follows",
        ),
        ("1,2\n1,2\n1,x\n" + "1,2\n" * 5, "line 3, column 2: 'x' is not a number"),
        ('a,b\n1,2\n3,"4\n5,6\n', "line 3: the quoted text that begins there is not closed"),
        ('a,b\n1,"2\n\n"\n3,"4"" ""\n5,6\n', "line 5: the quoted text that begins there is not closed"),
        ('a,b\n1,2\n"x\ny","4\n5,6\n', "line 4: the quoted text that begins there is not closed"),
        ('a,b\n1,2\n3,"4"",\n"" x\n', "line 3: the quoted text that begins there is not closed"),
        (
            'a,b\n1,2\n3,"4"5\n',
            "line 3: something stands between the end of a quoted text and the next separator",
        ),
        ("a,b\n1,2\n3,\0\n", "line 3: holds a NUL byte: no text, or UTF-16 without a byte order mark"),
        ("", "the file is empty"),
        (" \r\n\n", "the file is empty"),
        (",,\n,\n", "the file is empty"),
        ("a,b\n", "the file has no rows of data"),
        ("a,b\n\n,\n", "the file has no rows of data"),
        ("a\ud800,b", "line 1: holds half a character"),
    ],
)
def test_a_fault_is_named_with_its_line(text, words):
    with pytest.raises(TableError) as error:
        read_table(text)
    assert str(error.value) == words or (words.endswith("character") and words in str(error.value))


def test_thousands_of_bad_rows_make_one_sentence():
    text = "a,b\n" + "1,2\n" * 50_000 + "1\n" * 3_000 + "1,x\n" * 2_000
    with pytest.raises(TableError, match=r"^line 50002: has 1 cell, not 2; 4,999 more faults follow$"):
        read_table(text)


def test_reading_is_given_up_where_too_much_is_wrong():
    text = "a,b\n" + "1,2\n" * 200 + "1\n" * 300_000
    with pytest.raises(TableError, match=r"^line 202: has 1 cell, not 2; more than 100,000 faults follow$"):
        read_table(text)


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        (GAPS, {}, "line 3, column 1 ('a'): a value is missing; 2 more are missing"),
        (GAPS, {"inputs": [1]}, "line 3, column 1 ('a'): a value is missing; 1 more is missing"),
        ("a,b\n1," + "x" * 101 + "\n2,y\n", {}, "has a class with a name of more than 100 characters, 'xxxx"),
        ("a,b,c\n1,,2\n,1,2\n", {}, "line 2, column 2 ('b'): a value is missing; 1 more is missing"),
        (GAPS, {"missing": "mean"}, "line 6, column 3 ('c'): a value is missing"),
        (GAPS, {"missing": "guess"}, "unknown way with missing values 'guess'; there are refuse, drop, mean"),
        ("a,b\n1,\n,2\n", {"missing": "drop"}, "every row has a missing value; nothing is left"),
        (FLOWERS, {"labels": ["colur"]}, "there is no column 'colur'; did you mean 'colour'?"),
        (FLOWERS, {"labels": [0]}, "there is no column 0; they are numbered from 1 to 3"),
        (FLOWERS, {"labels": ["4"]}, "there is no column 4; they are numbered from 1 to 3"),
        (FLOWERS, {"labels": [-1]}, "there is no column -1; they are numbered from 1 to 3"),
        (FLOWERS, {"inputs": ["size", 1]}, "a column is named twice"),
        (
            FLOWERS,
            {"inputs": ["size"], "labels": ["size"]},
            "column 1 ('size') cannot be both input and label",
        ),
        (FLOWERS, {"labels": []}, "no columns are left for the labels"),
        ("a\n1\n", {}, "no columns are left for the inputs"),
        ("a,b,c\n1,,2\n3,,4\n", {"inputs": ["b"]}, "column 2 ('b') is empty"),
        (FLOWERS, {"single": True}, "needs one label with two classes; there are no classes"),
        ("a,b\n1,x\n2,x\n", {}, "column 2 ('b') has a single class, 'x'; there is nothing to tell apart"),
        (
            "1;x\n" + "".join(f"{n};w{n}\n" for n in range(1001)),
            {},
            "column 2 has more than 1,000 different values",
        ),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(text, options, words):
    with pytest.raises(TableError, match=re.escape(words)):
        to_dataset(read_table(text), **options)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"separator": " "}, "unknown separator ' '"),
        ({"decimal": "·"}, "unknown decimal mark '·'"),
        ({"quote": "`"}, "unknown quotation mark '`'"),
        ({"encoding": "utf-7"}, "unknown encoding 'utf-7'"),
        ({"columns": ()}, "a table has 1 to 4,096 columns, not 0"),
        ({"columns": (Column("a"), Column("a"))}, "two columns have the name 'a'"),
        ({"columns": (Column("a", "date"),)}, "a column holds number, category, empty, not 'date'"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(change, words):
    with pytest.raises(TableError, match=re.escape(words)):
        replace(Layout((Column("a"),)), **change)


def test_files_are_read_and_refused_by_name(tmp_path):
    file = tmp_path / "data.csv"
    file.write_bytes(b"a,b\n1,2\n")
    assert read_table(file_bytes(file)).numbers.tolist() == [[1, 2]]
    with pytest.raises(TableError, match=r"none\.csv: cannot be read: "):
        file_bytes(tmp_path / "none.csv")
    with pytest.raises(TableError, match=": cannot be read: "):
        file_bytes(tmp_path)
