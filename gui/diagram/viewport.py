"""Which part of the network the diagram shows, and how large. Pure, no Qt.

Zoomed in, the network is laid out for a larger view than there is, so that more numbers have room: it is
not merely magnified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.diagram.geometry import Box, Point

__all__ = ["MOST", "STEP", "Viewport", "overview_box", "shares_at"]

MOST = 12.0
"""The network is laid out at most so many times as large as the view."""
STEP = 1.25
"""One notch of the wheel, or one press of a key."""
_NEARLY = 1.02
"""Less is all of it."""
_MARGIN = 24.0
"""What is brought into view gets so far from the rim, px."""

_SHARE, _WIDEST = 0.2, 190.0
"""Width of the sketch as a share of the view, and px at most."""
_CORNER = 10.0
"""Between the sketch and the corner of the view, px."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A part of the network.

    Attributes
    ----------
    zoom : float
        How many times as large as the view the whole is, from 1 on.
    x, y : float
        Where the corner of the view is, as a share of the whole.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Everything is in view."""
        return self.zoom == 1.0

    def corner(self, width: float, height: float) -> Point:
        """Return where the corner of a view of that size is in the whole, px."""
        return self.x * width * self.zoom, self.y * height * self.zoom

    def zoomed(self, factor: float, across: float = 0.5, down: float = 0.5) -> Viewport:
        """Return it larger or smaller; what is at a share of the view stays there."""
        zoom = min(max(self.zoom * factor, 1.0), MOST)
        if zoom < _NEARLY:
            return Viewport()
        x = self.x + across * (1.0 / self.zoom - 1.0 / zoom)
        y = self.y + down * (1.0 / self.zoom - 1.0 / zoom)
        return _inside(Viewport(zoom, x, y))

    def panned(self, dx: float, dy: float) -> Viewport:
        """Return it with its content moved by shares of the view."""
        return _inside(replace(self, x=self.x - dx / self.zoom, y=self.y - dy / self.zoom))

    def centred(self, x: float, y: float) -> Viewport:
        """Return it with its middle at shares of the whole."""
        half = 0.5 / self.zoom
        return _inside(replace(self, x=x - half, y=y - half))

    def showing(self, box: Box, width: float, height: float) -> Viewport:
        """Return it moved as little as brings a box of a view of that size into it."""
        dx = _way(box.x, box.x + box.w, width)
        dy = _way(box.y, box.y + box.h, height)
        return self if dx == dy == 0.0 else self.panned(dx / width, dy / height)


def _inside(viewport: Viewport) -> Viewport:
    """Keep a view within the whole."""
    most = 1.0 - 1.0 / viewport.zoom
    return replace(viewport, x=min(max(viewport.x, 0.0), most), y=min(max(viewport.y, 0.0), most))


def _way(low: float, high: float, room: float) -> float:
    """Return how far something between two places must be moved to be in view."""
    if low < 0.0:
        return _MARGIN - low
    return room - _MARGIN - high if high > room else 0.0


def overview_box(width: float, height: float) -> Box:
    """Return where the sketch stands in a view of that size: in its lower right corner."""
    wide = min(_SHARE * width, _WIDEST)
    high = wide * height / width
    return Box(width - wide - _CORNER, height - high - _CORNER, wide, high)


def shares_at(x: float, y: float, box: Box) -> Point:
    """Return which shares of the whole are under a point of the sketch."""
    return (x - box.x) / box.w, (y - box.y) / box.h
