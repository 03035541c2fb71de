"""Two classes of points in the plane, at a scale that a network of tanh nodes learns without scaling.

Labels are 0 and 1, and are decided before noise moves the points. Samples are in random order.
"""

from __future__ import annotations

import numpy as np

from engine.data.recipe import (
    PLACES,
    SEED,
    Parameter,
    Points,
    Recipe,
    column,
    mixed,
    noise,
    scattered,
    size,
    stream,
)
from engine.nn.types import Array

_HALF_BOARD = 2.0
"""The checkerboard covers −2 to 2 in both directions."""

_DISC, _RING = (0.0, 0.6), (1.0, 1.4)
"""Inner and outer radius of the two parts of the circle."""


def gaussians(n: int, noise: float, seed: int) -> Points:
    """Scatter two clouds about (−1, −1), class 0, and (1, 1), class 1."""
    Y = _halves(n)
    return _finished(np.repeat(2 * Y - 1, 2, axis=1), Y, noise, seed)


def scattered_xor(n: int, noise: float, seed: int) -> Points:
    """Scatter four clouds about (±1, ±1); class 1 is where the signs differ."""
    corner = np.arange(n) % 4
    first, second = corner // 2, corner % 2
    return _finished(np.column_stack((2 * first - 1, 2 * second - 1)), column(first ^ second), noise, seed)


def circle(n: int, noise: float, seed: int) -> Points:
    """Fill a disc, class 1, and a ring around it, class 0, evenly by area."""
    Y, rng = _halves(n), stream(seed, PLACES)
    inner, outer = np.where(Y == 1, _DISC[0], _RING[0])[:, 0], np.where(Y == 1, _DISC[1], _RING[1])[:, 0]
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    return _finished(_polar(radius, rng.uniform(0, 2 * np.pi, n)), Y, noise, seed)


def moons(n: int, noise: float, seed: int) -> Points:
    """Bend two half circles of radius 1 into one another, the upper one class 0."""
    Y = _halves(n)
    sign = 1 - 2 * Y[:, 0]
    angle = np.pi * _along(Y)
    # The upper moon's centre lies at (−0.5, −0.25), the lower one's at (0.5, 0.25).
    X = np.column_stack((sign * (np.cos(angle) - 0.5), sign * (np.sin(angle) - 0.25)))
    return _finished(X, Y, noise, seed)


def spiral(n: int, noise: float, turns: float, seed: int) -> Points:
    """Wind two arms about the origin; the radius grows evenly to 2."""
    Y = _halves(n)
    along = _along(Y, begin=0.1)
    return _finished(_polar(2 * along, 2 * np.pi * turns * along + np.pi * Y[:, 0]), Y, noise, seed)


def checkerboard(n: int, noise: float, cells: int, seed: int) -> Points:
    """Fill a board of cells × cells; the class alternates from cell to cell."""
    place = stream(seed, PLACES).random((n, 2)) * cells
    Y = column(np.floor(place).astype(np.int64).sum(axis=1) % 2)
    return _finished((2 * place / cells - 1) * _HALF_BOARD, Y, noise, seed)


def _halves(n: int) -> Array:
    """Label one half of the samples 0 and the other 1; of an odd number, one more is 0."""
    return column(np.arange(n) >= (n + 1) // 2)


def _along(Y: Array, begin: float = 0.0) -> Array:
    """Place the samples of each class evenly along their curve, which runs from `begin` to 1."""
    zeros = int((Y == 0).sum())
    return np.concatenate([np.linspace(begin, 1, count) for count in (zeros, len(Y) - zeros)])


def _polar(radius: Array, angle: Array) -> Array:
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def _finished(X: Array, Y: Array, noise: float, seed: int) -> Points:
    return mixed(scattered(X.astype(np.float64), noise, seed), Y, seed)


_TURNS = Parameter("turns", "Turns of each arm", 1.25, 0.25, 4.0)
_CELLS = Parameter("cells", "Cells along each side", 4, 2, 16)

RECIPES = (
    Recipe(
        "gaussians",
        "Two clouds. A straight line separates them as long as they do not overlap.",
        gaussians,
        (size(), noise(0.5), SEED),
        ("lower left", "upper right"),
    ),
    Recipe(
        "scattered_xor",
        "Four clouds; the classes lie across from one another. No straight line separates them.",
        scattered_xor,
        (size(), noise(0.3), SEED),
        ("same sign", "different signs"),
    ),
    Recipe(
        "circle",
        "A disc within a ring. Three hidden nodes are enough to enclose the disc.",
        circle,
        (size(), noise(0.05), SEED),
        ("ring", "disc"),
    ),
    Recipe(
        "moons",
        "Two half moons bent into one another. The border between them must be curved.",
        moons,
        (size(), noise(0.1), SEED),
        ("upper", "lower"),
    ),
    Recipe(
        "spiral",
        "Two arms wound about one another. Hard: the border winds as often as the arms.",
        spiral,
        (size(), noise(0.05), _TURNS, SEED),
        ("first arm", "second arm"),
    ),
    Recipe(
        "checkerboard",
        "A checkerboard. The more cells, the more hidden nodes it takes.",
        checkerboard,
        (size(400), noise(0.0), _CELLS, SEED),
        ("even", "odd"),
    ),
)
