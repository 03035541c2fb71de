"""A node or an edge is pointed at: clicked in the diagram, or chosen from a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.lessons.lesson import Ask
from engine.lessons.pointing import place_of as placed
from engine.nn.network import Network
from engine.nn.notation import Names
from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.controls.choice import Choice, ChoiceBox
from gui.panels.lesson_card.kinds.answering import Answering
from gui.quantities import place
from gui.theme import set_role

__all__ = ["PointAnswer", "named", "place_of"]

_MOST = 200
"""A list of more places helps nobody; then they are clicked."""
_SYMBOLS: dict[str, Symbol] = {"node": "a", "edge": "W", "bias": "b", "cost": "J"}


def place_of(ref: Ref) -> Ref | None:
    """Return the node (its activation, or input) or the edge (its weight, or bias) that a quantity is at."""
    place, layer, index = placed(ref)
    if place not in _SYMBOLS:
        return None
    return Ref("x", 0, index) if place == "node" and layer == 0 else Ref(_SYMBOLS[place], layer, index)


def named(ref: Ref, names: Names) -> str:
    """Name a place in a list."""
    if ref.symbol in ("W", "b", "J"):
        return names.text(ref)
    return place(ref.layer, ref.index[0], names)


class PointAnswer(Answering):
    """Says what was clicked; a list of the places is the way without a mouse.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        Of no use here.
    """

    def __init__(self, ask: Ask, order: tuple[int, ...] = ()) -> None:
        super().__init__()
        del ask, order
        self._ref: Ref | None = None
        self._places: tuple[Ref, ...] = ()
        self._names: Names | None = None
        self._selected: Ref | None = None
        self._begun_with: Ref | None = None
        self._is_new = True
        way = QLabel(self.tr("Click it in the diagram, or choose it here:"))
        way.setWordWrap(True)
        set_role(way, "muted")
        self.box = ChoiceBox(self.tr("What you point at"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(way)
        column.addWidget(self.box)
        self.box.chosen.connect(self._on_box_chosen)

    @property
    def answer(self) -> Ref | None:
        """The place: a node by its activation, an edge by its weight or bias."""
        return self._ref

    def missing(self) -> str:
        """Ask for a place."""
        return self.tr("Click a node or an edge first.") if self._ref is None else ""

    def put(self, answer: object) -> None:
        """Let a place be chosen."""
        self._ref = cast("Ref", answer)
        self._fill()

    def offer(self, answer: object) -> bool:
        """Take what was clicked."""
        at = place_of(answer) if isinstance(answer, Ref) else None
        if at is None or not self.isEnabled():
            return False
        self._ref = at
        self._fill()
        self.pointed.emit(frozenset({at}))
        self.changed.emit()
        return True

    def show_frame(self, frame: Frame) -> None:
        """Follow what is selected from now on, and list the places of the network."""
        self._names = frame.names
        self._places = tuple(_places(frame.network))
        self._fill()
        selected, self._selected = self._selected, frame.selected
        is_news = frame.selected not in (None, selected, self._begun_with)
        if is_news and not self._is_new:
            self.offer(frame.selected)
        self._is_new = False

    def begin_with(self, selected: Ref | None) -> None:
        """Take no answer from what the step itself selects."""
        self._begun_with = selected

    def first(self) -> QWidget:
        """Go to the list."""
        return self.box

    def _fill(self) -> None:
        if self._names is None:
            return
        listed = list(self._places)
        if self._ref is not None and self._ref not in listed:
            listed.append(self._ref)
        nothing = Choice("", self.tr("nothing yet"))
        choices = [Choice(str(number), named(ref, self._names)) for number, ref in enumerate(listed)]
        self._listed = listed
        self.box.show_choice([nothing, *choices], str(listed.index(self._ref)) if self._ref else "")

    def _on_box_chosen(self, key: str) -> None:
        if key:
            self.offer(self._listed[int(key)])
        else:
            self._ref = None
            self._fill()
            self.changed.emit()


def _places(network: Network) -> Iterator[Ref]:
    """List the nodes and the edges of a network, from the input on; only nodes where there are too many."""
    sizes = network.sizes
    edges = sum(below * above + above for below, above in pairwise(sizes))
    listed = list(_nodes(sizes))
    if len(listed) + edges <= _MOST:
        listed += list(_edges(sizes))
    yield from listed[:_MOST]


def _nodes(sizes: tuple[int, ...]) -> Iterator[Ref]:
    for layer, count in enumerate(sizes):
        yield from (Ref("a" if layer else "x", layer, (j,)) for j in range(count))


def _edges(sizes: tuple[int, ...]) -> Iterator[Ref]:
    for layer in range(1, len(sizes)):
        for j in range(sizes[layer]):
            yield from (Ref("W", layer, (j, k)) for k in range(sizes[layer - 1]))
            yield Ref("b", layer, (j,))
