"""The menu of all data sets: those that are made, under their headings, and those that are bundled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from engine.data.bundled import BUNDLED
from engine.data.generators import RECIPES
from engine.data.recipe import GROUPS
from gui.panels.data_settings.texts import heading_of, title_of, words_of

__all__ = ["DataMenu"]


class DataMenu(QMenu):
    """Every data set there is, the one in use with a tick.

    Signals
    -------
    chosen(name)
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_by_name: dict[str, QAction] = {}
        for group in GROUPS:
            names = [name for name, recipe in RECIPES.items() if recipe.group == group]
            self._add_group(heading_of(group), names)
        self._add_group(self.tr("Measured"), list(BUNDLED))

    def _add_group(self, heading: str, names: list[str]) -> None:
        menu = self.addMenu(heading)
        menu.setToolTipsVisible(True)
        for name in names:
            action = self.actions_by_name[name] = menu.addAction(title_of(name))
            action.setToolTip(words_of(name))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, name=name: self.chosen.emit(name))

    def show_present(self, name: str) -> None:
        """Tick the data set in use."""
        for key, action in self.actions_by_name.items():
            action.setChecked(key == name)
