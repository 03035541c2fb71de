"""What keys and commands do with what is selected, or else with the last hidden layer. Pure.

Each returns None where there is nothing that it could be done to.
"""

from __future__ import annotations

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.building import meant
from gui.diagram.building.edit import Edit
from gui.diagram.building.functions import activation_of, activations_of
from gui.diagram.building.inputs import remove_input
from gui.diagram.building.parameters import cut_or_restored, locked_or_not, redrawn, zeroed
from gui.diagram.building.structure import add_layer, add_node, remove_layer, remove_node

__all__ = [
    "activation",
    "activation_layer",
    "activations",
    "deleted",
    "fewer_layers",
    "fewer_nodes",
    "joined",
    "locked",
    "more_layers",
    "more_nodes",
    "rolled",
    "set_to_zero",
]


def more_nodes(frame: Frame, ref: Ref | None) -> Edit | None:
    """Add a node to the layer."""
    layer = meant.hidden_layer(frame, ref)
    return None if layer is None else add_node(frame, layer)


def fewer_nodes(frame: Frame, ref: Ref | None) -> Edit | None:
    """Remove the node that is meant, or the last one of the layer."""
    layer, node = meant.hidden_layer(frame, ref), meant.node_meant(frame, ref)
    if layer is None:
        return None
    return remove_node(frame, layer, node[1] if node is not None and node[0] == layer else None)


def more_layers(frame: Frame, ref: Ref | None) -> Edit:
    """Add a layer behind the layer; behind the inputs where there is no other."""
    return add_layer(frame, meant.hidden_layer(frame, ref) or 0)


def fewer_layers(frame: Frame, ref: Ref | None) -> Edit | None:
    """Remove the layer."""
    layer = meant.hidden_layer(frame, ref)
    return None if layer is None else remove_layer(frame, layer)


def joined(frame: Frame, ref: Ref | None) -> Edit | None:
    """Cut the connection, or restore it."""
    edge = meant.edge_meant(frame, ref)
    return None if edge is None else cut_or_restored(frame, edge)


def locked(frame: Frame, ref: Ref | None) -> Edit | None:
    """Lock the weight, the bias, or all that leads into the node; or unlock it."""
    parameters = _connected(frame, ref)
    return locked_or_not(frame, parameters) if parameters else None


def set_to_zero(frame: Frame, ref: Ref | None) -> Edit | None:
    """Set the weight, the bias, or the weights into the node to 0."""
    parameters = _connected(frame, ref)
    return zeroed(frame, parameters) if parameters else None


def rolled(frame: Frame, ref: Ref | None) -> Edit | None:
    """Draw the weight, or the weights into the node, anew."""
    parameters = _connected(frame, ref)
    has_weights = any(parameter.symbol == "W" for parameter in parameters)
    return redrawn(frame, parameters) if has_weights else None


def deleted(frame: Frame, ref: Ref | None) -> Edit | None:
    """Remove the node, or a further input; cut the connection, or restore it."""
    node = meant.node_meant(frame, ref)
    if ref is None or node is None or ref.symbol == "b":
        return joined(frame, ref)
    return remove_node(frame, *node) if node[0] else remove_input(frame, node[1])


def activation_layer(frame: Frame, ref: Ref | None) -> int:
    """Return the layer whose activation is meant: the output's too, where that is selected."""
    layer = meant.layer_of(ref) if meant.there_is(ref, frame.network.sizes) else None
    return layer or meant.hidden_layer(frame, ref) or frame.network.L


def activations(frame: Frame, ref: Ref | None) -> tuple[Edit, ...]:
    """List the activations of the layer."""
    return activations_of(frame, activation_layer(frame, ref))


def activation(name: str, frame: Frame, ref: Ref | None) -> Edit | None:
    """Give the layer one activation."""
    return activation_of(frame, activation_layer(frame, ref), name)


def _connected(frame: Frame, ref: Ref | None) -> tuple[Ref, ...]:
    """Return the parameters that are meant; none where the connection is cut."""
    parameters = meant.parameters_meant(frame, ref)
    return () if len(parameters) == 1 and parameters[0] in frame.network.cut else parameters
