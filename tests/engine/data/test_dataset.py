"""Data sets as values, and scaling that can be taken back."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.data.classes import class_numbers, one_hot
from engine.data.dataset import DataNotes, DataSet
from engine.data.scaling import KINDS, Scaling, measured_step

X = [[1.0, 10.0, 7.0], [2.0, 30.0, 7.0], [3.0, 20.0, 7.0]]
Y = [[1.0], [2.0], [4.0]]
NUMBERS = st.floats(-1e100, 1e100, allow_subnormal=True)
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 4)).flatmap(
    lambda shape: arrays(float, shape, elements=NUMBERS)
)


@pytest.mark.parametrize(
    ("kind", "by", "shift", "factor", "first"),
    [
        (
            "standardise",
            None,
            (2, 20, 7),
            (np.sqrt(2 / 3), np.sqrt(200 / 3), 1),
            (-np.sqrt(1.5), -np.sqrt(1.5), 0),
        ),
        ("min-max", None, (1, 10, 7), (2, 20, 1), (0, 0, 0)),
        ("divide", 4.0, (0, 0, 0), (4, 4, 4), (0.25, 2.5, 1.75)),
    ],
)
def test_each_kind_does_what_it_says(kind, by, shift, factor, first):
    data = DataSet(X, Y).scaled(kind, by=by)
    (step,) = data.notes.scaling
    np.testing.assert_allclose([step.shift, step.factor], [shift, factor], rtol=1e-15)
    np.testing.assert_allclose(data.X[0], first, rtol=1e-15, atol=1e-15)
    assert (step.kind, step.columns, step.of) == (kind, (0, 1, 2), "X")


def test_what_is_measured_comes_from_the_rows_given():
    (step,) = DataSet(X, Y).scaled("min-max", rows=[0, 2]).notes.scaling
    assert step.shift == (1, 10, 7)
    assert step.factor == (2, 10, 1)


def test_labels_can_be_scaled_and_all_steps_are_taken_back_in_turn():
    data = DataSet(X, Y).scaled("divide", by=16).scaled("standardise").scaled("min-max", of="Y")
    assert [(step.kind, step.of) for step in data.notes.scaling] == [
        ("divide", "X"),
        ("standardise", "X"),
        ("min-max", "Y"),
    ]
    assert data.Y[:, 0].tolist() == [0, 1 / 3, 1]
    back = data.unscaled()
    assert back.notes == DataNotes()
    np.testing.assert_allclose(back.X, X, rtol=1e-15)
    np.testing.assert_allclose(back.Y, Y, rtol=1e-15)


@given(TABLES, st.sampled_from(sorted(KINDS)), st.data())
def test_scaling_and_back_is_the_same_to_rounding(table, kind, data):
    by = data.draw(st.floats(1e-3, 1e3)) if kind == "divide" else None
    step = measured_step(kind, table, by=by)
    back = step.undo(step.apply(table))
    # What shift and column hold together bounds what rounding can lose.
    size = np.maximum(np.abs(table), np.abs(step.shift)) + np.abs(step.factor) * 1e-300
    assert (np.abs(back - table) <= 4e-16 * size + 1e-320).all()


@given(TABLES)
def test_standardised_columns_have_mean_0_and_deviation_1_or_0(table):
    scaled = measured_step("standardise", table).apply(table)
    limited = measured_step("min-max", table).apply(table)
    assert ((limited >= 0) & (limited <= 1)).all()
    for column, before in zip(scaled.T, table.T, strict=True):
        if before.min() == before.max():
            assert (column == 0).all()
        elif before.max() - before.min() > 1e-6 * np.abs(before).max():
            np.testing.assert_allclose([column.mean(), column.std()], [0, 1], atol=1e-8)


def test_nothing_is_scaled_unless_asked():
    data = DataSet(X, Y)
    assert data.X.tolist() == X
    assert data.notes.scaling == ()


def test_arrays_are_frozen_and_rows_can_be_taken():
    data = DataSet(X, Y, DataNotes(name="three"))
    assert not data.X.flags.writeable
    taken = data.taken([2, 0])
    assert taken.X[:, 0].tolist() == [3, 1]
    assert taken.Y[:, 0].tolist() == [4, 1]
    assert taken.notes.name == "three"
    assert data.samples == 3


def test_notes_and_steps_are_compared_by_value():
    first, second = (DataSet(X, Y).scaled("standardise").notes for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert Scaling("divide", [0], [0], [16]) == Scaling("divide", (0,), (0.0,), (16.0,))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: DataSet([1.0], Y),
            "X must be a table with at least one row and one column, not of shape (1,)",
        ),
        (lambda: DataSet(X, np.empty((3, 0))), "Y must be a table"),
        (lambda: DataSet(X, Y[:2]), "X has 3 samples but Y has 2"),
        (lambda: DataSet(X, [[1], [np.nan], [2]]), "Y, row 2, column 1: nan is not a finite number"),
        (lambda: DataSet(X, Y, DataNotes(inputs=("a",))), "1 names of inputs do not fit 3 columns"),
        (
            lambda: DataSet(X, Y, DataNotes(classes=("a", "b", "c"))),
            "3 names of classes do not fit 1 columns",
        ),
        (
            lambda: DataSet(X, Y).scaled("log"),
            "unknown scaling 'log'; there are standardise, min-max, divide",
        ),
        (lambda: DataSet(X, Y).scaled("divide"), "'divide' needs the number to divide by"),
        (lambda: DataSet(X, Y).scaled("min-max", by=2), "'min-max' takes no number"),
        (lambda: DataSet(X, Y).scaled("divide", by=0), "must be finite, the factors not 0"),
        (lambda: DataSet(X, Y).scaled("min-max", rows=[]), "'min-max' needs at least one row"),
        (
            lambda: DataSet([[1e308], [-1e308]], [[0], [1]]).scaled("standardise"),
            "column 1 of X spans too much",
        ),
        (lambda: DataSet([[1e308]], [[0]]).scaled("divide", by=1e-3), "column 1 of X has numbers too large"),
        (lambda: Scaling("divide", (0, 0), (0, 0), (1, 1)), "each at most once"),
        (lambda: Scaling("divide", (0,), (0, 0), (1,)), "one shift and one factor a column"),
        (lambda: Scaling("divide", (0,), (0,), (1,), "Z"), "scaling is of X or Y, not of 'Z'"),
        (
            lambda: Scaling("divide", (3,), (0,), (1,)).apply(np.ones((2, 2))),
            "names column 4, but there are 2",
        ),
        (lambda: one_hot([0, 3], 3), "class numbers go from 0 to 2, not from 0 to 3"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(make, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        make()


@given(
    st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n - 1), min_size=1)))
)
def test_one_hot_and_back(case):
    classes, numbers = case
    Y = one_hot(numbers, classes)
    assert (Y.sum(axis=1) == 1).all()
    assert class_numbers(Y).tolist() == numbers


def test_a_single_column_of_0_and_1_has_two_classes():
    assert class_numbers(np.array([[0.0], [1.0], [0.5], [0.4]])).tolist() == [0, 1, 1, 0]
