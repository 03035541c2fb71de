"""The quick way downhill: bit for bit the numbers of backprop, whatever the network."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nn.backprop import backprop
from engine.nn.descent import Descent
from engine.nn.network import Network

ACTIVATIONS = ("linear", "sigmoid", "tanh", "relu")


@st.composite
def runs(draw):
    """Draw a network, batches of it, a cost and a learning rate."""
    sizes = draw(st.lists(st.integers(1, 12), min_size=2, max_size=5))
    names = [draw(st.sampled_from(ACTIVATIONS)) for _ in sizes[1:]]
    cost = draw(st.sampled_from(("half_squared", "squared", "bce")))
    if cost == "bce":
        names[-1] = "sigmoid"
    net = Network.random(sizes, names, "normal", seed=draw(st.integers(0, 1000)))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    batches = [
        (rng.normal(size=(m, sizes[0])) * draw(st.sampled_from((1.0, 1e3))), rng.random((m, sizes[-1])))
        for m in draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    ]
    return net, batches, cost, draw(st.sampled_from((0.1, 1.0, 7.3)))


@settings(max_examples=150, deadline=None)
@given(runs())
def test_every_number_is_that_of_backprop(run):
    net, batches, cost, eta = run
    descent = Descent(net, cost, eta, "sgd")
    with np.errstate(all="ignore"):
        for X, Y in batches:
            trace = backprop(net, X, Y, cost, eta)
            passed = descent.forward(X)
            J = descent.J(passed, Y)
            descent.descend(passed, Y)
            np.testing.assert_array_equal(J, trace.J)
            for mine, theirs in ((passed.z, trace.z), (passed.a, trace.a), (passed.delta, trace.delta)):
                for layer in range(1, net.L + 1):
                    np.testing.assert_array_equal(mine[layer], theirs[layer])
            net = trace.updated
            np.testing.assert_array_equal(descent.vector, net.to_vector())
            np.testing.assert_array_equal(descent.network.to_vector(), net.to_vector())


def test_the_network_it_began_with_and_those_it_gave_out_stay_as_they_are():
    net = Network.random([2, 3, 1], ["tanh", "tanh"], seed=1)
    first = net.to_vector()
    descent = Descent(net, "half_squared", 0.5, "sgd")
    given_out = descent.network
    descent.descend(descent.forward(np.ones((1, 2))), np.zeros((1, 1)))
    np.testing.assert_array_equal(net.to_vector(), first)
    np.testing.assert_array_equal(given_out.to_vector(), first)
    assert (descent.vector != first).any()


def test_a_cost_that_does_not_fit_is_refused():
    net = Network.random([1, 1], ["tanh"])
    with pytest.raises(ValueError, match="needs a sigmoid output layer"):
        Descent(net, "bce", 1.0, "sgd")
