"""What must hold of any update, whatever the network, the cost and the optimiser."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Network, Ref, backprop
from engine.nn.activations import softmax
from engine.nn.gradcheck import predicted_change
from engine.nn.optimizers import Moments
from engine.nn.types import freeze
from tests.strategies import SEEDS, cases, rich_cases


def gradients(trace) -> np.ndarray:
    return np.concatenate([part.ravel() for pair in zip(trace.dW, trace.db, strict=True) for part in pair])


@given(case=cases(most_samples=6))
def test_the_gradient_of_a_batch_is_the_mean_of_single_ones(case):
    singles = [
        gradients(replace(case, X=case.X[s : s + 1], Y=case.Y[s : s + 1]).trace()) for s in range(case.m)
    ]
    mean, size = np.mean(singles, axis=0), np.abs(singles).max(initial=1e-300)
    np.testing.assert_allclose(gradients(case.trace()), mean, rtol=1e-10, atol=1e-12 * size)


@given(case=cases(), seed=SEEDS)
def test_the_order_of_samples_changes_nothing(case, seed):
    order = np.random.default_rng(seed).permutation(case.m)
    mixed = replace(case, X=case.X[order], Y=case.Y[order]).trace()
    size = np.abs(gradients(mixed)).max(initial=1e-300)
    np.testing.assert_allclose(gradients(mixed), gradients(case.trace()), rtol=1e-10, atol=1e-12 * size)


def permuted(net: Network, layer: int, order) -> Network:
    """Rename the nodes of a hidden layer."""
    W, b = list(net.W), list(net.b)
    W[layer], b[layer], W[layer + 1] = W[layer][order], b[layer][order], W[layer + 1][:, order]
    return replace(net, W=tuple(map(freeze, W)), b=tuple(map(freeze, b)))


@given(case=cases(), seed=SEEDS, data=st.data())
def test_renaming_hidden_nodes_changes_nothing(case, seed, data):
    assume(case.net.L > 1)
    layer = data.draw(st.integers(1, case.net.L - 1))
    order = np.random.default_rng(seed).permutation(case.net.sizes[layer])
    plain, renamed = case.trace(), replace(case, net=permuted(case.net, layer, order)).trace()
    size = max(np.abs(gradients(plain)).max(initial=0), 1e-300)
    assert pytest.approx(plain.J, rel=1e-12) == renamed.J
    np.testing.assert_allclose(
        renamed.delta[layer], plain.delta[layer][:, order], rtol=1e-9, atol=1e-12 * size
    )
    np.testing.assert_allclose(renamed.dW[layer], plain.dW[layer][order], rtol=1e-9, atol=1e-11 * size)


@given(case=rich_cases())
def test_cutting_is_setting_to_0_and_holding_there(case):
    assume(case.net.cut)
    joined = case.net.with_restored(case.net.cut)
    held = replace(case, net=joined.with_locked(case.net.cut))
    cut, other = case.trace(), held.trace()
    assert cut.J == other.J
    assert np.array_equal(cut.updated.to_vector(), other.updated.to_vector())
    assert all(cut.updated.W[ref.layer][ref.index] == 0 for ref in case.net.cut)
    assert all(cut.dW[ref.layer][ref.index] == 0 for ref in case.net.cut)


@given(case=rich_cases())
def test_what_is_locked_stays_and_its_gradient_is_that_of_the_free_one(case):
    free = replace(case, net=case.net.with_unlocked(case.net.locked), moments=None).trace()
    locked = replace(case, moments=None).trace()
    assert np.array_equal(gradients(free), gradients(locked))
    assert all(locked.updated.parameter(ref) == case.net.parameter(ref) for ref in case.net.locked)


@given(case=rich_cases())
def test_the_optimiser_moves_each_parameter_by_its_own_numbers(case):
    """Each scalar alone, by the formulas as they are printed."""
    trace, net = case.trace(), case.net
    g = gradients(replace(trace, dW=tuple(a + b for a, b in zip(trace.dW, trace.pull, strict=True))))
    free = np.ones(net.parameters) if net.free is None else net.free
    moved = trace.updated.to_vector() - net.to_vector()
    assert (moved[free == 0] == 0).all()
    for arrays in zip(trace.moments.arrays, trace.new_moments.arrays, strict=True):
        assert np.array_equal(arrays[0][free == 0], arrays[1][free == 0])
    assert trace.new_moments.t == trace.moments.t + bool(trace.moments.arrays)
    if case.optimizer == "sgd":
        np.testing.assert_allclose(moved, -case.eta * g * free, rtol=1e-9, atol=1e-12)


@given(case=cases())
def test_the_penalty_is_a_sum_of_sizes_and_squares_and_its_pull_their_slope(case):
    trace = replace(case, l1=0.3, l2=0.7).trace()
    weights = np.concatenate([W.ravel() for W in case.net.W])
    assert trace.penalty == pytest.approx(0.3 * np.abs(weights).sum() + 0.35 * (weights**2).sum())
    pulled = np.concatenate([pull.ravel() for pull in trace.pull])
    np.testing.assert_allclose(pulled, 0.3 * np.sign(weights) + 0.7 * weights, rtol=1e-14, atol=0)
    assert trace.J == case.trace().J


@given(z=st.lists(st.floats(-700, 700), min_size=1, max_size=6), shift=st.floats(-100, 100))
def test_softmax_is_shares_that_no_shift_changes(z, shift):
    row = np.array([z])
    shares = softmax(row)
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()
    np.testing.assert_allclose(softmax(row + shift), shares, rtol=1e-9, atol=1e-300)


@given(seed=SEEDS, n=st.integers(1, 6), m=st.integers(1, 4))
def test_deltas_of_softmax_add_up_to_0_and_are_jacobian_times_vector(seed, n, m):
    rng = np.random.default_rng(seed)
    net = Network.random((3, n), ["softmax"], init="normal", seed=seed)
    Y = np.eye(n)[rng.integers(0, n, m)]
    trace = backprop(net, rng.normal(size=(m, 3)), Y, cost="softmax_ce")
    np.testing.assert_allclose(trace.delta[1].sum(axis=1), 0, atol=1e-14)
    unfused = np.einsum("mi,mij->mj", trace.dJ_da[1], trace.slope[1])
    np.testing.assert_allclose(unfused, trace.delta[1], rtol=1e-9, atol=1e-13)


@given(case=rich_cases())
def test_the_change_along_the_tangent_is_the_gradient_times_the_correction(case):
    trace = case.trace()
    step = trace.updated.to_vector() - case.net.to_vector()
    wanted = np.vdot(gradients(trace), step)
    size = np.abs(gradients(trace) * step).sum()
    assert predicted_change(trace) == pytest.approx(wanted, rel=1e-9, abs=1e-9 * size + 1e-15)


def test_moments_of_another_network_are_refused():
    net = Network.random((2, 1), ["tanh"])
    for moments in (Moments(1, ()), Moments(0, (np.zeros(2), np.zeros(2))), Moments(-1, (np.zeros(3),) * 2)):
        with pytest.raises(ValueError, match="not moments of adam"):
            backprop(net, [[1.0, 2.0]], [[0.0]], optimizer="adam", moments=moments)


def test_where_a_quantity_stands_that_only_some_updates_have():
    net = Network.random((2, 2, 2), ["tanh", "softmax"], seed=1)
    trace = backprop(net, [[1.0, 2.0]], [[0.0, 1.0]], "softmax_ce", 0.1, "adam", l2=0.5)
    assert trace.value(Ref("slope", 2, (0, 1))) == trace.slope[2][0, 0, 1]
    assert trace.value(Ref("m_W_new", 2, (1, 0))) == pytest.approx(0.1 * (trace.dW[2] + trace.pull[2])[1, 0])
    assert trace.value(Ref("v_b", 1, (1,))) == 0.0
    assert trace.value(Ref("pull", 1, (0, 1))) == 0.5 * net.W[1][0, 1]
    assert trace.value(Ref("t", 0)) == 1
    for ref in (Ref("m_W", 0, (0, 0)), Ref("v_b", 0, (0,)), Ref("m_b", 3, (0,)), Ref("m_W_new", 1, (0, 2))):
        with pytest.raises(KeyError, match="there is no"):
            trace.value(ref)
    plain = backprop(net, [[1.0, 2.0]], [[0.0, 1.0]], "softmax_ce")
    for ref in (
        Ref("m_W", 1, (0, 0)),
        Ref("slope", 2, (0,)),
        Ref("slope", 1, (0, 1)),
        Ref("m_b_new", 0, (0,)),
    ):
        with pytest.raises(KeyError, match="there is no"):
            plain.value(ref)
