"""A drop-down list: it tells what the user chose, never what it was shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from gui.controls.choice import Choice, ChoiceBox

LEFT = Qt.MouseButton.LeftButton
CHOICES = (Choice("a", "Alpha", "first"), Choice("b", "Beta", "", "not now"), Choice("c", "Gamma"))


@pytest.fixture
def box(qtbot, dressed_app):
    window = QWidget()
    qtbot.addWidget(window)
    made = ChoiceBox("letter")
    window.other = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(window.other)
    column.addWidget(made)
    made.told = []
    made.chosen.connect(made.told.append)
    made.show_choice(CHOICES, "a")
    with qtbot.waitActive(window):
        window.show()
    window.other.setFocus()
    return made


def pick(qtbot, box, row):
    qtbot.mouseClick(box, LEFT)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    place = view.visualRect(view.model().index(row, 0)).center()
    for way in (40, 20, 0):  # Qt takes the release of the click that opened the list for none in it
        QTest.mouseMove(view.viewport(), place + QPoint(way, 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)


def test_following_says_nothing(box):
    for key in ("c", "b", "a"):
        box.show_choice(CHOICES, key)
        assert (box.key, box.currentText()) == (key, {"a": "Alpha", "b": "Beta", "c": "Gamma"}[key])
    assert box.told == []


def test_it_shows_another_choice_only_once_it_is_told_of_it(box, qtbot):
    pick(qtbot, box, 2)
    assert (box.told, box.key, box.currentText()) == (["c"], "a", "Alpha")
    box.show_choice(CHOICES, "c")
    assert box.currentText() == "Gamma"


def test_a_choice_with_the_mouse_gives_the_keyboard_back(box, qtbot):
    pick(qtbot, box, 2)
    qtbot.waitUntil(box.window().other.hasFocus)


def test_the_same_again_is_no_choice(box, qtbot):
    pick(qtbot, box, 0)
    assert box.told == []


def test_what_can_not_be_chosen_is_not_and_says_why(box, qtbot):
    pick(qtbot, box, 1)
    assert box.told == []
    assert box.model().item(1).toolTip() == "not now"
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.told == ["c"]


def test_the_list_is_wide_enough_for_remarks(box, qtbot):
    box.show_choice((*CHOICES, Choice("d", "Delta", "a remark that is much longer than the box is")), "a")
    qtbot.mouseClick(box, LEFT)
    qtbot.waitUntil(box.view().isVisible)
    assert box.view().viewport().width() >= box.view().sizeHintForColumn(0)


@pytest.mark.parametrize(
    ("key", "mine"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Space, False), (Qt.Key.Key_P, False)]
)
def test_the_keys_of_the_window_are_left_to_it(box, key, mine):
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    asked.ignore()
    QApplication.sendEvent(box, asked)
    assert asked.isAccepted() == mine


def test_it_is_told_to_screen_readers(box):
    told = QAccessible.queryAccessibleInterface(box)
    assert told.role() == QAccessible.Role.ComboBox
    assert told.text(QAccessible.Text.Name) == "letter, Alpha"
    assert told.text(QAccessible.Text.Description) == "first"
    box.show_choice(CHOICES, "c")
    assert told.text(QAccessible.Text.Name) == "letter, Gamma"
    item = box.model().item(1)
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "not now"
