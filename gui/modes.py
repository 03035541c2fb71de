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
    from gui.learn.column import LessonColumn

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
        self._lesson: LessonColumn | None = None
        self._lesson_view = ""
        self._views: Mapping[str, str] = {}
        self.left.addWidget(self._learn_column)
        self.beside.turn_to(_USUAL["learn"])
        self.beside.first_made.connect(self.first_made)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels at the left, and the view beside the cost curve, as far as they are on screen."""
        return cast("tuple[Panel, ...]", (*self._at_left, self.beside.current))

    @property
    def _at_left(self) -> tuple[QWidget, ...]:
        if self.mode == "explore" and self.explore is not None:
            return self.explore.panels
        return self._learn if self._lesson is None else (self._lesson.card,)

    @property
    def made(self) -> tuple[Panel, ...]:
        """All panels of all modes that there are by now."""
        exploring = () if self.explore is None else self.explore.panels
        lesson = () if self._lesson is None else (self._lesson.card,)
        return cast("tuple[Panel, ...]", (*self._learn, *lesson, *exploring, *self.beside.made.values()))

    def turn_to(self, mode: Mode, views: Mapping[str, str]) -> None:
        """Show the panels of a mode, and the view that was chosen in it."""
        self._views = views
        view = self._lesson_view if mode == "learn" and self._lesson_view else view_of(mode, views)
        column = self._explore_column() if mode == "explore" else self._lesson or self._learn_column
        if (mode, view, column) == (self.mode, self.beside.name, self.left.currentWidget()):
            return
        self.mode = mode
        self.left.setCurrentWidget(column)
        self.left.updateGeometry()
        self.beside.turn_to(view)
        self.turned.emit()

    @property
    def in_lesson(self) -> bool:
        """Whether a lesson is open."""
        return self._lesson is not None

    def show_lesson(self, column: LessonColumn | None, view: str = "") -> None:
        """Show a lesson while learning, beside the cost curve the view that it wants; None: no lesson."""
        self._lesson, self._lesson_view = column, view
        if column is not None and self.left.indexOf(column) < 0:
            self.left.addWidget(column)
            self.first_made.emit(column.card)
        self.turn_to(self.mode, self._views)

    def _explore_column(self) -> ExploreColumn:
        if self.explore is None:
            from gui.explore_column import ExploreColumn

            self.explore = ExploreColumn()
            self.left.addWidget(self.explore)
            for panel in self.explore.panels:
                self.first_made.emit(panel)
        return self.explore
