"""Where the keyboard walks to in the window: to the next stop or region, into a view and out of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gui.regions import Regions
from gui.tab_order import focusables, next_in_order, next_region, reveal

__all__ = ["Walk"]

_TAB, _BACK = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason


class Walk(QObject):
    """Takes the keyboard from place to place; what it comes to shows its ring.

    Parameters
    ----------
    regions : Regions
    parent : QObject
    """

    def __init__(self, regions: Regions, parent: QObject) -> None:
        super().__init__(parent)
        self._regions = regions

    def to_next_stop(self, *, forward: bool) -> bool:
        """Go on as Tab does, or Shift+Tab; say whether there is anywhere to go."""
        return self._go(next_in_order(self._regions.stops, self._here, forward), _TAB if forward else _BACK)

    def to_next_region(self) -> None:
        """Go to the first stop of the next region."""
        self._go(next_region(self._regions.stops, self._here, forward=True), _TAB)

    def to_region_before(self) -> None:
        """Go to the first stop of the region before."""
        self._go(next_region(self._regions.stops, self._here, forward=False), _TAB)

    def into_view(self, name: str) -> None:
        """Show a view beside the cost curve and go to its first stop; where it has none yet, to its title."""
        self._regions.see(name)
        beside = self._regions.beside
        self._go(next(iter(focusables(beside.current)), beside.chooser), _TAB)

    def out_of_view(self) -> bool:
        """Go from the view beside the cost curve back to the diagram; say whether the keyboard was there."""
        here, beside = self._here, self._regions.beside
        if here is None or not beside.isAncestorOf(here) or not self._regions.diagram.isVisible():
            return False
        return self._go(self._regions.diagram, Qt.FocusReason.ShortcutFocusReason)

    @property
    def _here(self) -> QWidget | None:
        return self._regions.window().focusWidget()

    @staticmethod
    def _go(goal: QWidget | None, reason: Qt.FocusReason) -> bool:
        if goal is None:
            return False
        goal.setFocus(reason)
        reveal(goal)
        return True
