"""What a Trace and a Network refuse, and that nobody can change them."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Network, Ref, backprop, narrate
from engine.nn.trace import first_bad

NET = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
TRACE = backprop(NET, np.ones((2, 2)), np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("ref", "sample"),
    [
        (Ref("z", 3, (0,)), 0),
        (Ref("z", 0, (0,)), 0),
        (Ref("z", 1, (3,)), 0),
        (Ref("z", 1, (-1,)), 0),
        (Ref("a", -1, (0,)), 0),
        (Ref("delta", 0, (0,)), 0),
        (Ref("delta", 1, ()), 0),
        (Ref("z", 1, (0,)), 2),
        (Ref("z", 1, (0,)), -1),
        (Ref("z", 1, (0,), 2), 0),
        (Ref("W", 1, (0,)), 0),
        (Ref("dW", 1, (0, 2)), 0),
        (Ref("W", 1, (-1, 0)), 0),
        (Ref("J", 2, (), 2), 0),
        (Ref("z", 1, (0, 0)), 0),
        (Ref("hidden", 1, (0,)), 0),
    ],
)
def test_a_trace_knows_what_there_is_not(ref, sample):
    with pytest.raises(KeyError):
        TRACE.value(ref, sample)


def test_values_of_one_sample_and_of_the_batch():
    X, Y = np.array([[1.0, 2.0], [-1.0, 0.5]]), np.zeros((2, 2))
    trace = backprop(NET, X, Y)
    assert trace.value(Ref("x", 0, (1,)), sample=1) == 0.5
    assert trace.value(Ref("x", 0, (1,), 0), sample=1) == 2.0
    assert trace.value(Ref("J", 2)) == trace.J == pytest.approx(trace.J_each.mean())
    assert trace.value(Ref("J", 2, (), 1)) == trace.J_each[1]
    assert trace.value(Ref("db", 1, (2,))) == pytest.approx(trace.delta[1][:, 2].mean())
    assert trace.value(Ref("db", 1, (2,), 1)) == trace.delta[1][1, 2]


def test_arrays_are_read_only_and_copied():
    X, Y = np.ones((1, 2)), np.zeros((1, 2))
    trace = backprop(NET, X, Y)
    X[0, 0] = 7.0
    assert trace.X[0, 0] == 1.0
    groups = (
        trace.z,
        trace.a,
        trace.dJ_da,
        trace.slope,
        trace.delta,
        trace.dW,
        trace.db,
        NET.W,
        NET.b,
        trace.updated.W,
        trace.updated.b,
        (trace.X, trace.Y, trace.J_each),
    )
    assert not any(array.flags.writeable for group in groups for array in group)


def test_indices_are_the_numbers_of_the_layers():
    for group in (TRACE.z, TRACE.delta, TRACE.dW, TRACE.db, TRACE.slope, TRACE.dJ_da, NET.W, NET.b):
        assert len(group) == NET.L + 1 == 3
        assert group[0].size == 0
    assert TRACE.a[0] is TRACE.X
    assert NET.W[1].shape == TRACE.dW[1].shape == (3, 2)


def test_with_parameter_shares_the_rest():
    other = NET.with_parameter(Ref("b", 2, (1,)), 0.5)
    assert other.parameter(Ref("b", 2, (1,))) == 0.5
    assert NET.parameter(Ref("b", 2, (1,))) == 0.0
    assert other.W is NET.W
    assert other.b[1] is NET.b[1]


@pytest.mark.parametrize(
    ("ref", "value"),
    [
        (Ref("W", 1, (3, 0)), 1.0),
        (Ref("W", 0, (0, 0)), 1.0),
        (Ref("W", 3, (0, 0)), 1.0),
        (Ref("W", 1, (0,)), 1.0),
        (Ref("z", 1, (0,)), 1.0),
        (Ref("b", 1, (-1,)), 1.0),
        (Ref("b", 1, (0,)), float("nan")),
        (Ref("b", 1, (0,)), float("inf")),
    ],
)
def test_parameters_that_there_are_not(ref, value):
    with pytest.raises(ValueError, match=r"weight or bias"):
        NET.with_parameter(ref, value)


@pytest.mark.parametrize(
    ("weights", "biases", "names", "words"),
    [
        ([], [], [], "one or more layers"),
        ([[[1.0]]], [[1.0]], ["sigmoid"] * 2, "got 1, 1 and 2"),
        (
            [[[1.0]], [[1.0, 2.0]]],
            [[0.0], [0.0]],
            ["linear"] * 2,
            "W of layer 2 has 2 columns, but layer 1 has 1 node$",
        ),
        ([[[1.0]]], [[1.0, 2.0]], ["linear"], "b of layer 1"),
        ([[1.0]], [[1.0]], ["linear"], "W of layer 1"),
        ([[[]]], [[]], ["linear"], "W of layer 1"),
        ([[[1.0], [1.0, 2.0]]], [[0.0]], ["linear"], "rows of equal length"),
        ([[["one"]]], [[0.0]], ["linear"], "W of layer 1 must be numbers"),
        ([[[float("nan")]]], [[0.0]], ["linear"], "not finite"),
        ([[[1.0]]], [[10**400]], ["linear"], "b of layer 1"),
        ([[[1.0]]], [[0.0]], ["sigmoyd"], "linear, sigmoid, tanh, relu"),
        ([[[1.0]]], [[0.0]], [None], "'None' is not a name"),
    ],
)
def test_networks_that_are_none(weights, biases, names, words):
    with pytest.raises(ValueError, match=words):
        Network.from_arrays(weights, biases, names)


@pytest.mark.parametrize(
    ("X", "Y", "words"),
    [
        ([[1.0]], [[0.0, 0.0]], "X must"),
        ([[1.0, 1.0]], [[0.0]], "Y must"),
        (np.ones((0, 2)), np.ones((0, 2)), "X must"),
        ([[1.0, 1.0]], [[0.0, 0.0]] * 2, "X has 1 samples but Y has 2"),
        ([1.0, 1.0], [[0.0, 0.0]], "X must"),
    ],
)
def test_batches_that_do_not_fit(X, Y, words):
    with pytest.raises(ValueError, match=words):
        backprop(NET, X, Y)


def test_costs_that_do_not_fit():
    with pytest.raises(ValueError, match="needs a sigmoid output layer, but the output layer is tanh"):
        backprop(Network.random((1, 1), ("tanh",)), [[1.0]], [[1.0]], cost="bce")
    with pytest.raises(ValueError, match="cost 'bce' needs labels between 0 and 1"):
        backprop(NET, [[1.0, 1.0]], [[0.0, 1.5]], cost="bce")
    with pytest.raises(ValueError, match="'hinge' is not one of half_squared, squared, mse, bce"):
        backprop(NET, [[1.0, 1.0]], [[0.0, 0.0]], cost="hinge")
    with pytest.raises(ValueError, match="'lion' is not one of sgd"):
        backprop(NET, [[1.0, 1.0]], [[0.0, 0.0]], optimizer="lion")


@pytest.mark.parametrize("init", ["xavier", "he", "normal", "zeros"])
def test_random_networks(init):
    first, same, other = (Network.random((40, 50, 2), ("tanh",) * 2, init=init, seed=s) for s in (3, 3, 4))
    assert first.sizes == (40, 50, 2)
    assert (first.to_vector() == same.to_vector()).all()
    assert not first.b[1].any()
    spread = {"xavier": np.sqrt(2 / 90), "he": np.sqrt(2 / 40), "normal": 1.0, "zeros": 0.0}[init]
    assert first.W[1].std() == pytest.approx(spread, rel=0.1)
    assert init == "zeros" or (first.to_vector() != other.to_vector()).any()
    assert init != "xavier" or np.abs(first.W[1]).max() <= np.sqrt(6 / 90)


def test_random_networks_that_are_none():
    for sizes, names, init in (
        ((2,), (), "xavier"),
        ((2, 0), ("tanh",), "he"),
        ((2, 1), ("tanh",), "magic"),
        ((2, 1), ("tanh", "tanh"), "he"),
    ):
        with pytest.raises(ValueError, match=r"network|init"):
            Network.random(sizes, names, init=init)


@pytest.mark.parametrize(
    ("w", "x", "eta", "bad"),
    [
        ((1e200, 1e200), 1e100, 1.0, Ref("z", 2, (0,))),
        ((1.0, 1.0), 1e200, 1.0, Ref("J", 2)),
        ((1e100, 1e100), 1.0, 1.0, Ref("J", 2)),
        ((1.0, 1.0), 1.0, 1e300, Ref("J_new", 2)),
        ((0.5, 1.0), 1.0, 1.0, None),
    ],
)
def test_the_first_quantity_that_went_wrong(w, x, eta, bad):
    net = Network.from_arrays([[[w[0]]], [[w[1]]]], [[0.0], [0.0]], ["linear", "linear"])
    trace = backprop(net, [[x]], [[0.25]], eta=eta)
    for zoom in ("layer", "node"):
        assert first_bad(trace, narrate(net, zoom=zoom)) == bad


def test_a_product_that_overflows_is_infinite_without_a_warning():
    net = Network.from_arrays([[[1e200]], [[1e200]]], [[0.0], [0.0]], ["linear", "linear"])
    trace = backprop(net, [[1e100]], [[1.0]])
    for step in narrate(net, zoom="edge"):
        for ref in step.writes:
            trace.value(ref)
    assert trace.value(Ref("product", 2, (0, 0))) == float("inf")
