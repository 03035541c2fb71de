"""Further inputs as values: what is derived from other columns, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.nn.types import Array


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to derive an input.

    Attributes
    ----------
    words : str
        What it is, for a menu.
    of : int
        How many columns it takes.
    value : callable
        Takes so many arrays of one shape.
    name : str
        What it is called; ``{0}`` and ``{1}`` stand for the names of the columns.
    """

    words: str
    of: int
    value: Callable[..., Array]
    name: str


FEATURES: dict[str, Kind] = {
    "square": Kind("Square", 1, np.square, "{0}²"),
    "product": Kind("Product", 2, np.multiply, "{0}·{1}"),
    "sin": Kind("Sine", 1, np.sin, "sin {0}"),
    "cos": Kind("Cosine", 1, np.cos, "cos {0}"),
}
"""What can be derived, by kind."""


def numbered(letter: str, count: int) -> tuple[str, ...]:
    """Name columns by a letter and numbers: what inputs (x) and labels (y) are called without names."""
    return (letter,) if count == 1 else tuple(f"{letter}{n}" for n in range(1, count + 1))


@dataclass(frozen=True, slots=True)
class Feature:
    """An input that is derived from others, such as x₁² or x₁·x₂.

    Parameters
    ----------
    kind : str
        A key of `FEATURES`.
    of : tuple of int
        The columns that it is derived from, from 0; those of a product ascending.

    Raises
    ------
    ValueError
        If there is no such kind, or it takes other columns.
    """

    kind: str
    of: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.kind not in FEATURES:
            raise ValueError(f"unknown feature {self.kind!r}; there are {', '.join(FEATURES)}")
        object.__setattr__(self, "of", tuple(sorted(map(int, self.of))))
        needed = FEATURES[self.kind].of
        if len(set(self.of)) != len(self.of) or len(self.of) != needed or self.of[0] < 0:
            columns = "one column" if needed == 1 else f"{needed} different columns"
            raise ValueError(f"feature {self.kind!r} is derived from {columns}, numbered from 0")

    def name(self, names: Sequence[str]) -> str:
        """Return what it is called, given the names of the columns; without, they are x1, x2 …."""
        names = names or numbered("x", max(2, *self.of) + 1)
        return FEATURES[self.kind].name.format(*(names[n] for n in self.of))

    def values(self, table: Array) -> Array:
        """Compute it for every row of a table, shape (samples, n).

        Raises
        ------
        ValueError
            If a number of the table is so large that the result is not finite.
        """
        columns = [table[:, n] for n in self.of]
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            found: Array = FEATURES[self.kind].value(*columns)
        bad = np.flatnonzero(~np.isfinite(found))
        if bad.size:
            numbers = " and ".join(f"{column[bad[0]]:g}" for column in columns)
            raise ValueError(f"{self.name(())} of {numbers} is too large for a number")
        return found
