"""The words that the whole engine speaks: arrays, symbols and the address of one scalar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]

Symbol = Literal[
    "x", "y",                                    # data
    "z", "a", "product", "J",                    # written on the way forward
    "dJ_da", "slope", "delta", "term",           # written on the way upstream
    "W", "b", "eta",                             # parameters and learning rate
    "dW", "db", "pull",                          # gradients of J, and of the penalty
    "m_W", "v_W", "m_b", "v_b", "t",             # what the optimiser remembers when the update begins
    "m_W_new", "v_W_new", "m_b_new", "v_b_new",  # and when it ends
    "W_new", "b_new", "J_new",                   # written by the update
]  # fmt: skip

Zoom = Literal["phase", "layer", "node", "edge"]
ZOOMS: tuple[Zoom, ...] = ("phase", "layer", "node", "edge")


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """The address of one scalar: ``Ref("delta", 2, (0,))`` is δ of the first node of layer 2.

    Parameters
    ----------
    symbol : Symbol
        Which quantity; docs/notation.md lists them with their spelling in files and on screen.
    layer : int
        The layer's number as on screen: 0 is the input layer, L the output layer.
    index : tuple of int
        ``(j,)`` for a node, ``(j, k)`` for the edge to node j from node k; counted from 0 in code
        and from 1 in files and on screen. A ``product`` with one index is that of the bias, b·1; a
        ``slope`` with two, ``(i, j)``, is ∂ŷ_i/∂z_j of a softmax layer.
    sample : int or None
        The row of the batch, from 0. None is the mean over the batch for gradients and J, and the
        selected sample for everything else.
    """

    symbol: Symbol
    layer: int
    index: tuple[int, ...] = ()
    sample: int | None = None

    def at(self, sample: int | None) -> Ref:
        """Return the same quantity of another sample."""
        return self if sample == self.sample else Ref(self.symbol, self.layer, self.index, sample)

    @property
    def tail(self) -> Ref:
        """What comes in on the edge that this Ref's index names: x, or the activation at its tail."""
        return Ref("a" if self.layer > 1 else "x", self.layer - 1, self.index[1:], self.sample)


def freeze(values: object) -> Array:
    """Return `values` as a read-only float64 array to be shared: a copy, unless it is one already."""
    if isinstance(values, np.ndarray) and _is_frozen(values):
        return values
    array = np.array(values, dtype=np.float64, order="C")
    array.setflags(write=False)
    return array


def _is_frozen(array: Array) -> bool:
    """Say whether an array owns its numbers and nobody may change them."""
    return array.base is None and not array.flags.writeable and array.dtype == np.float64
