"""A slider: every gesture begins and ends, Escape gives it up, and what it only follows it does not tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from gui.controls.slider import ValueSlider
from gui.controls.spans import Even
from gui.theme import LIGHT, apply_theme

LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def slider(qtbot, dressed_app):
    """Put a slider from 0 to 10 into a window with another field, and write down what it tells."""
    window = QWidget()
    qtbot.addWidget(window)
    made = ValueSlider("noise", Even(0.0, 10.0, 1.0))
    window.other = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(window.other)
    column.addWidget(made)
    made.told = []
    for name in ("begun", "ended", "cancelled"):
        getattr(made, name).connect(lambda name=name: made.told.append(name))
    made.moved.connect(made.told.append)
    made.show_number(5.0)
    window.resize(240, 90)
    with qtbot.waitActive(window):
        window.show()
    window.other.setFocus()
    return made


def at(slider, value):
    return QPoint(round(slider._x(value / 10)), slider.height() // 2)


def test_following_says_nothing(slider):
    for value in (0.0, 3.0, 99.0, -4.0):
        slider.show_number(value, "some")
        assert slider.number == value
    assert (slider.told, slider.accessible.told(None).value) == ([], "some")


def test_a_drag_of_the_handle(slider, qtbot):
    QTest.mousePress(slider, LEFT, pos=at(slider, 5) + QPoint(3, 0))
    for value in (6, 7, 7, 2, 12):
        QTest.mouseMove(slider, at(slider, value) + QPoint(3, 0))
    QTest.mouseRelease(slider, LEFT, pos=at(slider, 10))
    assert slider.told == ["begun", 6.0, 7.0, 2.0, 10.0, "ended"]


def test_a_click_beside_the_handle_brings_it_there_and_takes_no_keyboard(slider, qtbot):
    qtbot.mouseClick(slider, LEFT, pos=at(slider, 8))
    assert slider.told == ["begun", 8.0, "ended"]
    assert slider.window().other.hasFocus()
    qtbot.mouseClick(slider, Qt.MouseButton.RightButton, pos=at(slider, 2))
    assert slider.number == 8.0


def test_a_hand_that_holds_it_is_not_moved_by_what_it_is_shown(slider):
    QTest.mousePress(slider, LEFT, pos=at(slider, 5))
    QTest.mouseMove(slider, at(slider, 7))
    slider.show_number(1.0)
    assert slider.number == 7.0
    QTest.mouseRelease(slider, LEFT, pos=at(slider, 7))
    slider.show_number(1.0)
    assert slider.number == 1.0


def test_escape_gives_a_drag_up(slider, qtbot):
    QTest.mousePress(slider, LEFT, pos=at(slider, 5))
    QTest.mouseMove(slider, at(slider, 9))
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    QTest.mouseMove(slider, at(slider, 2))
    QTest.mouseRelease(slider, LEFT, pos=at(slider, 2))
    assert slider.told == ["begun", 9.0, "cancelled"]
    assert slider.number == 5.0


def test_keys_that_follow_one_another_are_one_gesture(slider, qtbot):
    slider.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_PageUp):
        qtbot.keyClick(slider, key)
    assert slider.told == ["begun", 6.0, 7.0, 6.0, 10.0]
    slider._rest.timeout.emit()
    assert slider.told[-1] == "ended"
    qtbot.keyClick(slider, Qt.Key.Key_Down)
    slider.window().other.setFocus()
    assert slider.told[-3:] == ["begun", 9.0, "ended"]


def test_escape_takes_steps_back(slider, qtbot):
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert (slider.told, slider.number) == (["begun", 6.0, "cancelled"], 5.0)


@pytest.mark.parametrize(
    ("key", "modifiers", "mine"),
    [
        (Qt.Key.Key_Right, NOTHING, True),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, True),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, False),
        (Qt.Key.Key_Space, NOTHING, False),
        (Qt.Key.Key_Escape, NOTHING, False),
        (Qt.Key.Key_P, NOTHING, False),
    ],
)
def test_the_keys_of_the_window_are_left_to_it(slider, key, modifiers, mine):
    slider.setFocus()
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    asked.ignore()
    QApplication.sendEvent(slider, asked)
    assert asked.isAccepted() == mine


@pytest.mark.parametrize("has_keyboard", [True, False])
def test_the_wheel_turns_it_only_where_the_keyboard_is(slider, has_keyboard):
    if has_keyboard:
        slider.setFocus()
    place = QPointF(9, 9)
    turn = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NOTHING,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider, turn)
    assert slider.number == (6.0 if has_keyboard else 5.0)


def test_a_value_set_by_a_screen_reader_is_a_gesture_of_its_own(slider):
    slider.setValue(2_000)
    assert slider.told == ["begun", 2.0, "ended"]


def test_what_is_hidden_ends(slider):
    QTest.mousePress(slider, LEFT, pos=at(slider, 5))
    slider.hide()
    assert slider.told == ["begun", "ended"]


@pytest.mark.parametrize("scale", [0.8, 0.9, 1.0, 1.1, 1.25, 1.3, 1.5, 1.7, 1.75, 2.0])
def test_the_knob_is_round_at_every_text_size(slider, scale):
    apply_theme(slider, LIGHT, scale)
    slider.resize(220, slider.sizeHint().height())
    image = slider.grab().toImage()
    across, down = range(image.width()), range(image.height())
    rows = [sum(image.pixelColor(x, y).name() == LIGHT.ink.lower() for x in across) for y in down]
    wide = [row for row in rows if row]
    assert max(wide[0], wide[-1]) < 0.75 * max(wide)
    assert max(wide) >= 12 * scale - 1
