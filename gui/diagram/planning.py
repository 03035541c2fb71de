"""How large nodes are and how far apart they stand: the richest plan there is room for. Pure, no Qt.

Three levels of detail are tried, the richest first: every number in the node (`Detail.FULL`), the
activation only (`Detail.VALUE`), nodes too small for a number (`Detail.DOT`). Numbers are given up
before text gets smaller than it may.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from gui.diagram.measures import DESK, Measures

__all__ = ["LEAST_GAP", "Controls", "Detail", "Plan", "Room", "TextSizes", "plan_of"]

_LEAST_CELL = 34.0
"""Height of the smallest node that is told apart at a desk, px at 100 %."""
LEAST_GAP = 12.0
"""In a lecture room there is so much between two columns, or some of them become cells."""
_STRIP, _BLOCK, _FEW_CELLS, _NEARER = 6.5, 26.0, 24, 0.3
"""Half the width of a column of cells, px, of up to so many and of more; and its gaps, in those of others."""


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
    play : float
        Height of a line of text in play.
    measures : Measures
        What else is drawn how large.
    """

    number: float = 44.0
    symbol: float = 22.0
    weight: float = 92.0
    delta: float = 104.0
    small: float = 42.0
    cost: float = 46.0
    line: float = 16.0
    scale: float = 1.0
    play: float = 16.0
    measures: Measures = DESK


