"""Wide layers in little room: some of their nodes in full, all of them as small cells. Pure, no Qt.

Which nodes are drawn in full does not jump about: most of them are the same always, the others those that
are in play, selected or walked over. All stand in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from math import ceil, isqrt

import numpy as np

from engine.nn.types import Array
from gui.diagram.geometry import Box, Point, Spot
from gui.diagram.planning import LEAST_GAP, Detail, Room, plan_of

__all__ = ["Fold", "Folds", "Stack", "folds_of", "usual_order"]

_HIGHEST = 14
"""So many cells stand under one another in a layer that is nothing else."""
_LEAST_ROWS = 3
_LARGEST = 13.0
"""Side of a cell, px at 100 %."""
_GUESTS = 3
"""So many places of a layer, half of them at most, belong to whoever is asked for."""
_PICTURE = 4
"""From so many cells a side on, inputs that make a square are shown as one: they may be a picture."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A layer that is condensed.

    Attributes
    ----------
    shown : tuple of int
        The nodes drawn in full, from above.
    grid : tuple of int
        Rows and columns of the cells.
    slots : int
        Rows of nodes that the cells take.
    """

    shown: tuple[int, ...]
    grid: tuple[int, int]
    slots: int


@dataclass(frozen=True, slots=True)
class Folds:
    """What of a network is condensed.

    Attributes
    ----------
    rows : int
        Nodes of the longest column, the room of cells counted as nodes.
    layers : tuple of Fold or None
        None for a layer that is drawn as a whole.
    """

    rows: int
    layers: tuple[Fold | None, ...]

    @property
    def narrow(self) -> frozenset[int]:
        """Layers of which there is nothing but cells."""
        return frozenset(l for l, fold in enumerate(self.layers) if fold and not fold.shown)


@dataclass(frozen=True, slots=True)
class Stack:
    """The cells of a condensed layer, one for each of its nodes.

    Attributes
    ----------
    layer : int
    box : Box
        All cells.
    columns : int
    n : int
        Nodes of the layer.
    shown : tuple of int
        Those that are drawn in full besides, from above.
    caption : tuple of float
        Middle of the line that says how many more there are.
    """

    layer: int
    box: Box
    columns: int
    n: int
    shown: tuple[int, ...]
    caption: Point

    @property
    def side(self) -> float:
        """Side of a cell, px."""
        return self.box.w / self.columns

    def cell(self, j: int) -> Box:
        """Return where a node has its cell."""
        row, column = divmod(j, self.columns)
        return Box(self.box.x + column * self.side, self.box.y + row * self.side, self.side, self.side)

    def spot(self, j: int) -> Spot:
        """Return the circle in the cell of a node: what it has in place of a node of its own."""
        cell = self.cell(j)
        return Spot(cell.cx, cell.cy, self.side / 2)

    def at(self, x: float, y: float) -> int | None:
        """Return the node whose cell is at a point."""
        column, row = (x - self.box.x) // self.side, (y - self.box.y) // self.side
        j = int(row) * self.columns + int(column)
        return j if 0 <= column < self.columns and row >= 0 and j < self.n else None

    def shifted(self, dx: float, dy: float) -> Stack:
        """Return it in another place."""
        box = Box(self.box.x + dx, self.box.y + dy, self.box.w, self.box.h)
        return replace(self, box=box, caption=(self.caption[0] + dx, self.caption[1] + dy))


def folds_of(
    room: Room,
    usual: Callable[[int], Sequence[int]],
    guests: Sequence[Sequence[int]],
    played: Collection[int] = (),
) -> Folds | None:
    """Decide what is condensed.

    Parameters
    ----------
    room : Room
        Of the whole network.
    usual : callable
        Returns the nodes of a layer, the one to show first at the front; asked only for condensed ones.
    guests : sequence of sequence of int
        For each layer the nodes that must be shown, the most wanted first.
    played : collection of int
        Layers in play: in a lecture room the last to become nothing but cells.

    Returns
    -------
    Folds or None
        None where every node has legible room.
    """
    rows = _rows(room)
    narrow = _narrow(replace(room, rows=rows), played) if room.measures.is_room else frozenset()
    if not (rows or narrow):
        return None
    rows = rows or max(room.sizes)
    layers = (
        _strip(n, rows) if l in narrow else _fold(l, n, rows, usual(l), guests[l]) if n > rows else None
        for l, n in enumerate(room.sizes)
    )
    return Folds(rows, tuple(layers))


def _narrow(room: Room, played: Collection[int]) -> frozenset[int]:
    """Choose the layers that are cells only: as few as there must be, and those in play last."""
    if plan_of(room).gap >= LEAST_GAP:
        return frozenset()
    ends = (0, room.L)
    narrow = frozenset(range(room.L + 1))
    for layer in sorted(narrow, key=lambda l: (l not in played, l not in ends, _distance(l, played), -l)):
        fewer = narrow - {layer}
        if plan_of(replace(room, rows=room.most, narrow=fewer)).gap >= LEAST_GAP:
            narrow = fewer
    return narrow


def _distance(layer: int, others: Collection[int]) -> int:
    return min((abs(layer - other) for other in others), default=0)


def _strip(n: int, rows: int) -> Fold:
    """Fold a whole layer: into one column, or a few."""
    columns = ceil(n / _HIGHEST)
    return Fold((), (ceil(n / columns), columns), rows)


def _rows(room: Room) -> int:
    """Return how many nodes with a number in them have room under one another; 0 where all are drawn."""
    text, most = room.text, max(room.sizes)
    least = room.measures.rows
    dots = max(int(room.content // room.least_cell), least)
    if most <= dots:
        return 0
    rows = min(max(int(room.content // (text.small + text.line + 9)), least), dots)
    return rows if plan_of(replace(room, rows=rows)).detail is Detail.VALUE else dots


def _fold(layer: int, n: int, rows: int, usual: Sequence[int], guests: Sequence[int]) -> Fold:
    grid = _grid(n, layer == 0)
    slots = 2 if grid[0] > _PICTURE and rows > _LEAST_ROWS else 1
    return Fold(chosen(rows - slots, usual, guests), grid, slots)


def _grid(n: int, is_input: bool) -> tuple[int, int]:
    """Choose rows and columns: a square for what may be a picture, else a wide strip."""
    side = isqrt(n)
    if is_input and side * side == n and side >= _PICTURE:
        return side, side
    rows = 2 if n <= 24 else max(3, ceil((n / 6) ** 0.5))
    return rows, ceil(n / rows)


def chosen(count: int, usual: Sequence[int], guests: Sequence[int]) -> tuple[int, ...]:
    """Choose which nodes of a layer are drawn in full.

    Parameters
    ----------
    count : int
        How many.
    usual : sequence of int
        All nodes, the one to show first at the front.
    guests : sequence of int
        Those that must be shown, the most wanted first.

    Returns
    -------
    tuple of int
        From above, in ascending order.
    """
    guests = list(dict.fromkeys(guests))[:count]
    base = list(usual[: count - min(_GUESTS, count // 2)])
    extra = [guest for guest in guests if guest not in base]
    while len(base) + len(extra) > count:
        base.remove(next(j for j in reversed(base) if j not in guests))
    extra += [j for j in usual if j not in base and j not in extra][: count - len(base) - len(extra)]
    return tuple(sorted((*base, *extra)))


def usual_order(X: Array) -> tuple[int, ...]:
    """Put first the inputs that tell samples apart: those that differ most from one to the next.

    Parameters
    ----------
    X : ndarray, shape (samples, inputs)
    """
    with np.errstate(all="ignore"):
        spread = np.nan_to_num(X.std(axis=0))
    return tuple(np.argsort(-spread, kind="stable").tolist())


def stack_of(layer: int, fold: Fold, n: int, room: Box, scale: float, line: float) -> Stack:
    """Place the cells of a layer.

    Parameters
    ----------
    layer : int
    fold : Fold
    n : int
        Nodes of the layer.
    room : Box
        Where they and their caption go.
    scale, line : float
        Text size, and height of a line of text.
    """
    rows, columns = fold.grid
    side = min(room.w / columns, (room.h - line - 2) / rows, _LARGEST * scale)
    top = room.y + line + 2
    box = Box(room.cx - side * columns / 2, top, side * columns, side * rows)
    return Stack(layer, box, columns, n, fold.shown, (room.cx, room.y + line / 2))


def strip_of(layer: int, fold: Fold, n: int, room: Box, scale: float) -> Stack:
    """Place the cells of a layer of which there is nothing else: in the middle of their room."""
    rows, columns = fold.grid
    side = min(room.w / columns, room.h / rows, _LARGEST * scale)
    return Stack(
        layer, Box.around(room.cx, room.cy, side * columns, side * rows), columns, n, (), (room.cx, room.y)
    )
