"""Menus and shortcuts, made from the one table of commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from engine.session.frame import Frame
from gui.commands.command import Command, text_of
from gui.commands.table import COMMANDS, MENUS

_ARROWS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
_ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
}
"""What macOS puts into the program's own menu; left alone, Qt guesses it from English words."""

_FOLLOWING = tuple(command for command in COMMANDS if command.follows)


def key_text(key: str) -> str:
    """Write a key as it is written on this system, arrows as arrows."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return re.sub(r"\b(Right|Left|Up|Down)\b", lambda arrow: _ARROWS[arrow[0]], text)


def make_menus(bar: QMenuBar, window: QWidget, run: Callable[[QAction], None]) -> dict[str, QAction]:
    """Fill the menu bar and return the Qt action of every command.

    Parameters
    ----------
    bar : QMenuBar
    window : QWidget
        The window in which the shortcuts work.
    run : callable
        Called with the Qt action that the user chose; its data is the command's id. A method of
        the window, which Qt then does not keep alive.
    """
    made: dict[str, QAction] = {}
    for menu_id, title in MENUS:
        menu = bar.addMenu(QCoreApplication.translate("Menu", title))
        menu.triggered.connect(run)
        inner: dict[str, QMenu] = {}
        for command in COMMANDS:
            if command.menu != menu_id:
                continue
            if command.apart:
                menu.addSeparator()
            made[command.id] = _action_of(command, window)
            _home(menu, inner, command.within).addAction(made[command.id])
    return made


def _action_of(command: Command, window: QWidget) -> QAction:
    action = QAction(text_of(command), window)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    action.setCheckable(command.checked is not None)
    action.setData(command.id)
    action.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
    return action


def _home(menu: QMenu, inner: dict[str, QMenu], within: str) -> QMenu:
    """Return the menu that a command stands in: this one, or one inside of it, made where it is missing."""
    if not within:
        return menu
    if within not in inner:
        inner[within] = menu.addMenu(QCoreApplication.translate("Menu", within))
    return inner[within]


def tick(made: Mapping[str, QAction], ticks: Mapping[str, bool]) -> None:
    """Tick the switches of the window itself, by their commands' ids."""
    for name, is_on in ticks.items():
        made[name].setChecked(is_on)


def refresh(made: Mapping[str, QAction], frame: Frame) -> None:
    """Enable and tick the commands as the frame says."""
    for command in _FOLLOWING:
        action = made[command.id]
        action.setEnabled(command.enabled(frame))
        action.setText(text_of(command, frame))
        if command.checked is not None and not isinstance(command.effect, str):
            action.setChecked(command.checked(frame))
