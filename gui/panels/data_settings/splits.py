"""Which rows are kept for testing, read from a setup and drawn for another data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.data.classes import class_numbers
from engine.data.dataset import DataSet
from engine.data.splits import every_kth, share
from engine.nn.types import IntArray
from engine.session.setup import Setup

__all__ = ["NONE", "Split", "Way", "split_of"]

Way = Literal["drawn", "every"]
"""Drawn at random with the seed of the settings, or every k-th row."""


@dataclass(frozen=True, slots=True)
class Split:
    """How much is kept for testing, and how it is chosen.

    Attributes
    ----------
    part : float
        Share of the rows, from 0 to a half.
    way : Way
    """

    part: float = 0.0
    way: Way = "drawn"

    def rows(self, data: DataSet, seed: int) -> IntArray:
        """Return the rows of a data set that are kept; none where the share is 0 or there is one row only.

        Where each class has rows enough, the share is taken of each class by itself.
        """
        if self.part <= 0 or data.samples < 2:
            return np.zeros(0, dtype=np.int64)
        if self.way == "every":
            return every_kth(data.samples, max(round(1 / self.part), 2))
        return share(data.samples, self.part, seed, _classes(data, self.part))


NONE = Split()


def split_of(setup: Setup) -> Split:
    """Tell how the rows kept for testing were chosen."""
    samples, kept = len(setup.X), setup.test
    if not kept.size:
        return NONE
    k = int(kept[1]) if kept.size > 1 else samples
    is_every = k > 1 and np.array_equal(kept, every_kth(samples, k))
    return Split(1 / k, "every") if is_every else Split(kept.size / samples)


def _classes(data: DataSet, part: float) -> IntArray | None:
    """Return the classes of the rows, where the share of each is a row at the least."""
    if not data.notes.classes:
        return None
    numbers = class_numbers(data.Y)
    counts = np.unique(numbers, return_counts=True)[1]
    return numbers if counts.min() * part >= 1 else None
