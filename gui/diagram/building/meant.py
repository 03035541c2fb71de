"""Which node, edge or layer is meant by what is pointed at, selected or under the keyboard. Pure."""

from __future__ import annotations

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.cursor import stop_of
from gui.diagram.moment import bias_of, edge_of, node_of

__all__ = ["edge_meant", "hidden_layer", "layer_of", "node_meant", "parameters_meant", "there_is"]


def there_is(ref: Ref | None, sizes: tuple[int, ...]) -> bool:
    """Say whether a network of such sizes has what a quantity belongs to."""
    stop = stop_of(ref)
    if stop is None or not 0 <= stop.layer < len(sizes):
        return False
    rooms = (sizes[stop.layer], sizes[stop.layer - 1])
    return all(0 <= i < room for i, room in zip(stop.index, rooms, strict=False))


def layer_of(ref: Ref | None) -> int | None:
    """Return the column that a quantity stands in: that of its node, for an edge that of its head."""
    if ref is None:
        return None
    if (edge := edge_of(ref)) is not None:
        return edge[0]
    place = bias_of(ref) or node_of(ref)
    return None if place is None else place[0]


def hidden_layer(frame: Frame, ref: Ref | None) -> int | None:
    """Return the hidden layer that is meant, else the last one; None where the network has none."""
    sizes = frame.network.sizes
    meant = layer_of(ref) if there_is(ref, sizes) else None
    if meant is not None and 0 < meant < len(sizes) - 1:
        return meant
    return len(sizes) - 2 if len(sizes) > 2 else None


def node_meant(frame: Frame, ref: Ref | None) -> tuple[int, int] | None:
    """Return layer and number of the node that a quantity belongs to; None for edges and the cost."""
    if ref is None or edge_of(ref) is not None or not there_is(ref, frame.network.sizes):
        return None
    return bias_of(ref) or node_of(ref)


def edge_meant(frame: Frame, ref: Ref | None) -> Ref | None:
    """Return the weight of the edge that a quantity belongs to; None where it has none."""
    edge = None if ref is None or not there_is(ref, frame.network.sizes) else edge_of(ref)
    return None if edge is None else Ref("W", edge[0], edge[1:])


def parameters_meant(frame: Frame, ref: Ref | None) -> tuple[Ref, ...]:
    """Return the weight of an edge, a bias, or all that leads into a node; nothing for the rest."""
    edge = edge_meant(frame, ref)
    if ref is None or edge is not None:
        return () if edge is None else (edge,)
    if not there_is(ref, frame.network.sizes):
        return ()
    if (bias := bias_of(ref)) is not None:
        return (Ref("b", bias[0], bias[1:]),)
    node = node_of(ref)
    if node is None or node[0] == 0:
        return ()
    layer, j = node
    weights = (Ref("W", layer, (j, k)) for k in range(frame.network.sizes[layer - 1]))
    return (*weights, Ref("b", layer, (j,)))
