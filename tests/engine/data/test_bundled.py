"""The data sets that come with the program."""

from __future__ import annotations

import numpy as np
import pytest

from engine.data.bundled import BUNDLED, bundled
from engine.data.splits import every_kth, trained_on
from resources import read_bytes, read_text


def load(name):
    return bundled(name, read_bytes("data", BUNDLED[name].file))


def test_iris_is_fishers():
    data = load("iris")
    assert (data.X.shape, data.Y.sum(axis=0).tolist()) == ((150, 4), [50, 50, 50])
    assert data.notes.classes == ("setosa", "versicolor", "virginica")
    assert data.notes.scaling == ()
    # The two flowers that UCI's own file has wrong.
    assert data.X[[34, 37]].tolist() == [[4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]]
    np.testing.assert_allclose(data.X.mean(axis=0), [5.843333, 3.057333, 3.758, 1.199333], atol=1e-6)
    np.testing.assert_array_equal(data.Y.argmax(axis=1), np.repeat([0, 1, 2], 50))


def test_digits_are_divided_by_16_as_a_step_that_can_be_taken_back():
    data = load("digits")
    assert (data.X.shape, data.Y.shape) == ((1797, 64), (1797, 10))
    assert [(step.kind, set(step.factor)) for step in data.notes.scaling] == [("divide", {16.0})]
    pixels = data.unscaled().X
    assert (pixels.min(), pixels.max(), pixels.sum()) == (0, 16, 561718)
    assert data.Y.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_first_digit_that_lesson_14_trains_on_is_a_1_with_34_empty_pixels():
    data = load("digits")
    first = trained_on(data.samples, every_kth(data.samples, 5))[0]
    assert data.notes.classes[data.Y[first].argmax()] == "1"
    assert (data.X[first] == 0).sum() == 34


@pytest.mark.parametrize("name", BUNDLED)
def test_source_and_licence_are_told(name):
    assert "UCI Machine Learning Repository" in BUNDLED[name].source
    assert "CC BY 4.0" in BUNDLED[name].source
    doi = BUNDLED[name].source.split("https://")[1].split(",")[0]
    assert doi in read_text("data", "README.md")


def test_text_does_as_well_as_bytes_and_damage_is_named():
    text = read_text("data", "iris.csv")
    np.testing.assert_array_equal(bundled("iris", text).X, load("iris").X)
    with pytest.raises(ValueError, match=r"line 3: has 4 cells, not 5"):
        bundled("iris", text.replace("4.9,3,1.4", "4.9,1.4", 1))
    with pytest.raises(ValueError, match="there is no bundled data set 'roses'; there are iris, digits"):
        bundled("roses", text)
