"""What the mouse does to build: it carries from the palette, and draws connections back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.building.gestures import Carrying, Joining, handle_at, is_on_handle
from gui.diagram.building.marks import paint_carrying, paint_handle, paint_joining
from gui.diagram.building.palette import Chip
from gui.diagram.geometry import Point
from gui.diagram.layout import Layout
from gui.look import Look
from gui.theme import Theme

__all__ = ["Hand"]

_MARGIN, _GAP = 10, 6
"""Px around the palette, and between its chips."""


class Hand(QObject):
    """The palette, and one gesture at a time.

    Parameters
    ----------
    diagram : QWidget
    layout : callable
        Returns where everything stands.

    Signals
    -------
    asked(Edit)
        What is to be done.
    clicked(Chip)
        A chip was pressed and not carried anywhere.
    changed()
        What is shown of a gesture is another.
    """

    asked = Signal(object)
    clicked = Signal(object)
    changed = Signal()

    def __init__(self, diagram: QWidget, layout: Callable[[], Layout]) -> None:
        super().__init__(diagram)
        self._diagram, self._layout = diagram, layout
        self._frame: Frame | None = None
        self._handle: tuple[int, int] | None = None
        self._gesture: Carrying | Joining | None = None
        self.layer, self.node = self.chips = Chip(diagram, "layer"), Chip(diagram, "node")
        for chip in self.chips:
            chip.hide()
            chip.carried.connect(self._on_chip_carried)
            chip.dropped.connect(self.release)
            chip.clicked.connect(self._on_chip_clicked)

    def show_frame(self, frame: Frame) -> None:
        """Go on with another moment; in a network of another shape there is nothing to hold on to."""
        if self._frame is not None and _shape(frame) != _shape(self._frame):
            self.cancel()
            self._handle = None
        self._frame = frame

    def set_look(self, look: Look) -> None:
        """Draw in another look."""
        for chip in self.chips:
            chip.set_look(look)

    def place(self, height: int) -> None:
        """Put the palette into the lower left corner."""
        x = _MARGIN
        for chip in self.chips:
            chip.move(x, height - chip.height() - _GAP)
            chip.show()
            x += chip.width() + _GAP

    def hide(self) -> None:
        """Show nothing, hold nothing."""
        self.cancel()
        self._handle = None
        for chip in self.chips:
            chip.hide()

    @property
    def width(self) -> int:
        """Room of the palette, across."""
        return _MARGIN + sum(chip.sizeHint().width() + _GAP for chip in self.chips) + _GAP

    # Gestures

    @property
    def holds(self) -> bool:
        """Something is carried or drawn."""
        return self._gesture is not None

    def press(self, at: Point) -> bool:
        """Begin to draw a connection where a handle is pressed; say whether there is one."""
        if self._frame is None or not self.is_on_handle(at) or self._handle is None:
            return False
        self._gesture = Joining(self._handle, self._frame, self._layout())
        self.changed.emit()
        return True

    def is_on_handle(self, at: Point) -> bool:
        """Say whether the mouse is on the handle that is shown."""
        if self._handle is None:
            return False
        layer, k = self._handle
        return is_on_handle(self._layout().nodes[layer][k], at)

    def move(self, at: Point) -> None:
        """Follow the mouse."""
        if self._gesture is not None:
            self._gesture.move(at)
            self.changed.emit()

    def point(self, at: Point | None) -> None:
        """Show the handle of the node that the mouse is on, where a connection can be drawn from there."""
        shown = None if at is None or self._frame is None else handle_at(self._frame, self._layout(), at)
        if shown != self._handle:
            self._handle = shown
            self.changed.emit()

    def release(self) -> None:
        """Do what the gesture came to."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            self.changed.emit()
            edit = None if self._frame is None else gesture.edit(self._frame)
            if edit is not None:
                self.asked.emit(edit)

    def cancel(self) -> bool:
        """Give up: nothing has happened. Say whether there was something to give up."""
        was_held, self._gesture = self.holds, None
        if was_held:
            for chip in self.chips:
                chip.give_up()
            self.changed.emit()
        return was_held

    def _on_chip_carried(self, at: QPoint) -> None:
        chip = self.sender()
        if self._frame is None or not isinstance(chip, Chip):
            return
        if self._gesture is None:
            self._diagram.setFocus(Qt.FocusReason.MouseFocusReason)  # it hears Escape
            self._gesture = Carrying(chip.kind, self._layout())
        self.move((at.x(), at.y()))

    def _on_chip_clicked(self) -> None:
        self.clicked.emit(self.sender())

    # Painting

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint what is carried or drawn, or the handle that is pointed at."""
        layout = self._layout()
        match self._gesture:
            case Carrying() as carrying:
                paint_carrying(painter, carrying, layout, theme)
            case Joining() as joining:
                paint_joining(painter, joining, theme)
            case None if self._handle is not None:
                layer, k = self._handle
                paint_handle(painter, layout.nodes[layer][k], theme)


def _shape(frame: Frame) -> tuple[tuple[int, ...], frozenset[Ref]]:
    return frame.network.sizes, frame.network.cut
