"""Words for what the user chooses in the settings, and for starting again with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from engine.cli import opened
from gui.main_window import MainWindow
from gui.settings.dialog import SettingsDialog
from gui.settings.memory import NAME
from gui.user_folder import user_folder

REGIONS = {"left column": "left", "δ panel": "delta_panel", "cost curve": "cost_curve"}


def start(world) -> None:
    """Start the program as the user does: it remembers what was chosen."""
    if world.window is not None:
        world.window.close()
    world.closed = [*getattr(world, "closed", []), world.window]  # qtbot deletes them
    world.window = MainWindow(opened(None))
    world.qtbot.addWidget(world.window)
    world.window.show()
    world.qtbot.waitUntil(lambda: world.window.painted)
    world.window.resize(1440, 900)


def dialog(world) -> SettingsDialog:
    return world.window.findChild(SettingsDialog)


def choose(world, words: str) -> None:
    """Click a button of the dialog by its words."""
    buttons = dialog(world).findChildren(QAbstractButton)
    button = next(b for b in buttons if words in b.text() and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(12, button.height() // 2))


def press_in(world, keys: str, field: str) -> None:
    """Press keys in a field of the dialog that is known by its accessible name."""
    part = next(p for p in dialog(world).findChildren(object) if _name(p) == field)
    combination = QKeySequence(keys)[0]
    QTest.keyClick(part, combination.key(), combination.keyboardModifiers())


def _name(part: object) -> str:
    return getattr(part, "accessibleName", str)()


def spoil(world, text: str) -> None:
    (user_folder() / NAME).write_text(text, encoding="utf-8")


def is_shown(world, region: str, hidden: str | None) -> None:
    assert getattr(world.window.regions, REGIONS[region]).isVisible() == (not hidden)


def number_reads(world, text: str) -> None:
    assert text in world.window.regions.cost_curve.reading.text()


def scale_is(world, percent: str) -> None:
    assert round(world.window.look.scale * 100) == int(percent)


CHOICE_WORDS: dict[str, Callable[..., None]] = {
    r"I start the program": start,
    r"I start it again": start,
    r"I choose (.+) in the settings": choose,
    r"I press (\S+) in the field (.+)": press_in,
    r"the settings file says (.+)": spoil,
    r"the (left column|δ panel|cost curve) is( not)? shown": is_shown,
    r"the cost reads (.+)": number_reads,
    r"the text size is (\d+) %": scale_is,
    r"the settings are shown": lambda world: world.qtbot.waitUntil(dialog(world).isVisible),
}
