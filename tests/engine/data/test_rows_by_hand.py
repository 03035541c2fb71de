"""Rows of a data set changed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.data.rows import Rows, Spot
from engine.data.scaling import measured_step
from engine.nn.types import freeze

NOTES = DataNotes(classes=("red", "green", "blue"))


def rows(samples=4, test=(), notes=NOTES, Y=None):
    X = np.arange(2.0 * samples).reshape(samples, 2)
    return Rows(
        freeze(X),
        freeze(np.eye(3)[np.arange(samples) % 3] if Y is None else Y),
        notes,
        np.array(test, dtype=np.int64),
    )


def test_a_cell():
    before = rows()
    after = before.with_values(np.array([2]), {Spot("X", 1): np.array([9.0])})
    assert after.X[2].tolist() == [4, 9]
    assert list(after.changes(before)) == ["X"]
    assert before.X[2].tolist() == [4, 5]
    assert after.with_values(np.array([2]), {Spot("X", 1): np.array([5.0])}).changes(before) == {}


def test_a_class():
    after = rows().with_values(np.array([0, 3]), {Spot("class"): np.array([2.0, 1.0])})
    assert [after.class_of(row) for row in range(4)] == [2, 1, 2, 1]
    two = rows(notes=DataNotes(classes=("no", "yes")), Y=np.array([[0.0], [1], [0.5], [1]]))
    assert [two.class_of(row) for row in range(4)] == [0, 1, None, 1]
    assert two.with_values(np.array([0]), {Spot("class"): np.array([1.0])}).Y[0, 0] == 1


def test_shares_of_classes_are_no_class():
    assert rows(1, Y=np.array([[0.5, 0.5, 0]])).class_of(0) is None
    assert rows(notes=DataNotes(classes=("one", "two"))).classes == ()


def test_rows_behind_the_last_are_added():
    after = rows(2, test=[1]).with_values(np.array([1, 3]), {Spot("X", 0): np.array([7.0, 8.0])})
    assert after.X.tolist() == [[0, 1], [7, 3], [0, 0], [8, 0]]
    assert after.class_of(2) == 0
    assert after.test.tolist() == [1]


def test_rows_kept_for_testing_stay_the_same_rows():
    before = rows(6, test=[1, 4])
    assert before.inserted(2).test.tolist() == [1, 5]
    assert before.without(np.array([0, 4])).test.tolist() == [0]
    assert before.with_values(np.array([1, 2]), {Spot("test"): np.array([0.0, 1.0])}).test.tolist() == [2, 4]
    assert [row for row in range(6) if before.is_test(row)] == [1, 4]


def test_something_is_left_to_train_with():
    for change in (
        lambda some: some.without(np.array([0, 1])),
        lambda some: some.with_values(np.array([0, 1]), {Spot("test"): np.ones(2)}),
    ):
        with pytest.raises(ValueError, match="at least one row must be left to train with"):
            change(rows(3, test=[2]))


def test_what_is_not_finite_is_named():
    with pytest.raises(ValueError, match="row 3: inf is not a finite number"):
        rows().with_values(np.array([2]), {Spot("Y", 0): np.array([np.inf])})


def test_one_row_and_one_behind_the_last():
    before = rows(3, test=[1])
    after = before.with_row(3, {1: 5.0}, [0.0, 1.0, 0.0])
    assert after.X[3].tolist() == [0, 5]
    assert after.class_of(3) == 1
    assert after.test.tolist() == [1]
    moved = before.with_row(0, {0: -1.0})
    assert list(moved.changes(before)) == ["X"]
    assert moved.Y is before.Y


def test_a_derived_input_is_not_set_itself():
    data = with_features(DataSet(np.ones((2, 1)), np.ones((2, 1))), [Feature("square", (0,))])
    before = Rows(data.X, data.Y, data.notes, np.empty(0, dtype=np.int64))
    with pytest.raises(ValueError, match="x² is derived from other inputs; change those"):
        before.with_row(0, {1: 4.0})


def test_derived_inputs_follow_and_others_keep_every_bit():
    plain = DataSet(np.array([[0.1, 2.0], [3.0, 4.0], [0.7, 0.2]]), np.zeros((3, 1)))
    data = with_features(plain, [Feature("square", (0,)), Feature("product", (0, 1))]).scaled("standardise")
    before = Rows(data.X, data.Y, data.notes, np.empty(0, dtype=np.int64))
    assert before.base_inputs == 2
    after = before.with_values(np.array([1]), {Spot("X", 0): np.array([0.5])})
    step = data.notes.scaling[0]
    raw = 0.5 * step.factor[0] + step.shift[0]
    expected = (np.array([raw**2, raw * 4.0]) - step.shift[2:]) / step.factor[2:]
    np.testing.assert_allclose(after.X[1], [0.5, data.X[1, 1], *expected], rtol=1e-12)
    assert np.array_equal(after.X[[0, 2]], data.X[[0, 2]])
    assert np.array_equal(after.X[1, 1], data.X[1, 1])
    assert measured_step("standardise", plain.X).shift == step.shift[:2]


@given(st.integers(1, 12), st.data())
def test_what_is_inserted_and_left_out_again_changes_nothing(samples, data):
    test = data.draw(st.lists(st.integers(0, samples - 1), unique=True, max_size=samples - 1).map(sorted))
    at, count = data.draw(st.integers(0, samples)), data.draw(st.integers(1, 5))
    before = rows(samples, test)
    assert before.inserted(at, count).without(np.arange(at, at + count)).changes(before) == {}
