"""One mark on the audience view: what was drawn with a tool, in shares of the page. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import hypot
from typing import Literal, get_args

__all__ = ["MOST_POINTS", "TOOLS", "At", "Stroke", "Tool", "around", "begun", "placed"]

At = tuple[float, float]
"""A place of the page: its distance from the left and from above, as shares of width and height."""
Tool = Literal["pen", "arrow", "ring", "spotlight"]
"""What leaves a mark; the laser dot leaves none."""
TOOLS: tuple[Tool, ...] = get_args(Tool)

MOST_POINTS = 2000
"""A longer line of the pen keeps every second of its points."""
_DECIMALS = 5
"""Of a share: a hundredth of a pixel."""
_NEAR = 0.002
"""The pen notes no point that is nearer to the last, a share of the page."""
_CLICK = 0.015
"""A way that is shorter, as a share of the height, is a click and no drag."""
_USUAL = {"ring": 0.075, "spotlight": 0.19}
"""Radius of what a click makes, as a share of the height: a node, and a node with all that is said of it."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the pen, or (from one corner or end to the other) an arrow, a ring or a spotlight.

    Attributes
    ----------
    tool : Tool
    points : tuple of (x, y)
        Shares from 0 to 1. A line of the pen has one and more, all else has two.

    Raises
    ------
    ValueError
        If it is no mark.
    """

    tool: Tool
    points: tuple[At, ...]

    def __post_init__(self) -> None:
        if self.tool not in TOOLS:
            raise ValueError(f"there is no tool called {self.tool!r}: it is one of {', '.join(TOOLS)}")
        if not all(0.0 <= x <= 1.0 and 0.0 <= y <= 1.0 for x, y in self.points):
            raise ValueError(f"a mark of the {self.tool} lies on the page: its shares are from 0 to 1")
        if self.tool == "pen" and not 1 <= len(self.points) <= MOST_POINTS:
            raise ValueError(f"a line of the pen has 1 to {MOST_POINTS} points, not {len(self.points)}")
        if self.tool != "pen" and len(self.points) != 2:
            raise ValueError(f"a mark of the {self.tool} has 2 points, not {len(self.points)}")

    def to(self, at: At) -> Stroke:
        """Return the mark as it is once the hand has moved on."""
        at = placed(at)
        if self.tool != "pen":
            return replace(self, points=(self.points[0], at))
        if all(abs(new - old) < _NEAR for new, old in zip(at, self.points[-1], strict=True)):
            return self
        return replace(self, points=(*_thinned(self.points), at))

    def length(self, aspect: float) -> float:
        """Return the way from the first to the last point, as a share of the height."""
        (x0, y0), (x1, y1) = self.points[0], self.points[-1]
        return hypot((x1 - x0) * aspect, y1 - y0)

    def finished(self, aspect: float) -> Stroke | None:
        """Return what is left when the hand lets go: a click makes a ring of the usual size, but no arrow.

        Parameters
        ----------
        aspect : float
            Width of the page as a multiple of its height.
        """
        if self.tool == "pen" or self.length(aspect) >= _CLICK:
            return self
        if self.tool == "arrow":
            return None
        return around(self.tool, self.points[-1], aspect)


def around(tool: Tool, at: At, aspect: float) -> Stroke:
    """Return a ring or a spotlight of the usual size round a place; at the rim of the page, a part of it."""
    (x, y), r = at, _USUAL[tool]
    return Stroke(tool, (placed((x - r / aspect, y - r)), placed((x + r / aspect, y + r))))


def begun(tool: Tool, at: At) -> Stroke:
    """Return the mark that begins where the hand presses."""
    at = placed(at)
    return Stroke(tool, (at,) if tool == "pen" else (at, at))


def placed(at: At) -> At:
    """Bring a place onto the page; digits that nobody sees go."""
    x, y = (round(min(max(share, 0.0), 1.0), _DECIMALS) for share in at)
    return x, y


def _thinned(points: Iterable[At]) -> tuple[At, ...]:
    """Make room for one more point: of a line that is full every second one goes, its ends stay."""
    kept = tuple(points)
    return kept if len(kept) < MOST_POINTS else (*kept[:-1:2], kept[-1])
