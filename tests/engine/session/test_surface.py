"""J over two parameters: every place of a map against plain back-propagation, in any pieces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.nn.backprop import backprop
from engine.nn.network import Network
from engine.nn.trace import parameter_refs
from engine.nn.types import Ref
from engine.session import surface
from engine.session.surface import (
    Ground,
    are_all_free,
    blocks_of,
    cells_of,
    costs_over,
    first_two,
    neighbour_of,
    work_of,
)
from tests.strategies import cases, networks

W1, W2, B2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,))
LECTURE = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])


def traced(case):
    return backprop(case.net, case.X, case.Y, case.cost, case.eta)


def cost_with(case, a, b, u, v):
    net = case.net.with_parameter(a, u).with_parameter(b, v)
    return backprop(net, case.X, case.Y, case.cost, case.eta).J


# Golden: the two-node network


def test_the_map_of_the_lecture():
    trace = backprop(LECTURE, [[3.0]], [[1.0]])
    costs = costs_over(trace, W1, W2, np.array([0.2, 0.3]), np.array([0.8, 0.9, 1.0]))
    assert costs.shape == (3, 2)
    assert costs[0, 0] == pytest.approx(0.223539, abs=5e-7)
    # By hand: a₁ = σ(0.8) = 0.689974, ŷ = σ(0.9·0.689974 − 1.2) = 0.359157, J = ½·0.640843².
    assert costs[1, 1] == pytest.approx(0.205340, abs=5e-7)


# For any network


@given(cases(), st.lists(st.floats(-3, 3), min_size=1, max_size=3, unique=True), st.data())
def test_every_place_is_the_cost_of_the_network_changed_there(case, values, data):
    refs = parameter_refs(case.net)
    a, b = data.draw(st.sampled_from(refs)), data.draw(st.sampled_from(refs))
    assume(a != b)
    across, up = np.array(values), np.array([-1.0, 0.5])
    costs = costs_over(traced(case), a, b, across, up)
    wanted = [[cost_with(case, a, b, u, v) for u in across] for v in up]
    np.testing.assert_allclose(costs, wanted, rtol=1e-9, atol=1e-12)


@given(cases(), st.sampled_from((1, 7, 40)), st.data())
def test_in_other_pieces_it_is_the_same_map(case, room, data):
    refs = parameter_refs(case.net)
    a, b = data.draw(st.sampled_from(refs)), data.draw(st.sampled_from(refs))
    assume(a != b)
    across, up = np.linspace(-2, 2, 5), np.linspace(-1, 3, 4)
    whole = costs_over(traced(case), a, b, across, up)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(surface, "_ROOM", room)
        pieces = list(blocks_of(traced(case), a, b, across, up))
        assert all(piece.costs.size == 1 for piece in pieces) or room > 1
        np.testing.assert_allclose(costs_over(traced(case), a, b, across, up), whole, rtol=1e-12, atol=1e-300)


@given(cases(), st.data())
def test_turned_round_the_map_is_transposed(case, data):
    refs = parameter_refs(case.net)
    a, b = data.draw(st.sampled_from(refs)), data.draw(st.sampled_from(refs))
    assume(a != b)
    across, up = np.linspace(-2, 2, 3), np.linspace(-1, 3, 4)
    one, other = costs_over(traced(case), a, b, across, up), costs_over(traced(case), b, a, up, across)
    np.testing.assert_allclose(one, other.T, rtol=1e-9, atol=1e-300)


def test_what_overflows_is_not_finite_and_warns_of_nothing():
    net = Network.from_arrays([[[1.0]], [[1.0]]], [[0.0], [0.0]], ["linear", "linear"])
    trace = backprop(net, [[1.0]], [[1.0]])
    costs = costs_over(trace, W1, W2, np.array([1e200]), np.array([1e200, 0.0]))
    assert np.isinf(costs[0, 0])
    assert costs[1, 0] == pytest.approx(0.5)


@pytest.mark.parametrize(("a", "b"), [(W1, W1), (W1, Ref("W", 3, (0, 0))), (Ref("b", 2, (1,)), W1)])
def test_two_different_parameters_of_the_network_are_needed(a, b):
    with pytest.raises(ValueError, match=r"two different|not a weight or bias"):
        costs_over(backprop(LECTURE, [[3.0]], [[1.0]]), a, b, np.zeros(1), np.zeros(1))


# Which parameters, and how many places


@given(networks(), st.data())
def test_the_neighbour_is_another_parameter(net, data):
    ref = data.draw(st.sampled_from(parameter_refs(net)))
    other = neighbour_of(net, ref)
    assert other != ref
    assert other in parameter_refs(net)


@pytest.mark.parametrize(
    ("sizes", "ref", "neighbour"),
    [
        ((1, 1, 1), W2, W1),
        ((1, 1, 1), W1, W2),
        ((3, 2, 1), Ref("W", 1, (1, 0)), Ref("W", 1, (1, 1))),
        ((3, 2, 1), Ref("W", 1, (1, 2)), Ref("W", 1, (1, 0))),
        ((3, 2, 1), Ref("b", 1, (1,)), Ref("W", 1, (1, 0))),
        ((1, 1), W1, Ref("b", 1, (0,))),
        ((1, 1), Ref("b", 1, (0,)), W1),
    ],
)
def test_the_neighbour_is_near(sizes, ref, neighbour):
    assert neighbour_of(Network.random(sizes, ["tanh"] * (len(sizes) - 1)), ref) == neighbour


def test_a_neighbour_is_not_cut():
    net = Network.random((3, 1), ["tanh"]).with_cut({Ref("W", 1, (0, 1))})
    assert neighbour_of(net, W1) == Ref("W", 1, (0, 2))


def test_large_networks_have_fewer_places():
    small = backprop(LECTURE, [[3.0]], [[1.0]])
    assert (cells_of(small, W1, W2, live=True), cells_of(small, W1, W2, live=False)) == (17, 49)
    net = Network.random((4, 500, 4), ["tanh", "linear"])
    large = backprop(net, np.zeros((100, 4)), np.zeros((100, 4)))
    assert work_of(large, W1, W2) == 100 * 504
    assert (cells_of(large, W1, W2, live=True), cells_of(large, W1, W2, live=False)) == (9, 25)
    assert cells_of(large, W2, Ref("W", 2, (1, 0)), live=False) == 49  # all is downstream


def test_a_ground_goes_from_end_to_end():
    ground = Ground(W1, W2, (-1.0, 0.0), (1.0, 4.0))
    assert ground.along(0, 3).tolist() == [-1.0, 0.0, 1.0]
    assert ground.along(1, 3).tolist() == [0.0, 2.0, 4.0]


def test_a_map_begins_with_the_first_parameters_that_are_free():
    net = Network.random((2, 1, 1), ["tanh", "tanh"])
    w11, w12, w2 = Ref("W", 1, (0, 0)), Ref("W", 1, (0, 1)), Ref("W", 2, (0, 0))
    b1, b2 = Ref("b", 1, (0,)), Ref("b", 2, (0,))
    assert first_two(net) == (w11, w12)
    assert first_two(net.with_locked([w12])) == (w11, w2)
    assert first_two(net.with_cut([w11, w12])) == (w2, b1)
    assert first_two(net.with_locked([w11, w12, w2, b1, b2])) == (w11, w12)
    assert not are_all_free(net, (w11, w12))
    assert are_all_free(net.with_locked([w2, b1, b2]), (w11, w12))
    assert are_all_free(net.with_cut([w11]).with_locked([w2, b1]), (w12, b2))
    assert not are_all_free(net.with_locked([w2, b1, b2]), (w11, b1))
