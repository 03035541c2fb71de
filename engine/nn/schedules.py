"""How the learning rate changes in the course of a run."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from engine.nn.named import Number, filled, is_count, is_share, split_name


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule; `factor` takes the number of the update, from 0, and the numbers in brackets."""

    factor: Callable[..., float]
    numbers: tuple[Number, ...] = ()


def _step(update: int, every: float, by: float) -> float:
    """Multiply by a factor each time so many updates are done."""
    return float(by ** (update // int(every)))


def _cosine(update: int, length: float, end: float) -> float:
    """Go down along half a wave of the cosine, and stay at its end (Loshchilov & Hutter 2017, eq. 5)."""
    place = min(update / length, 1.0)
    return end + (1.0 - end) * 0.5 * (1.0 + math.cos(math.pi * place))


def _is_factor(value: float) -> bool:
    return 0.0 < value <= 1.0


SCHEDULES: dict[str, Schedule] = {
    "constant": Schedule(lambda _update: 1.0),
    "step": Schedule(
        _step,
        (
            Number("the number of updates", 100.0, is_count, "a whole number of updates, 1 or more"),
            Number("the factor", 0.5, _is_factor, "above 0 and at most 1"),
        ),
    ),
    "cosine": Schedule(
        _cosine,
        (
            Number("the number of updates", 1000.0, is_count, "a whole number of updates, 1 or more"),
            Number("the share that is left at the end", 0.0, is_share, "at least 0 and below 1"),
        ),
    ),
}


@lru_cache(maxsize=64)
def schedule(text: str) -> Callable[[int], float]:
    """Return what η is multiplied by at an update, counted from 0, such as ``schedule("step(100,0.5)")``.

    Raises
    ------
    ValueError
        If there is none of that name, or its numbers do not suit.
    """
    name, given = split_name(text)
    if name not in SCHEDULES:
        raise ValueError(f"schedule {text!r} is not one of {', '.join(SCHEDULES)}")
    found = SCHEDULES[name]
    numbers = filled(text, given, found.numbers)
    return lambda update: found.factor(update, *numbers)
