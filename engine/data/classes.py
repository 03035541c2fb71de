"""Classes as one-hot rows, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from engine.nn.types import Array, IntArray, freeze


def one_hot(numbers: ArrayLike, classes: int) -> Array:
    """Write class numbers, counted from 0, as one-hot rows.

    Parameters
    ----------
    numbers : array_like of int, shape (samples,)
    classes : int
        How many classes there are.

    Returns
    -------
    ndarray, shape (samples, classes)
        1 in the column of the class, else 0.

    Raises
    ------
    ValueError
        If a number has no class.
    """
    codes = np.asarray(numbers, dtype=np.int64)
    if codes.size and not 0 <= codes.min() <= codes.max() < classes:
        raise ValueError(f"class numbers go from 0 to {classes - 1}, not from {codes.min()} to {codes.max()}")
    Y = np.zeros((len(codes), classes))
    Y[np.arange(len(codes)), codes] = 1.0
    return freeze(Y)


def class_numbers(Y: Array) -> IntArray:
    """Return the class of every sample, counted from 0.

    Parameters
    ----------
    Y : ndarray, shape (samples, classes) or (samples, 1)
        One-hot rows, or a single column of 0 and 1. Of other labels, such as predictions, the largest
        of the row counts; of a single column, whether it reaches ½.
    """
    numbers: IntArray = (Y[:, 0] >= 0.5).astype(np.int64) if Y.shape[1] == 1 else Y.argmax(axis=1)
    return numbers
