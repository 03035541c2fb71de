"""Make the picture of a frame: nothing here paints, and nothing here knows a widget."""

from __future__ import annotations

from engine.session.frame import Frame
from gui.diagram.edges import bias_marks, cost_edges, edge_marks
from gui.diagram.flows import flows
from gui.diagram.geometry import Box
from gui.diagram.labels import Labels
from gui.diagram.layout import Layout
from gui.diagram.moment import Moment, edge_of
from gui.diagram.node_maps import NodeMaps
from gui.diagram.nodes import cost_mark, node_marks
from gui.diagram.picture import Measure, Picture
from gui.diagram.placing import Placer
from gui.diagram.stack_marks import bundles, stack_marks
from gui.diagram.viewport import overview_box
from gui.look import Look


def compose(
    frame: Frame, layout: Layout, look: Look, measure: Measure, maps: NodeMaps | None = None
) -> Picture:
    """Compose what the diagram shows.

    Parameters
    ----------
    frame : Frame
    layout : Layout
        Of the frame's network.
    look : Look
    measure : callable
        Tells width and height of lines of a kind of text.
    maps : NodeMaps, optional
        What nodes make of the inputs, to be shown inside of them.

    Returns
    -------
    Picture
        Labels in it overlap neither each other nor a node.
    """
    moment = Moment(frame)
    biases = bias_marks(moment, layout)
    nodes = node_marks(moment, layout, look, measure, maps)
    shown = (layout.nodes[layer][j] for layer in range(layout.L + 1) for j in layout.shown(layer))
    spots = [*shown, *(bias.one for bias in biases)]
    boxes = [layout.cost, *(stack.box for stack in layout.stacks if stack)]
    boxes += [row.play for node in nodes for row in node.rows if row.play]
    if layout.is_part and not layout.measures.is_room:
        boxes.append(overview_box(layout.width, layout.height))
    placer = Placer(layout.width, layout.height, measure, spots, boxes)
    labels, packets = Labels(moment, layout, look, placer).make(flows(moment, layout))
    return Picture(
        layout,
        _downstream(frame, layout),
        edge_marks(moment, layout),
        biases,
        cost_edges(moment, layout),
        nodes,
        cost_mark(moment, layout, look, measure),
        labels,
        packets,
        stack_marks(moment, layout),
        bundles(layout),
    )


def _downstream(frame: Frame, layout: Layout) -> tuple[Box, ...]:
    """Return the part that a selected weight acts on: all that its δ is made of."""
    selected = frame.selected
    edge = None if selected is None else edge_of(selected)
    if edge is None:
        return ()
    layer, j, _ = edge
    node = layout.nodes[layer][j]
    pad, foot = node.r + 10, layout.pill[1] + layout.pill_gap + 8
    own = Box(node.x - pad, node.y - pad, 2 * pad, 2 * pad + foot)
    right = layout.cost.grown(10)
    if layer == layout.L:
        return own, right
    columns = layout.nodes[layer + 1 :]
    ys = [spot.y for column in columns for spot in column]
    top, bottom = min(ys) - pad, max(ys) + pad + foot
    start = min(spot.x for spot in columns[0]) - pad
    return own, Box(start, top, max(spot.x for spot in columns[-1]) + pad - start, bottom - top), right
