"""Where everything of the diagram stands, given the layer sizes and the room there is. Pure, no Qt.

Three levels of detail are tried, the richest first: every number in the node (`Detail.FULL`), the
activation only (`Detail.VALUE`), nodes too small for a number (`Detail.DOT`). Numbers are given up
before text gets smaller than it may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from engine.nn.types import Array
from gui.diagram.geometry import Box, Spot, between

_CROWDED = 16.0
"""Columns whose nodes have less room than this, px, do not say how far apart those of smaller ones stand."""


class Detail(IntEnum):
    """How much a node has room for."""

    DOT = 0
    VALUE = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class TextSizes:
    """What layout must know about text, in px.

    Attributes
    ----------
    number : float
        Width of a number such as ``−0.000``, in a node with room.
    small : float
        Width of the same in a node without.
    symbol : float
        Width of a symbol such as ``z⁽¹⁾₁₂``, with the space after it.
    weight : float
        Width of a weight's label, such as ``w₁ = −0.200``.
    delta : float
        Width of a pill with name and number.
    cost : float
        Width of the numbers in the cost.
    line : float
        Height of a line of text.
    scale : float
        Text size as a multiple of the usual one.
    """

    number: float = 44.0
    symbol: float = 22.0
    weight: float = 92.0
    delta: float = 104.0
    small: float = 42.0
    cost: float = 46.0
    line: float = 16.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where nodes, biases, cost, headers and pills stand.

    Attributes
    ----------
    nodes : tuple of tuple of Spot
        ``nodes[l][j]``.
    ones : tuple of tuple of Spot
        The constant-1 node above ``nodes[l][j]``; empty where biases are folded away.
    cost : Box
    pill : tuple of float
        Width and height of a δ pill.
    pill_gap : float
        From the rim of a node to its pill.
    sizes : tuple of int
        Nodes of each layer.
    """

    width: float
    height: float
    detail: Detail
    nodes: tuple[tuple[Spot, ...], ...]
    ones: tuple[tuple[Spot, ...], ...]
    cost: Box
    pill: tuple[float, float]
    pill_gap: float
    header_y: float
    foot_y: float
    sizes: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", tuple(map(len, self.nodes)))

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.nodes) - 1

    @property
    def pitch(self) -> float:
        """Distance between two columns of nodes."""
        return self.nodes[1][0].x - self.nodes[0][0].x

    def pill_box(self, layer: int, j: int) -> Box:
        """Return where the δ pill of a node stands."""
        node = self.nodes[layer][j]
        width, height = self.pill
        return Box.around(node.x, node.y + node.r + self.pill_gap + height / 2, width, height)

    def edge(self, layer: int, j: int, k: int) -> tuple[float, float, float, float]:
        """Return the line from node k of the layer before to node j, from rim to rim."""
        return between(self.nodes[layer - 1][k], self.nodes[layer][j])

    def bias_edge(self, layer: int, j: int) -> tuple[float, float, float, float] | None:
        """Return the line from the constant 1 to its node; None where biases are folded away."""
        if not self.ones:
            return None
        return between(self.ones[layer][j], self.nodes[layer][j])

    def cost_edge(self, j: int) -> tuple[float, float, float, float]:
        """Return the line from an output node to the cost."""
        node = self.nodes[-1][j]
        y = self.cost.cy + (node.y - self.cost.cy) * min(1.0, 0.35 * self.cost.h / self.height)
        target = Spot(self.cost.x, y, 0.0)
        return between(node, target)


