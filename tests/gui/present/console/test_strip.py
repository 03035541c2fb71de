"""The strip below the audience view, where there is one display only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from engine.lessons.lecture import two_rounds
from gui.look import Look
from gui.present.console import Strip
from gui.present.console.menus import menu_text
from gui.present.keys import KeyTable
from gui.present.keys.commands import COMMANDS


@pytest.fixture
def strip(qtbot, give, now):
    """Show a strip at the foot of a window as large as a room's."""

    def show(number=6, at=3, press=2, size=(1280, 720), look=None):
        presenter, window = give(number, at, press), QWidget()
        qtbot.addWidget(window)
        made = Strip(presenter, KeyTable(), look or Look(), now)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        above = QWidget()
        above.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(above, 1)
        column.addWidget(made)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        above.setFocus()
        return presenter, made

    return show


def typed(*keys):
    """Press keys wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_it_is_off_until_it_is_asked_for(strip):
    presenter, made = strip()
    assert made.isHidden()
    presenter.notes()
    assert made.isVisible()
    assert made.title.text() == "At the output, one by one"
    assert made.place.text() == "4 / 24 · vote"
    assert made.next.text() == "Next: Reveal the answer"
    assert made.hidden.text().startswith("Hidden: δ")
    assert made.notes.text == presenter.lecture.lesson.steps[3].notes
    presenter.notes()

    assert made.isHidden()


def test_while_it_is_off_it_shows_itself_for_what_is_typed_and_nothing_else(strip):
    presenter, made = strip()
    before = QApplication.focusWidget()
    presenter.vote()
    assert made.isVisible()
    assert not made.title.isVisible()
    assert not made.notes.isVisible()
    typed("b", "4", "5", Qt.Key.Key_Return)
    assert two_rounds(presenter.lecture).first[1] == 45
    typed("v")

    assert made.isHidden()
    assert QApplication.focusWidget() is before


def test_it_tells_the_room_no_hands_before_the_histogram_is_shown(strip):
    presenter, made = strip()
    presenter.vote()
    typed("b", "4", "5", Qt.Key.Key_Return, "a", "7", Qt.Key.Key_Return)
    assert made.prompts.vote.note.text() == "52 hands"
    presenter.show_votes()

    assert made.prompts.vote.note.text() == "A 7 · B 45 · C 0 · D 0 · E 0 · 52 hands"


def test_what_is_told_is_shown_only_while_it_is_on(strip):
    presenter, made = strip()
    presenter.told.emit("There is nothing to compare here.")
    assert made.isHidden()
    presenter.notes()

    assert made.message.isVisible()


def test_the_misunderstanding_is_named_once_the_answer_is_out(strip):
    presenter, made = strip()
    presenter.notes()
    presenter.count("C", 70)
    assert made.notes.text == presenter.lecture.lesson.steps[3].notes
    assert not made.show_me.isVisible()
    presenter.next()

    assert "slope is taken at z" in made.notes.text
    assert made.show_me.isVisible()


def test_all_commands_are_in_its_menu(strip):
    presenter, made = strip()
    presenter.notes()
    menus = [action.menu() for action in made.menus.menu.actions()]
    texts = [action.text() for menu in menus for action in menu.actions()]
    assert texts == [menu_text(command.id, KeyTable()) for command in COMMANDS]
    assert made.menus.isVisible()
    made.menus.actions_by_id["freeze"].trigger()
    assert presenter.is_frozen


def test_it_says_what_no_key_press_shows(strip):
    presenter, made = strip()
    presenter.notes()
    presenter.freeze()
    assert made.place.text() == "4 / 24 · vote · frozen"
    presenter.autoplay()
    assert made.place.text() == "4 / 24 · vote · frozen · plays by itself"
    presenter.freeze()
    presenter.autoplay()
    assert made.place.text() == "4 / 24 · vote"


def test_beside_a_console_it_is_deaf(strip):
    presenter, made = strip()
    presenter.notes()
    made.set_alone(False)
    assert made.isHidden()
    presenter.vote()
    presenter.notes()
    assert made.isHidden()
    made.set_alone(True)

    assert made.isVisible(), "on as before"


def test_it_serves_again_when_the_projector_is_gone(strip):
    presenter, made = strip()
    made.set_alone(False)
    made.set_alone(True)
    made.set_on(True)
    presenter.next()

    assert made.place.text() == "4 / 24 · reveal"


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
def test_it_leaves_the_room_four_fifths_of_the_height(strip, size, scale):
    presenter, made = strip(size=size, look=Look(scale=scale))
    presenter.notes()
    for ask in (None, presenter.vote, presenter.train, presenter.leave):
        if ask is not None:
            ask()
        QCoreApplication.processEvents()
        assert made.isVisible()
        assert made.height() <= 0.221 * size[1]
        shown = made.prompts.current
        assert shown is None or shown.height() >= shown.sizeHint().height() - 1, "what is typed is seen whole"


def test_leaving_is_confirmed_on_it(strip, qtbot):
    presenter, made = strip()
    presenter.leave()
    assert made.prompts.leave.yes.hasFocus()
    with qtbot.waitSignal(presenter.left):
        typed(Qt.Key.Key_Return)
    assert made.isHidden()


def test_help_is_shown_above_it_and_goes(strip):
    presenter, made = strip()
    presenter.help()
    assert made.help_page.isVisible()
    presenter.help()

    assert made.isHidden()
