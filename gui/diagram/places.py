"""One box tried in thousands of places at once: what `Placer.is_free` says of one place, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.nn.types import Array
from gui.diagram.geometry import Box, Spot

__all__ = ["BoolArray", "Places"]

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where a box of one size could be put.

    Attributes
    ----------
    lefts, tops : ndarray, shape (n,)
    width, height : float
    rights, feet : ndarray, shape (n,)
    """

    lefts: Array
    tops: Array
    width: float
    height: float
    rights: Array = field(init=False)
    feet: Array = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rights", self.lefts + self.width)
        object.__setattr__(self, "feet", self.tops + self.height)

    def box(self, number: int) -> Box:
        """Return the box in one of the places."""
        return Box(float(self.lefts[number]), float(self.tops[number]), self.width, self.height)

    def inside(self, view: Box, rim: float) -> BoolArray:
        """Say in which places it is inside a view, and so far from its edge."""
        across = (self.lefts >= view.x + rim) & (self.rights <= view.x + view.w - rim)
        return across & (self.tops >= view.y + rim) & (self.feet <= view.y + view.h - rim)

    def off(self, taken: Iterable[tuple[float, float, float, float]], air: float) -> BoolArray:
        """Say in which places it keeps so far from all of some boxes: left, top, right and bottom of each."""
        fits = np.ones(len(self.lefts), dtype=np.bool_)
        for left, top, right, foot in taken:
            aside = (self.lefts - air >= right) | (self.rights + air <= left)
            fits &= aside | (self.tops - air >= foot) | (self.feet + air <= top)
        return fits

    def off_nodes(self, nodes: Iterable[Spot], gap: float) -> BoolArray:
        """Say in which places it keeps so far from all of some nodes."""
        fits = np.ones(len(self.lefts), dtype=np.bool_)
        for node in nodes:
            dx = node.x - np.clip(node.x, self.lefts - gap, self.rights + gap)
            dy = node.y - np.clip(node.y, self.tops - gap, self.feet + gap)
            fits &= dx * dx + dy * dy >= node.r**2
        return fits
