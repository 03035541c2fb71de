"""Where everything of the diagram stands, given the layer sizes and the room there is. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

import numpy as np

from engine.nn.types import Array
from engine.session.places import Place
from gui.diagram.condensed import Fold, Folds, Stack, stack_of, strip_of
from gui.diagram.geometry import Box, Spot, between
from gui.diagram.measures import DESK, Measures
from gui.diagram.planning import Controls, Detail, Plan, Room, TextSizes, plan_of
from gui.diagram.settled import Ground, settled

__all__ = ["Controls", "Detail", "Layout", "TextSizes", "arrange", "edge_lines"]

_CROWDED = 16.0
"""Columns whose nodes have less room than this, px, do not say how far apart those of smaller ones stand."""
_AIR = 6.0
"""Over and under the cells of a condensed layer, px."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where nodes, biases, cost, headers and pills stand.

    Attributes
    ----------
    width, height : float
        Of the view.
    nodes : tuple of tuple of Spot
        ``nodes[l][j]``; of a condensed layer a node that is not drawn in full has its cell.
    ones : tuple of tuple of Spot
        The constant-1 node above ``nodes[l][j]``; empty where biases are folded away.
    cost : Box
    pill : tuple of float
        Width and height of a δ pill.
    pill_gap : float
        From the rim of a node to its pill.
    columns : tuple of float
        Middle of each layer, across.
    ground : Ground
        Where nodes may be put by hand.
    span : float
        Height of the whole network; larger than the view where it is zoomed.
    stacks : tuple of Stack or None
        The cells of each condensed layer.
    sizes : tuple of int
        Nodes of each layer.
    controls : Controls
    measures : Measures
        What is drawn how large.
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
    columns: tuple[float, ...]
    ground: Ground
    span: float
    stacks: tuple[Stack | None, ...]
    controls: Controls
    measures: Measures = DESK
    sizes: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", tuple(map(len, self.nodes)))

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.nodes) - 1

    @property
    def pitch(self) -> float:
        """Distance between two columns of nodes: the first two, as a rule the nearest."""
        drawn = [l for l, stack in enumerate(self.stacks) if stack is None or stack.shown]
        ways = [self.columns[b] - self.columns[a] for a, b in pairwise(drawn) if b == a + 1]
        return ways[0] if ways else self.columns[1] - self.columns[0]

    @property
    def top(self) -> float:
        """Where headers and the buttons under them end, down."""
        return self.header_y + 1.75 * self.controls.head

    @property
    def is_condensed(self) -> bool:
        """Some layer is drawn in part."""
        return any(self.stacks)

    @property
    def is_part(self) -> bool:
        """The view shows a part of it."""
        return self.span > self.height

    def is_shown(self, layer: int, j: int) -> bool:
        """Say whether a node is drawn in full."""
        stack = self.stacks[layer]
        return stack is None or j in stack.shown

    def shown(self, layer: int) -> tuple[int, ...]:
        """Return the nodes of a layer that are drawn in full."""
        stack = self.stacks[layer]
        return tuple(range(self.sizes[layer])) if stack is None else stack.shown

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
        y = self.cost.cy + (node.y - self.cost.cy) * min(1.0, 0.35 * self.cost.h / self.span)
        target = Spot(self.cost.x, y, 0.0)
        return between(node, target)

    def seen_from(self, x: float, y: float, width: float, height: float) -> Layout:
        """Return the part of it that a view shows whose corner is at (x, y); headers stay in sight."""
        return replace(
            self,
            width=width,
            height=height,
            nodes=tuple(_shifted(column, x, y) for column in self.nodes),
            ones=tuple(_shifted(column, x, y) for column in self.ones),
            cost=Box(self.cost.x - x, self.cost.y - y, self.cost.w, self.cost.h),
            foot_y=self.foot_y - self.height + height,
            columns=tuple(column - x for column in self.columns),
            ground=self.ground.shifted(-x, -y),
            stacks=tuple(stack.shifted(-x, -y) if stack else None for stack in self.stacks),
        )


def _shifted(column: Iterable[Spot], x: float, y: float) -> tuple[Spot, ...]:
    return tuple(Spot(spot.x - x, spot.y - y, spot.r) for spot in column)


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


def arrange(
    sizes: Sequence[int],
    width: float,
    height: float,
    text: TextSizes | None = None,
    controls: Controls | None = None,
    folds: Folds | None = None,
    places: Iterable[Place] = (),
) -> Layout:
    """Place a network in a view.

    Parameters
    ----------
    sizes : sequence of int
        Nodes of each layer, the input layer first.
    width, height : float
        Of the view, in px.
    text : TextSizes, optional
    controls : Controls, optional
    folds : Folds, optional
        What is condensed; all nodes are drawn in full if not given.
    places : iterable of Place
        Where nodes were put by hand.

    Returns
    -------
    Layout
        No two nodes overlap, however small they must get.
    """
    rows, narrow = (folds.rows, folds.narrow) if folds else (0, frozenset())
    room = Room(tuple(sizes), width, height, text or TextSizes(), controls or Controls(), rows, narrow)
    return _place(room, plan_of(room), folds, tuple(places))


