"""What is in the View menu."""

from __future__ import annotations

from engine.nn.types import Zoom
from engine.session import actions as act
from engine.session.frame import Frame
from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP


def _zoom_command(zoom: Zoom, key: str, text: str) -> Command:
    return Command(
        f"zoom_{zoom}", "view", text, (key,), act.SetZoom(zoom),
        checked=lambda frame: frame.playhead.zoom == zoom,
    )  # fmt: skip


def _many(frame: Frame) -> bool:
    return frame.trace.m > 1


VIEW: tuple[Command, ...] = (
    Command(
        "dark",
        "view",
        QT_TRANSLATE_NOOP("Command", "Dark"),
        ("Ctrl+D",),
        "toggle_dark",
        checked=lambda _f: False,
    ),
    Command(
        "still",
        "view",
        QT_TRANSLATE_NOOP("Command", "Reduce motion"),
        ("Ctrl+M",),
        "toggle_motion",
        checked=lambda _f: False,
    ),
    Command("longer", "view", QT_TRANSLATE_NOOP("Command", "Longer motion"), ("Ctrl+.",), "longer_motion"),
    Command("shorter", "view", QT_TRANSLATE_NOOP("Command", "Shorter motion"), ("Ctrl+,",), "shorter_motion"),
    Command(
        "left",
        "view",
        QT_TRANSLATE_NOOP("Command", "Left column"),
        ("F9",),
        "toggle_left",
        checked=lambda _f: True,
    ),
    _zoom_command("phase", "1", QT_TRANSLATE_NOOP("Command", "Steps of a phase")),
    _zoom_command("layer", "2", QT_TRANSLATE_NOOP("Command", "Steps of a layer")),
    _zoom_command("node", "3", QT_TRANSLATE_NOOP("Command", "Steps of a node")),
    _zoom_command("edge", "4", QT_TRANSLATE_NOOP("Command", "Steps of an edge")),
    Command(
        "sample",
        "view",
        QT_TRANSLATE_NOOP("Command", "Next sample"),
        ("S",),
        lambda f: act.SetSample(f.playhead.sample + 1),
        _many,
    ),
    Command(
        "sample_back",
        "view",
        QT_TRANSLATE_NOOP("Command", "Previous sample"),
        ("Shift+S",),
        lambda f: act.SetSample(f.playhead.sample - 1),
        _many,
    ),
)
