"""What is in the Help menu."""

from __future__ import annotations

from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP

HELP: tuple[Command, ...] = (
    Command("search", "help", QT_TRANSLATE_NOOP("Command", "Search…"), ("Ctrl+K",), "help.search"),
    Command("keys", "help", QT_TRANSLATE_NOOP("Command", "Keys"), ("F1",), "help.show_keys"),
    Command(
        "derivatives",
        "help",
        QT_TRANSLATE_NOOP("Command", "Derivative table"),
        (),
        "help.show_derivatives",
    ),
    Command("words", "help", QT_TRANSLATE_NOOP("Command", "Glossary"), ("Shift+F1",), "help.show_glossary"),
    Command(
        "about", "help", QT_TRANSLATE_NOOP("Command", "About Upstream"), (), "help.show_about", apart=True
    ),
)
