"""Paths, names and numbers: the one place where counting from 0 becomes counting from 1."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import Network, Ref, narrate
from engine.nn.notation import Names, number, parse_path, path
from engine.nn.types import ZOOMS, Symbol, Zoom
from tests.strategies import rich_cases

TWO = Network.random((1, 1, 1), ("sigmoid",) * 2)
DEEP = Network.random((2, 3, 2), ("tanh", "sigmoid"))


def quantities(case, zoom: Zoom = "layer") -> set[Ref]:
    """Collect all that a narration tells, of whatever optimiser and penalty."""
    penalty = bool(case.l1 or case.l2)
    steps = narrate(case.net, case.cost, case.m, case.optimizer, zoom, penalty=penalty)
    return {ref for step in steps for ref in (*step.writes, *step.reads)}


@given(case=rich_cases(), zoom=st.sampled_from(ZOOMS))
def test_every_quantity_of_a_narration_has_a_path_of_its_own(case, zoom):
    refs = quantities(case, zoom)
    paths = {path(ref) for ref in refs}
    assert len(paths) == len(refs)
    assert all(parse_path(path(ref), case.net) == ref for ref in refs)


@given(case=rich_cases())
def test_no_two_quantities_have_one_name(case):
    names, refs = Names.of(case.net), quantities(case)
    assert len({names.text(ref) for ref in refs}) == len(refs)
    typeset = {ref for ref in refs if ref.symbol not in ("W_new", "b_new")}  # they stand left of an arrow
    assert len({names.tex(ref) for ref in typeset}) == len(typeset)


def test_every_symbol_has_a_path_that_leads_back():
    """With a softmax layer, two samples, adam and a penalty there is something of every symbol."""
    net = Network.random((2, 3, 2), ("tanh", "softmax"))
    refs = {
        ref for step in narrate(net, "softmax_ce", 2, "adam", "edge", penalty=True)
        for ref in (*step.writes, *step.reads)
    }  # fmt: skip
    assert {ref.symbol for ref in refs} == set(get_args(Symbol))
    assert all(parse_path(path(ref), net) == ref for ref in refs)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("x[1]", Ref("x", 0, (0,))),
        ("y[1]", Ref("y", 2, (0,))),
        ("z[1]", Ref("z", 1, (0,))),
        ("z[1][1]", Ref("z", 1, (0,))),
        ("a[2]", Ref("a", 2, (0,))),
        ("yhat[1]", Ref("a", 2, (0,))),
        ("yhat", Ref("a", 2, (0,))),
        ("a[0]", Ref("x", 0, (0,))),
        ("w[2]", Ref("W", 2, (0, 0))),
        ("w[2][1,1]", Ref("W", 2, (0, 0))),
        ("b[1]", Ref("b", 1, (0,))),
        ("delta[1]", Ref("delta", 1, (0,))),
        ("delta[2][1]@3", Ref("delta", 2, (0,), 2)),
        ("dJ_da[1]", Ref("dJ_da", 1, (0,))),
        ("slope[2]", Ref("slope", 2, (0,))),
        ("dJ_dw[2]", Ref("dW", 2, (0, 0))),
        ("dJ_db[2]", Ref("db", 2, (0,))),
        ("dJ_dw[2]@1", Ref("dW", 2, (0, 0), 0)),
        ("term[2]", Ref("term", 2, (0, 0))),
        ("product[2]", Ref("product", 2, (0, 0))),
        ("product[2][1]", Ref("product", 2, (0,))),
        ("J", Ref("J", 2)),
        ("J@2", Ref("J", 2, (), 1)),
        ("eta", Ref("eta", 0)),
        ("new.w[1]", Ref("W_new", 1, (0, 0))),
        ("new.b[2][1]", Ref("b_new", 2, (0,))),
        ("new.J", Ref("J_new", 2)),
        ("pull[2]", Ref("pull", 2, (0, 0))),
        ("m.w[1]", Ref("m_W", 1, (0, 0))),
        ("v.b[2]", Ref("v_b", 2, (0,))),
        ("new.v.w[1][1,1]", Ref("v_W_new", 1, (0, 0))),
        ("t", Ref("t", 0)),
        (" w [2] [1, 1] ", Ref("W", 2, (0, 0))),
    ],
)
def test_paths_of_the_two_node_network(text, ref):
    assert parse_path(text, TWO) == ref


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        (Ref("W", 1, (2, 1)), "w[1][3,2]"),
        (Ref("dW", 2, (1, 0), 4), "dJ_dw[2][2,1]@5"),
        (Ref("db", 1, (2,)), "dJ_db[1][3]"),
        (Ref("x", 0, (1,), 0), "x[2]@1"),
        (Ref("y", 2, (1,)), "y[2]"),
        (Ref("J", 2, (), 0), "J@1"),
        (Ref("W_new", 1, (0, 1)), "new.w[1][1,2]"),
        (Ref("b_new", 2, (1,)), "new.b[2][2]"),
        (Ref("J_new", 2), "new.J"),
        (Ref("product", 1, (2, 0)), "product[1][3,1]"),
        (Ref("product", 1, (2,)), "product[1][3]"),
        (Ref("term", 2, (1, 2)), "term[2][2,3]"),
        (Ref("slope", 2, (0,)), "slope[2][1]"),
    ],
)
def test_spelling(ref, text):
    assert path(ref) == text
    assert parse_path(text, DEEP) == ref


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not the path"),
        ("w[", "is not the path"),
        ("w[2][1;1]", "is not the path"),
        ("w[-1]", "is not the path"),
        ("w[2][1,1]@", "is not the path"),
        ("w[²][1,1]", "is not the path"),
        ("w[\uff11][1,1]", "is not the path"),
        ("__import__('os')", "is not the path"),
        ("q[1][1]", "no quantity called 'q'"),
        ("new.z[1][1]", "no quantity called"),
        ("w", "names no layer"),
        ("w[1,1]", "names no layer"),
        ("z[3][1]", "layers of this network are 1 to 2"),
        ("z[0][1]", "layers of this network are 1 to 2"),
        ("a[3][1]", "0 to 2"),
        ("z[1]", "is not one number"),
        ("w[2]", "is not one number"),
        ("x", "is not one number"),
        ("z[1][0]", "no such index"),
        ("z[1][4]", "no such index"),
        ("w[1][3,3]", "no such index"),
        ("w[1][1]", "no such index"),
        ("z[1][1,1]", "no such index"),
        ("z[1][1][1]", "no such index"),
        ("J[1]", "has no index"),
        ("eta[1]", "has no index"),
        ("t[1]", "has no index"),
        ("m.w[1][1]", "no such index"),
        ("new.m.z[1][1]", "no quantity called"),
        ("z[1][1]@0", "counted from 1"),
        ("z[" + "9" * 5000 + "][1]", "path|layers"),
        ("z[1][1]@" + "9" * 5000, "path|sample"),
    ],
)
def test_paths_that_lead_nowhere(text, words):
    with pytest.raises(ValueError, match=words) as error:
        parse_path(text, DEEP)
    assert "\n" not in str(error.value)
    assert "sys." not in str(error.value)


@given(st.text(max_size=12) | st.text("wzJa_dnew.[],@123 ", max_size=14))
def test_any_text_is_a_path_or_is_refused(text):
    try:
        ref = parse_path(text, DEEP)
    except ValueError:
        return
    assert parse_path(path(ref), DEEP) == ref


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 3, "0.500"),
        (-0.5, 3, "−0.500"),
        (0.0, 3, "0.000"),
        (-0.0, 3, "0.000"),
        (None, 3, "?"),
        (float("inf"), 3, "∞"),
        (float("-inf"), 3, "−∞"),
        (float("nan"), 3, "not a number"),
        (-0.148144, 6, "−0.148144"),
        (0.0006, 3, "0.001"),
        (0.0004, 3, "4.0×10⁻⁴"),
        (-0.0004, 3, "−4.0×10⁻⁴"),
        (0.0004, 6, "0.000400"),
        (1e-300, 3, "1.0×10⁻³⁰⁰"),
        (5e-324, 2, "4.9×10⁻³²⁴"),
        (-1e-9, 6, "−1.0000×10⁻⁹"),
        (123456.7, 2, "123456.70"),
        (1e6, 3, "1.0×10⁶"),
        (-2.5e300, 3, "−2.5×10³⁰⁰"),
        (1.7976931348623157e308, 2, "1.8×10³⁰⁸"),
        (0.99996, 3, "1.000"),
    ],
)
def test_numbers(value, decimals, text):
    assert number(value, decimals) == text
    assert number(value, decimals, point=",") == text.replace(".", ",")


@given(st.floats(allow_nan=False), st.integers(2, 6))
@example(-0.0, 3)
def test_only_zero_looks_like_zero(value, decimals):
    text = number(value, decimals)
    assert "-" not in text
    assert (not text.strip("−0.")) == (value == 0.0)
    assert text.startswith("−") == (value < 0)
