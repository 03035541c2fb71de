"""Write a tree as LaTeX and as plain text, with the brackets that are needed; the text can be typed again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from engine.nn.chain.functions import FUNCTIONS
from engine.nn.chain.nodes import Node
from engine.nn.notation import superscript

__all__ = ["GREEK", "Formula", "name_tex", "written"]

_SUM, _PRODUCT, _FACTOR, _ATOM = range(4)
"""How tightly a piece holds together. A part that holds less tightly than its place asks gets brackets."""
_LEAVES = ("number", "constant", "name")
_GREEK_WORDS = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi rho tau upsilon "
    "varphi chi psi omega"
)
GREEK = {
    letter: rf"\{word}" for letter, word in zip("αβγδεζηθικλμνξρτυφχψω", _GREEK_WORDS.split(), strict=True)
}
"""The Greek letters that can be names, as LaTeX; π and σ mean something already."""
_FROM_LOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class Formula(NamedTuple):
    """A formula twice: as LaTeX and as plain text."""

    tex: str
    text: str


def written(node: Node) -> Formula:
    r"""Write a tree.

    Examples
    --------
    >>> from engine.nn.chain import parse
    >>> written(parse("log(2+cos x)").root)
    Formula(tex='\\log(2 + \\cos x)', text='log(2 + cos x)')
    """
    return Formula(_Tex().write(node), _Text().write(node))


def name_tex(label: str) -> str:
    r"""Write the name of a variable or a box as LaTeX: β is ``\beta``, and x₁ or x_1 get an index."""
    letter, index = GREEK.get(label[0], label[0]), label[1:].lstrip("_").translate(_FROM_LOW)
    return f"{letter}_{{{index}}}" if index else letter


class _Writer(ABC):
    """The rules that LaTeX and text have in common."""

    minus: str
    dot: str
    leads: tuple[str, ...]
    """What is multiplied with what follows it without a sign."""

    @abstractmethod
    def leaf(self, node: Node) -> tuple[str, int]:
        """Write a number or a name."""

    @abstractmethod
    def quotient(self, top: Node, bottom: Node) -> tuple[str, int]:
        """Write a division."""

    @abstractmethod
    def raised(self, base: str, exponent: Node) -> str:
        """Write an exponent on what is written."""

    @abstractmethod
    def head(self, op: str) -> str:
        """Return a function's name, or a template with a place for its argument."""

    @abstractmethod
    def filled(self, op: str, argument: Node) -> str:
        """Write a function whose argument has a place of its own."""

    @abstractmethod
    def beside(self, node: Node, piece: str) -> str | None:
        """Write a factor that follows one of `leads`; None where it needs a sign."""

    def write(self, node: Node) -> str:
        """Write a tree."""
        return self.piece(node)[0]

    def part(self, node: Node, place: int) -> str:
        """Write a part, in brackets unless it holds together as tightly as its place asks."""
        text, tightness = self.piece(node)
        return text if tightness >= place else self.bracketed(text)

    def bracketed(self, text: str) -> str:
        """Write brackets around something."""
        return f"({text})"

    def piece(self, node: Node) -> tuple[str, int]:
        """Write a tree, and say how tightly it holds together."""
        match node.op:
            case "number" | "constant" | "name":
                return self.leaf(node)
            case "sum":
                return self._sum(node.args), _SUM
            case "neg":
                return self.minus + self.part(node.args[0], _PRODUCT), _SUM
            case "product":
                return self._product(node.args), _PRODUCT
            case "quotient":
                return self.quotient(*node.args)
            case "power":
                return self._power(*node.args)
        return self._function(node.op, node.args[0])

    def _sum(self, terms: Sequence[Node]) -> str:
        first, *rest = terms
        text = self.write(first) if first.op == "neg" else self.part(first, _PRODUCT)
        for term in rest:
            sign, kept = (self.minus, term.args[0]) if term.op == "neg" else ("+", term)
            text += f" {sign} {self.part(kept, _PRODUCT)}"
        return text

    def _product(self, factors: Sequence[Node]) -> str:
        pieces = [self.part(factor, _FACTOR) for factor in factors]
        beside = self.beside(factors[1], pieces[1]) if factors[0].op in self.leads else None
        if beside is not None:
            pieces[:2] = [pieces[0] + beside]
        return self.dot.join(pieces)

    def _power(self, base: Node, exponent: Node) -> tuple[str, int]:
        if _has_name(base.op) and _is_count(exponent):  # cos² x
            return self._applied(self.raised(self.head(base.op), exponent), base.args[0])[0], _FACTOR
        return self.raised(self.part(base, _ATOM), exponent), _FACTOR

    def _function(self, op: str, argument: Node) -> tuple[str, int]:
        if op == "exp":
            return self.raised("e", argument), _FACTOR
        head = self.head(op)
        if "{u}" in head:
            return self.filled(op, argument), _ATOM
        return self._applied(head, argument, FUNCTIONS[op].bare)

    def _applied(self, head: str, argument: Node, bare: bool = True) -> tuple[str, int]:
        if bare and argument.op in _LEAVES:
            return head + " " * (head != "√") + self.write(argument), _FACTOR
        return head + self.bracketed(self.write(argument)), _ATOM


