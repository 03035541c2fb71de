"""How large δ, gradients and corrections are in each layer: whether they vanish on their way upstream."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.nn.trace import Trace
from engine.nn.types import Array

__all__ = ["LayerSize", "rms", "shrinkage_of", "sizes_of"]


@dataclass(frozen=True, slots=True)
class LayerSize:
    """Sizes of one layer; each is a root mean square.

    Attributes
    ----------
    layer : int
        From 1.
    delta : float
        Of δ, over the nodes and the samples of the batch.
    gradient : float
        Of ∂J/∂w, over the weights.
    share : float
        Of what the update adds to the weights, as a share of the size of the weights; nan where all
        of them are 0.
    """

    layer: int
    delta: float
    gradient: float
    share: float


@lru_cache(maxsize=8)
def sizes_of(trace: Trace) -> tuple[LayerSize, ...]:
    """Measure every layer of an update, layer 1 first.

    Examples
    --------
    >>> from engine.nn.backprop import backprop
    >>> from engine.nn.network import Network
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> [round(each.delta, 4) for each in sizes_of(backprop(net, [[3.0]], [[1.0]]))]
    [0.0279, 0.1481]
    """
    return tuple(_size(trace, layer) for layer in range(1, trace.network.L + 1))


def _size(trace: Trace, layer: int) -> LayerSize:
    W = trace.network.W[layer]
    with np.errstate(all="ignore"):
        weights, step = rms(W), rms(trace.updated.W[layer] - W)
    share = step / weights if weights else math.nan
    return LayerSize(layer, rms(trace.delta[layer]), rms(trace.dW[layer]), share)


def rms(values: Array) -> float:
    """Return the root of the mean square; of numbers so small or large that squares would not do, too."""
    largest = float(np.abs(values).max())
    if largest == 0.0 or not math.isfinite(largest):
        return largest
    return largest * math.sqrt(float(np.square(values / largest).mean()))


def shrinkage_of(sizes: tuple[LayerSize, ...]) -> float | None:
    """Return by which factor δ shrinks from a layer to the one upstream of it, on the (geometric) mean.

    Returns
    -------
    float or None
        Below 1 where δ grows; None where there is one layer, or a size is 0 or no finite number.
    """
    ends = sizes[0].delta, sizes[-1].delta
    if len(sizes) < 2 or not all(math.isfinite(end) and end > 0.0 for end in ends):
        return None
    return math.exp((math.log(ends[1]) - math.log(ends[0])) / (len(sizes) - 1))
