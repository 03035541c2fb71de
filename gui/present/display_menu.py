"""The console's menu of displays: where the audience view is, and where else it could be."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.present.screens import Screens

__all__ = ["DisplayMenu"]


class DisplayMenu(QMenu):
    """Lists what is plugged in, whenever it is opened."""

    def __init__(self, screens: Screens, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Audience on"))
        self._screens = screens
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List what is plugged in now."""
        self.clear()
        for name in self._screens.choices():
            action = self.addAction(name.replace("&", "&&"), partial(self._screens.choose, name))
            action.setCheckable(True)
            action.setChecked(name == self._screens.chosen)
            self._group.addAction(action)
