"""Keys that are held: told apart from keys that are pressed again, and one that does something when held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from gui.present.clock import Clock, Wait

__all__ = ["HOLD_MS", "Hold", "Repeats"]

HOLD_MS = 1500
"""As long as Esc is held to leave: the play key of a clicker sends a short one."""
_SETTLE_MS = 50
"""A part of it: after a pause of the program, the release may wait behind the clock."""
_GRACE_MS = 100
"""A press that follows a release so soon may be the repetition of a key that is held."""


class Repeats:
    """Tells presses from repetitions.

    X11 sends a release and a press, at one and the same time, for each repetition; Qt flags them, but misses
    some where the program is busy.
    """

    def __init__(self) -> None:
        self._released = (0, 0)

    def note_release(self, event: QKeyEvent) -> None:
        """Note when a key was let go."""
        self._released = event.key(), event.timestamp()

    def is_repeat(self, event: QKeyEvent) -> bool:
        """Say whether a press is the repetition of one."""
        is_at_once = event.timestamp() > 0 and self._released == (event.key(), event.timestamp())
        return event.isAutoRepeat() or is_at_once


class Hold:
    """Does something when a key was held long enough."""

    def __init__(self, clock: Clock, do: Callable[[], None]) -> None:
        self._clock, self._do = clock, do
        self._count: Wait | None = None
        self._up: Wait | None = None
        self._is_due = False

    def press(self) -> None:
        """Begin to count anew: the key was pressed, and is no repetition."""
        self.forget()
        self._count = self._clock.after(HOLD_MS - _SETTLE_MS, self._settle)

    def repeat(self) -> None:
        """Note that the key is held still, whatever release there seemed to be."""
        if self._up is not None:
            self._up.stop()
            self._up = None
        if self._is_due:
            self._finish()

    def release(self) -> None:
        """Note that the key was let go, unless a repetition follows."""
        if self._count is not None and self._up is None:
            self._up = self._clock.after(_GRACE_MS, self.forget)

    def forget(self) -> None:
        """Count no longer: the key was let go, or the keyboard is somebody else's."""
        for wait in (self._count, self._up):
            if wait is not None:
                wait.stop()
        self._count = self._up = None
        self._is_due = False

    def _settle(self) -> None:
        self._count = self._clock.after(_SETTLE_MS, self._held)

    def _held(self) -> None:
        if self._up is None:
            self._finish()
        else:
            self._is_due = True

    def _finish(self) -> None:
        self.forget()
        self._do()
