"""Formulas as they are read: in names, in numbers, as LaTeX; every part points at what it stands for."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.formulas import Scene, as_tex, as_text, numbers, symbols
from engine.nn.notation import Names, number
from tests.strategies import cases, rich_cases

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
        ("mse", "J = 1/1 (ŷ − y)²", "∂J/∂ŷ = 2/1 (ŷ − y)"),
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
     ("relu", "a₁ = relu(z₁)", "relu′(z₁) = [z₁ > 0]"),
     ("leaky_relu(0.2)", "a₁ = lrelu(z₁)", "lrelu′(z₁) = [z₁ > 0] + 0.2·[z₁ ≤ 0]"),
     ("softplus", "a₁ = softplus(z₁)", "softplus′(z₁) = σ(z₁)")],
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


SOFT = Network.from_arrays([[[1.0], [0.5], [0.0]]], [[0.0, 0.0, 0.0]], ["softmax"])
SOFT_TABLE = """
a | ŷ₁ = a⁽¹⁾₁ = e^z⁽¹⁾₁/(e^z⁽¹⁾₁ + e^z⁽¹⁾₂ + e^z⁽¹⁾₃) | e^2.000/(e^2.000 + e^1.000 + e^0.000) = 0.665
J | J = −y₁ ln ŷ₁ − y₂ ln ŷ₂ − y₃ ln ŷ₃ | −0.000 ln 0.665 − 1.000 ln 0.245 − 0.000 ln 0.090 = 1.408
dJ_da | ∂J/∂ŷ₁ = −y₁/ŷ₁ | −0.000/0.665 = 0.000
slope | ∂ŷ₁/∂z⁽¹⁾₁ = ŷ₁(1 − ŷ₁) | 0.665(1 − 0.665) = 0.223
other | ∂ŷ₁/∂z⁽¹⁾₃ = −ŷ₁ · ŷ₃ | −0.665 · 0.090 = −0.060
delta | δ⁽¹⁾₁ = ∂J/∂ŷ₁ · ∂ŷ₁/∂z⁽¹⁾₁ + ∂J/∂ŷ₂ · ∂ŷ₂/∂z⁽¹⁾₁ + ∂J/∂ŷ₃ · ∂ŷ₃/∂z⁽¹⁾₁ \
| 0.000 · 0.223 + (−4.086) · (−0.163) + 0.000 · (−0.060) = 0.665
""".replace("\\\n", "")


def test_softmax_is_written_out():
    """The numbers are those of lesson 9: z = (2, 1, 0) and y = (0, 1, 0)."""
    trace = backprop(SOFT, [[2.0]], [[0.0, 1.0, 0.0]], "softmax_ce")
    refs = {
        "a": Ref("a", 1, (0,)), "J": Ref("J", 1), "dJ_da": Ref("dJ_da", 1, (0,)),
        "slope": Ref("slope", 1, (0, 0)), "other": Ref("slope", 1, (0, 2)), "delta": Ref("delta", 1, (0,)),
    }  # fmt: skip
    lines = [
        f"{name} | {as_text(symbols(ref, Scene.of(trace)))} | "
        f"{as_text(numbers(ref, Scene.of(trace), shown(trace)))}"
        for name, ref in refs.items()
    ]
    assert lines == SOFT_TABLE.strip().splitlines()


def test_many_outputs_of_softmax_are_summed_with_sigma():
    net = Network.random((2, 5), ("softmax",), seed=3)
    trace = backprop(net, [[1.0, 2.0]] * 2, np.eye(5)[:2], "softmax_ce")
    a, delta = Ref("a", 1, (1,), 0), Ref("delta", 1, (4,), 0)
    assert as_text(symbols(a, Scene.of(trace))) == "ŷ₂[1] = a⁽¹⁾₂[1] = e^z⁽¹⁾₂[1]/(Σ e^z⁽¹⁾₁[1] …)"
    assert as_tex(symbols(a, Scene.of(trace))).endswith(
        r"= \frac{e^{z^{(1)[1]}_{2}}}{\sum_{i} e^{z^{(1)[1]}_{i}}}"
    )
    assert as_tex(symbols(delta, Scene.of(trace))) == (
        r"\delta^{(1)[1]}_{5} = \sum_{i} \frac{\partial J}{\partial \hat{y}_{i}^{[1]}} "
        r"\cdot \frac{\partial \hat{y}_{i}^{[1]}}{\partial z^{(1)[1]}_{5}}"
    )
    assert as_text(numbers(delta, Scene.of(trace), lambda _: "1")) == "1 · 1 + … + 1 · 1 = 1"


def test_mse_is_divided_by_the_number_of_outputs():
    net = Network.random((1, 2), ("linear",), seed=1)
    scene = Scene.of(backprop(net, [[1.0]], [[1.0, 0.0]], "mse"))
    assert as_text(symbols(Ref("J", 1), scene)) == "J = 1/2 (ŷ₁ − y₁)² + 1/2 (ŷ₂ − y₂)²"
    assert as_tex(symbols(Ref("dJ_da", 1, (0,)), scene)).endswith(r"= \tfrac{2}{2}(\hat{y}_{1} - y_{1})")


W, W_NEW, B_NEW = Ref("W", 2, (0, 0)), Ref("W_new", 2, (0, 0)), Ref("b_new", 2, (0,))
M_W, V_W, M_B = Ref("m_W_new", 2, (0, 0)), Ref("v_W_new", 2, (0, 0)), Ref("m_b_new", 2, (0,))


@pytest.mark.parametrize(
    ("optimizer", "l1", "l2", "ref", "text", "filled"),
    [
        ("sgd", 0.0, 0.1, Ref("pull", 2, (0, 0)), "∂Ω/∂w₂ = 0.1 · w₂", "0.1 · 0.800 = 0.080"),
        ("sgd", 0.02, 0.1, Ref("pull", 2, (0, 0)), "∂Ω/∂w₂ = 0.02 · sign(w₂) + 0.1 · w₂",
         "0.02 · sign(0.800) + 0.1 · 0.800 = 0.100"),
        ("sgd", 0.0, 0.1, W_NEW, "w₂ new ← w₂ − η · (∂J/∂w₂ + ∂Ω/∂w₂)",
         "0.800 − 1.000 · ((−0.092) + 0.080) = 0.812"),
        ("sgd", 0.0, 0.1, B_NEW, "b₂ new ← b₂ − η · ∂J/∂b₂", "(−1.200) − 1.000 · (−0.148) = −1.052"),
        ("momentum", 0.0, 0.0, M_W, "m(w₂) new ← 0.9 · m(w₂) + ∂J/∂w₂", "0.9 · 0.000 + (−0.092) = −0.092"),
        ("momentum", 0.0, 0.1, M_B, "m(b₂) new ← 0.9 · m(b₂) + ∂J/∂b₂", "0.9 · 0.000 + (−0.148) = −0.148"),
        ("momentum", 0.0, 0.0, W_NEW, "w₂ new ← w₂ − η · m(w₂) new", "0.800 − 1.000 · (−0.092) = 0.892"),
        ("nesterov(0.5)", 0.0, 0.0, W_NEW, "w₂ new ← w₂ − η · (∂J/∂w₂ + 0.5 · m(w₂) new)",
         "0.800 − 1.000 · ((−0.092) + 0.5 · (−0.092)) = 0.938"),
        ("rmsprop", 0.0, 0.0, V_W, "v(w₂) new ← 0.99 · v(w₂) + 0.01 · (∂J/∂w₂)²",
         "0.99 · 0.000 + 0.01 · (−0.092)² = 8.5×10⁻⁵"),
        ("rmsprop", 0.0, 0.1, W_NEW, "w₂ new ← w₂ − η · (∂J/∂w₂ + ∂Ω/∂w₂)/(√v(w₂) new + 10⁻⁸)",
         "0.800 − 1.000 · ((−0.092) + 0.080)/(√(1.5×10⁻⁶) + 10⁻⁸) = 10.800"),
        ("adam", 0.0, 0.1, M_W, "m(w₂) new ← 0.9 · m(w₂) + 0.1 · (∂J/∂w₂ + ∂Ω/∂w₂)",
         "0.9 · 0.000 + 0.1 · ((−0.092) + 0.080) = −0.001"),
        ("adam(0.9,0.99)", 0.0, 0.0, W_NEW,
         "w₂ new ← w₂ − η · (m(w₂) new/(1 − 0.9^t))/(√(v(w₂) new/(1 − 0.99^t)) + 10⁻⁸)",
         "0.800 − 1.000 · ((−0.009)/(1 − 0.9^1))/(√((8.5×10⁻⁵)/(1 − 0.99^1)) + 10⁻⁸) = 1.800"),
    ],
)  # fmt: skip
def test_updates(optimizer, l1, l2, ref, text, filled):
    trace = backprop(TWO, [[3.0]], [[1.0]], optimizer=optimizer, l1=l1, l2=l2)
    assert as_text(symbols(ref, Scene.of(trace))) == text
    assert as_text(numbers(ref, Scene.of(trace), shown(trace))) == filled


def test_what_is_locked_stays():
    trace = backprop(TWO.with_locked([W]), [[3.0]], [[1.0]], optimizer="adam")
    assert as_text(symbols(W_NEW, Scene.of(trace))) == "w₂ new ← w₂"
    assert as_text(numbers(W_NEW, Scene.of(trace), shown(trace))) == "0.800 = 0.800"


def test_a_connection_that_is_cut_is_in_no_sum():
    net = WIDE.with_cut([Ref("W", 1, (1, 0)), Ref("W", 1, (0, 0)), Ref("W", 1, (0, 1))])
    net = net.with_cut([Ref("W", 2, (j, 1)) for j in range(5)])
    scene = Scene.of(backprop(net, [[1.0, 2.0]], [[0.0] * 5]))
    assert as_text(symbols(Ref("z", 1, (1,)), scene)) == "z⁽¹⁾₂ = w⁽¹⁾₂₂ x₂ + b⁽¹⁾₂"
    assert as_text(symbols(Ref("z", 1, (0,)), scene)) == "z⁽¹⁾₁ = b⁽¹⁾₁"
    assert as_text(symbols(Ref("dJ_da", 1, (1,)), scene)) == "∂J/∂a⁽¹⁾₂ = 0"
    assert as_text(symbols(Ref("delta", 1, (1,)), scene)) == "δ⁽¹⁾₂ = 0 · tanh′(z⁽¹⁾₂)"


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


@given(case=cases() | rich_cases(), s=st.integers(0, 3))
def test_every_part_points_at_what_the_step_reads_or_writes(case, s):
    trace, s = case.trace(), s % case.m
    scene = Scene.of(trace)
    for step in case.steps("node"):
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
                assert not re.search(r"\{[a-z]\}|\+ −|None", as_text(parts))
                tex = as_tex(parts)
                assert tex.count("{") == tex.count("}"), tex
                assert tex.isascii(), tex
