"""Where nodes stand that were put somewhere by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The place of one node in the diagram.

    Attributes
    ----------
    layer : int
        0 is the input layer.
    node : int
        Its number in the layer, from 0.
    x, y : float
        Shares of the diagram's free area, from 0 to 1: from the left, and from above.

    Raises
    ------
    ValueError
        If there can be no such node, or the place lies outside.
    """

    layer: int
    node: int
    x: float
    y: float

    def __post_init__(self) -> None:
        if self.layer < 0 or self.node < 0:
            raise ValueError(f"there is no node {self.node + 1} of layer {self.layer} to be placed")
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1):
            raise ValueError(f"a place is told by shares from 0 to 1, not by {self.x:g} and {self.y:g}")


def arranged(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places in the order of their nodes, one for each: where a node has several, the last."""
    return tuple(sorted({(place.layer, place.node): place for place in places}.values()))
