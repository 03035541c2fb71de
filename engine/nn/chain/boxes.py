"""The boxes of a chain, the links between them, and how a function is taken apart into them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from engine.nn.chain.functions import FUNCTIONS
from engine.nn.chain.nodes import Node
from engine.nn.chain.writing import Formula, name_tex, written

__all__ = ["Box", "Link", "arguments", "box_names", "in_order"]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the chain: g = 2 + cos x.

    Attributes
    ----------
    name : str
    formula : Node
        In terms of the variable and of the boxes before it.
    whole : Node
        In terms of the variable alone.
    """

    name: str
    formula: Node
    whole: Node

    @property
    def equation(self) -> Formula:
        """Write the box, as in g = 2 + cos x."""
        tex, text = written(self.formula)
        return Formula(f"{name_tex(self.name)} = {tex}", f"{self.name} = {text}")


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from one box into another, with its local derivative.

    Attributes
    ----------
    source, target : str
        Names of a box, or of the variable, and of the box that reads it.
    derivative : Node
        The local derivative, in terms of what the target reads.
    partial : bool
        The target reads more than the source: ∂ is written instead of d.
    """

    source: str
    target: str
    derivative: Node
    partial: bool

    @property
    def quotient(self) -> Formula:
        """Write its name, as in dg/dx."""
        d, tex_d = ("∂", r"\partial ") if self.partial else ("d", "d")
        below, above = name_tex(self.source), name_tex(self.target)
        return Formula(rf"\frac{{{tex_d}{above}}}{{{tex_d}{below}}}", f"{d}{self.target}/{d}{self.source}")

    @property
    def equation(self) -> Formula:
        """Write the local derivative, as in dg/dx = −sin x."""
        left, right = self.quotient, written(self.derivative)
        return Formula(f"{left.tex} = {right.tex}", f"{left.text} = {right.text}")


def arguments(root: Node, variable: str) -> list[Node]:
    """Return what functions, powers and divisions of a constant are applied to, where it is more than x."""
    found = []
    for node in root.walk():
        for i, part in enumerate(node.args):
            alone = all(not other.reads(variable) for j, other in enumerate(node.args) if j != i)
            outer = node.op in FUNCTIONS or node.op == "power" or (node.op == "quotient" and i == 1 and alone)
            if outer and part.args and part.reads(variable):
                found.append(part)
    return found


def in_order(root: Node, cuts: Collection[Node]) -> list[Node]:
    """Return the parts of a root that are in `cuts`, in the order of computing."""
    return [node for node in dict.fromkeys(root.walk()) if node in cuts and node != root]


_LETTERS = "uvpqrs"


def box_names(count: int, variable: str, output: str) -> list[str]:
    """Name the boxes: u, v, p … from the variable on, g before the last, and the output."""
    inner = [label for label in _LETTERS if label not in (variable, output)][: max(count - 2, 0)]
    last = next(label for label in "gfw" if label not in (variable, output))
    if len(inner) < count - 2:
        letter = next(label for label in "uvw" if label[0] not in (variable[0], output[0]))
        return [*(f"{letter}_{i}" for i in range(1, count)), output]
    return [*inner, last, output][-count:] if count > 1 else [output]
