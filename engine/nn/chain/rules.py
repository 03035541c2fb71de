"""The local derivative of every operation by each of its parts: in numbers, and as a tree to be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from engine.nn.chain.functions import FUNCTIONS, Function, Where, applied
from engine.nn.chain.nodes import ONE, TWO, ZERO, Node, less_one, minus, over, plus, times, to_the
from engine.nn.types import Array

__all__ = ["RULES", "Rule", "differentiated"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one operation is computed, and how it is differentiated.

    Attributes
    ----------
    value : callable
        From the values of the parts.
    slope : callable
        From the number i of a part and the values of all: the derivative by that part.
    written : callable
        The same as a tree, from i and the parts.
    allowed : callable
        From the values of the parts: where there is a value.
    """

    value: Callable[..., Array]
    slope: Callable[..., Array]
    written: Callable[..., Node]
    allowed: Callable[..., Where]


def _everywhere(u: Array, *_rest: Array) -> Where:
    return np.ones(u.shape, bool)


def _without(i: int, parts: tuple[Array, ...]) -> Array:
    others: Array = reduce(np.multiply, (*parts[:i], *parts[i + 1 :]))
    return others


def _quotient_slope(i: int, u: Array, v: Array) -> Array:
    return 1.0 / v if i == 0 else -(u / v) / v


def _quotient_written(i: int, u: Node, v: Node) -> Node:
    return over(ONE, v) if i == 0 else minus(over(u, to_the(v, TWO)))


def _power_slope(i: int, u: Array, v: Array) -> Array:
    """Differentiate uᵛ: v uᵛ⁻¹, or uᵛ log u, which is 0 in the limit of u = 0 where v > 0."""
    if i == 0:
        return np.where(v == 0, 0.0, v * np.power(u, v - 1.0))
    return np.where((u == 0) & (v > 0), 0.0, np.power(u, v) * np.log(u))


def _power_written(i: int, u: Node, v: Node) -> Node:
    return times(v, to_the(u, less_one(v))) if i == 0 else times(to_the(u, v), applied("log", u))


def _power_allowed(u: Array, v: Array) -> Where:
    """Say where uᵛ is a real number: not for broken powers below 0, not for negative ones of 0."""
    allowed: Where = (u > 0) | ((u == 0) & (v >= 0)) | ((u < 0) & (v == np.floor(v)))
    return allowed


def _of_function(function: Function) -> Rule:
    return Rule(
        function.value,
        lambda _i, u: function.slope(u),
        lambda _i, u: function.written_slope(u),
        function.allowed or _everywhere,
    )


RULES: dict[str, Rule] = {
    "sum": Rule(
        lambda *parts: reduce(np.add, parts),
        lambda i, *parts: np.ones_like(parts[i]),
        lambda _i, *_parts: ONE,
        _everywhere,
    ),
    "neg": Rule(np.negative, lambda _i, u: -np.ones_like(u), lambda _i, _u: minus(ONE), _everywhere),
    "product": Rule(
        lambda *parts: reduce(np.multiply, parts),
        lambda i, *parts: _without(i, parts),
        lambda i, *parts: times(*parts[:i], *parts[i + 1 :]),
        _everywhere,
    ),
    "quotient": Rule(np.divide, _quotient_slope, _quotient_written, lambda _u, v: v != 0),
    "power": Rule(np.power, _power_slope, _power_written, _power_allowed),
    **{op: _of_function(function) for op, function in FUNCTIONS.items()},
}


def differentiated(node: Node, label: str) -> Node:
    """Differentiate a tree by the variable or box of that name: over all paths, local derivatives multiplied.

    Examples
    --------
    >>> from engine.nn.chain import parse, written
    >>> written(differentiated(parse("2 + cos x").root, "x")).text
    '−sin x'
    """
    if node.op == "name":
        return ONE if node.label == label else ZERO
    return plus(_through(node, i, label) for i, part in enumerate(node.args) if part.reads(label))


def _through(node: Node, i: int, label: str) -> Node:
    """Return what a name contributes through one part: local derivative times that of the part."""
    inner = differentiated(node.args[i], label)
    if node.op == "product":  # each factor keeps its place
        return times(*node.args[:i], inner, *node.args[i + 1 :])
    return times(RULES[node.op].written(i, *node.args), inner)
