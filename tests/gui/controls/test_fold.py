"""What is folded away: shown when it is asked for, and when something in it is at work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.controls.fold import Fold


@pytest.fixture
def fold(qtbot):
    made = Fold("Schedule, penalties")
    made.inside = QLabel("penalty")
    made.column.addWidget(made.inside)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_folded_until_its_button_is_pressed(fold, qtbot):
    assert not fold.inside.isVisible()
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    assert fold.inside.isVisible()
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    assert not fold.inside.isVisible()


def test_it_opens_when_something_in_it_is_not_as_usual_and_lets_itself_be_closed(fold, qtbot):
    fold.show_usual(is_usual=True)
    assert not fold.is_open
    fold.show_usual(is_usual=False)
    assert fold.inside.isVisible()
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    fold.show_usual(is_usual=False)
    assert not fold.is_open
    fold.show_usual(is_usual=True)
    fold.show_usual(is_usual=False)
    assert fold.is_open
