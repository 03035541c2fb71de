"""Make the picture of a frame: nothing here paints, and nothing here knows a widget."""

from __future__ import annotations

from engine.session.frame import Frame
from gui.diagram.edges import bias_marks, cost_edges, edge_marks
from gui.diagram.flows import flows
from gui.diagram.geometry import Box
from gui.diagram.labels import Labels
from gui.diagram.layout import Layout
from gui.diagram.moment import Moment, edge_of
from gui.diagram.nodes import cost_mark, node_marks
from gui.diagram.picture import Measure, Picture
from gui.diagram.placing import Placer
from gui.look import Look


def compose(frame: Frame, layout: Layout, look: Look, measure: Measure) -> Picture:
    """Compose what the diagram shows.

    Parameters
    ----------
    frame : Frame
    layout : Layout
        Of the frame's network.
    look : Look
    measure : callable
        Tells width and height of lines of a kind of text.

    Returns
    -------
    Picture
        Labels in it overlap neither each other nor a node.
    """
    moment = Moment(frame)
    biases = bias_marks(moment, layout)
    spots = [spot for column in layout.nodes for spot in column] + [bias.one for bias in biases]
    placer = Placer(layout.width, layout.height, measure, spots, [layout.cost])
    labels, packets = Labels(moment, layout, look, placer).make(flows(moment, layout))
    return Picture(
        layout,
        _downstream(frame, layout),
        edge_marks(moment, layout),
        biases,
        cost_edges(moment, layout),
        node_marks(moment, layout, look, lambda number: measure("number", (number,))[0]),
        cost_mark(moment, layout, look),
        labels,
        packets,
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
    right = layout.cost.x + layout.cost.w + 10
    own = Box(node.x - pad, node.y - pad, 2 * pad, 2 * pad + foot)
    top = min(spot.y for column in layout.nodes[layer + 1 :] or layout.nodes[-1:] for spot in column)
    bottom = max(spot.y for column in layout.nodes[layer + 1 :] or layout.nodes[-1:] for spot in column)
    start = layout.nodes[layer + 1][0].x - pad if layer < layout.L else node.x
    if layer == layout.L:
        top = bottom = node.y
    top, bottom = min(top, layout.cost.cy, node.y if layer == layout.L else top), max(bottom, layout.cost.cy)
    return own, Box(start, top - pad, right - start, bottom - top + 2 * pad + foot)