def _place(room: Room, plan: Plan, folds: Folds | None, places: tuple[Place, ...]) -> Layout:
    """Give every part of a plan its place."""
    block = plan.cell * room.most if room.most > 1 else plan.above + plan.below + 2 * plan.r
    top = room.top + (room.content - block) / 2
    middle = top + block / 2 + (plan.above - plan.below) / 2
    xs = _columns(room, plan)
    folded = folds.layers if folds else (None,) * len(room.sizes)
    stacks = tuple(
        _stack(l, fold, room, plan, xs[l], middle) if fold else None for l, fold in enumerate(folded)
    )
    nodes = tuple(_column(l, xs[l], middle, room, plan, stack) for l, stack in enumerate(stacks))
    ground = _ground(room, plan, xs)
    nodes = settled(nodes, [place for place in places if not _is_folded(place, stacks)], ground)
    ones: tuple[tuple[Spot, ...], ...] = ()
    if plan.one:
        ones = ((), *(tuple(_one(node, plan) for node in column) for column in nodes[1:]))
    width, height = plan.cost
    cost = Box.around(room.width - room.margin - width / 2, middle, width, height)
    line = room.text.line
    header = top - 0.9 * line if room.most == 1 and plan.one else room.top - line
    return Layout(
        room.width, room.height, plan.detail, nodes, ones, cost, plan.pill, plan.pill_gap,
        max(header - room.controls.head, 0.8 * line), room.height - line, tuple(xs), ground, room.height,
        stacks, room.controls, room.measures,
    )  # fmt: skip


def _columns(room: Room, plan: Plan) -> list[float]:
    """Return the middle of each layer, across."""
    halves = room.halves(plan.r, plan.r_input)
    steps = (a + way * plan.gap + b for (a, b), way in zip(pairwise(halves), room.ways, strict=False))
    return list(accumulate(steps, initial=room.margin + halves[0]))


def _is_folded(place: Place, stacks: Sequence[Stack | None]) -> bool:
    """Say whether a node is of a condensed layer, where none can be put elsewhere."""
    return place.layer < len(stacks) and stacks[place.layer] is not None


def _ground(room: Room, plan: Plan, xs: Sequence[float]) -> Ground:
    """Return where nodes may be put: every layer in its band, a node with its bias and its pill."""
    area = Box(room.margin, room.top, room.width - 2 * room.margin - plan.cost[0], room.content)
    ends = [area.x, *((a + b) / 2 for a, b in pairwise(xs)), area.x + area.w - plan.gap / 4]
    above = plan.above + plan.one if plan.one else 0.0
    return Ground(area, tuple(pairwise(ends)), above, plan.below)


def _column(
    layer: int, x: float, middle: float, room: Room, plan: Plan, stack: Stack | None
) -> tuple[Spot, ...]:
    r = plan.r if layer else plan.r_input
    n = room.sizes[layer]
    if stack is None:
        pitch = _pitch(n, room, plan)
        return tuple(Spot(x, middle + (j - (n - 1) / 2) * pitch, r) for j in range(n))
    places = {j: slot for slot, j in enumerate(stack.shown)}
    first = middle - (room.rows - 1) / 2 * plan.cell
    return tuple(
        Spot(x, first + places[j] * plan.cell, r) if j in places else stack.spot(j) for j in range(n)
    )


def _stack(layer: int, fold: Fold, room: Room, plan: Plan, x: float, middle: float) -> Stack:
    """Place the cells of a condensed layer under its nodes, or in the middle where none is drawn."""
    if layer in room.narrow:
        half = room.halves(plan.r, plan.r_input)[layer]
        return strip_of(
            layer,
            fold,
            room.sizes[layer],
            Box.around(x, middle, 2 * half, room.content - 2 * _AIR),
            room.text.scale,
        )
    slot = middle + (len(fold.shown) - room.rows / 2) * plan.cell
    top = slot - plan.cell / 2 + plan.r + plan.below + _AIR
    foot = room.top + room.content - _AIR
    wide = min(0.72 * (2 * plan.r + plan.gap), 2 * (x - 4.0) if layer == 0 else room.width)
    return stack_of(
        layer, fold, room.sizes[layer], Box.around(x, (top + foot) / 2, wide, foot - top),
        room.text.scale, room.text.line,
    )  # fmt: skip


def _pitch(n: int, room: Room, plan: Plan) -> float:
    """Return how far apart the nodes of a column stand: farther where another column is crowded."""
    return plan.cell if plan.cell >= _CROWDED else min(room.content / n, _CROWDED)


def _one(node: Spot, plan: Plan) -> Spot:
    return Spot(node.x, node.y - node.r - plan.above + plan.one, plan.one)
