"""Tapes, and the arrays they work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod
from typing import TypeAlias

import numpy as np

from engine.nn.types import Array

Tape: TypeAlias = list[Callable[[], object]]
"""Calls with all their arguments bound. To play it costs 7 ns a call more than calls written out."""

_LINE = 64
"""Bytes: an array begins where a line of the cache does; no result depends on where memory was free."""


def play(tape: Iterable[Callable[[], object]]) -> None:
    """Do one call after the other."""
    for call in tape:
        call()


def aligned(*shape: int) -> Array:
    """Return zeros that begin at a line of the cache."""
    size = prod(shape)
    room = np.zeros(size + _LINE // 8)
    begin = -room.__array_interface__["data"][0] % _LINE // 8
    return room[begin : begin + size].reshape(shape)


def constant(value: float) -> Array:
    """Return a number as numpy takes it fastest: an array without axes, where a float costs 200 ns a call."""
    return np.array(value, dtype=np.float64)


ONE, ZERO = constant(1.0), constant(0.0)
for _number in (ONE, ZERO):
    _number.setflags(write=False)
