"""What every scalar is made of: the sum of its terms times its factors is its value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.terms import terms, terms_of
from tests.strategies import cases, rich_cases

MOMENTS = ("m_W_new", "v_W_new", "m_b_new", "v_b_new")
MADE = {"z", "product", "J", "delta", "term", "dW", "db", "pull", "W_new", "b_new", *MOMENTS}


@given(case=cases() | rich_cases(), zoom=st.sampled_from(("layer", "node", "edge")), s=st.integers(0, 3))
def test_terms_and_factors_give_the_value(case, zoom, s):
    trace, s = case.trace(), s % case.m
    assume(case.cost not in ("bce", "softmax_ce") or np.abs(trace.z[-1]).max() < 8)
    for step in case.steps(zoom):
        parts = terms(step, trace, s)
        assert [p.target for p in parts] == [r for r in step.writes if r.sample in (None, s)]
        for part in parts:
            assert part.value == trace.value(part.target, s)
            hidden = part.target.symbol == "dJ_da" and part.target.layer < case.net.L
            assert bool(part.terms or part.factors) == (part.target.symbol in MADE or hidden)
            if part.terms or part.factors:
                assert_adds_up(part, trace, s)


def assert_adds_up(part, trace, s):
    total = math.fsum(t.value for t in part.terms) if part.terms else 1.0
    factor = math.prod(f.value for f in part.factors)
    size = max(sum(abs(t.value) for t in part.terms), abs(total)) * abs(factor)
    assert total * factor == pytest.approx(part.value, rel=1e-11, abs=1e-13 * size + 1e-300), part.target
    assert part.total == pytest.approx(sum(t.value for t in part.terms), rel=1e-12, abs=1e-300)
    for term in (*part.terms, *part.factors):
        if part.target.symbol not in OF_THE_UPDATE and term.refs:
            assert_is_its_product(part, term, trace, s)


OF_THE_UPDATE = {"pull", "W_new", "b_new", *MOMENTS}
"""Their terms have factors besides: the numbers of optimiser and penalty."""


def assert_is_its_product(part, term, trace, s):
    product = math.prod(trace.value(ref, s) for ref in term.refs)
    if part.target.symbol == "J" and part.target.sample is None and trace.m > 1:
        product /= trace.m
    elif part.target.symbol == "J":
        return  # a function of its two Refs, no product
    elif part.target.symbol in ("dW", "db") and part.terms:
        product /= trace.m
    assert term.value == pytest.approx(product, rel=1e-12, abs=1e-300), (part.target, term)


@given(case=cases() | rich_cases())
def test_parts_are_read_or_written_by_the_step(case):
    """A bar or tile stands for something that the step is said to read."""
    trace = case.trace()
    for step in case.steps("node"):
        seen = {*step.reads, *step.writes}
        for part in terms(step, trace):
            assert {ref for term in (*part.terms, *part.factors) for ref in term.refs} <= seen


NET = Network.from_arrays(
    [[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]], [[0.1, -0.2], [0.2, -0.1]], ["sigmoid"] * 2
)


def test_two_packets_reach_the_first_hidden_node():
    trace = backprop(NET, [[2.0, -1.0]], [[1.0, 0.0]])
    made = terms_of(Ref("delta", 1, (0,)), trace)
    assert [t.refs for t in made.terms] == [(Ref("W", 2, (j, 0)), Ref("delta", 2, (j,))) for j in (0, 1)]
    assert [round(t.value, 6) for t in made.terms] == [-0.073310, 0.088788]
    assert round(made.total, 6) == 0.015478
    assert [(f.refs, round(f.value, 6)) for f in made.factors] == [((Ref("slope", 1, (0,)),), 0.149146)]
    bias = terms_of(Ref("z", 1, (1,)), trace).terms[-1]
    assert (bias.refs, bias.value) == ((Ref("b", 1, (1,)),), -0.2)
    one = terms_of(Ref("db", 1, (0,)), trace).factors[-1]
    assert (one.refs, one.value) == ((), 1.0)


def test_means_over_a_batch_hold_one_share_of_every_sample():
    trace = backprop(NET, [[2.0, -1.0], [1.0, 1.0]], [[1.0, 0.0]] * 2)
    for ref in (Ref("dW", 1, (0, 1)), Ref("db", 2, (1,)), Ref("J", 2)):
        made = terms_of(ref, trace)
        assert [t.refs for t in made.terms] == [(ref.at(0),), (ref.at(1),)]
        assert made.total == pytest.approx(trace.value(ref), rel=1e-12)


def test_terms_of_a_cost_that_overflows_come_without_a_warning():
    net = Network.from_arrays([[[0.0]]], [[1e160]], ["linear"])
    for m in (1, 2):
        trace = backprop(net, [[1.0]] * m, [[1.0]] * m)
        assert terms_of(Ref("J", 1), trace).total == math.inf


def test_terms_of_a_run_that_ran_away_come_without_a_warning():
    net = Network.from_arrays([[[1e200]], [[1e200]]], [[0.0], [0.0]], ["linear", "linear"])
    trace = backprop(net, [[1e100]], [[1.0]])
    taken_apart = [made for step in narrate(net, zoom="edge") for made in terms(step, trace)]
    assert not math.isfinite(next(made.value for made in taken_apart if made.target.symbol == "J"))


W_NEW = Ref("W_new", 2, (0, 0))


def values(ref, trace):
    return [(term.refs, round(term.value, 6)) for term in terms_of(ref, trace).terms]


def test_a_correction_is_one_term_whatever_the_optimiser():
    trace = backprop(NET, [[2.0, -1.0]], [[1.0, 0.0]], eta=0.1, optimizer="adam", l2=0.5)
    first, correction = terms_of(W_NEW, trace).terms
    assert first.refs == (Ref("W", 2, (0, 0)),)
    assert {ref.symbol for ref in correction.refs} == {"eta", "m_W_new", "v_W_new", "t"}
    assert correction.value == pytest.approx(-0.1, rel=1e-6)  # the first step of adam is η long
    assert values(Ref("pull", 2, (0, 0)), trace) == [((Ref("W", 2, (0, 0)),), 0.35)]


def test_what_is_locked_has_the_correction_0_and_what_is_cut_no_term():
    net = NET.with_locked([Ref("W", 2, (0, 0))]).with_cut([Ref("W", 2, (j, 1)) for j in (0, 1)])
    trace = backprop(net, [[2.0, -1.0]], [[1.0, 0.0]], optimizer="momentum")
    assert values(W_NEW, trace) == [((Ref("W", 2, (0, 0)),), 0.7), ((), 0.0)]
    assert [term.refs for term in terms_of(Ref("z", 2, (0,)), trace).terms] == [
        (Ref("W", 2, (0, 0)), Ref("a", 1, (0,))),
        (Ref("b", 2, (0,)),),
    ]
    lonely = terms_of(Ref("delta", 1, (1,)), trace)
    assert (lonely.terms, [factor.value for factor in lonely.factors][:1], lonely.value) == ((), [0.0], 0.0)


def test_softmax_delta_is_a_sum_over_the_outputs():
    net = Network.from_arrays([[[1.0], [0.5], [0.0]]], [[0.0, 0.0, 0.0]], ["softmax"])
    trace = backprop(net, [[2.0]], [[0.0, 1.0, 0.0]], "softmax_ce")
    made = terms_of(Ref("delta", 1, (0,)), trace)
    assert [term.refs for term in made.terms] == [
        (Ref("dJ_da", 1, (i,)), Ref("slope", 1, (i, 0))) for i in range(3)
    ]
    assert [round(term.value, 6) for term in made.terms] == [0.0, 0.665241, 0.0]
