"""The number field under real keys: it accepts, gives up, steps, refuses, and never loses a text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.hands.number_field import NumberField
from gui.hands.targets import target_of
from gui.hands.visit import Home
from gui.look import Look
from gui.store import Store

W2, ETA, B2 = Ref("W", 2, (0, 0)), Ref("eta", 0), Ref("b", 2, (0,))
Key = Qt.Key


class Form(QWidget):
    """A window with a number field on a quantity, and something else to click."""

    def __init__(self, ref=W2, look=None):
        super().__init__()
        self.ref, self.look = ref, look or Look()
        self.store = Store(Session.start(), self)
        self.field, self.other = NumberField(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.other)
        column.addWidget(self.field)
        self.sentences, self.ends = [], []
        self.field.dispatched.connect(self.store.dispatch)
        self.field.refused.connect(self.sentences.append)
        self.field.finished.connect(lambda: self.ends.append(self.field.text()))
        self.store.changed.connect(lambda _old, _new: self.follow())
        self.follow()

    def follow(self):
        self.field.show_target(target_of(self.ref, frame_of(self.store.session)), self.look)

    @property
    def value(self):
        return frame_of(self.store.session).value(self.ref)

    @property
    def undo(self):
        return [entry.label for entry in self.store.session.history.past]


@pytest.fixture
def form_on(qtbot):
    def make(*args, **more):
        form = Form(*args, **more)
        qtbot.addWidget(form)
        with qtbot.waitActive(form):
            form.show()
        form.field.setFocus()
        return form

    return make


@pytest.fixture
def form(form_on):
    return form_on()


def keys(qtbot, form, text, *more):
    for letter in text:  # QTest knows ASCII only
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(form.field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    for key in more:
        qtbot.keyClick(form.field, key)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.25", 0.25), ("0,25", 0.25), ("−1", -1.0), ("1/4", 0.25), ("2*3", 6.0), ("1e-2", 0.01)],
)
def test_typing_replaces_the_number_and_enter_accepts(form, qtbot, text, value):
    keys(qtbot, form, text)
    assert form.value == 0.8
    keys(qtbot, form, "", Key.Key_Return)
    assert form.value == value
    assert form.undo == ["set w₂"]
    assert form.field.text() == Look().number(value)
    assert form.ends


def test_a_quantity_shows_all_its_decimals_only_while_it_may_be_typed_over(form, qtbot):
    keys(qtbot, form, "1/3", Key.Key_Return)
    assert form.field.text() == "0.333"
    form.field.setFocus()
    assert form.field.text() == "0.333333333333"
    form.other.setFocus()
    assert form.field.text() == "0.333"
    form.field.setFocus()
    keys(qtbot, form, "", Key.Key_Return)
    assert form.value == 1 / 3
    assert form.undo == ["set w₂"]


def test_escape_gives_up(form, qtbot):
    keys(qtbot, form, "7", Key.Key_Escape)
    assert (form.value, form.field.text(), form.undo, form.ends[0]) == (0.8, "0.800", [], "0.800")


@pytest.mark.parametrize(
    ("text", "key"), [("7", Key.Key_Return), ("7", Key.Key_Escape), ("", Key.Key_Return)]
)
def test_enter_and_escape_give_the_keyboard_back(form, qtbot, text, key):
    keys(qtbot, form, text, key)
    assert form.other.hasFocus()


def test_the_keyboard_goes_back_past_other_fields(form, qtbot):
    second = NumberField()
    form.layout().addWidget(second)
    second.show()
    second.show_target(target_of(B2, frame_of(form.store.session)), form.look)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.keyClick(second, Key.Key_Return)
    assert form.other.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_a_field_reached_by_tab_keeps_the_keyboard(form, qtbot, key):
    form.other.setFocus()
    qtbot.keyClick(form.other, Key.Key_Tab)
    keys(qtbot, form, "7", key)
    assert form.field.hasFocus()
    assert form.value == (7.0 if key == Key.Key_Return else 0.8)


def test_where_it_was_before_is_gone_the_keyboard_goes_home(form, qtbot):
    home = QLineEdit()
    Home(home)
    form.layout().addWidget(home)
    home.show()
    form.other.hide()
    keys(qtbot, form, "7", Key.Key_Return)
    assert home.hasFocus()


def test_a_press_of_the_mouse_on_what_takes_no_keys_accepts_too(form, qtbot):
    keys(qtbot, form, "7")
    qtbot.mouseClick(form.windowHandle(), Qt.MouseButton.LeftButton, pos=form.field.geometry().center())
    assert form.value == 0.8
    qtbot.mouseClick(form.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert (form.value, form.field.hasFocus()) == (7.0, False)


def test_clicking_elsewhere_accepts(form, qtbot):
    keys(qtbot, form, "7")
    qtbot.mouseClick(form.other, Qt.MouseButton.LeftButton)
    assert (form.value, form.undo) == (7.0, ["set w₂"])


def test_a_menu_or_another_program_accepts_nothing(form, qtbot):
    keys(qtbot, form, "7")
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        form.other.setFocus(reason)
        form.field.setFocus(reason)
    assert (form.value, form.field.text()) == (0.8, "7")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "“abc” is no number: type 0.5, −2, 1/3 or 1e-3."),
        ("a" * 30, "“aaaaaaaaaaaaa…” is no number"),
        ("1/0", "Nothing can be divided by 0."),
        ("inf", "Only a finite number can be set."),
        ("9" * 70, "This is too long for a number."),
        (" ", "Type a number, such as 0.5 or 1/3."),
    ],
)
def test_bad_text_stays_with_a_sentence_and_changes_nothing(form, qtbot, text, words):
    keys(qtbot, form, text, Key.Key_Return)
    assert form.field.text() == text
    assert form.field.hasFocus()
    assert form.sentences[-1].startswith(words)
    assert form.field.accessibleDescription() == form.sentences[-1]
    assert (form.value, form.undo, form.ends) == (0.8, [], [])


@pytest.mark.parametrize("text", ["abc", " ", "1/0"])
@pytest.mark.parametrize("tried", [False, True])
def test_left_alone_with_bad_text_it_shows_the_document_again(form, qtbot, text, tried):
    keys(qtbot, form, text, *([Key.Key_Return] if tried else []))
    qtbot.mouseClick(form.other, Qt.MouseButton.LeftButton)
    assert form.field.text() == "0.800"
    assert form.field.accessibleDescription() == ""
    assert (form.value, form.undo) == (0.8, [])
    form.store.dispatch(target_of(W2, frame_of(form.store.session)).action(0.5, "g"))
    assert form.field.text() == "0.500"


def test_without_the_keyboard_it_follows_the_document_even_half_typed(form, qtbot):
    keys(qtbot, form, "0.")
    form.other.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert form.field.text() == "0."
    form.store.dispatch(target_of(W2, frame_of(form.store.session)).action(3.0, "g"))
    assert form.field.text() == "3.000"


def test_the_sentence_goes_with_the_next_key_and_the_text_can_be_mended(form, qtbot):
    keys(qtbot, form, "0..5", Key.Key_Return, Key.Key_Backspace)
    assert form.sentences[-1] == ""
    keys(qtbot, form, "", Key.Key_Backspace)
    keys(qtbot, form, "5", Key.Key_Return)
    assert form.value == 0.5


def test_what_the_quantity_cannot_be_is_refused(form_on, qtbot):
    form = form_on(ETA)
    keys(qtbot, form, "-1", Key.Key_Return)
    assert form.sentences == ["η must be above 0."]
    assert form.value == 1.0


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0.9),
        (Key.Key_Down, Qt.KeyboardModifier.NoModifier, 0.7),
        (Key.Key_Up, Qt.KeyboardModifier.ShiftModifier, 0.81),
        (Key.Key_Down, Qt.KeyboardModifier.ControlModifier, -0.2),
        (Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 1.8),
        (Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, -0.2),
    ],
)
def test_keys_step_with_effect_at_once(form, qtbot, key, modifier, value):
    qtbot.keyClick(form.field, key, modifier)
    assert form.value == value
    assert form.field.selectedText() == form.field.text()


def test_steps_and_what_is_typed_then_are_one_undo(form, qtbot):
    keys(qtbot, form, "", Key.Key_Up, Key.Key_Up)
    keys(qtbot, form, "3", Key.Key_Return)
    assert (form.value, form.undo) == (3.0, ["set w₂"])
    form.field.setFocus()
    keys(qtbot, form, "", Key.Key_Up, Key.Key_Return)
    assert form.undo == ["set w₂", "set w₂"]


def test_escape_takes_steps_back_too(form, qtbot):
    before = form.store.session.document
    keys(qtbot, form, "", Key.Key_Up, Key.Key_Up, Key.Key_Escape)
    assert form.store.session.document is before
    assert (form.value, form.field.text(), form.undo) == (0.8, "0.800", [])


def test_steps_start_from_what_is_typed(form, qtbot):
    keys(qtbot, form, "0.25", Key.Key_Up)
    assert form.value == 0.35
    keys(qtbot, form, "x", Key.Key_Up)
    assert form.value == 0.35
    assert form.sentences[-1].startswith("“x” is no number")


def test_the_learning_rate_steps_by_factors(form_on, qtbot):
    form = form_on(ETA)
    seen = []
    for _ in range(4):
        qtbot.keyClick(form.field, Key.Key_Down)
        seen.append(form.value)
    assert seen == [0.5, 0.2, 0.1, 0.05]


def wheel(widget, notches, modifiers=Qt.KeyboardModifier.NoModifier):
    here = QPointF(widget.rect().center())
    event = QWheelEvent(
        here,
        QPointF(widget.mapToGlobal(here)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_the_wheel_steps_where_the_keyboard_is_and_scrolls_elsewhere(form):
    assert wheel(form.field, 2)
    assert form.value == 1.0
    form.other.setFocus()
    wheel(form.field, 2)
    assert form.value == 1.0


def test_undo_at_rest_is_that_of_the_window_and_while_typing_that_of_the_text(form, qtbot):
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), form)
    heard = []
    undo.activated.connect(lambda: heard.append(1))
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(form.field, Key.Key_Z, ctrl)
    assert heard == [1]
    keys(qtbot, form, "5")
    qtbot.keyClick(form.field, Key.Key_Z, ctrl)
    assert heard == [1]


@pytest.mark.parametrize("key", ["Space", "S", "1", "Up", "PgDown", "Esc", "Home", "Return"])
def test_keys_of_the_window_do_not_reach_it_from_here(form, qtbot, key):
    shortcut = QShortcut(QKeySequence(key), form)
    heard = []
    shortcut.activated.connect(lambda: heard.append(1))
    combination = QKeySequence(key)[0]
    qtbot.keyClick(form.field, combination.key())
    assert heard == []


def test_half_a_text_survives_a_change_from_elsewhere_but_not_another_quantity(form, qtbot):
    keys(qtbot, form, "0.")
    form.store.dispatch(target_of(B2, frame_of(form.store.session)).action(3.0, "g"))
    assert form.field.text() == "0."
    form.ref = B2
    form.follow()
    assert form.field.text() == "3.000"


def test_it_follows_the_document_and_the_look_while_nothing_is_typed(form):
    form.store.dispatch(target_of(W2, frame_of(form.store.session)).action(0.5, "g"))
    assert form.field.text() == "0.500"
    form.look = Look(decimals=2, point=",")
    form.follow()
    assert form.field.text() == "0,50"


def test_a_click_selects_all_and_a_second_click_places_the_cursor(form, qtbot):
    form.other.setFocus()
    form.field.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.mouseClick(form.field, Qt.MouseButton.LeftButton)
    assert form.field.selectedText() == "0.800"
    qtbot.mouseClick(form.field, Qt.MouseButton.LeftButton, pos=QPoint(form.field.width() - 6, 8))
    assert form.field.selectedText() == ""


def test_pasting_is_typing(form, qtbot):
    QGuiApplication.clipboard().setText("−4.0×10⁻⁴")
    qtbot.keyClick(form.field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    keys(qtbot, form, "", Key.Key_Return)
    assert form.value == -4e-4
    assert form.field.text() == "−4.0×10⁻⁴"


def test_without_a_quantity_it_does_nothing(qtbot):
    field = NumberField()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "5")
    for key in (Key.Key_Return, Key.Key_Up, Key.Key_Escape):
        qtbot.keyClick(field, key)
    assert field.text() == "5"
