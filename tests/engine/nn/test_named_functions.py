"""Activations, optimisers, schedules and initialisers by name, with numbers in brackets."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Ref, backprop
from engine.nn.activations import activation
from engine.nn.batches import check_shuffle, epoch_order
from engine.nn.initialisers import INITIALISERS
from engine.nn.named import split_name
from engine.nn.network import same_network
from engine.nn.optimizers import (
    OPTIMIZERS,
    Moments,
    optimizer_rule,
    packed_row,
    row_width,
    same_moments,
    unpacked_row,
)
from engine.nn.schedules import SCHEDULES, schedule
from engine.session.setup import Setup


@pytest.mark.parametrize(
    ("text", "name", "numbers"),
    [
        ("adam", "adam", ()),
        ("adam()", "adam", ()),
        (" leaky_relu( 0.2 ) ", "leaky_relu", (0.2,)),
        ("rmsprop(0.9,1e-6)", "rmsprop", (0.9, 1e-6)),
    ],
)
def test_names_are_taken_apart(text, name, numbers):
    assert split_name(text) == (name, numbers)


@pytest.mark.parametrize(
    ("find", "text", "words"),
    [
        (
            activation,
            "swish",
            "'swish' is not one of linear, sigmoid, tanh, relu, leaky_relu, softplus, softmax",
        ),
        (activation, "tanh(2)", "takes no number in brackets"),
        (activation, "leaky_relu(2)", "the slope below 0 must be at least 0 and below 1, not 2"),
        (activation, "leaky_relu(x)", "not a list of numbers"),
        (activation, "leaky_relu(1e999)", "finite numbers"),
        (activation, "leaky_relu(0,0,0,0,0,0,0,0,0)", "short list"),
        (activation, "leaky_relu(0.1", "is not a name"),
        (activation, "", "is not a name"),
        (optimizer_rule, "lion", "is not one of sgd, momentum, nesterov, rmsprop, adam"),
        (optimizer_rule, "momentum(1)", "β must be at least 0 and below 1, not 1"),
        (optimizer_rule, "adam(0.9,0.999,0)", "ε must be above 0, not 0"),
        (optimizer_rule, "adam(0,0,0,0)", "takes at most 3 numbers"),
        (schedule, "linear", "is not one of constant, step, cosine"),
        (schedule, "step(0)", "the number of updates must be a whole number of updates, 1 or more, not 0"),
        (schedule, "step(10,0)", "the factor must be above 0 and at most 1, not 0"),
        (schedule, "step(1e10)", "whole number"),
        (schedule, "cosine(2.5)", "whole number"),
    ],
)
def test_what_is_no_name_is_refused_with_a_sentence(find, text, words):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the words are compared below
        find(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (activation, "leaky_relu(0)"),
        (optimizer_rule, "momentum(0)"),
        (optimizer_rule, "adam(0,0,1e-300)"),
        (schedule, "step(1,1)"),
        (schedule, "cosine(1e9,0)"),
    ],
)
def test_numbers_at_their_bounds_are_taken(find, text):
    assert find(text) is find(text)


@pytest.mark.parametrize("find", [activation, optimizer_rule, schedule])
@given(text=st.text(max_size=30).filter(lambda text: not text.strip().isalpha()))
def test_no_text_is_a_name_by_chance(find, text):
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        find(text)


def test_usual_numbers_need_not_be_said():
    assert activation("leaky_relu").value(np.array([-1.0])) == -0.01
    assert activation("leaky_relu(0.25)").value(np.array([-1.0])) == -0.25
    assert optimizer_rule("adam").numbers == (0.9, 0.999, 1e-8)
    assert optimizer_rule("adam(0.5)").numbers == (0.5, 0.999, 1e-8)


def test_a_network_has_one_spelling_of_each_name():
    net = Network.random((1, 1, 2), ["leaky_relu( 0.010 )", "softmax()"])
    assert net.activations == ("", "leaky_relu", "softmax")
    with pytest.raises(ValueError, match="needs the cost 'softmax_ce'"):
        backprop(net, [[1.0]], [[0.0, 1.0]])


@pytest.mark.parametrize(
    ("name", "update", "factor"),
    [
        ("constant", 10**6, 1.0),
        ("step(100,0.5)", 99, 1.0),
        ("step(100,0.5)", 100, 0.5),
        ("step(10,0.1)", 35, 1e-3),
        ("cosine(100)", 0, 1.0),
        ("cosine(100)", 50, 0.5),
        ("cosine(100,0.2)", 25, 0.2 + 0.8 * (1 + math.cos(math.pi / 4)) / 2),
        ("cosine(100,0.2)", 10**6, 0.2),
    ],
)
def test_schedules(name, update, factor):
    assert schedule(name)(update) == pytest.approx(factor)
    assert set(SCHEDULES) == {"constant", "step", "cosine"}


def test_eta_at_an_update_is_eta_as_the_schedule_has_changed_it():
    net = Network.random((1, 1), ["tanh"])
    setup = Setup(net, np.ones((3, 1)), np.ones((3, 1)), eta=2.0, schedule="step(2,0.5)")
    assert [setup.eta_at(update) for update in range(5)] == [2.0, 2.0, 1.0, 1.0, 0.5]


@pytest.mark.parametrize(
    ("init", "least", "most"),
    [
        ("zeros", 0.0, 0.0),
        ("constant(-0.3)", -0.3, -0.3),
        ("uniform(0.2)", -0.2, 0.2),
        ("normal(0.1)", -0.6, 0.6),
        ("xavier", -math.sqrt(6 / 50), math.sqrt(6 / 50)),
        ("he", -1.6, 1.6),
        ("fixed", -math.sqrt(6 / 50), math.sqrt(6 / 50)),
    ],
)
def test_initialisers(init, least, most):
    net = Network.random((20, 30), ["relu"], init=init, seed=4)
    assert least <= net.W[1].min()
    assert net.W[1].max() <= most
    assert (net.b[1] == 0).all()
    assert init.partition("(")[0] in INITIALISERS
    if init not in ("zeros", "constant(-0.3)"):
        spread = {"xavier": 0.2, "he": 0.316, "uniform(0.2)": 0.1155, "normal(0.1)": 0.1, "fixed": 0.2}[init]
        assert net.W[1].std() == pytest.approx(spread, rel=0.1)


@pytest.mark.parametrize("init", ["uniform(1e308)", "uniform(1e-320)", "constant(-1e308)"])
def test_initialisers_of_any_reach(init):
    assert np.isfinite(Network.random((3, 2), ["tanh"], init=init).W[1]).all()


def test_the_fixed_initialiser_is_lesson_14s_formula():
    W = Network.random((2, 3, 2), ["tanh", "tanh"], init="fixed").W
    for l, (n_in, n_out) in ((1, (2, 3)), (2, (3, 2))):
        for j in range(n_out):
            for k in range(n_in):
                v = 43758.5453 * math.sin(12.9898 * (j + 1) + 78.233 * (k + 1) + 37.719 * l)
                w = math.sqrt(6 / (n_in + n_out)) * (2 * (v - math.floor(v)) - 1)
                assert W[l][j, k] == pytest.approx(w, abs=1e-9)


@pytest.mark.parametrize("how", ["keyed", "fixed", "none"])
@given(samples=st.integers(1, 60), seed=st.integers(0, 2**63 - 1), epoch=st.integers(0, 10**6))
def test_an_epoch_takes_every_sample_once(how, samples, seed, epoch):
    order = epoch_order(samples, seed, epoch, how)
    assert sorted(order.tolist()) == list(range(samples))
    assert np.array_equal(order, epoch_order.__wrapped__(samples, seed, epoch, how))


def test_seed_and_epoch_each_make_an_order_of_their_own():
    orders = {tuple(epoch_order(50, *key, "keyed").tolist()) for key in ((1, 2), (2, 1), (1, 1), (3, 0))}
    assert len(orders) == 4


def test_the_fixed_order_is_lesson_14s():
    order = epoch_order(1437, 0, 0, "fixed")
    assert order[:4].tolist() == [(1009 * i + 17) % 1437 for i in range(4)]
    with pytest.raises(ValueError, match="1009 divides"):
        check_shuffle("fixed", 2018)
    with pytest.raises(ValueError, match="is not one of keyed, fixed, none"):
        check_shuffle("riffle", 4)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_rows_are_packed_and_taken_apart_again(name):
    rng, n = np.random.default_rng(0), 5
    moments = Moments(
        7 * bool(OPTIMIZERS[name].moments), tuple(rng.random(n) for _ in OPTIMIZERS[name].moments)
    )
    vector = rng.random(n)
    row = packed_row(vector, moments)
    assert row.size == row_width(name, n)
    again, remembered = unpacked_row(row, name, n)
    assert np.array_equal(again, vector)
    assert same_moments(remembered, moments)
    with pytest.raises(ValueError, match="numbers, not"):
        unpacked_row(row[:-1], name, n)


def test_moments_are_the_same_bit_for_bit():
    first = Moments(1, (np.ones(2),))
    assert same_moments(first, Moments(1, (np.ones(2),)))
    assert same_moments(None, None)
    for other in (None, Moments(2, (np.ones(2),)), Moments(1, (np.zeros(2),)), Moments(1, (np.ones(2),) * 2)):
        assert not same_moments(first, other)
        assert not same_moments(other, first)


@pytest.mark.parametrize("t", [-1.0, 0.5, 2.0**53, 1e300, math.nan])
def test_a_count_that_is_none_is_refused(t):
    with pytest.raises(ValueError, match="whole number"):
        unpacked_row(np.array([0.0, 0.0, t]), "momentum", 1)


CUT, HELD = Ref("W", 1, (0, 1)), Ref("b", 1, (0,))


def test_what_is_cut_stays_cut():
    net = Network.random((2, 2), ["tanh"], seed=1).with_cut([CUT])
    assert net.parameter(CUT) == net.with_parameter(CUT, 0.0).parameter(CUT) == 0.0
    assert net.with_vector(np.ones(6)).W[1].tolist() == [[1.0, 0.0], [1.0, 1.0]]
    with pytest.raises(
        ValueError, match=r"w\[1\]\[1,2\] belongs to a connection that is cut; restore it first"
    ):
        net.with_parameter(CUT, 0.5)
    assert net.with_restored([CUT]).with_parameter(CUT, 0.5).parameter(CUT) == 0.5
    other = Ref("W", 1, (1, 1))
    assert net.with_cut([other]).with_restored([CUT]).cut == {other}
    assert not same_network(net, net.with_restored([CUT]))
    assert not same_network(net, net.with_locked([HELD]))
    assert net.with_locked([HELD, other]).with_unlocked([other]).locked == {HELD}
    assert net.connected.tolist() == [1, 0, 1, 1, 1, 1]
    assert net.with_locked([HELD]).free.tolist() == [1, 0, 1, 1, 0, 1]
    assert Network.random((2, 2), ["tanh"]).free is None
    assert Network.from_arrays([[[0.0, 0.0]]], [[0.0]], ["tanh"], cut=iter([CUT])).cut == {CUT}


@pytest.mark.parametrize(
    ("cut", "locked", "words"),
    [
        ([CUT], [], r"w\[1\]\[1,2\] is cut, so it must be 0, not 2"),
        ([HELD], [], "it cannot be cut"),
        ([], [Ref("b", 2, (0,))], r"b\[2\]\[1\] is not a weight or bias of a 2-1 network"),
        ([Ref("W", 1, (5, 0))], [], r"w\[1\]\[6,1\] is not a weight or bias"),
    ],
)
def test_cuts_and_locks_that_cannot_be(cut, locked, words):
    with pytest.raises(ValueError, match=words):
        Network.from_arrays([[[1.0, 2.0]]], [[0.0]], ["tanh"], cut, locked)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"test": [0, 1, 2]}, "none is left to train with"),
        ({"test": [1, 1]}, "must ascend"),
        ({"test": [3]}, "among the 3 of the data set"),
        ({"test": [-1]}, "among the 3"),
        ({"test": [0.5]}, "whole numbers"),
        ({"l1": -1.0}, "penalty l1 must be a number of 0 or above"),
        ({"l2": math.inf}, "penalty l2"),
        ({"schedule": "never"}, "is not one of constant"),
        ({"shuffle": "never"}, "is not one of keyed"),
        ({"optimizer": "adam", "moments": Moments(1, ())}, "not moments of adam"),
    ],
)
def test_settings_that_do_not_fit(changes, words):
    net = Network.random((1, 1), ["tanh"])
    with pytest.raises(ValueError, match=words):
        Setup(net, np.ones((3, 1)), np.ones((3, 1)), **changes)


@given(samples=st.integers(2, 20), batch=st.integers(1, 8), data=st.data())
def test_no_update_sees_a_row_kept_for_testing(samples, batch, data):
    test = sorted(data.draw(st.sets(st.integers(0, samples - 1), max_size=samples - 1)))
    X = np.arange(samples, dtype=float)[:, None]
    net = Network.random((1, 1), ["tanh"])
    setup = Setup(net, X, np.zeros((samples, 1)), batch=batch, test=test, shuffle="keyed", seed=3)
    per_epoch = -(-setup.samples // setup.batch_size)
    seen = [int(row) for update in range(per_epoch) for row in setup.rows(update)]
    assert sorted(seen + test) == list(range(samples))
    assert [len(setup.rows(update)) for update in range(per_epoch - 1)] == [setup.batch_size] * (
        per_epoch - 1
    )
    assert np.array_equal(setup.train_X[setup.train_rows(0)], X[setup.rows(0)])
