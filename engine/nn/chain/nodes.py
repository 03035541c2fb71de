"""What a typed function is made of: small frozen trees, and the constructors that keep them short."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Node", "constant", "name", "number"]


@dataclass(frozen=True, slots=True)
class Node:
    """One operation, or a leaf. Equal trees are equal nodes, so that what occurs twice is one quantity.

    Attributes
    ----------
    op : str
        ``number``, ``constant`` or ``name`` for a leaf; ``sum``, ``neg``, ``product``, ``quotient``,
        ``power``; or a function of `functions.FUNCTIONS`.
    args : tuple of Node
        What it is applied to: two or more for sums and products, (base, exponent) for powers.
    label : str
        How a leaf is written.
    value : float
        Of a number or constant.
    """

    op: str
    args: tuple[Node, ...] = ()
    label: str = ""
    value: float = 0.0

    def walk(self) -> Iterator[Node]:
        """Yield the nodes below and then this one, in the order in which they are computed."""
        for arg in self.args:
            yield from arg.walk()
        yield self

    @property
    def depth(self) -> int:
        """Number of operations from here down to the deepest leaf."""
        return 1 + max((arg.depth for arg in self.args), default=-1)

    def reads(self, label: str) -> bool:
        """Say whether the variable or box of that name occurs here."""
        return any(node.op == "name" and node.label == label for node in self.walk())

    def replaced(self, new: Mapping[Node, Node]) -> Node:
        """Return this tree with some of its parts replaced, the largest that are listed."""
        if self in new:
            return new[self]
        return self.below(new) if self.args else self

    def below(self, new: Mapping[Node, Node]) -> Node:
        """Replace below this node, which itself stays."""
        return Node(self.op, tuple(arg.replaced(new) for arg in self.args), self.label, self.value)


def name(label: str) -> Node:
    """Make the leaf for a variable or a box."""
    return Node("name", label=label)


def constant(label: str, value: float) -> Node:
    """Make the leaf for a number that has a name, such as π."""
    return Node("constant", label=label, value=value)


def number(value: float, label: str | None = None) -> Node:
    """Make the leaf for a number; a negative one is the neg of a positive."""
    if value < 0:
        return Node("neg", (number(-value),))
    return Node("number", label=f"{value:.15g}" if label is None else label, value=value)


ZERO, ONE, TWO = number(0), number(1), number(2)
"""The numbers that derivatives are made with. What follows makes a node as short as it can be written."""


def plus(terms: Iterable[Node]) -> Node:
    """Add terms: zeros vanish, and sums of sums become one."""
    flat = [part for term in terms for part in (term.args if term.op == "sum" else (term,))]
    kept = tuple(term for term in flat if term != ZERO)
    if len(kept) < 2:
        return kept[0] if kept else ZERO
    return Node("sum", kept)


def minus(node: Node) -> Node:
    """Change the sign."""
    if node == ZERO:
        return ZERO
    return node.args[0] if node.op == "neg" else Node("neg", (node,))


def times(*factors: Node) -> Node:
    """Multiply factors: ones vanish, signs come first, numbers are multiplied, quotients become one."""
    above, below, sign = _sorted_factors(factors)
    if ZERO in above:
        return ZERO
    top, bottom = _joined(above), _joined(below)
    node = top if bottom == ONE else Node("quotient", (top, bottom))
    return minus(node) if sign < 0 else node


def over(top: Node, bottom: Node) -> Node:
    """Divide."""
    return times(top, Node("quotient", (ONE, bottom)))


def to_the(base: Node, exponent: Node) -> Node:
    """Raise to a power; the exponents 0 and 1 are not written."""
    if exponent == ZERO:
        return ONE
    return base if exponent == ONE else Node("power", (base, exponent))


def less_one(node: Node) -> Node:
    """Subtract 1, as in the exponent of a derivative; numbers are subtracted."""
    plain = _plain(node)
    return Node("sum", (node, Node("neg", (ONE,)))) if plain is None else number(plain - 1)


def _plain(node: Node) -> float | None:
    """Return the value of a number with or without a sign, and of nothing else."""
    if node.op == "neg" and node.args[0].op == "number":
        return -node.args[0].value
    return node.value if node.op == "number" else None


def _sorted_factors(factors: Iterable[Node]) -> tuple[list[Node], list[Node], int]:
    """Sort factors into those above and those below the line of a fraction, and the sign."""
    above: list[Node] = []
    below: list[Node] = []
    sign = 1
    for factor in factors:
        if factor.op == "neg":
            (inner,), flip = factor.args, -1
        else:
            inner, flip = factor, 1
        parts = inner.args if inner.op == "product" else (inner,)
        if inner.op == "quotient":
            top, bottom, other = _sorted_factors(inner.args[:1])
            parts, flip = tuple(top), flip * other
            below += [*bottom, *_parts(inner.args[1])]
        above += parts
        sign *= flip
    return above, below, sign


def _parts(node: Node) -> tuple[Node, ...]:
    return node.args if node.op == "product" else (node,)


def _joined(factors: list[Node]) -> Node:
    """Return a product with its numbers multiplied and in front."""
    numbers = math.prod(factor.value for factor in factors if factor.op == "number")
    rest = [factor for factor in factors if factor.op != "number"]
    if numbers != 1 or not rest:
        rest.insert(0, number(numbers))
    return rest[0] if len(rest) == 1 else Node("product", tuple(rest))