@dataclass(frozen=True, slots=True)
class Controls:
    """Room that is kept for what is pressed, in px.

    Attributes
    ----------
    head : float
        Between the headers and the nodes.
    foot : float
        In the corner at the lower left, across.
    """

    head: float = 0.0
    foot: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
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


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to fill.

    Attributes
    ----------
    sizes : tuple of int
        Nodes of each layer, the input layer first.
    width, height : float
    text : TextSizes
    controls : Controls
    rows : int
        So many nodes stand under one another at most, where layers are condensed; 0 where all do.
    narrow : frozenset of int
        Layers of which there is nothing but cells.
    """

    sizes: tuple[int, ...]
    width: float
    height: float
    text: TextSizes
    controls: Controls = Controls()
    rows: int = 0
    narrow: frozenset[int] = frozenset()

    @property
    def measures(self) -> Measures:
        """What is drawn how large."""
        return self.text.measures

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.sizes) - 1

    @property
    def most(self) -> int:
        """Nodes of the longest column."""
        return self.rows or max(self.sizes)

    @property
    def margin(self) -> float:
        """Room left and right of everything."""
        return self.measures.margin or (28.0 if self.width > 600 else 18.0)

    @property
    def top(self) -> float:
        """Where the nodes may begin."""
        return self.measures.head * self.text.line + self.controls.head

    @property
    def content(self) -> float:
        """Height that the nodes have."""
        return max(self.height - self.top - self.measures.foot * self.text.line, 40.0)

    @property
    def cell(self) -> float:
        """Height that each node of the longest column has."""
        return self.content / self.most

    @property
    def least_cell(self) -> float:
        """Height without which a node is too small to be told apart: its layer is condensed."""
        if self.measures.is_room:
            return 2 * self.measures.least_r + self.text.play + 9
        return _LEAST_CELL * self.text.scale

    def gap(self, r: float, r_input: float, cost: float) -> float:
        """Room between two columns when nodes and cost have their widths."""
        return (self.width - 2 * self.margin - 2 * sum(self.halves(r, r_input)) - cost) / sum(self.ways)

    @property
    def ways(self) -> tuple[float, ...]:
        """Return how far apart columns stand, in gaps: cells stand nearer, the cost is near the output."""
        near = [a in self.narrow or a + 1 in self.narrow for a in range(self.L)]
        return (*(_NEARER if is_near else 1.0 for is_near in near), 0.75)

    def halves(self, r: float, r_input: float) -> tuple[float, ...]:
        """Return half the width of each column."""
        radii = (r_input, *(r for _ in range(self.L)))
        return tuple(self._cells(l) if l in self.narrow else radius for l, radius in enumerate(radii))

    def _cells(self, layer: int) -> float:
        """Return half the width of a column of cells."""
        return (_STRIP if self.sizes[layer] <= _FEW_CELLS else _BLOCK) * self.text.scale


def plan_of(room: Room) -> Plan:
    """Choose the richest plan there is room for; a condensed network has numbers in its nodes at most.

    In a lecture room no node is too small for a number.
    """
    if room.measures.is_room:
        return (None if room.rows else _full_in_room(room)) or _value_in_room(room)
    full = None if room.rows else _full(room)
    return full or _value(room) or _dot(room)


def _full(room: Room) -> Plan | None:
    """Plan nodes with z, the curve and a; None where they have no room."""
    text, s, L = room.text, room.text.scale, room.L
    one, stem = 12 * s, 32 * s
    pill_h, pill_gap = text.line + 9 * s, 9 * s
    single = room.most == 1
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
    return Plan(Detail.FULL, r, r_input, gap, room.cell, above, below, one, (cost, cost), pill, pill_gap)


def _value(room: Room) -> Plan | None:
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
    one = 8 * s if spare >= 28 * s and not room.rows else 0.0
    above = min(spare - 4, 34 * s) if one else 0.0
    gap = room.gap(r, r, cost)
    pill = (text.small + 14, pill_h)
    return Plan(Detail.VALUE, r, r, gap, cell, above, below, one, (cost, cost), pill, pill_gap)


def _dot(room: Room) -> Plan:
    """Plan nodes without numbers; there is always room for them."""
    text, s = room.text, room.text.scale
    cell = min(room.cell, 110 * s)
    cost = text.cost + 12
    pitch = (room.width - 2 * room.margin - cost) / (room.L + 0.75)
    r = min(0.36 * cell, 0.24 * pitch, 15 * s)
    pill = (text.small + 14, text.line + 1)
    gap = room.gap(r, r, cost)
    square = (cost, min(cost, 3.6 * text.line))
    return Plan(Detail.DOT, r, r, gap, cell, 0.0, 0.0, 0.0, square, pill, 2.0)


def _full_in_room(room: Room) -> Plan | None:
    """Plan nodes with z, the curve and a for a lecture room; None where they have no room.

    In low views the stems of biases are short, and what travels between two pills has its number above.
    """
    text, s, single = room.text, room.text.scale, room.most == 1
    one, pill_gap, pill_h = 11 * s, 6 * s, text.play + 2
    above, below = 2 * one + 20 * s, pill_gap + pill_h + 4
    least = max((text.symbol + text.number + 4) / 2 / 0.82, room.measures.least_r, 2.3 * text.line)
    cost = text.cost + 14
    sides = room.width - 2 * room.margin - max(cost, 1.2 * least) - (room.L + 0.75) * (text.weight + 10 * s)
    r = min((room.cell - above - below) / 2, sides / (2 * room.L + 1.3), max(60 * s, least))
    if r < least:
        return None
    spare = room.cell - above - below - 2 * r
    row = text.line + 4 if single and spare >= text.line + 4 else 0.0
    drop = min(0.2 * (spare - row), 8 * s)
    above += min(0.8 * (spare - row), 34 * s)
    below, pill_gap = below + row + drop, pill_gap + drop
    r_input = max(0.6 * r, text.number / 2 + 5, room.measures.least_r)
    cost = max(1.2 * r, cost)
    pill = (max(text.delta, 1.6 * r), pill_h)
    gap = room.gap(r, r_input, cost)
    return Plan(Detail.FULL, r, r_input, gap, room.cell, above, below, one, (cost, cost), pill, pill_gap)


def _value_in_room(room: Room) -> Plan:
    """Plan nodes with one number, or with none where they have no room for it."""
    text, s, least = room.text, room.text.scale, room.measures.least_r
    pill_h, pill_gap, cost = text.play + 2, 2.0, text.cost + 14
    cell = min(room.cell, 128 * s)
    high, roomy = (cell - pill_h - pill_gap - 3) / 2, max(text.small / 2 + 1, least)
    roomier = min(high, max(29 * s, roomy + 2))
    tried = ((roomier, 40 * s), (roomy, LEAST_GAP))
    fits = (r for r, gap in tried if roomy <= r <= high and room.gap(r, r, cost) >= gap)
    r = next(fits, least)
    cost, below = max(min(2 * r, 1.3 * cost), cost), pill_gap + pill_h
    spare = cell - 2 * r - below
    gap = room.gap(r, r, cost)
    one = 11 * s if spare >= 42 * s and gap >= 40 * s and not room.rows else 0.0
    above = min(spare - 4, 46 * s) if one else 0.0
    pill = (text.small + 14, pill_h)
    return Plan(Detail.VALUE, r, r, gap, cell, above, below, one, (cost, cost), pill, pill_gap)
