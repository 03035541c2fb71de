"""Data sets that are made: the same for the same numbers, exact without noise, refused out of bounds."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.generators import RECIPES, make
from engine.data.recipe import GROUPS

NOISY = [name for name, recipe in RECIPES.items() if "noise" in [p.name for p in recipe.parameters]]
PLANE = [name for name, recipe in RECIPES.items() if recipe.group == "points"]


@pytest.mark.parametrize(
    ("name", "labels"),
    [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor", [0, 1, 1, 0]), ("nand", [1, 1, 1, 0])],
)
def test_gates_are_four_points(name, labels):
    data = make(name)
    assert data.X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.Y[:, 0].tolist() == labels
    assert data.notes.classes == ("0", "1")


@pytest.mark.parametrize(
    ("name", "X", "Y"),
    [
        ("net_a", [[3]], [[1]]),
        ("net_b", [[-2]], [[0]]),
        ("net_c", [[2, -1]], [[1, 0]]),
        ("mazur", [[0.05, 0.1]], [[0.01, 0.99]]),
        ("lesson_5", [[-2], [-1], [1], [2]], [[0.14], [0.22], [0.78], [0.86]]),
        ("lesson_7", [[-2], [-1], [1], [3]], [[0], [0], [1], [1]]),
        ("lesson_8", [[2]], [[6]]),
        ("lesson_9", [[1]], [[0]]),
        ("lesson_10", [[0.5]], [[1]]),
        ("lesson_12_relu", [[1], [2]], [[2], [3.5]]),
        ("lesson_12_dying", [[1], [2], [3]], [[0.5], [1], [1.5]]),
    ],
)
def test_the_lessons_own_sets(name, X, Y):
    data = make(name)
    assert data.X.tolist() == X
    assert data.Y.tolist() == Y


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_has_words_and_a_home_and_makes_its_defaults(name):
    recipe, data = RECIPES[name], make(name)
    assert recipe.name == name
    assert recipe.words.endswith(".")
    assert recipe.group in GROUPS
    assert len(data.notes.inputs) == data.X.shape[1]
    assert data.notes.source.startswith(f"made by Upstream: {name}(")
    assert all(p.words and p.low <= p.default <= p.high for p in recipe.parameters)
    assert np.abs(data.X).max() <= 3.5, "a network of tanh nodes learns it without scaling"


@pytest.mark.parametrize("name", NOISY)
@pytest.mark.parametrize("n", [2, 3, 101])
def test_the_same_numbers_make_the_same_data(name, n):
    first, second, other = (make(name, n=n, noise=0.3, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(first.X, second.X)
    assert np.array_equal(first.Y, second.Y)
    assert not (np.array_equal(first.X, other.X) and np.array_equal(first.Y, other.Y))
    assert len(first.X) == n


@pytest.mark.parametrize("name", NOISY)
def test_noise_moves_the_exact_points_in_proportion(name):
    exact, little, much = (make(name, n=40, noise=noise, seed=3) for noise in (0, 0.1, 0.2))
    side = "X" if RECIPES[name].group == "points" else "Y"
    moved = getattr(little, side) - getattr(exact, side)
    np.testing.assert_allclose(getattr(much, side) - getattr(exact, side), 2 * moved, atol=1e-12)
    assert 0.05 < moved.std() < 0.2


@pytest.mark.parametrize("name", PLANE)
@given(n=st.integers(2, 60), seed=st.integers(0, 2**63 - 1))
def test_classes_are_0_and_1_and_about_as_many(name, n, seed):
    Y = make(name, n=n, seed=seed).Y[:, 0]
    assert set(Y) <= {0, 1}
    if name != "checkerboard":
        assert abs(2 * Y.sum() - n) <= 2


EXACT = {
    "gaussians": lambda x, y: (x == np.sign(y - 0.5)[:, None]).all(axis=1),
    "scattered_xor": lambda x, y: (x[:, 0] * x[:, 1] < 0) == (y == 1),
    "circle": lambda x, y: (np.hypot(*x.T) <= 0.6) == (y == 1),
    "moons": lambda x, y: np.isclose(np.hypot(x[:, 0] - (y - 0.5), x[:, 1] - (0.5 * y - 0.25)), 1),
    "spiral": lambda x, y: np.isclose(
        np.cos(np.arctan2(x[:, 1], x[:, 0]) - np.pi * (1.25 * np.hypot(*x.T) + y)), 1
    ),
    "checkerboard": lambda x, y: np.floor(x + 2).sum(axis=1) % 2 == y,
}


@pytest.mark.parametrize("name", PLANE)
def test_without_noise_every_point_lies_where_its_class_says(name):
    data = make(name, n=300, noise=0, seed=11)
    assert EXACT[name](data.X, data.Y[:, 0]).all()


@pytest.mark.parametrize(
    ("name", "numbers", "curve"),
    [
        ("sine", {"periods": 2}, lambda x: np.sin(2 * np.pi * x)),
        ("step", {"at": 0.25}, lambda x: (x >= 0.25) * 1.0),
        ("polynomial", {"c0": 1, "c1": -2, "c2": 0.5, "c3": 3}, lambda x: 1 - 2 * x + 0.5 * x**2 + 3 * x**3),
    ],
)
def test_curves_without_noise_are_the_curves(name, numbers, curve):
    data = make(name, n=41, noise=0, **numbers)
    np.testing.assert_array_equal(data.X[:, 0], np.linspace(-1, 1, 41))
    np.testing.assert_allclose(data.Y, curve(data.X), rtol=0, atol=1e-14)
    assert data.notes.classes == ()


def test_whole_floats_and_numpy_numbers_are_taken():
    assert (
        make("moons", n=np.int64(10), noise=np.float64(0.1)).notes.source
        == make("moons", n=10.0).notes.source
    )


@pytest.mark.parametrize(
    ("name", "numbers", "words"),
    [
        ("spirals", {}, "there is no data set 'spirals'; did you mean 'spiral'?"),
        ("qqq", {}, "there is no data set 'qqq'; there are and, or, xor"),
        ("spiral", {"nois": 1}, "data set 'spiral' has no parameter 'nois'; did you mean 'noise'?"),
        ("xor", {"n": 4}, "data set 'xor' has no parameter 'n'; it has none"),
        ("spiral", {"n": 1}, "n must be a whole number from 2 to 10000, not 1"),
        ("spiral", {"n": 20.5}, "n must be a whole number"),
        ("spiral", {"n": True}, "n must be a whole number"),
        ("spiral", {"n": "20"}, "n must be a whole number"),
        ("spiral", {"n": 10**400}, "n must be a whole number"),
        ("spiral", {"noise": -0.1}, "noise must be a number from 0.0 to 2.0, not -0.1"),
        ("spiral", {"noise": float("nan")}, "noise must be a number"),
        ("spiral", {"seed": -1}, "seed must be a whole number from 0"),
        ("checkerboard", {"cells": 17}, "cells must be a whole number from 2 to 16, not 17"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(name, numbers, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        make(name, **numbers)
