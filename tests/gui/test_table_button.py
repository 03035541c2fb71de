"""The button for the data table: it shows the table, and once that is shown the keyboard goes into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow


def test_the_table_is_shown_then_walked_into(qtbot, dressed_app):
    window = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
    qtbot.waitUntil(lambda: window.painted)
    window.settings.change(mode="explore")
    regions = window.regions
    button = regions.modes.explore.data.table_button
    assert button.text() == "Table"  # no dialog comes
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert regions.beside.name == "data"
    table = regions.beside.current
    assert QApplication.focusWidget() is not table.view
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is table.view
