"""The window of keys and glossary: every key as it is set now, every word of the notation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

import engine
from gui.commands import COMMANDS, key_text
from gui.help.glossary import TERMS
from gui.help.keys import key_rows
from gui.theme import DARK

NOTATION = (Path(engine.__file__).parent.parent / "docs" / "notation.md").read_text(encoding="utf-8")


@pytest.fixture
def reader(window, qtbot):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    made = window.help._reader
    assert made.isVisible()
    yield made
    made.close()


def test_f1_shows_every_key_of_the_table(reader):
    text = reader.keys.toPlainText()
    for command in COMMANDS:
        for key in command.keys:
            assert key_text(key) in text, command.id


def test_it_is_not_modal_and_escape_closes_it(reader):
    assert not reader.isModal()
    QTest.keyClick(reader.field, Qt.Key.Key_Escape)
    assert not reader.isVisible()


def test_keys_that_the_user_changed_are_the_ones_told(window, reader):
    window._actions["step"].setShortcuts([QKeySequence("Ctrl+J")])
    rows = {row.what: row.how for row in key_rows(window.menuBar())}
    assert rows["Take a step"] == "Ctrl+J"
    window.help.show_keys()
    assert "Ctrl+J" in reader.keys.toPlainText()


def test_the_search_keeps_what_it_finds(reader):
    QTest.keyClicks(reader.field, "phase")
    assert "Finish phase" in reader.keys.toPlainText()
    assert "Quit" not in reader.keys.toPlainText()
    assert "Micro-step, phase" in reader.glossary.toPlainText()
    assert "Seed" not in reader.glossary.toPlainText()
    QTest.keyClicks(reader.field, "zzz")
    assert "Nothing here" in reader.keys.toPlainText()


def test_the_glossary_holds_every_name_of_the_notation():
    table = re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", NOTATION.split("## One table")[0], re.MULTILINE)[1:]
    names = [name for _, cell in table for name in cell.split(", ")]
    assert len(names) > 8
    ours = " ".join(term.title for term in TERMS).lower()
    assert [name for name in names if name.lower() not in ours] == []


def test_the_glossary_says_the_convention_and_the_words_of_the_window():
    said = {term.id: term.text for term in TERMS}
    assert "per sample and holds no 1/m" in said["delta"]
    assert {"upstream", "downstream", "cost", "learning rate", "ghost", "run", "fork"} <= set(said)
    assert len(said) == len(TERMS)


def test_a_term_is_scrolled_to(window, reader):
    window.help.show_term("adam")
    assert reader.tabs.currentWidget() is reader.glossary
    bar = reader.glossary.verticalScrollBar()
    assert bar.value() > bar.maximum() / 2


def test_it_wears_the_look_and_grows_with_the_text(window, reader, qtbot):
    small = reader.width()
    window.settings.change(text_size=150)
    assert reader.width() > small or reader.width() >= 0.85 * reader.screen().availableGeometry().width()
    window.settings.toggle_dark()
    assert DARK.ink in reader.keys.property("written")
    assert not reader.keys.horizontalScrollBar().isVisible()
