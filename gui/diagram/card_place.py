"""Where the card stands: beside what it describes, never over it. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.nn.types import Ref
from gui.diagram.geometry import Box, Point
from gui.diagram.hit import Hit, Shape
from gui.diagram.moment import bias_of, edge_of, node_of
from gui.diagram.picture import Label, Picture

_GAP = 8.0
"""Between the card and what it describes, px."""


def described(hit: Hit, picture: Picture, at: Point) -> Box:
    """Return the room that the card must leave free: the thing itself and all that is said of it.

    Parameters
    ----------
    hit : Hit
    picture : Picture
    at : Point
        Where the pointer is.
    """
    pointer = Box.around(*at, 8.0, 8.0)
    own = pointer if isinstance(hit.shape, tuple) else pointer.joined(_box(hit.shape))
    homes = {home for ref in hit.refs if (home := _home(ref)) is not None}
    for label in picture.all_labels():
        if any(_home(ref) in homes for ref in label.refs):
            own = own.joined(label.box)
    for home in homes:
        if len(home) == 2:
            own = own.joined(picture.layout.nodes[home[0]][home[1]].box)
    return own


def place_card(
    keep: Box, size: tuple[float, float], view: Box, others: Sequence[Box] = (), gap: float = _GAP
) -> Point:
    """Return the top left of a card: beside what must stay free, where it covers least else.

    Parameters
    ----------
    keep : Box
        What it must not cover.
    size : tuple of float
        Width and height of the card.
    view : Box
        The screen.
    others : sequence of Box
        What it had better not cover.
    """
    width, height = size
    right, left = keep.x + keep.w + gap, keep.x - gap - width
    below, above = keep.y + keep.h + gap, keep.y - gap - height
    end = keep.x + keep.w - width
    corners = (
        (right, keep.y), (left, keep.y), (keep.x, below), (keep.x, above), (end, below), (end, above),
    )  # fmt: skip
    boxes = [_inside(Box(x, y, width, height), view) for x, y in corners]
    best = min(boxes, key=lambda box: (box.shared(keep) > 0, sum(box.shared(other) for other in others)))
    return best.x, best.y


def obstacles(picture: Picture) -> list[Box]:
    """Return what a card had better not cover: nodes, labels and the cost."""
    nodes = (node.spot.box for node in picture.nodes)
    labels: Iterable[Label] = picture.all_labels()
    return [*nodes, *(label.box for label in labels), picture.cost.box]


def _inside(box: Box, view: Box) -> Box:
    x = max(min(box.x, view.x + view.w - box.w), view.x)
    y = max(min(box.y, view.y + view.h - box.h), view.y)
    return Box(x, y, box.w, box.h)


def _box(shape: Shape) -> Box:
    if isinstance(shape, Box):
        return shape
    if isinstance(shape, tuple):
        x0, y0, x1, y1 = shape
        return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
    return shape.box


def _home(ref: Ref) -> tuple[int, ...] | None:
    """Return the edge, the bias or the node that a quantity is drawn at."""
    if (edge := edge_of(ref)) is not None:
        return edge
    if (bias := bias_of(ref)) is not None:
        return -1, *bias, -1
    return node_of(ref)
