"""The search as a user works it: keys into the window, and what comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.nn.types import Ref
from engine.session import actions as act
from gui.accessible import homes
from gui.commands import COMMANDS
from gui.help.palette import Palette


@pytest.fixture
def palette(window):
    key(window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(Palette)
    assert found.isVisible()
    return found


def key(widget, which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, which, modifier)


def titles(palette):
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def ask(palette, question):
    palette.field.selectAll()
    if question.isascii():
        QTest.keyClicks(palette.field, question)
    else:  # QTest knows no key for δ; it is pasted
        palette.field.insert(question)


def test_it_opens_over_the_window_with_every_command(window, palette):
    assert QApplication.focusWidget() is palette.field
    assert window.rect().contains(palette.geometry())
    shown = titles(palette)
    menus = window._actions
    assert all(menus[c.id].text().rstrip("…") in shown for c in COMMANDS if menus[c.id].menu() is None)


def test_typing_finds_and_enter_carries_out(window, palette):
    ask(palette, "next upd")
    assert palette.chosen().title == "Next update"
    key(palette.field, Qt.Key.Key_Return)
    assert (window.frame.update, window.frame.number) == (1, 1)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.regions.diagram


def test_keys_of_commands_are_letters_here(window, palette):
    ask(palette, "p 1 [")
    assert palette.field.text() == "p 1 ["
    key(palette.field, Qt.Key.Key_Space)
    assert window.frame.number == 1
    assert not window.frame.playhead.playing


def test_a_command_is_found_by_its_key_and_its_menu(palette):
    ask(palette, "ctrl+d")
    assert "Dark" in titles(palette)
    ask(palette, "help key")
    assert titles(palette)[0] == "Keys"


def test_up_and_down_choose(palette):
    ask(palette, "step")
    first = palette.chosen()
    key(palette.field, Qt.Key.Key_Down)
    assert palette.chosen() is not first
    key(palette.field, Qt.Key.Key_Up)
    assert palette.chosen() is first
    for _ in range(50):
        key(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentRow() == palette.list.count() - 1


def test_what_is_greyed_in_the_menu_does_nothing(window, palette):
    ask(palette, "step back")
    entry = palette.chosen()
    assert (entry.title, entry.enabled) == ("Take a step back", False)
    before = window.store.session
    key(palette.field, Qt.Key.Key_Return)
    assert window.store.session is before
    assert palette.isVisible()


def test_escape_closes_and_gives_the_focus_back(window, palette):
    key(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.regions.diagram


def test_a_click_elsewhere_closes(window, palette):
    QTest.mouseClick(window.regions.diagram, Qt.MouseButton.LeftButton, pos=QPoint(20, 460))
    assert not palette.isVisible()


def test_a_click_carries_out(window, palette):
    ask(palette, "dark")
    place = palette.list.visualItemRect(palette.list.item(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.look.theme.dark


@pytest.mark.parametrize(
    ("question", "ref"),
    [("delta 1", Ref("delta", 1, (0,))), ("w2", Ref("W", 2, (0, 0))), ("w[2][1,1]", Ref("W", 2, (0, 0)))],
)
def test_a_quantity_is_selected(window, palette, question, ref):
    ask(palette, question)
    key(palette.field, Qt.Key.Key_Return)
    assert window.frame.selected == ref
    assert window.regions.diagram.hasFocus()


def test_from_a_field_the_keyboard_goes_to_the_quantity(window, qtbot):
    window.regions.settings.eta.field.setFocus()
    key(window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)
    ask(palette, "w2")
    key(palette.field, Qt.Key.Key_Return)
    key(window.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.value(Ref("W", 2, (0, 0))) == 0.9


def test_a_quantity_shows_its_value_only_once_it_is_known(window, palette):
    ask(palette, "δ1")
    assert palette.chosen().note == "?"
    window.store.dispatch(act.Seek(14))
    ask(palette, "δ₁")
    assert palette.chosen().note == "−0.028"
    window.store.dispatch(act.Hide(frozenset({Ref("delta", 1, (0,))})))
    ask(palette, "δ1")
    assert palette.chosen().note == "?"


def test_a_sample_that_there_is_not_is_not_offered(palette):
    ask(palette, "delta[1]@9")
    assert palette.chosen() is None


def test_a_word_opens_the_glossary(window, palette):
    ask(palette, "learning rate")
    row = next(row for row, title in enumerate(titles(palette)) if title.startswith("Learning rate · η"))
    palette.list.setCurrentRow(row)
    key(palette.field, Qt.Key.Key_Return)
    reader = window.help._reader
    assert reader.isVisible()
    assert reader.tabs.currentWidget() is reader.glossary
    reader.close()


@pytest.mark.parametrize("question", ["discrete colours", "test points", "border", "slice"])
def test_what_the_map_shows_leads_to_where_it_is_switched(palette, question):
    ask(palette, question)
    assert any(title.startswith("Decision map") for title in titles(palette))


def test_nothing_found_says_what_may_be_asked(palette):
    ask(palette, "zzzz")
    assert palette.chosen() is None
    assert palette.nothing.isVisible()
    key(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_ctrl_k_again_closes(window, palette):
    key(palette.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not palette.isVisible()


def test_it_stays_inside_a_small_window_at_twice_the_size(window, palette):
    window.settings.change(text_size=200)
    window.resize(1280, 720)
    assert window.rect().contains(palette.geometry())
    assert palette.field.height() >= palette.field.sizeHint().height()


def test_the_answer_is_told_to_screen_readers(palette, monkeypatch):
    told = []
    QAccessible.setActive(True)
    monkeypatch.setattr(homes, "QAccessibleAnnouncementEvent", lambda _w, text: told.append(text))
    monkeypatch.setattr(homes.QAccessible, "updateAccessibility", lambda _event: None)
    ask(palette, "step back")
    QAccessible.setActive(False)
    assert told[-1] == "Take a step back, Train, Shift+Space, PgUp, not possible now"


def test_about_says_what_it_is(window):
    window._actions["about"].trigger()
    card = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    assert "MIT" in card.text()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
