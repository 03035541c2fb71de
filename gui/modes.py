"""The modes of the window: which panels stand at the left in each, and which view beside the cost curve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.beside import Beside
from gui.left_column import LeftColumn, LeftSide
from gui.panel import Panel
from gui.settings.settings import Mode
from gui.views import SLICE, VIEWS

if TYPE_CHECKING:
    from gui.explore_column import ExploreColumn

__all__ = ["Modes", "view_of"]

_USUAL: Mapping[Mode, str] = {"learn": SLICE, "explore": "says"}
"""What stands beside the cost curve in a mode as long as nobody chose another view."""


def view_of(mode: Mode, views: Mapping[str, str]) -> str:
    """Return the name of the view that stands beside the cost curve in a mode."""
    chosen = views.get(mode, "")
    return chosen if chosen in VIEWS else _USUAL[mode]


class Modes(QObject):
    """Turns the window from mode to mode; what a mode needs is made when it is first turned to.

    Parameters
    ----------
    *learn : QWidget
        Panels at the left while learning.

    Attributes
    ----------
    mode : {"learn", "explore"}
    left : LeftSide
    beside : Beside
    explore : ExploreColumn or None
        None until the first time.

    Signals
    -------
    first_made(panel)
        A panel came into being.
    turned()
        Other panels are on screen now.
    """

    first_made = Signal(object)
    turned = Signal()

    def __init__(self, *learn: QWidget) -> None:
        super().__init__()
        self.mode: Mode = "learn"
        self.left, self.beside = LeftSide(), Beside()
        self.explore: ExploreColumn | None = None
        self._learn, self._learn_column = learn, LeftColumn(*learn)
        self.left.addWidget(self._learn_column)
        self.beside.turn_to(_USUAL["learn"])
        self.beside.first_made.connect(self.first_made)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels at the left, and the view beside the cost curve, as far as they are on screen."""
        at_left = self.explore.panels if self.mode == "explore" and self.explore else self._learn
        return cast("tuple[Panel, ...]", (*at_left, self.beside.current))

    @property
    def made(self) -> tuple[Panel, ...]:
        """All panels of all modes that there are by now."""
        exploring = () if self.explore is None else self.explore.panels
        return cast("tuple[Panel, ...]", (*self._learn, *exploring, *self.beside.made.values()))

    def turn_to(self, mode: Mode, views: Mapping[str, str]) -> None:
        """Show the panels of a mode, and the view that was chosen in it."""
        view = view_of(mode, views)
        if (mode, view) == (self.mode, self.beside.name):
            return
        self.mode = mode
        self.left.setCurrentWidget(self._explore_column() if mode == "explore" else self._learn_column)
        self.left.updateGeometry()
        self.beside.turn_to(view)
        self.turned.emit()

    def _explore_column(self) -> ExploreColumn:
        if self.explore is None:
            from gui.explore_column import ExploreColumn

            self.explore = ExploreColumn()
            self.left.addWidget(self.explore)
            for panel in self.explore.panels:
                self.first_made.emit(panel)
        return self.explore
