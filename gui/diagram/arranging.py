"""Nodes put elsewhere by hand: dragged, or moved with Alt and the arrows. Each is one change for Undo."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from engine.session.actions import PlaceNodes
from engine.session.frame import Frame
from engine.session.places import Place
from gui.diagram.geometry import Point, Spot
from gui.diagram.hit import Hits
from gui.diagram.moment import Node
from gui.hands.gestures import THRESHOLD
from gui.hands.targets import new_group

__all__ = ["Arranged", "Arranging"]

_KEY_STEP, _FINE_STEP = 12.0, 2.0
"""Px that a key moves a node, and with Shift."""
_PAUSE = 1.0
"""After so many seconds of rest another undo begins."""
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Arranged(Protocol):
    """A view whose nodes are moved."""

    def hits(self) -> Hits:
        """Return what is in the picture."""

    def preview(self, places: tuple[Place, ...] | None) -> None:
        """Show nodes as they would stand; None for as the document has them."""

    def movable_at(self, at: QPointF) -> Node | None:
        """Return the node that would be moved from a point."""

    def movable_by_key(self) -> Node | None:
        """Return the node that keys would move."""


@dataclass(slots=True)
class _Grip:
    """A node that is held.

    Attributes
    ----------
    node : Node
    start : QPointF
        Where it was pressed.
    spots : tuple of Spot
        Where its layer stood then.
    moves : bool
        It is no click any more.
    """

    node: Node
    start: QPointF
    spots: tuple[Spot, ...]
    moves: bool = False

    def middle(self, at: QPointF) -> Point:
        """Return where its middle goes with the mouse."""
        home = self.spots[self.node[1]]
        return home.x + at.x() - self.start.x(), home.y + at.y() - self.start.y()

    def other(self, middle: Point) -> int | None:
        """Return the node of its layer that it is held over, and changes places with."""
        spots = enumerate(self.spots)
        return next((j for j, spot in spots if j != self.node[1] and spot.holds(*middle)), None)


class Arranging(QObject):
    """Is told what is done to the nodes of a diagram before the diagram is.

    Parameters
    ----------
    widget : QWidget
    view : Arranged
        The same, as what nodes are moved in.

    Signals
    -------
    dispatched(action)
        Nodes are to stand elsewhere.
    """

    dispatched = Signal(object)

    def __init__(self, widget: QWidget, view: Arranged) -> None:
        super().__init__(widget)
        self._widget = widget
        self._view = view
        self._frame: Frame | None = None
        self._grip: _Grip | None = None
        self._is_on = False
        self._last: tuple[Node, str, float] | None = None

    @property
    def holds(self) -> bool:
        """A node is being moved."""
        return self._grip is not None and self._grip.moves

    def switch(self, on: bool) -> None:
        """Let nodes be moved, or not."""
        self._is_on = on
        self.cancel()

    def show_frame(self, frame: Frame) -> None:
        """Go on with another moment; a node of another network is let go of."""
        before, self._frame = self._frame, frame
        if before is not None and before.network.sizes != frame.network.sizes:
            self.cancel()

    def tidy(self) -> None:
        """Put every node back where it stands by itself."""
        self.cancel()
        if self._frame is not None and self._frame.document.places:
            self.dispatched.emit(PlaceNodes((), self.tr("tidy up")))

    def cancel(self) -> None:
        """Give up what is held: everything stands where it stood."""
        if self._grip is not None:
            self._widget.unsetCursor()
        self._grip = None
        self._view.preview(None)

    def takes(self, event: QEvent) -> bool:
        """Do what moves nodes; say whether the event was for that."""
        if not self._is_on or self._frame is None:
            return False
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._release(event.position())
        return False

    # With the mouse

    def _press(self, event: QMouseEvent) -> bool:
        """Take hold of a node. Inputs are dragged to set them: with Shift they are moved."""
        node = self._view.movable_at(event.position())
        is_left = event.button() == Qt.MouseButton.LeftButton
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if node is None or not is_left or (node[0] == 0 and not with_shift):
            self._grip = None
            return False
        self._grip = _Grip(node, event.position(), self._view.hits().layout.nodes[node[0]])
        return node[0] == 0

    def _move(self, event: QMouseEvent) -> bool:
        grip, at = self._grip, event.position()
        if grip is None:
            return False
        if not event.buttons() & Qt.MouseButton.LeftButton:  # let go of where nobody heard it
            self.cancel()
            return False
        grip.moves = grip.moves or (at - grip.start).manhattanLength() >= THRESHOLD
        if grip.moves:
            self._widget.setCursor(Qt.CursorShape.SizeAllCursor)
            self._view.preview(self._held_at(grip, grip.middle(at)))
        return True

    def _held_at(self, grip: _Grip, middle: Point) -> tuple[Place, ...]:
        """Return the places while a node is held somewhere; over another the two change places."""
        other = grip.other(middle)
        if other is None:
            return self._places((grip.node, middle))
        there, home = grip.spots[other], grip.spots[grip.node[1]]
        return self._places(((grip.node[0], other), (home.x, home.y)), (grip.node, (there.x, there.y)))

    def _release(self, at: QPointF) -> bool:
        grip = self._grip
        if grip is None or not grip.moves:
            self._grip = None
            return False
        moved = [grip.node]
        if (other := grip.other(grip.middle(at))) is not None:
            moved.insert(0, (grip.node[0], other))
        places = self._places(*((node, self._middle(node)) for node in moved))
        self.cancel()
        self._put(grip.node, places, None)
        return True

    # With keys

    def _key(self, event: QKeyEvent) -> bool:
        """Move the node that the keyboard is on, or give up a drag."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        pressed = event.type() == QEvent.Type.KeyPress
        if self.holds and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if pressed:
                self.cancel()
            return True
        node, way = self._view.movable_by_key(), _WAYS.get(event.key())
        if node is None or way is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        event.accept()
        if pressed:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._nudge(node, way, _FINE_STEP if fine else _KEY_STEP)
        return True

    def _nudge(self, node: Node, way: tuple[int, int], step: float) -> None:
        """Move a node a little; what follows closely is the same change."""
        x, y = self._middle(node)
        self._view.preview(self._places((node, (x + way[0] * step, y + way[1] * step))))
        places = self._places((node, self._middle(node)))
        self._view.preview(None)
        last, now = self._last, monotonic()
        goes_on = last is not None and last[0] == node and now - last[2] <= _PAUSE
        group = last[1] if last is not None and goes_on else new_group()
        self._last = node, group, now
        self._put(node, places, group)

    # Where it goes

    def _middle(self, node: Node) -> Point:
        """Return where a node stands now: where it was let be, if another was in its way."""
        spot = self._view.hits().layout.nodes[node[0]][node[1]]
        return spot.x, spot.y

    def _places(self, *moved: tuple[Node, Point]) -> tuple[Place, ...]:
        """Return the places of all nodes with some at new points, last as they give way to all others."""
        if self._frame is None:
            return ()
        nodes, share = {node for node, _ in moved}, self._view.hits().layout.ground.share
        others = (place for place in self._frame.document.places if (place.layer, place.node) not in nodes)
        return (*others, *(Place(*node, *share(*point)) for node, point in moved))

    def _put(self, node: Node, places: tuple[Place, ...], group: str | None) -> None:
        if self._frame is not None and sorted(places) != sorted(self._frame.document.places):
            label = self.tr("move node {node} of layer {layer}").format(node=node[1] + 1, layer=node[0])
            self.dispatched.emit(PlaceNodes(places, label, group))
