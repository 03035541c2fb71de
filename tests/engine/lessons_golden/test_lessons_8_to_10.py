"""Lessons 8 to 10: the learning rate, cost functions and output layers, and vanishing gradients."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from engine import Network, Ref, backprop
from engine.session.replay import network_at
from tests.engine.lessons_golden.nets import (
    BATCH_X,
    BATCH_Y,
    NET_A,
    curve_at,
    end_of,
    found,
    like,
    row,
    trained,
    wanted,
)


def one_weight(w: float = 1.0) -> Network:
    """One linear node without a bias."""
    return Network.from_arrays([[[w]]], [[0.0]], ["linear"], locked=[Ref("b", 1, (0,))])


@pytest.mark.parametrize(
    ("eta", "w", "J"),
    [
        (0.05, (1.4, 1.72, 1.976), (5.12, 3.2768, 2.097152)),
        (0.25, (3, 3, 3), (0, 0, 0)),
        (0.45, (4.6, 1.72, 4.024), (5.12, 3.2768, 2.097152)),
        (0.5, (5, 1, 5), (8, 8, 8)),
        (0.55, (5.4, 0.12, 6.456), (11.52, 16.5888, 23.887872)),
    ],
)
def test_learning_rates_of_lesson_8(eta, w, J):
    document = trained(one_weight(), [[2.0]], [[6.0]], 3, eta=eta)
    moved = [network_at(document, n).W[1].item() for n in (1, 2, 3)]
    np.testing.assert_allclose([moved, document.log.curve()[1:]], [w, J], rtol=1e-12, atol=1e-12)
    first = backprop(one_weight(), [[2.0]], [[6.0]], eta=eta)
    assert (first.J, first.dW[1].item(), first.delta[1].item()) == (8.0, -8.0, -4.0), "η changes no δ"


@pytest.mark.parametrize(("x", "limit"), [(2.0, 0.5), (4.0, 0.125)])
def test_the_largest_learning_rate_of_lesson_8(x, limit):
    below, at, above = (
        trained(one_weight(), [[x]], [[3 * x]], 50, eta=eta).log.curve()
        for eta in (0.99 * limit, limit, 1.01 * limit)
    )
    assert below[-1] < 0.2 * below[0]
    assert (at == at[0]).all()
    assert above[-1] > 5 * above[0]


@pytest.mark.parametrize(
    ("eta", "J", "rises"),
    [
        (0.1, "0.098615", []),
        (1, "0.024117", []),
        (5, "0.003560", []),
        (20, "0.000735", None),
        (100, "0.000028", ["0.231409", "0.206321"]),
        (500, "0.250000", None),
    ],
)
def test_learning_rates_of_lesson_8_on_a_batch(eta, J, rises):
    document = trained(NET_A, BATCH_X, BATCH_Y, 100, eta=float(eta))
    assert curve_at(document, [100]) == [J]
    costs = document.log.curve()
    peaks = [like("0.000000", after) for before, after in pairwise(costs) if after > before]
    assert rises in (None, peaks)


def test_a_learning_rate_that_saturates_every_node():
    document = trained(NET_A, BATCH_X, BATCH_Y, 3000, eta=500.0)
    assert set(curve_at(document, range(100, 3001, 100))) == {"0.250000"}
    trace = backprop(end_of(document), BATCH_X, BATCH_Y)
    assert max(slope.max() for slope in trace.slope[1:]) < 1e-6


BADLY_WRONG = Network.from_arrays([[[2.0]]], [[2.0]], ["sigmoid"])


@pytest.mark.parametrize(
    ("cost", "table", "after_10", "after_50"),
    [
        ("half_squared", "yhat[1]=0.982014 delta[1]=0.017345", "0.973143", "0.163139"),
        ("bce", "yhat[1]=0.982014 delta[1]=0.982014", "0.058030", "0.010286"),
    ],
)
def test_the_race_of_lesson_9(cost, table, after_10, after_50):
    assert found(backprop(BADLY_WRONG, [[1.0]], [[0.0]], cost=cost), table) == wanted(table)
    document = trained(BADLY_WRONG, [[1.0]], [[0.0]], 50, cost)
    ends = [backprop(network_at(document, n), [[1.0]], [[0.0]]).a[1].item() for n in (10, 50)]
    assert row("0.000000 0.000000", ends) == f"{after_10} {after_50}"


def test_why_the_other_cost_learns_slowly():
    slow, fast = (backprop(BADLY_WRONG, [[1.0]], [[0.0]], cost=cost) for cost in ("half_squared", "bce"))
    assert like("0.000000", fast.delta[1].item() / slow.delta[1].item()) == "56.616466"
    assert like("0.000000", 1 / slow.slope[1].item()) == "56.616466"


def deep(depth: int, w: float, b: float, hidden: str = "sigmoid") -> Network:
    """A chain of nodes, the last one a sigmoid."""
    return Network.from_arrays([[[w]]] * depth, [[b]] * depth, [hidden] * (depth - 1) + ["sigmoid"])


def deltas(net: Network, eta: float = 1.0) -> list[float]:
    """Return δ of every layer, the first one first."""
    trace = backprop(net, [[0.5]], [[1.0]], eta=eta)
    return [trace.delta[layer].item() for layer in range(1, net.L + 1)]


def test_the_deltas_of_lesson_10_are_exact():
    wanted_deltas = [-0.125, -0.03125, -0.0078125, -0.001953125, -0.00048828125, -0.0001220703125]
    assert deltas(deep(6, 1.0, -0.5))[::-1] == wanted_deltas
    trace = backprop(deep(6, 1.0, -0.5), [[0.5]], [[1.0]])
    assert all(z.item() == 0.0 for z in trace.z[1:])
    assert all(a.item() == 0.5 for a in trace.a)
    assert all(slope.item() == 0.25 for slope in trace.slope[1:])


@pytest.mark.parametrize(("w", "b", "ratio"), [(1, -0.5, 0.0009765625), (4, -2, 1), (8, -4, 32)])
def test_ratios_of_the_deltas_of_lesson_10(w, b, ratio):
    first, *_, last = deltas(deep(6, w, b))
    assert first / last == ratio


@pytest.mark.parametrize(
    ("depth", "ratio"), [(2, "0.250000"), (4, "0.015625"), (8, "0.000061"), (10, "0.000004")]
)
def test_ratios_by_depth_of_lesson_10(depth, ratio):
    first, *_, last = deltas(deep(depth, 1.0, -0.5))
    assert like("0.000000", first / last) == ratio


def test_a_larger_learning_rate_does_not_help_the_first_layer():
    ratios = []
    for eta in (1.0, 10.0):
        trace = backprop(deep(6, 1.0, -0.5), [[0.5]], [[1.0]], eta=eta)
        corrections = [(trace.updated.W[layer] - 1.0).item() for layer in (1, 6)]
        ratios.append(corrections[0] / corrections[1])
    assert math.isclose(*ratios, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("hidden", "row_of_deltas", "ratio"),
    [
        ("tanh", "-0.038865 -0.049419 -0.060745 -0.072793 -0.085521 -0.098893", "0.393004"),
        ("relu", "-0.088723 -0.088723 -0.088723 -0.088723 -0.088723 -0.088723", "1.000000"),
    ],
)
def test_other_activations_of_lesson_10(hidden, row_of_deltas, ratio):
    each = deltas(deep(6, 1.0, 0.0, hidden))
    assert row(row_of_deltas, each) == row_of_deltas
    assert like(ratio, each[0] / each[-1]) == ratio


def test_the_first_weights_of_lesson_10_hardly_move():
    end = end_of(trained(deep(6, 1.0, -0.5), [[0.5]], [[1.0]], 100))
    changes = "0.001482 0.005914 0.023458 0.090885 0.328307 1.054254"
    assert row(changes, [abs(end.W[layer].item() - 1.0) for layer in range(1, 7)]) == changes
