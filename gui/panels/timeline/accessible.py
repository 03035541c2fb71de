"""The timeline for those who hear it: a list of steps, the one in play selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF

from gui.accessible import Key, Role, Told

__all__ = ["StepTree"]


class StepTree:
    """The numbers of the steps of an update, from 1.

    Parameters
    ----------
    place : callable
        Returns the number of the step in play and how many there are; 0 of 0 before the first frame.
    tell : callable
        Says what a step is.
    box : callable
        Returns where a step is drawn, px.
    step_at : callable
        Returns the step at so many px from the left.
    """

    def __init__(
        self,
        place: Callable[[], tuple[int, int]],
        tell: Callable[[int], str],
        box: Callable[[int], QRectF],
        step_at: Callable[[float], int],
    ) -> None:
        self._place, self._tell, self._box, self._step_at = place, tell, box, step_at

    def children(self, at: Key | None) -> Sequence[int]:
        """List the steps."""
        return range(1, self._place()[1] + 1) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all steps are parts of the timeline."""

    def told(self, at: Key | None) -> Told:
        """Say what a step writes, as its tool tip does."""
        here, count = self._place()
        if at is None or not self.holds(at):
            return Told("", Role.List, QRectF(), value=self._tell(here) if count else "")
        number = cast("int", at)
        return Told(self._tell(number), Role.ListItem, self._box(number), selected=number == here)

    def holds(self, at: Key) -> bool:
        """Say whether the update has so many steps."""
        return cast("int", at) <= self._place()[1]

    def focus(self) -> int | None:
        """Return the step in play: the arrow keys move it."""
        return self._place()[0] or None

    def at(self, point: QPointF) -> int | None:
        """Return the step at a point."""
        return self._step_at(point.x()) if self._place()[1] else None

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing: a step has no number to change."""
