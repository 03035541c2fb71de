"""What the panels of Explore ask of the window besides actions: a table, training, another view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow

from engine.session.actions import Action, Open, SetSpeed
from gui.desk import Desk
from gui.panel import Panel
from gui.regions import Regions
from gui.settings.settings import Mode
from gui.store import Store
from gui.training.clock import TrainingClock

if TYPE_CHECKING:
    from gui.importing import ImportDesk
    from gui.panels.network_map import NetworkMap

__all__ = ["ExploreDesk"]

_PACE: dict[Mode, float] = {"learn": 1.0, "explore": 1000.0}
"""How fast Play is as long as nobody chose another pace: step by step to learn, training to explore."""


class ExploreDesk(Desk):
    """Carries out what Explore asks for.

    Parameters
    ----------
    store : Store
    regions : Regions
    training : TrainingClock
    window : QMainWindow

    Signals
    -------
    refused(sentence)
        A table can't be read; nothing changed.
    told(sentence)
        Something was done that is not to be seen.
    """

    refused = Signal(str)
    told = Signal(str)

    def __init__(self, store: Store, regions: Regions, training: TrainingClock, window: QMainWindow) -> None:
        super().__init__(window)
        self._store, self._regions, self._training = store, regions, training
        self._importing: ImportDesk | None = None
        self._is_wired = False
        self._mode = regions.modes.mode
        regions.modes.turned.connect(self._on_modes_turned)
        regions.modes.first_made.connect(self._on_panel_first_made)
        store.dispatched.connect(self._on_store_dispatched)

    def ask_table(self) -> None:
        """Ask for a table and show what was understood of it."""
        self._import_desk().ask_table()

    def open_table(self, file: Path) -> None:
        """Show what is understood of a table."""
        self._import_desk().open_table(file)

    def _import_desk(self) -> ImportDesk:
        """Make the desk when it is first needed: the window opens sooner without."""
        if self._importing is None:
            from gui.importing import ImportDesk

            self._importing = ImportDesk(self._store, self.window)
            self._importing.refused.connect(self.refused)
            self._importing.told.connect(self.told)
        return self._importing

    def _on_modes_turned(self) -> None:
        """Let Play have the pace of the mode, and listen to the panels of Explore, once there are any."""
        before, self._mode = self._mode, self._regions.modes.mode
        if before != self._mode and self._store.session.playhead.speed == _PACE[before]:
            self._store.dispatch(SetSpeed(_PACE[self._mode]))
        explore = self._regions.modes.explore
        if explore is None or self._is_wired:
            return
        self._is_wired = True
        explore.data.import_asked.connect(self.ask_table)
        explore.data.table_asked.connect(self._on_data_table_asked)
        explore.training.updates_asked.connect(self._training.take)
        explore.training.until_asked.connect(self._training.take_until)
        explore.runs.shown_changed.connect(self._regions.cost_curve.show_runs)

    def _on_panel_first_made(self, panel: Panel) -> None:
        """Let nodes be mapped over the inputs that "What the network says" shows."""
        says = cast("NetworkMap | None", self._regions.beside.made.get("says"))
        if says is not None and says is panel:
            says.columns_chosen.connect(self._regions.diagram.set_map_columns)

    def _on_store_dispatched(self, action: Action) -> None:
        """Show all of another document."""
        if isinstance(action, Open):
            self._regions.diagram.fit()
            if self._regions.modes.explore is not None:
                self._regions.modes.explore.runs.show_all()

    def _on_data_table_asked(self) -> None:
        """Show the table; where it is shown already, let the keyboard go there."""
        beside = self._regions.beside
        is_there = beside.isVisible() and beside.name == "data"
        self._regions.see("data")
        if is_there:
            beside.current.setFocus(Qt.FocusReason.OtherFocusReason)
