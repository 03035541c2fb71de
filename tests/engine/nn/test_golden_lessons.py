"""Numbers of the lessons on learning rate, output layers, depth, symmetry, ReLU and XOR."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import Network, Ref, backprop

SIGMOID = ("sigmoid", "sigmoid")
NET_A = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], SIGMOID)
BATCH_X, BATCH_Y = [[-2], [-1], [1], [3]], [[0], [0], [1], [1]]
PAIRS = [[0, 0], [0, 1], [1, 0], [1, 1]]
OR, XOR = [[0], [1], [1], [1]], [[0], [1], [1], [0]]


def six(value) -> str:
    return f"{value:.6f}"


def trained(net, X, Y, updates, cost="half_squared", eta=1.0):
    for _ in range(updates):
        net = backprop(net, X, Y, cost=cost, eta=eta).updated
    return net


def J_of(net, X, Y, cost="half_squared"):
    return six(backprop(net, X, Y, cost=cost).J)


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
    net, found = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"]), []
    for _ in range(3):
        moved = backprop(net, [[2.0]], [[6.0]], eta=eta).updated.W[1][0, 0]
        net = net.with_parameter(Ref("W", 1, (0, 0)), float(moved))  # its bias is locked
        found.append((moved, backprop(net, [[2.0]], [[6.0]]).J))
    np.testing.assert_allclose(np.array(found), np.array([w, J]).T, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("eta", "J"),
    [
        (0.1, "0.098615"),
        (1, "0.024117"),
        (5, "0.003560"),
        (20, "0.000735"),
        (100, "0.000028"),
        (500, "0.250000"),
    ],
)
def test_learning_rates_of_lesson_8_on_a_batch(eta, J):
    assert J_of(trained(NET_A, BATCH_X, BATCH_Y, 100, eta=eta), BATCH_X, BATCH_Y) == J


def test_cost_functions_of_lesson_9():
    net = Network.from_arrays([[[2.0]]], [[2.0]], ["sigmoid"])
    slow, fast = (backprop(net, [[1.0]], [[0.0]], cost=cost) for cost in ("half_squared", "bce"))
    assert (six(slow.delta[1][0, 0]), six(fast.delta[1][0, 0])) == ("0.017345", "0.982014")
    assert six(fast.delta[1][0, 0] / slow.delta[1][0, 0]) == "56.616466"
    for cost, after_10, after_50 in (
        ("half_squared", "0.973143", "0.163139"),
        ("bce", "0.058030", "0.010286"),
    ):
        for updates, wanted in ((10, after_10), (50, after_50)):
            end = trained(net, [[1.0]], [[0.0]], updates, cost)
            assert six(backprop(end, [[1.0]], [[0.0]]).a[1][0, 0]) == wanted


def chain(depth, w, b, name="sigmoid", last="sigmoid"):
    names = [name] * (depth - 1) + [last]
    return Network.from_arrays([[[w]]] * depth, [[b]] * depth, names)


def test_vanishing_deltas_of_lesson_10_are_exact():
    trace = backprop(chain(6, 1.0, -0.5), [[0.5]], [[1.0]])
    assert [trace.delta[l].item() for l in range(6, 0, -1)] == [-0.5 * 0.25**n for n in range(1, 7)]


@pytest.mark.parametrize(("w", "b", "ratio"), [(1, -0.5, 0.25**5), (4, -2, 1), (8, -4, 32)])
def test_ratio_of_the_deltas_of_lesson_10(w, b, ratio):
    trace = backprop(chain(6, w, b), [[0.5]], [[1.0]])
    assert trace.delta[1].item() / trace.delta[6].item() == ratio


def test_other_activations_in_lesson_10():
    tanh = backprop(chain(6, 1.0, 0.0, "tanh"), [[0.5]], [[1.0]])
    assert " ".join(six(tanh.delta[l].item()) for l in range(1, 7)) == (
        "-0.038865 -0.049419 -0.060745 -0.072793 -0.085521 -0.098893"
    )
    relu = backprop(chain(6, 1.0, 0.0, "relu"), [[0.5]], [[1.0]])
    assert {six(relu.delta[l].item()) for l in range(1, 7)} == {"-0.088723"}


def test_slow_first_weights_of_lesson_10():
    start = chain(6, 1.0, -0.5)
    end = trained(start, [[0.5]], [[1.0]], 100)
    change = " ".join(six(abs(end.W[l].item() - start.W[l].item())) for l in range(1, 7))
    assert change == "0.001482 0.005914 0.023458 0.090885 0.328307 1.054254"


def zeros(hidden="sigmoid"):
    return Network.random((2, 2, 1), (hidden, "sigmoid"), init="zeros")


def test_a_start_of_zeros_never_leaves_on_xor():
    end = trained(zeros(), PAIRS, XOR, 20, "bce")
    assert (end.to_vector() == 0.0).all()
    assert pytest.approx(math.log(2), abs=1e-15) == backprop(end, PAIRS, XOR, cost="bce").J


def test_a_start_of_zeros_learns_or_with_twins():
    first = backprop(zeros(), PAIRS, OR, cost="bce")
    assert (first.dW[2].tolist(), first.db[2].tolist()) == ([[-0.125, -0.125]], [-0.25])
    assert not first.dW[1].any()
    second = backprop(first.updated, PAIRS, OR, cost="bce")
    assert {six(v) for v in second.dW[1].ravel()} == {"-0.006365"}
    assert (six(first.J), six(first.J_new), six(second.J_new)) == ("0.693147", "0.616873", "0.586075")
    end = trained(zeros(), PAIRS, OR, 2003, "bce")
    assert J_of(end, PAIRS, OR, "bce") == "0.001888"
    assert (six(end.W[1][0, 0]), six(end.W[2][0, 0])) == ("4.612777", "7.379288")
    assert (end.W[1][0] == end.W[1][1]).all(), "the twins have parted"
    assert end.b[1][0] == end.b[1][1]
    assert end.W[2][0, 0] == end.W[2][0, 1]


def test_twins_stay_twins_to_the_bit():
    net = Network.from_arrays([[[0.5, 0.5]] * 2, [[0.5, 0.5]]], [[0.0] * 2, [0.0]], SIGMOID)
    for updates, J in ((0, "0.739324"), (1, "0.707647"), (100, "0.691333"), (1000, "0.493379")):
        end = trained(net, PAIRS, XOR, updates, "bce")
        assert J_of(end, PAIRS, XOR, "bce") == J
        assert (end.W[1][0] == end.W[1][1]).all()


@pytest.mark.parametrize("hidden", ["tanh", "relu"])
def test_only_the_last_bias_moves_from_zeros(hidden):
    trace = backprop(zeros(hidden), PAIRS, OR, cost="bce")
    assert trace.db[2].tolist() == [-0.25]
    assert not any(g.any() for g in (trace.dW[1], trace.dW[2], trace.db[1]))


def test_relu_of_lesson_12():
    net = Network.from_arrays([[[1.0], [-1.5]], [[1.0, 0.8]]], [[0.5, -0.3], [0.1]], ["relu", "linear"])
    trace = backprop(net, [[1.0], [2.0]], [[2.0], [3.5]])
    assert pytest.approx(0.2425, abs=1e-12) == trace.J
    np.testing.assert_allclose(trace.z[1], [[1.5, -1.8], [2.5, -3.3]])
    np.testing.assert_allclose(trace.delta[1], [[-0.4, 0.0], [-0.9, 0.0]])
    np.testing.assert_allclose(trace.dW[2], [[-1.425, 0.0]])
    np.testing.assert_allclose(trace.dW[1], [[-1.1], [0.0]])
    np.testing.assert_allclose((*trace.db[1], *trace.db[2]), [-0.65, 0.0, -0.65])


@pytest.mark.parametrize(
    ("eta", "J"),
    [
        (0.1, ["0.002569"]),
        (0.28, ["0.694144", "0.115711", "0.001913"]),
        (0.5, ["1.208333", "0.364583", "0.153646"]),
    ],
)
def test_how_a_relu_dies_in_lesson_12(eta, J):
    net, X, Y = (
        Network.from_arrays([[[1.0]]] * 2, [[0.0]] * 2, ["relu", "linear"]),
        [[1], [2], [3]],
        [[0.5], [1], [1.5]],
    )
    for wanted in J:
        net = backprop(net, X, Y, eta=eta).updated
        assert J_of(net, X, Y) == wanted
    if eta == 0.5:
        trace = backprop(trained(net, X, Y, 100, eta=eta), X, Y)
        assert (trace.z[1] < 0).all()
        assert six(trace.J) == "0.083333"


@pytest.mark.parametrize(
    ("updates", "J"),
    [
        (0, "0.704474"),
        (1, "0.697504"),
        (10, "0.691916"),
        (100, "0.651324"),
        (200, "0.322502"),
        (500, "0.035940"),
        (1000, "0.012768"),
    ],
)
def test_xor_of_lesson_13(updates, J):
    net = Network.from_arrays([[[1, -1], [-0.5, 0.9]], [[1, 0.5]]], [[0, 0], [-0.5]], SIGMOID)
    assert J_of(trained(net, PAIRS, XOR, updates, "bce"), PAIRS, XOR, "bce") == J


def test_xor_by_hand_and_with_other_activations():
    by_hand = Network.from_arrays([[[20, 20], [-20, -20]], [[20, 20]]], [[-10, 30], [-30]], SIGMOID)
    assert J_of(by_hand, PAIRS, XOR, "bce") == "0.000045"
    tanh = Network.from_arrays([[[1, -1], [-0.5, 0.9]], [[1, 0.5]]], [[0, 0], [-0.5]], ["tanh", "sigmoid"])
    assert J_of(trained(tanh, PAIRS, XOR, 100, "bce"), PAIRS, XOR, "bce") == "0.049814"
    start = [[[0.5, -0.4], [0.8, 0.6]], [[0.7, -0.9]]], [[0.1, -0.3], [0.2]]
    for updates, J in ((500, "0.678996"), (1000, "0.039002")):
        end = trained(Network.from_arrays(*start, SIGMOID), PAIRS, XOR, updates, "bce")
        assert J_of(end, PAIRS, XOR, "bce") == J


def test_deltas_of_the_bce_hold_no_nan_at_the_ends():
    for z in (-2000.0, -800.0, -40.0, 0.0, 40.0, 800.0, 2000.0):
        net = Network.from_arrays([[[z]]], [[0.0]], ["sigmoid"])
        for y in (0.0, 1.0):
            trace = backprop(net, [[1.0]], [[y]], cost="bce")
            wrong = (z > 0) != (y > 0) and z != 0
            assert trace.delta[1][0, 0] == pytest.approx(trace.a[1][0, 0] - y, abs=1e-15)
            assert not np.isnan(trace.dJ_da[1]).any(), f"z = {z:g}, y = {y:g}"
            assert pytest.approx(abs(z) if wrong else math.log1p(math.exp(-abs(z))), rel=1e-12) == trace.J
