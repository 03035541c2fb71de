"""What the data call inputs and outputs, at their nodes: what finds no room is left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nn.types import Ref
from gui.diagram.geometry import Box, Point
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import Moment
from gui.diagram.nodes import activation_ref
from gui.diagram.picture import Label
from gui.diagram.placing import Placer, like
from gui.names_of_data import given_name

__all__ = ["cut", "given_names"]

_NEAR = 5.0
"""From the rim of a node to its name, px: a ring has room between them."""
_ASLANT, _BUTTON = 0.85, 8.0
"""Of a radius, how far up or down and aside a name stands beside a node; px around a button's words."""
_LENGTHS = (24, 14, 9, 6)
"""Characters that a name is cut to, the longest that fits."""


def given_names(moment: Moment, layout: Layout, placer: Placer) -> list[Label]:
    """Name inputs and outputs as the data do, near their nodes.

    Parameters
    ----------
    moment : Moment
    layout : Layout
    placer : Placer
        Knows the nodes; fills up.
    """
    _keep_from_buttons(layout, placer)
    found = []
    for layer in (0, layout.L):
        for j in layout.shown(layer):
            ref = activation_ref(layer, j)
            name = given_name(ref, moment.frame)
            label = _label(name, ref, layout, placer) if name else None
            if label is not None:
                found.append(label)
    return found


def cut(name: str) -> list[str]:
    """Return a name in several lengths, the longest first."""
    return [name, *(f"{name[: most - 1].rstrip()}…" for most in _LENGTHS if len(name) > most)]


def _keep_from_buttons(layout: Layout, placer: Placer) -> None:
    """Let no name stand under the buttons at the foot."""
    if layout.controls.foot:
        half = placer.size("foot", ("x",))[1] / 2.0 + _BUTTON
        placer.take(Box(0.0, layout.foot_y - half, layout.controls.foot, 2.0 * half))


def _label(name: str, ref: Ref, layout: Layout, placer: Placer) -> Label | None:
    """Write a name as long as there is a place for it."""
    for text in cut(name):
        width, height = placer.size("note", (text,))
        if width <= layout.pitch:
            points = _points(layout, ref, width, height)
            label = placer.label([(text,)], points, like("note", "muted", ref))
            if label is not None:
                return label
    return None


def _points(layout: Layout, ref: Ref, width: float, height: float) -> Sequence[Point]:
    """Return where a name may stand: δ comes under an output, edges leave an input to the right."""
    node = layout.nodes[ref.layer][ref.index[0]]
    down = node.r + _NEAR + height / 2.0
    above, under = (node.x, node.y - down), (node.x, node.y + down)
    if ref.layer:
        way = -1.0 if node.y <= layout.cost.cy else 1.0  # where the edge to the cost is not
        across = max(_ASLANT * node.r, layout.pill[0] / 2.0) + _NEAR + width / 2.0
        aslant = (node.x + across, node.y + way * _ASLANT * node.r)
        pill = layout.pill_box(ref.layer, ref.index[0])
        last = (node.x, pill.y + pill.h + _NEAR + height / 2.0)  # under δ: free under the last one only
        return [above] if _has_rows(layout, height) else [aslant, last]
    aside = (node.x - node.r - _NEAR - width / 2.0, node.y)
    return [aside, under, above] if layout.detail is Detail.DOT else [under, above, aside]


def _has_rows(layout: Layout, height: float) -> bool:
    """Say whether between two outputs there is room for δ of the upper and the name of the lower one."""
    column = [layout.nodes[layout.L][j] for j in layout.shown(layout.L)]
    if len(column) == 1:
        return True
    room = column[1].y - column[0].y - 2.0 * column[0].r
    return room >= layout.pill[1] + layout.pill_gap + height + 2.0 * _NEAR
