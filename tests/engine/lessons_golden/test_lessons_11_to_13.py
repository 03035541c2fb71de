"""Lessons 11 to 13: symmetry and the start, ReLU and dead units, XOR."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import Network, backprop
from engine.session.replay import network_at
from tests.engine.lessons_golden.nets import (
    OR,
    PAIRS,
    SIGMOID,
    XOR,
    curve_at,
    end_of,
    found,
    like,
    row,
    trained,
    wanted,
)


def zeros(hidden: str = "sigmoid") -> Network:
    return Network.random((2, 2, 1), (hidden, "sigmoid"), init="zeros")


def constant(weight: float, first: float | None = None) -> Network:
    """All weights one number, all biases 0; the first weight may be another."""
    first_layer = [[weight if first is None else first, weight], [weight, weight]]
    return Network.from_arrays([first_layer, [[weight, weight]]], [[0.0, 0.0], [0.0]], SIGMOID)


def are_twins(net: Network) -> bool:
    """Say whether both hidden nodes are the same, bit for bit."""
    pairs = ((net.W[1][0], net.W[1][1]), (net.b[1][0], net.b[1][1]), (net.W[2][0, 0], net.W[2][0, 1]))
    return all(np.array_equal(first, second) for first, second in pairs)


def test_a_start_of_zeros_never_leaves_on_xor():
    trace = backprop(zeros(), PAIRS, XOR, cost="bce")
    assert not any(part.any() for part in (*trace.dW[1:], *trace.db[1:])), "a gradient is not exactly 0"
    document = trained(zeros(), PAIRS, XOR, 500, "bce")
    assert not end_of(document).to_vector().any()
    np.testing.assert_allclose(document.log.curve(), math.log(2), rtol=1e-15)


FIRST_OR = """J=0.693147 new.J=0.616873 dJ_dw[2][1,1]=-0.125000 dJ_dw[2][1,2]=-0.125000 dJ_db[2][1]=-0.250000
    dJ_dw[1][1,1]=0.000000 dJ_dw[1][1,2]=0.000000 dJ_dw[1][2,1]=0.000000 dJ_dw[1][2,2]=0.000000"""
SECOND_OR = """new.J=0.586075 dJ_dw[1][1,1]=-0.006365 dJ_dw[1][1,2]=-0.006365 dJ_dw[1][2,1]=-0.006365
    dJ_dw[1][2,2]=-0.006365"""


def test_a_start_of_zeros_learns_or():
    first = backprop(zeros(), PAIRS, OR, cost="bce")
    second = backprop(first.updated, PAIRS, OR, cost="bce")
    assert (found(first, FIRST_OR), found(second, SECOND_OR)) == (wanted(FIRST_OR), wanted(SECOND_OR))
    assert (first.dW[2].tolist(), first.db[2].tolist()) == ([[-0.125, -0.125]], [-0.25])
    assert not first.dW[1].any()


def test_or_is_learned_with_two_identical_nodes():
    document = trained(zeros(), PAIRS, OR, 2003, "bce")
    end = end_of(document)
    assert curve_at(document, [0, 1, 2, 2003]) == ["0.693147", "0.616873", "0.586075", "0.001888"]
    assert row("4.612777 7.379288", [end.W[1][0, 0], end.W[2][0, 0]]) == "4.612777 7.379288"
    assert are_twins(end)


TWINS = {0: "0.739324", 1: "0.707647", 100: "0.691333", 1000: "0.493379", 5000: "0.479217"}


def test_twins_stay_twins_to_the_bit_for_5000_updates():
    document = trained(constant(0.5), PAIRS, XOR, 5000, "bce")
    assert curve_at(document, TWINS) == [*TWINS.values()]
    assert all(are_twins(network_at(document, n)) for n in (*range(1, 5000, 97), 5000)), (
        "the twins have parted"
    )


def test_twins_stay_twins_in_every_single_update():
    """The update that is shown keeps the symmetry too, not only the one that trains."""
    net = constant(0.5)
    for _ in range(5000):
        net = backprop(net, PAIRS, XOR, cost="bce").updated
        if not are_twins(net):
            break
    assert are_twins(net), "the twins have parted"


def test_a_small_difference_lets_the_twins_part():
    document = trained(constant(0.5, first=0.51), PAIRS, XOR, 20_000, "bce")
    assert curve_at(document, [10_000, 20_000]) == ["0.477879", "0.001260"]


@pytest.mark.parametrize("hidden", ["tanh", "relu"])
def test_only_the_last_bias_moves_from_zeros(hidden):
    trace = backprop(zeros(hidden), PAIRS, OR, cost="bce")
    assert trace.db[2].tolist() == [-0.25]
    assert not any(part.any() for part in (trace.dW[1], trace.dW[2], trace.db[1]))


def two_units(hidden: str) -> Network:
    return Network.from_arrays([[[1.0], [-1.5]], [[1.0, 0.8]]], [[0.5, -0.3], [0.1]], [hidden, "linear"])


RELU = """z[1][1]@1=1.500000 z[1][1]@2=2.500000 z[1][2]@1=-1.800000 z[1][2]@2=-3.300000 yhat[1]@1=1.600000
    yhat[1]@2=2.600000 J=0.242500 delta[2][1]@1=-0.400000 delta[2][1]@2=-0.900000 delta[1][1]@1=-0.400000
    delta[1][1]@2=-0.900000 delta[1][2]@1=0.000000 delta[1][2]@2=0.000000 dJ_dw[2][1,1]=-1.425000
    dJ_dw[2][1,2]=0.000000 dJ_dw[1][1,1]=-1.100000 dJ_dw[1][2,1]=0.000000 dJ_db[1][1]=-0.650000
    dJ_db[1][2]=0.000000 dJ_db[2][1]=-0.650000"""
LEAKY = "delta[1][2]@1=-0.003315 delta[1][2]@2=-0.007411 yhat[1]@1=1.5856 yhat[1]@2=2.5736"


@pytest.mark.parametrize(
    ("hidden", "table"), [("relu", RELU), ("leaky_relu", LEAKY), ("leaky_relu(0.01)", LEAKY)]
)
def test_a_closed_gate_of_lesson_12(hidden, table):
    assert found(backprop(two_units(hidden), [[1.0], [2.0]], [[2.0], [3.5]]), table) == wanted(table)


DYING = Network.from_arrays([[[1.0]]] * 2, [[0.0]] * 2, ["relu", "linear"])
DYING_X, DYING_Y = [[1], [2], [3]], [[0.5], [1], [1.5]]


def test_the_gradients_before_a_unit_dies():
    table = "J=0.583333 dJ_dw[1]=2.333333 dJ_db[1]=1.000000 dJ_dw[2]=2.333333 dJ_db[2]=1.000000"
    assert found(backprop(DYING, DYING_X, DYING_Y), table) == wanted(table)


@pytest.mark.parametrize(
    ("eta", "J", "z"),
    [
        (0.1, ["0.002569"], None),
        (0.28, ["0.694144", "0.115711", "0.001913"], "0.066667 0.413333 0.760000"),
        (0.5, ["1.208333", "0.364583", "0.153646"], "-0.666667 -0.833333 -1.000000"),
    ],
)
def test_how_a_unit_dies_in_lesson_12(eta, J, z):
    document = trained(DYING, DYING_X, DYING_Y, len(J), eta=eta)
    assert curve_at(document, range(1, len(J) + 1)) == J
    sums = backprop(network_at(document, 1), DYING_X, DYING_Y).z[1].ravel()
    assert z in (None, row("0.000000 0.000000 0.000000", sums))


def test_a_dead_unit_stays_dead():
    document = trained(DYING, DYING_X, DYING_Y, 300, eta=0.5)
    assert set(curve_at(document, range(100, 301))) == {"0.083333"}
    first, end = network_at(document, 1), end_of(document)
    still = [np.array_equal(first.W[1], end.W[1]), np.array_equal(first.b[1], end.b[1])]
    assert (still, np.array_equal(first.W[2], end.W[2])) == ([True, True], True), "only b₂ learns"
    np.testing.assert_allclose(backprop(end, DYING_X, DYING_Y).a[2], 1.0, rtol=1e-12)


def test_the_convention_at_the_kink():
    net = Network.from_arrays([[[1.0]], [[1.0]]], [[-1.0], [0.0]], ["relu", "linear"])
    trace = backprop(net, [[1.0]], [[1.0]])
    assert (trace.z[1].item(), trace.slope[1].item(), trace.delta[1].item()) == (0.0, 0.0, 0.0)


def test_a_single_node_cannot_do_xor():
    half = Network.random((2, 1), ("sigmoid",), init="zeros")
    assert found(backprop(half, PAIRS, XOR, cost="bce"), "J=0.693147") == {"J": "0.693147"}
    net = Network.from_arrays([[[0.3, -0.7]]], [[0.5]], ["sigmoid"])
    assert curve_at(trained(net, PAIRS, XOR, 100, "bce"), [0, 100]) == ["0.721928", "0.693149"]


BY_HAND = """J=0.000045 yhat[1]@1=0.000045 yhat[1]@2=0.999955 yhat[1]@3=0.999955 yhat[1]@4=0.000045"""


def test_xor_by_hand():
    net = Network.from_arrays([[[20, 20], [-20, -20]], [[20, 20]]], [[-10, 30], [-30]], SIGMOID)
    assert found(backprop(net, PAIRS, XOR, cost="bce"), BY_HAND) == wanted(BY_HAND)


def xor_start(hidden: str) -> Network:
    return Network.from_arrays([[[1, -1], [-0.5, 0.9]], [[1, 0.5]]], [[0, 0], [-0.5]], [hidden, "sigmoid"])


def other_start(hidden: str) -> Network:
    return Network.from_arrays(
        [[[0.5, -0.4], [0.8, 0.6]], [[0.7, -0.9]]], [[0.1, -0.3], [0.2]], [hidden, "sigmoid"]
    )


@pytest.mark.parametrize(
    ("net", "curve"),
    [
        (
            xor_start("sigmoid"),
            {
                0: "0.704474",
                1: "0.697504",
                10: "0.691916",
                100: "0.651324",
                200: "0.322502",
                500: "0.035940",
                1000: "0.012768",
            },
        ),
        (xor_start("tanh"), {100: "0.049814"}),
        (other_start("relu"), {2000: "0.346655", 5000: "0.346614"}),
        (other_start("sigmoid"), {500: "0.678996", 1000: "0.039002"}),
    ],
    ids=["sigmoid", "tanh", "relu, stuck", "sigmoid from there"],
)
def test_xor_of_lesson_13(net, curve):
    document = trained(net, PAIRS, XOR, max(curve), "bce")
    assert curve_at(document, curve) == [*curve.values()]


def test_relu_sticks_above_half_of_ln_2():
    document = trained(other_start("relu"), PAIRS, XOR, 5000, "bce")
    costs = document.log.curve()[1000:]
    assert math.log(2) / 2 < costs.min() < costs.max() < 0.4
    values = backprop(end_of(document), PAIRS, XOR, cost="bce").a[2].ravel()
    assert row("0.5 0.5 0.9999 0.0001", values) == "0.5 0.5 0.9999 0.0001"
    assert like("0.000", costs[-1]) == "0.347"
