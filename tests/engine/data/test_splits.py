"""Which rows are kept for testing."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.splits import every_kth, share, trained_on


def test_lesson_14_keeps_every_fifth_row():
    test = every_kth(1797, 5)
    assert (len(test), len(trained_on(1797, test))) == (360, 1437)
    assert test[:3].tolist() == [0, 5, 10]
    assert trained_on(1797, test)[:5].tolist() == [1, 2, 3, 4, 6]


@given(st.integers(2, 200), st.integers(2, 250))
def test_every_kth_row_by_its_number_from_0(samples, k):
    test = every_kth(samples, k)
    assert test.tolist() == [row for row in range(samples) if row % k == 0]
    assert test.dtype == np.int64
    assert not test.flags.writeable


@given(st.integers(2, 200), st.floats(0.01, 0.99), st.integers(0, 2**63 - 1))
def test_a_share_is_ascending_keyed_and_leaves_some_on_either_side(samples, part, seed):
    test = share(samples, part, seed)
    assert (np.diff(test) > 0).all()
    assert test.tolist() == share(samples, part, seed).tolist()
    assert len(test) == min(max(round(samples * part), 1), samples - 1)
    both = np.concatenate((test, trained_on(samples, test)))
    assert sorted(both.tolist()) == list(range(samples))


@given(st.lists(st.integers(0, 4), min_size=4, max_size=60), st.floats(0.1, 0.9), st.integers(0, 99))
def test_a_stratified_share_holds_the_classes_in_proportion(classes, part, seed):
    numbers = np.array(classes)
    sizes = np.bincount(numbers)
    if not (sizes > 1).any():
        with pytest.raises(ValueError, match="single row"):
            share(len(numbers), part, seed, numbers)
        return
    kept = np.bincount(numbers[share(len(numbers), part, seed, numbers)], minlength=len(sizes))
    for size, of_it in zip(sizes, kept, strict=True):
        assert of_it == (min(max(round(size * part), 1), size - 1) if size > 1 else 0)


def test_the_draw_is_not_that_of_weights_with_the_same_seed():
    assert share(100, 0.2, 1).tolist() != sorted(np.random.default_rng(1).permutation(100)[:20].tolist())


def test_another_seed_keeps_other_rows():
    assert share(100, 0.2, 1).tolist() != share(100, 0.2, 2).tolist()


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (lambda: every_kth(10, 1), "keeping every row for testing leaves none to train on; take 2 or more"),
        (lambda: every_kth(10, 0), "every 0th row is none; take 2 or more"),
        (lambda: every_kth(1, 5), "1 row cannot be split"),
        (lambda: share(10, 0.0, 1), "must lie between 0 and 1, not be 0.0"),
        (lambda: share(10, 1.0, 1), "must lie between 0 and 1"),
        (lambda: share(10, float("nan"), 1), "must lie between 0 and 1"),
        (lambda: share(1, 0.5, 1), "1 row cannot be split"),
        (lambda: share(10, 0.5, -1), "a seed is a whole number from 0, not -1"),
        (lambda: share(3, 0.5, 1, [0, 1]), "2 classes do not fit 3 rows"),
    ],
)
def test_a_split_that_cannot_be_is_refused_in_a_sentence(split, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        split()
