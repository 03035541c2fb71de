"""What a hand does on the board: drags x or the wiggle, at their tiles or in a plot."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF

from gui.hands.targets import Pace
from gui.panels.chain_gadget.drawing import Axes, Drawing, Spot

__all__ = ["STEPS", "Drag", "drag_at", "rounded"]

STEPS: dict[Pace, float] = {"fine": 0.001, "usual": 0.01, "coarse": 0.1}
"""How far one px or one press of a key goes."""
_DIGITS: dict[Pace, int] = {"fine": 3, "usual": 2, "coarse": 1}
_NEAR = 10.0
"""Px around the moved point that still take hold of it."""


def rounded(value: float, pace: Pace) -> float:
    """Round to what a pace can tell apart; minus zero is zero."""
    return round(value, _DIGITS[pace]) + 0.0


@dataclass(frozen=True, slots=True)
class Drag:
    """A number that is held.

    Attributes
    ----------
    path : str
        "x" or "dx".
    start, x : float
        The number and the variable when it was taken hold of.
    at : float
        Where, px.
    axes : Axes or None
        Of the plot that it is dragged in; None at its tile, where way counts.
    """

    path: str
    start: float
    x: float
    at: float
    axes: Axes | None = None

    def value(self, px: float, pace: Pace) -> float:
        """Return the number at another place."""
        if self.axes is None:
            return rounded(self.start + (px - self.at) * STEPS[pace], pace)
        reached = self.axes.input_at(px)
        return rounded(reached - self.x if self.path == "dx" else reached, pace)


def drag_at(drawing: Drawing, spot: Spot | None, point: QPointF, x: float) -> Drag | None:
    """Return what a press takes hold of; None where that is nothing."""
    if spot is not None and spot.number is not None:
        return Drag(spot.path, spot.number, x, point.x())
    for grip in drawing.grips:
        if grip.rect.contains(point):
            goal = grip.goal
            near = goal is not None and hypot(point.x() - goal.x(), point.y() - goal.y()) <= _NEAR
            return Drag("dx" if near else "x", x, x, point.x(), grip.axes)
    return None
