"""What the plots with data points share: points, crosshair, mouse and keys. No pyqtgraph."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array
from gui.look import Look
from gui.panels.network_map.axis_names import AxisNames
from gui.panels.network_map.points import Points, nearest, paint_points, paint_ring
from gui.panels.network_map.stamps import Stamps
from gui.plotting.scales import linear_ticks
from gui.plotting.view import PlotView

__all__ = ["DataPlot"]

_RADII = ((60, 3.6), (400, 2.8), (math.inf, 2.2))
"""Of so many points at most, px at 100 %."""
_CLICK = 4.0
"""Px that the pointer moves at most while a button is pressed: more is a drag."""
_STEP, _FINE = 8.0, 1.0
"""Px that an arrow key moves the crosshair, and with Shift."""
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ERASES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OF_WINDOW = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""With these, keys are commands of the window."""


class DataPlot(PlotView):
    """A plot with data points that a hand can get at, by mouse or with a crosshair by keys.

    Signals
    -------
    hovered()
        The pointer or the crosshair is at another place, or nowhere: see `where`.
    pressed(place)
        A button or Enter was pressed there.
    dragged(place)
        What is held has been drawn there.
    dropped(), given_up()
        It was let go of; Escape was pressed.
    erased(place)
        Delete was pressed there.
    """

    hovered = Signal()
    pressed = Signal(QPointF)
    dragged = Signal(QPointF)
    dropped = Signal()
    given_up = Signal()
    erased = Signal(QPointF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = Points()
        self.is_holding = False  # the panel says so: what was pressed can be dragged
        self._cross: QPointF | None = None
        self._over: QPointF | None = None
        self._is_away = False  # the keyboard is elsewhere: nothing is read off at the crosshair
        self._begin: QPointF | None = None  # where a button was pressed that may become a drag
        self._lit_row = -1
        self._stamps: Stamps | None = None
        self._names = AxisNames()
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_points(self, points: Points) -> None:
        """Show other points."""
        self.points = points
        self.update()

    def light_row(self, row: int) -> None:
        """Light up the points of a row; −1 lights none."""
        if row != self._lit_row:
            self._lit_row = row
            self.update()

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._stamps = None
        super().set_look(look)

    # Places

    def px_of(self, places: Array) -> Array:
        """Return where points are, in px of the box, shape (points, 2)."""
        origin, one = self.place(0.0, 0.0), self.place(1.0, 1.0)
        with np.errstate(all="ignore"):
            found: Array = np.array(origin.toTuple()) + places * np.array((one - origin).toTuple())
        return found

    def row_at(self, place: QPointF) -> int | None:
        """Return the row whose point is near a place in the units of the axes; None where there is none."""
        number = nearest(self.px_of(self.points.places), self.place(place.x(), place.y()), self.look)
        return None if number is None else int(self.points.rows[number])

    def place_of(self, row: int) -> QPointF | None:
        """Say where the first point of a row is, in px of this widget; None where it has none."""
        found = np.flatnonzero(self.points.rows == row)[:1]
        if not found.size:
            return None
        return self.outside(QPointF(*self.px_of(self.points.places[found])[0].tolist()))

    @property
    def where(self) -> QPointF | None:
        """Where the pointer is, else the crosshair, in the units of the axes; None where neither is."""
        if self._over is not None:
            return self.point_at(self._over)
        return None if self._is_away else self._cross

    def forget_place(self) -> None:
        """Take the crosshair away: the axes are others."""
        self._cross = None

    def set_named_axes(
        self, ends: Sequence[tuple[float, float]], names: Sequence[str], margin: float
    ) -> None:
        """Show a range of either axis, its numbers, and its name at its end."""
        self._names = AxisNames.fitting(names, self.box, margin, self.look)
        point, most = self.look.point, self.numbers_at_most()
        most = (min(most) + 1,) * 2 if self.is_square else most  # the names take the place of one
        ticks = [linear_ticks(low, high, point, count) for (low, high), count in zip(ends, most, strict=True)]
        x, y = self._names.axes(ends, ticks)
        self.set_axes(x, y, margin=margin, after=self.room)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plot, and name the axes."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setPen(self.look.theme.colour("muted"))
            self._names.paint(painter, self.box, self.font_small)

    def paint_marks(self, painter: QPainter) -> None:
        """Paint points, the ring of the sample in hand, what is lit, and the crosshair."""
        stamps, px = self._fitting_stamps(), self.px_of(self.points.places)
        paint_points(painter, self.points, px, stamps)
        for row, role in ((self._lit_row, "forward"), (self.points.here, "delta")):
            if row >= 0:
                for x, y in px[self.points.rows == row].tolist():
                    paint_ring(painter, self.look, QPointF(x, y), stamps.radius + 4.0, role)
        if self._cross is not None and self.hasFocus():
            self._paint_cross(painter, self.place(self._cross.x(), self._cross.y()))

    def _fitting_stamps(self) -> Stamps:
        """Return the stamps: of many points each is smaller."""
        count, ratio = len(self.points.marks), self.devicePixelRatioF()
        radius = next(radius for most, radius in _RADII if count <= most) * self.look.scale**0.5
        if self._stamps is None or (self._stamps.radius, self._stamps.ratio) != (radius, ratio):
            self._stamps = Stamps(radius, self.look.theme, ratio)
        return self._stamps

    def _paint_cross(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(self.look.theme.colour("ink"), 1.0))
        painter.drawLine(QLineF(at.x(), 0.0, at.x(), self.box.height()))
        painter.drawLine(QLineF(0.0, at.y(), self.box.width(), at.y()))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press where the pointer is."""
        if event.button() == Qt.MouseButton.LeftButton and self.box.contains(event.position()):
            self._cross, self._begin = None, event.position()
            self.pressed.emit(self.point_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, and read off what is under the pointer."""
        inside = self._within(event.position())
        if self.is_holding and event.buttons() & Qt.MouseButton.LeftButton and self._is_drag(event):
            self.dragged.emit(self.point_at(inside))
        is_over = self.is_holding or self.box.contains(event.position())
        self._over = inside if is_over else None
        self.hovered.emit()

    def _is_drag(self, event: QMouseEvent) -> bool:
        """Say whether the pointer has left the place where it was pressed."""
        if self._begin is not None and QLineF(self._begin, event.position()).length() >= _CLICK:
            self._begin = None
        return self._begin is None

    def _within(self, point: QPointF) -> QPointF:
        box = self.box
        return QPointF(
            min(max(point.x(), box.left()), box.right()), min(max(point.y(), box.top()), box.bottom())
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self.is_holding:
            self.dropped.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Read off nothing, or what the crosshair is on."""
        self._over = None
        self.hovered.emit()

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while something is held, and the keys that move and press here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            mine = (*_ARROWS, *_PRESSES, *_ERASES, *((Qt.Key.Key_Escape,) if self.is_holding else ()))
            if event.key() in mine and not event.modifiers() & _OF_WINDOW:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair, press, erase, or give up."""
        key = event.key()
        if event.modifiers() & _OF_WINDOW:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._move_cross(*(way * step for way in _ARROWS[key]))
        elif key == Qt.Key.Key_Escape and self.is_holding:
            self.given_up.emit()
        elif key in _PRESSES:
            self._press_at_cross()
        elif key in _ERASES and (place := self.where) is not None:
            self.erased.emit(place)
        else:
            super().keyPressEvent(event)

    def _press_at_cross(self) -> None:
        if self.is_holding:
            self.dropped.emit()
        elif self._cross is not None:
            self.pressed.emit(self._cross)
        else:
            self._move_cross(0.0, 0.0)

    def _move_cross(self, across: float, up: float) -> None:
        """Move the crosshair by px; it begins at the sample in hand, or in the middle."""
        begin = self.place_of(self.points.here) or self.box.center()
        at = begin if self._cross is None else self.outside(self.place(self._cross.x(), self._cross.y()))
        if self._cross is not None:
            at += QPointF(across, -up)
        self._cross = self.point_at(self._within(at))
        if self.is_holding:
            self.dragged.emit(self._cross)
        self.hovered.emit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Read off what the crosshair is on."""
        super().focusInEvent(event)
        self._is_away = False
        self.hovered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what was dragged; the crosshair stays where it is, unseen and unread."""
        super().focusOutEvent(event)
        self._is_away = True
        if self.is_holding:
            self.dropped.emit()
        self.hovered.emit()
