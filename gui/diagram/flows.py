"""What travels at a moment: which values, along which lines, which way. Pure.

A packet runs beside its edge, never on it: forward values towards the output, δ and its terms
towards the input.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine.nn.types import Ref
from gui.diagram.geometry import Line
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import FROM_COST, INNER_DELTA, Moment

MANY = 12
"""Of more edges between two layers only those in detail carry arrowheads."""

_MANY_AT_ONCE = 60
"""The same where a whole phase passes."""

IN_DETAIL = 8
"""So many values at once carry a chain of arrowheads and a number."""

_BESIDE = {Detail.FULL: 13.0, Detail.VALUE: 9.0, Detail.DOT: 6.0}


@dataclass(frozen=True, slots=True)
class Flow:
    """A value on its way, before its label has a place.

    Attributes
    ----------
    ref : Ref
        What travels.
    line : Line
        From where to where.
    role : str
        Token of the theme.
    small : bool
        One of many: a short chain, no number.
    under_pills : bool
        It runs between two δ pills, so its number stands below.
    begin, end : float
        Its part of the motion.
    named : bool
        It carries its name and number.
    """

    ref: Ref
    line: Line
    role: str
    small: bool = False
    under_pills: bool = False
    begin: float = 0.0
    end: float = 1.0
    named: bool = True


def flows(moment: Moment, layout: Layout) -> tuple[Flow, ...]:
    """List what travels in the step in play, that in detail first."""
    rule = moment.rule
    if moment.by_phase:
        found = _of_phase(moment, layout)
    elif rule == "Fz":
        found = _input_sums(moment, layout)
    elif rule == "C":
        found = _to_cost(layout)
    elif rule in FROM_COST:
        found = _from_cost(moment, layout)
    elif rule in INNER_DELTA:
        found = _terms(moment, layout)
    elif rule in ("G", "Gb"):
        found = _copies(moment, layout)
    else:
        found = iter(())
    return _thinned(moment, sorted(found, key=lambda flow: flow.small))


def _thinned(moment: Moment, found: list[Flow]) -> tuple[Flow, ...]:
    """Of many values that travel in detail, let only the largest carry their numbers."""
    large = [flow for flow in found if not flow.small]
    if len(large) <= IN_DETAIL:
        return tuple(found)
    large.sort(key=lambda flow: -abs(moment.frame.value(flow.ref) or 0.0))
    others = [replace(flow, small=True) for flow in large[IN_DETAIL:]]
    return (*large[:IN_DETAIL], *others, *(flow for flow in found if flow.small))


def beside(
    line: Line, distance: float, backwards: bool = False, begin: float = 0.06, end: float = 0.94
) -> Line:
    """Move a line sideways, downwards where it is level; turn it round where it runs backwards."""
    x0, y0, x1, y1 = line
    dx, dy = x1 - x0, y1 - y0
    length = max(float(np.hypot(dx, dy)), 1e-6)
    nx, ny = -dy / length * distance, dx / length * distance
    start, stop = (end, begin) if backwards else (begin, end)
    return (x0 + dx * start + nx, y0 + dy * start + ny, x0 + dx * stop + nx, y0 + dy * stop + ny)


def _edges(moment: Moment, layout: Layout, layer: int) -> Iterator[tuple[int, int]]:
    """Go through the edges into a layer that nothing has cut, between nodes that are drawn in full."""
    for j in layout.shown(layer):
        for k in moment.frame.shape.into(layer, j):
            if layout.is_shown(layer - 1, k):
                yield j, k


def _few(layout: Layout, layer: int, many: int = MANY) -> bool:
    return layout.sizes[layer] * layout.sizes[layer - 1] <= many


def _input_sums(moment: Moment, layout: Layout) -> Iterator[Flow]:
    layer, off = moment.layer, _BESIDE[layout.detail]
    edge, node, bias = moment.focus_edge, moment.focus_node, moment.focus_bias
    everyone = edge is None and bias is None and _few(layout, layer)
    for j, k in _edges(moment, layout, layer):
        chosen = (layer, j, k) == edge if edge else bias is None and (layer, j) == node
        if chosen or (everyone and (layer, j) in moment.nodes):
            line = beside(layout.edge(layer, j, k), off if chosen else 0.55 * off)
            yield Flow(Ref("product", layer, (j, k)), line, "forward", small=not chosen)
    if layout.detail is Detail.FULL and edge is None:
        for j in range(layout.sizes[layer]):
            if (layer, j) in moment.nodes and (way := layout.bias_edge(layer, j)):
                line = beside(way, 0.7 * off)
                yield Flow(Ref("product", layer, (j,)), line, "forward", named=False)


def _to_cost(layout: Layout) -> Iterator[Flow]:
    for j in layout.shown(layout.L):
        line = beside(layout.cost_edge(j), _BESIDE[layout.detail])
        yield Flow(Ref("a", layout.L, (j,)), line, "forward", small=j > 0)


def _from_cost(moment: Moment, layout: Layout) -> Iterator[Flow]:
    fused = moment.rule == "BF"
    for j in layout.shown(layout.L):
        ref = Ref("delta" if fused else "dJ_da", layout.L, (j,))
        if (layout.L, j) in moment.nodes and moment.frame.is_known(ref):
            chosen = (layout.L, j) == moment.focus_node
            line = beside(layout.cost_edge(j), _BESIDE[layout.detail], backwards=True)
            yield Flow(ref, line, "delta", small=not chosen)


def _terms(moment: Moment, layout: Layout) -> Iterator[Flow]:
    """Carry w δ from each node of the next layer to the node in detail."""
    layer, focus, edge = moment.layer + 1, moment.focus_node, moment.focus_edge
    everyone = edge is None and moment.rule == "B3" and _few(layout, layer)
    for j, k in _edges(moment, layout, layer):
        chosen = (layer, j, k) == edge if edge else (layer - 1, k) == focus
        if chosen or (everyone and (layer - 1, k) in moment.nodes):
            yield _term(layout, layer, j, k, small=not chosen)


def _term(layout: Layout, layer: int, j: int, k: int, small: bool) -> Flow:
    ref = Ref("term", layer, (j, k))
    between = _between_pills(layout, layer, j, k)
    if between and not small:
        return Flow(ref, between, "delta", under_pills=True)
    off = _BESIDE[layout.detail] * (0.55 if small else 1.0)
    return Flow(ref, beside(layout.edge(layer, j, k), off, backwards=True), "delta", small)


def _between_pills(layout: Layout, layer: int, j: int, k: int) -> Line | None:
    """Return the line from one δ pill to the next, where both stand at one height with room between."""
    if layout.detail is not Detail.FULL:
        return None
    here, there = layout.pill_box(layer, j), layout.pill_box(layer - 1, k)
    left, right = there.x + there.w + 5, here.x - 5
    level = abs(here.cy - there.cy) < 1 and layout.sizes[layer] == layout.sizes[layer - 1] == 1
    return (right, here.cy, left, there.cy) if level and right - left >= 20 else None


def _copies(moment: Moment, layout: Layout) -> Iterator[Flow]:
    """Carry a copy of δ from its node to the edges that lead into it."""
    off = _BESIDE[layout.detail]
    if moment.focus_bias and (line := layout.bias_edge(*moment.focus_bias)):
        way = beside(line, off, backwards=True, begin=0.1, end=1.0)
        yield Flow(Ref("delta", *_node(moment.focus_bias)), way, "delta", named=False)
    if moment.focus_edge:
        layer, j, k = moment.focus_edge
        line = beside(layout.edge(layer, j, k), off, backwards=True, begin=0.55, end=1.0)
        if layout.detail is Detail.FULL and max(layout.sizes) == 1:
            line = _up_from_pill(layout, layer)
        yield Flow(Ref("delta", layer, (j,)), line, "delta", named=False)


def _up_from_pill(layout: Layout, layer: int) -> Line:
    """Return the way from a δ pill up to the tag of the gradient under its edge."""
    box, (x0, y, x1, _) = layout.pill_box(layer, 0), layout.edge(layer, 0, 0)
    return box.x - 6, box.cy - 2, (x0 + x1) / 2 + 6, y + 54


def _node(at: tuple[int, int]) -> tuple[int, tuple[int]]:
    return at[0], (at[1],)


def _of_phase(moment: Moment, layout: Layout) -> Iterator[Flow]:
    """Let a whole phase pass, layer after layer."""
    L, off, single = layout.L, _BESIDE[layout.detail], max(layout.sizes) == 1
    if moment.rule == "cost":
        yield from _to_cost(layout)
    for layer in range(1, L + 1):
        if not _few(layout, layer, _MANY_AT_ONCE):
            continue
        for j, k in _edges(moment, layout, layer):
            way = layout.edge(layer, j, k)
            if moment.rule == "forward":
                part = ((layer - 1) / L, layer / L)
                ref, line = Ref("product", layer, (j, k)), beside(way, off)
                yield Flow(ref, line, "forward", not single, False, *part)
            elif moment.rule == "backward" and layer > 1:
                part = ((L - layer) / L, (L - layer + 1) / L)
                ref, line = Ref("term", layer, (j, k)), beside(way, off, backwards=True)
                yield Flow(ref, line, "delta", not single, False, *part)
