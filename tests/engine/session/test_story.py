"""Why a weight moved: the factors multiply to what the update really did, for every network."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.backprop import backprop
from engine.nn.network import Network
from engine.nn.trace import parameter_refs
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.story import is_told, smallest_of, step_of, story_of
from engine.session.update import update
from tests.strategies import rich_cases

W1 = Ref("W", 1, (0, 0))


def _is_close(found: float, wanted: float, *parts: float) -> bool:
    """Compare to twelve digits of the largest number that was added."""
    return abs(found - wanted) <= 1e-12 * max(abs(wanted), *map(abs, parts), 1e-300)


def _all_sums(trace, ref, sample):
    """Open every sum that there is on the way."""
    opened = frozenset()
    while True:
        story = story_of(trace, ref, sample, opened)
        more = {each.sum for each in story.chain if each.kind == "sum" and each.sum and each.value}
        if more <= opened:
            return story
        opened |= more


@given(rich_cases(), st.data())
def test_the_factors_multiply_to_the_correction_whatever_the_network_and_whatever_is_opened(case, data):
    trace = case.trace()
    ref = data.draw(st.sampled_from(parameter_refs(trace.network)))
    sample = data.draw(st.integers(0, trace.m - 1))
    for story in (story_of(trace, ref, sample), _all_sums(trace, ref, sample)):
        if not all(math.isfinite(each.value) for each in (*story.factors, *story.chain)):
            continue
        parts = [math.prod(f.value for f in story.factors), *(each.value for each in story.addends)]
        assert _is_close(story.total, story.change, *parts)
        assert _is_close(story.new, story.old + story.total, story.old, *parts)
        assert _is_close(math.prod(f.value for f in story.chain), story.own)
        assert story.mean.value == trace.value(Ref("dW" if ref.symbol == "W" else "db", ref.layer, ref.index))


@given(rich_cases(), st.data())
def test_every_factor_that_is_one_quantity_has_its_value(case, data):
    trace = case.trace()
    ref = data.draw(st.sampled_from(parameter_refs(trace.network)))
    for factor in _all_sums(trace, ref, 0).chain:
        if factor.kind not in ("one", "share"):
            assert factor.value == trace.value(factor.refs[0], 0)


def test_one_path_is_a_pure_product_of_known_numbers():
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    story = story_of(backprop(net, [[3.0]], [[1.0]]), W1)
    assert [factor.kind for factor in story.factors] == ["rate", "input", "slope", "weight", "slope", "cost"]
    assert [round(factor.value, 4) for factor in story.factors] == [-1.0, 3.0, 0.235, 0.8, 0.2216, -0.6686]
    assert round(story.change, 6) == 0.083555


def test_a_sum_opens_to_its_largest_term():
    net = Network.random((1, 1, 3, 1), ("tanh", "tanh", "sigmoid"), seed=5)
    trace = backprop(net, [[0.7]], [[1.0]])
    closed = story_of(trace, W1)
    assert [factor.kind for factor in closed.chain] == ["input", "slope", "sum"]
    assert closed.chain[-1].count == 3
    opened = story_of(trace, W1, opened=frozenset({closed.chain[-1].sum}))
    assert [f.kind for f in opened.chain] == [
        "input", "slope", "share", "weight", "slope", "weight", "slope", "cost"
    ]  # fmt: skip
    terms = [abs(net.W[2][j, 0] * trace.delta[2][0, j]) for j in range(3)]
    assert opened.chain[3].refs == (Ref("W", 2, (int(np.argmax(terms)), 0)),)


def test_a_locked_weight_is_held_and_the_lock_is_the_smallest_factor():
    net = Network.random((2, 2, 1), ("tanh", "sigmoid"), seed=5).with_locked({W1})
    story = story_of(backprop(net, [[0.7, 0.2]], [[1.0]], optimizer="adam", l2=0.1), W1)
    assert (story.change, story.total) == (0.0, 0.0)
    assert smallest_of(story.factors).kind == "held"


def test_where_every_connection_downstream_is_cut_nothing_arrives():
    net = Network.random((1, 2, 1), ("tanh", "sigmoid"), seed=5).with_cut({Ref("W", 2, (0, 0))})
    story = story_of(backprop(net, [[0.7]], [[1.0]]), W1)
    assert story.chain[-1].kind == "sum"
    assert story.chain[-1].sum is None
    assert story.total == 0.0


@pytest.mark.parametrize(
    ("cost", "output", "label"), [("bce", "sigmoid", 0.0), ("softmax_ce", "softmax", 0.0)]
)
def test_where_an_output_is_rounded_the_two_factors_are_one(cost, output, label):
    n = 2 if output == "softmax" else 1
    net = Network.from_arrays([np.full((n, 1), 1.0) * [[900.0], [-900.0]][:n]], [[0.0] * n], [output])
    Y = [[0.0, 1.0]] if n == 2 else [[label]]
    story = story_of(backprop(net, [[1.0]], Y, cost), W1)
    assert [factor.kind for factor in story.chain] == ["input", "fused"]
    assert story.total == story.change == -1.0


# What a moment knows


def _frame(step, hidden=()):
    net = Network.random((1, 1, 1), ("tanh", "sigmoid"), seed=5)
    session = Session.start(Document(net, [[0.7], [0.2]], [[1.0], [0.0]]))
    for action in (act.Seek(step), act.Hide(frozenset(hidden))):
        session = update(session, action)
    return frame_of(session)


def test_a_factor_is_told_from_its_step_on_and_stays_told_when_the_weights_have_moved():
    delta, last = (Ref("delta", 1, (0,)),), len(_frame(1).steps)
    first = step_of(_frame(1), delta)
    assert [is_told(_frame(n), delta) for n in (1, first - 1, first, last)] == [False, False, True, True]
    assert not _frame(last).is_known(delta[0])
    assert step_of(_frame(1), (W1, Ref("eta", 0))) == 0


def test_what_a_question_withholds_is_not_told():
    slope = Ref("slope", 1, (0,))
    last = len(_frame(1).steps)
    assert is_told(_frame(last), (slope,))
    assert not is_told(_frame(last, {slope.at(0)}), (slope,))
    assert not is_told(_frame(last, {slope}), (slope,))
