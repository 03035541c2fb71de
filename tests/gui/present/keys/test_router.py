"""Who gets a key, with real key events: the clicker, a field, a selected weight, the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QDesktopServices, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QMenuBar, QSpinBox, QWidget

from engine.nn.types import Ref
from engine.session import actions as act
from gui.present.keys.focus import TAKES_TEXT
from gui.present.keys.table import NAME
from gui.user_folder import user_folder

K, M = Qt.Key, Qt.KeyboardModifier
W2 = Ref("W", 2, (0, 0))


def send(widget, kind, key, *, repeat=False, text="", at=0):
    event = QKeyEvent(kind, int(key), M.NoModifier, text, repeat)
    event.setTimestamp(at)
    QApplication.sendEvent(widget, event)


def held(widget, key, times=5):
    """Repeat a key that is held, as X11 does: releases and presses that are flagged."""
    for _ in range(times):
        send(widget, QEvent.Type.KeyRelease, key, repeat=True)
        send(widget, QEvent.Type.KeyPress, key, repeat=True)


@pytest.fixture
def left(presenter):
    told = []
    presenter.left.connect(lambda: told.append("left"))
    return told


# The clicker


@pytest.mark.usefixtures("router")
def test_the_clickers_keys_drive_the_lesson(window, presenter):
    for key in (K.Key_PageDown, K.Key_PageUp, K.Key_F5, K.Key_Escape, K.Key_Period):
        QTest.keyClick(window.view, key)
    assert presenter.done == ["next", "back", "autoplay", "autoplay", "blank"]


@pytest.mark.usefixtures("router")
def test_twenty_times_f5_and_esc_never_leave(window, presenter, clock, left):
    for turn in range(20):
        QTest.keyClick(window.view, K.Key_F5)
        assert presenter.is_playing
        clock.run(300)
        QTest.keyClick(window.view, K.Key_Escape)
        assert not presenter.is_playing
        clock.run(10 * turn)
    clock.run(10_000)
    assert left == []
    assert presenter.done == ["autoplay"] * 40


@pytest.mark.usefixtures("router")
def test_esc_that_is_held_leaves_and_its_repetitions_do_not_matter(window, presenter, clock, left):
    QTest.keyPress(window.view, K.Key_Escape)
    for _ in range(14):
        clock.run(100)
        held(window.view, K.Key_Escape, 3)
    assert left == []
    clock.run(100)
    assert left == ["left"]
    assert presenter.done == ["autoplay"]
    held(window.view, K.Key_Escape)
    QTest.keyRelease(window.view, K.Key_Escape)
    clock.run(5000)
    assert left == ["left"]


@pytest.mark.usefixtures("router")
def test_esc_that_is_let_go_too_early_does_not_leave(window, clock, left):
    QTest.keyPress(window.view, K.Key_Escape)
    clock.run(1400)
    held(window.view, K.Key_Escape)
    QTest.keyRelease(window.view, K.Key_Escape)
    clock.run(5000)
    assert left == []


@pytest.mark.usefixtures("router")
@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_PageDown])
def test_repetitions_that_qt_does_not_flag_are_told_by_their_time(window, presenter, clock, left, key):
    send(window.view, QEvent.Type.KeyPress, key, at=1000)
    for time in range(1500, 2500, 40):  # X11, while the program is busy
        clock.run(60)
        send(window.view, QEvent.Type.KeyRelease, key, at=time)
        clock.run(3)
        send(window.view, QEvent.Type.KeyPress, key, at=time)
    assert left == (["left"] if key == K.Key_Escape else [])
    assert presenter.done == (["autoplay"] if key == K.Key_Escape else ["next"])


@pytest.mark.usefixtures("router")
def test_a_release_that_waits_behind_the_clock_counts(window, clock, left):
    QTest.keyPress(window.view, K.Key_Escape)
    clock.run(1450)  # the program was busy with the press
    QTest.keyRelease(window.view, K.Key_Escape)
    clock.run(10_000)
    assert left == []


@pytest.mark.usefixtures("router")
def test_esc_that_is_pressed_again_soon_counts_from_the_last_press(window, presenter, clock, left):
    for press in range(30):
        send(window.view, QEvent.Type.KeyPress, K.Key_Escape, at=1000 + 90 * press)
        clock.run(60)
        send(window.view, QEvent.Type.KeyRelease, K.Key_Escape, at=1060 + 90 * press)
        clock.run(30)
    clock.run(10_000)
    assert left == []
    assert presenter.done == ["autoplay"] * 30


@pytest.mark.usefixtures("router")
def test_esc_whose_release_went_to_another_window_does_not_leave(window, clock, left):
    QTest.keyPress(window.view, K.Key_Escape)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    clock.run(5000)
    assert left == []


@pytest.mark.usefixtures("router")
def test_ctrl_q_asks_first(window, presenter, left):
    asked = []
    presenter.asked.connect(asked.append)
    QTest.keyClick(window.view, K.Key_Q, M.ControlModifier)
    assert (asked, left) == (["leave"], [])


@pytest.mark.usefixtures("router")
def test_a_key_that_is_held_goes_on_once(window, presenter):
    QTest.keyPress(window.view, K.Key_PageDown)
    held(window.view, K.Key_PageDown, 10)
    QTest.keyRelease(window.view, K.Key_PageDown)
    assert presenter.done == ["next"]
    assert presenter.lecture.press == 1


# Blank


@pytest.mark.usefixtures("router")
@pytest.mark.parametrize("cover", [K.Key_Period, K.Key_B, K.Key_W])
@pytest.mark.parametrize(
    "key", [K.Key_PageDown, K.Key_Period, K.Key_B, K.Key_W, K.Key_Escape, K.Key_F, K.Key_Q, K.Key_Home]
)
def test_any_next_key_uncovers_and_does_nothing_else(window, presenter, cover, key):
    QTest.keyClick(window.view, cover)
    assert presenter.cover
    presenter.done.clear()
    QTest.keyClick(window.view, key)
    assert presenter.cover == ""
    assert presenter.done == []
    assert (presenter.lecture.at, presenter.lecture.press) == (0, 0)


@pytest.mark.usefixtures("router")
def test_neither_shift_nor_a_repetition_uncovers_and_ctrl_q_still_asks(window, presenter):
    QTest.keyPress(window.view, K.Key_B)
    held(window.view, K.Key_B)
    QTest.keyRelease(window.view, K.Key_B)
    QTest.keyClick(window.view, K.Key_Shift)
    QTest.keyClick(window.view, K.Key_VolumeUp)
    assert presenter.cover == "black"
    QTest.keyClick(window.view, K.Key_Q, M.ControlModifier)
    assert presenter.done == ["blank", "leave"]
    assert presenter.cover == "black"


# A field


@pytest.mark.usefixtures("router")
def test_what_is_typed_into_a_field_stays_text(window, presenter):
    window.field.setFocus()
    QTest.keyClicks(window.field, "B 4.5 [n]")
    QTest.keyClick(window.field, K.Key_Left)
    QTest.keyClick(window.field, K.Key_Backspace)
    QTest.keyClick(window.field, K.Key_Return)
    assert window.field.text() == "B 4.5 []"
    assert presenter.done == []


@pytest.mark.usefixtures("router")
def test_the_clicker_drives_past_a_field_but_its_full_stop_is_a_decimal_point(window, presenter):
    window.field.setFocus()
    for key in (K.Key_PageDown, K.Key_PageUp, K.Key_F5, K.Key_Escape, K.Key_Period):
        QTest.keyClick(window.field, key)
    assert presenter.done == ["next", "back", "autoplay", "autoplay"]
    assert window.field.text() == "."


@pytest.mark.usefixtures("router")
def test_commands_with_ctrl_work_in_a_field_and_editing_does_too(window, presenter):
    window.field.setText("0.8")
    window.field.setFocus()
    QTest.keyClick(window.field, K.Key_A, M.ControlModifier)
    QTest.keyClick(window.field, K.Key_Plus, M.ControlModifier)
    QTest.keyClick(window.field, K.Key_F1)
    assert window.field.selectedText() == "0.8"
    assert presenter.done == ["larger", "help"]


@pytest.mark.usefixtures("router")
def test_enter_that_closes_a_field_does_not_go_on_as_well(window, presenter):
    window.field.returnPressed.connect(window.view.setFocus)
    window.field.returnPressed.connect(window.field.hide)
    window.field.setFocus()
    QTest.keyClick(window.field, K.Key_Return)
    assert presenter.done == []
    QTest.keyClick(window.view, K.Key_Return)
    assert presenter.done == ["next"]


@pytest.mark.usefixtures("router")
def test_a_field_for_reading_and_one_that_is_off_keep_nothing(window, presenter):
    window.field.setReadOnly(True)
    window.field.setFocus()
    QTest.keyClick(window.field, K.Key_F)
    assert presenter.done == ["freeze"]


@pytest.mark.usefixtures("router")
def test_a_painted_field_says_so_itself(window, presenter):
    window.view.setProperty(TAKES_TEXT, True)
    QTest.keyClick(window.view, K.Key_B)
    QTest.keyClick(window.view, K.Key_PageDown)
    assert presenter.done == ["next"]


@pytest.mark.usefixtures("router")
def test_a_button_keeps_enter_and_a_list_its_arrows_and_space_is_the_lectures(window, presenter, qtbot):
    pressed = []
    window.button.clicked.connect(lambda: pressed.append(1))
    window.button.setFocus()
    QTest.keyClick(window.button, K.Key_Space)
    assert (presenter.done, pressed) == (["next"], [])
    presenter.done.clear()
    stops = QListWidget(window)
    stops.addItems(["a", "b", "c"])
    stops.setCurrentRow(0)
    stops.show()
    stops.setFocus()
    QTest.keyClick(stops, K.Key_Down)
    QTest.keyClick(stops, K.Key_Right)
    assert stops.currentRow() == 1
    assert presenter.done == ["next"]
    number = QSpinBox(window)
    number.show()
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "12")
    assert number.value() == 12
    assert presenter.done == ["next"]


# A selected weight


def select(presenter, ref):
    while presenter.lecture.at != 7:  # "One training step", where nothing is asked
        presenter.go(7)
    presenter.dispatch(act.Select(ref))


@pytest.mark.usefixtures("router")
def test_arrows_change_a_selected_weight_and_backspace_restores_it(window, presenter):
    select(presenter, W2)
    for key, modifier in (
        (K.Key_Up, M.NoModifier), (K.Key_Up, M.ShiftModifier), (K.Key_Down, M.NoModifier),
        (K.Key_Down, M.ShiftModifier), (K.Key_Up, M.KeypadModifier),
    ):  # fmt: skip
        QTest.keyClick(window.view, key, modifier)
    assert presenter.done == ["more", "more_fine", "less", "less_fine", "more"]
    assert presenter.is_changed
    QTest.keyClick(window.view, K.Key_Backspace)
    assert presenter.done[-1] == "restore"
    assert not presenter.is_changed


@pytest.mark.usefixtures("router")
def test_a_weight_goes_on_changing_while_the_arrow_is_held(window, presenter):
    select(presenter, W2)
    QTest.keyPress(window.view, K.Key_Up)
    held(window.view, K.Key_Up, 3)
    assert presenter.done == ["more"] * 4


@pytest.mark.usefixtures("router")
@pytest.mark.parametrize("ref", [None, Ref("a", 1, (0,), 0)])
def test_without_a_selected_weight_arrows_go_through_micro_steps(window, presenter, ref):
    select(presenter, ref)
    QTest.keyClick(window.view, K.Key_Down)
    QTest.keyClick(window.view, K.Key_Up)
    assert presenter.done == ["deeper", "out"]


@pytest.mark.usefixtures("router")
def test_a_weight_that_is_asked_for_is_not_changed_by_arrows(window, presenter):
    presenter.go(2)  # "The new weight"
    assert presenter.slide.frame.selected.symbol == "W_new"
    QTest.keyClick(window.view, K.Key_Down)
    assert presenter.done == ["deeper"]


# The windows


@pytest.mark.usefixtures("router")
def test_a_menu_of_the_window_does_not_get_the_key_a_second_time(window, presenter):
    action = QAction("Freeze", window)
    action.setShortcut("F")
    action.triggered.connect(presenter.freeze)
    window.addAction(action)
    window.activateWindow()
    QTest.keyClick(window.view, K.Key_F)
    assert presenter.done == ["freeze"]
    assert presenter.is_frozen


@pytest.mark.usefixtures("router")
def test_the_clicker_drives_past_an_open_menu_and_esc_closes_it(window, presenter):
    menu = QMenu(window)
    menu.addAction("Something")
    menu.popup(window.mapToGlobal(QPoint(5, 5)))
    QTest.keyClick(menu, K.Key_Escape)
    assert not menu.isVisible()
    assert presenter.done == []
    menu.popup(window.mapToGlobal(QPoint(5, 5)))
    QTest.keyClick(menu, K.Key_PageDown)
    assert not menu.isVisible()
    assert presenter.done == ["next"]


@pytest.mark.usefixtures("router")
def test_a_menu_bar_that_has_the_keyboard_is_gone_through_by_arrows_and_letters(window, presenter):
    bar = QMenuBar(window)
    menu = bar.addMenu("&Lesson")
    menu.addAction("Next")
    bar.setNativeMenuBar(False)
    bar.show()
    bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
    QTest.keyClick(bar, K.Key_Right)
    QTest.keyClick(bar, K.Key_B)
    assert presenter.done == []
    QTest.keyClick(bar, K.Key_PageDown)
    assert presenter.done == ["next"]


def test_other_windows_keep_their_keys(router, window, presenter, qtbot):
    other = QWidget()
    qtbot.addWidget(other)
    QTest.keyClick(other, K.Key_PageDown)
    assert presenter.done == []
    second = QWidget()
    router.attach(second)
    QTest.keyClick(second, K.Key_PageDown)
    assert presenter.done == ["next"]
    router.detach(second)
    QTest.keyClick(second, K.Key_PageDown)
    assert presenter.done == ["next"]
    router.attach(second)
    second.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(window.view, K.Key_PageUp)
    assert presenter.done == ["next", "back"]
    router.detach(other)
    assert router._windows == [window]


@pytest.mark.usefixtures("router")
def test_keys_without_a_meaning_go_on_to_the_window(window, presenter):
    seen = []
    window.view.keyPressEvent = lambda event: seen.append(event.key())
    QTest.keyClick(window.view, K.Key_Q)
    assert presenter.done == []
    assert seen == [K.Key_Q]


@pytest.mark.usefixtures("router")
def test_changed_keys_hold_when_the_user_is_back(window, presenter, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    told = []
    presenter.told.connect(told.append)
    QTest.keyClick(window.view, K.Key_K, M.ControlModifier)
    file = user_folder() / NAME
    assert str(file) in told[0]
    file.write_text('ring = "J"\n')
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    QTest.keyClick(window.view, K.Key_J)
    assert presenter.done[-1] == "ring"
    file.write_text("ring = 5\n")
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert told[1].startswith(f"{NAME}, line 1: ring wants keys in quotation marks")
