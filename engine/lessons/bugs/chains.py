"""Slips with the chain rule: what they make of the boxes of a typed function, and of its derivative.

All of them are M21. The local derivatives are those that `engine.nn.chain` writes, evaluated where the slip
would have them evaluated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.lessons.bugs.mutant import Mutant
from engine.lessons.chain_paths import chain_path, chain_value
from engine.nn.chain import Chain
from engine.nn.chain.boxes import Box, Link
from engine.nn.chain.evaluating import evaluated
from engine.nn.chain.functions import PI
from engine.nn.chain.nodes import Node, number, over, times

__all__ = ["chain_mutants"]

_ID = "M21"
_ANGLES = frozenset({"sin", "cos", "tan"})
_SAME = 1e-9
Wrong = tuple[str, float]


def chain_mutants(path: str, chain: Chain, x: float) -> tuple[Mutant, ...]:
    """List what the misconceptions about the chain rule would give.

    Parameters
    ----------
    path : str
        ``u[i]``, ``du[i]``, ``h`` or ``dh``, as in `engine.lessons.chain_paths`; no others have mutants.
    chain : Chain
    x : float
        The value of the variable.

    Raises
    ------
    ChainError
        If there is no such path, or no value there; one sentence.

    Examples
    --------
    >>> from engine.nn.chain import parse
    >>> found = chain_mutants("dh", parse("log(2 + cos x)"), 2.0)
    >>> [round(mutant.value, 6) for mutant in found if mutant.slip == "inner_forgotten"]
    [0.631372]
    """
    right, asked = chain_value(path, chain, x), chain_path(path)
    made = _MADE.get(asked.head)
    found: dict[str, Mutant] = {}
    for slip, value in made(_Ground(chain, x), asked.number) if made else ():
        is_right = abs(value - right) <= _SAME * max(abs(value), abs(right))
        if math.isfinite(value) and not is_right:
            found.setdefault(f"{value:.9g}", Mutant(_ID, slip, value))
    return tuple(found.values())


@dataclass(frozen=True)
class _Ground:
    """A chain at one value of its variable."""

    chain: Chain
    x: float

    @cached_property
    def values(self) -> dict[str, float]:
        """The variable and every box."""
        return dict(self.chain.values_at(self.x))

    @cached_property
    def slopes(self) -> dict[Link, float]:
        """The local derivatives, right."""
        return dict(zip(self.chain.links, self.chain.at(self.x).slopes, strict=True))

    @cached_property
    def way(self) -> tuple[Link, ...]:
        """The links from the variable to the output where there is one way only; else none."""
        return self.chain.paths[0] if len(self.chain.paths) == 1 else ()

    def into(self, box: int) -> Link | None:
        """Return the link into a box, counted from 1, that reads one thing."""
        label = self.chain.boxes[box - 1].name
        links = [link for link in self.chain.links if link.target == label]
        return links[0] if len(links) == 1 else None

    def at(self, link: Link, place: float) -> float:
        """Evaluate a local derivative somewhere else."""
        return _value(link.derivative, {link.source: place})

    def is_outer(self, link: Link) -> bool:
        """Say whether something else than the variable goes into a link."""
        return link.source != self.chain.variable


def _value(node: Node, known: dict[str, float]) -> float:
    """Evaluate a tree; nan where it has no value."""
    return float(evaluated(node, {label: np.asarray(value) for label, value in known.items()})[node])


def _with_functions(node: Node, change: Callable[[Node], Node]) -> Node:
    """Change every operation of a tree, the inner ones first."""
    args = tuple(_with_functions(arg, change) for arg in node.args)
    return change(Node(node.op, args, node.label, node.value))


def _in_degrees(node: Node) -> Node:
    if node.op not in _ANGLES:
        return node
    return Node(node.op, (over(times(node.args[0], PI), number(180)),))


def _base_10(node: Node) -> Node:
    return Node("log10", node.args) if node.op == "log" else node


def _boxes_with(ground: _Ground, change: Callable[[Node], Node]) -> dict[str, float]:
    """Compute all boxes with other functions."""
    known = {ground.chain.variable: ground.x}
    for box in ground.chain.boxes:
        known[box.name] = _value(_with_functions(box.formula, change), known)
    return known


def _derivative_in_degrees(ground: _Ground) -> float:
    """Multiply the local derivatives, a calculator set to degrees."""
    known = _boxes_with(ground, _in_degrees)
    return math.prod(_value(_with_functions(link.derivative, _in_degrees), known) for link in ground.way)


def _derivative_base_10(ground: _Ground) -> float:
    """Multiply the local derivatives, those of logarithms taken to the base 10."""
    logs = sum(node.op == "log" for box in ground.chain.boxes for node in box.formula.walk())
    return float(math.prod(ground.slopes[link] for link in ground.way) / math.log(10.0) ** logs)


def _constants(box: Box) -> float:
    """Add up the numbers in the sum that a box is; 0 where it is none."""
    parts = box.formula.args if box.formula.op == "sum" else ()
    plain = [part for part in parts if not any(node.op == "name" for node in part.walk())]
    return sum(_value(part, {}) for part in plain)


def _kept(ground: _Ground, link: Link) -> float:
    """Keep the constant of a sum in its derivative."""
    box = next(box for box in ground.chain.boxes if box.name == link.target)
    return ground.slopes[link] + _constants(box)


def _nested(ground: _Ground) -> float:
    """Put the inner derivative into the outer one, f′(g′), in place of multiplying."""
    inner = ground.slopes[ground.way[0]]
    for link in ground.way[1:]:
        inner = ground.at(link, inner)
    return inner


def _product_rule(ground: _Ground) -> Iterator[float]:
    """Take f(g(x)) for f(x)·g(x), where there are two boxes."""
    if len(ground.way) != 2:
        return
    inner, outer = ground.way
    box = next(box for box in ground.chain.boxes if box.name == outer.target)
    f, g = _value(box.formula, {outer.source: ground.x}), ground.values[outer.source]
    yield ground.at(outer, ground.x) * g + f * ground.slopes[inner]


def _slips_of_derivative(ground: _Ground, _box: int) -> Iterator[Wrong]:
    way, slopes = ground.way, ground.slopes
    if not way:
        yield "sign", -ground.chain.at(ground.x).derivative
        return
    product = math.prod(slopes[link] for link in way)
    yield "sign", -product
    yield "degrees", _derivative_in_degrees(ground)
    yield "log10", _derivative_base_10(ground)
    for link in way:
        yield "constant_kept", product / slopes[link] * _kept(ground, link) if slopes[link] else math.nan
    if len(way) > 1:
        yield from _slips_of_nesting(ground, product)


def _slips_of_nesting(ground: _Ground, product: float) -> Iterator[Wrong]:
    way, slopes = ground.way, ground.slopes
    yield "inner_forgotten", math.prod(slopes[link] for link in way[1:])
    yield "outer_only", slopes[way[-1]]
    yield "inner_only", math.prod(slopes[link] for link in way[:-1])
    for link in way[1:-1]:
        yield "middle_forgotten", math.prod(slopes[other] for other in way if other != link)
    yield (
        "outer_at_x",
        math.prod(ground.at(link, ground.x) if ground.is_outer(link) else slopes[link] for link in way),
    )
    if slopes[way[-1]]:
        yield "outer_at_x", product / slopes[way[-1]] * ground.at(way[-1], ground.x)
    yield "nested", _nested(ground)
    yield "added", sum(slopes[link] for link in way)
    for value in _product_rule(ground):
        yield "product_rule", value


def _slips_of_link(ground: _Ground, box: int) -> Iterator[Wrong]:
    link = ground.into(box)
    if link is None:
        return
    yield "sign", -ground.slopes[link]
    if ground.is_outer(link):
        yield "outer_at_x", ground.at(link, ground.x)
    yield "constant_kept", _kept(ground, link)
    in_degrees, known = _with_functions(link.derivative, _in_degrees), _boxes_with(ground, _in_degrees)
    yield "degrees", _value(in_degrees, known)
    yield "value_for_slope", ground.values[link.target]


def _slips_of_box(ground: _Ground, box: int) -> Iterator[Wrong]:
    label = ground.chain.boxes[box - 1].name
    yield "degrees", _boxes_with(ground, _in_degrees)[label]
    yield "log10", _boxes_with(ground, _base_10)[label]
    formula = ground.chain.boxes[box - 1].formula
    if box > 1:
        yield "at_x", _value(formula, dict.fromkeys(ground.values, ground.x))


_MADE: dict[str, Callable[[_Ground, int], Iterator[Wrong]]] = {
    "u": _slips_of_box,
    "du": _slips_of_link,
    "h": lambda ground, _box: _slips_of_box(ground, len(ground.chain.boxes)),
    "dh": _slips_of_derivative,
}
