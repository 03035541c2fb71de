"""The moments of an animation, by replay from the run log; the user's session knows nothing of it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.session import actions as act
from engine.session.frame import Frame, frame_of
from engine.session.history import History
from engine.session.playhead import steps_at
from engine.session.session import Session
from engine.session.update import update
from gui.export.animation.order import Film

__all__ = ["Moments", "last_update"]

_UNSEEN = 100
"""So many updates are shown of a run that nobody trained or walked through yet."""


def last_update(frame: Frame) -> int:
    """Return the last update that was trained or walked through; of a fresh run, one that is far enough."""
    return max(frame.curve.size - 2, 0) or _UNSEEN - 1


@dataclass(frozen=True, slots=True)
class Moments:
    """Makes frames of other moments of what a frame shows: same document, zoom, sample and selection.

    Attributes
    ----------
    session : Session
        A copy of what is on screen.
    notation : str
    """

    session: Session
    notation: str = "auto"

    @classmethod
    def of(cls, frame: Frame) -> Moments:
        """Begin with what is on screen."""
        session = Session(History(frame.document), frame.playhead, frame.selected, frame.hidden, frame.slip)
        in_lecture = max(frame.names.sizes) > 1 or frame.names.lecture
        return cls(session, "auto" if in_lecture else "layers")

    def steps(self, number: int) -> int:
        """Return how many micro-steps an update has."""
        playhead = self.session.playhead
        return len(steps_at(self.session.document, number, playhead.zoom))

    def finder(self, film: Film) -> Callable[[int], Frame]:
        """Return what makes the frame of each stop: a step of the update, or the end of an update."""
        if film.kind == "walk":
            return lambda step: self._at(step, film.update)
        return lambda number: self._at(self.steps(number), number)

    def _at(self, step: int, number: int) -> Frame:
        return frame_of(update(self.session, act.Seek(step, number)), self.notation)
