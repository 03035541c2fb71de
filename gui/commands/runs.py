"""What the Train menu does with whole runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.session import actions as act
from engine.session.frame import Frame
from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP


def _keep(_frame: Frame) -> act.Action:
    return act.KeepRun(QCoreApplication.translate("Command", "copy as new run"))


def _take_up_last(frame: Frame) -> act.Action:
    """Go on with the run that was left last; with the one in play where there is no other."""
    label = QCoreApplication.translate("Command", "go on with the run before")
    ghosts = frame.document.ghosts
    return act.TakeUpRun(ghosts[-1].number if ghosts else frame.run, label)


def _has_earlier(frame: Frame) -> bool:
    return bool(frame.document.ghosts)


RUNS: tuple[Command, ...] = (
    Command(
        "copy_run",
        "train",
        QT_TRANSLATE_NOOP("Command", "Copy as new run"),
        ("Ctrl+Shift+K",),
        _keep,
        apart=True,
    ),
    Command(
        "run_before",
        "train",
        QT_TRANSLATE_NOOP("Command", "Go on with the run before"),
        ("Ctrl+Shift+B",),
        _take_up_last,
        _has_earlier,
    ),
)
