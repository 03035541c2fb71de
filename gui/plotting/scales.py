"""Axes and their ticks: numbers in, numbers and texts out. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.nn.notation import number, superscript
from engine.nn.round_numbers import rounded_up
from engine.nn.types import Array
from gui.short_number import whole

__all__ = ["Axis", "Tick", "count_ticks", "finite_range", "linear_ticks", "log_ticks", "share_ticks"]

Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis goes from and to, and the numbers that stand at it."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()


def linear_ticks(low: float, high: float, point: str = ".", most: int = 4) -> list[Tick]:
    """Choose round numbers from low to high, at most `most` of them, and write them."""
    step = rounded_up((high - low) / most)
    if not step:
        return []
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return [
        (n * step, number(n * step, decimals, point) if decimals <= 4 else number(n * step, 3, point))
        for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    ]


def share_ticks(most: int = 4) -> list[Tick]:
    """Write shares from nothing to all, in per cent."""
    parts = 4 if most >= 4 else 2 if most >= 2 else 1
    return [(n / parts, f"{100 * n // parts}\u00a0%") for n in range(parts + 1)]


def count_ticks(last: int, most: int = 6) -> list[Tick]:
    """Choose round updates from 0 to the last, and write them."""
    step = max(1, round(rounded_up(last / most)))
    return [(float(n), whole(n)) for n in range(0, last + 1, step)]


def log_ticks(low: float, high: float, point: str = ".", most: int = 4) -> list[Tick]:
    """Choose ticks from 10**low to 10**high, given by their exponents: powers of ten, or 1, 2 and 5 times."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last - first >= 1:
        every = -(-(last - first + 1) // most)
        return [(float(n), f"10{superscript(n)}") for n in range(first, last + 1, every)]
    values = [m * 10.0**e for e in range(math.floor(low), math.ceil(high) + 1) for m in (1, 2, 5)]
    inside = [value for value in values if low - 1e-9 <= math.log10(value) <= high + 1e-9]
    return [(math.log10(v), number(v, max(0, -math.floor(math.log10(v) + 1e-9)), point)) for v in inside]


def finite_range(values: Array) -> tuple[float, float] | None:
    """Return the lowest and the highest of some values, leaving out what is not finite; None of none."""
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else None
