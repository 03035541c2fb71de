"""Where things are put: columns, and the gaps between them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from gui.diagram.geometry import Box
from gui.diagram.layout import Layout

__all__ = ["Column", "Gap", "Where", "column_box", "gap_at", "middle_of", "where_at"]

_OF_A_COLUMN = 0.25
"""Share of the way to the next column that still belongs to this one."""


@dataclass(frozen=True, slots=True)
class Column:
    """The nodes of a layer, and what is above and below them."""

    layer: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What is between a layer and the next one: room for a layer."""

    after: int


Where = Column | Gap


def where_at(layout: Layout, x: float) -> Where | None:
    """Return what is at a place across the diagram; None left of the inputs and right of the outputs."""
    for layer, middle in enumerate(layout.columns):
        if abs(x - middle) <= _half(layout, layer):
            return Column(layer)
    after = sum(middle < x for middle in layout.columns) - 1
    return Gap(after) if 0 <= after < layout.L else None


def gap_at(layout: Layout, x: float) -> Gap:
    """Return the gap that is nearest to a place across the diagram."""
    return Gap(min(range(layout.L), key=lambda l: abs(middle_of(layout, Gap(l)) - x)))


def middle_of(layout: Layout, gap: Gap) -> float:
    """Return where the line of a new layer is drawn, across."""
    return (layout.columns[gap.after] + layout.columns[gap.after + 1]) / 2


def column_box(layout: Layout, layer: int) -> Box:
    """Return the room of a column, between header and foot."""
    half, top = _half(layout, layer), layout.top
    foot = layout.foot_y - layout.controls.head / 2
    return Box(layout.columns[layer] - half, top, 2 * half, max(foot - top, 0.0))


def _half(layout: Layout, layer: int) -> float:
    return max(layout.nodes[layer][0].r + 4, _OF_A_COLUMN * layout.pitch)
