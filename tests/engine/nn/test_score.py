"""Cost and accuracy of some samples: what counts as a class, and what as right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, backprop
from engine.nn.score import score
from tests.strategies import cases

SAME = Network.from_arrays([np.eye(3)], [np.zeros(3)], ["linear"])
ONE = Network.from_arrays([[[1e5]]], [[0.0]], ["linear"])


def accuracy(outputs, labels) -> float | None:
    """Score a network whose outputs are its inputs."""
    X, Y = np.array(outputs, dtype=float), np.array(labels, dtype=float)
    net = Network.from_arrays([np.eye(X.shape[1])], [np.zeros(X.shape[1])], ["linear"])
    return score(net, X, Y, "half_squared").accuracy


ACCURACIES = {
    "one output, 0 and 1": ([[0.9], [0.2], [0.7], [0.4]], [[1], [0], [0], [1]], 0.5),
    "one output, −1 and 1": ([[0.3], [-0.2], [0.1], [-9]], [[1], [-1], [-1], [-1]], 0.75),
    "exactly in the middle is the lower class": ([[0.5], [0.5]], [[0], [1]], 0.5),
    "the largest output counts": ([[0.1, 0.2, 0.0], [0.9, 0.8, 0.7]], [[0, 1, 0], [0, 1, 0]], 0.5),
    "one class a row, −1 and 1": ([[-3, -2, -4]], [[-1, 1, -1]], 1.0),
    "several classes a row": ([[0.9, 0.6, 0.1], [0.9, 0.6, 0.1]], [[1, 1, 0], [1, 1, 1]], 0.5),
    "a row of no class": ([[0.1, 0.2, 0.3], [0.1, 0.2, 0.9]], [[0, 0, 0], [0, 0, 0]], 0.5),
    "all of one class": ([[0.6], [0.4]], [[1], [1]], 0.5),
    "nothing but 0": ([[0.6], [0.4]], [[0], [0]], 0.5),
    "numbers": ([[0.6], [0.4]], [[1], [0.5]], None),
    "shares": ([[0.6, 0.4]], [[0.3, 0.7]], None),
    "three numbers": ([[0.6], [0.4], [0.1]], [[1], [0], [-1]], None),
}


@pytest.mark.parametrize(("outputs", "labels", "wanted"), ACCURACIES.values(), ids=ACCURACIES)
def test_accuracy(outputs, labels, wanted):
    assert accuracy(outputs, labels) == wanted


def test_an_output_that_overflows_is_in_no_class():
    found = score(ONE, np.array([[1e308], [2.0]]), np.array([[1.0], [1.0]]), "half_squared")
    assert (found.J, found.accuracy) == (np.inf, 0.5)


@given(cases())
def test_the_cost_is_that_of_back_propagation(case):
    found = score(case.net, case.X, case.Y, case.cost)
    assert found.J == backprop(case.net, case.X, case.Y, case.cost).J


@given(st.lists(st.integers(0, 2), min_size=1, max_size=20), st.integers(0, 99))
def test_accuracy_is_the_share_of_rows_whose_largest_output_is_the_label(classes, seed):
    outputs, labels = np.random.default_rng(seed).normal(size=(len(classes), 3)), np.eye(3)[classes]
    right = [int(np.argmax(row)) == wanted for row, wanted in zip(outputs, classes, strict=True)]
    assert score(SAME, outputs, labels, "mse").accuracy == pytest.approx(np.mean(right))
