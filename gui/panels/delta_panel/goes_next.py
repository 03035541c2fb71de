"""Where a quantity goes next, and whether a δ that it was made from is used again."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref, Symbol
from gui.panels.delta_panel.came_from import MOST, and_more, single
from gui.panels.delta_panel.readers import readers
from gui.panels.delta_panel.rows import Row, Rows
from gui.panels.delta_panel.telling import Telling, role_of
from gui.quantities import count_of, joined
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["goes_next", "used_again"]

translate = QCoreApplication.translate


def goes_next(t: Telling) -> Rows | None:
    """List what will be computed from the quantity in focus; ``?`` for what is still to come."""
    focus = t.frame.focus
    if focus is None:
        return None
    groups = readers(focus, t.frame.shape)
    if not groups:
        return None
    each = max(MOST // len(groups), 1)
    shown = list(chain.from_iterable(group[:each] for group in groups))
    left = sum(len(group) for group in groups) - len(shown)
    rows = tuple(_row(t, focus, ref) for ref in shown)
    is_delta = focus.symbol == "delta"
    header = (
        translate("DeltaPanel", "gradient") if is_delta else translate("DeltaPanel", "gives"),
        translate("DeltaPanel", "δ × input") if is_delta else translate("DeltaPanel", "what it is"),
        translate("DeltaPanel", "value"),
    )
    return Rows(header, rows, and_more(left), role_of(focus.symbol))


def _row(t: Telling, focus: Ref, ref: Ref) -> Row:
    """Write one reader: ∂J/∂w₁ = δ₁ · x | −0.028 × 3.000 | ?."""
    if focus.symbol == "delta":
        return _of_delta(t, focus, ref)
    return single(t, ref, _kind(t, focus, ref))


def _of_delta(t: Telling, focus: Ref, ref: Ref) -> Row:
    if ref.symbol == "dJ_da":  # the δ term to one node of the layer before
        term = Ref("term", focus.layer, (focus.index[0], ref.index[0]), focus.sample)
        text = translate("DeltaPanel", "to {node}")
        if t.frame.names.lecture:
            text = translate("DeltaPanel", "to {node}, over {w}")
        _, weight, _ = t.packet(term)
        way = text.format(node=t.place(ref.layer, ref.index[0]), w=t.name(weight))
        return Row(
            t.name(term), way, t.number(term), t.refs(*t.packet(term), ref), t.select(weight), t.said(term)
        )
    told = t.frame.is_known(focus) or not t.frame.is_known(ref)  # nothing known is made of what is withheld
    way = "" if ref.symbol == "db" or not told else f"{t.number(focus)} × {t.number(ref.tail)}"
    tail = "1" if ref.symbol == "db" else t.name(ref.tail)
    name = f"{t.name(ref)} = {t.name(focus)} · {tail}" if t.frame.names.lecture else t.name(ref)
    return single(t, ref, way, name)


_KINDS: dict[Symbol, str] = {
    "z": QT_TRANSLATE_NOOP("DeltaPanel", "input sum of {node}"),
    "a": QT_TRANSLATE_NOOP("DeltaPanel", "activation of {node}"),
    "slope": QT_TRANSLATE_NOOP("DeltaPanel", "slope, on the way back"),
    "dW": QT_TRANSLATE_NOOP("DeltaPanel", "gradient, on the way back"),
    "delta": QT_TRANSLATE_NOOP("DeltaPanel", "delta of {node}"),
    "dJ_da": QT_TRANSLATE_NOOP("DeltaPanel", "arrives at {node}"),
    "J": QT_TRANSLATE_NOOP("DeltaPanel", "the cost"),
    "J_new": QT_TRANSLATE_NOOP("DeltaPanel", "the cost, forward again"),
    "W_new": QT_TRANSLATE_NOOP("DeltaPanel", "corrected value"),
    "b_new": QT_TRANSLATE_NOOP("DeltaPanel", "corrected value"),
    "m_W_new": QT_TRANSLATE_NOOP("DeltaPanel", "moment of the optimiser"),
    "v_W_new": QT_TRANSLATE_NOOP("DeltaPanel", "moment of the optimiser"),
    "m_b_new": QT_TRANSLATE_NOOP("DeltaPanel", "moment of the optimiser"),
    "v_b_new": QT_TRANSLATE_NOOP("DeltaPanel", "moment of the optimiser"),
}


def _kind(t: Telling, focus: Ref, ref: Ref) -> str:
    """Say in a word or two what a reader is."""
    if focus.symbol == ref.symbol:  # of one sample, and now of all
        return translate("DeltaPanel", "the mean over the samples")
    place = t.place(ref.layer, ref.index[0]) if ref.index else ""
    return translate("DeltaPanel", _KINDS[ref.symbol]).format(node=place)


def used_again(t: Telling) -> tuple[str, str]:
    """Say that a δ is read a second time: what is used again, and what it already gave; else two blanks.

    Earlier readers are those that the update in play has already written.
    """
    focus = t.frame.focus
    if focus is None or focus.symbol not in ("dJ_da", "delta", "term"):
        return "", ""
    layer = focus.layer if focus.symbol == "term" else focus.layer + 1
    if layer >= len(t.frame.network.sizes):
        return "", ""
    gradients = _gradients_given(t, layer, focus.sample)
    arrives = focus.symbol == "term" or t.terms_at(focus)
    if not (gradients and arrives):
        return "", ""
    if t.frame.network.sizes[layer] > 1:
        what = translate("DeltaPanel", "The δs of layer {layer} are used again").format(layer=layer)
        gave = translate("DeltaPanel", "the gradients of their layer")
        return what, _already_many(gave)
    delta = t.name(Ref("delta", layer, (0,), focus.sample))
    named = [t.name(ref) for ref in gradients]
    gave = (
        joined(named)
        if len(named) < 4
        else translate("DeltaPanel", "{count} gradients").format(count=count_of(len(named)))
    )
    return translate("DeltaPanel", "{delta} is used again").format(delta=delta), _already(gave)


def _already(gave: str) -> str:
    return translate("DeltaPanel", "it already gave {what}. Nothing is computed twice.").format(what=gave)


def _already_many(gave: str) -> str:
    return translate("DeltaPanel", "they already gave {what}. Nothing is computed twice.").format(what=gave)


def _gradients_given(t: Telling, layer: int, sample: int | None) -> list[Ref]:
    """List the gradients of the first node of a layer that are written already."""
    delta = Ref("delta", layer, (0,), sample)
    read_by = chain.from_iterable(readers(delta, t.frame.shape))
    return [ref for ref in read_by if ref.symbol in ("dW", "db") and t.frame.is_known(ref)]
