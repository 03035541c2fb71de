"""What a hand does to one quantity: a drag, and tugs with wheel or keys. Each is one undo."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.actions import Action, Cancel
from gui.hands.targets import Pace, Target, new_group

__all__ = ["THRESHOLD", "Drag", "Tugs", "Wheel"]

THRESHOLD = 3.0
"""So far a press must be drawn, px, before it is a drag and no click."""
_PAUSE = 1.0
"""After so many seconds of rest another undo begins."""
_NOTCH = 120
"""What a notch of a usual wheel turns, in eighths of a degree."""

Dispatch = Callable[[Action], None]


class Drag:
    """A press on something that can be set by hand, and the way up (larger) or down from there.

    What was set when it is let go of stays; back where it began, nothing has been changed.

    Parameters
    ----------
    target : Target
        As it stands at the press.
    y : float
        Where it was pressed, px downwards.
    dispatch : callable
        Carries out an action.

    Attributes
    ----------
    value : float
        What it was set to last.
    has_begun : bool
        It is no click any more.
    """

    def __init__(self, target: Target, y: float, dispatch: Dispatch) -> None:
        self.target, self.value, self.has_begun = target, target.value, False
        self._start, self._y, self._dispatch = y, y, dispatch
        self._exact = target.value
        self._group = new_group()
        self._has_changed = False

    def move(self, y: float, pace: Pace) -> None:
        """Set the quantity for the place that was reached."""
        if not self.has_begun and abs(y - self._start) < THRESHOLD:
            return
        self.has_begun = True
        scale = self.target.scale
        self._exact = self.target.within(scale.dragged(self._exact, self._y - y, pace))
        self._y = y
        is_back = abs(self._exact - self.target.value) < 1e-9 * max(abs(self.target.value), 1e-3)
        rounded = self.target.value if is_back else scale.rounded(self._exact, pace)
        self._set(self.target.within(rounded))

    def cancel(self) -> None:
        """Give up: everything is as though it had not been touched."""
        self.value = self.target.value
        if self._has_changed:
            self._has_changed = False
            self._dispatch(Cancel(self._group))

    def _set(self, value: float) -> None:
        if value != self.value:
            self.value, self._has_changed = value, True
            self._dispatch(self.target.action(value, self._group))


class Tugs:
    """Steps up and down with wheel or keys; those that follow one another closely are one undo.

    Parameters
    ----------
    dispatch : callable
        Carries out an action.
    clock : callable
        Tells the time in seconds.
    """

    def __init__(self, dispatch: Dispatch, clock: Callable[[], float] = monotonic) -> None:
        self._dispatch, self._clock = dispatch, clock
        self._ref: Ref | None = None
        self._last, self._group = 0.0, ""

    @property
    def going(self) -> Ref | None:
        """The quantity that was tugged a moment ago; None after a rest."""
        return self._ref if self._clock() - self._last <= _PAUSE else None

    def tug(self, target: Target, steps: int, pace: Pace) -> None:
        """Step a quantity up, or (below 0) down."""
        if target.ref != self.going:
            self._ref, self._group = target.ref, new_group()
        self._last = self._clock()
        value = target.within(target.scale.stepped(target.value, steps, pace))
        if steps and value != target.value:
            self._dispatch(target.action(value, self._group))


class Wheel:
    """Counts the notches of a wheel; a touchpad sends small parts of one."""

    def __init__(self) -> None:
        self._rest = 0

    def notches_on(self, widget: QWidget, event: QWheelEvent) -> int:
        """Return the same where a widget has the keyboard; else what it lies on scrolls, and it is 0."""
        event.setAccepted(widget.hasFocus())
        return self.notches(event) if event.isAccepted() else 0

    def notches(self, event: QWheelEvent) -> int:
        """Return the whole notches turned since the last call, up is above 0."""
        delta = event.angleDelta()
        turned = delta.y() or delta.x()  # with Shift, macOS turns the wheel sideways
        if turned * self._rest < 0:
            self._rest = 0
        notches = int((self._rest + turned) / _NOTCH)
        self._rest += turned - notches * _NOTCH
        return notches
