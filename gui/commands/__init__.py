"""Every command of the window in one table, a file a menu; menus, shortcuts and search are made from it."""

from gui.commands.command import Command, Effect, text_of
from gui.commands.menus import key_text, make_menus, refresh, tick
from gui.commands.table import BY_ID, COMMANDS, MENUS

__all__ = [
    "BY_ID",
    "COMMANDS",
    "MENUS",
    "Command",
    "Effect",
    "key_text",
    "make_menus",
    "refresh",
    "text_of",
    "tick",
]
