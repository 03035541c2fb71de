"""CSV files as people have them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.data.classes import class_numbers
from engine.data.tables import Column, Layout, TableError, decoded, read_table, sniff, to_dataset

FLOWERS = "size,colour,n\n1.5,red,2\n2.5,green,3\n0.5,red,4\n"
GAPS = "a,b,c\n1,x,1\n?,x,2\n3,,3\n5,y,4\n6,y,NA\n"


@pytest.mark.parametrize(
    ("text", "separator", "decimal", "header", "kinds"),
    [
        ("a,b\n1,2\n3,4\n", ",", ".", True, "nn"),
        ("1,2\n3,4\n", ",", ".", False, "nn"),
        ("a;b\n1,5;2\n3,25;4\n", ";", ",", True, "nn"),
        ("1,5;2,5\n3,5;4,5\n", ";", ",", False, "nn"),
        ("a;b\n1.5;2\n3;4\n", ";", ".", True, "nn"),
        ("a\tb\n1,5\t2\n", "\t", ",", True, "nn"),
        ("a|b\n1|2\n", "|", ".", True, "nn"),
        ("sep=;\na;b\n1;2\n", ";", ".", True, "nn"),
        ("name,says\n1,'a, b'\n2,'c, d'\n", ",", ".", True, "nc"),
        ('name\tsays\n1\t"a, b"\n2\t"c, d"\n', "\t", ".", True, "nc"),
        ("id,2019,2020\n1,2,3\n4,5,6\n", ",", ".", True, "nnn"),
        (",a\n0,1\n1,2\n", ",", ".", True, "nn"),
        ("bob,red\nann,blue\neve,red\n", ",", ".", False, "cc"),
        ("who,what\nann,blue\neve,red\n", ",", ".", True, "cc"),
        ("a,b,c\n1,,x\n2,,y\n", ",", ".", True, "nec"),
        ("when,how\n2024-01-31,1\n2024-02-01,2\n", ",", ".", True, "cn"),
        ("x\n1\n2\n", ",", ".", True, "n"),
        ("a,b\n1,x\n2,y\n3,5\n4,z\n", ",", ".", True, "nc"),
        ("a,b\n1,1\n2,2\n3,3\n4,4\n5,six\n", ",", ".", True, "nn"),
    ],
)
def test_how_a_file_is_written_is_found(text, separator, decimal, header, kinds):
    layout = sniff(text)
    assert (layout.separator, layout.decimal, layout.header) == (separator, decimal, header)
    assert "".join(column.kind[0] for column in layout.columns) == kinds


def test_what_is_known_is_not_looked_for():
    assert sniff("1,5\n2,5\n", separator=";", decimal=",").columns == (Column("column 1", "number"),)
    assert sniff("a,b\nc,d\n", header=False).header is False
    assert sniff("1,2\n3,4\n", header=True).columns[0].name == "1"
    with pytest.raises(TableError, match="the comma cannot be both"):
        sniff("1,2", separator=",", decimal=",")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("a,b,a", ["a", "b", "a (2)"]),
        ("a,,c", ["a", "column 2", "c"]),
        (" a ,  b b,c ", ["a", "b b", "c"]),
        ("a,a,a (2)", ["a", "a (2)", "a (2) (2)"]),
        ('"a\nb",c,d', ["a b", "c", "d"]),
        ("x" * 150 + ",b,c", ["x" * 100, "b", "c"]),
    ],
)
def test_names_of_columns(header, names):
    assert [column.name for column in sniff(header + "\n1,2,3\n").columns] == names


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(end, last):
    text = FLOWERS.replace("\n", end)
    table = read_table(text if last else text.removesuffix(end))
    assert table.numbers.tolist() == [[1.5, 2], [2.5, 3], [0.5, 4]]
    assert table.lines.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("content", "encoding", "remarks"),
    [
        ("größe,b\n1,é\n2,ß\n".encode(), "utf-8", 0),
        ("größe,b\n1,é\n2,ß\n".encode("utf-8-sig"), "utf-8", 0),
        ("größe,b\n1,é\n2,ß\n".encode("utf-16"), "utf-16", 0),
        ("größe,b\n1,é\n2,ß\n".encode("utf-16-be"), "utf-16-be", 0),
        ("größe,b\n1,é\n2,ß\n".encode("cp1252"), "cp1252", 1),
        ("größe,b\n1,é\n2,ß\n".encode("latin-1") + b"3,\x81\n", "latin-1", 1),
    ],
)
def test_encodings(content, encoding, remarks):
    if encoding == "utf-16-be":
        content, encoding = b"\xfe\xff" + content, "utf-16"
    table = read_table(content)
    assert table.layout.encoding == encoding
    assert table.names == ("größe", "b")
    assert {"é", "ß"} <= set(table.categories[0])
    assert len(table.remarks) == remarks


def test_a_guessed_encoding_is_told_and_can_be_corrected():
    content = "a,b\n1,é\n2,e\n".encode("cp1252")
    remark = "The file is not in UTF-8 and was read as Windows-1252; look at letters with accents."
    assert to_dataset(read_table(content)).notes.remarks == (remark,)
    corrected = sniff(content, encoding="latin-1")
    assert to_dataset(read_table(content, corrected)).notes.remarks == ()
    with pytest.raises(TableError, match="line 2: is not UTF-8"):
        sniff(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1", 1),
        ("-0", -0.0),
        ("+3.", 3),
        (".5", 0.5),
        ("−2", -2),
        ("1e3", 1000),
        ("1E-3", 0.001),
        ("007", 7),
        ("4.9e-324", 5e-324),
        ("123456789012345678901234567890", 1.2345678901234568e29),
        ("9007199254740993", 2.0**53),
        ("0.1", 0.1),
        ("1.7976931348623157e308", 1.7976931348623157e308),
        (" 5 ", 5),
        ("\t5", 5),
        ("          5", 5),
        ("0.30000000000000004", 0.30000000000000004),
        ("1e-999", 0),
        ("99999999999999999", 1e17),
    ],
)
def test_numbers_are_read_exactly(cell, number):
    layout = Layout((Column("a"), Column("b", "category")), ";", header=False)
    for text in (f"{cell};x\n", f'"{cell}";"x"\n', f'{cell};"x;y"\n'):
        read = read_table(text, layout).numbers[0, 0]
        assert (read, math.copysign(1, read)) == (number, math.copysign(1, number))


def test_a_column_that_seemed_empty_may_hold_numbers_but_no_words():
    text = "a,b,c\n" + "1,,2\n" * 300
    table = read_table(text + "1,5,2\n")
    assert [column.kind for column in table.layout.columns] == ["number"] * 3
    with pytest.raises(
        TableError, match=r"line 302, column 2 \('b'\): 'x' is not a number, and the rows before"
    ):
        read_table(text + "1,x,2\n")


def test_embedded_separators_quotes_and_lines():
    table = read_table('name,n\n"Smith, ""Joe""\nJr.",1\nplain,2\n5" pipe,3\n')
    assert table.categories == (('5" pipe', 'Smith, "Joe"\nJr.', "plain"),)
    assert table.lines.tolist() == [2, 4, 5]


def test_without_quotation_marks_a_mark_is_a_letter():
    layout = replace(sniff('a,b\n"x,1\n"y,2\n', quote=""), quote="")
    assert read_table('a,b\n"x,1\n"y,2\n', layout).categories == (('"x', '"y'),)


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ("red green red blue", ("blue", "green", "red")),
        ("10 9 2 10", ("2", "9", "10")),
        ("b A a B", ("A", "B", "a", "b")),
        ("1.5 -2 x 3", ("-2", "1.5", "3", "x")),
    ],
)
def test_classes_stand_in_ascending_order(values, classes):
    text = "\n".join(f"{n};{value}" for n, value in enumerate(values.split()))
    layout = Layout((Column("n"), Column("value", "category")), ";", header=False)
    data = to_dataset(read_table(text, layout))
    assert data.notes.classes == classes
    assert [classes[number] for number in class_numbers(data.Y)] == values.split()


def test_inputs_and_labels_by_name_and_number():
    table = read_table(FLOWERS)
    default = to_dataset(table)
    assert default.notes.inputs == ("size", "colour = green", "colour = red")
    assert default.X.tolist() == [[1.5, 0, 1], [2.5, 1, 0], [0.5, 0, 1]]
    assert default.notes.labels == ("n",)
    chosen = to_dataset(table, ["n", 1], ["2"], name="flowers", source="a friend")
    assert chosen.notes.inputs == ("n", "size")
    assert chosen.X.tolist() == [[2, 1.5], [3, 2.5], [4, 0.5]]
    assert chosen.notes.labels == ("colour = green", "colour = red")
    assert chosen.notes.classes == ("green", "red")
    assert (chosen.notes.name, chosen.notes.source) == ("flowers", "a friend")
    both = to_dataset(table, [1], ["colour", "n"])
    assert both.Y.tolist() == [[0, 1, 2], [1, 0, 3], [0, 1, 4]]
    assert both.notes.classes == ()


def test_two_classes_can_be_one_column():
    data = to_dataset(read_table(FLOWERS), [1], ["colour"], single=True)
    assert data.Y.tolist() == [[1], [0], [1]]
    assert (data.notes.labels, data.notes.classes) == (("colour",), ("green", "red"))


GAPS = "a,b,c\n1,x,1\n?,x,2\n3,,3\n5,y,4\n6,y,NA\n"


def test_rows_with_gaps_are_dropped_and_counted():
    data = to_dataset(read_table(GAPS), missing="drop")
    assert data.X.tolist() == [[1, 1, 0], [5, 0, 1]]
    assert data.notes.remarks == ("3 rows with missing values left out.",)


def test_gaps_in_inputs_are_filled_with_the_mean_and_told():
    data = to_dataset(read_table(GAPS), labels=["a"], inputs=["b"], missing="drop")
    assert data.samples == 3
    filled = to_dataset(read_table(GAPS.replace("NA", "5")), missing="mean")
    assert filled.X.tolist() == [[1, 1, 0], [3.75, 1, 0], [3, 0.5, 0.5], [5, 0, 1], [6, 0, 1]]
    assert filled.notes.remarks == (
        "1 gap in 'a' filled with the mean, 3.75.",
        "1 gap in 'b = x' filled with the mean, 0.5.",
        "1 gap in 'b = y' filled with the mean, 0.5.",
    )


def test_a_corrected_kind_makes_numbers_classes():
    layout = sniff("size,digit\n1,7\n2,3\n3,7\n").with_kind(1, "category")
    data = to_dataset(read_table("size,digit\n1,7\n2,3\n3,7\n", layout))
    assert data.notes.classes == ("3", "7")
    assert data.Y.tolist() == [[0, 1], [1, 0], [0, 1]]


def test_a_text_is_decoded_once():
    text = decoded(FLOWERS.encode())
    assert decoded(text) is text
    assert np.array_equal(read_table(text, sniff(text)).numbers, read_table(FLOWERS).numbers)


def test_many_filled_columns_are_told_in_one_sentence():
    text = "1," * 20 + "1\n" + "3," * 20 + "2\n" + "," * 20 + "3\n"
    data = to_dataset(read_table(text), missing="mean")
    assert data.X[2].tolist() == [2] * 20
    assert data.notes.remarks == ("20 gaps in 20 columns filled with the means of their columns.",)
