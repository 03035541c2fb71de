"""Layers and nodes, more and fewer: each change as an `Edit`."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from engine.nn import rebuild
from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.building.edit import Edit, has_run_away, refusal_of
from gui.quantities import place

__all__ = ["add_layer", "add_node", "remove_layer", "remove_node", "without_node"]

translate = QCoreApplication.translate
_USUAL_NODES, _USUAL = 4, "tanh"
"""What a layer begins with where there is none that it could be like; fewer nodes can't bend a plane."""


def add_node(frame: Frame, layer: int) -> Edit:
    """Give a hidden layer one node more."""
    sizes = frame.network.sizes
    more = (*sizes[:layer], sizes[layer] + 1, *sizes[layer + 1 :])
    text = translate("Building", "add a node to layer {layer}")
    return Edit(
        translate("Building", "Add a node to layer {layer}").format(layer=layer),
        text.format(layer=layer),
        lambda now: {"network": rebuild.with_node(now.network, layer, now.setup.init, now.setup.seed)},
        _not_hidden(sizes, layer) or refusal_of(frame, more),
    )


def remove_node(frame: Frame, layer: int, j: int | None = None) -> Edit:
    """Take a node, by default the last one, away from a hidden layer."""
    sizes = frame.network.sizes
    j = sizes[layer] - 1 if j is None else j
    node = place(layer, j, frame.names)
    refusal = _not_hidden(sizes, layer)
    if not refusal and sizes[layer] == 1:
        refusal = translate("Building", "It is the only node of its layer: remove the layer instead.")
    return Edit(
        translate("Building", "Remove {node}").format(node=node),
        translate("Building", "remove {node}").format(node=node),
        lambda now: {"network": rebuild.without_node(now.network, layer, j)},
        refusal or has_run_away(frame),
        renamed=partial(without_node, layer, j),
    )


def add_layer(frame: Frame, after: int, words: str = "") -> Edit:
    """Put a layer behind another one; it is like the hidden layer next to it, if that is not too narrow."""
    sizes = frame.network.sizes
    nodes, activation = _like(frame.network, after)
    more = (*sizes[: after + 1], nodes, *sizes[after + 1 :])
    one, several = translate("Building", "one node"), translate("Building", "{count} nodes")
    many = (one if nodes == 1 else several).format(count=nodes)
    text = translate("Building", "add a layer of {many} after layer {layer}")
    first = translate("Building", "add a layer of {many} after the inputs")
    return Edit(
        words or translate("Building", "Add a layer here"),
        (text if after else first).format(many=many, layer=after),
        lambda now: {
            "network": rebuild.with_layer(
                now.network, after, nodes, activation, now.setup.init, now.setup.seed
            )
        },
        refusal_of(frame, more),
        renamed=partial(_with_layer, after, nodes),
    )


def remove_layer(frame: Frame, layer: int) -> Edit:
    """Take a hidden layer away."""
    sizes = frame.network.sizes
    text = translate("Building", "remove layer {layer}")
    fewer = (*sizes[:layer], *sizes[layer + 1 :])
    refusal = _not_hidden(sizes, layer)
    return Edit(
        translate("Building", "Remove layer {layer}").format(layer=layer),
        text.format(layer=layer),
        lambda now: {"network": rebuild.without_layer(now.network, layer, now.setup.init, now.setup.seed)},
        refusal or refusal_of(frame, fewer),
        renamed=partial(_without_layer, layer, sizes[layer - 1]),
    )


def _not_hidden(sizes: tuple[int, ...], layer: int) -> str:
    """Say why a layer is not for building; nothing where it is a hidden one."""
    if layer == 0:
        return translate("Building", "The data say how many inputs there are.")
    if layer == len(sizes) - 1:
        return translate("Building", "The labels say how many outputs there are.")
    return ""


def _like(net: Network, after: int) -> tuple[int, str]:
    """Return nodes and activation of the hidden layer before, or behind, the place of a new one."""
    least = _USUAL_NODES if net.sizes[0] > 1 else 1
    for layer in (after, after + 1):
        if 0 < layer < net.L:
            return max(net.sizes[layer], least), net.activations[layer]
    return _USUAL_NODES, _USUAL


# What things are called afterwards


def _tail(ref: Ref) -> int | None:
    """Return the node that an edge comes from; None for what is no edge's."""
    return ref.index[1] if len(ref.index) == 2 and ref.symbol != "slope" else None


def without_node(layer: int, j: int, ref: Ref) -> Ref | None:
    """Return what a quantity is called once a node is gone; None where it was the node's own."""
    index, at = list(ref.index), 0 if ref.layer == layer else 1
    touched = ref.layer == layer or (ref.layer == layer + 1 and _tail(ref) is not None)
    if not touched or not index:
        return ref
    if index[at] == j:
        return None
    index[at] -= index[at] > j
    return Ref(ref.symbol, ref.layer, tuple(index), ref.sample)


def _with_layer(after: int, nodes: int, ref: Ref) -> Ref | None:
    """Count the layers on behind a new one."""
    if ref.layer <= after or ref.symbol in ("x", "eta", "t"):
        return ref
    tail = _tail(ref)
    if ref.layer == after + 1 and tail is not None and tail >= nodes:
        return None
    return Ref(ref.symbol, ref.layer + 1, ref.index, ref.sample)


def _without_layer(layer: int, before: int, ref: Ref) -> Ref | None:
    """Count the layers back behind one that is gone."""
    if ref.layer < layer:
        return ref
    tail = _tail(ref)
    if ref.layer == layer or (ref.layer == layer + 1 and tail is not None and tail >= before):
        return None
    return Ref(ref.symbol, ref.layer - 1, ref.index, ref.sample)
