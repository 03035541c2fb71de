"""The menus of console and strip: every command of the key table, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy

from gui.present.keys.commands import BY_ID, COMMANDS, GROUPS, group_of, text_of

if TYPE_CHECKING:
    from gui.present.keys.table import KeyTable
    from gui.present.presenter import Presenter

__all__ = ["StripMenu", "fill_menus", "menu_text"]


def menu_text(name: str, keys: KeyTable) -> str:
    """Write a command with its first key."""
    words, key = text_of(BY_ID[name]), keys.text_of(name)
    return f"{words}\t{key}" if key else words


def fill_menus(
    bar: QMenuBar, presenter: Presenter, keys: KeyTable, into: QMenu | None = None
) -> dict[str, QAction]:
    """Fill a menu bar, or one menu of it, with all commands; their keys are written only, others hear them.

    Returns
    -------
    dict of str to QAction
        By the id of the command.
    """
    actions: dict[str, QAction] = {}
    for group, _ in GROUPS:
        menu = QMenu(group_of(group), bar)
        (into or bar).addMenu(menu)
        for command in (each for each in COMMANDS if each.group == group):
            action = menu.addAction(menu_text(command.id, keys))
            action.triggered.connect(getattr(presenter, command.id))
            actions[command.id] = action
    return actions


class StripMenu(QMenuBar):
    """All commands in one menu, as there is no room for more where there is one display."""

    def __init__(self, presenter: Presenter, keys: KeyTable) -> None:
        super().__init__()
        self._keys, self._told = keys, keys.keys
        self.setNativeMenuBar(False)  # it belongs to the strip, and goes with it
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menu = self.addMenu(self.tr("&Menu"))
        self.actions_by_id = fill_menus(self, presenter, keys, self.menu)
        self.menu.aboutToShow.connect(self._tell_keys)

    def _tell_keys(self) -> None:
        """Write the keys anew if the user has changed them."""
        if self._keys.keys is not self._told:
            self._told = self._keys.keys
            for name, action in self.actions_by_id.items():
                action.setText(menu_text(name, self._keys))
