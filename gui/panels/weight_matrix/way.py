"""What the step in play reads of a layer's grid: a row on the way forward, a column on the way back."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nn.types import Ref
from engine.session.frame import Frame

__all__ = ["Way", "layer_in_play", "way_of"]

_FORWARD = frozenset({"z", "product"})
_BACKWARD = frozenset({"dJ_da", "delta"})


@dataclass(frozen=True, slots=True)
class Way:
    """A row or a column of the grid of one layer."""

    layer: int
    row: int | None = None
    column: int | None = None


def way_of(frame: Frame) -> Way | None:
    """Say what the step in play reads; None where it reads no weights."""
    ref = frame.focus
    if ref is None or not ref.index:
        return None
    if ref.symbol in _FORWARD:
        return Way(ref.layer, row=ref.index[0])
    if ref.symbol == "term":
        return Way(ref.layer, column=ref.index[1])
    if ref.symbol in _BACKWARD and ref.layer < frame.network.L:
        return Way(ref.layer + 1, column=ref.index[0])
    return None


def layer_in_play(frame: Frame) -> int | None:
    """Return the layer whose weights the step in play is about; None where it is about none."""
    if (way := way_of(frame)) is not None:
        return way.layer
    layer = layer_of(frame.focus, frame.network.L)
    return layer if layer is not None else (frame.step.layer or None)


def layer_of(ref: Ref | None, L: int) -> int | None:
    """Return the layer of weights that a quantity belongs to: a node's is that of the weights to it."""
    if ref is None or ref.symbol in ("eta", "t", "J", "J_new"):
        return None
    return min(max(ref.layer, 1), L)
