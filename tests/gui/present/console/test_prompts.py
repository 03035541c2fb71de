"""What is typed on the console, by the keys as they are pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.lessons.lecture import two_rounds
from gui.present.console.prompt import Prompt

KEY = Qt.Key


def press(*keys, held=Qt.KeyboardModifier.NoModifier):
    """Press keys wherever the keyboard is; letters and digits of a text one by one."""
    for key in keys:
        for each in key if isinstance(key, str) else (key,):
            goal = QApplication.focusWidget() or QApplication.activeWindow()
            QTest.keyClick(goal, each, held)


def test_hands_are_counted_by_letter_digits_and_enter(console):
    presenter, window = console(6, 3, 2)
    press("v", "b45", KEY.Key_Return, "a7", KEY.Key_Enter)

    assert two_rounds(presenter.lecture).first == (7, 45, 0, 0, 0)
    assert (presenter.lecture.at, presenter.lecture.press) == (3, 2), "no key was a command"
    assert window.prompts.vote.note.text() == "A 7 · B 45 · C 0 · D 0 · E 0 · 52 hands"


def test_numbers_alone_go_from_card_to_card(console):
    presenter, _ = console(6, 3, 2)
    press("v")
    for number in ("1", "22", "3", "4", "5"):
        press(number, KEY.Key_Return)

    assert two_rounds(presenter.lecture).first == (1, 22, 3, 4, 5)


def test_the_second_vote_leaves_the_first_alone(console):
    presenter, window = console(6, 3, 2)
    press("v", "b45", KEY.Key_Return)
    press("v", held=Qt.KeyboardModifier.ShiftModifier)
    assert window.prompts.vote.title.text() == "Second vote"
    press("b60", KEY.Key_Return)

    ballot = two_rounds(presenter.lecture)
    assert (ballot.first[1], ballot.second[1]) == (45, 60)
    assert window.stop_notes.cards.rows[1].hands.text() == "45 → 60"


def test_the_histogram_is_shown_and_hidden_from_within_the_vote(console):
    presenter, window = console(6, 3, 2)
    press("v", "b45", KEY.Key_Return, "u")
    assert two_rounds(presenter.lecture).is_shown
    assert window.prompts.vote.field.text() == "", "what is typed next is a count again"
    press("u")
    assert not two_rounds(presenter.lecture).is_shown


def test_backspace_mends_and_a_wrong_letter_is_told(console):
    presenter, window = console(6, 3, 2)
    press("v", "b46", KEY.Key_Backspace, "5", KEY.Key_Return, "h4", KEY.Key_Return)

    assert two_rounds(presenter.lecture).first[1] == 45
    assert window.prompts.vote.note.text() == "There is no card H: this stop has A to E."


def test_the_clicker_drives_on_while_hands_are_counted(console):
    presenter, window = console(6, 3, 2)
    press("v", "b4", KEY.Key_PageDown)
    assert presenter.lecture.press == 3
    assert not window.prompts.vote.isHidden(), "the stop is the same still"
    press(KEY.Key_Escape)
    assert presenter.is_playing
    press(KEY.Key_F5, KEY.Key_PageUp, KEY.Key_PageUp, "5", KEY.Key_Return)
    assert (presenter.is_playing, presenter.lecture.press) == (False, 1)
    assert two_rounds(presenter.lecture).first[1] == 45


def test_another_stop_ends_the_counting(console):
    presenter, window = console(6, 3, 4)
    press("v", KEY.Key_PageDown)

    assert presenter.lecture.at == 4
    assert window.prompts.isHidden()


def test_v_leaves_the_panel_and_its_keys_are_commands_again(console):
    presenter, window = console(6, 3, 2)
    press("v", "v")
    assert window.prompts.isHidden()
    press("f")
    assert presenter.is_frozen


def test_tab_leaves_the_field(console):
    presenter, window = console(6, 3, 2)
    press("v", KEY.Key_Tab)
    assert not window.prompts.vote.field.hasFocus()
    press("f")
    assert presenter.is_frozen


def test_the_histogram_is_shown_and_hidden(console, qtbot):
    presenter, window = console(6, 3, 2)
    press("v", "b45", KEY.Key_Return)
    assert presenter.slide.votes == ()
    button = window.prompts.vote.shows
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presenter.slide.votes
    assert button.text() == "Hide the histogram"
    assert window.prompts.vote.field.hasFocus(), "the next digits are hands still"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presenter.slide.votes == ()


def test_the_largest_wrong_group_is_named_with_its_question(console, qtbot):
    presenter, window = console(6, 3, 2)
    likely = window.stop_notes.likely
    assert likely.isHidden()
    press("v", "a10", KEY.Key_Return, "b90", KEY.Key_Return, "c30", KEY.Key_Return)

    assert likely.head.text() == "The largest wrong group: C, 30 hands"
    assert "slope is taken at z" in likely.words.text
    assert likely.question.text.startswith("Ask: ")
    before = presenter.slide.lit
    qtbot.mouseClick(likely.button, Qt.MouseButton.LeftButton)
    assert presenter.slide.lit > before


def test_a_stop_without_cards_says_so(console):
    _, window = console(6, 1)
    press("v", "b4", KEY.Key_Return)

    assert window.prompts.vote.note.text() == "This stop has no cards to vote on."


def test_a_jump_goes_by_number(console):
    presenter, window = console(6, 1)
    press("g", "12", KEY.Key_Return)

    assert presenter.lecture.at == 11
    assert window.prompts.isHidden()


def test_a_jump_goes_by_title_and_arrows_choose(console):
    presenter, window = console(6, 1)
    press("g", "node")
    chosen = [window.prompts.jump.list.item(row).text() for row in range(2)]
    press(KEY.Key_Down)
    assert window.prompts.jump.field.accessibleDescription() == chosen[1]
    press(KEY.Key_Return)

    assert presenter.lecture.at + 1 == int(chosen[1].split()[0])


def test_no_jump_without_a_stop(console):
    presenter, window = console(6, 1)
    press("g", "xyz", KEY.Key_Return)

    assert presenter.lecture.at == 1
    assert window.prompts.jump.note.text() == "No stop is called so."
    press(KEY.Key_PageDown)
    assert (presenter.lecture.at, window.prompts.isHidden()) == (2, True)


def test_updates_are_trained_by_number(console):
    presenter, window = console(4)
    steps = presenter.lecture.lesson.steps
    presenter.go(next(at for at, step in enumerate(steps) if step.ask is None))
    before = presenter.store.session.document.log.updates
    press("t", "12", KEY.Key_Return)

    assert presenter.store.session.document.log.updates == before + 12
    assert window.prompts.isHidden()


def test_no_training_of_what_is_no_number(console):
    presenter, window = console(4, 0)
    press("t", "x2", KEY.Key_Return)

    assert window.prompts.train.note.text() == "“x2” is no number of updates."
    assert not presenter.is_changed


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_leaving_is_confirmed_by_enter(console, qtbot, key):
    presenter, window = console(6)
    presenter.leave()
    assert window.prompts.leave.yes.hasFocus()
    with qtbot.waitSignal(presenter.left):
        press(key)


def test_a_lecture_goes_on_where_leaving_is_not_confirmed(console, qtbot):
    presenter, window = console(6)
    with qtbot.assertNotEmitted(presenter.left):
        presenter.leave()
        press(KEY.Key_PageDown)
        assert window.prompts.isHidden(), "the lecture goes on"
        presenter.leave()
        press(KEY.Key_Tab, KEY.Key_Return)
        assert window.prompts.isHidden()
        presenter.leave()
        presenter.leave()
        assert window.prompts.isHidden()


def test_everything_is_forgotten_only_when_confirmed(console):
    presenter, _ = console(6, 3, 2)
    presenter.count("B", 45)
    presenter.reset_all()
    assert two_rounds(presenter.lecture).first
    press(KEY.Key_Return)

    assert presenter.lecture.ballots == {}
    assert presenter.lecture.at == 0


def test_one_bar_makes_room_for_another(console):
    presenter, window = console(6, 3, 2)
    for ask in (presenter.vote, presenter.jump, presenter.train, presenter.reset_all, presenter.leave):
        ask()
        shown = [prompt for prompt in window.prompts.findChildren(Prompt) if not prompt.isHidden()]
        assert shown == [window.prompts.current]
    assert window.prompts.current is window.prompts.leave
