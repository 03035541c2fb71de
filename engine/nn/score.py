"""How well a network does on some samples: the cost, and how many it puts into the right class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.nn.backprop import cost_of, forward
from engine.nn.network import Network
from engine.nn.types import Array

_LOW = frozenset({0.0, -1.0})
"""What a label of "not this class" may be; that of "this class" is 1."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a network does.

    Attributes
    ----------
    J : float
        Mean cost of the samples, without penalty.
    accuracy : float or None
        Share of the samples in the right class, from 0 to 1; None where the labels are no classes.
    """

    J: float
    accuracy: float | None


def score(net: Network, X: Array, Y: Array, cost: str) -> Score:
    """Compute the cost and the accuracy of some samples.

    Parameters
    ----------
    net : Network
    X, Y : ndarray, shape (m, n_0) and (m, n_L)
    cost : str

    Returns
    -------
    Score
        Labels are classes where all are 0 or 1, or all −1 or 1. With one class a row, the output that is
        largest counts; with one output, or several classes a row, each output counts as 1 where it is
        above the middle between the two labels, and all of them have to be right.

    Examples
    --------
    >>> net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    >>> score(net, np.array([[0.9], [0.2], [0.7]]), np.array([[1.0], [0.0], [0.0]]), "half_squared").accuracy
    0.6666666666666666
    """
    return Score(cost_of(net, X, Y, cost), _accuracy(net, X, Y))


def _accuracy(net: Network, X: Array, Y: Array) -> float | None:
    low = low_label(Y)
    if low is None:
        return None
    with np.errstate(all="ignore"):  # an output that overflows is in no class
        outputs = forward(net, X)[1][-1]
    return float(right_rows(outputs, Y, low).mean())


def is_one_hot(Y: Array) -> bool:
    """Say whether each row of labels, shape (m, n_L), names one of several classes."""
    return Y.shape[1] > 1 and bool(((Y == 1.0).sum(axis=1) == 1).all())


def right_rows(outputs: Array, Y: Array, low: float) -> NDArray[np.bool_]:
    """Say of every sample whether it is put into the right class; `score` tells by which rule.

    Parameters
    ----------
    outputs, Y : ndarray, shape (m, n_L)
    low : float
        The label that stands for "not this class", see `low_label`.

    Returns
    -------
    ndarray of bool, shape (m,)
    """
    if is_one_hot(Y):
        right = outputs.argmax(axis=1) == Y.argmax(axis=1)
    else:
        right = ((outputs > (low + 1.0) / 2.0) == (Y == 1.0)).all(axis=1)
    found: NDArray[np.bool_] = right & np.isfinite(outputs).all(axis=1)
    return found


def low_label(Y: Array) -> float | None:
    """Return the label that stands for "not this class"; None where the labels are no classes."""
    others = frozenset(np.unique(Y).tolist()) - {1.0}
    if not others:
        return 0.0
    return next(iter(others)) if len(others) == 1 and others <= _LOW else None
