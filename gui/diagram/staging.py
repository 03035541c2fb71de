"""From a frame to its layout: what is condensed, what was put by hand, and which part is in view. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from engine.session.frame import Frame
from engine.session.places import Place
from engine.session.recent import Same
from gui.diagram.condensed import Folds, folds_of, usual_order
from gui.diagram.layout import Layout, arrange
from gui.diagram.moment import Moment, Node, homes
from gui.diagram.planning import Controls, Room, TextSizes
from gui.diagram.viewport import Viewport

__all__ = ["Stage", "stage_of"]


@dataclass(frozen=True, slots=True)
class Stage:
    """All that a layout depends on: the same stage is the same layout.

    Attributes
    ----------
    sizes : tuple of int
    width, height : float
        Of the view.
    text : TextSizes
    controls : Controls
    viewport : Viewport
    folds : Folds or None
    places : tuple of Place
    """

    sizes: tuple[int, ...]
    width: float
    height: float
    text: TextSizes
    controls: Controls = field(default_factory=Controls)
    viewport: Viewport = field(default_factory=Viewport)
    folds: Folds | None = None
    places: tuple[Place, ...] = ()

    def layout(self) -> Layout:
        """Lay the network out, and look at the part in view."""
        zoom = self.viewport.zoom
        width, height = self.width * zoom, self.height * zoom
        whole = arrange(self.sizes, width, height, self.text, self.controls, self.folds, self.places)
        if self.viewport.is_whole:
            return whole
        return whole.seen_from(*self.viewport.corner(self.width, self.height), self.width, self.height)


def stage_of(
    frame: Frame,
    size: tuple[float, float],
    text: TextSizes,
    controls: Controls | None = None,
    viewport: Viewport | None = None,
    opened: Iterable[Node] = (),
    places: tuple[Place, ...] | None = None,
) -> Stage:
    """Tell what the layout of a moment depends on.

    Parameters
    ----------
    frame : Frame
    size : tuple of float
        Of the view.
    text : TextSizes
    controls : Controls, optional
    viewport : Viewport, optional
        All is in view if not given.
    opened : iterable of (layer, node)
        What is shown in full besides what is in play and selected, the most wanted first.
    places : tuple of Place, optional
        Where nodes are put; as in the document if not given.
    """
    controls, viewport = controls or Controls(), viewport or Viewport()
    places = frame.document.places if places is None else places
    sizes = frame.network.sizes
    room = Room(sizes, size[0] * viewport.zoom, size[1] * viewport.zoom, text, controls)

    def usual(layer: int) -> Sequence[int]:
        return range(sizes[layer]) if layer else _inputs(Same(frame.setup.X))

    played = {layer for layer, _ in Moment(frame).touched} if text.measures.is_room else ()
    folds = folds_of(room, usual, _guests(frame, opened), played)
    return Stage(sizes, *size, text, controls, viewport, folds, places)


@lru_cache(maxsize=2)
def _inputs(table: Same) -> tuple[int, ...]:
    return usual_order(table.array)


def _guests(frame: Frame, opened: Iterable[Node]) -> list[list[int]]:
    """List for each layer the nodes that are in play in detail, selected or opened."""
    found: list[list[int]] = [[] for _ in frame.network.sizes]
    detail = None if Moment(frame).by_phase else frame.focus
    for layer, j in (*homes(detail), *homes(frame.selected), *opened):
        if layer < len(found) and j < frame.network.sizes[layer]:
            found[layer].append(j)
    return found
