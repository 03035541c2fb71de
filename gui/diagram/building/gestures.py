"""Two gestures: something carried from the palette to its place, and a connection drawn back. Pure."""

from __future__ import annotations

from math import hypot
from typing import Literal

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.building.edit import Edit
from gui.diagram.building.parameters import restored
from gui.diagram.building.structure import add_layer, add_node
from gui.diagram.building.where import Column, Gap, Where, gap_at, where_at
from gui.diagram.geometry import Line, Point, Spot
from gui.diagram.layout import Layout

__all__ = ["HANDLE", "Carrying", "Joining", "Kind", "cut_from", "handle_at", "is_on_handle"]

Kind = Literal["layer", "node"]
_CATCH = 14.0
"""A node takes what comes so near to its rim, px."""
HANDLE = 6.0
"""Radius of the handle at which a connection is drawn out of a node, px."""


class Carrying:
    """A layer or a node on its way from the palette.

    Parameters
    ----------
    kind : {"layer", "node"}
    layout : Layout

    Attributes
    ----------
    where : Column, Gap or None
        Where it would be put; None where it can't be.
    """

    def __init__(self, kind: Kind, layout: Layout) -> None:
        self.kind, self._layout = kind, layout
        self.where: Where | None = None

    def move(self, at: Point) -> None:
        """Follow the mouse."""
        x, y = at
        inside = 0 <= x <= self._layout.width and 0 <= y <= self._layout.height
        if not inside:
            self.where = None
        elif self.kind == "layer":
            self.where = gap_at(self._layout, x)
        else:
            found = where_at(self._layout, x)
            is_hidden = isinstance(found, Column) and 0 < found.layer < self._layout.L
            self.where = found if is_hidden else None

    def edit(self, now: Frame) -> Edit | None:
        """Return what it does where it is let go of; None where it does nothing."""
        match self.where:
            case Gap(after):
                return add_layer(now, after)
            case Column(layer):
                return add_node(now, layer)
        return None


class Joining:
    """A connection that is drawn from a node to one of the next layer, where it had been cut.

    Parameters
    ----------
    tail : tuple of int
        Layer and number of the node that it starts from.
    frame : Frame
    layout : Layout

    Attributes
    ----------
    goals : dict
        The nodes that it can end at, by the Ref of the weight.
    caught : Ref or None
        The weight of the connection that is there when it is let go of now.
    """

    def __init__(self, tail: tuple[int, int], frame: Frame, layout: Layout) -> None:
        self.start = layout.nodes[tail[0]][tail[1]]
        self._end: Point = (self.start.x + self.start.r, self.start.y)
        self.caught: Ref | None = None
        self.goals: dict[Ref, Spot] = {
            ref: layout.nodes[ref.layer][ref.index[0]] for ref in cut_from(frame, tail)
        }

    @property
    def line(self) -> Line:
        """From the rim of its node to the mouse, or to the node that takes it."""
        x, y = self._end
        if self.caught is not None:
            goal = self.goals[self.caught]
            x, y = goal.x - goal.r, goal.y
        return self.start.x + self.start.r, self.start.y, x, y

    def move(self, at: Point) -> None:
        """Follow the mouse."""
        self._end = at
        near = {ref: hypot(at[0] - spot.x, at[1] - spot.y) - spot.r for ref, spot in self.goals.items()}
        nearest = min(near, key=lambda ref: near[ref], default=None)
        self.caught = nearest if nearest is not None and near[nearest] <= _CATCH else None

    def edit(self, now: Frame) -> Edit | None:
        """Return what it does where it is let go of; None where it does nothing."""
        return None if self.caught is None else restored(now, (self.caught,))


def cut_from(frame: Frame, tail: tuple[int, int]) -> list[Ref]:
    """List the connections out of a node that are cut, from top to bottom."""
    layer, k = tail
    return sorted(ref for ref in frame.network.cut if ref.layer == layer + 1 and ref.index[1] == k)


def handle_at(frame: Frame, layout: Layout, at: Point) -> tuple[int, int] | None:
    """Return the node whose handle is shown where the mouse is: one that a cut connection came from."""
    for layer, k in sorted({(ref.layer - 1, ref.index[1]) for ref in frame.network.cut}):
        spot = layout.nodes[layer][k]
        if hypot(at[0] - spot.x, at[1] - spot.y) <= spot.r + 2 * HANDLE:
            return layer, k
    return None


def is_on_handle(spot: Spot, at: Point) -> bool:
    """Say whether the mouse is on the handle at the right of a node."""
    return hypot(at[0] - spot.x - spot.r, at[1] - spot.y) <= HANDLE + 3
