"""Zoom and pan by hand: the wheel with Ctrl, two fingers, a drag on empty ground, the middle button."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.diagram.geometry import Box
from gui.diagram.viewport import STEP, Viewport, overview_box, shares_at
from gui.hands.gestures import THRESHOLD

__all__ = ["Roamed", "Roaming"]

_NOTCH = 120.0
_TURNED = 0.4
"""Px that a turn of the wheel by an eighth of a degree moves the view."""


class Roamed(Protocol):
    """A view of which a part can be chosen."""

    @property
    def viewport(self) -> Viewport:
        """The part in view."""

    def set_viewport(self, viewport: Viewport) -> None:
        """Show another part."""

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom about a point."""

    def pan(self, dx: float, dy: float) -> None:
        """Move what is in view, px."""

    def is_on_something(self, at: QPointF) -> bool:
        """Say whether there is anything at a point."""


class Roaming:
    """Is told what the mouse does to a diagram before the diagram is.

    Parameters
    ----------
    widget : QWidget
        What the mouse moves over.
    view : Roamed
        The same, as what is moved.
    """

    def __init__(self, widget: QWidget, view: Roamed) -> None:
        self._widget, self._view = widget, view
        self._held: QPointF | None = None
        self._pans = self._in_overview = False

    def takes(self, event: QEvent) -> bool:
        """Do what moves the view; say whether the event was for that."""
        if isinstance(event, QWheelEvent):
            return self._turn(event)
        if isinstance(event, QNativeGestureEvent):
            return self._pinch(event)
        if isinstance(event, QMouseEvent):
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                return self._press(event)
            if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._release()
        return False

    def _turn(self, event: QWheelEvent) -> bool:
        """Zoom with Ctrl; without, move what is zoomed where nothing is under the wheel."""
        view, delta = self._view, event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.zoom_by(STEP ** ((delta.y() or delta.x()) / _NOTCH), event.position())
            return True
        if view.viewport.is_whole or view.is_on_something(event.position()):
            return False
        away = QPointF(event.pixelDelta()) if not event.pixelDelta().isNull() else QPointF(delta) * _TURNED
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            away = away.transposed()
        view.pan(away.x(), away.y())
        return True

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._view.zoom_by(1.0 + event.value(), event.position())
        return True

    def _press(self, event: QMouseEvent) -> bool:
        """Take hold of the sketch or the ground; a press on the ground still picks nothing."""
        view, at = self._view, event.position()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if view.viewport.is_whole or not (is_left or event.button() == Qt.MouseButton.MiddleButton):
            return False
        self._in_overview = is_left and self._overview.holds(at.x(), at.y())
        if self._in_overview:
            self._held, self._pans = at, True
            self._go_to(at)
            return True
        if is_left and view.is_on_something(at):
            return False
        self._held, self._pans = at, not is_left
        return self._pans

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position()
        if self._held is None or not event.buttons():  # let go of where nobody heard it
            self._held = None
            return False
        if self._in_overview:
            self._go_to(at)
            return True
        way = at - self._held
        self._pans = self._pans or way.manhattanLength() >= THRESHOLD
        if self._pans:
            self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._held = at
            self._view.pan(way.x(), way.y())
        return True

    def _release(self) -> bool:
        held, self._held = self._held, None
        if held is not None:
            self._widget.unsetCursor()
        return held is not None and self._pans

    def _go_to(self, at: QPointF) -> None:
        x, y = shares_at(at.x(), at.y(), self._overview)
        self._view.set_viewport(self._view.viewport.centred(x, y))

    @property
    def _overview(self) -> Box:
        return overview_box(self._widget.width(), self._widget.height())
