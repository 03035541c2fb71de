"""Weights and biases: cut and restored, locked and unlocked, set to 0, drawn anew; each as an `Edit`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.nn import rebuild
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.building.edit import Edit, draw_of, has_run_away
from gui.quantities import place

__all__ = [
    "cut_or_restored",
    "locked_or_not",
    "redrawn",
    "redrawn_layer",
    "restored",
    "zeroed",
    "zeroed_layer",
]

translate = QCoreApplication.translate


def cut_or_restored(frame: Frame, edge: Ref) -> Edit:
    """Cut a connection, or restore one that is cut."""
    return restored(frame, (edge,)) if edge in frame.network.cut else _cut(frame, edge)


def _cut(frame: Frame, edge: Ref) -> Edit:
    name = frame.names.text(edge)
    return Edit(
        translate("Building", "Cut {name}").format(name=name),
        translate("Building", "cut {name}").format(name=name),
        lambda now: {"network": now.network.with_cut({edge})},
        has_run_away(frame),
    )


def restored(frame: Frame, edges: Sequence[Ref]) -> Edit:
    """Join connections that are cut again; their weights begin at 0."""
    name = frame.names.text(edges[0])
    words = translate("Building", "Restore {name}, at 0")
    label = translate("Building", "restore {name} at 0")
    return Edit(
        words.format(name=name),
        label.format(name=name),
        lambda now: {"network": now.network.with_restored(edges)},
        has_run_away(frame),
        selects=edges[0],
    )


def locked_or_not(frame: Frame, parameters: Sequence[Ref]) -> Edit:
    """Lock weights and biases; unlock them where all of them are locked."""
    what = _said(frame, parameters)
    free = [ref for ref in parameters if ref not in frame.network.locked]
    words, label = (
        (translate("Building", "Lock {what}"), translate("Building", "lock {what}"))
        if free
        else (translate("Building", "Unlock {what}"), translate("Building", "unlock {what}"))
    )

    def make(now: Frame) -> dict[str, Any]:
        return {"network": now.network.with_locked(free) if free else now.network.with_unlocked(parameters)}

    return Edit(words.format(what=what), label.format(what=what), make, has_run_away(frame))


def zeroed(frame: Frame, parameters: Sequence[Ref]) -> Edit:
    """Set weights or a bias to 0."""
    weights = _without_bias(parameters)
    what = _said(frame, weights)
    return Edit(
        translate("Building", "Set {what} to 0").format(what=what),
        translate("Building", "set {what} to 0").format(what=what),
        lambda now: {"network": rebuild.zeroed(now.network, weights)},
        has_run_away(frame),
    )


def redrawn(frame: Frame, parameters: Sequence[Ref]) -> Edit:
    """Draw weights anew, with the initialiser of the run; what is cut stays cut."""
    weights = _without_bias(parameters)
    what = _said(frame, weights)

    def make(now: Frame) -> dict[str, Any]:
        net = now.network
        drawn = rebuild.redrawn(net, now.setup.init, draw_of(now))
        for ref in weights:
            if ref not in net.cut:
                net = net.with_parameter(ref, drawn.parameter(ref))
        return {"network": net}

    return Edit(
        translate("Building", "Re-roll {what}").format(what=what),
        translate("Building", "re-roll {what}").format(what=what),
        make,
        has_run_away(frame),
    )


def zeroed_layer(frame: Frame, layer: int) -> Edit:
    """Set all weights into a layer to 0."""
    n, before = frame.network.sizes[layer], frame.network.sizes[layer - 1]
    refs = [Ref("W", layer, (j, k)) for j in range(n) for k in range(before)]
    return Edit(
        translate("Building", "Set the weights of layer {layer} to 0").format(layer=layer),
        translate("Building", "set the weights of layer {layer} to 0").format(layer=layer),
        lambda now: {"network": rebuild.zeroed(now.network, refs)},
        has_run_away(frame),
    )


def redrawn_layer(frame: Frame, layer: int) -> Edit:
    """Draw all weights into a layer anew; its biases begin at 0."""
    return Edit(
        translate("Building", "Re-roll the weights of layer {layer}").format(layer=layer),
        translate("Building", "re-roll the weights of layer {layer}").format(layer=layer),
        lambda now: {"network": rebuild.redrawn(now.network, now.setup.init, draw_of(now), layer)},
        has_run_away(frame),
    )


def _without_bias(parameters: Sequence[Ref]) -> list[Ref]:
    """Return the weights of a node; a bias that stands alone is meant itself."""
    weights = [ref for ref in parameters if ref.symbol == "W"]
    return weights or list(parameters)


def _said(frame: Frame, parameters: Sequence[Ref]) -> str:
    """Name a parameter, or all that lead into a node."""
    first = parameters[0]
    if len(parameters) == 1:
        return frame.names.text(first)
    if any(ref.symbol == "b" for ref in parameters):
        text = translate("Building", "the weights and the bias of {node}")
    else:
        text = translate("Building", "the weights into {node}")
    return text.format(node=place(first.layer, first.index[0], frame.names))
