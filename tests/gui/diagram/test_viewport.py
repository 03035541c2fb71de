from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.nn.types import Ref
from engine.session import actions
from engine.session.session import Session
from gui.diagram.geometry import Box
from gui.diagram.planning import Detail
from gui.diagram.viewport import MOST, Viewport, overview_box, shares_at
from tests.gui.diagram.hand import CTRL, LEFT, NONE

SHARES = st.floats(0, 1)
FACTORS = st.floats(0.2, 5)
W2 = Ref("W", 2, (0, 0))
MIDDLE = Qt.MouseButton.MiddleButton


@given(st.lists(st.tuples(FACTORS, SHARES, SHARES), max_size=12))
def test_a_view_never_leaves_the_whole(turns):
    view = Viewport()
    for factor, across, down in turns:
        view = view.zoomed(factor, across, down).panned(across - 0.5, down - 0.5)
        assert 1.0 <= view.zoom <= MOST
        assert -1e-9 <= view.x <= 1 - 1 / view.zoom + 1e-9
        assert -1e-9 <= view.y <= 1 - 1 / view.zoom + 1e-9


@given(st.floats(1.1, 8), SHARES, SHARES)
def test_what_is_under_the_pointer_stays_there(factor, across, down):
    view = Viewport().zoomed(factor, across, down)
    assert view.x + across / view.zoom == pytest.approx(across)
    assert view.y + down / view.zoom == pytest.approx(down)


@given(FACTORS)
def test_zooming_out_again_shows_all(factor):
    assert Viewport().zoomed(factor).zoomed(1 / MOST / 2) == Viewport()
    assert Viewport().panned(0.3, 0.2) == Viewport()


@given(st.floats(-900, 900), st.floats(-900, 900))
def test_what_is_brought_into_view_is_in_it(x, y):
    view, box = Viewport(6.0, 0.4, 0.4), Box(x, y, 50, 50)
    moved = view.showing(box, 740, 490)
    (x0, y0), (x1, y1) = view.corner(740, 490), moved.corner(740, 490)
    there = Box(box.x + x0 - x1, box.y + y0 - y1, 50, 50)
    assert there.x >= -1e-6
    assert there.y >= -1e-6
    assert there.x + 50 <= 740 + 1e-6
    assert there.y + 50 <= 490 + 1e-6


def test_a_point_of_the_sketch_is_a_share_of_the_whole():
    box = overview_box(740, 490)
    assert shares_at(box.x, box.y, box) == (0, 0)
    assert shares_at(box.cx, box.cy, box) == pytest.approx((0.5, 0.5))


# In the diagram


@pytest.fixture
def shown(diagram, hand_on, document_of):
    return hand_on("Fa(1)", Session.start(document_of((2, 4, 3, 1))))


def drag(diagram, a, b, button=LEFT):
    QTest.mousePress(diagram, button, NONE, a)
    for at in ((a + b) / 2, b):
        here = QPointF(at)
        QApplication.sendEvent(
            diagram,
            QMouseEvent(
                QEvent.Type.MouseMove, here, diagram.mapToGlobal(here), Qt.MouseButton.NoButton, button, NONE
            ),
        )
    QTest.mouseRelease(diagram, button, NONE, b)


def empty(diagram):
    """A point with nothing on it."""
    return next(
        QPoint(x, y)
        for y in range(60, 300, 7)
        for x in range(200, 540, 7)
        if not diagram.is_on_something(QPointF(x, y))
    )


def test_the_wheel_with_ctrl_zooms_even_over_what_it_would_turn(diagram, hand_on):
    hand = hand_on()
    assert hand.wheel(hand.place(W2), 2, CTRL)
    assert diagram.viewport.zoom == pytest.approx(1.25**2)
    assert hand.undo == []
    assert hand.wheel(hand.place(W2), -2, CTRL)
    assert diagram.viewport.is_whole


def test_the_wheel_alone_still_turns_what_is_under_it(diagram, hand_on):
    hand = hand_on()
    diagram.zoom_in()
    before = diagram.viewport
    hand.wheel(hand.place(W2), 1)
    assert hand.undo
    assert diagram.viewport == before


def test_the_wheel_over_nothing_moves_only_what_is_zoomed(shown, diagram):
    assert not shown.wheel(empty(diagram), 1)
    diagram.set_viewport(Viewport(3.0, 0.3, 0.3))
    assert shown.wheel(empty(diagram), -1)
    assert diagram.viewport.y > 0.3
    assert shown.wheel(empty(diagram), 1, Qt.KeyboardModifier.ShiftModifier)
    assert diagram.viewport.x < 0.3


def test_two_fingers_zoom(shown, diagram):
    at = QPointF(200, 200)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at,
        diagram.mapToGlobal(at), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(diagram, event)
    assert diagram.viewport.zoom == pytest.approx(1.5)


