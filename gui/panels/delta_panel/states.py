"""The state of every δ at one moment: unknown, waiting, arriving, known, used. Pure, for the second tab."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from PySide6.QtCore import QCoreApplication

from engine.nn.shape import Shape
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.panels.delta_panel.readers import readers
from gui.quantities import count_of, joined

__all__ = ["DeltaRow", "flows_now", "is_in_play", "rows_of", "state_of", "stops_here"]

translate = QCoreApplication.translate
_NAMED = 3
"""So many readers of a δ are named in the lecture's notation; more are counted."""


@dataclass(frozen=True, slots=True)
class DeltaRow:
    """One node's δ.

    Attributes
    ----------
    delta : Ref
    arrived : Ref
        What comes from downstream, before the slope scales it.
    slope : Ref
        Of softmax, whose nodes are coupled, that of the output along its own input sum.
    terms : tuple of Ref
        The δ terms that come back over the outgoing edges; at an output none: there the cost sends.
    """

    delta: Ref
    arrived: Ref
    slope: Ref
    terms: tuple[Ref, ...]


def rows_of(frame: Frame) -> tuple[DeltaRow, ...]:
    """List every node, output first: from top to bottom is the order of computing."""
    return _rows(frame.shape, frame.playhead.sample if frame.trace.m > 1 else None)


@lru_cache(maxsize=8)
def _rows(n: Shape, sample: int | None) -> tuple[DeltaRow, ...]:
    return tuple(
        DeltaRow(
            Ref("delta", l, (j,), sample),
            Ref("dJ_da", l, (j,), sample),
            Ref("slope", l, (j, j) if n.softmax and l == n.L else (j,), sample),
            tuple(Ref("term", l + 1, (i, j), sample) for i in n.out_of(l, j)) if l < n.L else (),
        )
        for l in range(n.L, 0, -1)
        for j in range(n.sizes[l])
    )


def is_in_play(frame: Frame, row: DeltaRow) -> bool:
    """Say whether the step in play writes something of this row."""
    return any(frame.written.get(ref) == frame.number for ref in (row.delta, row.arrived, row.slope))


def state_of(frame: Frame, row: DeltaRow) -> str:
    """Put the state of one δ into words."""
    names = frame.names
    if frame.is_over:  # the δs belong to weights that are no more
        return "?"
    if frame.has_moved:
        return translate("AllDeltas", "of the old weights")
    if frame.is_known(row.delta):
        users = _users(frame, row.delta)
        if not users:
            return translate("AllDeltas", "known")
        return translate("AllDeltas", "used by {users}").format(users=users)
    if frame.written[Ref("J", names.L)] > frame.number:  # written or not: a withheld cost is there
        return "?"
    parts = (row.arrived, row.slope)
    arrived = sum(frame.is_known(ref) for ref in parts)
    if arrived:
        return translate("AllDeltas", "terms arriving {known}/{all}").format(known=arrived, all=len(parts))
    if row.delta.layer == names.L:
        return translate("AllDeltas", "waits for {quantity}").format(
            quantity=names.text(row.arrived.at(None), output=True)
        )
    return translate("AllDeltas", "waits for {quantity}").format(quantity=_next_delta(frame, row))


def _next_delta(frame: Frame, row: DeltaRow) -> str:
    """Name what a row waits for: δ of the next node, or those of the next layer."""
    layer = row.delta.layer + 1
    if frame.network.sizes[layer] == 1:
        return frame.names.text(Ref("delta", layer, (0,)))
    return translate("AllDeltas", "the δs of layer {layer}").format(layer=layer)


@lru_cache(maxsize=512)
def _possible_users(delta: Ref, n: Shape) -> tuple[Ref, ...]:
    """List who reads a δ; what arrives at a node before is on its way to that node's δ."""
    read_by = chain.from_iterable(readers(delta, n))
    return tuple(Ref("delta", r.layer, r.index, r.sample) if r.symbol == "dJ_da" else r for r in read_by)


def _users(frame: Frame, delta: Ref) -> str:
    """Name what a δ has already given: its gradients and the δs of the layer before."""
    written, now = frame.written, frame.number
    users = _possible_users(delta, frame.shape)
    known = [ref for ref in users if written[ref] <= now]
    if len(known) <= (_NAMED if frame.names.lecture else 1):  # names of layers are long
        return joined([frame.names.text(ref.at(None)) for ref in known])
    gradients = sum(ref.symbol != "delta" for ref in known)
    text = translate("AllDeltas", "{count} gradients").format(count=count_of(gradients))
    deltas = len(known) - gradients
    if not deltas:
        return text
    more = (
        translate("AllDeltas", "{gradients}, one δ")
        if deltas == 1
        else translate("AllDeltas", "{gradients}, {count} δs")
    )
    return more.format(gradients=text, count=count_of(deltas))


def flows_now(frame: Frame) -> list[Ref]:
    """List the δ terms that travel in the step in play."""
    wanted = {"B3": "dJ_da", "B5": "delta", "backward": "dJ_da"}.get(frame.step.rule)
    writes = sorted(frame.writes(), key=lambda ref: ref != frame.focus)  # what is in focus comes first
    if wanted is None:
        return [ref for ref in writes if ref.symbol == "term"]
    if writes and writes[0].symbol == "term":
        return writes
    return [
        Ref("term", ref.layer + 1, (j, ref.index[0]), ref.sample)
        for ref in writes if ref.symbol == wanted and ref.layer < frame.network.L
        for j in frame.shape.out_of(ref.layer, ref.index[0])
    ]  # fmt: skip


def stops_here(frame: Frame) -> bool:
    """Say whether the flow has come to its end: at the first layer's δ nothing is passed on."""
    first = (frame.resolved(Ref("delta", 1, (j,))) for j in range(frame.network.sizes[1]))
    return not frame.is_over and any(frame.written[ref] <= frame.number for ref in first)
