"""What the cells of condensed layers show at a moment, and the bundles of edges that lead to them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from engine.nn.types import Array, Ref, freeze
from engine.session.frame import Frame
from engine.session.recent import Same
from gui.diagram.condensed import Stack
from gui.diagram.geometry import Line, Spot
from gui.diagram.layout import Layout
from gui.diagram.moment import Moment
from gui.diagram.shading import shading_of

__all__ = ["StackMark", "bundles", "crowd", "stack_marks"]


@dataclass(frozen=True, slots=True, eq=False)
class StackMark:
    """The cells of one layer.

    Attributes
    ----------
    stack : Stack
    values : ndarray, shape (n,)
        Activations (inputs in layer 0); not a number where not known.
    middle, reach : float
        Of the scale of their colours.
    """

    stack: Stack
    values: Array
    middle: float
    reach: float


def stack_marks(moment: Moment, layout: Layout) -> tuple[StackMark, ...]:
    """Describe the cells of every condensed layer."""
    return tuple(_mark(moment.frame, stack) for stack in layout.stacks if stack is not None)


def _mark(frame: Frame, stack: Stack) -> StackMark:
    layer = stack.layer
    refs = (Ref("a" if layer else "x", layer, (j,)) for j in range(stack.n))
    known = (frame.value(ref) for ref in refs)
    values = np.array([np.nan if value is None else value for value in known])
    shading = (
        shading_of(frame.network.activations[layer], values) if layer else _of_inputs(Same(frame.setup.X))
    )
    return StackMark(stack, freeze(values), *shading)


@lru_cache(maxsize=2)
def _of_inputs(table: Same) -> tuple[float, float]:
    """Return middle and reach for all rows: found once, not for every frame."""
    return shading_of("", table.array)


def bundles(layout: Layout) -> tuple[Line, ...]:
    """Return the lines that stand for all edges from or to the cells of condensed layers."""
    lines = [line for layer in range(1, layout.L + 1) for line in _between(layout, layer)]
    if (last := layout.stacks[-1]) is not None:
        lines.append((*_side(last, 1), layout.cost.x, layout.cost.cy))
    return tuple(lines)


def _between(layout: Layout, layer: int) -> list[Line]:
    before, after = layout.stacks[layer - 1], layout.stacks[layer]
    lines: list[Line] = []
    if before is not None:
        lines += [(*_side(before, 1), *_rim(spot, -1)) for spot in _shown(layout, layer)]
    if after is not None:
        lines += [(*_rim(spot, 1), *_side(after, -1)) for spot in _shown(layout, layer - 1)]
    if before is not None and after is not None:
        lines.append((*_side(before, 1), *_side(after, -1)))
    return lines


def _shown(layout: Layout, layer: int) -> list[Spot]:
    return [layout.nodes[layer][j] for j in layout.shown(layer)]


def _side(stack: Stack, way: int) -> tuple[float, float]:
    return stack.box.cx + way * (stack.box.w / 2 + 3), stack.box.cy


def _rim(spot: Spot, way: int) -> tuple[float, float]:
    return spot.x + way * spot.r, spot.y


def crowd(layout: Layout) -> int:
    """Return how many edges between two layers are drawn, where most are."""
    shown = [len(layout.shown(layer)) for layer in range(layout.L + 1)]
    return max(a * b for a, b in pairwise(shown))
