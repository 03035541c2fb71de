"""Answers that are drawn into the plots: which plot is asked for one, and what stays beside the true one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from engine.lessons.play import mark as mark_of
from engine.lessons.play import may_go_on, right, stage, step
from engine.lessons.pointing import plane_of
from gui.views import SLICE

if TYPE_CHECKING:
    from engine.lessons.play import Play
    from gui.panels.cost_surface import CostSurface
    from gui.regions import Regions

__all__ = ["Drawings"]

_SURFACE, _CURVE = "surface", "curve"


class Drawings(QObject):
    """Serves the stagehand: tells the plots of a question of the kinds "arrow" and "curve".

    Parameters
    ----------
    regions : Regions
    parent : QObject

    Signals
    -------
    drawn(answer)
        Degrees, or a tuple of (update, J): it is offered to the card.
    """

    drawn = Signal(object)

    def __init__(self, regions: Regions, parent: QObject) -> None:
        super().__init__(parent)
        self._regions = regions
        self._surface: CostSurface | None = None
        self._place: tuple[object, ...] = ()
        regions.cost_curve.drawn.connect(self.drawn)

    def follow(self, play: Play | None) -> None:
        """Let what the step in play asks for be drawn; what was drawn for another step goes."""
        place = () if play is None else (play.lesson, play.seed, play.at)
        if place != self._place:
            self._place = place
            self._forget()
        ask = None if play is None else step(play).ask
        if play is None or ask is None:
            return
        if ask.kind == "arrow":
            self._ask_arrow(play)
        elif ask.kind == "curve":
            self._ask_curve(play)

    def _forget(self) -> None:
        self._regions.cost_curve.ask_curve(None)
        if self._surface is not None:
            self._surface.ask_arrow(None)

    def _ask_arrow(self, play: Play) -> None:
        """Ask the map for a direction, where the lesson shows it."""
        ask, surface = step(play).ask, self._map()
        if ask is None or surface is None:
            return
        pair, is_open = plane_of(ask, stage(play)) or surface.pair, not may_go_on(play)
        answer = None if is_open else cast("float", right(play))
        surface.ask_arrow(pair, cast("float | None", _given(play)), answer)
        if is_open:
            self._regions.turn_to_plot(SLICE)

    def _map(self) -> CostSurface | None:
        """Return the map of J, as far as the lesson or the user has asked for it."""
        if self._surface is None and _SURFACE in self._regions.beside.made:
            self._surface = cast("CostSurface", self._regions.beside.view(_SURFACE))
            self._surface.drawn.connect(self.drawn)
        return self._surface

    def _ask_curve(self, play: Play) -> None:
        """Ask the cost curve for what is to come: as many updates as the question runs."""
        curve, given = self._regions.cost_curve, cast("tuple[tuple[float, float], ...] | None", _given(play))
        if may_go_on(play):
            curve.ask_curve(None, given or ())
            return
        true = cast("tuple[tuple[float, float], ...]", right(play))
        curve.ask_curve(round(true[-1][0]))
        self._regions.turn_to_plot(_CURVE)


def _given(play: Play) -> object:
    """Return what was answered last; None where nothing was that counts."""
    tries = [each.answer for each in mark_of(play).tries if each.counts]
    return tries[-1] if tries else None
