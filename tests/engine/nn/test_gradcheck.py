"""Back-propagation against real nudges of the whole network, computed here and by the engine."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import Network, Ref, backprop, gradient_check
from engine.nn.activations import ACTIVATIONS, activation
from engine.nn.costs import COSTS
from engine.nn.gradcheck import (
    actual_change,
    check,
    nudge_slope,
    nudged_change,
    nudged_cost,
    predicted_change,
    relative_error,
)
from engine.nn.network import same_network
from tests.strategies import NAMES, SMOOTH, cases, labels

KINK = 1e-3


def away_from_kinks(case) -> bool:
    trace = backprop(case.net, case.X, case.Y, cost=case.cost)
    return all(
        "relu" not in case.net.activations[l] or (np.abs(trace.z[l]) > KINK).all()
        for l in range(1, case.net.L + 1)
    )


PAIRS = [
    (hidden, output, cost)
    for hidden, output, cost in itertools.product(NAMES, (*NAMES, "softmax"), COSTS)
    if COSTS[cost].needs_output in (None, output) and (output != "softmax" or cost == "softmax_ce")
]


@pytest.mark.parametrize(("hidden", "output", "cost"), PAIRS)
@pytest.mark.parametrize("m", [1, 4])
def test_every_activation_with_every_cost(hidden, output, cost, m):
    rng = np.random.default_rng(11)
    net = Network.random((3, 4, 3, 2), (hidden, hidden, output), seed=2)
    net = net.with_vector(net.to_vector() + rng.uniform(-0.2, 0.2, net.parameters))
    X, Y = rng.normal(size=(m, 3)), labels(rng, m, 2, cost)
    assert gradient_check(net, X, Y, cost=cost) <= 1e-7


@given(case=cases(names=SMOOTH))
def test_random_networks(case):
    trace = backprop(case.net, case.X, case.Y, cost=case.cost)
    size = np.linalg.norm(np.concatenate([g.ravel() for g in (*trace.dW, *trace.db)]))
    assume(size > 1e-3 * max(trace.J, 1.0))  # else the nudge is all rounding
    assert gradient_check(case.net, case.X, case.Y, cost=case.cost) <= 1e-7


def test_gradient_check_notices_a_wrong_gradient(monkeypatch):
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=1)
    X, Y = [[0.3, -0.7]], [[1.0]]
    right = ACTIVATIONS["tanh"]
    wrong = replace(right, slope=lambda z: 1.0 - np.tanh(z))
    assert gradient_check(net, X, Y) <= 1e-7
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    assert gradient_check(net, X, Y) > 1e-2


def close(measured, known, size=1.0):
    """As close as a nudge of 1e-5 can come: its own curvature and the rounding of J."""
    return abs(measured - known) <= 1e-6 * max(abs(known), 1.0) * size


@given(case=cases(), pick=st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_nudge_shows_every_derivative(case, pick):
    assume(away_from_kinks(case))
    trace = backprop(case.net, case.X, case.Y, cost=case.cost)
    assume(case.cost != "bce" or np.abs(trace.z[-1]).max() < 4)
    layer = 1 + pick % case.net.L
    j, k = pick % case.net.sizes[layer], pick % case.net.sizes[layer - 1]
    s, size = pick % case.m, max(trace.J, 1.0)
    for symbol, index in (("delta", (j,)), ("dJ_da", (j,)), ("dW", (j, k)), ("db", (j,))):
        for sample in {s, None}:
            ref = Ref(symbol, layer, index, sample)
            assert close(nudge_slope(trace, ref, sample=s), trace.value(ref, s), size), ref


def test_what_is_no_derivative_has_no_nudge():
    trace = backprop(Network.random((1, 1), ("sigmoid",)), [[1.0]], [[0.0]])
    assert nudge_slope(trace, Ref("z", 1, (0,))) is None
    with pytest.raises(ValueError, match="cannot be computed forward"):
        nudged_cost(trace, Ref("delta", 1, (0,)), 0.1)


@pytest.mark.parametrize("z", [0.5, 5.0, 10.0, 15.0, -15.0, 20.0])
def test_the_nudge_of_the_output_sum_keeps_its_digits_under_bce(z):
    net = Network.from_arrays([[[z]]], [[0.0]], ["sigmoid"])
    y = float(z < 0)
    trace = backprop(net, [[1.0]], [[y]], cost="bce")
    ref = Ref("delta", 1, (0,))
    assert nudge_slope(trace, ref) == pytest.approx(trace.value(ref), rel=1e-8)


@given(case=cases(), x=st.floats(-0.1, 0.1))
def test_nudging_an_input_or_a_sum_is_a_forward_pass_with_it(case, x):
    """J after a nudge, by a network in which the nudge stands as a bias."""
    trace = backprop(case.net, case.X[:1], case.Y[:1], cost=case.cost)
    for layer in range(1, case.net.L + 1):
        bias = case.net.b[layer][0]
        by_hand = case.net.with_parameter(Ref("b", layer, (0,)), float(bias + x))
        J = backprop(by_hand, case.X[:1], case.Y[:1], cost=case.cost).J
        assert nudged_cost(trace, Ref("z", layer, (0,)), x) == pytest.approx(J, rel=1e-9, abs=1e-12)
    moved = case.X[:1].copy()
    moved[0, 0] += x
    J = backprop(case.net, moved, case.Y[:1], cost=case.cost).J
    assert nudged_cost(trace, Ref("x", 0, (0,)), x) == pytest.approx(J, rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_slopes_from_z_and_from_a_agree_with_the_value(name):
    rule = activation(name)
    z = np.array([-6.0, -2.5, -0.3, 0.2, 1.0, 7.0])
    measured = (rule.value(z + 1e-6) - rule.value(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(rule.slope(z), measured, rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(
        rule.slope_from_activation(rule.value(z)), rule.slope(z), rtol=1e-9, atol=1e-15
    )


def test_relu_has_no_slope_at_its_kink():
    assert ACTIVATIONS["relu"].slope(np.array([-1.0, -0.0, 0.0, 1.0])).tolist() == [0, 0, 0, 1]


@given(case=cases())
def test_the_gradient_of_a_batch_is_the_mean_of_the_gradients_of_its_samples(case):
    whole = backprop(case.net, case.X, case.Y, cost=case.cost)
    each = [backprop(case.net, case.X[s : s + 1], case.Y[s : s + 1], cost=case.cost) for s in range(case.m)]
    assert pytest.approx(np.mean([t.J for t in each]), rel=1e-12) == whole.J
    for l in range(1, case.net.L + 1):
        np.testing.assert_allclose(
            whole.dW[l], np.mean([t.dW[l] for t in each], axis=0), rtol=1e-9, atol=1e-12
        )
        np.testing.assert_allclose(
            whole.db[l], np.mean([t.db[l] for t in each], axis=0), rtol=1e-9, atol=1e-12
        )
        # δ is per sample and holds no 1/m.
        np.testing.assert_allclose(
            whole.delta[l], np.vstack([t.delta[l] for t in each]), rtol=1e-9, atol=1e-12
        )
    for s, one in enumerate(each):
        for j, k in np.ndindex(whole.dW[1].shape):
            ref = Ref("dW", 1, (j, k))
            assert whole.value(ref.at(s)) == pytest.approx(one.value(ref), rel=1e-9, abs=1e-12)


@given(case=cases(), order=st.permutations(range(4)))
def test_the_order_of_the_samples_does_not_matter(case, order):
    rows = [s for s in order if s < case.m]
    first, second = (backprop(case.net, case.X[r], case.Y[r], cost=case.cost) for r in (slice(None), rows))
    np.testing.assert_allclose(first.updated.to_vector(), second.updated.to_vector(), rtol=1e-9, atol=1e-12)


@given(case=cases(), order=st.permutations(range(5)))
def test_hidden_nodes_may_change_places(case, order):
    assume(case.net.L > 1)
    p = [j for j in order if j < case.net.sizes[1]]
    W = [case.net.W[1][p], case.net.W[2][:, p], *case.net.W[3:]]
    moved = Network.from_arrays(W, [case.net.b[1][p], *case.net.b[2:]], case.net.activations[1:])
    first, second = (backprop(net, case.X, case.Y, cost=case.cost) for net in (case.net, moved))
    same = {"rtol": 1e-9, "atol": 1e-12}
    assert pytest.approx(first.J, rel=1e-12) == second.J
    np.testing.assert_allclose(second.delta[1], first.delta[1][:, p], **same)
    np.testing.assert_allclose(second.dW[1], first.dW[1][p], **same)
    np.testing.assert_allclose(second.dW[2], first.dW[2][:, p], **same)
    np.testing.assert_allclose(second.db[1], first.db[1][p], **same)
    np.testing.assert_allclose(second.updated.W[2], first.updated.W[2][:, p], **same)


@given(case=cases())
def test_vectors_and_networks(case):
    net = case.net
    assert same_network(net.with_vector(net.to_vector()), net)
    assert net.to_vector().size == net.parameters == sum(W.size for W in net.W) + sum(b.size for b in net.b)


def test_relative_error():
    assert relative_error(1.0, 1.0) == 0.0
    assert relative_error(2.0, 1.0) == 0.5
    assert relative_error(0.0, 1e-9) == pytest.approx(0.1)


# The judgement


def two_nodes(hidden, output, b1=-0.1, b2=-1.2, cost="half_squared"):
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[b1], [b2]], [hidden, output])
    return backprop(net, [[3.0]], [[1.0]], cost=cost)


@pytest.mark.parametrize(
    ("trace", "ref", "verdict"),
    [
        (two_nodes("sigmoid", "sigmoid"), Ref("delta", 1, (0,)), "agree"),
        # Almost nothing gets through: what the nudge measures is the rounding of J.
        (two_nodes("relu", "sigmoid", b2=-17.0), Ref("delta", 2, (0,)), "rounding"),
        (two_nodes("sigmoid", "sigmoid", b2=-18.0), Ref("delta", 2, (0,)), "rounding"),
        # z₁ = 0.6 − 0.6 lies on the kink; z₂ and ŷ are downstream of it.
        (two_nodes("relu", "linear", b1=-0.6), Ref("delta", 1, (0,)), "kink"),
        (two_nodes("relu", "linear", b1=-0.6), Ref("dW", 1, (0, 0)), "kink"),
        (two_nodes("relu", "linear", b1=-0.6), Ref("db", 1, (0,)), "kink"),
        (two_nodes("relu", "linear", b1=-0.6), Ref("dJ_da", 1, (0,)), "agree"),
        (two_nodes("relu", "linear", b1=-0.6), Ref("delta", 2, (0,)), "agree"),
        # The kink of the second node is reached from the first.
        (two_nodes("linear", "relu", b1=0.9, b2=-1.2), Ref("delta", 1, (0,)), "kink"),
        (two_nodes("linear", "relu", b1=0.9, b2=-1.2), Ref("dJ_da", 1, (0,)), "kink"),
    ],
)
def test_a_check_says_why_the_two_are_apart(trace, ref, verdict):
    found = check(trace, ref)
    assert (found.verdict, found.computed) == (verdict, trace.value(ref))
    assert found.measured == nudge_slope(trace, ref)
    assert found.error == relative_error(found.measured, found.computed)


def test_a_wrong_derivative_differs():
    right = two_nodes("relu", "sigmoid")
    wrong = replace(right, delta=(right.delta[0], right.delta[1] * 1.001, right.delta[2]))
    assert check(wrong, Ref("delta", 1, (0,))).verdict == "differ"


def test_there_is_no_check_of_what_is_no_derivative_or_no_number():
    assert check(two_nodes("tanh", "tanh"), Ref("z", 1, (0,))) is None
    overflown = backprop(Network.from_arrays([[[1e200]]], [[0.0]], ["linear"]), [[1e200]], [[0.0]])
    assert check(overflown, Ref("dW", 1, (0, 0))) is None


@given(case=cases(names=SMOOTH))
def test_nothing_smooth_differs_from_its_nudge(case):
    trace = backprop(case.net, case.X, case.Y, cost=case.cost)
    for layer in range(1, case.net.L + 1):
        for ref in (Ref("delta", layer, (0,), case.m - 1), Ref("dW", layer, (0, 0)), Ref("db", layer, (0,))):
            assert check(trace, ref).verdict in ("agree", "rounding"), ref


@given(case=cases())
def test_only_a_kink_within_the_nudge_is_an_excuse(case):
    assume(away_from_kinks(case))
    trace = backprop(case.net, case.X, case.Y, cost=case.cost)
    for layer in range(1, case.net.L + 1):
        assert check(trace, Ref("delta", layer, (0,), 0)).verdict in ("agree", "rounding")


def test_a_change_is_the_difference_of_two_costs():
    trace, ref = two_nodes("sigmoid", "sigmoid"), Ref("z", 1, (0,))
    assert nudged_change(trace, ref, 0.01) == nudged_cost(trace, ref, 0.01) - trace.J
    assert nudged_change(trace, ref, 0.0) == 0.0


@given(case=cases())
def test_for_a_small_step_the_tangent_predicts_the_change(case):
    assume(away_from_kinks(case))
    trace = backprop(case.net, case.X, case.Y, cost=case.cost, eta=1e-6)
    squares = sum((g**2).sum() for g in (*trace.dW[1:], *trace.db[1:]))
    assert predicted_change(trace) == pytest.approx(-1e-6 * squares, rel=1e-12)
    assert actual_change(trace) == trace.J_new - trace.J
    assume(squares < 1e3)  # else even this step leaves the tangent
    assert actual_change(trace) == pytest.approx(predicted_change(trace), rel=1e-2, abs=1e-13)
