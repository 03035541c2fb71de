"""The diagram to look around in: zoomed and moved, with maps in its nodes, arranged by hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from PySide6.QtCore import QEvent, QPointF, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.places import Place
from gui.diagram.arranging import Arranging
from gui.diagram.enlarged import Enlarged, enlarged_box, paint_enlarged
from gui.diagram.geometry import Box
from gui.diagram.moment import Node, homes, node_of
from gui.diagram.motion import is_next
from gui.diagram.node_maps import MapStore, NodeMaps
from gui.diagram.overview import paint_overview
from gui.diagram.roaming import Roaming
from gui.diagram.staging import Stage, stage_of
from gui.diagram.text import sizes_of
from gui.diagram.view import DiagramView
from gui.diagram.viewport import STEP, Viewport, overview_box
from gui.words import aloud

__all__ = ["ExploredView"]

_LATE = 120
"""After so many ms without a newer frame, maps that training had overtaken are made."""
_MAPPED = ("z", "a")
"""What a map, or the curve of φ, shows how it comes about: a node is pointed at by these."""
_OPENED = 8
"""So many nodes of condensed layers that were asked for stay drawn in full, where they have room."""


class ExploredView(DiagramView):
    """Shows a part of the network, what nodes make of the inputs, and nodes where they were put by hand."""

    _hands: tuple[Roaming | Arranging, ...] = ()
    """Who is told of events first: nobody while the view is being made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = Viewport()
        self._opened: tuple[Node, ...] = ()
        self._places: tuple[Place, ...] | None = None
        self._over: tuple[int, ...] | None = None
        self._maps: MapStore | None = None
        self._enlarged: Node | None = None
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._on_late_timeout)
        self.arranging = Arranging(self, self)
        self._hands = (Roaming(self, self), self.arranging)

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment; what is selected is drawn in full, and a step that is taken stays in view."""
        old = self._frame
        if frame is not old:
            self._open(homes(frame.selected))
            self.arranging.show_frame(frame)
        super().show_frame(frame)
        if old is not None and frame is not old and is_next(old, frame):
            before = self._viewport
            self._bring(homes(frame.focus))
            if self._viewport != before:
                self._set_in_motion()

    def event(self, event: QEvent) -> bool:
        """Look around and move nodes; what is not for that goes its usual way."""
        return any(hand.takes(event) for hand in self._hands) or super().event(event)

    def stage(self, frame: Frame) -> Stage:
        """Tell what the layout of a moment depends on."""
        size, text = (float(self.width()), float(self.height())), sizes_of(frame, self._look)
        places = frame.document.places if self._places is None else self._places
        return stage_of(frame, size, text, self.controls(), self._viewport, self._opened, places)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing run where nobody sees it."""
        super().hideEvent(event)
        self._late.stop()
        self.arranging.cancel()

    def paint_marks(self, painter: QPainter, frame: Frame) -> None:
        """Paint what is selected and lit, the sketch of the whole, and the map that is enlarged."""
        super().paint_marks(painter, frame)
        if not self._viewport.is_whole:
            paint_overview(painter, self.picture().layout, self._viewport, self._look.theme)
        if not self.moving and (shown := self.enlarged()):
            paint_enlarged(painter, *shown)

    # The part in view

    @property
    def viewport(self) -> Viewport:
        """Which part of the network is in view, and how large."""
        return self._viewport

    def set_viewport(self, viewport: Viewport) -> None:
        """Show another part."""
        if viewport != self._viewport:
            self._viewport = viewport
            self._motion.stop()
            self._forget()

    @Slot()
    def zoom_in(self) -> None:
        """Give the network more room than the view has: more numbers are written."""
        self.set_viewport(self._viewport.zoomed(STEP))

    @Slot()
    def zoom_out(self) -> None:
        """Show more of the network."""
        self.set_viewport(self._viewport.zoomed(1.0 / STEP))

    @Slot()
    def fit(self) -> None:
        """Show all of the network."""
        self.set_viewport(Viewport())

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom about a point of the view."""
        across, down = at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)
        self.set_viewport(self._viewport.zoomed(factor, across, down))

    def pan(self, dx: float, dy: float) -> None:
        """Move what is in view, px."""
        self.set_viewport(self._viewport.panned(dx / max(self.width(), 1), dy / max(self.height(), 1)))

    def is_sketch_at(self, at: QPointF) -> bool:
        """Say whether the sketch of the whole covers a point."""
        sketch = overview_box(self.width(), self.height())
        return not self._viewport.is_whole and sketch.holds(at.x(), at.y())

    def is_on_something(self, at: QPointF) -> bool:
        """Say whether there is anything at a point."""
        return self._frame is not None and self.hits().at(at.x(), at.y()) is not None

    def attend(self, ref: Ref | None) -> None:
        """Draw in full, and bring into view, where the keyboard is."""
        self._open(homes(ref))
        self._bring(homes(ref))

    def _open(self, nodes: tuple[Node, ...]) -> None:
        """Draw nodes in full, in place of those that were asked for longest ago."""
        if nodes and nodes != self._opened[: len(nodes)]:
            self._opened = (*nodes, *(node for node in self._opened if node not in nodes))[:_OPENED]
            if self._layout is not None and self._layout.is_condensed:
                self._forget()

    def _bring(self, nodes: Iterable[Node]) -> None:
        """Move the view as little as brings nodes into it."""
        if self._viewport.is_whole or self._frame is None:
            return
        layout = self._arranged(self._frame)
        boxes = [layout.nodes[layer][j].box for layer, j in nodes]
        if boxes:
            both = reduce(Box.joined, boxes)
            fits = both.w <= self.width() and both.h <= self.height()
            shown = both if fits else boxes[0]
            self.set_viewport(self._viewport.showing(shown, self.width(), self.height()))

    # Nodes put by hand

    def set_arranging(self, on: bool) -> None:
        """Let nodes be put elsewhere by hand, or not."""
        self.arranging.switch(on)

    @Slot()
    def tidy(self) -> None:
        """Put every node back where it stands by itself."""
        self.arranging.tidy()

    def preview(self, places: tuple[Place, ...] | None) -> None:
        """Show nodes as they would stand; None for as the document has them."""
        if places != self._places:
            self._places = places
            self._forget()

    def movable_at(self, at: QPointF) -> Node | None:
        """Return the node that would be moved from a point; None where none is."""
        hit = None if self._frame is None else self.hits().at(at.x(), at.y())
        return None if hit is None or not hit.is_node else node_of(hit.main)

    def movable_by_key(self) -> Node | None:
        """Return the node that keys would move: none here, where no keyboard is."""
        return None

    # What nodes make of the inputs

    def set_maps(self, on: bool) -> None:
        """Show, or not, what each node makes of the inputs: a small map inside of it."""
        if on != (self._maps is not None):
            self._maps = MapStore(self._over) if on else None
            self._forget()

    def set_map_columns(self, columns: tuple[int, ...]) -> None:
        """Choose the one or two inputs, from 0, that maps are shown over: usually the first ones."""
        if columns != self._over:
            self._over = columns
            if self._maps is not None:
                self._maps = MapStore(columns)
                self._forget()

    def node_maps(self, frame: Frame) -> NodeMaps | None:
        """Return what is shown inside of nodes; None for the curve of φ."""
        if self._maps is None:
            return None
        maps = self._maps.maps(frame)
        if self._maps.is_behind:
            self._late.start()
        return maps

    def map_in_words(self, ref: Ref) -> str:
        """Say what a node makes of the inputs; nothing where that is not shown."""
        frame = self._frame
        maps = self._maps.maps(frame) if self._maps is not None and frame is not None else None
        if frame is None or maps is None or ref.symbol != "a":
            return ""
        shown = Enlarged((ref.layer, ref.index[0]), maps, frame, self._look)
        return ": ".join((shown.title, ", ".join(shown.told(lambda value: aloud(self._look.number(value))))))

    def maps_for(self, frame: Frame) -> NodeMaps | None:
        """Return what a picture of any moment shows inside of nodes."""
        return None if self._maps is None else MapStore(self._over).maps(frame, wait=False)

    def _on_late_timeout(self) -> None:
        """Catch up with training that went too fast for the maps."""
        if self._maps is not None and self._frame is not None:
            self._maps.maps(self._frame, wait=False)
            self._forget()

    def enlarge(self, refs: frozenset[Ref]) -> None:
        """Enlarge the map of the node that is pointed at, if it has one; a δ has its card only."""
        nodes = {node_of(ref) for ref in refs if ref.symbol in _MAPPED and ref.layer}
        enlarged = nodes.pop() if len(nodes) == 1 else None
        if enlarged != self._enlarged:
            self._enlarged = enlarged
            self.update()

    def enlarged(self) -> tuple[Enlarged, Box] | None:
        """Return what is enlarged, and where; None where nothing is."""
        if self._maps is None or self._frame is None or self._enlarged is None or self.arranging.holds:
            return None
        layer, j = self._enlarged
        sizes = self._frame.network.sizes
        maps = self._maps.fine(self._frame) if layer < len(sizes) and j < sizes[layer] else None
        if maps is None:
            return None
        shown = Enlarged(self._enlarged, maps, self._frame, self._look)
        return shown, enlarged_box(shown, self.picture(), self.pointed_values(self._frame))
