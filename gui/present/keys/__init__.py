"""Which key does what while presenting: the table, the user's file, and who gets a key that is pressed."""

from gui.present.keys.commands import BY_ID, COMMANDS, GROUPS, Command, group_of, text_of
from gui.present.keys.router import Router
from gui.present.keys.table import KeyTable

__all__ = ["BY_ID", "COMMANDS", "GROUPS", "Command", "KeyTable", "Router", "group_of", "text_of"]
