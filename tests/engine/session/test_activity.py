"""What nodes do: counts of all activations, and nodes that let no δ through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from engine.nn.backprop import forward
from engine.nn.network import Network
from engine.session import actions, activity
from engine.session.activity import BINS, activity_of, is_of_all
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from tests.strategies import cases


def seen(net, X, Y=None, **settings):
    X = np.array(X)
    Y = np.zeros((len(X), net.sizes[-1])) if Y is None else Y
    return activity_of(frame_of(Session.start(Document(net, X, Y, **settings))))


@given(cases())
def test_every_activation_is_counted_where_it_lies(case):
    found = seen(case.net, case.X, case.Y, cost=case.cost)
    _, a = forward(case.net, case.X)
    assert (found.rows, found.of_all) == (case.m, True)
    for layer in found.layers:
        values = a[layer.layer].ravel()
        assert layer.low <= values.min()
        assert layer.high >= values.max()
        assert layer.counts.sum() == values.size
        edges = np.linspace(layer.low, layer.high, BINS + 1)
        # A value at an edge may fall on either side of it.
        inside = np.abs(values[:, None] - edges).min(axis=1) > 1e-9
        counts = np.histogram(values[inside], edges)[0]
        assert (layer.counts >= counts).all()
        assert layer.counts.sum() - counts.sum() == (~inside).sum()


@given(cases())
def test_a_node_is_dead_where_no_slope_is_above_0(case):
    found = seen(case.net, case.X, case.Y, cost=case.cost)
    _, a = forward(case.net, case.X)
    for layer in found.layers:
        if case.net.activations[layer.layer] == "relu":
            assert layer.dead == tuple(np.flatnonzero((a[layer.layer] == 0.0).all(axis=0)))
            assert layer.saturated == ()
        if case.net.activations[layer.layer] == "linear":
            assert layer.dead == layer.saturated == ()


def test_nodes_are_told_apart():
    # The first node is off for all samples, the second for some, the third for none.
    net = Network.from_arrays([[[1.0], [1.0], [1.0]]], [[-9.0, 0.0, 9.0]], ["relu"])
    layer = seen(net, [[-1.0], [1.0]]).layers[0]
    assert (layer.dead, layer.saturated) == ((0,), ())


@pytest.mark.parametrize(("name", "edge"), [("sigmoid", 6.0), ("tanh", 3.0)])
def test_far_from_0_a_node_is_saturated(name, edge):
    # σ′(6) = 0.0025, 1 − tanh²(3) = 0.0099: both below 1 % of the steepest.
    net = Network.from_arrays([[[0.0], [0.0], [0.0]]], [[edge, -edge, edge - 1.0]], [name])
    layer = seen(net, [[1.0]]).layers[0]
    assert (layer.dead, layer.saturated) == ((), (0, 1))


def test_a_few_samples_with_a_slope_do_not_unsaturate_a_node():
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["sigmoid"])
    assert seen(net, [[9.0]] * 19 + [[0.0]]).layers[0].saturated == (0,)
    assert seen(net, [[9.0]] * 18 + [[0.0]] * 2).layers[0].saturated == ()


def test_softmax_has_no_slope_of_a_node():
    net = Network.from_arrays([[[9.0], [-9.0]]], [[0.0, 0.0]], ["softmax"])
    layer = seen(net, [[9.0]], np.array([[1.0, 0.0]]), cost="softmax_ce").layers[0]
    assert (layer.dead, layer.saturated) == ((), ())
    assert (layer.low, layer.high) == (0.0, 1.0)


def test_all_training_rows_are_looked_at_and_no_test_row():
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    found = seen(net, [[1.0], [2.0], [50.0]], test=np.array([2]), batch=1)
    assert (found.rows, found.of_all, found.layers[0].high) == (2, True, 2.0)


def test_of_much_data_only_the_batch_in_play_is_looked_at(monkeypatch):
    monkeypatch.setattr(activity, "_MOST_NUMBERS", 5)
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    found = seen(net, [[1.0], [2.0], [3.0]], batch=2)
    assert (found.rows, found.of_all) == (2, False)
    assert is_of_all(Document(net, np.ones((3, 1)), np.ones((3, 1))))  # the batch is all of them


def test_what_overflows_is_in_no_bar():
    net = Network.from_arrays([[[1e308]], [[1e308]]], [[0.0], [0.0]], ["linear", "linear"])
    layer = seen(net, [[1.0], [0.0]]).layers[1]
    assert layer.counts.sum() == 1


def test_the_parameters_are_those_of_now():
    session = Session.start()
    first = frame_of(session)
    last = frame_of(update(session, actions.Seek(len(first.steps))))
    assert activity_of(first) is activity_of(first)
    _, a = forward(last.trace.updated, last.trace.X)
    assert activity_of(last).layers[1].counts[int(a[2][0, 0] * BINS)] == 1
