"""What is in the View menu."""

from __future__ import annotations

from dataclasses import replace

from engine.nn.types import Zoom
from engine.session import actions as act
from engine.session.frame import Frame
from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP
from gui.views import VIEWS


def _zoom_command(zoom: Zoom, key: str, text: str) -> Command:
    return Command(
        f"zoom_{zoom}", "view", text, (key,), act.SetZoom(zoom),
        checked=lambda frame: frame.playhead.zoom == zoom,
    )  # fmt: skip


def _plain(command_id: str, text: str, slot: str, *keys: str) -> Command:
    """Make a command that the window itself carries out."""
    return Command(command_id, "view", text, keys, slot)


def _switch(command_id: str, text: str, slot: str, *keys: str) -> Command:
    """Make a switch of the window itself, which ticks it."""
    return replace(_plain(command_id, text, slot, *keys), checked=lambda _frame: False)


def _apart(command: Command) -> Command:
    """Draw a line above a command."""
    return replace(command, apart=True)


def _many(frame: Frame) -> bool:
    return frame.trace.m > 1


_WITHIN = QT_TRANSLATE_NOOP("Menu", "Beside the curve")


def _beside(number: int, name: str, text: str) -> Command:
    """Make the command that turns to a view beside the cost curve."""
    made = _switch(f"view_{name}", text, f"walk.into_view {name}", f"Alt+{number}")
    return replace(made, within=_WITHIN)


_BESIDE = tuple(_beside(number, name, view.title) for number, (name, view) in enumerate(VIEWS.items(), 1))

VIEW: tuple[Command, ...] = (
    _switch("mode_learn", QT_TRANSLATE_NOOP("Command", "Learn"), "settings.learn", "F6"),
    _switch("mode_explore", QT_TRANSLATE_NOOP("Command", "Explore"), "settings.explore", "F7"),
    _apart(_switch("dark", QT_TRANSLATE_NOOP("Command", "Dark"), "settings.toggle_dark", "Ctrl+D")),
    _switch("still", QT_TRANSLATE_NOOP("Command", "Reduce motion"), "settings.toggle_motion", "Ctrl+M"),
    _plain("longer", QT_TRANSLATE_NOOP("Command", "Longer motion"), "settings.longer_motion", "Alt+."),
    _plain("shorter", QT_TRANSLATE_NOOP("Command", "Shorter motion"), "settings.shorter_motion", "Alt+,"),
    _apart(
        _plain(
            "text_larger",
            QT_TRANSLATE_NOOP("Command", "Larger text"),
            "settings.larger_text",
            "Ctrl++",
            "Ctrl+=",
        )
    ),
    _plain("text_smaller", QT_TRANSLATE_NOOP("Command", "Smaller text"), "settings.smaller_text", "Ctrl+-"),
    _plain("text_normal", QT_TRANSLATE_NOOP("Command", "Normal text"), "settings.normal_text", "Ctrl+0"),
    _apart(_switch("left", QT_TRANSLATE_NOOP("Command", "Left column"), "regions.toggle_left", "F9")),
    _switch("delta", QT_TRANSLATE_NOOP("Command", "δ panel"), "regions.toggle_delta", "Shift+F9"),
    _switch("curve", QT_TRANSLATE_NOOP("Command", "Cost curve"), "regions.toggle_curve", "Ctrl+F9"),
    _switch(
        "slice",
        QT_TRANSLATE_NOOP("Command", "View beside the curve"),
        "regions.toggle_slice",
        "Ctrl+Shift+F9",
    ),
    replace(
        _plain(
            "view_large",
            QT_TRANSLATE_NOOP("Command", "Larger, or as it was"),
            "regions.toggle_large",
            "Alt+0",
        ),
        within=_WITHIN,
    ),
    *_BESIDE,
    _apart(
        _plain("next_region", QT_TRANSLATE_NOOP("Command", "Next region"), "walk.to_next_region", "Ctrl+F6")
    ),
    _plain(
        "region_before",
        QT_TRANSLATE_NOOP("Command", "Previous region"),
        "walk.to_region_before",
        "Ctrl+Shift+F6",
    ),
    _plain("arrangement", QT_TRANSLATE_NOOP("Command", "Reset the arrangement"), "regions.reset"),
    _apart(
        _plain(
            "zoom_in",
            QT_TRANSLATE_NOOP("Command", "Zoom in"),
            "regions.diagram.zoom_in",
            "Ctrl+Alt++",
            "Ctrl+Alt+=",
        )
    ),
    _plain("zoom_out", QT_TRANSLATE_NOOP("Command", "Zoom out"), "regions.diagram.zoom_out", "Ctrl+Alt+-"),
    _plain(
        "zoom_fit", QT_TRANSLATE_NOOP("Command", "All of the network"), "regions.diagram.fit", "Ctrl+Alt+F"
    ),
    _apart(_zoom_command("phase", "1", QT_TRANSLATE_NOOP("Command", "Steps of a phase"))),
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
        apart=True,
    ),
    Command(
        "sample_back",
        "view",
        QT_TRANSLATE_NOOP("Command", "Previous sample"),
        ("Shift+S",),
        lambda f: act.SetSample(f.playhead.sample - 1),
        _many,
    ),
    _apart(_plain("settings", QT_TRANSLATE_NOOP("Command", "Settings…"), "settings.open_dialog", "Ctrl+,")),
)
