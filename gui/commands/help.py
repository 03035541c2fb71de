"""What is in the Help menu."""

from __future__ import annotations

from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP

HELP: tuple[Command, ...] = (
    Command("keys", "help", QT_TRANSLATE_NOOP("Command", "Keys"), ("F1",), "show_keys"),
    Command("about", "help", QT_TRANSLATE_NOOP("Command", "About Upstream"), (), "show_about"),
)
