"""Where nodes stand that were put somewhere by hand: in their layer's band, and over nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.nn.types import Array
from engine.session.places import Place
from gui.diagram.geometry import Box, Point, Spot

__all__ = ["Ground", "settled"]

_STEP = 4.0
"""How far apart the spots are that are tried where one is taken, px."""
_ROUNDED = 1e-6
"""What touches does not overlap, px."""
_APART = 4.0
"""Between two nodes with what belongs to them, px."""

Node = tuple[int, int]
Nodes = tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where nodes may be put by hand.

    Attributes
    ----------
    area : Box
        All of it: what places are shares of.
    bands : tuple of (float, float)
        Left and right end of each layer's part: layers keep their order.
    above, below : float
        Room that a node takes over and under its circle: its bias, its δ pill.
    """

    area: Box
    bands: tuple[tuple[float, float], ...]
    above: float
    below: float

    def shifted(self, dx: float, dy: float) -> Ground:
        """Return it in another place."""
        area = Box(self.area.x + dx, self.area.y + dy, self.area.w, self.area.h)
        return Ground(area, tuple((a + dx, b + dx) for a, b in self.bands), self.above, self.below)

    def share(self, x: float, y: float) -> Point:
        """Return the shares of a point, from 0 to 1."""
        across, down = (x - self.area.x) / self.area.w, (y - self.area.y) / self.area.h
        return min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)

    def spot(self, layer: int, x: float, y: float, r: float) -> Spot:
        """Return a circle at a point, or as near to it as its layer's band is."""
        low, high = self.bands[layer]
        top, foot = self.area.y + self.above, self.area.y + self.area.h - self.below
        return Spot(_within(x, low + r + 2, high - r - 2), _within(y, top + r, foot - r), r)

    def block(self, spot: Spot) -> Box:
        """Return the room that a node takes with its bias and its pill."""
        r = spot.r
        return Box(spot.x - r, spot.y - r - self.above, 2 * r, 2 * r + self.above + self.below)


def settled(nodes: Nodes, places: Iterable[Place], ground: Ground) -> Nodes:
    """Place nodes where they are wanted, or as near as there is room.

    Parameters
    ----------
    nodes : tuple of tuple of Spot
        Where they stand by themselves.
    places : iterable of Place
        What comes later gives way. Those of nodes that there are not are ignored; where not everyone of a
        layer finds room, all of it stands by itself.
    ground : Ground

    Returns
    -------
    tuple of tuple of Spot
        No two overlap.
    """
    wanted = {
        (put.layer, put.node): put
        for put in places
        if 0 <= put.layer < len(nodes) and 0 <= put.node < len(nodes[put.layer])
    }
    if not wanted:
        return nodes
    return tuple(_layer(l, column, wanted, ground) for l, column in enumerate(nodes))


def _layer(
    layer: int,
    column: tuple[Spot, ...],
    wanted: dict[Node, Place],
    ground: Ground,
) -> tuple[Spot, ...]:
    """Settle one layer; all of it stands by itself where not everyone finds room."""
    moved = [j for l, j in wanted if l == layer]
    found = {j: spot for j, spot in enumerate(column) if j not in moved}
    for j in moved:
        put, r = wanted[layer, j], column[j].r
        x, y = ground.area.x + put.x * ground.area.w, ground.area.y + put.y * ground.area.h
        others = [ground.block(spot) for spot in found.values()]
        spot = nearest(ground.spot(layer, x, y, r), layer, others, ground)
        if spot is None:
            return column
        found[j] = spot
    return tuple(found[j] for j in range(len(column)))


def nearest(spot: Spot, layer: int, others: Sequence[Box], ground: Ground) -> Spot | None:
    """Return the nearest free spot to a wanted one; None where the band is full."""
    if not any(ground.block(spot).overlaps(other, _APART - _ROUNDED) for other in others):
        return spot
    xs, ys = _tried(spot, layer, others, ground)
    free = np.ones((ys.size, xs.size), dtype=bool)
    block = ground.block(spot)
    for other in others:
        across = np.abs(xs + block.cx - spot.x - other.cx) < (block.w + other.w) / 2 + _APART - _ROUNDED
        down = np.abs(ys + block.cy - spot.y - other.cy) < (block.h + other.h) / 2 + _APART - _ROUNDED
        free &= ~(down[:, None] & across[None, :])
    away = np.where(free, np.hypot(xs[None, :] - spot.x, ys[:, None] - spot.y), np.inf)
    row, column = np.unravel_index(int(away.argmin()), away.shape)
    return Spot(float(xs[column]), float(ys[row]), spot.r) if np.isfinite(away[row, column]) else None


def _tried(spot: Spot, layer: int, others: Sequence[Box], ground: Ground) -> tuple[Array, Array]:
    """Return across and down what is tried: a grid over the band, and what touches another node."""
    block, far = ground.block(spot), 1e9
    first, last = (ground.spot(layer, end, end, spot.r) for end in (-far, far))
    across = [spot.x, *np.arange(first.x, last.x + _STEP, _STEP).tolist()]
    down = [spot.y, *np.arange(first.y, last.y + _STEP, _STEP).tolist()]
    for other in others:
        wide, high = (block.w + other.w) / 2 + _APART, (block.h + other.h) / 2 + _APART
        across += [other.cx + way * wide + spot.x - block.cx for way in (-1, 1)]
        down += [other.cy + way * high + spot.y - block.cy for way in (-1, 1)]
    xs, ys = np.array(across), np.array(down)
    return xs[(xs >= first.x) & (xs <= last.x)], ys[(ys >= first.y) & (ys <= last.y)]


def _within(value: float, low: float, high: float) -> float:
    """Return the nearest number between two; the middle where there is none between."""
    return min(max(value, low), high) if low <= high else (low + high) / 2