def edge_lines(layout: Layout, layer: int) -> Array:
    """Return the lines of all edges into a layer, from rim to rim.

    Returns
    -------
    ndarray, shape (n_l, n_{l-1}, 4)
        x and y of tail and head; entry (j, k) leads from node k to node j.
    """
    tails = np.array([(s.x, s.y, s.r) for s in layout.nodes[layer - 1]])[None, :, :]
    heads = np.array([(s.x, s.y, s.r) for s in layout.nodes[layer]])[:, None, :]
    way = heads[..., :2] - tails[..., :2]
    unit = way / np.maximum(np.hypot(way[..., 0], way[..., 1]), 1e-6)[..., None]
    start = tails[..., :2] + unit * tails[..., 2:]
    return np.concatenate([start, heads[..., :2] - unit * heads[..., 2:]], axis=-1)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The measures of one level of detail, before anything has a place."""

    detail: Detail
    r: float
    r_input: float
    gap: float
    cell: float
    above: float
    below: float
    one: float
    cost: tuple[float, float]
    pill: tuple[float, float]
    pill_gap: float


def arrange(sizes: Sequence[int], width: float, height: float, text: TextSizes | None = None) -> Layout:
    """Place a network in a view.

    Parameters
    ----------
    sizes : sequence of int
        Nodes of each layer, the input layer first.
    width, height : float
        Of the view, in px.
    text : TextSizes, optional

    Returns
    -------
    Layout
        No two nodes overlap, however small they must get.
    """
    text = text or TextSizes()
    room = _Room(tuple(sizes), width, height, text)
    plan = _full(room) or _value(room) or _dot(room)
    return _place(room, plan)


@dataclass(frozen=True, slots=True)
class _Room:
    sizes: tuple[int, ...]
    width: float
    height: float
    text: TextSizes

    @property
    def L(self) -> int:
        return len(self.sizes) - 1

    @property
    def margin(self) -> float:
        return 28.0 if self.width > 600 else 18.0

    @property
    def top(self) -> float:
        return 1.9 * self.text.line

    @property
    def content(self) -> float:
        return max(self.height - self.top - 1.8 * self.text.line, 40.0)

    @property
    def cell(self) -> float:
        return self.content / max(self.sizes)

    def gap(self, r: float, r_input: float, cost: float) -> float:
        """Room between two columns when nodes and cost have their widths."""
        return (self.width - 2 * self.margin - 2 * r_input - 2 * r * self.L - cost) / (self.L + 0.75)


def _full(room: _Room) -> _Plan | None:
    """Plan nodes with z, the curve and a; None where they have no room."""
    text, s, L = room.text, room.text.scale, room.L
    one, stem = 12 * s, 32 * s
    pill_h, pill_gap = text.line + 9 * s, 9 * s
    single = max(room.sizes) == 1
    above, below = 2 * one + stem, pill_gap + pill_h + (text.line + 8 if single else 8)
    least = max((text.symbol + text.number + 4) / 2 / 0.86, 2.3 * text.line)
    high = (room.cell - above - below) / 2

    def wide(gap: float) -> float:  # 0.6 r for the input's circle and half the cost's square
        return (room.width - 2 * room.margin - gap * (L + 0.75)) / (2 * L + 2.4)

    r = min(high, wide(text.weight + 10 * s), 62 * s)
    if r < least:
        r = min(high, wide(0.74 * text.weight), least)
    if r < least:
        return None
    r_input = max(0.6 * r, text.number / 2 + 5)
    cost = max(1.2 * r, text.cost + 12)
    spare = room.cell - above - below - 2 * r
    above += min(max(spare, 0) * 0.5, (40 if single else 24) * s)
    pill = (max(text.delta, 1.6 * r), pill_h)
    gap = room.gap(r, r_input, cost)
    return _Plan(Detail.FULL, r, r_input, gap, room.cell, above, below, one, (cost, cost), pill, pill_gap)


def _value(room: _Room) -> _Plan | None:
    """Plan nodes with one number; None where they have no room."""
    text, s, L = room.text, room.text.scale, room.L
    least = text.small / 2 + 1.5
    pill_h, pill_gap = text.line + 1, 2.0
    cell = min(room.cell, 128 * s)
    high = (cell - pill_h - pill_gap - 2) / 2
    wide = (room.width - 2 * room.margin) / (2 * L + 4 + 0.8 * (L + 0.75))
    r = min(high, wide, max(29 * s, least + 2))
    if r < least:
        return None
    cost = max(2 * r, text.cost + 12)
    below = pill_gap + pill_h
    spare = cell - 2 * r - below
    one = 8 * s if spare >= 28 * s else 0.0
    above = min(spare - 4, 34 * s) if one else 0.0
    gap = room.gap(r, r, cost)
    pill = (text.small + 14, pill_h)
    return _Plan(Detail.VALUE, r, r, gap, cell, above, below, one, (cost, cost), pill, pill_gap)


def _dot(room: _Room) -> _Plan:
    """Plan nodes without numbers; there is always room for them."""
    text, s = room.text, room.text.scale
    cell = min(room.cell, 110 * s)
    cost = text.cost + 12
    pitch = (room.width - 2 * room.margin - cost) / (room.L + 0.75)
    r = min(0.36 * cell, 0.24 * pitch, 15 * s)
    pill = (text.small + 14, text.line + 1)
    gap = room.gap(r, r, cost)
    square = (cost, min(cost, 3.2 * text.line))
    return _Plan(Detail.DOT, r, r, gap, cell, 0.0, 0.0, 0.0, square, pill, 2.0)


def _place(room: _Room, plan: _Plan) -> Layout:
    """Give every part of a plan its place."""
    block = plan.cell * max(room.sizes) if max(room.sizes) > 1 else plan.above + plan.below + 2 * plan.r
    top = room.top + (room.content - block) / 2
    middle = top + block / 2 + (plan.above - plan.below) / 2
    first = room.margin + plan.r_input
    step = 2 * plan.r + plan.gap
    xs = [first] + [first + plan.r_input + plan.gap + plan.r + step * l for l in range(room.L)]
    nodes = tuple(
        _column(n, xs[l], middle, plan.r if l else plan.r_input, _pitch(n, room, plan))
        for l, n in enumerate(room.sizes)
    )
    ones: tuple[tuple[Spot, ...], ...] = ()
    if plan.one:
        ones = ((), *(tuple(_one(node, plan) for node in column) for column in nodes[1:]))
    width, height = plan.cost
    cost = Box.around(room.width - room.margin - width / 2, middle, width, height)
    line = room.text.line
    header = top - 0.9 * line if max(room.sizes) == 1 and plan.one else room.top - line
    return Layout(
        room.width, room.height, plan.detail, nodes, ones, cost, plan.pill, plan.pill_gap,
        max(header, 0.8 * line), room.height - line,
    )  # fmt: skip


def _pitch(n: int, room: _Room, plan: _Plan) -> float:
    """Return how far apart the nodes of a column stand: farther where another column is crowded."""
    return plan.cell if plan.cell >= _CROWDED else min(room.content / n, _CROWDED)


def _column(n: int, x: float, middle: float, r: float, cell: float) -> tuple[Spot, ...]:
    return tuple(Spot(x, middle + (j - (n - 1) / 2) * cell, r) for j in range(n))


def _one(node: Spot, plan: _Plan) -> Spot:
    return Spot(node.x, node.y - node.r - plan.above + plan.one, plan.one)
