"""How large nodes are and how far apart they stand: the richest plan there is room for. Pure, no Qt.

Three levels of detail are tried, the richest first: every number in the node (`Detail.FULL`), the
activation only (`Detail.VALUE`), nodes too small for a number (`Detail.DOT`). Numbers are given up
before text gets smaller than it may.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Controls", "Detail", "Plan", "Room", "TextSizes", "plan_of"]


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
    """

    sizes: tuple[int, ...]
    width: float
    height: float
    text: TextSizes
    controls: Controls = Controls()
    rows: int = 0

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
        return 28.0 if self.width > 600 else 18.0

    @property
    def top(self) -> float:
        """Where the nodes may begin."""
        return 1.9 * self.text.line + self.controls.head

    @property
    def content(self) -> float:
        """Height that the nodes have."""
        return max(self.height - self.top - 1.8 * self.text.line, 40.0)

    @property
    def cell(self) -> float:
        """Height that each node of the longest column has."""
        return self.content / self.most

    def gap(self, r: float, r_input: float, cost: float) -> float:
        """Room between two columns when nodes and cost have their widths."""
        return (self.width - 2 * self.margin - 2 * r_input - 2 * r * self.L - cost) / (self.L + 0.75)


def plan_of(room: Room) -> Plan:
    """Choose the richest plan there is room for; a condensed network has numbers in its nodes at most."""
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
