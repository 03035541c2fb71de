"""The narration is executed scalar by scalar and held against the Trace.

What the screen says is what was done. `Blackboard` computes by hand, from what each step reads.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.optimizers import optimizer_rule
from engine.nn.rules import moment
from engine.nn.types import ZOOMS
from tests.engine.nn.blackboard import Blackboard, NotKnownError, NotReadError, Num
from tests.strategies import Case, cases, rich_cases


def told(case: Case, zoom: str, fused: bool = False):
    return narrate(
        case.net, case.cost, case.m, case.optimizer, zoom, fused=fused, penalty=case.l1 + case.l2 > 0
    )


def executed(case: Case, steps) -> dict[Ref, Num]:
    board = Blackboard(case)
    for step in steps:
        board.do(step)
    return board.known


def assert_is_the_trace(case: Case, known: dict[Ref, Num]) -> None:
    trace = case.trace()
    for ref, num in known.items():
        value = trace.value(ref)
        allowed = 1e-12 * max(abs(num.v), 1e-2 * num.size)
        assert abs(value - num.v) <= allowed, f"{ref}: the trace has {value!r}, by hand {num.v!r}"


def everything(case: Case, zoom: str, fused: bool = False) -> set[Ref]:
    """All quantities that one update has, listed without looking at the narration."""
    n, L, several = case.net.sizes, case.net.L, range(case.m) if case.m > 1 else ()
    rows = several or (None,)
    refs = {Ref("eta", 0), Ref("J", L), Ref("J_new", L)} | {Ref("J", L, (), s) for s in several}
    refs |= {Ref("t", 0)} if optimizer_rule(case.optimizer).moments else set()
    refs |= {Ref("x", 0, (k,), s) for k in range(n[0]) for s in rows}
    refs |= {Ref("y", L, (j,), s) for j in range(n[L]) for s in rows}
    for l in range(1, L + 1):
        own = ["z", "a"] + [q for q in ("dJ_da", "slope", "delta") if not (fused and l == L) or q == "delta"]
        if l == L and case.net.activations[L] == "softmax" and not fused:
            own.remove("slope")
            refs |= {Ref("slope", l, (i, j), s) for i in range(n[l]) for j in range(n[l]) for s in rows}
        refs |= {Ref(q, l, (j,), s) for q in own for j in range(n[l]) for s in rows}
        refs |= {Ref(q, l, (j,)) for q in ("b", "db", "b_new") for j in range(n[l])}
        refs |= {Ref("db", l, (j,), s) for j in range(n[l]) for s in several}
        edges = [edge for edge in np.ndindex(n[l], n[l - 1]) if Ref("W", l, edge) not in case.net.cut]
        refs |= {Ref("pull", l, edge) for edge in edges if case.l1 + case.l2 > 0}
        parameters = [*(Ref("W", l, edge) for edge in edges), *(Ref("b", l, (j,)) for j in range(n[l]))]
        for name in optimizer_rule(case.optimizer).moments:
            refs |= {moment(name, ref) for ref in parameters}
            refs |= {moment(name, ref, new=True) for ref in parameters if ref not in case.net.locked}
        refs |= {Ref(q, l, edge) for q in ("W", "dW", "W_new") for edge in edges}
        refs |= {Ref("dW", l, edge, s) for edge in edges for s in several}
        if zoom == "edge":
            refs |= {Ref("product", l, i, s) for i in (*edges, *((j,) for j in range(n[l]))) for s in rows}
            refs |= {Ref("term", l, edge, s) for edge in edges for s in rows if l > 1}
    return refs


def assume_tame(case: Case) -> None:
    """Keep away from kinks and from outputs that round to 0 or 1, where bce by hand has no digits left."""
    trace = case.trace()
    again = backprop(trace.updated, case.X, case.Y, cost=case.cost)
    for run in (trace, again):
        for l in range(1, case.net.L + 1):
            assume("relu" not in case.net.activations[l] or (np.abs(run.z[l]) > 1e-9).all())
        assume(case.cost not in ("bce", "softmax_ce") or np.abs(run.z[-1]).max() < 12)
        assume(np.abs(np.concatenate([z.ravel() for z in run.z])).max() < 1e6)


@given(case=cases(), zoom=st.sampled_from(ZOOMS))
@settings(max_examples=120)
def test_the_narration_executed_by_hand_is_the_trace(case, zoom):
    assume_tame(case)
    known = executed(case, told(case, zoom))
    assert_is_the_trace(case, known)
    assert set(known) == everything(case, zoom)


@given(case=rich_cases(), zoom=st.sampled_from(ZOOMS))
@settings(max_examples=150)
def test_optimisers_penalties_cuts_and_locks_are_executed_too(case, zoom):
    assume_tame(case)
    known = executed(case, told(case, zoom))
    assert_is_the_trace(case, known)
    assert set(known) == everything(case, zoom)


@given(case=cases(costs=("bce", "softmax_ce")), zoom=st.sampled_from(ZOOMS))
@settings(max_examples=30)
def test_the_fused_narration_is_the_trace_too(case, zoom):
    assume_tame(case)
    known = executed(case, told(case, zoom, fused=True))
    assert_is_the_trace(case, known)
    assert set(known) == everything(case, zoom, fused=True)


@given(case=cases())
@settings(max_examples=30)
def test_all_zooms_write_the_same_quantities_in_the_same_order(case):
    def writes(zoom):
        return [r for step in told(case, zoom) for r in step.writes if r.symbol not in ("product", "term")]

    assert writes("edge") == writes("node") == writes("layer") == writes("phase")


NET = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=3)


def example(m: int = 2) -> Case:
    rng = np.random.default_rng(5)
    return Case(NET, rng.normal(size=(m, 2)), rng.normal(size=(m, 2)), "half_squared", 1.0)


@pytest.mark.parametrize("zoom", ["layer", "node", "edge"])
def test_steps_in_the_wrong_order_are_noticed(zoom):
    steps = list(told(example(), zoom))
    first = next(n for n, step in enumerate(steps) if step.rule == "B2")
    second = next(n for n, step in enumerate(steps) if step.rule == "G")
    steps[first], steps[second] = steps[second], steps[first]
    with pytest.raises(NotKnownError, match=r"G\(2\) reads"):
        executed(example(), steps)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_single_missing_read_is_noticed(zoom):
    steps = told(example(), zoom)
    for n, step in enumerate(steps):
        for gone in step.reads if step.writes else ():
            fewer = replace(step, reads=tuple(ref for ref in step.reads if ref != gone))
            with pytest.raises(NotReadError):
                executed(example(), (*steps[:n], fewer, *steps[n + 1 :]))


def test_a_read_that_nobody_needs_is_noticed():
    steps = list(told(example(), "edge"))
    place = next(n for n, step in enumerate(steps) if step.rule == "B5")
    steps[place] = replace(steps[place], reads=(*steps[place].reads, Ref("eta", 0)))
    with pytest.raises(AssertionError, match="for nothing"):
        executed(example(), steps)


def test_a_step_left_out_is_noticed():
    steps = told(example(), "layer")
    for n, step in enumerate(steps):
        fewer = (*steps[:n], *steps[n + 1 :])
        if step.writes:
            with pytest.raises(AssertionError):
                assert set(executed(example(), fewer)) == everything(example(), "layer")
