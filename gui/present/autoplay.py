"""Playing by itself: the presses that a hand would make, at the pace of the lesson."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.lessons import lecture as lectures
from gui.present.clock import Clock, RoomClock, Wait

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["Autoplay", "wait_ms"]

_USUAL_S = 8.0
"""Where a lesson plans no time."""
_LEAST_S, _MOST_S = 4.0, 30.0
"""Between two presses at the usual speed: what is shorter can't be read, and a longer one looks broken."""
_FASTEST = 2.0
"""Presses come no faster than this, however little time motion takes."""


def wait_ms(presenter: Presenter) -> int:
    """Return the milliseconds until the next press.

    The time that the lesson plans for the stop is shared out among its presses, and divided by the speed.
    Speed changes how long a press is waited for, never how many there are.
    """
    lecture, pace = presenter.lecture, presenter.pace
    begin, end = pace.span(lecture.at)
    seconds = (end - begin) / len(lectures.phases(lectures.step(lecture))) or _USUAL_S
    speed = _FASTEST if isinf(presenter.speed) else presenter.speed
    return round(1000 * min(max(seconds, _LEAST_S), _MOST_S) / speed)


class Autoplay(QObject):
    """Presses for the lecturer while `presenter.is_playing`, up to the end of the lesson.

    Any press of the lecturer's own begins the wait anew.

    Parameters
    ----------
    presenter : Presenter
    clock : Clock, optional
    """

    def __init__(self, presenter: Presenter, clock: Clock | None = None) -> None:
        super().__init__(presenter)
        self.presenter = presenter
        self._clock = RoomClock(self) if clock is None else clock
        self._wait: Wait | None = None
        self._place = _place(presenter)
        presenter.paced.connect(self._begin_wait)
        presenter.turned.connect(self._on_turned)
        presenter.left.connect(self._stop_waiting)

    def _on_turned(self) -> None:
        place = _place(self.presenter)
        if place != self._place:
            self._place = place
            self._begin_wait()

    def _begin_wait(self) -> None:
        self._stop_waiting()
        if not self.presenter.is_playing:
            return
        if lectures.is_last(self.presenter.lecture):
            self.presenter.autoplay()
        else:
            self._wait = self._clock.after(wait_ms(self.presenter), self._press)

    def _stop_waiting(self) -> None:
        if self._wait is not None:
            self._wait.stop()
            self._wait = None

    def _press(self) -> None:
        """Press; where the lecture stays where it is, nothing can be gone on with."""
        self._wait = None
        before = _place(self.presenter)
        self.presenter.next()
        if self.presenter.is_playing and _place(self.presenter) == before:
            self.presenter.autoplay()


def _place(presenter: Presenter) -> tuple[object, int, int]:
    lecture = presenter.lecture
    return lecture.lesson, lecture.at, lecture.press
