"""Wheel, keys, and the field that opens over a label; the cards that tell of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from engine import Document, Network, Session, update
from engine.nn.types import Ref
from engine.session import actions
from gui.diagram.card import card_of
from gui.diagram.editing import place_of
from gui.look import Look
from tests.gui.diagram.hand import CTRL, LEFT, NONE, SHIFT

W1, W2, B2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,))
X, Y = Ref("x", 0, (0,)), Ref("y", 2, (0,))
DELTA1, DELTA2 = Ref("delta", 1, (0,)), Ref("delta", 2, (0,))


@pytest.mark.parametrize(("keys", "value"), [(NONE, 1.0), (SHIFT, 0.82)])
def test_the_wheel_steps_and_close_notches_are_one_undo(hand_on, keys, value):
    hand = hand_on()
    at = hand.place(W2)
    for _ in range(2):
        assert hand.wheel(at, 1, keys)
    assert hand.value(W2) == pytest.approx(value)
    assert hand.undo == ["set w₂"]


def test_the_wheel_over_nothing_is_left_to_others(hand_on):
    hand = hand_on("B5(1)")
    assert not hand.wheel(QPoint(4, 4), 1)
    assert not hand.wheel(hand.place(DELTA1), 1)
    assert hand.undo == []


def test_the_wheel_goes_on_where_the_label_has_moved_away(hand_on):
    hand = hand_on()
    at = hand.place(W2)
    hand.wheel(at, 1)
    hand.diagram._hits = type("Nothing", (), {"at": lambda *_: None, "shapes": lambda *_: iter(())})()
    assert hand.wheel(at, 1)
    assert hand.value(W2) == 1.0


def test_ctrl_and_arrows_step_what_the_keyboard_is_on_and_arrows_walk(hand_on):
    hand = hand_on()
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Up, CTRL)
    assert hand.value(X) == 3.1
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Down, CTRL | SHIFT)
    assert hand.value(W1) == 0.19
    hand.key(Qt.Key.Key_PageUp, CTRL)
    assert hand.value(W1) == 1.19
    assert hand.undo == ["set x", "set w₁"]


def test_ctrl_and_arrows_step_what_is_selected(hand_on):
    hand = hand_on()
    hand.store.dispatch(actions.Select(W2))
    hand.key(Qt.Key.Key_Up, CTRL)
    assert hand.value(W2) == 0.9


def test_labels_are_reached_by_keyboard(hand_on):
    hand = hand_on()
    for key in (*[Qt.Key.Key_Right] * 6, Qt.Key.Key_Down):
        hand.key(key)
    hand.key(Qt.Key.Key_Down, CTRL)
    assert hand.value(Y) == 0.9


def test_double_click_opens_a_field_over_the_label_and_enter_accepts(hand_on):
    hand = hand_on("B5(1)")
    hand.double_click(W2)
    box = place_of(W2, hand.diagram.hits())
    assert hand.field.isVisible()
    assert hand.field.geometry().contains(QPoint(round(box.cx), round(box.cy)))
    assert hand.field.field.selectedText() == "0.800"
    hand.type("0,5", Qt.Key.Key_Return)
    assert not hand.field.isVisible()
    assert hand.diagram.hasFocus()
    assert (hand.value(W2), hand.undo, hand.frame.step.address) == (0.5, ["set w₂"], "B5(1)")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
@pytest.mark.parametrize("way", ["cursor", "selection"])
def test_enter_and_f2_open_it_from_the_keyboard(hand_on, key, way):
    hand = hand_on()
    if way == "cursor":
        hand.key(Qt.Key.Key_Right)
        hand.key(Qt.Key.Key_Right)
    else:
        hand.store.dispatch(actions.Select(W1))
    if (way, key) == ("cursor", Qt.Key.Key_Return):
        hand.key(key)  # the first one selects
        assert hand.frame.selected == W1
        assert not hand.field.isVisible()
    hand.key(key)
    assert hand.field.isVisible()
    hand.type("1/4", Qt.Key.Key_Return)
    assert hand.value(W1) == 0.25
    assert hand.frame.selected == W1


def test_the_ring_of_the_keyboard_strikes_no_text_through(hand_on):
    net = Network.random((2, 8, 8, 1), ("tanh", "tanh", "sigmoid"), seed=1)
    session = Session.start(Document(net, [[0.5, -0.8]], [[1.0]]))
    hand = hand_on(4, session=update(session, actions.SetZoom("edge")))
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Right)
    assert hand.diagram._cursor == W1
    assert len(hand.diagram.texts()) > 3
    ringed = hand.diagram.grab().toImage()
    hand.diagram.clearFocus()
    bare = hand.diagram.grab().toImage()
    assert ringed != bare
    for box in hand.diagram.texts():
        inside = QRect(round(box.x) + 1, round(box.y) + 1, round(box.w) - 2, round(box.h) - 2)
        assert ringed.copy(inside) == bare.copy(inside)


def test_escape_closes_it_and_takes_steps_back(hand_on):
    hand = hand_on()
    document = hand.store.session.document
    hand.double_click(W2)
    hand.type("", Qt.Key.Key_Up)
    assert hand.value(W2) == 0.9
    hand.type("", Qt.Key.Key_Escape)
    assert not hand.field.isVisible()
    assert hand.store.session.document is document
    assert hand.diagram.hasFocus()


def test_clicking_away_accepts(hand_on, qtbot):
    hand = hand_on()
    hand.double_click(W2)
    hand.type("2")
    hand.diagram.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.mouseClick(hand.diagram, LEFT, pos=QPoint(4, 4))
    assert hand.value(W2) == 2.0
    assert not hand.field.isVisible()
    assert hand.frame.selected is None


def test_clicking_away_from_a_bad_text_closes_and_changes_nothing(hand_on, qtbot):
    hand = hand_on()
    document = hand.store.session.document
    hand.double_click(W2)
    hand.type("abc", Qt.Key.Key_Return)
    qtbot.mouseClick(hand.diagram.windowHandle(), LEFT, pos=QPoint(4, 4))
    assert not hand.field.isVisible()
    assert hand.store.session.document is document
    assert hand.undo == []
    assert hand.diagram.hasFocus()


def test_what_is_selected_but_not_drawn_opens_no_field(hand_on):
    hand = hand_on()
    hand.diagram.go_to(Ref("eta", 0))
    hand.key(Qt.Key.Key_Return)
    assert not hand.field.isVisible()


@pytest.mark.parametrize(
    ("ref", "stop"),
    [
        (W2, W2),
        (Ref("dW", 2, (0, 0)), W2),
        (Ref("b_new", 2, (0,)), B2),
        (DELTA1, Ref("a", 1, (0,))),
        (X, X),
        (Y, Y),
        (Ref("J_new", 2), Ref("J", 2)),
    ],
)
def test_the_keyboard_is_taken_to_a_quantity(hand_on, ref, stop):
    hand = hand_on("R", run=1)
    hand.diagram.clearFocus()
    hand.diagram.go_to(ref)
    assert hand.diagram.hasFocus()
    assert (hand.diagram._cursor, hand.frame.selected.at(None)) == (stop, ref)


def test_a_bad_text_stays_open_with_its_sentence(hand_on):
    hand = hand_on()
    document = hand.store.session.document
    hand.double_click(W2)
    hand.type("abc", Qt.Key.Key_Return)
    assert hand.field.isVisible()
    assert hand.field._note.text().startswith("“abc” is no number")
    assert hand.field._note.height() >= hand.field._note.heightForWidth(hand.field._note.width())
    assert hand.store.session.document is document
    hand.type("", Qt.Key.Key_Backspace)
    assert not hand.field._note.isVisible()
    hand.type("", Qt.Key.Key_Escape)
    assert hand.store.session.document is document


@pytest.mark.parametrize("ref", [X, Y, B2, W1])
def test_every_label_opens_its_own_field_inside_the_view(hand_on, ref):
    hand = hand_on()
    hand.double_click(ref)
    assert hand.field.target.ref == ref
    assert hand.diagram.rect().contains(hand.field.geometry())
    hand.type("0.5", Qt.Key.Key_Return)
    assert hand.value(ref) == 0.5


def test_double_click_elsewhere_selects(hand_on):
    hand = hand_on("B5(1)")
    hand.double_click(DELTA2)
    assert not hand.field.isVisible()
    assert hand.frame.selected == DELTA2


def test_of_a_corrected_weight_the_field_says_which_moment_it_sets(hand_on):
    hand = hand_on("R", run=2)
    hand.double_click(Ref("W_new", 2, (0, 0)))
    assert hand.field._note.text() == "at the start of update 2"
    hand.type("1", Qt.Key.Key_Return)
    assert (hand.value(W2), hand.frame.update) == (1.0, 2)


def test_the_field_closes_where_its_quantity_is_gone(hand_on, document_of):
    hand = hand_on()
    hand.double_click(W2)
    hand.store.dispatch(actions.Open(document_of((2, 1))))
    assert not hand.field.isVisible()


def test_the_field_follows_the_look(hand_on):
    hand = hand_on()
    hand.double_click(W2)
    width = hand.field.field.width()
    hand.diagram.set_look(Look(point=",", scale=2.0, motion=0))
    assert hand.field.field.text() == "0,800"
    assert hand.field.field.width() == 2 * width
    hand.type("", Qt.Key.Key_Escape)


@pytest.mark.parametrize("ref", [W2, B2, X, Y])
def test_the_card_tells_how_to_change_it(hand_on, ref):
    card = card_of(ref, hand_on().frame, Look())
    assert card.endswith("drag up or down, or double-click to type")


def test_the_card_of_a_locked_weight_tells_that_the_hand_may_change_it(hand_on):
    locked = hand_on("B5(1)").frame
    assert "<br>held still while δ flows;<br>you may still drag it" in card_of(W2, locked, Look())
    assert "held still" not in card_of(X, locked, Look())
    assert "held still" not in card_of(W2, hand_on("U0").frame, Look())


@pytest.mark.parametrize("down", [0, 3, -3])
def test_the_edge_is_held_where_the_label_was_before_it_moved_away(hand_on, down):
    before = hand_on("B5(1)").place(W2)
    hand = hand_on("U0")
    x0, y0, x1, y1 = hand.diagram.picture().layout.edge(2, 0, 0)
    at = QPoint(before.x(), round(y0 + (y1 - y0) * (before.x() - x0) / (x1 - x0)) + down)
    hand.drag(W2, 20, at)
    assert hand.value(W2) == 1.0


def test_the_card_of_what_cannot_be_set_tells_nothing_of_dragging(hand_on):
    frame = hand_on("B5(1)").frame
    assert "drag" not in card_of(DELTA1, frame, Look())
    assert "drag" not in card_of(Ref("eta", 0), frame, Look())
    assert card_of(Ref("eta", 0), frame, Look()).endswith("a setting: training never changes it")


def test_the_card_of_a_corrected_weight_tells_which_one_is_changed(hand_on):
    new = Ref("W_new", 2, (0, 0))
    assert card_of(new, hand_on("R", run=2).frame, Look()).endswith("to change w₂ at the start of update 2")
    assert "drag" not in card_of(new, hand_on("F0").frame, Look())
    assert "update 2 began with it" in card_of(W2, hand_on("F0", run=2).frame, Look())


def test_the_card_goes_when_what_it_tells_of_is_changed(hand_on, qtbot):
    hand = hand_on()
    at = hand.place(W2)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, hand.diagram.mapToGlobal(at))
    QApplication.sendEvent(hand.diagram, event)
    assert "0.800" in QToolTip.text()
    hand.store.dispatch(actions.Select(W2))
    hand.key(Qt.Key.Key_Up, CTRL)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
