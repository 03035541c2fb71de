"""What is in the Edit menu."""

from __future__ import annotations

from engine.session import actions as act
from gui.commands.command import Command
from gui.commands.take_out import COPIES, UPDATES
from gui.translation import QT_TRANSLATE_NOOP

EDIT: tuple[Command, ...] = (
    Command(
        "undo",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Undo"),
        ("Ctrl+Z",),
        act.Undo(),
        lambda frame: bool(frame.undo_label),
        object=lambda frame: frame.undo_label,
    ),
    Command(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        act.Redo(),
        lambda frame: bool(frame.redo_label),
        object=lambda frame: frame.redo_label,
    ),
    *COPIES,
    *UPDATES,
)
