"""What a map shows of a frame: which part of the plane, J there, and the path; coarse, then fine."""

from __future__ import annotations

import numpy as np

from engine.nn.types import Array, Ref
from engine.session.frame import Frame
from engine.session.slice import new_of
from engine.session.story import may_plot
from engine.session.surface import Ground
from engine.session.trail import MOST_PLACES, Trail, trail_of
from gui.panels.cost_surface.sheet import Sheet
from gui.panels.cost_surface.view import View, least_half, view_of, whole_view

__all__ = ["Mapper", "Refs", "place_of"]

_FRESH = 4
"""So many places of the path are replayed at a time."""
_NEAR = 4.0
"""A step of the update that leads farther than this, as a multiple of the rest, is not waited for."""

Refs = tuple[Ref, Ref]
"""The parameter across and the one up, or the same quantity of both."""


class Mapper:
    """Keeps what was computed as long as it is true.

    Attributes
    ----------
    sheet : Sheet or None
        The finest there is of what was asked for last.
    trail : Trail or None
    """

    def __init__(self) -> None:
        self.sheet: Sheet | None = None
        self.trail: Trail | None = None
        self._finer: Sheet | None = None
        self._view: View | None = None
        self._pair: Refs | None = None
        self._is_chosen = False  # the user chose the view: it does not move by itself

    def forget(self) -> None:
        """Show nothing; the view stays."""
        self.sheet = self.trail = self._finer = None

    def begin_like(self, other: Mapper) -> None:
        """Show the same part of the plane as another one."""
        self._view, self._pair, self._is_chosen = other._view, other._pair, other._is_chosen

    def draw(self, frame: Frame, pair: Refs, aspect: float, *, held: bool = False) -> Sheet:
        """Return a map of a frame, a coarse one where there is no fine one.

        Parameters
        ----------
        frame : Frame
        pair : tuple of Ref
        aspect : float
            How many times as wide as high the map is.
        held : bool
            The point is in the user's hand: the view stands still.
        """
        self.trail = trail_of(frame.document, *pair, frame.update, 1)
        ground = self._ground(frame, pair, aspect, held=held)
        if self.sheet is None or not self.sheet.is_of(frame.trace, ground):
            self._finer = None
            self.sheet = Sheet(frame.trace, ground, live=True).finish()
        return self.sheet

    def refine(self, frame: Frame, pair: Refs) -> bool:
        """Go on with the path, then with a finer map, for a few milliseconds; say whether all is done."""
        if self.sheet is None:
            return True
        before, self.trail = self.trail, trail_of(frame.document, *pair, frame.update, _FRESH)
        if before is None or not before.is_whole:
            return False
        if self._finer is None or not self._finer.is_of(self.sheet.trace, self.sheet.ground):
            self._finer = Sheet(self.sheet.trace, self.sheet.ground, live=False)
        if not self._finer.is_whole and self._finer.advance():
            self.sheet = self._finer
        return self._finer.is_whole

    def finish(self, frame: Frame, pair: Refs, aspect: float) -> Sheet:
        """Return the fine map with the whole path, however long that takes."""
        trail_of(frame.document, *pair, frame.update, 2 * MOST_PLACES)
        self.draw(frame, pair, aspect)
        while not self.refine(frame, pair):
            pass
        return self.draw(frame, pair, aspect)

    # The part of the plane

    def _ground(self, frame: Frame, pair: Refs, aspect: float, *, held: bool) -> Ground:
        if pair != self._pair:
            self._view, self._pair, self._is_chosen = None, pair, False
        if self._view is None or not (self._is_chosen or held):
            places = self._to_see(frame, pair)
            whole = whole_view(frame.network, pair, places)
            self._view = whole or view_of(places, least_half(frame.trace, *pair), self._view)
        return self._view.ground(*pair, aspect)

    def _to_see(self, frame: Frame, pair: Refs) -> Array:
        """Return the places that a view must hold: the path, the point and, if it is near, where it goes."""
        here = np.array(place_of(frame, pair))
        there = np.array(place_of(frame, (new_of(pair[0]), new_of(pair[1]))))
        places = here[None] if self.trail is None else np.vstack([self.trail.places, here])
        span = max(float(np.ptp(places, axis=0).max()), least_half(frame.trace, *pair))
        is_near = np.isfinite(there).all() and np.abs(there - here).max() <= _NEAR * span
        may_tell = all(may_plot(frame, new_of(ref)) for ref in pair)
        return np.vstack([places, there]) if is_near and may_tell else places

    def zoom(self, factor: float, at: tuple[float, float]) -> None:
        """Show so many times as much; what is at a place stays there."""
        if self._view is not None:
            self._view, self._is_chosen = self._view.zoomed(factor, at), True

    def fit(self) -> None:
        """Show all there is to see again."""
        self._view, self._is_chosen = None, False


def place_of(frame: Frame, refs: Refs) -> tuple[float, float]:
    """Return the numbers of two quantities of the update in play."""
    return frame.trace.value(refs[0]), frame.trace.value(refs[1])
