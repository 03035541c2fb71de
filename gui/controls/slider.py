"""A slider for a number: dragged, clicked, stepped with keys or wheel; each gesture begins and ends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from gui.accessible import Role, Told, Valued
from gui.controls.spans import Span
from gui.hands.gestures import Wheel
from gui.hands.targets import Pace, pace_of

__all__ = ["ValueSlider"]

_PLACES = 10_000
"""Places that Qt counts from one end to the other: finer than any screen."""
_PAUSE_MS = 1000
"""After so much rest, keys and wheel begin another gesture."""
_STEPS: dict[int, tuple[int, Pace | None]] = {
    Qt.Key.Key_Right: (1, None),
    Qt.Key.Key_Up: (1, None),
    Qt.Key.Key_Left: (-1, None),
    Qt.Key.Key_Down: (-1, None),
    Qt.Key.Key_PageUp: (1, "coarse"),
    Qt.Key.Key_PageDown: (-1, "coarse"),
}
"""Keys that step, and how far where the key itself says so."""
_OF_WINDOW = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""With these, arrows are commands of the window: Ctrl finishes a phase."""


class ValueSlider(QSlider):
    """Stands at the value that it is shown, and tells what a hand makes of it; following, it says nothing.

    Every `moved` lies between a `begun` and an `ended` or `cancelled`: one gesture, one undo. Presses of
    keys that follow one another closely are one gesture. Escape gives a gesture up.

    Parameters
    ----------
    name : str
        For screen readers.
    span : Span
        `Even` or `Powers`.

    Signals
    -------
    begun()
    moved(value)
    ended()
    cancelled()
    """

    begun = Signal()
    moved = Signal(float)
    ended = Signal()
    cancelled = Signal()

    def __init__(self, name: str, span: Span, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._span, self._shown, self._value = span, 0.0, 0.0
        self._grip: float | None = None
        self._is_going = False
        self._wheel, self._rest = Wheel(), QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._end)
        self._words = ""
        self.setAccessibleName(name)
        self.accessible = Valued(self, self._told, self._on_number_set)
        self.setRange(0, _PLACES)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        self.valueChanged.connect(self._on_value_changed)

    @property
    def number(self) -> float:
        """The value that it stands at."""
        return self._value

    def show_number(self, value: float, words: str = "") -> None:
        """Follow a value; a hand that holds the slider is not moved. `words` are for screen readers."""
        self._shown, self._words = value, words
        if self._grip is None:
            self._stand_at(value)

    def _stand_at(self, value: float) -> None:
        self._value = value
        self.setSliderPosition(self._tick())

    def _tick(self) -> int:
        return round(self._span.place(self._value) * _PLACES)

    def _told(self) -> Told:
        ends = self._span.value(0.0), self._span.value(1.0)
        return Told("", Role.Slider, QRectF(), value=self._words, number=self._value, ends=ends)

    def _on_value_changed(self, tick: int) -> None:
        """Take what came from elsewhere for a gesture of its own."""
        if tick != self._tick():
            self._on_number_set(self._span.value(tick / _PLACES))

    def _on_number_set(self, value: float) -> None:
        """Go to what a screen reader asks for, as far as the span goes."""
        self._begin()
        self._go(self._span.value(self._span.place(value)))
        self._end()

    # Gestures

    def _begin(self) -> None:
        if not self._is_going:
            self._is_going = True
            self.begun.emit()

    def _go(self, value: float) -> None:
        if value != self._value:
            self._stand_at(value)
            self.moved.emit(value)

    def _end(self) -> None:
        self._rest.stop()
        if self._is_going:
            self._is_going, self._grip = False, None
            self.setSliderDown(False)
            self.ended.emit()

    def _cancel(self) -> None:
        self._rest.stop()
        self._is_going, self._grip = False, None
        self.setSliderDown(False)
        self.cancelled.emit()
        self._stand_at(self._shown)

    def _step(self, steps: int, pace: Pace) -> None:
        if not steps or self._grip is not None:
            return
        self._begin()
        self._rest.start()
        self._go(self._span.stepped(self._value, steps, pace))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle, or bring it here."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._end()
        place, x = self._span.place(self._value), event.position().x()
        is_on_handle = abs(x - self._x(place)) <= self._handle() / 2
        self._grip = x - self._x(place) if is_on_handle else 0.0
        self.setSliderDown(True)
        self._begin()
        if not is_on_handle:
            self._go(self._value_at(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._grip is not None:
            self._go(self._value_at(event.position().x() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was set."""
        if self._grip is not None and event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def _value_at(self, x: float) -> float:
        half = self._handle() / 2
        place = (x - half) / max(self.width() - 2 * half, 1.0)
        place = min(max(place, 0.0), 1.0)
        return self._span.value(1.0 - place if self._is_mirrored else place)

    def _x(self, place: float) -> float:
        half = self._handle() / 2
        return half + (1.0 - place if self._is_mirrored else place) * max(self.width() - 2 * half, 1.0)

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _handle(self) -> float:
        """Return the width of the handle, with the border around the groove, px."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return float(self.style().subControlRect(control, option, part, self).width())

    # Keys and wheel

    def event(self, event: QEvent) -> bool:
        """Keep the keys that step, and Escape during a gesture, from the shortcuts of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_step = event.key() in _STEPS and not event.modifiers() & _OF_WINDOW
            if is_step or (event.key() == Qt.Key.Key_Escape and self._is_going):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, or give up; every other key is the window's."""
        if event.key() == Qt.Key.Key_Escape and self._is_going:
            self._cancel()
        elif event.key() in _STEPS:
            steps, pace = _STEPS[event.key()]
            self._step(steps, pace or pace_of(event.modifiers()))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step where it has the keyboard; else what it lies on scrolls, and nothing is changed."""
        self._step(self._wheel.notches_on(self, event), pace_of(event.modifiers()))

    def hideEvent(self, event: QHideEvent) -> None:
        """End what was begun: what is hidden hears of no release."""
        super().hideEvent(event)
        self._end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what the keys began."""
        super().focusOutEvent(event)
        if self._grip is None:
            self._end()
