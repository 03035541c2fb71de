"""The logic gates: four points each, inputs and labels 0 and 1."""

from __future__ import annotations

from functools import partial

import numpy as np

from engine.data.recipe import Points, Recipe, column

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))

# Labels of the four corners, in their order.
_TABLES = {
    "and": ((0, 0, 0, 1), "AND: 1 where both inputs are 1. A straight line separates the classes."),
    "or": ((0, 1, 1, 1), "OR: 1 where at least one input is 1. A straight line separates the classes."),
    "xor": ((0, 1, 1, 0), "XOR: 1 where exactly one input is 1. No straight line separates the classes."),
    "nand": ((1, 1, 1, 0), "NAND: 0 where both inputs are 1. A straight line separates the classes."),
}


def gate(labels: tuple[int, ...]) -> Points:
    """Return the four corners with their labels."""
    return np.array(CORNERS, dtype=np.float64), column(labels)


RECIPES = tuple(
    Recipe(name, words, partial(gate, labels), classes=("0", "1"), group="gates")
    for name, (labels, words) in _TABLES.items()
)