def _has_name(op: str) -> bool:
    """Say whether a function's power can stand on its name, as in cos² x."""
    return op in FUNCTIONS and FUNCTIONS[op].bare and op != "sqrt"


def _is_count(node: Node) -> bool:
    return node.op == "number" and node.label.isdigit()


class _Text(_Writer):
    """Plain text with Unicode's high digits, as `parsing` reads it."""

    minus, dot, leads = "−", " · ", ("number",)

    def leaf(self, node: Node) -> tuple[str, int]:
        return node.label, _ATOM

    def quotient(self, top: Node, bottom: Node) -> tuple[str, int]:
        return f"{self.part(top, _PRODUCT)}/{self.part(bottom, _FACTOR)}", _PRODUCT

    def raised(self, base: str, exponent: Node) -> str:
        if _is_count(exponent):
            return base + superscript(exponent.label)
        if exponent.op == "neg" and _is_count(exponent.args[0]):
            return base + superscript("-" + exponent.args[0].label)
        return f"{base}^{self.part(exponent, _ATOM if exponent.op in _LEAVES else _ATOM + 1)}"

    def head(self, op: str) -> str:
        return FUNCTIONS[op].text

    def filled(self, op: str, argument: Node) -> str:
        if op == "abs" and any(node.op == "abs" for node in argument.walk()):
            return f"abs({self.write(argument)})"  # bars within bars cannot be told apart
        return self.head(op).replace("{u}", self.write(argument))

    def beside(self, node: Node, piece: str) -> str | None:
        if piece[0].isdigit():
            return None
        word = piece[:2].isalpha() and node.op not in _LEAVES
        return f" {piece}" if word else piece


class _Tex(_Writer):
    """LaTeX."""

    minus, dot, leads = "-", r" \cdot ", ("number", "name")

    def bracketed(self, text: str) -> str:
        return rf"\left({text}\right)" if r"\frac" in text else f"({text})"

    def leaf(self, node: Node) -> tuple[str, int]:
        if node.op != "number":
            return name_tex(node.label), _ATOM
        digits, _, power = node.label.partition("e")
        return (rf"{digits} \cdot 10^{{{int(power)}}}", _PRODUCT) if power else (digits, _ATOM)

    def quotient(self, top: Node, bottom: Node) -> tuple[str, int]:
        return rf"\frac{{{self.write(top)}}}{{{self.write(bottom)}}}", _FACTOR

    def raised(self, base: str, exponent: Node) -> str:
        return f"{base}^{{{self.write(exponent)}}}"

    def head(self, op: str) -> str:
        return FUNCTIONS[op].tex

    def filled(self, op: str, argument: Node) -> str:
        return self.head(op).replace("{u}", self.write(argument))

    def beside(self, node: Node, piece: str) -> str | None:
        return None if piece[0].isdigit() or node.op == "quotient" else rf"\,{piece}"
