"""Play: walks the playhead by itself, one micro-step after another."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from engine.session.actions import Step
from engine.session.playhead import Playhead

PACE_MS = 1100
"""From one micro-step to the next at speed 1: the motion, and time to look."""


class Walk(QObject):
    """A clock that asks for the next micro-step while the playhead is playing.

    Signals
    -------
    dispatched(action)
        A step is due.
    """

    dispatched = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)

    def _on_timer_timeout(self) -> None:
        self.dispatched.emit(Step(1))

    def follow(self, playhead: Playhead) -> None:
        """Start, stop or change pace as the playhead says."""
        interval = round(PACE_MS / playhead.speed)
        if not playhead.playing:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != interval:
            self._timer.start(interval)
