"""Curves for regression: one input, evenly spaced, one label with noise on it."""

from __future__ import annotations

import numpy as np

from engine.data.recipe import SEED, Number, Parameter, Points, Recipe, column, noise, scattered, size
from engine.nn.types import Array

_SMALLEST, _LARGEST = -1.0, 1.0


def sine(n: int, noise: float, periods: float, seed: int) -> Points:
    """Return y = sin(π·periods·x) for x from −1 to 1."""
    X = _inputs(n)
    return X, scattered(np.sin(np.pi * periods * X), noise, seed)


def step(n: int, noise: float, at: float, seed: int) -> Points:
    """Return y = 0 left of the step and 1 from there on, for x from −1 to 1."""
    X = _inputs(n)
    return X, scattered(np.where(at <= X, 1.0, 0.0), noise, seed)


def polynomial(n: int, noise: float, seed: int, **coefficients: Number) -> Points:
    """Return y = c0 + c1·x + c2·x² + c3·x³ for x from −1 to 1."""
    X, Y = _inputs(n), np.zeros((n, 1))
    for name in sorted(coefficients, reverse=True):
        Y = Y * X + coefficients[name]  # Horner's scheme
    return X, scattered(Y, noise, seed)


def _inputs(n: int) -> Array:
    return column(np.linspace(_SMALLEST, _LARGEST, n))


def _coefficient(power: int, default: float) -> Parameter:
    words = ("Constant c0", "Coefficient of x", "Coefficient of x²", "Coefficient of x³")
    return Parameter(f"c{power}", words[power], default, -10.0, 10.0)


# 4x³ − 3x stays within −1 and 1, and turns twice.
_COEFFICIENTS = tuple(_coefficient(power, default) for power, default in enumerate((0.0, -3.0, 0.0, 4.0)))

RECIPES = (
    Recipe(
        "sine",
        "A sine. The output node is linear, the hidden ones share the curve among them.",
        sine,
        (size(100), noise(0.1), Parameter("periods", "Periods between −1 and 1", 1.0, 0.25, 8.0), SEED),
        group="curves",
    ),
    Recipe(
        "step",
        "A step from 0 to 1. One steep node is enough.",
        step,
        (size(100), noise(0.05), Parameter("at", "Where the step is", 0.0, -1.0, 1.0), SEED),
        group="curves",
    ),
    Recipe(
        "polynomial",
        "A polynomial of up to the third degree.",
        polynomial,
        (size(100), noise(0.1), *_COEFFICIENTS, SEED),
        group="curves",
    ),
)
