"""Every word of the lectures has a card, every card a place on screen, and both can be reached."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from engine.nn.types import Ref, Symbol
from engine.session import actions as act
from gui.help.glossary import TERMS, term_called
from gui.help.where import _TERMS, WHERE
from gui.learn.course import files
from gui.prose.markup import parse
from resources import resource

WORDS = [
    *("label", "prediction", "chain-rule", "local-derivative", "derivative-table", "factor", "term", "epoch"),
    *("mini-batch", "contour", "plateau", "saturation", "vanishing-gradient", "exploding-gradient", "slip"),
    *("symmetry", "dead-node", "softmax", "cross-entropy", "sigmoid", "input-sum", "activation", "cost"),
    *("delta", "downstream", "upstream", "back-propagation", "weight-correction", "learning-rate"),
]


@pytest.mark.parametrize("word", WORDS)
def test_the_words_of_the_lectures_have_a_card(word):
    assert term_called(word) is not None


def test_every_symbol_of_the_engine_has_a_card():
    assert set(_TERMS) == set(get_args(Symbol))
    assert all(term_called(term) for term in _TERMS.values())


def test_every_card_has_a_place_and_every_place_a_card():
    assert set(WHERE) == {term.id for term in TERMS}


@pytest.mark.parametrize("file", files())
def test_every_link_of_a_lesson_leads_to_a_card(file):
    text = resource("lessons", file).read_text(encoding="utf-8")
    asked = {span.term for block in parse(text) for span in block.spans if span.term}
    asked |= set(re.findall(r"\]\(term:([^)]+)\)", text))
    assert len(asked) >= 2
    assert [word for word in asked if term_called(word) is None] == []


def test_every_place_can_be_gone_to(window):
    told = []
    window.help.told.connect(told.append)
    for term in TERMS:
        window.help.show_where(term.id)
        if term.id not in ("moment", "momentum", "rmsprop", "adam", "penalty"):  # this update has none
            assert told == [], term.id
        told.clear()
        if not window.regions.diagram.isVisible():  # the chain of functions stands there
            window._actions["chain"].trigger()


def test_a_click_on_the_link_selects_it_in_the_diagram(window, qtbot):
    window.help.show_term("delta")
    reader = window.help._reader
    reader.glossary.setFocus()
    place = next(
        QPoint(x, y)
        for y in range(0, reader.glossary.viewport().height(), 4)
        for x in (20, 40)
        if reader.glossary.anchorAt(QPoint(x, y)) == "#delta"
    )
    QTest.mouseClick(reader.glossary.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.frame.selected.symbol == "delta"
    assert window.regions.diagram is window.focusWidget()
    reader.close()


def test_the_quantity_that_is_selected_is_the_one_shown(window):
    window.store.dispatch(act.Select(Ref("W", 2, (0, 0))))
    window.help.show_where("weight")
    assert window.frame.selected == Ref("W", 2, (0, 0))


def test_a_word_that_there_is_not_is_searched_for(window):
    window.help.show_term("nosuchword")
    reader = window.help._reader
    assert reader.field.text() == "nosuchword"
    assert "Nothing here has this word." in reader.glossary.toPlainText()
    reader.close()


def test_the_menu_of_the_right_mouse_button_says_what_it_is(window):
    window.store.dispatch(act.Select(Ref("delta", 2, (0,))))
    for panel in (window.regions.diagram, window.regions.delta_panel):
        panel.customContextMenuRequested.emit(QPoint(5, 5))
        menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
        action = next(action for action in menu.actions() if action.text() == "What is δ₂?")
        menu.close()
        action.trigger()
        assert window.help._reader._asked == "delta"
        window.help._reader.close()


def test_a_link_in_a_lesson_opens_its_card(window):
    window.learning.open(1)
    window.learning.term_asked.emit("chain rule")
    reader = window.help._reader
    assert reader.isVisible()
    assert reader.tabs.currentWidget() is reader.glossary
    assert reader._asked == "chain rule"
    assert "class='asked'" in reader.glossary.property("written")
    reader.close()
    window.learning.table_asked.emit()
    assert reader.isVisible()
    assert reader.tabs.currentWidget() is reader.first_page
    reader.close()


def test_in_another_lesson_the_chain_stays_away(window):
    window.learning.open(2)
    told = []
    window.help.told.connect(told.append)
    window.help.show_where("chain rule")
    assert "Lesson 1" in told[0]
