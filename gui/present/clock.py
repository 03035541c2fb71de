"""What time things in the room are done at: a clock that calls back, so that tests can let it run fast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

__all__ = ["Clock", "RoomClock", "Wait"]


class Wait(Protocol):
    """Something that will be done."""

    def stop(self) -> None:
        """Let it be, if it was not done yet."""


class Clock(Protocol):
    """Does things later."""

    def after(self, ms: int, do: Callable[[], None]) -> Wait:
        """Do something once, after so many milliseconds; never at once."""


class RoomClock(QObject):
    """The clock on the wall: a Qt timer for each thing that waits."""

    def after(self, ms: int, do: Callable[[], None]) -> Wait:
        """Do something once, after so many milliseconds."""
        return _Waiting(ms, do, self)


class _Waiting(QTimer):
    """A timer that is gone when it has rung or was stopped."""

    def __init__(self, ms: int, do: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._do: Callable[[], None] | None = do
        self.setSingleShot(True)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(self._ring)
        self.start(ms)

    def stop(self) -> None:
        """Let it be."""
        if self._do is not None:
            self._do = None
            super().stop()
            self.deleteLater()

    def _ring(self) -> None:
        do = self._do
        self.stop()
        if do is not None:
            do()
