"""How a data set is made: its name, its words, the numbers it takes and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

import numpy as np

from engine.nn.types import Array

Number: TypeAlias = int | float
Points: TypeAlias = tuple[Array, Array]
"""Inputs, shape (samples, n_0), and labels, shape (samples, n_L)."""

MOST_SAMPLES = 10_000
MOST_SEED = 2**63 - 1
_KEY = 0xDA7A
"""Keeps these draws apart from those of weights, shuffling and test rows with the same seed."""

PLACES, NOISE, ORDER = range(3)
"""The streams of random numbers of one data set, so that one does not shift the others."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a data set takes.

    Parameters
    ----------
    name : str
        As `make` is called with it.
    words : str
        What it says, for a form.
    default, low, high : int or float
        Its value if not given, and its bounds, both included. Where the default is whole, so is it.
    """

    name: str
    words: str
    default: Number
    low: Number
    high: Number

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return isinstance(self.default, int)

    def checked(self, value: object) -> Number:
        """Return a value as the number it is.

        Raises
        ------
        ValueError
            If it is no number, not whole where it must be, or outside the bounds.
        """
        if self._allows(value):
            return int(value) if self.whole else float(value)
        kind = "a whole number" if self.whole else "a number"
        raise ValueError(f"{self.name} must be {kind} from {self.low} to {self.high}, not {value!r}")

    def _allows(self, value: object) -> TypeGuard[Number]:
        if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
            return False
        return bool(self.low <= value <= self.high) and (not self.whole or value == int(value))


@dataclass(frozen=True, slots=True)
class Recipe:
    """A data set that can be made.

    Parameters
    ----------
    name : str
        As `make` is called with it.
    words : str
        What it shows, a sentence.
    build : callable
        Takes the parameters by name, returns inputs and labels.
    parameters : tuple of Parameter
    classes : tuple of str
        Names of the classes; empty for regression.
    group : str
        Under which heading of a menu it stands: a key of `GROUPS`.
    """

    name: str
    words: str
    build: Callable[..., Points]
    parameters: tuple[Parameter, ...] = ()
    classes: tuple[str, ...] = ()
    group: str = "points"


GROUPS = {
    "gates": "Logic gates",
    "points": "Points in the plane",
    "curves": "Curves",
    "lessons": "From the lessons",
}
"""Headings of a menu of recipes, by group."""


def size(default: int = 200) -> Parameter:
    """Make the parameter that says how many samples there are."""
    return Parameter("n", "Number of samples", default, 2, MOST_SAMPLES)


def noise(default: float, most: float = 2.0) -> Parameter:
    """Make the parameter that says how far samples are scattered."""
    return Parameter("noise", "Standard deviation of the noise", default, 0.0, most)


SEED = Parameter("seed", "Seed of the random numbers", 0, 0, MOST_SEED)


def stream(seed: int, which: int) -> np.random.Generator:
    """Begin one of the streams of random numbers that belong to a seed."""
    return np.random.default_rng((seed, _KEY, which))


def scattered(points: Array, noise: float, seed: int) -> Array:
    """Move every number by noise of a standard deviation; with none, the numbers stay exactly as they are."""
    return points + noise * stream(seed, NOISE).standard_normal(points.shape)


def mixed(X: Array, Y: Array, seed: int) -> Points:
    """Put the samples in a random order, so that any share of the rows holds every class."""
    order = stream(seed, ORDER).permutation(len(X))
    return X[order], Y[order]


def column(numbers: object) -> Array:
    """Write numbers below one another, shape (samples, 1)."""
    return np.asarray(numbers, dtype=np.float64).reshape(-1, 1)
