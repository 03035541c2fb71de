"""Every command of the window in one table."""

from __future__ import annotations

from gui.commands.command import Command
from gui.commands.edit import EDIT
from gui.commands.file import FILE
from gui.commands.help import HELP
from gui.commands.lesson import LESSON
from gui.commands.network import NETWORK
from gui.commands.runs import RUNS
from gui.commands.train import TRAIN
from gui.commands.view import VIEW
from gui.translation import QT_TRANSLATE_NOOP

MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Menu", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Menu", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("Menu", "&View")),
    ("network", QT_TRANSLATE_NOOP("Menu", "&Network")),
    ("train", QT_TRANSLATE_NOOP("Menu", "&Train")),
    ("lesson", QT_TRANSLATE_NOOP("Menu", "&Lesson")),
    ("help", QT_TRANSLATE_NOOP("Menu", "&Help")),
)
COMMANDS: tuple[Command, ...] = (*FILE, *EDIT, *VIEW, *NETWORK, *TRAIN, *RUNS, *LESSON, *HELP)
BY_ID = {command.id: command for command in COMMANDS}
