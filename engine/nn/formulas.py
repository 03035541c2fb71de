"""The formula of every micro-step, as a row of parts that can be pointed at.

One table, `_RIGHT`, says what stands right of the equals sign for each symbol. It is written once
and read twice: a `_Symbols` pen writes names, a `_Numbers` pen writes values.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.notation import Names, plain
from engine.nn.types import Ref

SHORT = 3
"""A sum of more terms than this is written with Σ, and with dots where it has numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a formula.

    Attributes
    ----------
    tex, text : str
        The piece as LaTeX and as plain text. A piece without `refs` may open or close a brace.
    refs : tuple of Ref
        What it stands for; empty for signs and brackets.
    """

    tex: str
    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a formula needs to know of the network around it."""

    names: Names
    cost: str
    batch: int = 1
    fused: bool = False


def sign(tex: str, text: str | None = None) -> Part:
    """Make a part that stands for no quantity."""
    return Part(tex, tex if text is None else text)


_PLUS, _MINUS, _EQUALS = sign(" + "), sign(" - ", " − "), sign(" = ")
_DOT = sign(r" \cdot ", " · ")
_OPEN, _CLOSE = sign("("), sign(")")


class _Pen(ABC):
    """Writes the right side of a formula, in names or in numbers."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    @abstractmethod
    def ref(self, ref: Ref, output: bool = False) -> Part:
        """Write one quantity; with `output`, ŷ for an activation of the last layer."""

    @abstractmethod
    def short_product(self, *refs: Ref) -> list[Part]:
        """Write a product as tightly as it can be read."""

    @abstractmethod
    def long_sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        """Write a sum too long to write out; `summed` names the index."""

    def product(self, *refs: Ref) -> list[Part]:
        """Write factors with a dot between them."""
        parts = [self.ref(refs[0])]
        for ref in refs[1:]:
            parts += [_DOT, self.ref(ref)]
        return parts

    def sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        """Write a sum of products."""
        if len(terms) > SHORT:
            return self.long_sum(terms, summed)
        parts = self.short_product(*terms[0])
        for term in terms[1:]:
            parts += [_PLUS, *self.short_product(*term)]
        return parts

    def template(self, tex: str, text: str, **slots: Part) -> list[Part]:
        """Fill the slots of a formula given as LaTeX and as text."""
        texts = iter(_split(text, slots))
        parts: list[Part] = []
        for piece in _split(tex, slots):
            other = next(texts)
            parts.append(slots[piece[1:-1]] if piece[1:-1] in slots else sign(piece, other))
        return [part for part in parts if part.tex]


class _Symbols(_Pen):
    def ref(self, ref: Ref, output: bool = False) -> Part:
        names = self.scene.names
        return Part(names.tex(ref, output), names.text(ref, output), (ref,))

    def short_product(self, *refs: Ref) -> list[Part]:
        thin = sign(r"\,", " ")
        return [p for ref in refs for p in (thin, self.ref(ref))][1:]

    def long_sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        refs = tuple(ref for term in terms for ref in term)
        general = r"\,".join(_generic(i, terms, self.scene.names, summed) for i in range(len(terms[0])))
        text = " ".join(self.scene.names.text(ref) for ref in terms[0])
        return [Part(rf"\sum_{{{summed}}} {general}", f"Σ {text} …", refs)]


class _Numbers(_Pen):
    def __init__(self, scene: Scene, number: Callable[[Ref], str]) -> None:
        super().__init__(scene)
        self.number = number

    def ref(self, ref: Ref, output: bool = False) -> Part:
        text = self.number(ref)
        shown = f"({text})" if text.startswith("−") or "×10" in text else text
        return Part(_tex_number(shown), shown, (ref,))

    def short_product(self, *refs: Ref) -> list[Part]:
        return self.product(*refs)

    def long_sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        dots = Part(r"\cdots", "…", tuple(ref for term in terms[1:-1] for ref in term))
        return [*self.short_product(*terms[0]), _PLUS, dots, _PLUS, *self.short_product(*terms[-1])]


def _split(template: str, slots: dict[str, Part]) -> list[str]:
    return re.split("(" + "|".join(rf"\{{{name}\}}" for name in slots) + ")", template)


def _tex_number(text: str) -> str:
    text = text.replace("−", "-").replace("∞", r"\infty ").replace(",", "{,}")
    if "×10" in text:
        digits, power = text.split("×10")
        close = ")" if power.endswith(")") else ""  # a power of ten always stands in brackets, or alone
        exponent = plain(power.rstrip(")"))
        return rf"{digits}\times 10^{{{exponent}}}{close}"
    return rf"\mathrm{{{text}}}" if "number" in text else text


def _generic(place: int, terms: Sequence[tuple[Ref, ...]], names: Names, summed: str) -> str:
    """Write one factor of a sum, with the letter `summed` for the index that runs over the terms."""
    ref, last = terms[0][place], terms[-1][place]
    between = "," if any(i > 8 for i in last.index) else ""
    below = between.join(
        summed if i != end else str(i + 1) for i, end in zip(ref.index, last.index, strict=True)
    )
    row = "" if ref.sample is None else (summed if ref.sample != last.sample else str(ref.sample + 1))
    return names.tex(ref, below=below, row=row)


def symbols(ref: Ref, scene: Scene) -> tuple[Part, ...]:
    """Write how the scalar `ref` is computed, in names; empty where it is given."""
    pen = _Symbols(scene)
    right = _right(ref, pen)
    relation = sign(r" \leftarrow ", " ← ") if ref.symbol in ("W_new", "b_new") else _EQUALS
    left = [pen.ref(ref, output=True)]
    if ref.symbol == "a" and ref.layer == scene.names.L:
        left += [_EQUALS, pen.ref(ref)]
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
    value = Part(_tex_number(number(ref)), number(ref), (ref,))
    right = _right(ref, _Numbers(scene, number))
    return (*right, _EQUALS, value) if any(part.refs for part in right) else (value,)


def as_text(parts: Sequence[Part]) -> str:
    """Join the parts to one line of plain text."""
    return "".join(part.text for part in parts)


def as_tex(parts: Sequence[Part]) -> str:
    """Join the parts to one line of LaTeX."""
    return "".join(part.tex for part in parts)


def _right(ref: Ref, pen: _Pen) -> list[Part]:
    rule = _RIGHT.get(ref.symbol)
    return rule(ref, pen) if rule else []


def _input_sum(ref: Ref, pen: _Pen) -> list[Part]:
    l, j, s = ref.layer, ref.index[0], ref.sample
    edges = [Ref("W", l, (j, k)) for k in range(pen.scene.names.sizes[l - 1])]
    products = [(edge, edge.tail.at(s)) for edge in edges]
    return [*pen.sum(products, "k"), _PLUS, pen.ref(Ref("b", l, (j,)))]


def _activation(ref: Ref, pen: _Pen) -> list[Part]:
    rule = activation(pen.scene.names.activations[ref.layer])
    z = Ref("z", ref.layer, ref.index, ref.sample)
    return [sign(rule.tex, rule.text), *_in_brackets([pen.ref(z)])]


def _slope(ref: Ref, pen: _Pen) -> list[Part]:
    rule = activation(pen.scene.names.activations[ref.layer])
    z, a = (pen.ref(Ref(symbol, ref.layer, ref.index, ref.sample)) for symbol in ("z", "a"))
    return pen.template(rule.slope_tex, rule.slope_text, z=z, a=a)


def _output_pair(ref: Ref, pen: _Pen, j: int) -> dict[str, Part]:
    L = pen.scene.names.L
    return {
        "a": pen.ref(Ref("a", L, (j,), ref.sample), output=True),
        "y": pen.ref(Ref("y", L, (j,), ref.sample)),
    }


def _cost(ref: Ref, pen: _Pen) -> list[Part]:
    if ref.sample is None and pen.scene.batch > 1:
        return _mean([(ref.at(s),) for s in range(pen.scene.batch)], pen)
    rule, n = cost_function(pen.scene.cost), pen.scene.names.sizes[-1]
    each = [
        pen.template(rule.tex_value, rule.text_value, **_output_pair(ref, pen, j))
        for j in range(min(n, SHORT))
    ]
    parts = each[0]
    for more in each[1:]:
        parts = [*parts, _PLUS, *more]
    return parts if n <= SHORT else [*parts, _PLUS, sign(r"\cdots", "…")]


def _mean(terms: Sequence[tuple[Ref, ...]], pen: _Pen) -> list[Part]:
    m = str(len(terms))
    return [sign(rf"\tfrac{{1}}{{{m}}}", f"1/{m} "), *_in_brackets(pen.sum(terms, "s"))]


def _arriving(ref: Ref, pen: _Pen) -> list[Part]:
    l, k = ref.layer, ref.index[0]
    if l == pen.scene.names.L:
        rule = cost_function(pen.scene.cost)
        return pen.template(rule.tex_slope, rule.text_slope, **_output_pair(ref, pen, k))
    return pen.sum(_packets(ref, pen), "j")


def _packets(ref: Ref, pen: _Pen) -> list[tuple[Ref, ...]]:
    l, k = ref.layer + 1, ref.index[0]
    return [(Ref("W", l, (j, k)), Ref("delta", l, (j,), ref.sample)) for j in range(pen.scene.names.sizes[l])]


def _delta(ref: Ref, pen: _Pen) -> list[Part]:
    slope = pen.ref(Ref("slope", ref.layer, ref.index, ref.sample))
    if ref.layer == pen.scene.names.L and pen.scene.fused:
        return pen.template("{a} - {y}", "{a} − {y}", **_output_pair(ref, pen, ref.index[0]))
    if ref.layer == pen.scene.names.L:
        return [pen.ref(Ref("dJ_da", ref.layer, ref.index, ref.sample)), _DOT, slope]
    packets = _packets(ref, pen)
    total = pen.sum(packets, "j")
    return [*(total if len(packets) == 1 else _in_brackets(total)), _DOT, slope]


def _in_brackets(parts: list[Part]) -> list[Part]:
    """Put parts in brackets, unless it is one number that has them already."""
    if len(parts) == 1 and parts[0].text.startswith("("):
        return parts
    return [_OPEN, *parts, _CLOSE]


def _weight_gradient(ref: Ref, pen: _Pen) -> list[Part]:
    if ref.sample is None and pen.scene.batch > 1:
        return _mean([(ref.at(s),) for s in range(pen.scene.batch)], pen)
    return pen.product(Ref("delta", ref.layer, ref.index[:1], ref.sample), ref.tail)


def _bias_gradient(ref: Ref, pen: _Pen) -> list[Part]:
    if ref.sample is None and pen.scene.batch > 1:
        return _mean([(ref.at(s),) for s in range(pen.scene.batch)], pen)
    return [pen.ref(Ref("delta", ref.layer, ref.index, ref.sample)), _DOT, sign("1")]


def _new(ref: Ref, pen: _Pen) -> list[Part]:
    weight = ref.symbol == "W_new"
    old = Ref("W" if weight else "b", ref.layer, ref.index)
    gradient = Ref("dW" if weight else "db", ref.layer, ref.index)
    return [pen.ref(old), _MINUS, *pen.product(Ref("eta", 0), gradient)]


def _forward_again(_ref: Ref, _pen: _Pen) -> list[Part]:
    return [sign(r"J(w_{\mathrm{new}},\, b_{\mathrm{new}})", "J(w new, b new)")]


def _edge_product(ref: Ref, pen: _Pen) -> list[Part]:
    if len(ref.index) == 1:
        return [pen.ref(Ref("b", ref.layer, ref.index)), _DOT, sign("1")]
    return pen.product(Ref("W", ref.layer, ref.index), ref.tail)


def _packet(ref: Ref, pen: _Pen) -> list[Part]:
    return pen.product(Ref("W", ref.layer, ref.index), Ref("delta", ref.layer, ref.index[:1], ref.sample))


_RIGHT: dict[str, Callable[[Ref, _Pen], list[Part]]] = {
    "z": _input_sum,
    "a": _activation,
    "J": _cost,
    "dJ_da": _arriving,
    "slope": _slope,
    "delta": _delta,
    "dW": _weight_gradient,
    "db": _bias_gradient,
    "W_new": _new,
    "b_new": _new,
    "J_new": _forward_again,
    "product": _edge_product,
    "term": _packet,
}
