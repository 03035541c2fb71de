"""A function and a place on it, for the chain rule."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.lessons.bugs import chain_mutants
from engine.lessons.generator.drawing import has_twins, picked
from engine.lessons.generator.refusing import clashes, keyed, tried
from engine.lessons.lesson import ChainStart
from engine.nn.chain import Chain, ChainError, parse

_WHOLE = (2, 3, 4, 5)
_PLACES = (0.4, 0.6, 0.7, 0.8, 1.2, 1.3, 1.4, 1.6, 1.7, 1.8)
_FLAT = 0.05
"""A derivative smaller than this tells a slip from rounding no more."""


def _log_of_cos(rng: np.random.Generator) -> str:
    return f"log({picked(rng, _WHOLE):g} + cos x)"


def _log_of_square(rng: np.random.Generator) -> str:
    return f"log({picked(rng, _WHOLE):g} + x^2)"


def _bell(rng: np.random.Generator) -> str:
    return f"exp(-{picked(rng, (0.5, 0.7, 1.5)):g}x^2)"


def _sigmoid(rng: np.random.Generator) -> str:
    slope, place = picked(rng, (-3, -2, 2, 3)), picked(rng, (-1.5, -0.5, 0.5, 1.5))
    return f"sigma({slope:g}x {'-' if place < 0 else '+'} {abs(place):g})"


def _sine_of_square(rng: np.random.Generator) -> str:
    return f"sin({picked(rng, (2, 3)):g}x^2)"


_FUNCTIONS: tuple[Callable[[np.random.Generator], str], ...] = (
    _log_of_cos, _log_of_square, _bell, _sigmoid, _sine_of_square,
)  # fmt: skip


def fresh_chain(seed: int) -> ChainStart:
    """Make a nested function of two boxes and a place on it.

    Parameters
    ----------
    seed : int
        0 or above; the same seed gives the same function.

    Raises
    ------
    ValueError
        If the seed is below 0.
    """
    rng = keyed("chain", seed)
    return tried(lambda: _drawn(rng), _suits)


def _drawn(rng: np.random.Generator) -> ChainStart:
    function = _FUNCTIONS[int(rng.integers(len(_FUNCTIONS)))](rng)
    return ChainStart(function, picked(rng, _PLACES) * picked(rng, (-1, 1)))


def _suits(start: ChainStart) -> bool:
    """Say whether every number of a chain has a size of its own, and no slip looks like the right answer."""
    chain = parse(start.function)
    try:
        point = chain.at(start.x)
    except ChainError:
        return False
    if abs(point.derivative) < _FLAT or has_twins(*point.values.values(), *point.slopes):
        return False
    return not any(_clashes(path, chain, start.x) for path in ("u[1]", "du[1]", "u[2]", "du[2]", "dh"))


def _clashes(path: str, chain: Chain, x: float) -> bool:
    from engine.lessons.chain_paths import chain_value

    return clashes(chain_value(path, chain, x), chain_mutants(path, chain, x))
