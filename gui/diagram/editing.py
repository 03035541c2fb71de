"""What a hand does to the quantities of the diagram: drag, wheel, keys, and a field to type in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.typed import number_in_full
from gui.diagram.geometry import Box, Point, Spot
from gui.diagram.hit import Hits
from gui.diagram.inline_field import InlineField
from gui.diagram.picture import Label, Measure, padding_of
from gui.diagram.placing import along
from gui.hands.gestures import Drag, Tugs, Wheel
from gui.hands.targets import Pace, Target, pace_of, target_of
from gui.look import Look

_STEPS: dict[int, tuple[int, Pace]] = {
    Qt.Key.Key_Up: (1, "usual"),
    Qt.Key.Key_Down: (-1, "usual"),
    Qt.Key.Key_PageUp: (1, "coarse"),
    Qt.Key.Key_PageDown: (-1, "coarse"),
}
"""Keys that, with Ctrl, step what the keyboard is on: without, they walk over the diagram and in time."""
_ASIDE = 8.0
"""Between what is dragged and the pill with its value, px."""


class Editing(QObject):
    """Turns what the mouse and the keyboard do to a quantity into actions.

    Signals
    -------
    dispatched(action)
        A quantity is to be set.
    changed()
        What is shown of the gesture is another.
    """

    dispatched = Signal(object)
    changed = Signal()

    def __init__(self, diagram: QWidget) -> None:
        super().__init__(diagram)
        self._frame: Frame | None = None
        self._look = Look()
        self._drag: Drag | None = None
        self._place = Box(0, 0, 0, 0)
        self._tugs, self._wheel = Tugs(self.dispatched.emit), Wheel()
        self._turned_at = QPoint()
        self.field = InlineField(diagram)
        self.field.dispatched.connect(self.dispatched)

    def show_frame(self, frame: Frame) -> None:
        """Go on with another moment, as far as it has what the hand is on."""
        self._frame = frame
        if self._drag is not None and self.target(self._drag.target.ref) is None:
            self._drag = None
        if self.field.target is not None:
            self._follow(self.field.target.ref)

    def set_look(self, look: Look) -> None:
        """Write numbers in another way."""
        self._look = look
        if self.field.target is not None:
            self._follow(self.field.target.ref)

    def _follow(self, ref: Ref) -> None:
        if (target := self.target(ref)) is None:
            self.field.close_field()
        else:
            self.field.follow(target, self._look)

    def target(self, ref: Ref | None) -> Target | None:
        """Return what is set where a quantity is dragged or typed; None where it can't be set."""
        return None if self._frame is None else target_of(ref, self._frame)

    # Dragging

    @property
    def holds(self) -> bool:
        """Something is held with the mouse."""
        return self._drag is not None

    def press(self, ref: Ref, place: Box, y: float) -> None:
        """Take hold of what was pressed, if it can be set.

        Parameters
        ----------
        ref : Ref
        place : Box
            Where it is drawn.
        y : float
            Where it was pressed, px downwards.
        """
        if (target := self.target(ref)) is not None:
            self._drag, self._place = Drag(target, y, self.dispatched.emit), place

    def move(self, y: float, modifiers: Qt.KeyboardModifier) -> None:
        """Set what is held for the place that the mouse has reached."""
        if self._drag is not None:
            self._drag.move(y, pace_of(modifiers))
            self.changed.emit()

    def release(self) -> None:
        """Keep what was set."""
        if self._drag is not None:
            self._drag = None
            self.changed.emit()

    def cancel(self) -> None:
        """Give up the drag: everything is as it was."""
        if self._drag is not None:
            drag, self._drag = self._drag, None
            drag.cancel()
            self.changed.emit()

    def pill(self, measure: Measure, view: Box) -> Label | None:
        """Return the value of what is dragged with all its decimals, over (or under) the thing itself.

        Parameters
        ----------
        measure : callable
            Tells the size of a text.
        view : Box
            What it stays inside of.
        """
        if self._drag is None or not self._drag.has_begun:
            return None
        target, value = self._drag.target, self._drag.value
        number = number_in_full(value, self._look.decimals, self._look.point)
        lines = (f"{target.name} = {number}", *([target.when] if target.when else ()))
        (w, h), (across, down) = measure("packet", lines), padding_of("packet", "solid")
        w, h, place = w + 2 * across, h + 2 * down, self._place
        x = max(min(place.cx - w / 2, view.x + view.w - w), view.x)
        over, under = place.y - _ASIDE - h, place.y + place.h + _ASIDE
        role = "negative" if value < 0 else "forward"
        box = Box(x, over if over >= view.y else under, w, h)
        return Label(lines, box, "packet", role, (target.ref,), "solid")

    # Wheel and keys

    def turn(self, ref: Ref | None, event: QWheelEvent) -> bool:
        """Step what the wheel is turned over; say whether it can be."""
        at = event.position().toPoint()
        if at == self._turned_at:  # a label that moves away under the mouse is still meant
            ref = self._tugs.going or ref
        if self.holds or (target := self.target(ref)) is None:
            return False
        self._turned_at = at
        self._tugs.tug(target, self._wheel.notches(event), pace_of(event.modifiers()))
        return True

    def step(self, ref: Ref | None, event: QKeyEvent) -> bool:
        """Step a quantity with a key; say whether the key does."""
        target = self.target(ref)
        if target is None or event.key() not in _STEPS:
            return False
        steps, pace = _STEPS[event.key()]
        is_fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._tugs.tug(target, steps, "fine" if is_fine else pace)
        return True

    # Typing

    def type(self, ref: Ref, place: Box) -> bool:
        """Open the field for a quantity over its place; say whether it can be set."""
        target = self.target(ref)
        if target is None:
            return False
        self._drag = None
        self.field.open(target, self._look, QPoint(round(place.cx), round(place.cy)))
        return True


def place_of(ref: Ref, hits: Hits, at: Point | None = None) -> Box:
    """Return where a quantity is drawn: at its label, its node, or on its edge.

    Parameters
    ----------
    ref : Ref
    hits : Hits
    at : Point or None
        Where on the edge the mouse is; without, its middle is taken.
    """
    shapes = [hit.shape for hit in hits.shapes([ref])]
    for shape in shapes:
        if isinstance(shape, Box):
            return shape
        if isinstance(shape, Spot):
            return shape.box
    lines = [shape for shape in shapes if isinstance(shape, tuple)]
    return Box.around(*(at or along(lines[0], 0.5)), 0.0, 0.0)
