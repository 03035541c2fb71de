"""The second page of the dialog by real events: another key works at once, and after a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from gui.commands import COMMANDS
from tests.gui.settings.conftest import click, press


@pytest.fixture
def keys(dialog):
    dialog.pages.setCurrentWidget(dialog.pages.widget(1))
    return dialog.keys


def pick(keys, command):
    """Go to a command with the arrow keys and press Enter."""
    row = next(number for number, c in enumerate(COMMANDS) if c.id == command)
    keys.table.setFocus()
    press(keys.table, "Home" if row else "Ctrl+Home")
    keys.table.selectRow(max(row - 1, 1))
    press(keys.table, "Down" if row > 1 else "Up")
    assert keys.picked.id == command
    press(keys.table, "Return")
    assert keys.field.hasFocus()


def row_of(keys, command):
    return keys._cells[command].text()


def test_every_command_is_in_the_table(keys):
    assert [keys.table.item(row, 0).text() for row in range(keys.table.rowCount())][:1] == ["New"]
    assert keys.table.rowCount() == len(COMMANDS)


def test_another_key_works_at_once_and_after_a_restart(window, keys, opened, qtbot):
    pick(keys, "step")
    press(keys.field, "F12")
    assert row_of(keys, "step") == "F12,  PgDown"
    assert "“Take a step” has the key F12 now." in keys.said.text()
    keys.window().close()
    window.activateWindow()  # this platform leaves that to us
    qtbot.waitUntil(window.isActiveWindow)
    before = window.frame.number
    press(window.regions.diagram, "F12")
    assert window.frame.number == before + 1
    press(window.regions.diagram, "PgDown")
    assert window.frame.number == before + 2
    press(window.regions.diagram, "Space")
    assert window.frame.number == before + 2
    window.close()
    again = opened()
    press(again.regions.diagram, "F12")
    assert again.frame.number == 15


def test_the_new_key_is_named_everywhere(window, keys, qtbot):
    pick(keys, "step")
    press(keys.field, "F12")

    def listed():
        return [label.text() for label in window.regions.welcome.findChildren(QLabel)]

    qtbot.waitUntil(lambda: "F12" in listed() and "Space" not in listed())
    assert "F12" in window.regions.transport.forward.toolTip()
    pick(keys, "dark")
    press(keys.field, "Ctrl+F12")
    assert "Ctrl+F12" in window.regions.head_bar.theme_switch.toolTip()


def test_a_key_that_is_taken_is_refused_by_name(window, keys):
    pick(keys, "play")
    press(keys.field, "Ctrl+Z")
    assert "Ctrl+Z belongs to “Undo”." in keys.said.text()
    assert row_of(keys, "play") == "P"
    assert keys.field.keySequence().toString() == "P"
    press(keys.field, "Return")
    assert "moves about" in keys.said.text()
    assert not window.settings.settings.keys


def test_a_key_can_be_taken_away_and_given_back(window, keys):
    pick(keys, "play")
    click(keys.none)
    assert row_of(keys, "play") == ""
    assert window._actions["play"].shortcuts() == []
    click(keys.usual)
    assert row_of(keys, "play") == "P"
    assert not keys.usual.isEnabled()


def test_all_keys_can_be_given_back(window, keys):
    for command, key in (("play", "F4"), ("undo", "F12")):
        pick(keys, command)
        press(keys.field, key)
    assert len(window.settings.settings.keys) == 2
    click(keys.all_usual)
    assert not window.settings.settings.keys
    assert row_of(keys, "undo") == "Ctrl+Z"


def test_the_usual_key_is_not_taken_back_from_who_has_it_now(window, keys):
    pick(keys, "play")
    press(keys.field, "F12")
    pick(keys, "step")
    press(keys.field, "P")
    pick(keys, "play")
    click(keys.usual)
    assert "P belongs to “Take a step”" in keys.said.text()
    assert row_of(keys, "play") == "F12"


def test_escape_gives_up_and_goes_back_to_the_table(dialog, keys):
    pick(keys, "play")
    QTest.keyClick(keys.field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert keys.table.hasFocus()
    assert row_of(keys, "play") == "P"


def test_a_command_is_found_by_its_words_or_its_key(keys):
    for words, found in (("dark", "dark"), ("ctrl+z", "undo"), ("view cost", "curve")):
        keys.search.clear()
        QTest.keyClicks(keys.search, words)
        shown = [c.id for row, c in enumerate(COMMANDS) if not keys.table.isRowHidden(row)]
        assert found in shown
        assert len(shown) < 4


def test_a_key_goes_to_a_command_that_is_shown(window, keys):
    QTest.keyClicks(keys.search, "hundred")
    assert keys.picked.id == "hundred"
    assert "hundred" in keys.field_name.text()
    press(keys.search, "Tab")
    press(keys.table, "Return")
    press(keys.field, "Ctrl+H")
    assert row_of(keys, "hundred") == "Ctrl+H"
    assert row_of(keys, "new") == "Ctrl+N"


def test_where_no_command_is_shown_none_can_be_given_a_key(keys):
    QTest.keyClicks(keys.search, "no such command")
    assert not any(part.isEnabled() for part in (keys.field, keys.none, keys.usual))
    keys.search.clear()
    assert keys.field.isEnabled()
    assert keys.none.isEnabled()
