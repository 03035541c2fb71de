"""Real windows that remember what the user chose, as after every start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from engine.session import actions as act
from engine.session.session import Session
from gui.main_window import MainWindow
from gui.settings.dialog import SettingsDialog


@pytest.fixture
def opened(qtbot):
    """Open a window as a start of the program does: each one after the other is a restart."""
    kept = []  # until qtbot has closed them

    def make():
        window = MainWindow(Session.start())
        qtbot.addWidget(window)
        kept.append(window)
        window.settings.change(is_still=True)  # nothing is in flight when a test ends
        window.show()
        qtbot.waitUntil(lambda: window.painted)
        window.store.dispatch(act.Seek(14))
        return window

    return make


@pytest.fixture
def window(opened):
    made = opened()
    made.resize(1440, 900)
    return made


@pytest.fixture
def dialog(window, qtbot):
    """The settings dialog, opened by its key."""
    press(window.regions.diagram, "Ctrl+,")
    made = window.findChild(SettingsDialog)
    qtbot.waitUntil(made.isVisible)
    return made


def press(widget, keys):
    """Press keys, written as in a menu, one after the other."""
    for key in keys.split():
        combination = QKeySequence(key)[0]
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def click(button):
    """Click a button with the mouse, on its sign where it has one."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(12, button.height() // 2))
