"""CSV files that were damaged, or made to do harm, are read or refused in a sentence."""

from __future__ import annotations

import random
import re
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.data.tables import TableError, read_table, sniff, to_dataset
from engine.data.tables.selection import MISSING
from resources import read_bytes

MUTATED = 5_000
BATCH = 500

WHOLE = ("size,colour,n\n" + "1.5,red,2\n-2.5e3,green,3\n0.5,,4\n" * 3).encode()
BASES = (
    WHOLE,
    WHOLE.replace(b",", b";").replace(b".", b",").replace(b"\n", b"\r\n"),
    WHOLE.replace(b",", b"\t").replace(b"\n", b"\r"),
    WHOLE.decode().encode("utf-16"),
    'größe;art\n"1,5";"a ""b"" c"\n2,5;"d;\ne"\n'.encode("cp1252"),
    b'"x","y"\n"1","2"\n"3","4"\n',
    b"1,2,3\n4,5,6\n7,8,9\n" * 2,
    b"sep=;\na;b\n1;2\n",
    b"a,b\n1,?\nNA,-\nnan,3\n",
    read_bytes("data", "iris.csv")[:250],
    read_bytes("data", "digits.csv")[:700],
)
PIECES = (
    *(bytes((number,)) for number in b"\"',;\t|\n\r\0 .-\x1a\x85\xc3\xff"),
    *(b'""', b"\r\n", b"1e999", b"nan", b"inf", b"0x1", b"1_0", b"\xff\xfe", b"\xef\xbb\xbf"),
    *("−".encode(), "漢".encode(), b"9" * 400, b"," * 300, b"\n" * 300, b'"\n' * 50, b"a" * 2_000),
)

A_SENTENCE = re.compile(
    r"line \d+(, column \d+( \(['\"].*['\"]\))?)?: .+"
    r"|column \d+( \(['\"].*['\"]\))? (is empty|has .+|cannot .+)"
    r"|(the file|no columns|every row|is not a text in|\d[\d,]* rows of) .+",
    re.DOTALL,
)


def mutated(rng: random.Random) -> bytes:
    """Damage one of the files in one to six places."""
    data = bytearray(rng.choice(BASES))
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((0, 1, 1, 5, 40)))
        kind = rng.randrange(5)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at:at] = rng.choice(PIECES)
        elif kind == 2:
            del data[at:end]
        elif kind == 3:
            data[at:end] = rng.choice(PIECES)
        else:
            data[at:at] = data[end : end + 30] * rng.choice((1, 1, 3))
    return bytes(data)


def read_or_refused(data: bytes | str, missing: str, layout=None) -> bool:
    """Read a file and make a data set of it; if refused, check that a sentence says why."""
    said = ""
    try:
        dataset = to_dataset(read_table(data, layout), missing=missing)
    except TableError as error:
        said = str(error)
    if said:
        assert A_SENTENCE.fullmatch(said), said
        return False
    assert len(dataset.X) == len(dataset.Y) > 0
    return True


@pytest.mark.parametrize("seed", range(MUTATED // BATCH))
def test_damaged_files_are_read_or_refused_with_the_place(seed):
    rng = random.Random(seed)
    ways = tuple(MISSING)
    read = sum(read_or_refused(mutated(rng), rng.choice(ways)) for _ in range(BATCH))
    assert 0.05 * BATCH < read < 0.9 * BATCH


@given(st.binary(max_size=300) | st.text(max_size=200), st.sampled_from(sorted(MISSING)))
@example(b"1,'\n", "drop")
def test_anything_is_read_or_refused(data, missing):
    read_or_refused(data, missing)


def test_a_layout_of_another_file_is_no_harm():
    layouts = [sniff(base) for base in BASES]
    for data in BASES:
        for layout in layouts:
            read_or_refused(data, "drop", layout)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"1," * 10_000_000, "line 1: is longer than 1,048,576 bytes"),
        (b"a\n" + b"1" * 20_000_000, "line 2: is longer than 1,048,576 bytes"),
        (b"1," * 5_000 + b"1\n", "line 1: has 5,001 cells; a table has at most 4,096 columns"),
        (b'a,b\n1,"' + b"x\n" * 80_000, "line 2: the quoted text that begins there is not closed"),
        (b"a,b\n1," + b"x" * 200_000 + b'"\n"', "line 2: a cell is longer than 131,072 characters"),
        (b"a,b\n" + b'"" ' * 200_000, "line 2: something stands between the end of a quoted text"),
        (b"a," * 2_000 + b"a\n" + b"\n" * 100_000, "the file has no rows of data"),
        (
            b"n;w\n" + b"".join(b"%d;w%d\n" % (n, n) for n in range(50_000)),
            "more than 1,000 different values",
        ),
        (bytes(range(256)) * 4_000, "line 1: holds a NUL byte"),
        (bytes(range(1, 256)) * 4_000, "line 8001: has 1 cell, not 2"),
        (b"a,b\n" + b"x,y,z\n" * 60_000, "line 1: has 2 names, not 3"),
        (b"\xff\xfe" + b"\x00\xd8" * 1_000, "is not a text in utf-16"),
        (b"\xff\xfe\0\0" + "a,b\n1,2\n".encode("utf-32-le"), "line 1: holds a NUL byte"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_files_made_to_do_harm_are_refused_in_little_memory(data, words):
    tracemalloc.start()
    try:
        with pytest.raises(TableError) as error:
            to_dataset(read_table(data))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert words in str(error.value)
    assert A_SENTENCE.fullmatch(str(error.value))
    assert peak < 150 * 2**20
