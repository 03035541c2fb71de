"""Quantities are found by their paths and by what people type instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.network import Network
from engine.nn.notation import Names, path
from engine.nn.types import Ref
from gui.help.quantities import quantities_in

LECTURE = Network.random((1, 1, 1), ("sigmoid", "sigmoid"), seed=0)
WIDE = Network.random((2, 4, 3, 1), ("tanh", "tanh", "sigmoid"), seed=0)
W2 = Ref("W", 2, (0, 0))
D1 = Ref("delta", 1, (0,))


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("w2", W2), ("W2", W2), ("w 2", W2), ("w₂", W2), ("w_2", W2), ("weight 2", W2), ("w[2]", W2),
        ("w[2][1,1]", W2), ("delta 1", D1), ("delta1", D1), ("δ1", D1), ("δ₁", D1), (" delta[1] ", D1),
        ("delta of node 1 in layer 1", D1), ("b1", Ref("b", 1, (0,))), ("eta", Ref("eta", 0)),
        ("η", Ref("eta", 0)), ("learning rate", Ref("eta", 0)), ("cost", Ref("J", 2)), ("J", Ref("J", 2)),
        ("x", Ref("x", 0, (0,))), ("label", Ref("y", 2, (0,))), ("ŷ", Ref("a", 2, (0,))),
        ("yhat", Ref("a", 2, (0,))), ("output", Ref("a", 2, (0,))), ("z1", Ref("z", 1, (0,))),
        ("∂J/∂w2", Ref("dW", 2, (0, 0))), ("dJ/dw 2", Ref("dW", 2, (0, 0))),
        ("new w 2", Ref("W_new", 2, (0, 0))), ("J new", Ref("J_new", 2)),
        ("slope 1", Ref("slope", 1, (0,))), ("delta[1]@1", D1.at(0)),
    ],
)  # fmt: skip
def test_in_the_lecture_network(typed, ref):
    found = quantities_in(typed, LECTURE)
    assert found[0] == ref
    assert len(found) == 1


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("w213", Ref("W", 2, (0, 2)), 1),
        ("w 2 1 3", Ref("W", 2, (0, 2)), 1),
        ("w⁽²⁾₁₃", Ref("W", 2, (0, 2)), 1),
        ("w 2", Ref("W", 2, (0, 0)), 8),
        ("delta 2", Ref("delta", 2, (0,)), 3),
        ("δ 1 4", Ref("delta", 1, (3,)), 1),
        ("x", Ref("x", 0, (0,)), 2),
        ("x2", Ref("x", 0, (1,)), 1),
        ("delta", Ref("delta", 1, (0,)), 8),
        ("delta of node 3 in layer 1", Ref("delta", 1, (2,)), 1),
    ],
)
def test_in_a_wide_network(typed, first, count):
    found = quantities_in(typed, WIDE)
    assert found[0] == first
    assert len(found) == count


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "play",
        "w9",
        "w 2 9",
        "w 0",
        "x 7",
        "w 2 0",
        "2",
        "J 3",
        "delta 1 1 1 1",
        "w" * 500,
        "w" + "9" * 5000,
    ],
)
def test_what_is_no_quantity_finds_none(typed):
    assert quantities_in(typed, WIDE) == []


@given(st.text(max_size=30))
def test_any_text_is_taken(text):
    for net in (LECTURE, WIDE):
        assert all(isinstance(ref, Ref) for ref in quantities_in(text, net))


@pytest.mark.parametrize("net", [LECTURE, WIDE], ids=["lecture", "wide"])
def test_everything_is_found_by_its_path_and_its_name_on_screen(net):
    names = Names.of(net)
    for layer in range(1, net.L + 1):
        for j in range(net.sizes[layer]):
            refs = [Ref(symbol, layer, (j,)) for symbol in ("z", "a", "b", "delta")]
            refs += [Ref("W", layer, (j, k)) for k in range(net.sizes[layer - 1])]
            for ref in refs:
                assert quantities_in(path(ref), net) == [ref]
                assert quantities_in(names.text(ref), net) == [ref]
