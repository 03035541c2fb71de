"""Which numbers are refused: those with which a slip could not be told from the right answer."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np

from engine.lessons.bugs import Mutant, mutants
from engine.nn.trace import Trace
from engine.nn.types import Ref

MOST_TRIES = 2_000
"""Twenty times as many as it takes on average."""

_BAND = 0.01
"""How far from the right answer, as a share of it, a typed one may be."""
_LEAST_BAND = 1e-9
_FEW_STEPS = 0.05
"""A new weight smaller than this share of the old one is mostly rounding."""

Candidate = TypeVar("Candidate")


def keyed(kind: str, seed: int) -> np.random.Generator:
    """Begin to draw: other numbers for every kind and every seed.

    Raises
    ------
    ValueError
        If the seed is below 0.
    """
    if seed < 0:
        raise ValueError(f"a seed is a whole number of 0 or above, not {seed}")
    return np.random.default_rng((seed, zlib.crc32(kind.encode())))


def tried(draw: Callable[[], Candidate], suits: Callable[[Candidate], bool]) -> Candidate:
    """Draw until something suits.

    Raises
    ------
    ValueError
        If nothing suits in `MOST_TRIES` tries.
    """
    for _ in range(MOST_TRIES):
        candidate = draw()
        if suits(candidate):
            return candidate
    raise ValueError("no fresh numbers were found for this network: every try would hide a slip")


def hides_a_slip(trace: Trace, asked: Iterable[Ref]) -> bool:
    """Say whether any misconception's answer would be taken for the right one."""
    return any(clashes(trace.value(ref), mutants(ref, trace, trace.eta), _scale(ref, trace)) for ref in asked)


def clashes(right: float, wrong: Iterable[Mutant], scale: float | None = None) -> bool:
    """Say whether a wrong answer lies within the tolerance of the right one.

    `scale` is what the tolerance is a share of, where it is not the right answer itself.
    """
    band = max(_BAND * abs(right if scale is None else scale), _LEAST_BAND)
    return any(abs(mutant.value - right) <= band for mutant in wrong)


def _scale(ref: Ref, trace: Trace) -> float | None:
    """Return the old value of a parameter, of which the tolerance of the new one is a share."""
    if ref.symbol not in ("W_new", "b_new"):
        return None
    return trace.value(Ref("W" if ref.symbol == "W_new" else "b", ref.layer, ref.index))


def all_between(values: Iterable[float], low: float, high: float = np.inf) -> bool:
    """Say whether the sizes of all numbers lie between two limits."""
    return all(low <= abs(value) <= high for value in values)


def hardly_left(trace: Trace) -> bool:
    """Say whether an update takes nearly all of a parameter away."""
    old, new = trace.network.to_vector(), trace.updated.to_vector()
    return bool((np.abs(new) < _FEW_STEPS * np.abs(old)).any())
