"""A data set, and the passes over all of it or over some of its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias

from engine.nn.tape.passes import Batch
from engine.nn.types import Array, IntArray

Rows: TypeAlias = IntArray | None
"""Which rows of a data set an update sees; None for all of them."""


class Samples:
    """Makes a pass for each size of batch that comes up, and keeps it.

    Parameters
    ----------
    make : callable
        Makes what passes over batches of so many samples.
    X, Y : ndarray, shape (samples, n_0) and (samples, n_L)
        The data set; float64.
    """

    def __init__(self, make: Callable[[int], Batch], X: Array, Y: Array) -> None:
        self._make, self._X, self._Y = make, X, Y
        self._made: dict[int, Batch] = {}

    @cached_property
    def whole(self) -> Batch:
        """The pass over all samples."""
        found = self._make(len(self._X))
        found.load(self._X, self._Y)
        return found

    def gathered(self, rows: IntArray) -> Batch:
        """Return the pass over some rows, which are copied out of the data set."""
        found = self._made.get(len(rows))
        if found is None:
            found = self._made[len(rows)] = self._make(len(rows))
        found.gather(self._X, self._Y, rows)
        return found
