"""A sentence under a control has the room of its lines, and no more."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.controls.note import Note

LONG = "Measured on the rows that are trained with, which are most of the rows of the table."


@pytest.fixture
def note(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    said = Note("small")
    column = QVBoxLayout(around)
    column.addWidget(said)
    column.addStretch(1)
    around.resize(240, 300)
    around.show()
    return said


def lines(note):
    return round(note.height() / note.fontMetrics().lineSpacing())


def settled(note, qtbot, count):
    qtbot.waitUntil(lambda: lines(note) == count)


def test_a_short_sentence_after_a_long_one_takes_one_line(note, qtbot):
    note.say(LONG)
    qtbot.waitUntil(lambda: lines(note) > 1)
    note.say("Short.")
    settled(note, qtbot, 1)


def test_what_was_narrow_for_a_while_takes_no_more_room_than_it_needs(note, qtbot):
    note.say("A few words of it.")
    settled(note, qtbot, 1)
    note.window().resize(60, 300)
    qtbot.waitUntil(lambda: lines(note) > 1)
    note.window().resize(240, 300)
    settled(note, qtbot, 1)
    note.say(LONG)
    qtbot.waitUntil(lambda: lines(note) > 1)
