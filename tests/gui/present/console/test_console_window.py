"""The console as the lecturer sees it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QAbstractButton, QLabel

from gui.look import Look
from gui.present.keys import COMMANDS, KeyTable
from gui.present.keys.commands import text_of
from gui.prose import ProseView
from gui.theme import DARK, LIGHT, contrast


def test_it_tells_stop_phase_next_press_and_notes(console):
    presenter, window = console(3, 1)
    assert window.windowTitle() == "Upstream – console"
    assert window.this_stop.place.text() == "Stop 2 of 22 · Derivative calculation"
    assert window.this_stop.title.text == presenter.lecture.lesson.steps[1].title
    assert window.this_stop.phases.accessibleName() == "ask, 1 of 5"
    assert window.next_press.words.text == "Show the cards: decide now"
    presenter.next()

    assert window.this_stop.phases.accessibleName() == "predict, 2 of 5"
    assert window.next_press.words.text == "Vote: count the hands"


def test_the_answer_is_in_clear_from_the_first_press_on(console):
    presenter, window = console(3, 1)
    rows = window.stop_notes.cards.rows

    assert sum("right" in row.text.text for row in rows) == 1
    assert all(row.behind.text for row in rows if row.card.ids)
    assert presenter.slide.cards == (), "the room sees no card yet"


def test_what_is_hidden_is_named_until_it_is_revealed(console):
    presenter, window = console(6, 3)
    assert window.hidden.text().startswith("Hidden now: δ⁽²⁾₁")
    presenter.go(3, 3)

    assert window.hidden.text() == "Nothing is hidden"


def test_the_next_stop_is_announced(console):
    presenter, window = console(6, 3)
    assert window.next_stop.title.text == "Two packets reach hidden node 1"
    assert window.next_stop.way.text() == "ask → predict → vote → reveal → explain"
    presenter.go(23)

    assert window.next_stop.title.text == "This is the last stop"


def test_the_thumbnail_says_what_the_audience_sees_instead(console, qtbot):
    presenter, window = console(3)
    label = window.thumbnail.label
    assert label.isHidden()
    presenter.freeze()
    presenter.next()
    assert label.text() == "frozen: they see the picture before"
    qtbot.waitUntil(lambda: window.thumbnail.view.slide.phase == presenter.slide.phase == "predict")
    presenter.blank()
    assert label.text() == "blank: they see black"
    assert window.next_press.words.text == "Show the picture again"
    presenter.white()
    assert label.text() == "white: they see white"
    presenter.white()
    presenter.freeze()

    assert label.isHidden()


def test_the_next_picture_is_made_when_there_is_time(console, qtbot):
    _presenter, window = console(3)
    made = []
    picture = window.next_press.picture
    picture.show_soon(lambda: made.append(1))
    assert not made
    qtbot.waitUntil(lambda: made == [1])


def test_there_is_no_picture_of_what_comes_after_the_end(console):
    presenter, window = console(3)
    assert window.next_press.picture.isVisible()
    presenter.go(21)
    assert not window.next_press.picture.isVisible()
    presenter.blank()

    assert window.next_press.picture.isVisible(), "the next press uncovers"


def test_the_clock_goes_from_the_first_press_on_and_can_be_stopped(console, qtbot, now):
    presenter, window = console(3)
    assert not presenter.pace.is_running
    presenter.next()
    now.seconds += 754
    window.refresh()
    assert window.pace.time.text() == "12:34"
    assert window.pace.state.text() == "12 min behind"
    qtbot.mouseClick(window.pace.button, Qt.MouseButton.LeftButton)
    now.seconds += 100
    presenter.next()

    assert window.pace.time.text() == "12:34"
    assert window.pace.button.text() == "Start the clock"


def test_the_second_hand_rests_while_nobody_looks(console):
    presenter, window = console(3)
    presenter.next()
    timer = window.pace._timer
    assert timer.isActive()
    window.hide()
    assert not timer.isActive()
    window.show()

    assert timer.isActive()


def test_a_console_that_comes_back_has_caught_up(console):
    presenter, window = console(3)
    window.hide()
    presenter.go(4, 2)
    window.show()

    assert window.this_stop.place.text().startswith("Stop 5 of 22")


def test_what_is_told_stays_for_a_press_or_two(console):
    presenter, window = console(3)
    presenter.told.emit("The projector is gone: the audience view is on this display.")
    assert window.message.text().startswith("The projector is gone")
    presenter.next()
    assert not window.message.isHidden()
    presenter.next()

    assert window.message.isHidden()


def test_every_command_is_in_the_menus_with_its_key(console):
    presenter, window = console(3)
    texts = {name: action.text() for name, action in window.actions_by_id.items()}

    for command in COMMANDS:
        assert texts[command.id].split("\t")[0] == text_of(command)
        assert not command.keys or "\t" in texts[command.id]
    window.actions_by_id["next"].trigger()
    assert presenter.lecture.press == 1


def test_keys_that_were_changed_are_told(console):
    presenter, window = console(3)
    table = window._keys
    table.keys = {**table.keys, "vote": ("X",)}
    presenter.next()

    assert window.actions_by_id["vote"].text().endswith("\tX")
    assert any("X</b>" in label.text() for label in window.keys_line.labels)


def test_help_is_a_page_of_the_console(console):
    presenter, window = console(3)
    presenter.help()
    assert window.help_page.isVisible()
    assert "Shift+V" in window.help_page.keys.text()
    assert window.help_page.derivatives.rows
    presenter.help()
    assert not window.help_page.isVisible()
    presenter.help()
    presenter.vote()

    assert not window.help_page.isVisible(), "what is asked is seen"


def test_its_close_button_asks_and_the_program_closes_it(console, qtbot):
    _, window = console(3)
    with qtbot.waitSignal(window.closed):
        QCoreApplication.sendEvent(window.windowHandle(), QCloseEvent())
    assert window.isVisible()
    window.close()

    assert not window.isVisible()


def test_tab_goes_over_what_can_be_pressed_and_all_of_it_has_a_name(console):
    presenter, window = console(6, 3, 2)
    presenter.count("C", 12)
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]

    assert window.stop_notes.likely.button in buttons
    assert all(each.text() or each.accessibleName() for each in buttons)
    assert all(each.focusPolicy() == Qt.FocusPolicy.TabFocus for each in buttons if each.text())


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
def test_nothing_is_wider_than_its_column(console, size, scale):
    presenter, window = console(6, 3, 2, look=Look(scale=scale), size=size)
    presenter.count("C", 12)
    QCoreApplication.processEvents()
    assert window.size() == QSize(*size)
    for area in (window.left, window.right):
        assert area.widget().width() <= area.viewport().width()
        for part in area.widget().findChildren(QLabel) + area.widget().findChildren(ProseView):
            if part.isVisible():
                right = part.mapTo(area.widget(), part.rect().topRight()).x()
                assert right <= area.widget().width(), part


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_it_wears_the_look_of_the_user_and_every_label_can_be_read(console, theme):
    _presenter, window = console(3, look=Look(theme=theme))
    ground = window.left.grab().toImage().pixelColor(2, 300).name().upper()

    assert ground == theme.surface
    for label in (window.hidden, window.this_stop.now, window.pace.time, window.menuBar()):
        ink = label.palette().color(label.foregroundRole()).name().upper()
        assert contrast(ink, theme.surface) >= 4.5
    window.set_look(Look(theme=LIGHT if theme is DARK else DARK, scale=1.3))
    assert window.left.grab().toImage().pixelColor(2, 300).name().upper() != theme.surface


def test_the_table_that_it_is_given_is_the_usual_one_in_these_tests():
    assert KeyTable().text_of("vote") == "V"
