"""Which number has the colour of the surface, and where the colours end: of what a node gives. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.nn.activations import activation

__all__ = ["shading_of"]

_BOUNDED = {"sigmoid": (0.5, 0.5), "tanh": (0.0, 1.0)}
"""Middle and reach of activations that stay between two numbers."""
_LEAST = 1e-9


def shading_of(name: str, numbers: NDArray[np.floating]) -> tuple[float, float]:
    """Return the middle of the colour scale for the activations of a layer, and its reach to either side.

    Parameters
    ----------
    name : str
        Of the activation; empty for inputs.
    numbers : ndarray
        One row (or number) a node: what the scale must reach where the activation has no bounds.
    """
    kind = activation(name).name if name else ""
    if kind == "softmax":  # all alike is the middle
        return 1.0 / len(numbers), 1.0 - 0.5 / len(numbers)
    if kind in _BOUNDED:
        return _BOUNDED[kind]
    sizes = np.abs(numbers[np.isfinite(numbers)])
    return 0.0, max(float(sizes.max(initial=0.0)), _LEAST)
