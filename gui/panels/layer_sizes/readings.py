"""What sizes per layer say in words and numbers, and which of them the update in play has computed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.nn.named import split_name
from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from engine.session.sizes import LayerSize, shrinkage_of, sizes_of
from gui.look import Look
from gui.short_number import whole
from gui.words import aloud

__all__ = ["SERIES", "Known", "known_of", "layer_aloud", "layer_told", "of_which", "sentence_of"]

translate = QCoreApplication.translate

SERIES = (("delta", "δ", "delta"), ("gradient", "∂J/∂w", "ink"), ("share", "Δw / w", "update"))
"""What is measured: its name in `Known`, how it is written, the token of its colour."""
_CLEAR = 2.0
"""A factor from one end to the other that is nearer to 1 is called about the same."""
_PLAIN, _LARGE = 1.5, 1000.0
"""Factors are written with one decimal from here, and as any number from there."""


@dataclass(frozen=True, slots=True)
class Known:
    """Sizes of a layer; None where they are not computed yet, or withheld by a question.

    Attributes
    ----------
    layer : int
    delta, gradient, share : float or None
        See `LayerSize`.
    """

    layer: int
    delta: float | None
    gradient: float | None
    share: float | None

    def of(self, name: str) -> float | None:
        """Return a size by its name."""
        found: float | None = getattr(self, name)
        return found


def known_of(frame: Frame) -> tuple[Known, ...]:
    """Return the sizes that are known; δ also after the update, as it was on its way upstream."""
    return tuple(_known(frame, size) for size in sizes_of(frame.trace))


def _known(frame: Frame, size: LayerSize) -> Known:
    layer = size.layer
    node, m = frame.network.sizes[layer] - 1, frame.trace.m
    delta = Ref("delta", layer, (node,), m - 1 if m > 1 else None)
    gradient = _is_written(frame, _of_last_weight(frame, layer, "dW"))
    has_moved = gradient and _is_written(frame, _of_last_weight(frame, layer, "W_new"))
    return Known(
        layer,
        size.delta if _is_written(frame, delta) else None,
        size.gradient if gradient else None,
        size.share if has_moved else None,
    )


def _of_last_weight(frame: Frame, layer: int, symbol: Symbol) -> Ref | None:
    """Return the quantity of the weight of a layer that is told last; None where all are cut."""
    sizes, cut = frame.network.sizes, frame.network.cut
    for j in reversed(range(sizes[layer])):
        for k in reversed(range(sizes[layer - 1])):
            if Ref("W", layer, (j, k)) not in cut:
                return Ref(symbol, layer, (j, k))
    return None


def _is_written(frame: Frame, ref: Ref | None) -> bool:
    """Say whether a quantity, and with it all before it, was computed in this update and is not withheld."""
    if ref is None:
        return True
    if any(hidden.symbol == ref.symbol and hidden.layer == ref.layer for hidden in frame.hidden):
        return False
    return frame.written.get(ref, frame.number + 1) <= frame.number


def sentence_of(frame: Frame, known: tuple[Known, ...], look: Look) -> str:
    """Say in plain words what becomes of δ on its way upstream."""
    missing = [size.layer for size in known if size.delta is None]
    if len(missing) == len(known):
        return translate("LayerSizes", "δ is not known yet in this update.")
    if missing:
        text = translate("LayerSizes", "δ of layer {layer} is not known yet.")
        return text.format(layer=max(missing))
    zero = [size.layer for size in known if size.delta == 0.0]
    if len(zero) == len(known):
        return translate("LayerSizes", "δ is 0 in every layer: nothing will be corrected.")
    if zero:
        text = translate("LayerSizes", "δ is 0 in layer {layer}: nothing upstream of it learns.")
        return text.format(layer=max(zero))
    if len(known) == 1:
        return translate("LayerSizes", "One layer: its δ travels no farther upstream.")
    return _trend(frame, shrinkage_of(sizes_of(frame.trace)), look)


def _trend(frame: Frame, factor: float | None, look: Look) -> str:
    if factor is None:
        return translate("LayerSizes", "δ is no finite number in some layer.")
    layers = frame.network.L - 1
    total = layers * math.log(factor)
    if abs(total) < math.log(_CLEAR):
        return translate("LayerSizes", "δ keeps about its size on its way upstream.")
    if factor > 1.0:
        text = translate("LayerSizes", "δ shrinks by {factor} per layer on its way upstream{why}")
        return text.format(factor=_written(factor, look), why=_why(frame))
    text = translate("LayerSizes", "δ grows by {factor} per layer on its way upstream.")
    return text.format(factor=_written(1.0 / factor, look))


def _written(factor: float, look: Look) -> str:
    if factor >= _LARGE:
        return look.number(factor)
    return f"{factor:.{1 if factor >= _PLAIN else 2}f}".replace(".", look.point)


def _why(frame: Frame) -> str:
    """Say why it must shrink, where the activation alone explains it."""
    kinds = {split_name(name)[0] for name in frame.network.activations[1:-1]}
    if kinds == {"sigmoid"}:
        return translate("LayerSizes", ": with sigmoid each slope is at most {most}.").format(most="0.25")
    return "."


def layer_told(known: Known, look: Look) -> str:
    """Write the sizes of a layer: "layer 2: δ 0.012 · ∂J/∂w 0.004 · Δw / w 0.001"."""
    name = translate("LayerSizes", "layer {number}").format(number=known.layer)
    parts = (f"{symbol} {size_written(known.of(key), look)}" for key, symbol, _ in SERIES)
    return f"{name}: {' · '.join(parts)}"


def layer_aloud(known: Known, look: Look) -> str:
    """Read out the sizes of a layer: "δ 0.012, ∂J/∂w 0.004, Δw / w unknown"."""
    unknown = translate("LayerSizes", "unknown")
    said = (
        (symbol, unknown if (value := known.of(key)) is None else aloud(size_written(value, look)))
        for key, symbol, _ in SERIES
    )
    return ", ".join(f"{symbol} {number}" for symbol, number in said)


def size_written(value: float | None, look: Look) -> str:
    """Write a size; that of no weights at all is a dash."""
    return "–" if value is not None and math.isnan(value) else look.number(value)


def of_which(frame: Frame) -> str:
    """Say what the sizes are of."""
    text = translate("LayerSizes", "Root mean squares of update {number}")
    return text.format(number=whole(frame.update))
