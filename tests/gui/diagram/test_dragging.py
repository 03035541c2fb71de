"""Dragging: every pixel sets, one drag is one undo, Escape leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.cli import opened
from engine.nn.types import Ref
from engine.session import actions
from engine.session.session import Session
from gui.look import Look
from tests.gui.diagram.hand import CTRL, NONE, SHIFT

XOR = Path(__file__).parents[3] / "resources/examples/xor.upstream"
W1, W2, B2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,))
X, Y = Ref("x", 0, (0,)), Ref("y", 2, (0,))
DELTA1 = Ref("delta", 1, (0,))


def test_w2_to_zero_makes_delta_1_vanish_at_the_step_in_view(hand_on):
    hand = hand_on("B5(1)")
    hand.press(W2)
    seen = []
    for _ in range(80):
        hand.pull(-1)
        seen.append((hand.value(W2), hand.value(DELTA1), "δ₁ = 0.000" in hand.diagram.picture().texts()))
    hand.release()
    assert [value for value, _, _ in seen[2:]] == [round(0.77 - 0.01 * n, 2) for n in range(78)]
    assert all(delta < 0 for _, delta, _ in seen[:-1])
    assert seen[-1] == (0.0, 0.0, True)
    assert hand.frame.step.address == "B5(1)"
    assert hand.undo == ["set w₂"]
    hand.store.dispatch(actions.Undo())
    assert (hand.value(W2), hand.frame.step.address, hand.undo) == (0.8, "B5(1)", [])


@pytest.mark.parametrize(("ref", "label"), [(W1, "set w₁"), (B2, "set b₂"), (X, "set x"), (Y, "set y")])
def test_a_hundred_px_up_are_one_more(hand_on, ref, label):
    hand = hand_on()
    before = hand.value(ref)
    hand.drag(ref, 100)
    assert hand.value(ref) == pytest.approx(before + 1.0)
    assert hand.undo == [label]


@pytest.mark.parametrize(("keys", "value"), [(NONE, 1.0), (SHIFT, 0.82), (CTRL, 2.8)])
def test_shift_is_finer_and_ctrl_coarser(hand_on, keys, value):
    hand = hand_on()
    hand.press(W2)
    hand.pull(20, keys)
    assert hand.value(W2) == pytest.approx(value)
    hand.release()


@pytest.mark.parametrize("aside", [-3, 3])
def test_a_thin_edge_is_taken_hold_of_beside_its_line(hand_on, aside):
    hand = hand_on("F0")
    x0, y0, x1, _ = hand.diagram.picture().edges[0].lines[0, 0]
    assert hand.diagram.picture().edges[0].widths[0, 0] < 2
    hand.drag(W1, 40, at=QPoint(round((x0 + x1) / 2), round(y0 + aside)))
    assert hand.value(W1) == pytest.approx(0.6)


def test_a_bias_is_dragged_at_its_line_and_at_its_one(hand_on):
    hand = hand_on()
    bias = next(mark for mark in hand.diagram.picture().biases if mark.layer == 2)
    for at in (bias.one.x, bias.one.y), (bias.line[0], (bias.line[1] + bias.line[3]) / 2):
        hand.drag(B2, 20, at=QPoint(round(at[0]), round(at[1])))
    assert hand.value(B2) == pytest.approx(-0.8)


def test_a_click_selects_and_sets_nothing(hand_on):
    hand = hand_on()
    document = hand.store.session.document
    hand.press(W2)
    hand.pull(2)
    hand.release()
    assert hand.frame.selected == W2
    assert hand.store.session.document is document


def test_escape_gives_the_drag_up(hand_on):
    hand = hand_on("B5(1)")
    document = hand.store.session.document
    hand.press(W2)
    hand.pull(50)
    assert hand.value(W2) == 1.3
    hand.key(Qt.Key.Key_Escape)
    assert hand.store.session.document is document
    assert hand.undo == []
    hand.pull(20)
    assert hand.value(W2) == 0.8
    hand.release()
    assert hand.frame.selected == W2


def test_other_buttons_and_other_things_drag_nothing(hand_on):
    hand = hand_on("B5(1)")
    document = hand.store.session.document
    spot = hand.diagram.picture().layout.nodes[1][0]
    hand.drag(None, 50, at=QPoint(round(spot.x), round(spot.y + 0.6 * spot.r)))
    hand.drag(None, 50, at=QPoint(4, 4))
    QTest.mousePress(hand.diagram, Qt.MouseButton.RightButton, pos=hand.place(W2))
    hand.pull(50)
    QTest.mouseRelease(hand.diagram, Qt.MouseButton.RightButton, pos=hand.place(W2))
    assert hand.store.session.document is document


def test_the_value_is_told_in_full_while_it_is_dragged(hand_on):
    hand = hand_on()
    hand.diagram.set_look(Look(decimals=2, motion=0))
    plain = hand.diagram.grab().toImage()
    hand.press(W2)
    assert hand.pill is None
    hand.pull(15, SHIFT)
    assert hand.pill.lines == ("w₂ = 0.815",)
    assert hand.diagram.grab().toImage() != plain
    hand.release()
    assert hand.pill is None


def test_of_a_corrected_weight_the_one_before_is_dragged_and_told(hand_on):
    hand = hand_on("R", run=3)
    before, after = hand.value(W2), hand.value(Ref("W_new", 2, (0, 0)))
    hand.press(Ref("W_new", 2, (0, 0)))
    hand.pull(30)
    assert hand.pill.lines == (f"w₂ = {before + 0.3:.2f}0", "at the start of update 3")
    hand.release()
    assert hand.value(W2) == pytest.approx(before + 0.3, abs=0.006)
    assert hand.value(Ref("W_new", 2, (0, 0))) != after
    assert any(label.text.startswith("w₂ ") and "→" in label.text for label in hand.diagram.picture().labels)
    assert (hand.frame.update, hand.frame.step.address) == (3, "R")


def test_a_drag_goes_on_from_one_update_to_the_next(hand_on):
    hand = hand_on("R")
    hand.press(Ref("W_new", 2, (0, 0)))
    hand.pull(10)
    hand.store.dispatch(actions.Step(1))
    hand.pull(10)
    hand.release()
    assert hand.frame.update == 1
    assert hand.value(W2) == 1.0


def test_a_drag_ends_where_the_network_has_no_such_weight(hand_on, document_of):
    hand = hand_on()
    hand.press(W2)
    hand.pull(10)
    hand.store.dispatch(actions.Open(document_of((2, 1))))
    opened_document = hand.store.session.document
    hand.pull(10)
    hand.release()
    assert hand.store.session.document is opened_document


def test_what_is_withheld_cannot_be_dragged(hand_on):
    hand = hand_on(hide=frozenset({W2}))
    hand.drag(W2, 50)
    hand.double_click(W2)
    assert hand.undo == []
    assert not hand.field.isVisible()


def test_nothing_moves_when_something_is_set(hand_on):
    hand = hand_on("B5(1)")
    hand.diagram.set_look(Look(motion=5))
    hand.press(W2)
    hand.pull(30)
    assert not hand.diagram.moving
    hand.release()
    assert not hand.diagram.moving


def test_the_layout_stays_while_a_weight_is_dragged(hand_on):
    hand = hand_on("B5(1)")
    hand.press(W2)
    layout = hand.diagram.picture().layout
    for _ in range(5):
        hand.pull(30)
        assert hand.diagram.picture().layout is layout
    hand.release()


def test_a_hidden_diagram_lets_go(hand_on):
    hand = hand_on()
    hand.press(W2)
    hand.pull(10)
    hand.diagram.hide()
    hand.pull(10)
    assert hand.undo == ["set w₂"]
    assert hand.value(W2) == 0.9


def test_the_cursor_shows_what_can_be_dragged(hand_on, qtbot):
    hand = hand_on("B5(1)")
    spot = hand.diagram.picture().layout.nodes[1][0]
    shapes = []
    for at in (hand.place(W2), QPoint(round(spot.x), round(spot.y)), QPoint(4, 4)):
        qtbot.mouseMove(hand.diagram, at)
        shapes.append(hand.diagram.cursor().shape())
    cursor = Qt.CursorShape
    assert shapes == [cursor.SizeVerCursor, cursor.PointingHandCursor, cursor.ArrowCursor]


def test_the_input_of_the_sample_in_view_is_dragged(hand_on):
    hand = hand_on("B5(1)", opened(XOR), sample=1)
    before = [hand.store.session.document.X.copy(), hand.value(X)]
    hand.drag(X, 50)
    changed = hand.frame.setup.X
    assert (changed != before[0]).sum() == 1
    assert changed[hand.frame.rows[1], 0] == pytest.approx(before[1] + 0.5)
    assert hand.undo == ["set x₁[2]"]


def test_a_label_of_cross_entropy_stays_between_0_and_1(hand_on):
    hand = hand_on("F0", opened(XOR))
    y = Ref("y", 3, (0,))
    assert hand.value(y) == 1.0
    hand.drag(y, 60)
    hand.drag(y, -500)
    assert hand.value(y) == 0.0
    assert hand.refused == []


@pytest.mark.parametrize("step", ["F0", "B3(1)", "R"])
def test_every_weight_of_2_4_3_1_can_be_dragged_somewhere(hand_on, step):
    hand = hand_on(step, opened(XOR))
    net, hits = hand.frame.network, hand.diagram.hits()
    for layer in range(1, net.L + 1):
        for j, k in [(j, k) for j in range(net.sizes[layer]) for k in range(net.sizes[layer - 1])]:
            x0, y0, x1, y1 = hand.diagram.picture().edges[layer - 1].lines[j, k]
            points = [(x0 + (x1 - x0) * s / 40, y0 + (y1 - y0) * s / 40) for s in range(1, 40)]
            found = {hit.main for point in points if (hit := hits.at(*point)) is not None}
            assert {Ref("W", layer, (j, k)), Ref("W_new", layer, (j, k))} & found


def test_ten_layers_answer_to_the_hand(hand_on, document_of):
    document = document_of((2, *(3,) * 9, 1))
    hand = hand_on("B5(1)", Session.start(document))
    ref = Ref("W", 5, (1, 2))
    before = hand.value(ref)
    x0, y0, x1, y1 = hand.diagram.picture().edges[4].lines[1, 2]
    hits = hand.diagram.hits()
    share = next(
        s for s in range(1, 60) if (hit := hits.at(*_along(x0, y0, x1, y1, s / 60))) and hit.main == ref
    )
    x, y = _along(x0, y0, x1, y1, share / 60)
    hand.drag(ref, 40, at=QPoint(round(x), round(y)))
    assert hand.value(ref) == pytest.approx(before + 0.4, abs=0.006)
    assert hand.undo == ["set w⁽⁵⁾₂₃"]


def _along(x0, y0, x1, y1, share):
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
