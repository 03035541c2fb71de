"""The plot of a map: the picture, what lies on it, and what mouse and keys do there. No pyqtgraph."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array
from engine.session.surface import Ground
from gui.hands.gestures import THRESHOLD, Wheel
from gui.panels.cost_surface.marks import Marks, part_at
from gui.plotting.scales import Axis, linear_ticks
from gui.plotting.view import PlotView

__all__ = ["OF_WINDOW", "Contents", "SurfacePlot"]

_RING = 2.0
"""Px at the left that the ring of the focus takes."""
_MARGIN = 10.0
"""Px at the right, so that the last number is not cut."""
_STEP, _FINE = 8.0, 1.0
"""Px that an arrow key moves the crosshair, and with Shift."""
_NEARER = 1.25
"""A notch of the wheel, or a press of plus, shows so many times less."""
_NAME = 7
"""Px from the end of an axis to the middle of its name, at 100 %."""
_FREE = (34, 18)
"""Px before the name of the axis across, and of the one up, that no number stands in, at 100 %."""
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS: dict[int, int] = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_SETS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MINE = (*_ARROWS, *_ZOOMS, *_SETS, Qt.Key.Key_Home)
OF_WINDOW = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""With these, keys are commands of the window."""


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What a plot shows.

    Attributes
    ----------
    ground : Ground
        The axes.
    image : QImage
        Of all of it.
    names : tuple of str
        Of the parameter across and the one up.
    here : tuple of float
    path : ndarray, shape (k, 2)
    uphill, there : tuple of float or None
        The gradient, and where the update leads; None where they are left out.
    """

    ground: Ground
    image: QImage
    names: tuple[str, str]
    here: tuple[float, float]
    path: Array
    uphill: tuple[float, float] | None
    there: tuple[float, float] | None


class SurfacePlot(PlotView):
    """A map of J with a point that can be set and dragged.

    Signals
    -------
    hovered()
        The pointer or the crosshair is at another place, or nowhere: see `where`.
    touched(part)
        What the pointer is on: "point", "gradient", "arrow" or "".
    pressed(), moved(place), dropped(), given_up()
        A gesture begins, sets a place, ends, or is to be as though it had not been.
    zoomed(notches, place)
        Nearer (above 0) or farther; the place stays where it is.
    fitted()
        Show all there is.
    reshaped()
        The plot has another size.
    """

    hovered = Signal()
    touched = Signal(str)
    pressed = Signal()
    moved = Signal(QPointF)
    dropped = Signal()
    given_up = Signal()
    zoomed = Signal(float, QPointF)
    fitted = Signal()
    reshaped = Signal()

    can_be_named = False
    least_left = 34
    room = 0.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: Contents | None = None
        self._marks: Marks | None = None
        self._lit: frozenset[str] = frozenset()
        self._part = ""
        self._over: QPointF | None = None
        self._cross: QPointF | None = None  # in units of the parameters
        self._grip: QPointF | None = None  # from the pointer to the point that is dragged
        self._start: QPointF | None = None
        self._wheel = Wheel()
        self._was = self.box
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def is_held(self) -> bool:
        """Say whether a gesture is going on."""
        return self._grip is not None

    @property
    def aspect(self) -> float:
        """How many times as wide as high the map is."""
        return max(self.box.width(), 1.0) / max(self.box.height(), 1.0)

    @property
    def where(self) -> QPointF | None:
        """Where the pointer is, else the crosshair, in units of the parameters; None where neither is."""
        return self._cross if self._over is None else self.point_at(self._over)

    def show_contents(self, contents: Contents) -> None:
        """Show another map."""
        old, self._contents = self._contents, contents
        if old is None or (old.ground, old.names) != (contents.ground, contents.names):
            if old is not None and (old.ground.a, old.ground.b) != (contents.ground.a, contents.ground.b):
                self._cross = None
            self.draw()
        self._place_marks()
        self.update()

    def set_lit(self, parts: frozenset[str]) -> None:
        """Light up parts of the plot."""
        if parts != self._lit:
            self._lit = parts
            self.update()

    def draw(self) -> None:
        """Set the axes; where the box is another, ask for a map that fills it."""
        if self._contents is not None:
            ground, (along, up) = self._contents.ground, self.numbers_at_most()
            sides = ((0, along, self.box.width()), (1, up, self.box.height()))
            x, y = (self._axis(ground, axis, most, length) for axis, most, length in sides)
            self.set_axes(x, y, margin=_MARGIN, after=0.0)
            self._keep_room()
            self._place_marks()
        if self.box != self._was:
            self._was = QRectF(self.box)
            self.reshaped.emit()

    def _keep_room(self) -> None:
        """Keep the room that numbers once took: else map and numbers could change one another for ever."""
        self.least_left = max(self.least_left, math.ceil((self.box.left() - _RING) / self.look.scale))

    def _axis(self, ground: Ground, axis: int, most: int, length: float) -> Axis:
        """Return an axis that bears its name at its end; numbers that would touch it give way."""
        low, high = ground.low[axis], ground.high[axis]
        name = "" if self._contents is None else self._contents.names[axis]
        half = QFontMetricsF(self.font_small).horizontalAdvance(name) / 2.0
        inside = max(self.look.px(_NAME), half - _MARGIN if axis == 0 else 0.0)  # beyond the margin it is cut
        at = high - inside / max(length, 1.0) * (high - low)
        ticks = linear_ticks(low, high, self.look.point, min(most, 5))
        free = self.look.px(_FREE[axis]) / max(length, 1.0) * (high - low)
        shown = [tick for tick in ticks if tick[0] < at - free]
        return Axis(low, high, (*shown, (at, name)))

    # Painting

    def _place_marks(self) -> None:
        contents = self._contents
        if contents is None:
            return
        origin, one = self.place(0.0, 0.0), self.place(1.0, 1.0)
        scale = one - origin
        uphill = contents.uphill and QPointF(contents.uphill[0] * scale.x(), contents.uphill[1] * scale.y())
        there = contents.there and self.place(*contents.there)
        path = contents.path * scale.toTuple() + origin.toTuple()
        self._marks = Marks.of(self.place(*contents.here), path, uphill or None, there or None)

    def point_place(self) -> QPointF:
        """Say where the point is, in px of this widget."""
        return QPointF() if self._marks is None else self.outside(self._marks.here)

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the picture where it belongs."""
        if self._contents is not None:
            ground = self._contents.ground
            box = QRectF(self.place(*ground.low), self.place(*ground.high)).normalized()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self._contents.image)

    def paint_marks(self, painter: QPainter) -> None:
        """Paint what lies on the map, and the crosshair."""
        theme = self.look.theme
        if self._marks is not None:
            self._marks.paint(painter, theme, self._lit | {self._part})
        if self._cross is not None and self.hasFocus():
            at = self.place(self._cross.x(), self._cross.y())
            painter.setPen(QPen(theme.colour("ink"), 1.0))
            painter.drawLine(QLineF(at.x(), 0.0, at.x(), self.box.height()))
            painter.drawLine(QLineF(0.0, at.y(), self.box.width(), at.y()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line"), 1.0))
        painter.drawRect(QRectF(QPointF(), self.box.size()).adjusted(0.5, 0.5, -0.5, -0.5))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the point, or set it where the pointer is."""
        if event.button() != Qt.MouseButton.LeftButton or not self.box.contains(event.position()):
            return
        self._cross = None
        at, is_point = event.position(), part_at(self._marks, self.inside(event.position())) == "point"
        self._grip = self.point_place() - at if is_point else QPointF()
        self._start = at if is_point else None
        self.pressed.emit()
        if not is_point:
            self.moved.emit(self.point_at(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point, or read off what is under the pointer."""
        at = event.position()
        if self._grip is not None:
            if self._start is not None and (at - self._start).manhattanLength() < THRESHOLD:
                return
            self._start, self._over = None, None
            self.moved.emit(self.point_at(self._within(at + self._grip)))
            return
        is_over = self.box.contains(at)
        self._over = at if is_over else None
        self._touch(part_at(self._marks, self.inside(at)) if is_over else "")
        self.hovered.emit()

    def _within(self, point: QPointF) -> QPointF:
        box = self.box
        return QPointF(
            min(max(point.x(), box.left()), box.right()), min(max(point.y(), box.top()), box.bottom())
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the point."""
        if event.button() == Qt.MouseButton.LeftButton and self.is_held:
            self.release()
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Press once more: two quick clicks are two."""
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show less or more around the pointer."""
        notches = self._wheel.notches(event)
        if notches and self.box.contains(event.position()) and not self.is_held:
            self.zoomed.emit(_NEARER**-notches, self.point_at(event.position()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Read off nothing, or what the crosshair is on."""
        self._over = None
        self._touch("")
        self.hovered.emit()

    def release(self) -> None:
        """Let go of the point without a word."""
        self._grip = self._start = None

    def _touch(self, part: str) -> None:
        if part != self._part:
            self._part = part
            shape = Qt.CursorShape.OpenHandCursor if part == "point" else Qt.CursorShape.CrossCursor
            self.setCursor(shape)
            self.update()
            self.touched.emit(part)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Keep from the window the keys that move, set and zoom here, and Escape while dragging."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            mine = (
                *_ARROWS,
                *_ZOOMS,
                *_SETS,
                Qt.Key.Key_Home,
                *((Qt.Key.Key_Escape,) if self.is_held else ()),
            )
            if event.key() in mine and not event.modifiers() & OF_WINDOW:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair, set the point there, zoom, or give a drag up."""
        key = event.key()
        if event.modifiers() & OF_WINDOW:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._move_cross(QPointF(*_ARROWS[key]) * step)
        elif key in _SETS:
            self._set_at_cross()
        elif key in _ZOOMS:
            middle = self.point_at(self.box.center())
            self.zoomed.emit(_NEARER ** -_ZOOMS[key], self._cross or middle)
        elif key == Qt.Key.Key_Home:
            self.fitted.emit()
        elif key == Qt.Key.Key_Escape and self.is_held:
            self.release()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _move_cross(self, by: QPointF) -> None:
        """Move the crosshair by px; it begins at the point."""
        begin = (
            self.point_place() if self._cross is None else self.outside(self.place(*self._cross.toTuple()))
        )
        self._cross = self.point_at(self._within(begin + by))
        self.hovered.emit()
        self.update()

    def _set_at_cross(self) -> None:
        if self._cross is not None and not self.is_held:
            self.pressed.emit()
            self.moved.emit(self._cross)
            self.dropped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what has been dragged."""
        super().focusOutEvent(event)
        if self.is_held:
            self.release()
            self.dropped.emit()
