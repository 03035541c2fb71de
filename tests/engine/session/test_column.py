"""A column grows without copying the past, and no column ever sees the rows of another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.session.column import Column


def column(*rows: float) -> Column:
    return Column().grown(np.array(rows, dtype=float))


def test_a_grown_column_shares_the_rows_it_had():
    first = column(*range(10))
    second = first.grown(np.array([10.0, 11.0]))
    assert np.shares_memory(first.array, second.array)
    assert first.array.tolist() == list(range(10))
    assert second.array.tolist() == list(range(12))


def test_only_the_longest_column_of_a_stretch_is_grown_in_place():
    first = column(1, 2)
    longer = first.grown(np.array([3.0]))
    other = first.grown(np.array([4.0]))
    assert (longer.array.tolist(), other.array.tolist()) == ([1, 2, 3], [1, 2, 4])
    assert not np.shares_memory(longer.array, other.array)
    assert np.shares_memory(longer.array, longer.grown(np.array([5.0])).array)


def test_a_cut_column_shares_its_rows_and_does_not_overwrite_when_it_grows():
    whole = column(1, 2, 3, 4)
    cut = whole.cut(2)
    assert np.shares_memory(cut.array, whole.array)
    grown = cut.grown(np.array([9.0, 9.0, 9.0]))
    assert whole.array.tolist() == [1, 2, 3, 4]
    assert cut.array.tolist() == [1, 2]
    assert grown.array.tolist() == [1, 2, 9, 9, 9]
    assert whole.cut(4) is whole
    assert whole.cut(99) is whole


def test_rows_that_come_one_by_one_are_seldom_copied():
    grown, stretches = Column(), set()
    for n in range(20_000):
        grown = grown.grown(np.array([float(n)]))
        stretches.add(id(grown.array.base))
    assert grown.array.tolist() == list(range(20_000))
    assert len(stretches) < 60


def test_columns_are_read_only_and_keep_no_hold_of_what_they_were_given():
    rows = np.array([1.0, 2.0])
    made = Column().grown(rows)
    again = made.grown(rows)
    rows[0] = 7.0
    assert again.array.tolist() == [1, 2, 1, 2]
    for array in (Column().array, made.array, again.array, again.cut(1).array):
        assert not array.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        again.array[0] = 3.0


def test_nothing_more_is_the_same_column():
    made = column(1, 2)
    assert made.grown(np.empty(0)) is made
    assert Column().grown(np.empty((0, 4))).array.size == 0


def test_rows_may_be_tables_and_whole_numbers():
    tables = Column().grown(np.ones((2, 3))).grown(np.zeros((100, 3)))
    assert tables.array.shape == (102, 3)
    assert tables.array.flags.c_contiguous
    whole = Column().grown(np.array([5], dtype=np.int64)).grown(np.array([7], dtype=np.int64))
    assert whole.array.dtype == np.int64
    assert whole.cut(0).grown(np.array([9], dtype=np.int64)).array.tolist() == [9]


STEPS = st.lists(
    st.tuples(st.sampled_from(["grow", "cut"]), st.integers(0, 20), st.integers(0, 150)), max_size=25
)


@given(STEPS)
def test_columns_beside_plain_lists(steps):
    """Each step grows or cuts any column that there is; all of them stay what they were."""
    columns, lists, number = [Column()], [[]], 0
    for kind, which, size in steps:
        base, plain = columns[which % len(columns)], lists[which % len(columns)]
        if kind == "grow":
            rows = [float(number + n) for n in range(size)]
            columns.append(base.grown(np.array(rows)))
            lists.append(plain + rows)
            number += size
        else:
            columns.append(base.cut(size))
            lists.append(plain[:size])
    assert [found.array.tolist() for found in columns] == lists
