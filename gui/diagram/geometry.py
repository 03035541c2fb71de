"""Boxes, circles and lines, in px. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]
Line = tuple[float, float, float, float]
"""x and y of the start, x and y of the end."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height in px."""

    x: float
    y: float
    w: float
    h: float

    @classmethod
    def around(cls, cx: float, cy: float, w: float, h: float) -> Box:
        """Return the box of a size around a centre."""
        return cls(cx - w / 2, cy - h / 2, w, h)

    @property
    def cx(self) -> float:
        """Centre, across."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """Centre, down."""
        return self.y + self.h / 2

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Say whether two boxes come nearer than `gap`."""
        return (
            self.x < other.x + other.w + gap
            and other.x < self.x + self.w + gap
            and self.y < other.y + other.h + gap
            and other.y < self.y + self.h + gap
        )

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point is inside."""
        return self.x <= x <= self.x + self.w and self.y <= y <= self.y + self.h

    def grown(self, gap: float) -> Box:
        """Return the box with so much more on every side."""
        return Box(self.x - gap, self.y - gap, self.w + 2 * gap, self.h + 2 * gap)

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right, foot = max(self.x + self.w, other.x + other.w), max(self.y + self.h, other.y + other.h)
        return Box(x, y, right - x, foot - y)

    def shared(self, other: Box) -> float:
        """Return the area that lies in both."""
        across = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        down = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return max(across, 0.0) * max(down, 0.0)

    def is_crossed(self, line: Line) -> bool:
        """Say whether a line passes through."""
        x0, y0, x1, y1 = line
        first, last = 0.0, 1.0
        sides = ((x0, x1 - x0, self.x, self.x + self.w), (y0, y1 - y0, self.y, self.y + self.h))
        for start, way, low, high in sides:
            if abs(way) < 1e-9:
                if not low < start < high:
                    return False
                continue
            enters, leaves = sorted(((low - start) / way, (high - start) / way))
            first, last = max(first, enters), min(last, leaves)
        return first < last


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle: centre and radius in px."""

    x: float
    y: float
    r: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box.around(self.x, self.y, 2 * self.r, 2 * self.r)

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point is inside."""
        return (x - self.x) ** 2 + (y - self.y) ** 2 <= self.r**2

    def overlaps(self, box: Box) -> bool:
        """Say whether a box reaches into the circle."""
        if box.x > self.x + self.r or box.x + box.w < self.x - self.r:  # most are far aside
            return False
        dx = self.x - min(max(self.x, box.x), box.x + box.w)
        dy = self.y - min(max(self.y, box.y), box.y + box.h)
        return dx * dx + dy * dy < self.r**2


def between(start: Spot, end: Spot) -> tuple[float, float, float, float]:
    """Return the line from the rim of one circle to the rim of another."""
    dx, dy = end.x - start.x, end.y - start.y
    length = max(hypot(dx, dy), 1e-6)
    ux, uy = dx / length, dy / length
    return (start.x + ux * start.r, start.y + uy * start.r, end.x - ux * end.r, end.y - uy * end.r)