def test_a_larger_network_shows_more_numbers(diagram, frame_at, document_of):
    diagram.show_frame(frame_at("Fa(2)", document_of((2, 8, 8, 1))))
    assert diagram.picture().layout.detail is Detail.DOT
    found = []
    for _ in range(10):
        diagram.zoom_in()
        found.append(diagram.picture().layout.detail)
    assert found == sorted(found)
    assert found[-1] is Detail.FULL
    diagram.fit()
    assert diagram.picture().layout.detail is Detail.DOT


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_empty_ground_is_dragged(shown, diagram, button):
    diagram.set_viewport(Viewport(3.0, 0.3, 0.3))
    before = diagram.picture().layout.nodes[1][0]
    start = empty(diagram)
    drag(diagram, start, start + QPoint(40, -25), button)
    after = diagram.picture().layout.nodes[1][0]
    assert (after.x - before.x, after.y - before.y) == pytest.approx((40, -25))
    assert shown.undo == []


def test_the_middle_button_drags_from_anywhere(shown, diagram):
    diagram.set_viewport(Viewport(3.0, 0.3, 0.3))
    diagram.go_to(Ref("a", 1, (1,)))
    selected, before = shown.frame.selected, diagram.viewport
    start = shown.place(Ref("a", 1, (1,)))
    drag(diagram, start, start - QPoint(30, 0), MIDDLE)
    assert diagram.viewport.x > before.x
    assert shown.frame.selected == selected


def test_a_weight_is_still_dragged_where_it_is_zoomed(diagram, hand_on):
    hand = hand_on()
    diagram.zoom_in()
    hand.drag(W2, 30)
    assert hand.value(W2) > 0.8
    assert len(hand.undo) == 1


def test_what_is_out_of_view_has_no_label_and_all_labels_are_in_view(shown, diagram):
    diagram.set_viewport(Viewport(4.0, 0.6, 0.5))
    boxes = [label.box for label in diagram.picture().all_labels()]
    assert boxes
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.w <= diagram.width()
        assert box.y + box.h <= diagram.height()


def test_headers_stay_in_sight(shown, diagram):
    diagram.set_viewport(Viewport(3.0, 0.2, 0.6))
    headers = [label for label in diagram.picture().labels if label.kind == "header"]
    assert headers
    for header in headers:
        layout = diagram.picture().layout
        assert min(abs(header.box.cx - x) for x in (*layout.columns, layout.cost.cx)) < 1
        assert header.box.y < 30


def test_a_step_that_is_taken_is_brought_into_view(shown, diagram):
    diagram.set_viewport(Viewport(5.0))
    for _ in range(12):
        shown.store.dispatch(actions.Step(1))
        focus = shown.frame.focus
        if focus is None or focus.symbol not in ("z", "a", "delta", "slope", "dJ_da"):
            continue
        spot = diagram.picture().layout.nodes[focus.layer][focus.index[0]]
        assert 0 <= spot.x <= diagram.width()
        assert 0 <= spot.y <= diagram.height()


def test_the_keyboard_brings_what_it_is_on_into_view(shown, diagram):
    diagram.set_viewport(Viewport(5.0))
    for _ in range(7):
        shown.key(Qt.Key.Key_Right)
    spot = diagram.picture().layout.nodes[3][0]
    assert 0 <= spot.x <= diagram.width()
    assert 0 <= spot.y <= diagram.height()


def test_the_sketch_shows_and_moves_the_part_in_view(shown, diagram):
    whole = diagram.grab().toImage()
    diagram.set_viewport(Viewport(4.0))
    box = overview_box(diagram.width(), diagram.height())
    assert diagram.grab().toImage() != whole
    drag(diagram, QPoint(round(box.cx), round(box.cy)), QPoint(round(box.x + box.w - 2), round(box.y + 2)))
    assert diagram.viewport.x == pytest.approx(0.75)
    assert diagram.viewport.y == pytest.approx(0.0)
    assert shown.frame.selected is None


def test_nothing_is_found_under_the_sketch(shown, diagram):
    diagram.set_viewport(Viewport(4.0, 0.2, 0.1))
    box = overview_box(diagram.width(), diagram.height())
    assert all(
        diagram.hit_at(QPointF(x, y)) is None
        for x in range(int(box.x) + 1, int(box.x + box.w), 5)
        for y in range(int(box.y) + 1, int(box.y + box.h), 5)
    )
    assert not any(label.box.overlaps(box) for label in diagram.picture().all_labels())


def test_where_all_is_in_view_nothing_is_taken_from_the_diagram(shown, diagram):
    node = shown.place(Ref("a", 1, (0,)))
    shown.qtbot.mouseClick(diagram, LEFT, pos=node)
    assert shown.frame.selected == Ref("a", 1, (0,))
    drag(diagram, empty(diagram), QPoint(700, 400))
    assert diagram.viewport.is_whole
    assert shown.frame.selected is None
