"""The derivative table of the lecture: what a function is, and what it becomes."""

from __future__ import annotations

from typing import NamedTuple

from engine.nn.chain.functions import applied
from engine.nn.chain.nodes import Node, minus, name, times
from engine.nn.chain.rules import differentiated
from engine.nn.chain.writing import Formula, written

__all__ = ["DERIVATIVES", "Derivative"]


class Derivative(NamedTuple):
    """One row: a function, its derivative, another way to write it where there is one, and what to know."""

    function: Formula
    derivative: Formula
    also: Formula | None = None
    note: str = ""


_X = name("x")


def _row(function: Node, also: Node | None = None, note: str = "") -> Derivative:
    derivative = written(differentiated(function, "x"))
    return Derivative(written(function), derivative, None if also is None else written(also), note)


_SIGMOID = applied("sigmoid", _X)

DERIVATIVES: tuple[Derivative, ...] = (
    _row(name("c"), note="a constant"),
    _row(Node("power", (_X, name("n"))), note="n is any number"),
    _row(applied("exp", _X)),
    _row(applied("log", _X), note="the natural logarithm, for x above 0"),
    _row(applied("sin", _X), note="x in radians"),
    _row(applied("cos", _X), note="x in radians"),
    _row(_SIGMOID, times(_SIGMOID, applied("sigmoid", minus(_X))), "a product of two sigmoids"),
    _row(applied("tanh", _X)),
    _row(applied("relu", _X), note="1 where x is above 0, 0 below; at the kink 0 is taken"),
)
