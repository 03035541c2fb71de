"""Takes the user to the place on screen that a word of the glossary speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QWidget

from gui.desk import Shown
from gui.help.sources import menu_actions, plain_text
from gui.help.where import REGIONS, WHERE, Place, quantity_called
from gui.tab_order import focusables, reveal
from gui.views import VIEWS

if TYPE_CHECKING:
    from gui.regions import Regions

__all__ = ["Finder"]

translate = QCoreApplication.translate

_TOGGLES = {"left": "left", "delta_panel": "delta", "cost_curve": "curve"}
"""The commands that show regions which may be hidden."""


class Finder:
    """Knows the way to every word of the glossary.

    Parameters
    ----------
    regions : Regions
    bar : QMenuBar
        Its commands show what is hidden.
    shown : Shown
    """

    def __init__(self, regions: Regions, bar: QMenuBar, shown: Shown) -> None:
        self._regions, self._bar, self._shown = regions, bar, shown
        self._ways = {
            "quantity": self._to_quantity,
            "region": self._to_region,
            "view": self._to_view,
            "command": self._by_command,
            "chain": self._to_chain,
            "explore": self._to_explore,
        }

    def name_of(self, term_id: str) -> str:
        """Say where a word is found, such as "the diagram"; empty where there is no such place."""
        place = WHERE.get(term_id)
        return "" if place is None else self._named(place)

    def _named(self, place: Place) -> str:
        match place.way:
            case "quantity":
                return translate("Help", REGIONS["diagram"])
            case "region":
                return translate("Help", REGIONS[place.name])
            case "view":
                return f"“{translate('Command', VIEWS[place.name].title)}”"
            case "explore":
                return translate("Help", "the left column of Explore")
            case _:
                return f"“{plain_text(self._action(place.name).text())}”"

    def go(self, term_id: str) -> str:
        """Go there, and return why not where that is impossible now."""
        place = WHERE[term_id]
        return self._ways[place.way](place.name)

    def _to_quantity(self, name: str) -> str:
        ref = quantity_called(name, self._shown.frame)
        if ref is None:
            return translate("Help", "This network has none of these now.")
        if trouble := self._to_region("diagram"):
            return trouble
        self._regions.diagram.go_to(ref)
        return ""

    def _to_region(self, name: str) -> str:
        widget: QWidget = getattr(self._regions, name)
        if not widget.isVisible() and name in _TOGGLES:
            self._action(_TOGGLES[name]).trigger()
        if not widget.isVisible():
            sentence = translate("Help", "{place} is not in view now.")
            place = translate("Help", REGIONS[name])
            return sentence.format(place=place[:1].upper() + place[1:])
        goal = next(iter(focusables(widget)), widget)
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(goal)
        return ""

    def _to_view(self, name: str) -> str:
        return self._by_command(f"view_{name}")

    def _to_chain(self, name: str) -> str:
        """Put the chain of functions where the diagram stands; a lesson has its own there, or none."""
        if self._regions.diagram.isVisible():
            self._action(name).trigger()
        if self._regions.diagram.isVisible():
            return translate("Help", "Lesson 1 is about it; leave this lesson to see it here.")
        return ""

    def _to_explore(self, _name: str) -> str:
        self._action("mode_explore").trigger()
        return self._to_region("left")

    def _by_command(self, name: str) -> str:
        action = self._action(name)
        if not action.isEnabled():
            return translate("Help", "Not possible now.")
        action.trigger()
        return ""

    def _action(self, command_id: str) -> QAction:
        return next(action for _, action in menu_actions(self._bar) if action.data() == command_id)
