"""The exponential moving average: as the book has it, and the same however it was come by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.session.column import Column
from gui.plotting.smoothing import Smoother, smoothed

NUMBERS = st.floats(-1e6, 1e6)


def by_the_book(values, span):
    keep, result = (span - 1) / (span + 1), [values[0]]
    for value in values[1:]:
        result.append(keep * result[-1] + (1 - keep) * value)
    return result


@given(st.lists(NUMBERS, min_size=1, max_size=400), st.sampled_from([2, 10, 100, 1000]))
def test_each_value_counts_as_the_book_has_it(values, span):
    found = smoothed(np.array(values), span)
    assert found == pytest.approx(by_the_book(values, span), rel=1e-9, abs=1e-3)


@given(st.lists(NUMBERS, min_size=1, max_size=200), st.integers(0, 200), st.sampled_from([2, 10, 100]))
def test_going_on_is_the_same_as_all_at_once(values, cut, span):
    curve = np.array(values)
    column = Column().grown(curve[:cut])
    smoother = Smoother()
    smoother.smooth(column.array, span)
    found = smoother.smooth(column.grown(curve[cut:]).array, span)
    assert found == pytest.approx(smoothed(curve, span), rel=1e-9, abs=1e-3)


def test_a_gap_stays_a_gap_and_tells_nothing():
    curve = np.array([1.0, np.nan, 1.0, np.inf, 3.0])
    found = smoothed(curve, 2)
    assert np.isnan(found).tolist() == [False, True, False, True, False]
    assert found[4] == pytest.approx(1 + 2 * 2 / 3)
    assert np.isnan(smoothed(np.full(3, np.nan), 10)).all()
    assert smoothed(np.empty(0), 10).size == 0


def test_another_curve_begins_anew():
    smoother = Smoother()
    smoother.smooth(np.array([5.0, 5.0, 5.0]), 10)
    assert smoother.smooth(np.array([1.0, 1.0, 1.0, 1.0]), 10).tolist() == [1.0] * 4
    assert smoother.smooth(np.array([1.0, 4.0]), 2).tolist() == pytest.approx([1.0, 3.0])
    assert smoother.smooth(np.array([1.0, 4.0]), 100)[1] < 1.1
