"""Which rows of a data set are kept for testing: ascending, and never trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from engine.nn.types import IntArray

_KEY = 0x5EED
"""Keeps the draw of the test rows apart from those of data and shuffling with the same seed."""


def every_kth(samples: int, k: int) -> IntArray:
    """Keep every k-th row: those whose number, from 0, is divisible by k. Lesson 14 keeps every 5th.

    Parameters
    ----------
    samples : int
        Rows of the data set.
    k : int
        At least 2, so that rows to train on are left.

    Returns
    -------
    ndarray of int64
        The rows kept for testing, ascending, read-only.

    Raises
    ------
    ValueError
        If no row would be left to train on.
    """
    if k < 1:
        raise ValueError(f"every {k}th row is none; take 2 or more")
    if k == 1:
        raise ValueError("keeping every row for testing leaves none to train on; take 2 or more")
    _check_enough(samples)
    return _kept(np.arange(0, samples, k, dtype=np.int64))


def share(samples: int, part: float, seed: int, by_class: ArrayLike | None = None) -> IntArray:
    """Keep a share of the rows, drawn at random.

    Parameters
    ----------
    samples : int
        Rows of the data set.
    part : float
        Share that is kept for testing, above 0 and below 1. The number of rows is rounded, and is at
        least 1 and at most `samples` − 1.
    seed : int
        The same seed keeps the same rows.
    by_class : array_like of int, shape (samples,), optional
        The class of every row: the share is then taken of each class by itself (stratified), so that
        training and test set hold the classes in the same proportion. Of a class with a single row,
        that row is trained on.

    Returns
    -------
    ndarray of int64
        The rows kept for testing, ascending, read-only.

    Raises
    ------
    ValueError
        If the share leaves nothing to train on or nothing to test, or the classes do not fit the rows.
    """
    if not 0 < part < 1:
        raise ValueError(f"the share kept for testing must lie between 0 and 1, not be {part}")
    _check_enough(samples)
    if seed < 0:
        raise ValueError(f"a seed is a whole number from 0, not {seed}")
    rng = np.random.default_rng((seed, _KEY))
    groups = [np.arange(samples)] if by_class is None else _groups(by_class, samples)
    drawn = [rng.permutation(rows)[: _count(len(rows), part)] for rows in groups]
    kept = np.sort(np.concatenate(drawn)).astype(np.int64)
    if not kept.size:
        raise ValueError("every class has a single row, so that none can be kept for testing")
    return _kept(kept)


def trained_on(samples: int, test: ArrayLike) -> IntArray:
    """Return the rows that are not kept for testing, ascending."""
    left = np.ones(samples, dtype=bool)
    left[np.asarray(test, dtype=np.int64)] = False
    return _kept(np.flatnonzero(left))


def _check_enough(samples: int) -> None:
    if samples < 2:
        raise ValueError(f"{_rows(samples)} cannot be split: one to train on and one to test are the least")


def _groups(by_class: ArrayLike, samples: int) -> list[IntArray]:
    classes = np.asarray(by_class)
    if classes.shape != (samples,):
        raise ValueError(f"{classes.size} classes do not fit {_rows(samples)}")
    return [np.flatnonzero(classes == one) for one in np.unique(classes)]


def _count(rows: int, part: float) -> int:
    """Return how many of some rows are kept: the nearest number that leaves at least one on either side."""
    return min(max(round(rows * part), 1), rows - 1)


def _kept(rows: IntArray) -> IntArray:
    rows.setflags(write=False)
    return rows


def _rows(samples: int) -> str:
    return "1 row" if samples == 1 else f"{samples} rows"
