"""The values of a tree and their derivatives in numbers, and the sentence where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from engine.nn.chain.functions import FUNCTIONS
from engine.nn.chain.limits import ChainError
from engine.nn.chain.nodes import Node
from engine.nn.chain.rules import RULES
from engine.nn.chain.writing import written
from engine.nn.notation import with_power
from engine.nn.types import Array

__all__ = ["Values", "derivatives", "evaluated", "no_derivative", "no_value", "shown"]

Values = dict[Node, Array]
"""What each part of a tree is, in the order of computing; NaN where it has no value."""


def shown(value: float) -> str:
    """Write a number in a sentence.

    Examples
    --------
    >>> shown(-1.5), shown(1e-9)
    ('−1.5', '1.000×10⁻⁹')
    """
    text = f"{value + 0.0:.6g}"
    return with_power(value, 3) if "e" in text else text.replace("-", "−")


def evaluated(root: Node, known: Mapping[str, Array]) -> Values:
    """Compute every part of a tree.

    Parameters
    ----------
    root : Node
    known : mapping of str to ndarray
        The values of the variable, or of boxes; all of one shape.
    """
    values: Values = {}
    with np.errstate(all="ignore"):
        for node in root.walk():
            if node not in values:
                values[node] = _value(node, values, known)
    return values


def _value(node: Node, values: Values, known: Mapping[str, Array]) -> Array:
    if node.op == "name":
        return np.asarray(known[node.label], dtype=np.float64)
    if not node.args:
        return np.asarray(node.value)
    rule, parts = RULES[node.op], [values[part] for part in node.args]
    result = rule.value(*parts)
    fine = np.isfinite(result) & rule.allowed(*parts)
    for part in parts:
        fine = fine & np.isfinite(part)
    return np.where(fine, result, np.nan)


def derivatives(root: Node, values: Values) -> dict[str, Array]:
    """Carry the derivative of the root upstream to every name that it reads.

    What reaches a part over several paths is summed, as δ is in a network.

    Parameters
    ----------
    root : Node
    values : dict of Node to ndarray
        Those of `evaluated`.
    """
    live = {node for node in values if any(part.op == "name" for part in node.walk())}
    upstream: Values = {root: np.ones_like(values[root])}
    with np.errstate(all="ignore"):
        for node in reversed(values):
            for i, part in enumerate(node.args):
                if node in upstream and part in live:
                    slope = RULES[node.op].slope(i, *(values[other] for other in node.args))
                    upstream[part] = upstream.get(part, 0.0) + upstream[node] * slope
    return {node.label: found for node, found in upstream.items() if node.op == "name"}


def no_value(values: Values, variable: str) -> ChainError | None:
    """Say in one sentence why a tree has no value at a point; None where it has one."""
    for node, value in values.items():
        if np.isnan(value):
            return ChainError(_need(node, values, variable))
    return None


def _need(node: Node, values: Values, variable: str) -> str:
    """Say what an operation needs, and what it got at which point."""
    parts = [float(values[part]) for part in node.args]
    if RULES[node.op].allowed(*map(np.asarray, parts)):
        return f"{written(node).text} is too large for a number{_at(node, values, variable)}"
    culprit, needs = _NEEDS.get(node.op, _function_needs)(node, *parts)
    found = shown(parts[culprit])
    given = node.args[culprit]
    if given.op == "number":
        return f"{needs}, not {found}"
    where = "" if given.op == "name" else _at(given, values, variable)
    return f"{needs}, but {written(given).text} is {found}{where}"


def _function_needs(node: Node, _u: float) -> tuple[int, str]:
    return 0, FUNCTIONS[node.op].needs


def _quotient_needs(_node: Node, _u: float, _v: float) -> tuple[int, str]:
    return 1, "a division needs a number other than 0 to divide by"


def _power_needs(_node: Node, u: float, v: float) -> tuple[int, str]:
    least = "other than 0" if u == 0 else "that is not below 0"
    return 0, f"a power with the exponent {shown(v)} needs a base {least}"


_NEEDS: dict[str, Callable[..., tuple[int, str]]] = {"quotient": _quotient_needs, "power": _power_needs}


def _at(node: Node, values: Values, variable: str) -> str:
    """Name the point, unless it has no part in a node."""
    leaf = next((part for part in node.walk() if part.op == "name" and part.label == variable), None)
    return "" if leaf is None else f" at {variable} = {shown(float(values[leaf]))}"


def no_derivative(formula: Node, values: Values) -> ChainError:
    """Say in one sentence which operation has no derivative at a point."""
    with np.errstate(all="ignore"):
        for node in values:
            numbers = [values[part] for part in node.args]
            for i, part in enumerate(node.args):
                reads = any(leaf.op == "name" for leaf in part.walk())
                if reads and not np.isfinite(RULES[node.op].slope(i, *numbers)):
                    at = f"{written(part).text} = {shown(float(values[part]))}"
                    return ChainError(f"{written(node).text} has no finite derivative at {at}")
    return ChainError(f"the derivative of {written(formula).text} is too large for a number")
