"""The formula of what a slip makes: its wrong rule, written as the right ones are."""

from __future__ import annotations

from engine.nn.activations import activation
from engine.nn.formula_pens import DOT, MINUS, PLUS, SHORT, ZERO, Part, Pen, bracketed, sign
from engine.nn.slips import Function, Product, Sum
from engine.nn.types import Ref


def wrong(recipe: Sum | Function, ref: Ref, pen: Pen) -> list[Part]:
    """Write how a slip makes a quantity, right of the equals sign."""
    return _sum(recipe, ref, pen) if isinstance(recipe, Sum) else _function(recipe, ref, pen)


_LETTERS = {"z": "k", "dW": "s", "db": "s"}
"""What a long sum runs over: nodes before, samples; the nodes after for all other quantities."""


def _sum(recipe: Sum, ref: Ref, pen: Pen) -> list[Part]:
    total = _terms(recipe.terms, pen, _LETTERS.get(ref.symbol, "j"))
    parts = bracketed(total) if len(recipe.terms) > 1 and recipe.factors else total
    for factor in recipe.factors:
        parts = [*parts, *([DOT] if parts else []), pen.ref(factor)]
    return parts if recipe.constant else [*parts, DOT, ZERO]


def _terms(terms: tuple[Product, ...], pen: Pen, letter: str) -> list[Part]:
    """Write a sum with the signs of its products; a long one in the pen's own way."""
    if len(terms) > SHORT:
        return pen.long_sum([product.refs for product in terms], letter)
    parts: list[Part] = []
    for product in terms:
        joint = MINUS if product.scale < 0 else PLUS
        parts += [*([joint] if parts else []), *pen.short_product(*product.refs)]
    return parts


def _function(recipe: Function, ref: Ref, pen: Pen) -> list[Part]:
    layer = ref.layer
    rule, of = activation(pen.scene.names.activations[layer]), pen.ref(recipe.of)
    applied = [sign(rule.tex, rule.text), *bracketed([of])]
    if recipe.name == "value":
        return applied
    a: Part | list[Part] = of if recipe.name == "slope_from_activation" else applied
    if recipe.name == "slope" and recipe.of.symbol == "z" and _is_alike(recipe.of.layer, layer, pen):
        a = pen.ref(Ref("a", recipe.of.layer, recipe.of.index, recipe.of.sample))
    return pen.template(rule.slope_tex, rule.slope_text, z=of, a=a)


def _is_alike(first: int, second: int, pen: Pen) -> bool:
    """Say whether two layers have the same activation, so that one's a belongs to the other's rule too."""
    names = pen.scene.names.activations
    return names[first] == names[second]
