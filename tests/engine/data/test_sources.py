"""Data sets by what a person calls them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.data.generators import RECIPES, make
from engine.data.sources import data_called, recipe_of
from resources import read_bytes


def bundled_file(name: str) -> bytes:
    return read_bytes("data", name)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("xor", (4, 2)),
        ("spiral(n=50)", (50, 2)),
        (" moons( n=20, seed=3 ) ", (20, 2)),
        ("iris", (150, 4)),
        ("digits", (1797, 64)),
    ],
)
def test_names(text, shape):
    assert data_called(text, bundled_file).X.shape == shape


def test_numbers_are_those_of_the_recipe_and_the_source_says_them_so_that_it_can_be_read_again():
    made = data_called("spiral(n=60, noise=0.2,seed=3)", bundled_file)
    assert np.array_equal(made.X, make("spiral", n=60, noise=0.2, seed=3).X)
    again = made.notes.source.removeprefix("made by Upstream: ")
    assert np.array_equal(data_called(again, bundled_file).X, made.X)


def test_a_table_with_its_columns(tmp_path):
    file = tmp_path / "plants.csv"
    file.write_text("height;width;kind\n1,5;2;oak\n3;4,25;elm\n", encoding="utf-8")
    data = data_called(str(file), bundled_file)
    assert data.X.tolist() == [[1.5, 2.0], [3.0, 4.25]]
    assert data.Y.tolist() == [[1.0], [0.0]]
    assert data.notes.classes == ("elm", "oak")
    chosen = data_called(str(file), bundled_file, ["kind"], ["height"])
    assert chosen.Y.tolist() == [[1.5], [3.0]]


@pytest.mark.parametrize(
    ("text", "inputs", "words"),
    [
        ("spirals", None, "there is no data set 'spirals'; there are iris, digits"),
        ("spiral(200)", None, "is not a data set with its numbers"),
        ("spiral(n=200", None, "is not a data set with its numbers"),
        ("spiral(n=x)", None, "is not a data set with its numbers"),
        ("spiral(m=20)", None, "has no parameter 'm'"),
        ("spiral(n=nan)", None, "n must be a whole number"),
        ("xor", ["a"], "columns are chosen of tables in files only"),
        ("Not A Name", None, "there is no data set 'Not A Name'"),
        ("nowhere.csv", None, "nowhere.csv: cannot be read"),
    ],
)
def test_what_there_is_not(text, inputs, words):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the words are compared below
        data_called(text, bundled_file, inputs)
    assert words in str(caught.value)


def test_a_bad_table_is_named(tmp_path):
    file = tmp_path / "holes.csv"
    file.write_text("a,b\n1,2\n,4\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"holes\.csv: line 3"):
        data_called(str(file), bundled_file)
    assert data_called(str(file), bundled_file, missing="drop").samples == 1


@pytest.mark.parametrize("name", RECIPES)
def test_made_data_tell_their_recipe_and_all_its_numbers(name):
    numbers = {key.name: 20 if key.name == "n" else key.high for key in RECIPES[name].parameters}
    assert recipe_of(make(name, **numbers).notes.source) == (name, numbers)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "measured by hand",
        "made by Upstream: nothing()",
        "made by Upstream: circle(n=1)",
        "made by Upstream: (",
    ],
)
def test_what_comes_from_elsewhere_has_no_recipe(source):
    assert recipe_of(source) is None
