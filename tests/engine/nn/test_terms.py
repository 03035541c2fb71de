"""What every scalar is made of: the sum of its terms times its factors is its value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.terms import terms, terms_of
from tests.strategies import cases

MADE = {"z", "product", "J", "delta", "term", "dW", "db", "W_new", "b_new"}


@given(case=cases(), zoom=st.sampled_from(("layer", "node", "edge")), s=st.integers(0, 3))
def test_terms_and_factors_give_the_value(case, zoom, s):
    trace, s = backprop(case.net, case.X, case.Y, cost=case.cost, eta=case.eta), s % case.m
    assume(case.cost != "bce" or np.abs(trace.z[-1]).max() < 8)
    for step in narrate(case.net, cost=case.cost, batch=case.m, zoom=zoom):
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
        assert_is_its_product(part, term, trace, s)


def assert_is_its_product(part, term, trace, s):
    product = math.prod(trace.value(ref, s) for ref in term.refs)
    if part.target.symbol == "J" and part.target.sample is None and trace.m > 1:
        product /= trace.m
    elif part.target.symbol == "J":
        return  # a function of its two Refs, no product
    elif part.target.symbol in ("W_new", "b_new") and len(term.refs) == 2:
        product = -product
    elif part.target.symbol in ("dW", "db") and part.terms:
        product /= trace.m
    assert term.value == pytest.approx(product, rel=1e-12, abs=1e-300), (part.target, term)


@given(case=cases())
def test_parts_are_read_or_written_by_the_step(case):
    """A bar or tile stands for something that the step is said to read."""
    trace = backprop(case.net, case.X, case.Y, cost=case.cost)
    for step in narrate(case.net, cost=case.cost, batch=case.m, zoom="node"):
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
