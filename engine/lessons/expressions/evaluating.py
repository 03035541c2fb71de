"""The value of an expression in a lesson, computed by the engine."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.lessons.chain_paths import chain_value
from engine.lessons.expressions.parsing import Tree, parsed
from engine.lessons.expressions.paths import CHAIN_HEADS, refs_at
from engine.lessons.faults import meant, short
from engine.lessons.moment import Moment, moment_of
from engine.lessons.stage import Stage
from engine.nn.types import Array, Ref

__all__ = ["chain_path_of", "holds", "ref_of", "value"]


def value(expr: str, stage: Stage) -> float:
    """Compute an expression at a stage, whatever a question withholds there.

    Parameters
    ----------
    expr : str
        Weights, biases and J are those that stand by now: the new ones, once the update has written them.
    stage : Stage

    Returns
    -------
    float
        1.0 or 0.0 for a comparison; not finite where the arithmetic leads nowhere, such as 1/0.

    Raises
    ------
    ValueError
        If it cannot be read, names what there is not, or is not one number.
    """
    with np.errstate(all="ignore"):
        found = np.asarray(_value(parsed(expr), moment_of(stage)), dtype=np.float64)
    if found.size != 1:
        raise ValueError(f"{short(expr)} is not one number but {found.size}; take one, or sum, mean, max …")
    return float(found.ravel()[0])


def holds(expr: str, stage: Stage) -> bool:
    """Say whether an expression is true at a stage; errors as in `value`."""
    found = value(expr, stage)
    return bool(found) and not math.isnan(found)


def ref_of(expr: str, stage: Stage) -> Ref | None:
    """Return the quantity that an expression names; None where it is more than one path of the network."""
    tree, moment = parsed(expr), moment_of(stage)
    if tree.op != "path" or tree.name in _NAMES or _is_of_chain(tree.name, moment):
        return None
    refs = refs_at(tree.name, moment.trace.network, moment.trace.m)
    return moment.now(refs[0]) if len(refs) == 1 else None


def chain_path_of(expr: str, stage: Stage) -> str:
    """Return the path of the chain that an expression is; empty where it is none or more than one path."""
    if stage.chain is None:
        return ""
    tree = parsed(expr)
    if tree.op == "call" and tree.name in _OF_CHAIN and len(tree.args) == 1 and tree.args[0].op == "number":
        return f"{tree.name}({tree.args[0].number:g})"
    return tree.name if tree.op == "path" and _is_of_chain(tree.name, moment_of(stage)) else ""


def _value(tree: Tree, at: Moment) -> float | Array:
    if tree.op == "number":
        return tree.number
    if tree.op == "path":
        return _of_path(tree.name, at)
    if tree.op == "call":
        return _of_call(tree, at)
    parts = [_value(part, at) for part in tree.args]
    try:
        return _OPS[tree.op](*(np.asarray(part, dtype=np.float64) for part in parts))
    except ValueError:
        sizes = " and ".join(str(np.size(part)) for part in parts)
        raise ValueError(f"{tree.op!r} stands between {sizes} numbers, which do not pair up") from None


def _truth(test: Callable[..., Array]) -> Callable[..., Array]:
    """Make a comparison that gives 1.0 or 0.0."""
    return lambda *parts: np.asarray(test(*parts), dtype=np.float64)


_OPS: dict[str, Callable[..., Array]] = {
    "neg": np.negative, "not": _truth(np.logical_not), "+": np.add, "-": np.subtract, "*": np.multiply,
    "/": np.divide, "^": np.power, "and": _truth(np.logical_and), "or": _truth(np.logical_or),
    "<": _truth(np.less), "<=": _truth(np.less_equal), ">": _truth(np.greater),
    ">=": _truth(np.greater_equal), "==": _truth(np.equal), "!=": _truth(np.not_equal),
}  # fmt: skip


# Paths

_NAMES: dict[str, Callable[[Moment], float]] = {
    "pi": lambda _at: math.pi,
    "e": lambda _at: math.e,
    "m": lambda at: float(at.trace.m),
    "batch_J": lambda at: at.value(Ref("J", at.trace.network.L)),
    "full_J": lambda at: at.J_of(test=False),
    "test_J": lambda at: at.J_of(test=True),
}


def _of_path(name: str, at: Moment) -> float | Array:
    if name in _NAMES:
        return _NAMES[name](at)
    if _is_of_chain(name, at):
        return chain_value(name, *at.chain)
    if name in _FUNCTIONS or name in _OF_CHAIN:
        raise ValueError(f"{name} is a function: {name}(…)")
    refs = refs_at(name, at.trace.network, at.trace.m)
    values = [at.value(ref) for ref in refs]
    return values[0] if len(values) == 1 else np.array(values)


def _is_of_chain(name: str, at: Moment) -> bool:
    return at.stage.chain is not None and name.partition("[")[0] in CHAIN_HEADS


# Functions


@dataclass(frozen=True, slots=True)
class _Function:
    """What a function takes at least and at most, and what it makes of it."""

    least: int
    most: int
    make: Callable[..., float | Array]


def _all(make: Callable[[Array], float | Array]) -> _Function:
    """Make a function of all numbers that it is given, in one go."""
    return _Function(1, 64, lambda _at, *parts: make(np.concatenate([np.ravel(part) for part in parts])))


def _each(make: Callable[[Array], Array]) -> _Function:
    """Make a function of every number by itself."""
    return _Function(1, 1, lambda _at, part: make(np.asarray(part, dtype=np.float64)))


def _direction(_at: Moment, dx: Array, dy: Array) -> Array:
    """Return where an arrow points: degrees from the right, counter-clockwise, from 0 on and below 360."""
    return np.asarray(np.degrees(np.arctan2(dy, dx)) % 360.0)


def _nodes(at: Moment, layer: float | Array) -> float:
    """Return the number of nodes of a layer; 0 where there is no such layer."""
    number = float(np.ravel(layer)[0])
    return float(at.network.sizes[int(number)]) if 0 <= number <= at.network.L else 0.0


_FUNCTIONS: dict[str, _Function] = {
    "abs": _each(np.abs),
    "sign": _each(np.sign),
    "sqrt": _each(np.sqrt),
    "exp": _each(np.exp),
    "log": _each(np.log),
    "sin": _each(np.sin),
    "cos": _each(np.cos),
    "min": _all(np.min),
    "max": _all(np.max),
    "sum": _all(np.sum),
    "mean": _all(np.mean),
    "direction": _Function(2, 2, _direction),
    "nodes": _Function(1, 1, _nodes),
    "layers": _Function(0, 0, lambda at: float(at.network.L)),
    "norm": _Function(0, 0, lambda at: at.norm),
    "accuracy": _Function(0, 0, lambda at: at.accuracy(test=False)),
    "test_accuracy": _Function(0, 0, lambda at: at.accuracy(test=True)),
    "epoch": _Function(0, 0, lambda at: float(at.updates // at.setup.updates_an_epoch)),
    "updates": _Function(0, 0, lambda at: float(at.updates)),
}

_OF_CHAIN: dict[str, Callable[[Moment, float], float]] = {
    "forecast": lambda at, dx: at.chain[0].forecast(at.chain[1], dx).promised,
    "change": lambda at, dx: at.chain[0].forecast(at.chain[1], dx).true,
    "nudged": lambda at, eps: chain_value(f"nudged({eps!r})", *at.chain),
}
"""Functions of the chain, each of one number."""


def _of_call(tree: Tree, at: Moment) -> float | Array:
    if tree.name in _OF_CHAIN:
        _check_count(tree, 1, 1)
        return _OF_CHAIN[tree.name](at, float(np.asarray(_value(tree.args[0], at)).ravel()[0]))
    function = _FUNCTIONS.get(tree.name)
    if function is None:
        known = (*_FUNCTIONS, *_OF_CHAIN)
        raise ValueError(f"there is no function {short(tree.name)}{meant(tree.name, known)}")
    _check_count(tree, function.least, function.most)
    return function.make(at, *(_value(part, at) for part in tree.args))


def _check_count(tree: Tree, least: int, most: int) -> None:
    if not least <= len(tree.args) <= most:
        raise ValueError(
            f"{tree.name} takes {least if least == most else f'{least} or more'}, not {len(tree.args)}"
        )
