"""The plot of a slice. Imports pyqtgraph, which takes 200 ms: imported after the first paint."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.nn.round_numbers import rounded_up
from engine.session.slice import Slice
from gui.hands.targets import pace_of
from gui.look import Look
from gui.panels.weight_slice.marks import Marks, part_at
from gui.panels.weight_slice.readings import Shown
from gui.plotting.curve import Curve
from gui.plotting.scales import Axis, finite_range, linear_ticks
from gui.plotting.view import PlotView

__all__ = ["SlicePlot", "height_of"]

_MARGIN = 14.0
"""Px at the right, so that the last number is not cut."""
_PACES = (
    Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
)
_SPIKE = 25.0
"""A curve that rises to more than so many times its median runs out of the plot at the top."""
_NEAR_FLAT = 1e-6
_STEPS = 10
"""The axis of J ends at a multiple of about this part of it."""


def height_of(found: Slice) -> tuple[float, float]:
    """Return the lowest and highest J to show: from 0, unless all of it is far from 0.

    A curve that is flat but for roundings is drawn flat; one with a spike shows its lower part, and J
    as it is.
    """
    reached = finite_range(found.costs)
    if reached is None:
        return 0.0, 1.0
    low, high = reached
    if high - low <= _NEAR_FLAT * max(abs(high), abs(low), 1e-12):
        half = abs(high) / 2.0 or 0.5
        return low - half, high + half
    median = float(np.median(found.costs[np.isfinite(found.costs)]))
    high = min(high, _SPIKE * median or high)
    if math.isfinite(found.J):
        high = max(high, found.J)
    low = min(low, 0.0) if low <= high / 2.0 else low
    step = rounded_up((high - low) / _STEPS)  # round ends stand still while the point is dragged
    return math.floor(low / step) * step, math.ceil(high / step) * step


class SlicePlot(PlotView):
    """J along a parameter: curve, tangent, the point that can be dragged, and the arrow of the update.

    Signals
    -------
    hovered(value)
        Where along the parameter the pointer is; None when it leaves.
    touched(part)
        What the pointer is on: "point", "tangent", "arrow" or "".
    grabbed()
        The user takes hold of the point.
    moved(value)
        The point has been dragged there.
    dropped(), given_up()
        The user lets go of it, or presses Escape.
    stepped(steps, pace)
        An arrow key asks for a step up, or (below 0) down.
    """

    hovered = Signal(object)
    touched = Signal(str)
    grabbed = Signal()
    moved = Signal(float)
    dropped = Signal()
    given_up = Signal()
    stepped = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slice: Slice | None = None
        self._shown = Shown()
        self._lit: frozenset[str] = frozenset()
        self._part = ""
        self._over: float | None = None
        self._held: float | None = None
        self._floor = 0.0
        self._line = Curve()

    @property
    def is_held(self) -> bool:
        """Say whether the point is being dragged."""
        return self._held is not None

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._line.pen = QPen(look.theme.colour("ink"), 2.0)
        super().set_look(look)

    def show_slice(self, found: Slice, shown: Shown, name: str) -> None:
        """Draw a slice."""
        self._slice, self._shown = found, shown
        self.name_bottom(name)
        self.draw()
        self._read_off()  # under a pointer at rest there is another value now

    def set_lit(self, parts: frozenset[str]) -> None:
        """Light up parts of the plot."""
        if parts != self._lit:
            self._lit = parts
            self.update()

    def draw(self) -> None:
        """Set the curve and the axes."""
        found = self._slice
        if found is None:
            return
        low, high = height_of(found)
        self._floor = low
        point, (along, up) = self.look.point, self.numbers_at_most()
        heights = linear_ticks(low, high, point, up) if self._shown.height else []
        values = linear_ticks(-found.reach, found.reach, point, min(along, 5))
        x, y = Axis(-found.reach, found.reach, tuple(values)), Axis(low, high, tuple(heights))
        self.set_axes(x, y, margin=_MARGIN)
        self._line.set_points(found.values, found.costs)
        self.update()

    # Curve and marks

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the curve."""
        self._line.paint(painter, shown, px)

    def places(self) -> Marks | None:
        """Say where point, tangent and arrow are, in px of the box."""
        found = self._slice
        if found is None or not math.isfinite(found.J):
            return None
        here = self.place(found.here, found.J)
        along = self.place(found.here + found.reach / 4.0, found.J + found.slope * found.reach / 4.0) - here
        foot = self.place(found.here, self._floor)
        return Marks.of(self._shown, here, along, foot, self.place(found.new, found.J_there))

    def paint_marks(self, painter: QPainter) -> None:
        """Paint tangent, arrow and point."""
        marks = self.places()
        if marks is not None:
            lit = self._lit | ({self._part} if self._part else set())
            marks.paint(painter, self.look.theme, lit)

    def point_place(self) -> QPointF:
        """Say where the point is, in px of this widget."""
        marks = self.places()
        return QPointF() if marks is None else self.outside(marks.here)

    # Mouse

    def _part_under(self, event: QMouseEvent) -> str:
        marks = self.places()
        return "" if marks is None else part_at(marks, self.inside(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the point."""
        if event.button() == Qt.MouseButton.LeftButton and self._part_under(event) == "point":
            self._over = None
            self._held = event.position().x() - self.point_place().x()
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point, or read off J under the pointer."""
        if self._held is not None:
            self._drag(event.position().x() - self._held)
            return
        self._touch(self._part_under(event))
        self._over = event.position().x()
        self._read_off()

    def _read_off(self) -> None:
        """Tell where along the parameter the pointer is, if it is over the plot."""
        if self._over is not None:
            self.hovered.emit(self._within(self.value_at(self._over)))

    def _drag(self, px: float) -> None:
        """Go to the nearest round number: then 0 is one of them."""
        found = self._slice
        if found is None:
            return
        step = rounded_up(2.0 * found.reach / max(self.box.width(), 1.0))
        value = self._within(round(self.value_at(px) / step) * step)
        if value != found.here:
            self.moved.emit(value)

    def _within(self, value: float) -> float:
        reach = 0.0 if self._slice is None else self._slice.reach
        return min(max(value, -reach), reach)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the point."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end(self.dropped)

    def _end(self, said: SignalInstance) -> None:
        if self._held is not None:
            self._held = None
            said.emit()

    def release(self) -> None:
        """Let go of the point without a word: what is shown is no longer what was taken hold of."""
        self._held = None

    def leaveEvent(self, event: QEvent) -> None:
        """Read off nothing."""
        self._touch("")
        self._over = None
        self.hovered.emit(None)

    def _touch(self, part: str) -> None:
        if part != self._part:
            self._part = part
            self.setCursor(Qt.CursorShape.SizeHorCursor if part == "point" else Qt.CursorShape.ArrowCursor)
            self.update()
            self.touched.emit(part)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the parameter with the arrow keys; give a drag up with Escape."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.is_held:
            self._end(self.given_up)
        elif way is None or event.modifiers() & ~_PACES or self._slice is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(way, pace_of(event.modifiers()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what has been dragged."""
        super().focusOutEvent(event)
        self._end(self.dropped)
