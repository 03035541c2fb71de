"""What is in the Lesson menu."""

from __future__ import annotations

from dataclasses import replace

from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP


def _lesson(command_id: str, text: str, slot: str, *keys: str, apart: bool = False) -> Command:
    """Make a command that the desk of lessons carries out."""
    return Command(command_id, "lesson", text, keys, f"learning.{slot}", apart=apart)


def _course(command_id: str, text: str, slot: str, *keys: str) -> Command:
    """Make a command that the desk of the course carries out."""
    return Command(command_id, "lesson", text, keys, f"course.{slot}")


LESSON: tuple[Command, ...] = (
    _course("lessons", QT_TRANSLATE_NOOP("Command", "All lessons"), "show_list", "F8"),
    _course("course", QT_TRANSLATE_NOOP("Command", "Open lesson"), "show_menu"),
    _lesson(
        "lesson_next",
        QT_TRANSLATE_NOOP("Command", "Next step of the lesson"),
        "next_step",
        "Alt+Right",
        apart=True,
    ),
    _lesson("lesson_before", QT_TRANSLATE_NOOP("Command", "Step before"), "step_before", "Alt+Left"),
    _lesson("lesson_hint", QT_TRANSLATE_NOOP("Command", "Give a hint"), "hint", "Alt+G"),
    _lesson("lesson_show", QT_TRANSLATE_NOOP("Command", "Show me"), "show_me", "Alt+W"),
    _lesson("lesson_again", QT_TRANSLATE_NOOP("Command", "Begin the lesson again"), "begin_again"),
    _lesson("lesson_close", QT_TRANSLATE_NOOP("Command", "Leave the lesson"), "close"),
    Command(
        "present",
        "lesson",
        QT_TRANSLATE_NOOP("Command", "Present…"),
        ("F5",),
        "presenting.present",
        apart=True,
    ),
    _lesson("spot", QT_TRANSLATE_NOOP("Command", "Spot the slip"), "spot_the_slip"),
    _lesson("chain", QT_TRANSLATE_NOOP("Command", "Chain rule…"), "show_chain_rule"),
    _course("progress", QT_TRANSLATE_NOOP("Command", "My progress…"), "show_progress"),
    _lesson("lesson_open", QT_TRANSLATE_NOOP("Command", "Open a lesson…"), "ask_file", apart=True),
    replace(
        _lesson("lesson_record", QT_TRANSLATE_NOOP("Command", "Record a lesson"), "record"),
        checked=lambda _frame: False,  # the window ticks it
    ),
)
