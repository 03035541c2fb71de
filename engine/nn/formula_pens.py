"""Formulas as rows of parts, and the two pens that write them: in names, or in numbers."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.nn.activations import activation
from engine.nn.notation import Names, plain, superscript
from engine.nn.optimizers import Optimizer, optimizer_rule
from engine.nn.slips import Slip
from engine.nn.trace import Trace
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
    """What a formula needs to know of the network around it, and of how it is trained.

    Attributes
    ----------
    names : Names
    cost : str
    batch : int
    fused : bool
        δ of the output layer is taken in one piece.
    optimizer : str
    l1, l2 : float
        Of the penalty.
    cut, locked : frozenset of Ref
        As of `Network`.
    slip : Slip or None
        As of `Trace`: what it makes is written by its wrong rule.
    """

    names: Names
    cost: str
    batch: int = 1
    fused: bool = False
    optimizer: str = "sgd"
    l1: float = 0.0
    l2: float = 0.0
    cut: frozenset[Ref] = frozenset()
    locked: frozenset[Ref] = frozenset()
    slip: Slip | None = None

    @classmethod
    def of(cls, trace: Trace, style: str = "auto") -> Scene:
        """Tell the scene of an update; `style` is that of `Names.of`."""
        net = trace.network
        return cls(
            Names.of(net, style),
            trace.cost,
            trace.m,
            optimizer=trace.optimizer,
            l1=trace.l1,
            l2=trace.l2,
            cut=net.cut,
            locked=net.locked,
            slip=trace.slip,
        )

    @property
    def rule(self) -> Optimizer:
        """The optimiser with its numbers."""
        return optimizer_rule(self.optimizer)

    @property
    def has_penalty(self) -> bool:
        """Say whether weights feel the pull of a penalty."""
        return self.l1 > 0 or self.l2 > 0

    def couples(self, layer: int) -> bool:
        """Say whether the activations of a layer depend on all its input sums."""
        return activation(self.names.activations[layer]).couples

    def into(self, layer: int, j: int) -> list[Ref]:
        """List the connections that lead to a node, by their weights."""
        edges = (Ref("W", layer, (j, k)) for k in range(self.names.sizes[layer - 1]))
        return [edge for edge in edges if edge not in self.cut]

    def out_of(self, layer: int, k: int) -> list[Ref]:
        """List the connections that leave a node of a hidden layer, by their weights."""
        edges = (Ref("W", layer + 1, (j, k)) for j in range(self.names.sizes[layer + 1]))
        return [edge for edge in edges if edge not in self.cut]


def sign(tex: str, text: str | None = None) -> Part:
    """Make a part that stands for no quantity."""
    return Part(tex, tex if text is None else text)


PLUS, MINUS, EQUALS = sign(" + "), sign(" - ", " − "), sign(" = ")
DOT = sign(r" \cdot ", " · ")
OPEN, CLOSE = sign("("), sign(")")
ZERO, ONE = sign("0"), sign("1")


def constant(value: float) -> Part:
    """Write a number that somebody chose, such as 0.9 or 10⁻⁸."""
    digits, _, power = f"{value:.10g}".partition("e")
    if not power:
        return sign(digits)
    exponent = int(power)
    tex, text = f"10^{{{exponent}}}", f"10{superscript(exponent)}"
    return sign(tex, text) if digits == "1" else sign(rf"{digits}\cdot {tex}", f"{digits}·{text}")


def bracketed(parts: Sequence[Part]) -> list[Part]:
    """Put parts in brackets, unless it is one number that has them already."""
    if len(parts) == 1 and parts[0].text.startswith("("):
        return list(parts)
    return [OPEN, *parts, CLOSE]


class Pen(ABC):
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

    @abstractmethod
    def long_powers(self, exponents: Sequence[Ref]) -> list[Part]:
        """Write a sum of powers of e that is too long to write out."""

    def product(self, *refs: Ref) -> list[Part]:
        """Write factors with a dot between them."""
        parts = [self.ref(refs[0])]
        for ref in refs[1:]:
            parts += [DOT, self.ref(ref)]
        return parts

    def sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        """Write a sum of products; 0 where there is none."""
        if len(terms) > SHORT:
            return self.long_sum(terms, summed)
        return added([self.short_product(*term) for term in terms])

    def powers(self, exponents: Sequence[Ref]) -> list[Part]:
        """Write a sum of powers of e."""
        if len(exponents) > SHORT:
            return self.long_powers(exponents)
        return added([self.power(z) for z in exponents])

    def power(self, exponent: Ref) -> list[Part]:
        """Write e to the power of a quantity."""
        return [sign("e^{", "e^"), self.ref(exponent), sign("}", "")]

    def template(self, tex: str, text: str, **slots: Part | list[Part]) -> list[Part]:
        """Fill the slots of a formula given as LaTeX and as text."""
        texts = iter(_split(text, tuple(slots)))
        parts: list[Part] = []
        for piece in _split(tex, tuple(slots)):
            other, filled = next(texts), slots.get(piece[1:-1])
            if filled is None:
                parts.append(sign(piece, other))
            else:
                parts += [filled] if isinstance(filled, Part) else filled
        return [part for part in parts if part.tex]


class Symbols(Pen):
    """Writes names."""

    def ref(self, ref: Ref, output: bool = False) -> Part:
        """Write the name of a quantity."""
        names = self.scene.names
        return Part(names.tex(ref, output), names.text(ref, output), (ref,))

    def short_product(self, *refs: Ref) -> list[Part]:
        """Write factors side by side."""
        thin = sign(r"\,", " ")
        return [p for ref in refs for p in (thin, self.ref(ref))][1:]

    def long_sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        """Write Σ with the term of a general index."""
        refs = tuple(ref for term in terms for ref in term)
        general = r"\,".join(_generic(i, terms, self.scene.names, summed) for i in range(len(terms[0])))
        text = " ".join(self.scene.names.text(ref) for ref in terms[0])
        return [Part(rf"\sum_{{{summed}}} {general}", f"Σ {text} …", refs)]

    def long_powers(self, exponents: Sequence[Ref]) -> list[Part]:
        """Write Σ with the power of a general index."""
        names, first = self.scene.names, exponents[0]
        z = names.tex(first, below="i", row="" if first.sample is None else str(first.sample + 1))
        return [Part(rf"\sum_{{i}} e^{{{z}}}", f"Σ e^{names.text(first)} …", tuple(exponents))]


class Numbers(Pen):
    """Writes numbers; `number` writes the value of a Ref, ``?`` where it is not known."""

    def __init__(self, scene: Scene, number: Callable[[Ref], str]) -> None:
        super().__init__(scene)
        self.number = number

    def ref(self, ref: Ref, output: bool = False) -> Part:
        """Write the number of a quantity, in brackets where it has a sign."""
        text = self.number(ref)
        if ref.symbol == "t":  # a count
            text = re.sub(r"[.,]0+$", "", text)
        shown = f"({text})" if text.startswith("−") or "×10" in text else text
        return Part(tex_number(shown), shown, (ref,))

    def short_product(self, *refs: Ref) -> list[Part]:
        """Write factors with a dot between them."""
        return self.product(*refs)

    def long_sum(self, terms: Sequence[tuple[Ref, ...]], summed: str) -> list[Part]:
        """Write the first and the last term, and dots between."""
        dots = Part(r"\cdots", "…", tuple(ref for term in terms[1:-1] for ref in term))
        return [*self.short_product(*terms[0]), PLUS, dots, PLUS, *self.short_product(*terms[-1])]

    def long_powers(self, exponents: Sequence[Ref]) -> list[Part]:
        """Write the first and the last power, and dots between."""
        dots = Part(r"\cdots", "…", tuple(exponents[1:-1]))
        return [*self.power(exponents[0]), PLUS, dots, PLUS, *self.power(exponents[-1])]


def added(terms: Sequence[list[Part]]) -> list[Part]:
    """Write terms with + between them, with − where one begins with it; 0 where there is none."""
    if not terms:
        return [ZERO]
    parts = list(terms[0])
    for term in terms[1:]:
        first = term[0]
        if first.refs or not first.text.startswith("−"):
            parts += [PLUS, *term]
        else:
            rest = sign(first.tex.removeprefix("-"), first.text.removeprefix("−"))
            parts += [MINUS, *([rest] if rest.text else []), *term[1:]]
    return parts


def tex_number(text: str) -> str:
    """Write the text of a number as LaTeX."""
    text = text.replace("−", "-").replace("∞", r"\infty ").replace(",", "{,}")
    if "×10" in text:
        digits, power = text.split("×10")
        close = ")" if power.endswith(")") else ""  # a power of ten always stands in brackets, or alone
        exponent = plain(power.rstrip(")"))
        return rf"{digits}\times 10^{{{exponent}}}{close}"
    return rf"\mathrm{{{text}}}" if "number" in text else text


def _split(template: str, slots: Sequence[str]) -> list[str]:
    return re.split("(" + "|".join(rf"\{{{name}\}}" for name in slots) + ")", template)


def _generic(place: int, terms: Sequence[tuple[Ref, ...]], names: Names, summed: str) -> str:
    """Write one factor of a sum, with the letter `summed` for the index that runs over the terms."""
    ref, last = terms[0][place], terms[-1][place]
    between = "," if any(i > 8 for i in last.index) else ""
    below = between.join(
        summed if i != end else str(i + 1) for i, end in zip(ref.index, last.index, strict=True)
    )
    row = "" if ref.sample is None else (summed if ref.sample != last.sample else str(ref.sample + 1))
    return names.tex(ref, below=below, row=row)
