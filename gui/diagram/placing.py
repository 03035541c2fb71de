"""Put labels where they overlap nothing: what finds no free place is left out, never squeezed.

What is in play in a lecture room is looked for a place farther away rather than left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import hypot

import numpy as np

from engine.nn.types import Array, Ref
from gui.diagram.geometry import Box, Line, Point, Spot
from gui.diagram.measures import Kind
from gui.diagram.picture import Fill, Label, Measure, Settling, padding_of
from gui.diagram.places import Places

PADLOCK = 0.92
"""Room for a padlock in front of a text, as a share of the height of its line."""

_CORNER = 3.0
"""A line may cut so much off a label's corner, px."""
_RIM = 6.0
"""Between what is in play in a lecture room and the edge of the view, px: a ring has room."""
_STEP, _RINGS = 6.0, ((0.0, 60.0), (60.0, 150.0), (150.0, 400.0))
"""How far apart places are, and how far away, px, where a label is looked for that must be read."""

_Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a box."""


def along(line: Line, share: float, aside: float = 0.0) -> Point:
    """Return a point of a line, moved aside: upwards where the line runs to the right and `aside` > 0."""
    x0, y0, x1, y1 = line
    dx, dy = x1 - x0, y1 - y0
    length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    return x0 + dx * share + dy / length * aside, y0 + dy * share - dx / length * aside


def is_straight(line: Line) -> bool:
    """Say whether a line is level or upright."""
    return abs(line[2] - line[0]) < 1 or abs(line[3] - line[1]) < 1


def swept(line: Line) -> Box:
    """Return the room that a level or upright chain of arrowheads takes."""
    x0, y0, x1, y1 = line
    return Box(min(x0, x1) - 4, min(y0, y1) - 5, abs(x1 - x0) + 8, abs(y1 - y0) + 10)


class Placer:
    """A view that fills up, the most important label first.

    Parameters
    ----------
    width, height : float
        Of the view; a label stays inside.
    measure : callable
        Tells width and height of lines of text.
    nodes : iterable of Spot
        What no label may cover.
    boxes : iterable of Box
        The same.
    """

    def __init__(
        self,
        width: float,
        height: float,
        measure: Measure,
        nodes: Iterable[Spot] = (),
        boxes: Iterable[Box] = (),
    ) -> None:
        self._view = Box(0, 0, width, height)
        self._measure = measure
        self._nodes = [(node.x - node.r, node.x + node.r, node) for node in nodes]
        self._taken = [_edges(box) for box in boxes]
        self._played: list[Box] = []
        self._yielding: list[_Edges] = []

    def size(self, kind: Kind, lines: tuple[str, ...], fill: Fill = "none") -> tuple[float, float]:
        """Return the room a label takes, with its padding."""
        width, height = self._measure(kind, lines)
        across, down = padding_of(kind, fill)
        return width + 2 * across, height + 2 * down

    def is_free(self, box: Box, gap: float = 0.0, lines: Iterable[Line] = (), rim: float = 2.0) -> bool:
        """Say whether a box is inside the view, covers nothing, and no line passes through.

        Parameters
        ----------
        box : Box
        gap : float
            Room that it keeps from every node.
        lines : iterable of Line
        rim : float
            Room that it keeps from the edge of the view.
        """
        across = box.x >= rim and box.x + box.w <= self._view.w - rim
        down = box.y >= rim and box.y + box.h <= self._view.h - rim
        if not (across and down):
            return False
        x, y, right, foot = box.x - 2, box.y - 2, box.x + box.w + 2, box.y + box.h + 2
        for left, top, end, bottom in self._taken:  # no calls: this is asked a hundred times a frame
            if x < end and left < right and y < bottom and top < foot:
                return False
        near, core = box.grown(gap), box.grown(-_CORNER)
        x, right = near.x, near.x + near.w
        for left, end, node in self._nodes:
            if x <= end and right >= left and node.overlaps(near):
                return False
        return not any(core.is_crossed(line) for line in lines)

    def take(self, box: Box) -> None:
        """Keep a box free of labels from now on."""
        self._taken.append(_edges(box))

    def let_cover(self, box: Box) -> None:
        """Let what is in play cover a box that was taken, where there is no place beside it."""
        self._yielding.append(_edges(box))

    def is_covered(self, label: Label) -> bool:
        """Say whether what is in play had to be put over a label."""
        others = (box for box in self._played if box != label.box)
        return any(box.overlaps(label.box) for box in others)

    def release(self, box: Box) -> None:
        """Give a box that was taken free again."""
        self._taken.remove(_edges(box))

    def label(
        self,
        variants: Sequence[tuple[str, ...]],
        points: Sequence[Point],
        like: Label,
        align: float = 0.0,
        least: float = 0.0,
        gap: float = 0.0,
        lines: Iterable[Line] = (),
    ) -> Label | None:
        """Find the first place where a label covers nothing, and take it.

        Parameters
        ----------
        variants : sequence of tuple of str
            The same said in different lines, the best first.
        points : sequence of (x, y)
            Where its middle may go, the best first.
        like : Label
            What it looks like.
        align : float
            Share of the width by which it stands right of its point: 0 centres it, 0.5 starts it there.
        least : float
            Width that it has at least.
        gap : float
            Room that it keeps from every node.
        lines : iterable of Line
            What must not pass under it.

        Returns
        -------
        Label or None
            None where there is no place.
        """
        ways = [(text, points) for text in variants]
        return self.label_in(ways, like, align, least, gap, lines)

    def label_in(
        self,
        ways: Sequence[tuple[tuple[str, ...], Sequence[Point]]],
        like: Label,
        align: float = 0.0,
        least: float = 0.0,
        gap: float = 0.0,
        lines: Iterable[Line] = (),
    ) -> Label | None:
        """Do the same where each of the variants has points of its own."""
        extra = PADLOCK * self._measure(like.kind, ("w",))[1] if like.padlock else 0.0
        lines, rim = tuple(lines), _RIM if like.kind == "play" else 2.0
        for text, points in ways:
            width, height = self.size(like.kind, text, like.fill)
            width = max(width + extra, least)
            for x, y in points:
                box = Box.around(x + align * width, y, width, height)
                if self.is_free(box, gap, lines, rim):
                    self.take(box)
                    self._played += [box] if like.kind == "play" else []
                    return replace(like, lines=text, box=box)
        if like.kind != "play":
            return None
        return self._searched([text for text, _ in ways], ways[0][1], like, align, extra, least, gap)

    def _searched(
        self,
        variants: Sequence[tuple[str, ...]],
        points: Sequence[Point],
        like: Label,
        align: float,
        extra: float,
        least: float,
        gap: float,
    ) -> Label | None:
        """Look farther and farther around for what must be read; rather than lose it, let it cover others."""
        x, y = points[0]
        firm = [box for box in self._taken if box not in self._yielding]
        free = [(ring, variants, taken) for ring in _RINGS for taken in (self._taken, firm)]
        for ring, texts, taken in (*free, ((0.0, _RINGS[-1][1]), variants[::-1], None)):
            for text in texts:
                width, height = self.size(like.kind, text, like.fill)
                width = max(width + extra, least)
                ways = _around(*ring)
                places = Places(
                    x + ways[:, 0] + (align - 0.5) * width, y + ways[:, 1] - height / 2, width, height
                )
                fits = places.inside(self._view, _RIM)
                if taken is None:
                    fits &= places.off(map(_edges, self._played), _RIM)
                else:
                    fits &= places.off(taken, 2.0)
                    fits &= places.off_nodes((node for *_, node in self._nodes), gap)
                if fits.any():
                    box = places.box(int(fits.argmax()))  # the nearest
                    self._played.append(box)
                    self.take(box)
                    return replace(like, lines=text, box=box)
        return None


@lru_cache(maxsize=8)
def _around(near: float, far: float) -> Array:
    """Return the ways to places in a ring, the shortest first, shape (places, 2)."""
    steps = range(-int(far // _STEP), int(far // _STEP) + 1)
    ways = [(_STEP * a, _STEP * b) for a in steps for b in steps]
    return np.array(sorted((way for way in ways if near <= hypot(*way) < far), key=lambda way: hypot(*way)))


def _edges(box: Box) -> _Edges:
    """Return left, top, right and bottom."""
    return box.x, box.y, box.x + box.w, box.y + box.h


def like(
    kind: Kind,
    role: str,
    *refs: Ref,
    fill: Fill = "none",
    faded: bool = False,
    padlock: str = "",
    ringed: bool = False,
    outlined: bool = False,
    settles: Settling = "",
) -> Label:
    """Make the pattern of a label, without text and place."""
    return Label((), Box(0, 0, 0, 0), kind, role, refs, fill, faded, padlock, ringed, outlined, settles)
