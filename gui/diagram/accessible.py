"""The nodes and edges of the diagram for those who hear it: the same places that the arrow keys walk over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref, Symbol
from engine.session import actions
from engine.session.frame import Frame
from gui.accessible import Key, Role, Told, describe, focus_moved, forget, value_changed
from gui.diagram.cursor import stop_of
from gui.diagram.geometry import Spot
from gui.diagram.hit import REACH, Hit, Hits
from gui.hands.targets import new_group, target_of
from gui.look import Look
from gui.names_of_data import given_name
from gui.quantities import place
from gui.words import aloud

__all__ = ["DiagramTree"]

translate = QCoreApplication.translate
_SET_BY_HAND = frozenset({"W", "b", "x", "y"})


class DiagramTree:
    """Inputs, nodes and the cost from left to right; in each node its bias and the weights that lead to it.

    Parameters
    ----------
    diagram : QWidget
    hits : callable
        Returns what can be pointed at.
    cursor : callable
        Returns the place that the keyboard is on.
    change : callable
        Dispatches an action.
    map_in_words : callable
        Says what a node makes of the inputs, where that is shown.
    """

    def __init__(
        self,
        diagram: QWidget,
        hits: Callable[[], Hits],
        cursor: Callable[[], Ref | None],
        change: Callable[[actions.Action], object],
        map_in_words: Callable[[Ref], str],
    ) -> None:
        self._diagram, self._hits, self._cursor, self._change = diagram, hits, cursor, change
        self._map_in_words = map_in_words
        self._frame: Frame | None = None
        self.look = Look()
        describe(diagram)

    # What the diagram tells it

    def show_frame(self, frame: Frame) -> None:
        """Tell of another moment."""
        before, self._frame = self._frame, frame
        if before is not None and before.network.sizes != frame.network.sizes:
            forget(self._diagram)
        value_changed(self._diagram)

    def move(self) -> None:
        """Follow the keyboard."""
        focus_moved(self._diagram)

    # What it is asked

    def children(self, at: Key | None) -> Sequence[Ref]:
        """List the nodes, or the edges that lead to one."""
        if self._frame is None:
            return ()
        sizes = self._frame.network.sizes
        if at is None:
            nodes = [
                Ref("a" if layer else "x", layer, (j,))
                for layer, size in enumerate(sizes)
                for j in range(size)
            ]
            return [*nodes, Ref("J", len(sizes) - 1)]
        ref = cast("Ref", at)
        if ref.symbol == "J":
            return [Ref("y", ref.layer, (j,)) for j in range(sizes[-1])]
        if ref.symbol != "a":
            return ()
        weights = [Ref("W", ref.layer, (*ref.index, k)) for k in range(sizes[ref.layer - 1])]
        return [Ref("b", ref.layer, ref.index), *weights]

    def parent(self, at: Key) -> Ref | None:
        """Return the node at the head of an edge, and the cost for a label."""
        ref = cast("Ref", at)
        if ref.symbol in ("W", "b"):
            return Ref("a", ref.layer, ref.index[:1])
        return Ref("J", ref.layer) if ref.symbol == "y" else None

    def holds(self, at: Key) -> bool:
        """Say whether the network has this node or edge."""
        if self._frame is None:
            return False
        ref, sizes = cast("Ref", at), self._frame.network.sizes
        if ref.layer >= len(sizes):
            return False
        rooms = (sizes[ref.layer], sizes[ref.layer - 1])
        return all(i < room for i, room in zip(ref.index, rooms, strict=False))

    def told(self, at: Key | None) -> Told:
        """Say what a node or an edge is, and its value."""
        ref = cast("Ref", at)
        if at is None or self._frame is None or not self.holds(ref):
            return Told("", Role.Graphic, QRectF())
        frame, target = self._frame, target_of(ref, self._frame)
        cut = ref in frame.network.cut
        return Told(
            name=_name(ref, frame),
            role=Role.SpinBox if ref.symbol in _SET_BY_HAND and not cut else Role.Graphic,
            box=self._box(ref),
            value=self._value(ref, frame),
            number=None if target is None else target.value,
            help=self._corrected(ref, frame) or self._map_in_words(ref),
            selected=stop_of(frame.selected) == ref,
        )

    def focus(self) -> Ref | None:
        """Return where the keyboard is."""
        return self._cursor()

    def at(self, point: QPointF) -> Ref | None:
        """Return the node or edge at a point."""
        hit = None if self._frame is None else self._hits().at(point.x(), point.y())
        return None if hit is None else stop_of(hit.main)

    def set_number(self, at: Key, number: float) -> None:
        """Set a weight, a bias, an input or a label."""
        target = None if self._frame is None else target_of(cast("Ref", at), self._frame)
        if target is not None and not target.refusal(number):
            self._change(target.action(number, new_group()))

    # Words

    def _value(self, ref: Ref, frame: Frame) -> str:
        if ref.symbol != "a":
            return self._said(ref, frame)
        parts: tuple[tuple[Symbol, str], ...] = (
            ("z", translate("Diagram", "input sum {value}")),
            ("a", translate("Diagram", "activation {value}")),
            ("delta", translate("Diagram", "delta {value}")),
        )
        said = (
            text.format(value=self._said(Ref(symbol, ref.layer, ref.index), frame)) for symbol, text in parts
        )
        return ", ".join(said)

    def _said(self, ref: Ref, frame: Frame) -> str:
        value = frame.value(ref)
        return translate("Diagram", "unknown") if value is None else aloud(self.look.number_of(ref, value))

    def _corrected(self, ref: Ref, frame: Frame) -> str:
        """Say what the update in play has made of a parameter or of the cost."""
        new: dict[Symbol, Symbol] = {"W": "W_new", "b": "b_new", "J": "J_new"}
        if ref.symbol not in new:
            return ""
        after = Ref(new[ref.symbol], ref.layer, ref.index)
        if not frame.is_known(after):
            return ""
        return translate("Diagram", "after the update {value}").format(value=self._said(after, frame))

    def _box(self, ref: Ref) -> QRectF:
        hits = list(self._hits().shapes([ref]))
        return _around(hits[-1]) if hits else QRectF()


def _name(ref: Ref, frame: Frame) -> str:
    """Name a place in full: "weight w₂, from node 1 in layer 1 to node 1 in layer 2"."""
    name = frame.names.text(ref, output=True)
    texts = {
        "x": translate("Diagram", "input {name}"),
        "y": translate("Diagram", "label {name}"),
        "J": translate("Diagram", "cost {name}"),
        "b": translate("Diagram", "bias {name} of {head}"),
        "W": translate("Diagram", "weight {name}, from {tail} to {head}"),
    }
    head = _node(ref.layer, ref.index[0], frame) if ref.index else ""
    tail = _node(ref.layer - 1, ref.index[1], frame) if ref.symbol == "W" else ""
    said = texts.get(ref.symbol, head).format(name=name, head=head, tail=tail)
    if given := given_name(ref, frame):
        said = translate("Diagram", "{given}: {place}").format(given=given, place=said)
    if ref in frame.network.cut:
        said = translate("Diagram", "{weight}, cut").format(weight=said)
    elif ref in frame.network.locked:
        said = translate("Diagram", "{weight}, locked").format(weight=said)
    return said


def _node(layer: int, j: int, frame: Frame) -> str:
    """Name a node with its layer, whatever the notation: it has to be found by ear."""
    if layer == 0:
        return place(0, j, frame.names)
    return translate("Diagram", "node {number} in layer {layer}").format(number=j + 1, layer=layer)


def _around(hit: Hit) -> QRectF:
    """Return the box of a shape."""
    if isinstance(hit.shape, tuple):
        x0, y0, x1, y1 = hit.shape
        line = QRectF(QPointF(x0, y0), QPointF(x1, y1)).normalized()
        return line.adjusted(-REACH, -REACH, REACH, REACH)
    box = hit.shape.box if isinstance(hit.shape, Spot) else hit.shape
    return QRectF(box.x, box.y, box.w, box.h)
