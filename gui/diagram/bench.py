"""The diagram to build on: buttons, palette, menus and keys that change the network."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.accessible import announce
from gui.diagram.building.builder import Building
from gui.diagram.building.where import Where, where_at
from gui.diagram.cursor import Cursor
from gui.diagram.editing import place_of
from gui.diagram.explored import ExploredView
from gui.diagram.hit import Hit
from gui.diagram.layout import Controls
from gui.diagram.moment import Node, node_of
from gui.look import Look

__all__ = ["Bench"]

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_MENU_KEYS = frozenset({(Qt.Key.Key_Menu, _NONE), (Qt.Key.Key_F10, _SHIFT)})


class Bench(ExploredView):
    """A diagram with a keyboard's place in it, on which the network is built where that is switched on.

    Signals
    -------
    dispatched(action)
        What the user asked for.
    """

    dispatched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor: Ref | None = None
        self._asked_at: QPoint | None = None
        self.building = Building(self, self.standing, lambda: self._cursor)
        self.building.dispatched.connect(self.dispatched)
        self.arranging.dispatched.connect(self.dispatched)
        self.building.refused.connect(self._on_building_refused)
        self.building.changed.connect(self.update)

    # What it is told

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment; the keyboard stays on something that there is."""
        if frame is not self._frame:
            self.building.show_frame(frame)
            if self._cursor is not None:
                self._cursor = Cursor(frame.network.sizes).nearest(self._cursor)
        super().show_frame(frame)

    def set_look(self, look: Look) -> None:
        """Draw in another look."""
        self.building.set_look(look)
        super().set_look(look)

    def set_building(self, on: bool) -> None:
        """Offer what the network is built with, or stop offering it."""
        if on != self.building.is_on:
            self.building.switch(on)
            self._forget()

    def controls(self) -> Controls:
        """Tell the room that is kept for what is pressed."""
        return self.building.controls()

    def _forget(self) -> None:
        super()._forget()
        self.building.place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what nobody sees."""
        super().hideEvent(event)
        self.building.hand.cancel()

    def paint_marks(self, painter: QPainter, frame: Frame) -> None:
        """Paint what a gesture shows, too."""
        super().paint_marks(painter, frame)
        self.building.paint(painter)

    # What is meant

    def hit_at(self, point: QPointF) -> Hit | None:
        """Return what is at a point; None where there is nothing."""
        nothing = self._frame is None or self.is_sketch_at(point)
        return None if nothing else self.hits().at(point.x(), point.y())

    def is_on_something(self, at: QPointF) -> bool:
        """Say whether there is anything at a point, be it the handle of a node."""
        return super().is_on_something(at) or self.building.hand.is_on_handle((at.x(), at.y()))

    def movable_at(self, at: QPointF) -> Node | None:
        """Return the node that would be moved from a point: not from where a connection is drawn."""
        draws = self.building.hand.is_on_handle((at.x(), at.y()))
        return None if draws else super().movable_at(at)

    def movable_by_key(self) -> Node | None:
        """Return the node that the keyboard is on."""
        on = self.on_key if self.hasFocus() else None
        return None if on is None else node_of(on)

    @property
    def on_key(self) -> Ref | None:
        """What a key acts on: where the keyboard is, else what is selected."""
        return self._cursor or (self._frame.selected if self._frame is not None else None)

    def _meant_by(self, at: QPoint) -> Ref | Where | None:
        """Return what a menu at a point is about."""
        if self._frame is None:
            return None
        if at == self._asked_at:
            return self.on_key
        hit = self.hit_at(QPointF(at))
        return where_at(self.standing(), at.x()) if hit is None else hit.main

    def _foot_of(self, ref: Ref | None) -> QPoint:
        """Return a point where something about a quantity is told without hiding it."""
        if ref is None or self._frame is None or not any(self.hits().shapes([ref])):
            return self.rect().center()
        box = place_of(ref, self.hits())
        return QPoint(round(box.cx), round(box.y + box.h))

    # Menus and keys

    def fill_menu(self, menu: QMenu, at: QPoint) -> None:
        """Put what the network is built with into the menu that opens at a point.

        Parameters
        ----------
        menu : QMenu
            It owns what is made.
        at : QPoint
            Of the diagram; where the keyboard asked, what it is on is meant.
        """
        self.building.offer(menu, self._meant_by(at))

    def event(self, event: QEvent) -> bool:
        """Let a menu that the keyboard asks for be about what it is on."""
        if isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
            return True
        return super().event(event)

    def ask_menu(self) -> None:
        """Open the menu of what the keyboard is on."""
        self._asked_at = self._foot_of(self.on_key)
        self.customContextMenuRequested.emit(self._asked_at)
        self._asked_at = None

    def choose_activation(self) -> None:
        """Open the activations that the layer in hand, or else the last hidden one, may have."""
        self.building.choose_activation(self.on_key, self._foot_of(self.on_key))

    def press_bench_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for in building; say whether it stands for something."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (event.key(), held) in _MENU_KEYS:
            self.ask_menu()
            return True
        if held & ~_SHIFT or (held and event.text() != "+"):
            return False
        if event.key() == Qt.Key.Key_A and self.building.is_on:
            self.choose_activation()
            return True
        return self.building.press_key(event, self.on_key)

    def _on_building_refused(self, sentence: str) -> None:
        """Say why something can't be done, where it was asked for."""
        QToolTip.showText(self.mapToGlobal(self._foot_of(self.on_key)), sentence, self)
        announce(self, sentence)
