"""What is in the Train menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.playhead import SPEEDS
from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP


def _not_at_start(frame: Frame) -> bool:
    return frame.update > 0 or frame.number > 1


def _has_moved(frame: Frame) -> bool:
    """Say whether the weights have been trained, or walked, away from where they began."""
    return frame.trained > 0 or frame.curve.size > 1


def _reroll(frame: Frame) -> act.Action:
    label = QCoreApplication.translate("Command", "re-roll the weights")
    return act.Reroll(frame.setup.seed + 1, label)


def _speed(by: int) -> Callable[[Frame], act.Action]:
    """Make the effect that takes the next pace up or down."""

    def effect(frame: Frame) -> act.Action:
        here = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - frame.playhead.speed))
        return act.SetSpeed(SPEEDS[min(max(here + by, 0), len(SPEEDS) - 1)])

    return effect


def _first(frame: Frame) -> act.Action:
    return act.Seek(1, None if frame.number > 1 else 0)


TRAIN: tuple[Command, ...] = (
    Command("step", "train", QT_TRANSLATE_NOOP("Command", "Take a step"), ("Space", "PgDown"), act.Step(1)),
    Command(
        "back",
        "train",
        QT_TRANSLATE_NOOP("Command", "Take a step back"),
        ("Shift+Space", "PgUp"),
        act.Step(-1),
        _not_at_start,
    ),
    Command(
        "play",
        "train",
        QT_TRANSLATE_NOOP("Command", "Play"),
        ("P",),
        lambda f: act.Play(not f.playhead.playing),
        checked=lambda f: f.playhead.playing,
    ),
    Command(
        "phase",
        "train",
        QT_TRANSLATE_NOOP("Command", "Finish phase"),
        ("Ctrl+Right",),
        act.StepPhase(1),
        apart=True,
    ),
    Command(
        "phase_back",
        "train",
        QT_TRANSLATE_NOOP("Command", "Phase before"),
        ("Ctrl+Left",),
        act.StepPhase(-1),
        _not_at_start,
    ),
    Command(
        "update",
        "train",
        QT_TRANSLATE_NOOP("Command", "Next update"),
        ("Ctrl+Shift+Right",),
        act.StepUpdate(1),
    ),
    Command(
        "update_back",
        "train",
        QT_TRANSLATE_NOOP("Command", "Update before"),
        ("Ctrl+Shift+Left",),
        act.StepUpdate(-1),
        _not_at_start,
    ),
    Command(
        "go",
        "train",
        QT_TRANSLATE_NOOP("Command", "Go to update…"),
        ("Ctrl+G",),
        "regions.transport.ask_update",
    ),
    Command("first", "train", QT_TRANSLATE_NOOP("Command", "First step"), ("Home",), _first, _not_at_start),
    Command(
        "ten", "train", QT_TRANSLATE_NOOP("Command", "Ten updates"), ("T",), "training.take_ten", apart=True
    ),
    Command(
        "hundred", "train", QT_TRANSLATE_NOOP("Command", "A hundred updates"), ("H",), "training.take_hundred"
    ),
    Command(
        "until",
        "train",
        QT_TRANSLATE_NOOP("Command", "Train until J < …"),
        ("J",),
        "regions.transport.ask_until",
    ),
    Command("slower", "train", QT_TRANSLATE_NOOP("Command", "Slower"), ("[",), _speed(-1), apart=True),
    Command("faster", "train", QT_TRANSLATE_NOOP("Command", "Faster"), ("]",), _speed(1)),
    Command(
        "reset",
        "train",
        QT_TRANSLATE_NOOP("Command", "Reset to these initial weights"),
        ("Ctrl+R",),
        lambda _frame: act.Reset(QCoreApplication.translate("Command", "reset the weights")),
        _has_moved,
        apart=True,
    ),
    Command(
        "reroll",
        "train",
        QT_TRANSLATE_NOOP("Command", "Re-roll the weights"),
        ("Ctrl+Shift+R",),
        _reroll,
    ),
)
