"""What the third rung lights up: quantities that the network has, at the place that is meant."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Network, Ref, backprop
from engine.lessons.bugs import mutants
from engine.lessons.pointers import POINTED, pointed_by
from engine.nn.notation import parse_path, path
from tests.engine.lessons.wrong_answers import TABLES
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A, NET_C, trace_a

NET_C_TRACE = backprop(NET_C, [[2.0, -1.0]], [[1.0, 0.0]])


def pointed(id_, name, trace) -> str:
    """Spell what is pointed at."""
    refs = pointed_by(id_, parse_path(name, trace.network), trace)
    return " ".join(sorted(path(ref) for ref in refs))


@pytest.mark.parametrize(
    ("id_", "asked", "shown"),
    [
        ("M01", "new.w[2]", "dJ_dw[2][1,1] new.w[2][1,1]"),
        ("M01", "new.b[2]", "dJ_db[2][1] new.b[2][1]"),
        ("M02", "dJ_dw[2]", "a[1][1] delta[2][1]"),
        ("M02", "dJ_dw[1]", "delta[1][1] x[1]"),
        ("M04", "delta[1]", "slope[1][1]"),
        ("M04", "dJ_da[1]", "slope[2][1]"),
        ("M05", "delta[2]", "slope[2][1] z[2][1]"),
        ("M09", "delta[1]", "w[2][1,1]"),
        ("M09", "z[2]", "w[2][1,1]"),
        ("M10", "term[2]", "w[2][1,1]"),
        ("M12", "dJ_dw[2]", "a[1][1]"),
        ("M14", "J", "J dJ_da[2][1]"),
        ("M15", "dJ_db[2]", "b[2][1] delta[2][1]"),
        ("M20", "a[1]", "a[1][1] b[1][1] w[1][1,1] z[1][1]"),
        ("M22", "delta[1]", "delta[1][1] delta[2][1]"),
        ("M24", "delta[1]", "delta[2][1]"),
        ("M26", "new.w[1]", "eta new.w[1][1,1]"),
        ("M21", "delta[1]", ""),
        ("M99", "delta[1]", ""),
    ],
)
def test_what_is_shown_on_two_nodes(id_, asked, shown):
    assert pointed(id_, asked, trace_a()) == shown


@pytest.mark.parametrize(
    ("id_", "asked", "shown"),
    [
        ("M16", "delta[1][2]", "w[2][1,2] w[2][2,2]"),
        ("M16", "dJ_dw[2][1,2]", "a[1][2] w[2][1,2]"),
        ("M17", "dJ_da[1][1]", "term[2][1,1] term[2][2,1]"),
        ("M13", "delta[2][1]", "a[2][1] a[2][2] y[1] y[2]"),
        ("M31", "dJ_dw[1][1,1]", "x[1] x[2]"),
    ],
)
def test_what_is_shown_on_many_paths(id_, asked, shown):
    assert pointed(id_, asked, NET_C_TRACE) == shown


def test_every_sample_of_a_batch_is_shown():
    trace = backprop(NET_A, BATCH_X, BATCH_Y)
    assert pointed("M18", "dJ_dw[2]", trace) == " ".join(f"dJ_dw[2][1,1]@{s}" for s in (1, 2, 3, 4))
    assert pointed("M25", "delta[1]@2", trace) == " ".join(f"delta[1][1]@{s}" for s in (1, 2, 3, 4))


def test_edges_that_are_cut_are_not_shown():
    net = NET_C.with_cut([Ref("W", 2, (0, 0))])
    trace = backprop(net, [[2.0, -1.0]], [[1.0, 0.0]])
    assert pointed("M17", "dJ_da[1][1]", trace) == "term[2][2,1]"


@pytest.mark.parametrize("name", TABLES)
def test_something_is_shown_for_every_wrong_number_of_the_lessons(name):
    table = TABLES[name]
    for asked, number, id_ in table.rows:
        ref = parse_path(asked, table.trace.network)
        assert pointed_by(id_, ref, table.trace), f"nothing is shown for {number} in place of {asked}"


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3, 2), (1, 1, 1, 1)])
@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
def test_all_that_is_shown_is_there(sizes, output):
    net = Network.random(sizes, ["tanh"] * (len(sizes) - 2) + [output], seed=3)
    cost = "softmax_ce" if output == "softmax" else "bce"
    trace = backprop(net, np.full((3, sizes[0]), 0.5), np.full((3, sizes[-1]), 1 / sizes[-1]), cost)
    every = [Ref("x", 0, (0,)), Ref("y", net.L, (0,)), Ref("J", net.L), Ref("J_new", net.L), Ref("eta", 0)]
    for l in range(1, net.L + 1):
        every += [Ref(s, l, (0,)) for s in ("z", "a", "dJ_da", "delta", "b", "db", "b_new")]
        every += [Ref(s, l, (0, 0)) for s in ("W", "dW", "W_new", "term", "product")]
    for ref in every:
        found = {id_: pointed_by(id_, ref, trace) for id_ in POINTED}
        for refs in found.values():
            assert all(np.isfinite(trace.value(each)) for each in refs)
        ids = {mutant.id for mutant in mutants(ref, trace, 1.0)}
        assert [id_ for id_ in ids if not found[id_]] == [], f"nothing is shown for {ref}"
