"""What the labels of a data set are, classes or numbers, and what outputs say of them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.nn.backprop import forward
from engine.nn.network import Network
from engine.nn.score import is_one_hot, low_label, right_rows
from engine.nn.types import Array, IntArray
from engine.session.recent import Same
from engine.session.setup import Setup

__all__ = ["Labels", "RowMask", "labels_of", "outputs_at", "scale_of"]

Kind = Literal["two", "several", "numbers"]
RowMask: TypeAlias = NDArray[np.bool_]
"""A truth value for each row of the data set."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """How labels are read.

    Attributes
    ----------
    kind : {"two", "several", "numbers"}
        One output and two classes; an output a class; or numbers.
    low : float
        The label that stands for "not this class".
    span : tuple of float
        Lowest and highest label.
    names : tuple of str
        Of the classes, where the data name them.
    classes : ndarray of int, shape (rows,), or None
        The class of every row, from 0; None for numbers.
    """

    kind: Kind
    low: float
    span: tuple[float, float]
    names: tuple[str, ...]
    classes: IntArray | None

    @property
    def count(self) -> int:
        """How many classes there are; 0 for numbers."""
        return len(self.names)

    @property
    def threshold(self) -> float:
        """Above it an output says "this class"."""
        return (self.low + 1.0) / 2.0

    def row_of(self, number: int, outputs: int) -> Array:
        """Return the labels of a class, shape (outputs,)."""
        if self.kind == "two":
            return np.array([1.0 if number else self.low])
        return np.where(np.arange(outputs) == number, 1.0, self.low)

    def said(self, outputs: Array) -> int | None:
        """Return the class that outputs, shape (n_L,), say; None for numbers and what overflowed."""
        if self.kind == "numbers" or not np.isfinite(outputs).all():
            return None
        return int(outputs.argmax()) if self.kind == "several" else int(outputs[0] > self.threshold)

    def right(self, outputs: Array, Y: Array) -> RowMask | None:
        """Say which rows are put into the right class; None for numbers."""
        return None if self.kind == "numbers" else right_rows(outputs, Y, self.low)


def labels_of(setup: Setup) -> Labels:
    """Say how the labels of a data set are read; found once, however long is trained with them."""
    return _labels_of(Same(setup.Y), setup.notes.classes)


@lru_cache(maxsize=2)
def _labels_of(table: Same, given: tuple[str, ...]) -> Labels:
    Y = table.array
    low, span = low_label(Y), (float(Y.min()), float(Y.max()))
    if low is not None and Y.shape[1] == 1:
        names = given or (_written(low), "1")
        return Labels("two", low, span, names, (Y[:, 0] == 1.0).astype(np.int64))
    if low is not None and is_one_hot(Y):
        names = given or tuple(str(number) for number in range(1, Y.shape[1] + 1))
        return Labels("several", low, span, names, Y.argmax(axis=1))
    return Labels("numbers", 0.0, span, (), None)


def _written(low: float) -> str:
    return f"{low:g}".replace("-", "−")


def scale_of(labels: Labels, net: Network) -> tuple[float, float]:
    """Return the middle of what an output can say, and how far it goes from there."""
    name = net.activations[-1]
    if labels.kind == "two":
        return labels.threshold, (1.0 - labels.low) / 2.0
    if name in ("sigmoid", "tanh"):
        return (0.5, 0.5) if name == "sigmoid" else (0.0, 1.0)
    low, high = labels.span
    return low / 2.0 + high / 2.0, (high / 2.0 - low / 2.0) or 1.0


def outputs_at(net: Network, X: Array) -> Array:
    """Run a network forward; what overflows is not finite."""
    with np.errstate(all="ignore"):
        return forward(net, X)[1][-1]
