"""The formula of every micro-step, as a row of parts that can be pointed at.

One table, `_RIGHT`, says what stands right of the equals sign for each symbol. It is written once
and read twice: by the pen that writes names, and by the pen that writes values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.formula_pens import (
    DOT,
    EQUALS,
    ONE,
    PLUS,
    SHORT,
    Numbers,
    Part,
    Pen,
    Scene,
    Symbols,
    added,
    bracketed,
    sign,
    tex_number,
)
from engine.nn.formula_slips import wrong
from engine.nn.formula_updates import moment, new_value, pull
from engine.nn.slips import Recipe, Scaled
from engine.nn.types import Ref, Symbol

__all__ = ["Part", "Scene", "as_tex", "as_text", "numbers", "sign", "symbols"]

_ASSIGNED: frozenset[Symbol] = frozenset({"W_new", "b_new", "m_W_new", "v_W_new", "m_b_new", "v_b_new"})
"""What takes the place of an older value."""


def symbols(ref: Ref, scene: Scene) -> tuple[Part, ...]:
    """Write how the scalar `ref` is computed, in names; empty where it is given."""
    pen = Symbols(scene)
    right = _right(ref, pen)
    relation = sign(r" \leftarrow ", " ← ") if ref.symbol in _ASSIGNED else EQUALS
    left = [pen.ref(ref, output=True)]
    if ref.symbol == "a" and ref.layer == scene.names.L:
        left += [EQUALS, pen.ref(ref)]
    return (*left, relation, *right) if right else tuple(left)


def numbers(ref: Ref, scene: Scene, number: Callable[[Ref], str]) -> tuple[Part, ...]:
    """Write the same with numbers in the places of the names, and the result.

    Parameters
    ----------
    ref : Ref
        The scalar that is computed.
    scene : Scene
    number : callable
        Writes the value of a Ref; ``?`` for what is not known.
    """
    value = Part(tex_number(number(ref)), number(ref), (ref,))
    right = _right(ref, Numbers(scene, number))
    return (*right, EQUALS, value) if any(part.refs for part in right) else (value,)


def as_text(parts: Sequence[Part]) -> str:
    """Join the parts to one line of plain text."""
    return "".join(part.text for part in parts)


def as_tex(parts: Sequence[Part]) -> str:
    """Join the parts to one line of LaTeX."""
    return "".join(part.tex for part in parts)


def _right(ref: Ref, pen: Pen) -> list[Part]:
    """Write what stands right of the equals sign: of what a slip makes, its wrong rule."""
    rule = _RIGHT.get(ref.symbol)
    recipe: Recipe | None = pen.scene.slip.recipe(ref) if pen.scene.slip else None
    if isinstance(recipe, Scaled):
        return _scaled(recipe.scale, ref, pen)
    if recipe is not None:
        return wrong(recipe, ref, pen)
    return rule(ref, pen) if rule else []


def _scaled(scale: float, ref: Ref, pen: Pen) -> list[Part]:
    """Write ∂J/∂ŷ times a number: the difference the other way round for −1, where there is one."""
    rule, pair = cost_function(pen.scene.cost), _output_pair(ref, pen, ref.index[0])
    tex, text = (
        template.replace("{a} " + minus + " {y}", "{y} " + minus + " {a}")
        for template, minus in ((rule.tex_slope, "-"), (rule.text_slope, "−"))
    )
    if scale == -1.0 and tex != rule.tex_slope:
        return pen.template(tex, text, **pair)
    before = sign("-", "−") if scale == -1.0 else sign(rf"{scale:g} \cdot ", f"{scale:g} · ")
    return [before, *bracketed(pen.template(rule.tex_slope, rule.text_slope, **pair))]


def _input_sum(ref: Ref, pen: Pen) -> list[Part]:
    l, j, s = ref.layer, ref.index[0], ref.sample
    products = [(edge, edge.tail.at(s)) for edge in pen.scene.into(l, j)]
    bias = pen.ref(Ref("b", l, (j,)))
    return [*pen.sum(products, "k"), PLUS, bias] if products else [bias]


def _activation(ref: Ref, pen: Pen) -> list[Part]:
    z = Ref("z", ref.layer, ref.index, ref.sample)
    if pen.scene.couples(ref.layer):
        return _share(z, pen)
    rule = activation(pen.scene.names.activations[ref.layer])
    return [sign(rule.tex, rule.text), *bracketed([pen.ref(z)])]


def _share(z: Ref, pen: Pen) -> list[Part]:
    """Write softmax: e^{z_j} as a share of what the powers of the layer add up to."""
    exponents = [Ref("z", z.layer, (i,), z.sample) for i in range(pen.scene.names.sizes[z.layer])]
    below = pen.powers(exponents)
    return [sign(r"\frac{", ""), *pen.power(z), sign("}{", "/("), *below, sign("}", ")")]


def _slope(ref: Ref, pen: Pen) -> list[Part]:
    if len(ref.index) == 2:
        return _jacobian(ref, pen)
    rule = activation(pen.scene.names.activations[ref.layer])
    z, a = (pen.ref(Ref(symbol, ref.layer, ref.index, ref.sample)) for symbol in _OF_NODE)
    return pen.template(rule.slope_tex, rule.slope_text, z=z, a=a)


_OF_NODE: tuple[Symbol, Symbol] = ("z", "a")


def _jacobian(ref: Ref, pen: Pen) -> list[Part]:
    """Write ∂ŷ_i/∂z_j of softmax: ŷ_i(1 − ŷ_i) on the diagonal, −ŷ_i ŷ_j beside it."""
    i, j = ref.index
    a, b = (pen.ref(Ref("a", ref.layer, (node,), ref.sample), output=True) for node in (i, j))
    if i == j:
        return pen.template("{a}(1 - {a})", "{a}(1 − {a})", a=a)
    return pen.template(r"-{a} \cdot {b}", "−{a} · {b}", a=a, b=b)


def _output_pair(ref: Ref, pen: Pen, j: int) -> dict[str, Part]:
    L = pen.scene.names.L
    return {
        "a": pen.ref(Ref("a", L, (j,), ref.sample), output=True),
        "y": pen.ref(Ref("y", L, (j,), ref.sample)),
        "n": sign(str(pen.scene.names.sizes[-1])),
    }


def _cost(ref: Ref, pen: Pen) -> list[Part]:
    if ref.sample is None and pen.scene.batch > 1:
        return _mean([(ref.at(s),) for s in range(pen.scene.batch)], pen)
    rule, n = cost_function(pen.scene.cost), pen.scene.names.sizes[-1]
    each = [
        pen.template(rule.tex_value, rule.text_value, **_output_pair(ref, pen, j))
        for j in range(min(n, SHORT))
    ]
    return added(each) if n <= SHORT else [*added(each), PLUS, sign(r"\cdots", "…")]


def _mean(terms: Sequence[tuple[Ref, ...]], pen: Pen) -> list[Part]:
    m = str(len(terms))
    return [sign(rf"\tfrac{{1}}{{{m}}}", f"1/{m} "), *bracketed(pen.sum(terms, "s"))]


def _arriving(ref: Ref, pen: Pen) -> list[Part]:
    l, k = ref.layer, ref.index[0]
    if l == pen.scene.names.L:
        rule = cost_function(pen.scene.cost)
        return pen.template(rule.tex_slope, rule.text_slope, **_output_pair(ref, pen, k))
    return pen.sum(_packets(ref, pen), "j")


def _packets(ref: Ref, pen: Pen) -> list[tuple[Ref, ...]]:
    edges = pen.scene.out_of(ref.layer, ref.index[0])
    return [(edge, Ref("delta", edge.layer, edge.index[:1], ref.sample)) for edge in edges]


def _delta(ref: Ref, pen: Pen) -> list[Part]:
    if ref.layer == pen.scene.names.L:
        return _output_delta(ref, pen)
    slope = pen.ref(Ref("slope", ref.layer, ref.index, ref.sample))
    packets = _packets(ref, pen)
    total = pen.sum(packets, "j")
    return [*(bracketed(total) if len(packets) > 1 else total), DOT, slope]


def _output_delta(ref: Ref, pen: Pen) -> list[Part]:
    if pen.scene.fused:
        return pen.template("{a} - {y}", "{a} − {y}", **_output_pair(ref, pen, ref.index[0]))
    if pen.scene.couples(ref.layer):
        return _through_jacobian(ref, pen)
    return pen.product(*(Ref(symbol, ref.layer, ref.index, ref.sample) for symbol in _OF_OUTPUT))


_OF_OUTPUT: tuple[Symbol, Symbol] = ("dJ_da", "slope")


def _through_jacobian(ref: Ref, pen: Pen) -> list[Part]:
    """Write δ_j = Σ_i ∂J/∂ŷ_i · ∂ŷ_i/∂z_j: every output changes with every input sum of its layer."""
    l, j, s = ref.layer, ref.index[0], ref.sample
    ways = [(Ref("dJ_da", l, (i,), s), Ref("slope", l, (i, j), s)) for i in range(pen.scene.names.sizes[l])]
    if len(ways) <= SHORT:
        return added([pen.product(*way) for way in ways])
    if not isinstance(pen, Symbols):
        return pen.long_sum(ways, "i")
    refs, names = tuple(part for way in ways for part in way), pen.scene.names
    y = names.tex(Ref("a", l, (0,), s), output=True, below="i", row="" if s is None else str(s + 1))
    z = names.tex(Ref("z", l, (j,), s))
    general = rf"\frac{{\partial J}}{{\partial {y}}} \cdot \frac{{\partial {y}}}{{\partial {z}}}"
    text = " · ".join(names.text(ref) for ref in ways[0])
    return [Part(rf"\sum_{{i}} {general}", f"Σ {text} …", refs)]


def _weight_gradient(ref: Ref, pen: Pen) -> list[Part]:
    if ref.sample is None and pen.scene.batch > 1:
        return _mean([(ref.at(s),) for s in range(pen.scene.batch)], pen)
    return pen.product(Ref("delta", ref.layer, ref.index[:1], ref.sample), ref.tail)


def _bias_gradient(ref: Ref, pen: Pen) -> list[Part]:
    if ref.sample is None and pen.scene.batch > 1:
        return _mean([(ref.at(s),) for s in range(pen.scene.batch)], pen)
    return [pen.ref(Ref("delta", ref.layer, ref.index, ref.sample)), DOT, ONE]


def _forward_again(_ref: Ref, _pen: Pen) -> list[Part]:
    return [sign(r"J(w_{\mathrm{new}},\, b_{\mathrm{new}})", "J(w new, b new)")]


def _edge_product(ref: Ref, pen: Pen) -> list[Part]:
    if len(ref.index) == 1:
        return [pen.ref(Ref("b", ref.layer, ref.index)), DOT, ONE]
    return pen.product(Ref("W", ref.layer, ref.index), ref.tail)


def _packet(ref: Ref, pen: Pen) -> list[Part]:
    return pen.product(Ref("W", ref.layer, ref.index), Ref("delta", ref.layer, ref.index[:1], ref.sample))


_RIGHT: dict[str, Callable[[Ref, Pen], list[Part]]] = {
    "z": _input_sum,
    "a": _activation,
    "J": _cost,
    "dJ_da": _arriving,
    "slope": _slope,
    "delta": _delta,
    "dW": _weight_gradient,
    "db": _bias_gradient,
    "pull": pull,
    **dict.fromkeys(("m_W_new", "v_W_new", "m_b_new", "v_b_new"), moment),
    "W_new": new_value,
    "b_new": new_value,
    "J_new": _forward_again,
    "product": _edge_product,
    "term": _packet,
}
