"""What is in the File menu."""

from __future__ import annotations

from gui.commands.command import Command
from gui.commands.take_out import PICTURES
from gui.translation import QT_TRANSLATE_NOOP

FILE: tuple[Command, ...] = (
    Command("new", "file", QT_TRANSLATE_NOOP("Command", "New"), ("Ctrl+N",), "files.new"),
    Command("open", "file", QT_TRANSLATE_NOOP("Command", "Open…"), ("Ctrl+O",), "files.ask_open"),
    Command("recent", "file", QT_TRANSLATE_NOOP("Command", "Open recent"), (), "files.show_recent"),
    Command("examples", "file", QT_TRANSLATE_NOOP("Command", "Open example"), (), "files.show_examples"),
    Command("save", "file", QT_TRANSLATE_NOOP("Command", "Save"), ("Ctrl+S",), "files.save", apart=True),
    Command("save_as", "file", QT_TRANSLATE_NOOP("Command", "Save as…"), ("Ctrl+Shift+S",), "files.save_as"),
    Command(
        "import_table",
        "file",
        QT_TRANSLATE_NOOP("Command", "Import table…"),
        ("Ctrl+I",),
        "exploring.ask_table",
        apart=True,
    ),
    *PICTURES,
    Command("quit", "file", QT_TRANSLATE_NOOP("Command", "Quit"), ("Ctrl+Q",), "close", apart=True),
)
