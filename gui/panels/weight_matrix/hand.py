"""What a hand does to the cells: drag, wheel, keys, and a field to type in, as in the diagram."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.hands.gestures import Drag, Tugs, Wheel
from gui.hands.number_field import NumberField
from gui.hands.targets import Pace, Target, pace_of, target_of
from gui.look import Look

__all__ = ["Hand"]

_STEPS: dict[int, tuple[int, Pace]] = {
    Qt.Key.Key_Up: (1, "usual"),
    Qt.Key.Key_Down: (-1, "usual"),
    Qt.Key.Key_PageUp: (1, "coarse"),
    Qt.Key.Key_PageDown: (-1, "coarse"),
}
"""Keys that, with Ctrl, step the cell that the keyboard is on."""
_FIELD = 96
"""Px of the field at 100 %."""


class Hand(QObject):
    """Turns what mouse and keyboard do to a weight or bias into actions.

    Signals
    -------
    dispatched(action)
        A weight is to be set.
    refused(sentence)
        What was typed cannot be taken; empty once it is changed.
    """

    dispatched = Signal(object)
    refused = Signal(str)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._frame: Frame | None = None
        self._look = Look()
        self._drag: Drag | None = None
        self._typed: Ref | None = None
        self._tugs, self._wheel = Tugs(self.dispatched.emit), Wheel()
        self.field = NumberField(view)
        self.field.hide()
        self.field.dispatched.connect(self.dispatched)
        self.field.refused.connect(self.refused)
        self.field.finished.connect(self.close_field)

    def show_frame(self, frame: Frame) -> None:
        """Go on with another moment, as far as it has what the hand is on."""
        self._frame = frame
        if self._drag is not None and self.target(self._drag.target.ref) is None:
            self._drag = None
        if self._typed is None:
            return
        if (target := self.target(self._typed)) is None:
            self.close_field()
        else:
            self.field.show_target(target, self._look)

    def set_look(self, look: Look) -> None:
        """Write numbers in another way."""
        self._look = look

    def target(self, ref: Ref) -> Target | None:
        """Return what is set at a cell; None where it can't be set."""
        return None if self._frame is None else target_of(ref, self._frame)

    # Dragging

    @property
    def drags(self) -> bool:
        """A cell is being dragged: it is no click any more."""
        return self._drag is not None and self._drag.has_begun

    @property
    def holds(self) -> bool:
        """A cell is held with the mouse."""
        return self._drag is not None

    def press(self, ref: Ref, y: float) -> None:
        """Take hold of a cell that was pressed, if it can be set."""
        if (target := self.target(ref)) is not None:
            self._drag = Drag(target, y, self.dispatched.emit)

    def move(self, y: float, modifiers: Qt.KeyboardModifier) -> None:
        """Set what is held for the place that the mouse has reached."""
        if self._drag is not None:
            self._drag.move(y, pace_of(modifiers))

    def release(self) -> bool:
        """Keep what was set; say whether it was a drag."""
        dragged, self._drag = self.drags, None
        return dragged

    def cancel(self) -> None:
        """Give up the drag: everything is as it was."""
        if self._drag is not None:
            drag, self._drag = self._drag, None
            drag.cancel()

    # Wheel, keys and typing

    def turn(self, ref: Ref, event: QWheelEvent) -> bool:
        """Step the cell that the wheel is turned over; say whether it can be."""
        if self.holds or (target := self.target(ref)) is None:
            return False
        self._tugs.tug(target, self._wheel.notches(event), pace_of(event.modifiers()))
        return True

    def step(self, ref: Ref, event: QKeyEvent) -> bool:
        """Step a cell with Ctrl and a key; say whether the key does."""
        target, held = self.target(ref), event.modifiers()
        if target is None or event.key() not in _STEPS or not held & Qt.KeyboardModifier.ControlModifier:
            return False
        steps, pace = _STEPS[event.key()]
        self._tugs.tug(target, steps, "fine" if held & Qt.KeyboardModifier.ShiftModifier else pace)
        return True

    def type(self, ref: Ref, over: QRect, view: QRect) -> bool:
        """Open the field over a cell, all of it in the view; say whether it can be set."""
        if (target := self.target(ref)) is None:
            return False
        self._drag, self._typed = None, target.ref
        self.field.setAccessibleName(f"{target.name} {target.when}".strip())
        self.field.show_target(target, self._look)
        self.field.resize(self._look.px(_FIELD), self.field.sizeHint().height())
        place = self.field.rect()
        place.moveCenter(over.center())
        place.moveLeft(max(min(place.left(), view.right() - place.width()), 0))
        place.moveTop(max(min(place.top(), view.bottom() - place.height()), 0))
        self.field.setGeometry(place)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def close_field(self) -> None:
        """Close the field, and hand the keyboard back to the grid."""
        if self._typed is None:
            return
        self._typed = None
        had = self.field.hasFocus()
        self.field.forget()
        if had:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.hide()
