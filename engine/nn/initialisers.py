"""What the weights of a layer begin with: zeros, a constant, random numbers, or a formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.nn.named import Number, filled, is_above_zero, split_name
from engine.nn.types import Array

Fill = Callable[[np.random.Generator, int, int, int], Array]
"""Takes a generator, n_out, n_in and the number of the layer; returns weights of shape (n_out, n_in)."""


@dataclass(frozen=True, slots=True)
class Initialiser:
    """One initialiser; `make` takes the numbers in its brackets."""

    make: Callable[..., Fill]
    numbers: tuple[Number, ...] = ()


def _zeros() -> Fill:
    return lambda _rng, n_out, n_in, _layer: np.zeros((n_out, n_in))


def _constant(value: float) -> Fill:
    return lambda _rng, n_out, n_in, _layer: np.full((n_out, n_in), value)


def _uniform(reach: float) -> Fill:
    return lambda rng, n_out, n_in, _layer: reach * rng.uniform(-1.0, 1.0, (n_out, n_in))


def _normal(deviation: float) -> Fill:
    return lambda rng, n_out, n_in, _layer: deviation * rng.standard_normal((n_out, n_in))


def _xavier() -> Fill:
    """Make weights uniform within ±√(6/(n_in + n_out)) (Glorot & Bengio 2010, eq. 16)."""
    return lambda rng, n_out, n_in, _layer: rng.uniform(-1.0, 1.0, (n_out, n_in)) * _reach(n_out, n_in)


def _he() -> Fill:
    """Make weights normal with deviation √(2/n_in) (He et al. 2015, eq. 10)."""
    return lambda rng, n_out, n_in, _layer: rng.standard_normal((n_out, n_in)) * np.sqrt(2.0 / n_in)


def _fixed() -> Fill:
    """Make weights that look random and need no random numbers, so that every machine agrees.

    w_jk = √(6/(n_in + n_out)) (2 frac(43758.5453 sin(12.9898(j+1) + 78.233(k+1) + 37.719 l)) − 1),
    j and k counted from 0; the hash is a well-known one of shader programs.
    """

    def fill(_rng: np.random.Generator, n_out: int, n_in: int, layer: int) -> Array:
        j, k = np.arange(1.0, n_out + 1)[:, None], np.arange(1.0, n_in + 1)[None, :]
        hashed = 43758.5453 * np.sin(12.9898 * j + 78.233 * k + 37.719 * layer)
        return _reach(n_out, n_in) * (2.0 * (hashed - np.floor(hashed)) - 1.0)

    return fill


def _reach(n_out: int, n_in: int) -> float:
    return float(np.sqrt(6.0 / (n_in + n_out)))


def _any(_value: float) -> bool:
    return True


INITIALISERS: dict[str, Initialiser] = {
    "zeros": Initialiser(_zeros),
    "constant": Initialiser(_constant, (Number("the constant", 0.5, _any, "a number"),)),
    "uniform": Initialiser(_uniform, (Number("the reach", 1.0, is_above_zero, "above 0"),)),
    "normal": Initialiser(_normal, (Number("the deviation", 1.0, is_above_zero, "above 0"),)),
    "xavier": Initialiser(_xavier),
    "he": Initialiser(_he),
    "fixed": Initialiser(_fixed),
}


def initialiser(text: str) -> Fill:
    """Return what fills the weights of a layer, by name, such as ``"xavier"`` or ``"uniform(0.5)"``.

    Raises
    ------
    ValueError
        If there is none of that name, or its numbers do not suit.
    """
    name, given = split_name(text)
    if name not in INITIALISERS:
        raise ValueError(f"init {text!r} is not one of {', '.join(INITIALISERS)}")
    found = INITIALISERS[name]
    return found.make(*filled(text, given, found.numbers))
