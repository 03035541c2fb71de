"""The formulas of the update: the pull of the penalty, the moments, and what each optimiser makes of them.

The numbers of an optimiser are written as numbers, as they were chosen: they are no quantities of the
network.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from engine.nn.formula_pens import DOT, MINUS, PLUS, Part, Pen, added, bracketed, constant, sign
from engine.nn.optimizers import Moment
from engine.nn.rules import moment as moment_of
from engine.nn.terms import shares
from engine.nn.types import Ref, Symbol

Parameter = Literal["W", "b"]


def pull(ref: Ref, pen: Pen) -> list[Part]:
    """Write ∂Ω/∂w = l1 · sign(w) + l2 · w, only what there is of it."""
    w, scene = pen.ref(Ref("W", ref.layer, ref.index)), pen.scene
    parts = []
    if scene.l1:
        parts.append([constant(scene.l1), DOT, sign(r"\mathrm{sign}", "sign"), *bracketed([w])])
    if scene.l2:
        parts.append([constant(scene.l2), DOT, w])
    return added(parts)


def moment(ref: Ref, pen: Pen) -> list[Part]:
    """Write what becomes of a moment: m ← β m + g, or v ← β v + (1 − β) g², as its optimiser has it."""
    rule, name = pen.scene.rule, ref.symbol[0]
    old = pen.ref(Ref(_OLD[ref.symbol], ref.layer, ref.index))
    g = _g(_of(ref), ref, pen)
    kept, taken = shares(rule, name)
    if taken == 1.0 and name == "m":
        return [constant(kept), DOT, old, PLUS, *g]
    start = [constant(kept), DOT, old, PLUS, constant(taken), DOT]
    if name == "m":
        return [*start, *_whole(g)]
    squared = g if len(g) == 1 and g[0].text.startswith("(") else bracketed(g)
    return [*start, sign("{", ""), *squared, sign("}^2", "²")]


def new_value(ref: Ref, pen: Pen) -> list[Part]:
    """Write a corrected weight or bias; what is locked stays what it is."""
    parameter = _of(ref)
    own = Ref(parameter, ref.layer, ref.index)
    old = pen.ref(own)
    if own in pen.scene.locked or own in pen.scene.cut:
        return [old]
    step = _STEPS[pen.scene.rule.kind](parameter, ref, pen)
    return [old, MINUS, pen.ref(Ref("eta", 0)), DOT, *step]


def _of(ref: Ref) -> Parameter:
    """Say whether a quantity of the update is of a weight or of a bias."""
    return "W" if "W" in ref.symbol else "b"


_OLD: dict[Symbol, Symbol] = {"m_W_new": "m_W", "v_W_new": "v_W", "m_b_new": "m_b", "v_b_new": "v_b"}


def _g(parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    """Write what the optimiser goes by: the gradient, and for weights the pull of the penalty."""
    gradient = [pen.ref(Ref("dW" if parameter == "W" else "db", ref.layer, ref.index))]
    if parameter == "b" or not pen.scene.has_penalty:
        return gradient
    return [*gradient, PLUS, pen.ref(Ref("pull", ref.layer, ref.index))]


def _whole(parts: list[Part]) -> list[Part]:
    """Put a sum in brackets."""
    return parts if len(parts) == 1 else bracketed(parts)


def _new_moment(name: Moment, parameter: Parameter, ref: Ref, pen: Pen) -> Part:
    return pen.ref(moment_of(name, Ref(parameter, ref.layer, ref.index), new=True))


def _sgd(parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    return _whole(_g(parameter, ref, pen))


def _momentum(parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    return [_new_moment("m", parameter, ref, pen)]


def _nesterov(parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    m = _new_moment("m", parameter, ref, pen)
    return bracketed([*_g(parameter, ref, pen), PLUS, constant(pen.scene.rule.numbers[0]), DOT, m])


def _rmsprop(parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    g = _g(parameter, ref, pen)
    root = pen.template(r"\sqrt{{v}}", "√{v}", v=_new_moment("v", parameter, ref, pen))
    return _divided(g, root, pen)


def _adam(parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    beta_1, beta_2, _ = pen.scene.rule.numbers
    m = _corrected("m", beta_1, parameter, ref, pen)
    v = _corrected("v", beta_2, parameter, ref, pen)
    return _divided(m, [sign(r"\sqrt{", "√("), *v, sign("}", ")")], pen)


def _corrected(name: Moment, beta: float, parameter: Parameter, ref: Ref, pen: Pen) -> list[Part]:
    """Write a moment without its bias towards 0, where it began: m/(1 − βᵗ)."""
    new, t = _new_moment(name, parameter, ref, pen), pen.ref(Ref("t", 0))
    kept = constant(beta)
    return pen.template(rf"{{x}}/(1 - {kept.tex}^{{{{t}}}})", f"{{x}}/(1 − {kept.text}^{{t}})", x=new, t=t)


def _divided(above: list[Part], root: list[Part], pen: Pen) -> list[Part]:
    """Write a quotient by a root, to which the optimiser adds its ε."""
    below = [*root, PLUS, constant(pen.scene.rule.numbers[-1])]
    shown = above if len(above) == 1 else [sign("", "("), *above, sign("", ")")]
    return [sign(r"\frac{", ""), *shown, sign("}{", "/("), *below, sign("}", ")")]


_STEPS: dict[str, Callable[[Parameter, Ref, Pen], list[Part]]] = {
    "sgd": _sgd,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
