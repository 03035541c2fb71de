"""Play: walks step by step, or trains within each frame as much as its painting leaves time for.

All of it runs on the GUI thread: measured beforehand, a worker thread made frames later, not earlier.
An edit during training is simply the next action.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from math import inf, isfinite
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.playhead import steps_at, updates_a_second
from engine.session.training import MOST_UPDATES, Stretch, Trouble, train
from gui.short_number import whole
from gui.training.goal import Goal
from gui.training.run import Ending, Run, completed, cost_at, goal_in_record
from gui.training.turns import FRAME_MS, Panel, Turns

__all__ = ["PACE_MS", "TrainingClock"]

PACE_MS = 1100
"""From one micro-step to the next at speed 1: the motion, and time to look."""

_STALL_S = 0.25
"""Seconds that a frame may be late before what it owes is forgotten."""

_REST_S = 0.5
"""Seconds that time stands still after a hand changed something: a drag is one edit, not one a pixel."""

_AT_ONCE_MS = 50.0
"""What a command may take before it is seen to go on while playing: too short to be noticed."""

_HURRIED = 30.0
"""Updates a second; where fewer are shown, every panel has time for each."""

_PAINTED = QEvent.Type(QEvent.registerEventType())
_AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1


class TrainingClock(QObject):
    """Asks for the next step, the next recorded update, or to append what it has trained.

    Signals
    -------
    dispatched(action)
        What is due now.
    ended(ending)
        A run stopped by itself, for a reason to be told.
    """

    dispatched = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._run: Run | None = None
        self._turns, self._is_asking = Turns(), False
        self._owed = self._last = 0.0
        self._began = self._trained_ms = 0.0
        self._touched = -inf
        self._steps, self._frames = QTimer(self), QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._steps.timeout.connect(self._on_steps_timeout)
        self._frames.timeout.connect(self._on_frames_timeout)

    # What it is told

    def follow(self, frame: Frame) -> None:
        """Start, stop or change pace as the playhead says."""
        was_playing = self._frame is not None and self._frame.playhead.playing
        self._frame = frame
        playing, speed = frame.playhead.playing, frame.playhead.speed
        if playing and self._run is None:
            self._run = Run.of(frame, Goal(), self.tr("training"))
        elif was_playing and not playing:
            self._run = None
        by_update = self._run is not None and (updates_a_second(speed) > 0 or not self._run.goal.is_open)
        _set_going(self._steps, round(PACE_MS / speed) if playing and not by_update else 0)
        if playing and by_update and not self._frames.isActive():
            self._owed, self._last = 1.0, perf_counter()  # the first update is due at once
        _set_going(self._frames, FRAME_MS if playing and by_update else 0)

    @property
    def is_hurried(self) -> bool:
        """What is dispatched now will be followed so soon that the panels had better take turns."""
        frame, run = self._frame, self._run
        if not self._is_asking or frame is None or run is None or not frame.playhead.playing:
            return False
        return not run.goal.is_open or updates_a_second(frame.playhead.speed) >= _HURRIED

    def due(self, panels: Sequence[Panel]) -> Sequence[Panel]:
        """Return the panels that are to be shown the next frame: all of them, unless in a hurry."""
        return self._turns.next(panels) if self.is_hurried else panels

    def heed(self, action: act.Action) -> None:
        """Pause after what takes away the run that is playing; rest while a hand is at work."""
        if isinstance(action, act.Undo | act.Redo | act.Reset | act.Reroll | act.TakeUpRun):
            self._pause()
        elif isinstance(action, act.ByHand):
            self._touched = perf_counter()

    def _rests(self) -> bool:
        """Say whether a hand has just changed something; what would have come meanwhile is not owed."""
        now = perf_counter()
        rests = now - self._touched < _REST_S
        if rests:
            self._last = now
        return rests

    def take_ten(self) -> None:
        """Go on by ten updates."""
        self.take(10)

    def take_hundred(self) -> None:
        """Go on by a hundred updates."""
        self.take(100)

    def take(self, updates: int) -> None:
        """Go on by some updates, and train what is missing of them."""
        if self._frame is None:
            return
        goal = completed(self._frame) + updates
        missing = goal - self._frame.trained
        text = self.tr("train 1 update") if missing == 1 else self.tr("train {count} updates")
        self._set_out(Run.of(self._frame, Goal(goal), text.format(count=whole(missing))), self._frame)

    def take_until(self, below: float, label: str) -> None:
        """Train until J of the whole data set is below a number; `label` names it for undo."""
        if self._frame is None:
            return
        run, cost = Run.of(self._frame, Goal(below=below), label), cost_at(self._frame)
        if cost < below and not self._frame.hidden:  # or a question would be told J
            self.ended.emit(Ending("already", run, J=cost))
        else:
            self._set_out(run, self._frame)

    def _ask(self, action: act.Action) -> None:
        self._is_asking = True
        self.dispatched.emit(action)
        self._is_asking = False

    def _goes(self, action: act.Action) -> bool:
        """Ask for what leads on; where nothing came of it, as a question is open, end the run."""
        before = self._frame
        self._ask(action)
        if self._frame is before:
            self._pause()
        return self._frame is not before

    # Runs

    def _set_out(self, run: Run, frame: Frame) -> None:
        """Begin a run: what a single frame has time for is done at once, the rest while playing."""
        self._run = run
        self._take_frame(frame, run, inf, _AT_ONCE_MS)
        if self._run is run:
            self._ask(act.Play(on=True))

    def _pause(self) -> None:
        """End the run."""
        self._run = None
        if self._frame is not None and self._frame.playhead.playing:
            self._ask(act.Play(on=False))

    def _end(self, ending: Ending) -> None:
        """Pause, and say why."""
        self._pause()
        self.ended.emit(ending)

    # Step by step

    def _on_steps_timeout(self) -> None:
        """Take a step; where it writes a number that is not finite, stop."""
        if self._rests():
            return
        self._goes(act.Step(1))
        frame, run = self._frame, self._run
        if frame is None or run is None:
            return
        bad = next((ref for ref in frame.writes() if not isfinite(frame.trace.value(ref))), None)
        if bad is not None:
            self._end(Ending("trouble", run, Trouble(frame.update, bad)))

    # Update by update

    def _on_frames_timeout(self) -> None:
        frame, run = self._frame, self._run
        if frame is None or run is None or self._rests():
            return
        due = self._due(frame, run)
        if due >= 1:
            self._take_frame(frame, run, due, self._turns.slice_ms)

    def _due(self, frame: Frame, run: Run) -> float:
        """Count the updates that are due now; inf for as many as there is time for."""
        rate = updates_a_second(frame.playhead.speed)
        if not run.goal.is_open or rate == inf:
            return inf
        now = perf_counter()
        self._owed += rate * min(now - self._last, _STALL_S)
        self._last = now
        due = int(self._owed)
        self._owed -= due
        return due

    def _take_frame(self, frame: Frame, run: Run, due: float, slice_ms: float) -> None:
        """Go on by what is due: through what is recorded first, then by training."""
        self._began, self._trained_ms = perf_counter(), 0.0
        goal = min(completed(frame) + due, run.goal.updates)
        recorded = goal_in_record(frame, run, goal)
        if recorded is None:
            self._train(frame, run, goal, slice_ms)
        else:
            self._seek(frame, recorded)
            if not run.goal.is_open:
                self._pause()
        QCoreApplication.postEvent(self, QEvent(_PAINTED), _AFTER_PAINTING)

    def _seek(self, frame: Frame, goal: int) -> None:
        """Show the moment at which so many updates are over."""
        steps = steps_at(frame.document, goal - 1, frame.playhead.zoom)
        self._goes(act.Seek(len(steps), update=goal - 1))

    def _train(self, frame: Frame, run: Run, goal: float, slice_ms: float) -> None:
        """Train towards a goal until the frame's time is over, and append it."""
        stretch = _stretch(frame, run, goal, self._began + slice_ms / 1000)
        self._trained_ms = (perf_counter() - self._began) * 1000
        if stretch.updates:
            reached = frame.trained + stretch.updates
            if reached < frame.update:  # it was walked through, but not all of it can be trained
                self._ask(act.Seek(1, update=reached))
            if not self._goes(stretch.action(run.label, run.group, follow=True)):
                return
        if self._frame is None or self._run is not run:
            return
        run.left = self._frame.document
        self._see_whether_over(self._frame, run, stretch)

    def _see_whether_over(self, frame: Frame, run: Run, stretch: Stretch) -> None:
        watch = run.watch
        if stretch.trouble is not None:
            self._end(Ending("trouble", run, stretch.trouble))
        elif stretch.full:
            self._end(Ending("full", run))
        elif watch is not None and watch.stuck:
            self._end(Ending("stuck", run, J=watch.lowest))
        elif completed(frame) >= run.goal.updates or (watch is not None and watch.reached):
            self._pause()

    def customEvent(self, event: QEvent) -> None:
        """Note, once the frame has been painted, how long all but the training took."""
        self._turns.note((perf_counter() - self._began) * 1000 - self._trained_ms)


def _set_going(timer: QTimer, interval: int) -> None:
    """Let a timer go at an interval, or (0) stop it; one that goes as it should is left alone."""
    if not interval:
        timer.stop()
    elif not timer.isActive() or timer.interval() != interval:
        timer.start(interval)


def _stretch(frame: Frame, run: Run, goal: float, deadline: float) -> Stretch:
    """Train towards a goal until a deadline, but at least past what was walked through step by step."""
    watch, taken = run.watched(frame.document), count(1)
    least = completed(frame) - frame.trained + 1

    def enough(cost: float) -> bool:
        is_over = watch is not None and watch.note(cost)
        return is_over or (next(taken) >= least and perf_counter() >= deadline)

    return train(frame.document, int(min(goal - frame.trained, MOST_UPDATES)), enough)
