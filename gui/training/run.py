"""A run of training, from Play to Pause: where it goes next, and why it ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from math import ceil, inf
from typing import Literal

import numpy as np

from engine.nn.backprop import cost_of
from engine.session.document import Document
from engine.session.frame import Frame
from engine.session.training import Trouble
from gui.training.goal import Goal, Watch

__all__ = ["Ending", "Run", "completed", "cost_at", "goal_in_record"]

_RECORD_FRAMES = 60
"""Frames in which Play at its fastest passes all that was trained before: a second."""

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a run ended by itself, where that needs to be told.

    Attributes
    ----------
    reason : {"trouble", "full", "stuck", "already"}
        A number is not finite; no more updates can be kept; J falls no longer; J was below the goal
        before the run began.
    run : Run
    trouble : Trouble or None
    J : float or None
        The lowest that a run came to that waited for J to fall, or where it stood already.
    """

    reason: Literal["trouble", "full", "stuck", "already"]
    run: Run
    trouble: Trouble | None = None
    J: float | None = None


@dataclass(slots=True, eq=False)
class Run:
    """From Play to Pause, or a command's way to its goal: one undo.

    Attributes
    ----------
    goal : Goal
    label, group : str
        Of the actions that append to the run log.
    began : int
        Updates that were trained when it began.
    watch : Watch or None
        On J, where the goal is a cost.
    left : Document or None
        What the run made last: another document was edited since, and J is watched anew.
    """

    goal: Goal
    label: str
    began: int
    group: str
    watch: Watch | None = None
    left: Document | None = None

    @classmethod
    def of(cls, frame: Frame, goal: Goal, label: str) -> Run:
        """Begin a run at a moment."""
        return cls(goal, label, began=frame.trained, group=f"train {next(_numbers)}")

    def watched(self, document: Document) -> Watch | None:
        """Return who watches J while this document is trained."""
        if self.goal.below is not None and self.left is not document:
            self.watch = Watch(self.goal.below)
        return self.watch


def completed(frame: Frame) -> int:
    """Count the updates that are over at a moment: at its last step, the one in play is."""
    return frame.update + (frame.number == len(frame.steps))


def cost_at(frame: Frame) -> float:
    """Return J of the whole data set with the weights of the updates that are over."""
    net = frame.trace.updated if completed(frame) > frame.update else frame.network
    return cost_of(net, frame.setup.X, frame.setup.Y, frame.setup.cost)


def goal_in_record(frame: Frame, run: Run, goal: float) -> int | None:
    """Say how far to go in what was trained before; None where it is time to train.

    Parameters
    ----------
    frame : Frame
    run : Run
    goal : float
        How many updates are to be over next; inf for as many as there is time for.
    """
    done, trained = completed(frame), frame.trained
    if goal <= trained:
        return int(goal)
    if goal < inf or done >= trained:
        return None
    if run.goal.below is not None:
        below = np.flatnonzero(frame.document.log.curve()[done:] < run.goal.below)
        return done + int(below[0]) if below.size else None
    return min(done + ceil(trained / _RECORD_FRAMES), trained)
