"""Every command of the window in one table: menus, shortcuts and tool tips are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from engine.nn.types import Zoom
from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.playhead import SPEEDS
from gui.translation import QT_TRANSLATE_NOOP

MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Menu", "&File")),
    ("view", QT_TRANSLATE_NOOP("Menu", "&View")),
    ("train", QT_TRANSLATE_NOOP("Menu", "&Train")),
    ("help", QT_TRANSLATE_NOOP("Menu", "&Help")),
)

Effect = act.Action | Callable[[Frame], act.Action] | str


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    Attributes
    ----------
    id : str
        Its name in code; settings and lessons speak of it by this.
    menu, text : str
        The menu it is in, and its words there (translated when shown).
    keys : tuple of str
        Its shortcuts, the first one shown.
    effect : Action, function of the frame to an Action, or str
        What is dispatched; a text is the name of a slot of the window.
    enabled : function of the frame
        Whether it can be done now.
    checked : function of the frame, or None
        Whether it is on; None for a command that is not a switch. Switches of the window itself
        (theme, motion) are set by the window.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    effect: Effect
    enabled: Callable[[Frame], bool] = lambda _frame: True
    checked: Callable[[Frame], bool] | None = None


def _not_at_start(frame: Frame) -> bool:
    return frame.update > 0 or frame.number > 1


def _speed(by: int) -> Callable[[Frame], act.Action]:
    """Make the effect that takes the next pace up or down."""

    def effect(frame: Frame) -> act.Action:
        here = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - frame.playhead.speed))
        return act.SetSpeed(SPEEDS[min(max(here + by, 0), len(SPEEDS) - 1)])

    return effect


def _zoom_command(zoom: Zoom, key: str, text: str) -> Command:
    return Command(
        f"zoom_{zoom}", "view", text, (key,), act.SetZoom(zoom),
        checked=lambda frame: frame.playhead.zoom == zoom,
    )  # fmt: skip


def _first(frame: Frame) -> act.Action:
    return act.Seek(1, None if frame.number > 1 else 0)


def _many(frame: Frame) -> bool:
    return frame.trace.m > 1


COMMANDS: tuple[Command, ...] = (
    Command("open", "file", QT_TRANSLATE_NOOP("Command", "Open…"), ("Ctrl+O",), "open_file"),
    Command("quit", "file", QT_TRANSLATE_NOOP("Command", "Quit"), ("Ctrl+Q",), "close"),
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
        "phase", "train", QT_TRANSLATE_NOOP("Command", "Finish phase"), ("Ctrl+Right",), act.StepPhase(1)
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
    Command("first", "train", QT_TRANSLATE_NOOP("Command", "First step"), ("Home",), _first, _not_at_start),
    Command("slower", "train", QT_TRANSLATE_NOOP("Command", "Slower"), ("[",), _speed(-1)),
    Command("faster", "train", QT_TRANSLATE_NOOP("Command", "Faster"), ("]",), _speed(1)),
    Command("keys", "help", QT_TRANSLATE_NOOP("Command", "Keys"), ("F1",), "show_keys"),
    Command("about", "help", QT_TRANSLATE_NOOP("Command", "About Upstream"), (), "show_about"),
)


BY_ID = {command.id: command for command in COMMANDS}


def text_of(command: Command) -> str:
    """Return a command's words in the user's language."""
    return QCoreApplication.translate("Command", command.text)


def shortcuts() -> Mapping[str, str]:
    """Return the first key of every command that has one, as it is written on this system."""
    return {command.id: key_text(command.keys[0]) for command in COMMANDS if command.keys}


def key_text(key: str) -> str:
    """Write a key as it is written on this system, arrows as arrows."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Right", "→").replace("Left", "←")


def make_menus(bar: QMenuBar, window: QWidget, run: Callable[[QAction], None]) -> dict[str, QAction]:
    """Fill the menu bar and return the Qt action of every command.

    Parameters
    ----------
    bar : QMenuBar
    window : QWidget
        The window in which the shortcuts work.
    run : callable
        Called with the Qt action that the user chose; its data is the command's id. A method of
        the window, which Qt then does not keep alive.
    """
    made: dict[str, QAction] = {}
    for menu_id, title in MENUS:
        menu = bar.addMenu(QCoreApplication.translate("Menu", title))
        menu.triggered.connect(run)
        for command in COMMANDS:
            if command.menu != menu_id:
                continue
            action = QAction(text_of(command), window)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setCheckable(command.checked is not None)
            action.setData(command.id)
            menu.addAction(action)
            made[command.id] = action
    return made


def refresh(made: Mapping[str, QAction], frame: Frame) -> None:
    """Enable and tick the commands as the frame says."""
    for command in COMMANDS:
        action = made[command.id]
        action.setEnabled(command.enabled(frame))
        if command.checked is not None and not isinstance(command.effect, str):
            action.setChecked(command.checked(frame))
