"""Where the trainer keeps each parameter, and where it stands in `Network.to_vector`."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TypeVar

import numpy as np

from engine.nn.named import split_name
from engine.nn.tape.layers import FLIPPED
from engine.nn.types import Array, IntArray

_Vector = TypeVar("_Vector", Array, IntArray)


class Layout:
    """One vector holds all parameters: node by node, its weights and then its bias.

    So a layer is one table [W b], whose product with the activations before it, and a row of ones below
    them, is z with the bias already in it. `Network.to_vector` has all weights of a layer before its biases.

    The rows of a sigmoid layer are kept with the opposite sign: their product is −z, which is what
    e⁻ᶻ needs. To change a sign loses nothing.

    Parameters
    ----------
    sizes : tuple of int
        Nodes of each layer, the input layer first.
    activations : tuple of str
        As of `Network`.

    Attributes
    ----------
    shapes : list of tuple of int
        Rows and columns of [W b], layer 1 first.
    is_weight : ndarray, shape (parameters,)
        1 for weights, 0 for biases, in the order of the trainer.
    """

    def __init__(self, sizes: tuple[int, ...], activations: tuple[str, ...]) -> None:
        self.shapes = [(n, n_before + 1) for n_before, n in pairwise(sizes)]
        self._ends = list(accumulate((rows * columns for rows, columns in self.shapes), initial=0))
        self._places = np.concatenate(list(_places(self.shapes)))
        self._back = np.empty_like(self._places)
        self._back[self._places] = np.arange(self._places.size)
        self.is_weight, self._signs = np.ones(self._places.size), np.ones(self._places.size)
        for name, table, signs in zip(
            activations[1:], self.tables(self.is_weight), self.tables(self._signs), strict=True
        ):
            table[:, -1] = 0.0
            signs[:] = -1.0 if split_name(name)[0] in FLIPPED else 1.0

    def tables(self, vector: _Vector) -> list[_Vector]:
        """Return the layers' parts of a vector in the trainer's order, each as a table with a row a node."""
        return [
            vector[begin:end].reshape(shape)
            for (begin, end), shape in zip(pairwise(self._ends), self.shapes, strict=True)
        ]

    def inside(self, vector: Array, *, signed: bool = True) -> Array:
        """Bring a vector from the order of `Network.to_vector` into the trainer's.

        What has no sign of its own, such as a mask or the mean of squares, is not `signed`.
        """
        ordered: Array = vector[self._places]
        return ordered * self._signs if signed else ordered

    def outside(self, vector: Array, *, signed: bool = True) -> Array:
        """Bring a vector back, the inverse of `inside`, bit for bit."""
        ordered: Array = (vector * self._signs if signed else vector)[self._back]
        return ordered


def _places(shapes: list[tuple[int, int]]) -> list[IntArray]:
    """Return the places in `Network.to_vector` of what the trainer has one after the other, by layer."""
    places, begin = [], 0
    for rows, columns in shapes:
        weights = begin + np.arange(rows * (columns - 1)).reshape(rows, columns - 1)
        biases = begin + weights.size + np.arange(rows)[:, None]
        places.append(np.hstack((weights, biases)).ravel())
        begin += rows * columns
    return places


layout_of = lru_cache(maxsize=8)(Layout)
"""The same for the same sizes and activations."""
