"""A name and a control share a line; the control gets what it needs of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

from gui.controls.choice import Choice, ChoiceBox
from gui.controls.named_row import NamedRow

CHOICES = (Choice("short", "tanh"), Choice("long", "cross-entropy"))


@pytest.fixture
def made(qtbot, dressed_app):
    box = ChoiceBox("Cost")
    box.show_choice(CHOICES, "short")
    row = NamedRow("Cost", box)
    qtbot.addWidget(row)
    row.show()
    return row, box


def room(box):
    """Px for the words of a drop-down list."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, part, box).width()


@pytest.mark.parametrize("width", [198, 206, 254, 400])
def test_words_that_are_longer_than_half_of_the_line_are_not_cut(made, qtbot, width):
    row, box = made
    row.resize(width, 30)
    half = box.width()
    box.show_choice(CHOICES, "long")
    wanted = box.fontMetrics().horizontalAdvance("cross-entropy")
    qtbot.waitUntil(lambda: room(box) >= wanted)
    box.show_choice(CHOICES, "short")
    qtbot.waitUntil(lambda: box.width() == half)


def test_a_narrow_line_leaves_the_name_its_longest_word(made, qtbot):
    row, box = made
    box.show_choice(CHOICES, "long")
    row.resize(row.minimumSizeHint().width(), 30)
    qtbot.waitUntil(lambda: row.name.width() >= row.name.minimumSizeHint().width())
