"""Derived inputs are what their notes say, whatever happens to the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import FEATURES, Feature, base_inputs, derive, following, with_features
from engine.data.generators import make
from tests.strategies import SEEDS

SQUARE, PRODUCT, SINE = Feature("square", (0,)), Feature("product", (0, 1)), Feature("sin", (1,))


@st.composite
def features(draw, inputs):
    kinds = [kind for kind, told in FEATURES.items() if told.of <= inputs]
    every = [
        Feature(kind, of)
        for kind in kinds
        for of in ([(k,) for k in range(inputs)] if FEATURES[kind].of == 1 else
                   [(j, k) for k in range(inputs) for j in range(k)])
    ]  # fmt: skip
    return tuple(draw(st.lists(st.sampled_from(every), max_size=4, unique=True)))


@st.composite
def raw_data(draw):
    rng = np.random.default_rng(draw(SEEDS))
    shape = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    X = rng.uniform(-1, 1, shape) * draw(st.sampled_from((1e-6, 1.0, 6.0, 1e4)))
    return DataSet(X, np.ones((shape[0], 1)))


def assert_follow(data):
    """Recompute all inputs from the first ones, all scaling taken back."""
    n = base_inputs(data.notes, data.X.shape[1])
    wanted = derive(data.notes, data.unscaled().X[:, :n])
    scale = np.abs(wanted).max(axis=0) + np.abs(data.X).max(axis=0)
    assert (np.abs(data.X - wanted) <= 1e-8 * scale).all()
    assert following(data.notes, data.X) is data.X


def test_the_step_by_hand():
    data = with_features(DataSet([[2.0, 3.0], [-1.0, 0.5]], [[0], [1]]), (SQUARE, PRODUCT, SINE))
    assert data.X.tolist() == [[2, 3, 4, 6, np.sin(3.0)], [-1, 0.5, 1, -0.5, np.sin(0.5)]]
    assert data.notes.inputs == ("x1", "x2", "x1²", "x1·x2", "sin x2")
    assert data.notes.features == (SQUARE, PRODUCT, SINE)
    scaled = data.scaled("divide", by=2.0)
    assert scaled.X[0, :4].tolist() == [1, 1.5, 2, 3]
    fewer = with_features(scaled, (PRODUCT,))
    assert fewer.X.tolist() == [[1, 1.5, 3], [-0.5, 0.25, -0.25]]
    assert fewer.notes.scaling[0].columns == (0, 1, 2)
    assert fewer.notes.inputs == ("x1", "x2", "x1·x2")
    assert with_features(fewer, ()).X.tolist() == [[1, 1.5], [-0.5, 0.25]]


def test_names_are_those_of_the_columns():
    data = DataSet([[2.0, 3.0]], [[0]], DataNotes(inputs=("length", "width")))
    assert with_features(data, (PRODUCT, SQUARE)).notes.inputs[2:] == ("length·width", "length²")
    assert with_features(DataSet([[2.0]], [[0]]), (SQUARE,)).notes.inputs == ("x", "x²")
    assert with_features(make("spiral", n=4), (SINE,)).notes.inputs == ("x1", "x2", "sin x2")


@given(raw_data(), st.data())
def test_derived_inputs_are_what_recomputing_gives(data, draws):
    n = data.X.shape[1]
    for kind in (None, *draws.draw(st.lists(st.sampled_from(("standardise", "min-max")), max_size=2))):
        data = data.scaled(kind) if kind else data
        data = with_features(data, draws.draw(features(n)))
        assert base_inputs(data.notes, data.X.shape[1]) == n
        assert_follow(data)


@given(raw_data(), st.data())
def test_they_follow_a_number_that_changes(data, draws):
    n = data.X.shape[1]
    data = with_features(data, draws.draw(features(n))).scaled("standardise")
    X = data.X.copy()
    row, column = draws.draw(st.integers(0, len(X) - 1)), draws.draw(st.integers(0, n - 1))
    X[row, column] = draws.draw(st.floats(-3, 3))
    followed = following(data.notes, X)
    assert followed[:, :n].tolist() == X[:, :n].tolist()
    others = np.arange(len(X)) != row
    assert followed[others].tolist() == data.X[others].tolist()
    assert_follow(DataSet(followed, data.Y, data.notes))


@given(raw_data(), st.data())
def test_taken_away_the_data_are_as_before(data, draws):
    named = with_features(data, (SQUARE,))
    plain = with_features(with_features(named, draws.draw(features(data.X.shape[1]))), ())
    assert plain.X.tolist() == data.X.tolist()
    assert plain.notes == replace(data.notes, inputs=plain.notes.inputs)


def test_labels_keep_their_scaling():
    data = make("sine").scaled("standardise", of="Y").scaled("min-max")
    assert [step.of for step in with_features(data, (SQUARE,)).notes.scaling] == ["Y", "X"]
    assert with_features(data, (SQUARE,)).Y is data.Y


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: Feature("cube", (0,)), "unknown feature 'cube'; there are square, product, sin, cos"),
        (lambda: Feature("square", (0, 1)), "feature 'square' is derived from one column, numbered from 0"),
        (lambda: Feature("product", (1, 1)), "feature 'product' is derived from 2 different columns"),
        (lambda: Feature("sin", (-1,)), "feature 'sin' is derived from one column, numbered from 0"),
        (lambda: with_features(make("spiral"), (Feature("sin", (2,)),)), "there is no input 3 to derive"),
        (lambda: with_features(make("spiral"), (SINE, SINE)), "sin x2 is there already"),
        (lambda: with_features(DataSet([[1e200]], [[0]]), (SQUARE,)), r"x1² of 1e\+200 is too large"),
        (lambda: derive(DataNotes(features=(SINE,)), np.ones((2, 1))), "derived from 2 inputs, but there a"),
        (lambda: DataSet(np.ones((1, 2)), [[0]], DataNotes(features=(SINE,))), "features need more columns"),
        (lambda: DataSet(np.ones((1, 4)), [[0]], DataNotes(features=(SINE, SINE))), "is derived twice"),
    ],
)
def test_refusals(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        change()


def test_a_product_has_one_spelling():
    assert Feature("product", (1, 0)) == PRODUCT


@pytest.mark.parametrize("kind", ["", "min-max", "standardise"])
def test_a_small_number_is_followed_beside_a_very_large_one(kind):
    data = with_features(DataSet([[1e5], [2.0]], [[0.0], [1.0]]), [Feature("square", (0,))])
    data = data.scaled(kind) if kind else data
    raw = np.array([[1e5, 1e10], [3.0, 4.0]])
    for step in data.notes.scaling:
        raw = step.apply(raw)
    found = following(data.notes, raw)
    for step in reversed(data.notes.scaling):
        found = step.undo(found)
    assert found[1, 1] == pytest.approx(9.0, abs=1e-4)
