"""How every edge looks at a moment: width by |w|, dash by sign, and how much it matters now. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.nn.types import Array, Ref, freeze
from engine.session.frame import Frame
from gui.diagram.geometry import Line, Spot, between
from gui.diagram.layout import Detail, Layout, edge_lines
from gui.diagram.moment import FROM_COST, INNER_DELTA, Moment
from gui.diagram.stack_marks import crowd

FEW = 12
"""Up to so many edges, those not in play keep their full colour."""

_IN_PLAY = 2
"""The level of an edge that is drawn by itself even among many."""
_FAN = 100
"""Up to so many edges in play that lead to cells are drawn one by one."""
_WIDEST = {Detail.FULL: 8.0, Detail.VALUE: 7.0, Detail.DOT: 4.0}


@dataclass(frozen=True, slots=True, eq=False)
class EdgeMarks:
    """All edges into one layer, as arrays over (j, k).

    Attributes
    ----------
    lines : ndarray, shape (n_l, n_{l-1}, 4)
    widths : ndarray
        px, 1 to 8.
    negative : ndarray of bool
    levels : ndarray of int
        0 dimmed, 1 normal, 2 in play.
    cut : ndarray of bool
        There is no connection any more: a gap where it was.
    folded : ndarray of bool
        One of many that lead to the cells of a condensed layer: not drawn by itself.
    """

    layer: int
    lines: Array
    widths: Array
    negative: NDArray[np.bool_]
    levels: NDArray[np.int_]
    cut: NDArray[np.bool_]
    folded: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class BiasMark:
    """The edge from a constant 1 to its node."""

    layer: int
    index: int
    line: Line
    one: Spot
    width: float
    negative: bool
    level: int


@dataclass(frozen=True, slots=True)
class CostEdge:
    """The line from an output to the cost."""

    line: Line
    active: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Levels:
    """How much each edge matters now: 0 dimmed, 1 normal, 2 in play."""

    weights: NDArray[np.int_]
    biases: NDArray[np.int_]


def widths_of(weights: Array, widest: float = 8.0, thinnest: float = 1.0) -> Array:
    """Return the widths of edges in px: `thinnest` for a weight of 0, towards `widest` for a large one.

    Where training ran away, a weight may be infinite or no number: its edge is the widest.
    """
    shares = np.nan_to_num(np.tanh(np.abs(weights) / 1.9), nan=1.0)
    return freeze(thinnest + (widest - thinnest) * shares)


def edge_marks(moment: Moment, layout: Layout) -> tuple[EdgeMarks, ...]:
    """Describe the edges of every layer."""
    widest, thinnest, in_play = _widest(layout), layout.measures.edge, layout.measures.edge_in_play
    marks = []
    for layer in range(1, layout.L + 1):
        weights = _weights(moment.frame, layer)
        levels = _levels(moment, layer).weights
        widths = np.maximum(widths_of(weights, widest, thinnest), np.where(levels == _IN_PLAY, in_play, 0.0))
        cut, folded = _cut(moment.frame, layer), _folded_edges(layout, layer)
        widths = np.where(folded, thinnest, widths)
        fan = folded & (levels == _IN_PLAY)
        if np.count_nonzero(fan) <= _FAN:
            levels, folded = np.where(fan, 1, levels), folded & ~fan
        lines = edge_lines(layout, layer)
        marks.append(EdgeMarks(layer, lines, widths, weights < 0, levels, cut, folded))
    return tuple(marks)


def _folded_edges(layout: Layout, layer: int) -> NDArray[np.bool_]:
    """Mark the connections that lead from or to a node that is only a cell."""
    cells = []
    for at in (layer, layer - 1):
        cells.append(np.ones(layout.sizes[at], dtype=bool))
        cells[-1][list(layout.shown(at))] = False
    return cells[0][:, None] | cells[1][None, :]


def _cut(frame: Frame, layer: int) -> NDArray[np.bool_]:
    """Mark the connections into a layer that are cut."""
    cut = np.zeros(frame.network.W[layer].shape, dtype=bool)
    for ref in frame.network.cut:
        if ref.layer == layer:
            cut[ref.index] = True
    return cut


def bias_marks(moment: Moment, layout: Layout) -> tuple[BiasMark, ...]:
    """Describe the edges from the constant 1; where they are folded away, only the one in detail."""
    widest = _widest(layout)
    marks = []
    for layer in range(1, layout.L + 1):
        levels = _levels(moment, layer).biases
        for j, node in enumerate(layout.nodes[layer]):
            one = one_of(moment, layout, (layer, j))
            if one is None:
                continue
            value = moment.frame.parameter(Ref("b", layer, (j,))) or 0.0
            most = widest if layout.detail is Detail.FULL else widest * 0.6
            width = float(widths_of(np.array(value), most, layout.measures.edge))
            width = max(width, layout.measures.edge_in_play) if levels[j] == _IN_PLAY else width
            marks.append(BiasMark(layer, j, between(one, node), one, width, value < 0, int(levels[j])))
    return tuple(marks)


def cost_edges(moment: Moment, layout: Layout) -> tuple[CostEdge, ...]:
    """Describe the lines from the outputs to the cost."""
    active = moment.cost_in_play and moment.rule != "R"
    return tuple(CostEdge(layout.cost_edge(j), active) for j in layout.shown(layout.L))


def _widest(layout: Layout) -> float:
    most = crowd(layout)
    return min(_WIDEST[layout.detail], 8.0 if most <= FEW else max(2.0, 120.0 / most**0.75))


def one_of(moment: Moment, layout: Layout, at: tuple[int, int]) -> Spot | None:
    """Return where the constant 1 of a node's bias stands; None where it is folded away."""
    layer, j = at
    return layout.ones[layer][j] if layout.ones else _folded(layout, moment, at)


