"""Formulas as they are read: in names, in numbers, as LaTeX; every part points at what it stands for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.formulas import Scene, as_tex, as_text, numbers, symbols
from engine.nn.notation import Names, number
from tests.strategies import cases

TWO = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid"] * 2)
TABLE = """
Fz(1) | z₁ = w₁ x + b₁ | 0.200 · 3.000 + (−0.100) = 0.500
Fa(1) | a₁ = σ(z₁) | σ(0.500) = 0.622
Fz(2) | z₂ = w₂ a₁ + b₂ | 0.800 · 0.622 + (−1.200) = −0.702
Fa(2) | ŷ = a₂ = σ(z₂) | σ(−0.702) = 0.331
C | J = ½(ŷ − y)² | ½(0.331 − 1.000)² = 0.224
B0(2) | ∂J/∂ŷ = ŷ − y | 0.331 − 1.000 = −0.669
B1(2) | σ′(z₂) = a₂(1 − a₂) | 0.331(1 − 0.331) = 0.222
B2(2) | δ₂ = ∂J/∂ŷ · σ′(z₂) | (−0.669) · 0.222 = −0.148
G(2) | ∂J/∂w₂ = δ₂ · a₁ | (−0.148) · 0.622 = −0.092
Gb(2) | ∂J/∂b₂ = δ₂ · 1 | (−0.148) · 1 = −0.148
B3(1) | ∂J/∂a₁ = w₂ δ₂ | 0.800 · (−0.148) = −0.119
B4(1) | σ′(z₁) = a₁(1 − a₁) | 0.622(1 − 0.622) = 0.235
B5(1) | δ₁ = w₂ δ₂ · σ′(z₁) | 0.800 · (−0.148) · 0.235 = −0.028
G(1) | ∂J/∂w₁ = δ₁ · x | (−0.028) · 3.000 = −0.084
Gb(1) | ∂J/∂b₁ = δ₁ · 1 | (−0.028) · 1 = −0.028
UW(2) | w₂ new ← w₂ − η · ∂J/∂w₂ | 0.800 − 1.000 · (−0.092) = 0.892
Ub(2) | b₂ new ← b₂ − η · ∂J/∂b₂ | (−1.200) − 1.000 · (−0.148) = −1.052
UW(1) | w₁ new ← w₁ − η · ∂J/∂w₁ | 0.200 − 1.000 · (−0.084) = 0.284
Ub(1) | b₁ new ← b₁ − η · ∂J/∂b₁ | (−0.100) − 1.000 · (−0.028) = −0.072
"""


def scene_of(net, cost="half_squared", batch=1, style="auto"):
    return Scene(Names.of(net, style), cost, batch)


def shown(trace, sample=0):
    return lambda ref: number(trace.value(ref, sample))


def test_formulas_of_the_two_node_network():
    trace, scene = backprop(TWO, [[3.0]], [[1.0]]), scene_of(TWO)
    lines = [
        f"{step.address} | {as_text(symbols(ref, scene))} | {as_text(numbers(ref, scene, shown(trace)))}"
        for step in narrate(TWO)[1:-1]
        for ref in step.writes
    ]
    assert lines == TABLE.strip().splitlines()


@pytest.mark.parametrize(
    ("cost", "J", "slope"),
    [
        ("squared", "J = (ŷ − y)²", "∂J/∂ŷ = 2(ŷ − y)"),
        ("bce", "J = −[y ln ŷ + (1 − y) ln(1 − ŷ)]", "∂J/∂ŷ = (ŷ − y)/(ŷ(1 − ŷ))"),
    ],
)
def test_other_costs(cost, J, slope):
    scene = scene_of(TWO, cost)
    assert as_text(symbols(Ref("J", 2), scene)) == J
    assert as_text(symbols(Ref("dJ_da", 2, (0,)), scene)) == slope


@pytest.mark.parametrize(
    ("name", "value", "slope"),
    [("linear", "a₁ = id(z₁)", "id′(z₁) = 1"), ("tanh", "a₁ = tanh(z₁)", "tanh′(z₁) = 1 − a₁²"),
     ("relu", "a₁ = relu(z₁)", "relu′(z₁) = [z₁ > 0]")],
)  # fmt: skip
def test_other_activations(name, value, slope):
    scene = scene_of(Network.random((1, 1, 1), (name, "linear")))
    assert as_text(symbols(Ref("a", 1, (0,)), scene)) == value
    assert as_text(symbols(Ref("slope", 1, (0,)), scene)) == slope


WIDE = Network.random((2, 2, 5), ("tanh", "tanh"))


@pytest.mark.parametrize(
    ("ref", "text", "tex"),
    [
        (
            Ref("z", 1, (1,)),
            "z⁽¹⁾₂ = w⁽¹⁾₂₁ x₁ + w⁽¹⁾₂₂ x₂ + b⁽¹⁾₂",
            r"z^{(1)}_{2} = w^{(1)}_{21}\,x_{1} + w^{(1)}_{22}\,x_{2} + b^{(1)}_{2}",
        ),
        (
            Ref("delta", 1, (1,)),
            "δ⁽¹⁾₂ = (Σ w⁽²⁾₁₂ δ⁽²⁾₁ …) · tanh′(z⁽¹⁾₂)",
            r"\delta^{(1)}_{2} = (\sum_{j} w^{(2)}_{j2}\,\delta^{(2)}_{j}) \cdot \tanh'(z^{(1)}_{2})",
        ),
        (
            Ref("dW", 2, (4, 1)),
            "∂J/∂w⁽²⁾₅₂ = δ⁽²⁾₅ · a⁽¹⁾₂",
            r"\frac{\partial J}{\partial w^{(2)}_{52}} = \delta^{(2)}_{5} \cdot a^{(1)}_{2}",
        ),
        (Ref("product", 2, (0, 1)), "w⁽²⁾₁₂a⁽¹⁾₂ = w⁽²⁾₁₂ · a⁽¹⁾₂", None),
        (Ref("term", 2, (0, 1)), "w⁽²⁾₁₂δ⁽²⁾₁ = w⁽²⁾₁₂ · δ⁽²⁾₁", None),
        (Ref("x", 0, (1,)), "x₂", "x_{2}"),
    ],
)
def test_layer_notation(ref, text, tex):
    parts = symbols(ref, scene_of(WIDE))
    assert as_text(parts) == text
    assert tex in (None, as_tex(parts))


def test_a_mean_over_the_batch():
    trace, scene = backprop(TWO, [[3.0], [1.0]], [[1.0], [0.0]]), scene_of(TWO, batch=2)
    assert as_text(symbols(Ref("dW", 2, (0, 0)), scene)) == "∂J/∂w₂ = 1/2 (∂J/∂w₂[1] + ∂J/∂w₂[2])"
    assert as_text(numbers(Ref("dW", 2, (0, 0)), scene, shown(trace))) == "1/2 ((−0.092) + 0.036) = −0.028"
    assert as_tex(symbols(Ref("J", 2), scene)) == r"J = \tfrac{1}{2}(J^{[1]} + J^{[2]})"
    assert as_text(symbols(Ref("delta", 1, (0,), 1), scene)) == "δ₁[2] = w₂ δ₂[2] · σ′(z₁[2])"


def test_numbers_that_are_odd():
    odd = {
        Ref("W", 2, (0, 0)): 1e-9,
        Ref("a", 1, (0,)): None,
        Ref("b", 2, (0,)): -2e7,
        Ref("z", 2, (0,)): float("inf"),
    }
    parts = numbers(Ref("z", 2, (0,)), scene_of(TWO), lambda ref: number(odd[ref]))
    assert as_text(parts) == "(1.0×10⁻⁹) · ? + (−2.0×10⁷) = ∞"
    assert as_tex(parts) == r"(1.0\times 10^{-9}) \cdot ? + (-2.0\times 10^{7}) = \infty "


def test_forcing_a_notation():
    assert as_text(symbols(Ref("delta", 1, (0,)), scene_of(TWO, style="layers"))) == (
        "δ⁽¹⁾₁ = w⁽²⁾₁₁ δ⁽²⁾₁ · σ′(z⁽¹⁾₁)"
    )
    assert Names.of(WIDE, "lecture").lecture is False  # it cannot say which node is meant


@given(case=cases(), s=st.integers(0, 3))
def test_every_part_points_at_what_the_step_reads_or_writes(case, s):
    trace, s = backprop(case.net, case.X, case.Y, cost=case.cost), s % case.m
    scene = scene_of(case.net, case.cost, case.m)
    for step in narrate(case.net, cost=case.cost, batch=case.m, zoom="node"):
        seen = {*step.reads, *step.writes}
        for ref in step.writes:
            if ref.sample not in (None, s):
                continue
            for parts in (symbols(ref, scene), numbers(ref, scene, shown(trace, s))):
                pointed = {r for part in parts for r in part.refs}
                # The slope is computed from z, and written with the a that is already there.
                assert pointed - seen <= (
                    {Ref("a", ref.layer, ref.index, ref.sample)} if ref.symbol == "slope" else set()
                )
                assert ref in pointed
                assert not re.search(r"\{[azy]\}", as_text(parts))
                tex = as_tex(parts)
                assert tex.count("{") == tex.count("}"), tex
                assert tex.isascii(), tex
