"""Nodes that nothing tells apart stay alike bit for bit, on every processor: lesson 11 lives on it."""

from itertools import repeat

import numpy as np
import pytest

from engine.nn.backprop import backprop
from engine.nn.network import Network
from engine.nn.trainer import Descent
from engine.nn.types import Ref

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
OPTIMIZERS = ("sgd", "momentum", "nesterov", "rmsprop", "adam")


def twins(n_before, n, n_after, hidden):
    """A network whose hidden nodes nothing tells apart."""
    rng = np.random.default_rng(7)
    W = [np.tile(rng.normal(size=(1, n_before)), (n, 1)), np.tile(rng.normal(size=(n_after, 1)), (1, n))]
    return Network.from_arrays(W, [np.full(n, 0.1), np.zeros(n_after)], [hidden, "sigmoid"])


def are_twins(net):
    return all(
        (net.W[layer] == net.W[layer][0]).all()
        and (net.b[layer] == net.b[layer][0]).all()
        and (net.W[layer + 1] == net.W[layer + 1][:, :1]).all()
        for layer in range(1, net.L)
    )


@pytest.mark.parametrize("hidden", ["tanh", "relu", "sigmoid"])
@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 3, 1), (7, 9, 3)])
def test_twins_of_lesson_11_stay_twins(hidden, sizes):
    rng = np.random.default_rng(2)
    X, Y = rng.normal(size=(4, sizes[0])), rng.random((4, sizes[-1]))
    descent = Descent(twins(*sizes, hidden), "bce")
    descent.run(X, Y, repeat((None, 0.5), 5000))
    assert are_twins(descent.network)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("n", range(2, 10))
def test_twins_of_every_width_stay_twins_in_batches_of_every_size(n, optimizer):
    rng = np.random.default_rng(2)
    for m in range(1, 17):
        for n_before, n_after in ((2, 1), (9, 3)):
            X, Y = rng.normal(size=(m, n_before)), rng.random((m, n_after))
            descent = Descent(twins(n_before, n, n_after, "tanh"), "bce", optimizer, l2=1e-3)
            descent.run(X, Y, repeat((None, 0.1), 25))
            assert are_twins(descent.network)


def test_twins_in_layers_one_after_the_other():
    net = Network.random((3, 5, 5, 2), ("tanh", "tanh", "linear"), "constant(0.3)")
    rng = np.random.default_rng(2)
    descent = Descent(net, "mse", "rmsprop")
    descent.run(rng.normal(size=(9, 3)), rng.normal(size=(9, 2)), repeat((None, 0.01), 300))
    assert are_twins(Network(descent.network.W[:3], descent.network.b[:3], net.activations[:3]))
    assert (descent.network.W[3][:, 0] != net.W[3][:, 0]).all()


@pytest.mark.parametrize(
    "difference",
    [
        lambda net: net.with_parameter(Ref("W", 1, (0, 0)), 0.51),
        lambda net: net.with_locked([Ref("W", 2, (0, 1))]),
        lambda net: net.with_cut([Ref("W", 1, (1, 0))]),
    ],
)
def test_what_is_told_apart_goes_apart(difference):
    net = difference(Network.random((2, 2, 1), ("sigmoid", "sigmoid"), "constant(0.5)"))
    descent, reference = Descent(net, "bce"), net
    descent.run(*XOR, repeat((None, 1.0), 50))
    for _ in range(50):
        reference = backprop(reference, *XOR, "bce", 1.0).updated
    assert not are_twins(descent.network)
    np.testing.assert_allclose(descent.vector, reference.to_vector(), rtol=1e-9)


def test_xor_from_zeros_never_moves():
    for optimizer in OPTIMIZERS:
        descent = Descent(Network.random((2, 2, 1), ("sigmoid", "sigmoid"), "zeros"), "bce", optimizer)
        costs = list(descent.walk(*XOR, repeat((None, 1.0), 100)))
        assert not descent.row[:-1].any()
        assert costs == pytest.approx([np.log(2.0)] * 100, rel=1e-15)


def test_lesson_11_equal_weights_learn_half_of_xor():
    net = Network.random((2, 2, 1), ("sigmoid", "sigmoid"), "constant(0.5)")
    costs = list(Descent(net, "bce").walk(*XOR, repeat((None, 1.0), 5001)))
    expected = {0: 0.739324, 1: 0.707647, 100: 0.691333, 1000: 0.493379, 5000: 0.479217}
    assert {update: round(costs[update], 6) for update in expected} == expected