def _folded(layout: Layout, moment: Moment, at: tuple[int, int]) -> Spot | None:
    """Unfold the bias that is in play in detail or selected, clear of the header of its layer."""
    node = layout.nodes[at[0]][at[1]]
    selected = moment.frame.selected
    wanted = moment.focus_bias == at or (
        selected is not None and selected.symbol == "b" and (selected.layer, selected.index[0]) == at
    )
    y = max(node.y - 0.7 * node.r - 6, layout.header_y + 20)
    return Spot(node.x - 0.9 * node.r - 14, y, layout.measures.one_r) if wanted else None


def _weights(frame: Frame, layer: int) -> Array:
    """Return the weights of a layer as they stand now; 0 where a question withholds one."""
    weights = frame.network.W[layer]
    joined = np.argwhere(~_cut(frame, layer)).tolist()
    if not joined:
        return weights
    first, last = tuple(joined[0]), tuple(joined[-1])
    withheld = any(ref.symbol in ("W", "W_new") and ref.layer == layer for ref in frame.hidden)
    if not withheld and not _is_corrected(frame, layer, first):
        return weights
    if not withheld and _is_corrected(frame, layer, last):
        return frame.trace.updated.W[layer]  # the last of a layer is written last
    shown = np.zeros(weights.shape)
    for j, k in joined:
        shown[j, k] = frame.parameter(Ref("W", layer, (j, k))) or 0.0
    return freeze(shown)


def _is_corrected(frame: Frame, layer: int, edge: tuple[int, ...]) -> bool:
    """Say whether the update has corrected a weight, be it shown or withheld."""
    return frame.written[Ref("W_new", layer, edge)] <= frame.number


def _levels(moment: Moment, layer: int) -> _Levels:
    n, before = moment.frame.network.sizes[layer], moment.frame.network.sizes[layer - 1]
    usual = 1 if _is_reached(moment, layer) else 0
    weights, biases = np.full((n, before), usual), np.full(n, usual)
    if moment.by_phase:
        return _Levels(weights, biases)
    edge, node, bias = moment.focus_edge, moment.focus_node, moment.focus_bias
    if edge is not None and edge[0] == layer:
        weights[edge[1], edge[2]] = _IN_PLAY
    elif bias is not None and bias[0] == layer:
        biases[bias[1]] = _IN_PLAY
    elif node is not None and moment.rule == "Fz" and node[0] == layer:
        weights[node[1], :] = biases[node[1]] = _IN_PLAY
    elif node is not None and moment.rule in INNER_DELTA and node[0] == layer - 1:
        weights[:, node[1]] = _IN_PLAY
    return _Levels(weights, biases)


def _is_reached(moment: Moment, layer: int) -> bool:
    """Say whether the edges into a layer take part so far: dimmed where the walk has not come yet."""
    rule, at = moment.rule, moment.layer
    if moment.phase == "forward" and not moment.by_phase:
        return layer <= at
    if rule in INNER_DELTA:
        return layer > at
    if rule in FROM_COST:
        return False
    if rule in ("G", "Gb"):
        return layer >= at
    return True
