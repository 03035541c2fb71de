"""The functions that can be typed: value, slope and how the slope is written, one row of a table each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.nn.activations import activation
from engine.nn.chain.nodes import ONE, TWO, Node, constant, minus, number, over, plus, times, to_the
from engine.nn.types import Array

Where: TypeAlias = NDArray[np.bool_]
"""Where something holds, element by element."""

__all__ = ["CONSTANTS", "FUNCTIONS", "NAMES", "Function", "Where", "applied"]

E, PI = constant("e", float(np.e)), constant("π", float(np.pi))
CONSTANTS = {"e": E, "pi": PI, "π": PI}
"""The names that are numbers."""


@dataclass(frozen=True, slots=True)
class Function:
    """One function of one argument u.

    Attributes
    ----------
    value, slope : callable
        f(u) and f′(u), element by element; slope at a kink is the app's convention.
    written_slope : callable
        f′(u) as a tree, made of that of u.
    typed : tuple of str
        The names it is typed with; none where it only occurs in slopes.
    tex, text : str
        Its name, or how it is written, with ``{u}`` where the argument has a place of its own.
    bare : bool
        A single letter or number is written without brackets, as in cos x.
    allowed : callable or None
        Where it has a value; everywhere, if None.
    needs : str
        What it needs, for the sentence said elsewhere.
    kink : str
        What is said at u = 0 where the slope there is a convention.
    note : str
        What a reader may take otherwise.
    """

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    written_slope: Callable[[Node], Node]
    typed: tuple[str, ...]
    tex: str
    text: str
    bare: bool = False
    allowed: Callable[[Array], Where] | None = None
    needs: str = ""
    kink: str = ""
    note: str = ""


def applied(op: str, u: Node) -> Node:
    """Make the node for a function of u."""
    return Node(op, (u,))


def _at_zero(slope: str) -> str:
    return f"has a kink at 0, and its slope there is taken as {slope}"


_RADIANS = "angles are in radians"
_SIGMOID, _TANH, _RELU, _SOFTPLUS = map(activation, ("sigmoid", "tanh", "relu", "softplus"))

FUNCTIONS: dict[str, Function] = {
    "exp": Function(
        np.exp,
        np.exp,
        lambda u: applied("exp", u),
        typed=("exp",),
        tex="e",  # written as a power of e
        text="e",
    ),
    "log": Function(
        np.log,
        np.reciprocal,
        lambda u: over(ONE, u),
        typed=("log", "ln"),
        tex=r"\log",
        text="log",
        bare=True,
        allowed=lambda u: u > 0,
        needs="log needs a number above 0",
        note="log is the natural logarithm",
    ),
    "log10": Function(
        np.log10,
        lambda u: 1.0 / (u * np.log(10.0)),
        lambda u: over(ONE, times(u, applied("log", number(10)))),
        typed=("log10", "lg"),
        tex=r"\log_{10}",
        text="log10",
        bare=True,
        allowed=lambda u: u > 0,
        needs="log10 needs a number above 0",
    ),
    "sqrt": Function(
        np.sqrt,
        lambda u: 0.5 / np.sqrt(u),
        lambda u: over(ONE, times(TWO, applied("sqrt", u))),
        typed=("sqrt", "√"),
        tex=r"\sqrt{{u}}",
        text="√",
        bare=True,
        allowed=lambda u: u >= 0,
        needs="√ needs a number that is not below 0",
    ),
    "sin": Function(
        np.sin,
        np.cos,
        lambda u: applied("cos", u),
        typed=("sin",),
        tex=r"\sin",
        text="sin",
        bare=True,
        note=_RADIANS,
    ),
    "cos": Function(
        np.cos,
        lambda u: -np.sin(u),
        lambda u: minus(applied("sin", u)),
        typed=("cos",),
        tex=r"\cos",
        text="cos",
        bare=True,
        note=_RADIANS,
    ),
    "tan": Function(
        np.tan,
        lambda u: 1.0 / np.cos(u) ** 2,
        lambda u: over(ONE, to_the(applied("cos", u), TWO)),
        typed=("tan",),
        tex=r"\tan",
        text="tan",
        bare=True,
        note=_RADIANS,
    ),
    "tanh": Function(
        _TANH.value,
        _TANH.slope,
        lambda u: plus([ONE, minus(to_the(applied("tanh", u), TWO))]),
        typed=("tanh",),
        tex=_TANH.tex,
        text="tanh",
        bare=True,
    ),
    "sigmoid": Function(
        _SIGMOID.value,
        _SIGMOID.slope,
        lambda u: times(applied("sigmoid", u), plus([ONE, minus(applied("sigmoid", u))])),
        typed=("σ", "sigmoid", "sigma"),
        tex=_SIGMOID.tex,
        text="σ",
        note="σ is the sigmoid, σ(u) = 1/(1 + e⁻ᵘ)",
    ),
    "softplus": Function(
        _SOFTPLUS.value,
        _SOFTPLUS.slope,
        lambda u: applied("sigmoid", u),
        typed=("softplus",),
        tex=r"\mathrm{softplus}",
        text="softplus",
        note="softplus(u) is log(1 + eᵘ)",
    ),
    "relu": Function(
        _RELU.value,
        _RELU.slope,
        lambda u: applied("step", u),
        typed=("relu", "ReLU"),
        tex=_RELU.tex,
        text="relu",
        kink=_at_zero("0"),
        note="relu(u) is u where u > 0, and 0 elsewhere",
    ),
    "abs": Function(
        np.abs,
        np.sign,
        lambda u: applied("sign", u),
        typed=("abs",),
        tex=r"\left|{u}\right|",
        text="|{u}|",
        kink=_at_zero("0"),
    ),
    # The slopes of relu and abs; they are not typed.
    "step": Function(
        _RELU.slope, np.zeros_like, lambda _u: number(0), typed=(), tex="[{u} > 0]", text="[{u} > 0]"
    ),
    "sign": Function(
        np.sign, np.zeros_like, lambda _u: number(0), typed=(), tex=r"\mathrm{sign}", text="sign"
    ),
}

NAMES: dict[str, str] = {name: op for op, function in FUNCTIONS.items() for name in function.typed}
"""What can be typed, and the function that it means."""
