"""What is in the File menu."""

from __future__ import annotations

from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP

FILE: tuple[Command, ...] = (
    Command("open", "file", QT_TRANSLATE_NOOP("Command", "Open…"), ("Ctrl+O",), "open_file"),
    Command("quit", "file", QT_TRANSLATE_NOOP("Command", "Quit"), ("Ctrl+Q",), "close"),
)
