"""Building on the diagram: buttons, palette, gestures, menus and keys, all of which offer the same edits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame
from gui.diagram.building import deeds
from gui.diagram.building.edit import Edit
from gui.diagram.building.hand import Hand
from gui.diagram.building.meant import hidden_layer, layer_of
from gui.diagram.building.menu import fill, rows_of
from gui.diagram.building.palette import Chip
from gui.diagram.building.stepper import height_of
from gui.diagram.building.steppers import Steppers
from gui.diagram.building.structure import add_node
from gui.diagram.building.where import Column, Where, where_at
from gui.diagram.geometry import Point
from gui.diagram.layout import Controls, Layout
from gui.look import Look

__all__ = ["Building"]

translate = QCoreApplication.translate
_BAND = 0.84
"""Room under the headers, as a share of the height of a stepper: there was some anyway."""


class Building(QObject):
    """Offers edits of the network on the diagram, and carries out what is chosen.

    Parameters
    ----------
    diagram : QWidget
    layout : callable
        Returns where everything stands.
    cursor : callable
        Returns where the keyboard is.

    Attributes
    ----------
    is_on : bool
        Whether buttons, palette and gestures are offered.

    Signals
    -------
    dispatched(action)
        The network is to be changed.
    refused(sentence)
        Why it can't be changed so.
    moved(Ref)
        What the keyboard is on is called so from now on.
    changed()
        What is shown of a gesture is another.
    """

    dispatched = Signal(object)
    refused = Signal(str)
    moved = Signal(object)
    changed = Signal()

    def __init__(
        self, diagram: QWidget, layout: Callable[[], Layout], cursor: Callable[[], Ref | None]
    ) -> None:
        super().__init__(diagram)
        self._diagram, self._layout, self._cursor = diagram, layout, cursor
        self._frame: Frame | None = None
        self._look = Look()
        self._pointed: Where | None = None
        self.is_on = False
        self.steppers, self.hand = Steppers(diagram), Hand(diagram, layout)
        self.steppers.asked.connect(self.carry_out)
        self.hand.asked.connect(self.carry_out)
        self.hand.clicked.connect(self._on_chip_clicked)
        self.hand.changed.connect(self.changed)

    # What it is told

    def switch(self, on: bool) -> None:
        """Offer building, or stop offering it."""
        self.is_on = on
        if not on:
            self.steppers.hide()
            self.hand.hide()
        elif self._frame is not None:
            self.steppers.show_frame(self._frame)

    def show_frame(self, frame: Frame) -> None:
        """Go on with another moment."""
        self._frame = frame
        self.hand.show_frame(frame)
        if self.is_on:
            self.steppers.show_frame(frame)

    def set_look(self, look: Look) -> None:
        """Draw in another look."""
        self._look = look
        self.steppers.set_look(look)
        self.hand.set_look(look)

    def controls(self) -> Controls:
        """Tell the room that buttons and palette take."""
        if not self.is_on:
            return Controls()
        return Controls(_BAND * height_of(self._look), float(self.hand.width))

    def place(self) -> None:
        """Put buttons and palette where the layout has room for them."""
        if self.is_on and self._frame is not None:
            self.steppers.place(self._layout(), self._column())
            self.hand.place(self._diagram.height())

    def point(self, at: Point | None) -> None:
        """Follow the mouse: over a column that has no buttons yet they appear."""
        if not self.is_on or self._frame is None:
            return
        self.hand.point(at)
        found = None if at is None else where_at(self._layout(), at[0])
        if isinstance(found, Column) and found != self._pointed:
            self._pointed = found
            self.place()

    def _column(self) -> int:
        """Return the column that has buttons where there is no room for all."""
        L = self._frame.network.L if self._frame is not None else 0
        if isinstance(self._pointed, Column) and self._pointed.layer <= L:
            return self._pointed.layer
        ref = self._cursor() or (self._frame.selected if self._frame is not None else None)
        layer = layer_of(ref)
        return max(L - 1, 0) if layer is None else min(layer, L)

    def follow(self) -> None:
        """Follow the keyboard: it has gone to another place."""
        self._pointed = None
        self.place()

    # Carrying out

    def carry_out(self, edit: Edit | None) -> None:
        """Do something; where it can't be done, say why.

        What is selected stays so under its new name; of what is gone nothing is selected.
        """
        frame = self._frame
        if frame is None or edit is None:
            return
        if edit.refusal:
            self.refused.emit(edit.refusal)
            return
        try:
            action = edit.action(frame)
        except ValueError as error:
            self.refused.emit(str(error))
            return
        self._dispatch(action, edit, frame)

    def _dispatch(self, action: act.Action, edit: Edit, before: Frame) -> None:
        """Let go of what is selected while its name changes, and take it, and the keyboard, up again."""
        cursor, selected = self._cursor(), before.selected
        then = edit.selects or (None if selected is None else edit.renamed(selected))
        if then != selected:
            self.dispatched.emit(act.Select(None))
        self.dispatched.emit(action)
        was_done = self._frame is not None and self._frame.document is not before.document
        if then != selected:
            self.dispatched.emit(act.Select(then if was_done else selected))
        if was_done and cursor is not None and (now := edit.renamed(cursor)) not in (None, cursor):
            self.moved.emit(now)

    def _on_chip_clicked(self, chip: Chip) -> None:
        """Add beside what is selected, or behind the last hidden layer."""
        if chip.kind == "layer":
            self.add_layer()
        else:
            self.add_node()

    # Commands

    def add_node(self) -> None:
        """Add a node to the selected or last hidden layer."""
        self._do(deeds.more_nodes, translate("Building", "There is no hidden layer yet: add a layer first."))

    def remove_node(self) -> None:
        """Remove the selected node, or the last one."""
        self._do(deeds.fewer_nodes)

    def add_layer(self) -> None:
        """Add a layer behind the selected or last hidden layer."""
        self._do(deeds.more_layers)

    def remove_layer(self) -> None:
        """Remove the selected or last hidden layer."""
        self._do(deeds.fewer_layers)

    def cut_or_restore(self) -> None:
        """Cut the selected connection, or restore it."""
        self._do(deeds.joined)

    def lock(self) -> None:
        """Lock what is selected, or unlock it."""
        self._do(deeds.locked)

    def zero(self) -> None:
        """Set the selected weights to 0."""
        self._do(deeds.set_to_zero)

    def roll(self) -> None:
        """Draw the selected weights anew."""
        self._do(deeds.rolled)

    def _do(self, deed: Callable[[Frame, Ref | None], Edit | None], none: str = "") -> None:
        if self._frame is None:
            return
        edit = deed(self._frame, self._frame.selected)
        if edit is None and none:
            self.refused.emit(none)
        self.carry_out(edit)

    # Menus

    def offer(self, menu: QMenu, what: Ref | Where | None) -> None:
        """Put what can be done with something into a menu."""
        if self.is_on and self._frame is not None:
            rows = rows_of(self._frame, what)
            fill(menu, rows, self.carry_out)
            if rows:
                menu.addSeparator()

    def choose_activation(self, ref: Ref | None, at: QPoint) -> None:
        """Open the activations of a layer, at a point of the diagram."""
        if self._frame is not None:
            menu = QMenu(self._diagram)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill(menu, list(deeds.activations(self._frame, ref)), self.carry_out)
            menu.popup(self._diagram.mapToGlobal(at))

    # Keys and painting

    def press_key(self, event: QKeyEvent, on: Ref | None) -> bool:
        """Do what a key stands for, with what the keyboard is on; say whether it stands for something."""
        frame = self._frame
        deed = None if frame is None or not self.is_on else _deed(event)
        if frame is None or deed is None:
            return False
        self.carry_out(deed(frame, on))
        return True

    def paint(self, painter: QPainter) -> None:
        """Paint what a gesture shows."""
        if self.is_on:
            self.hand.paint(painter, self._look.theme)


def _here(frame: Frame, ref: Ref | None) -> Edit | None:
    """Add a node to the column that the keyboard is on, be it one that can't have more."""
    layer = layer_of(ref) if ref is not None and ref.symbol in ("a", "x") else hidden_layer(frame, ref)
    return None if layer is None else add_node(frame, layer)


_DEEDS: dict[int, Callable[[Frame, Ref | None], Edit | None]] = {
    Qt.Key.Key_Insert: _here,
    Qt.Key.Key_Delete: deeds.deleted,
    Qt.Key.Key_Backspace: deeds.deleted,
    Qt.Key.Key_L: deeds.locked,
}


def _deed(event: QKeyEvent) -> Callable[[Frame, Ref | None], Edit | None] | None:
    """Return what a key does; + is a plus wherever it is on the keyboard."""
    return _here if event.text() == "+" else _DEEDS.get(event.key())
