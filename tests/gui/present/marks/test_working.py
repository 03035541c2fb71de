"""The network worked on the audience view with real events: picked, dragged, typed, nudged, restored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from engine.nn.types import Ref

W1, W2, B2, X = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,)), Ref("x", 0, (0,))
A2 = Ref("a", 2, (0,))
NOWHERE = (0.5, 0.985)


def drag(room, ref, up):
    """Drag a quantity upwards by so many units of the page."""
    x, y = room.where(ref)
    step = up / 460 / 10
    room.draw((x, y), *((x, y - step * i) for i in range(1, 11)))


# Picking


@pytest.mark.parametrize("ref", [W1, W2, B2, X])
def test_a_click_selects_what_is_under_it(room, ref):
    room = room()
    room.click(room.where(ref))
    assert room.presenter.slide.frame.selected == ref
    assert not room.presenter.is_changed


def test_a_click_beside_everything_lets_go(room):
    room = room()
    room.click(room.where(W2))
    room.click(NOWHERE)
    assert room.presenter.slide.frame.selected is None


def test_a_click_beside_everything_leaves_alone_what_the_lesson_selected(room):
    room = room(4, 1)
    assert room.presenter.slide.frame.selected == W2
    room.click(NOWHERE)
    assert room.presenter.slide.frame.selected == W2


# Dragging


def test_a_drag_upwards_makes_a_weight_larger_and_is_one_undo(room):
    room = room()
    before, undos = room.value(W2), room.undos()
    drag(room, W2, 50)
    assert room.value(W2) == pytest.approx(before + 0.5, abs=0.02)
    assert room.undos() == undos + 1
    assert room.presenter.is_changed


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (640, 360)])
def test_a_drag_over_the_same_share_of_the_page_does_the_same_on_any_display(room, size):
    room = room(size=size)
    before = room.value(W2)
    drag(room, W2, -100)
    assert room.value(W2) == pytest.approx(before - 1.0, abs=0.02)


def test_restore_brings_the_numbers_of_the_lesson_back(room):
    room = room()
    before = room.value(W2)
    drag(room, W2, 50)
    room.presenter.restore()
    assert room.value(W2) == before
    assert not room.presenter.is_changed


def test_a_drag_does_not_go_on_at_another_stop(room):
    room = room()
    x, y = room.where(W2)
    room.press((x, y))
    room.move((x, y - 0.1))
    room.presenter.next()
    before = room.value(W2)
    room.move((x, y - 0.2))
    room.release((x, y - 0.2))
    assert room.value(W2) == before
    assert not room.presenter.is_changed


def test_while_a_question_is_open_nothing_is_set_and_the_lecturer_is_told_why_once(room):
    room = room(4, 0)
    before = room.value(W2)
    drag(room, W2, 50)
    assert room.value(W2) == before
    assert not room.presenter.is_changed
    assert len(room.told) == 1


def test_an_activation_cannot_be_dragged(room):
    room = room()
    drag(room, A2, 50)
    assert not room.presenter.is_changed


# A frozen picture, a copy, a finger


def test_a_frozen_picture_is_not_worked_but_a_live_one_beside_it_is(room, qtbot):
    frozen = room()
    at = frozen.where(W2)
    frozen.presenter.freeze()
    frozen.presenter.next()
    frozen.click(at)
    assert frozen.presenter.slide.frame.selected is None
    assert not frozen.presenter.is_changed


def test_the_console_goes_on_while_the_picture_is_frozen(room):
    room = room()
    room.presenter.freeze()
    room.view.show_slide(room.presenter.slide)
    room.presenter.turned.connect(lambda: room.view.show_slide(room.presenter.slide))
    drag(room, W2, 50)
    assert room.presenter.is_changed


def test_two_copies_are_looked_at_only(room):
    room = room()
    at = room.where(W2)
    room.presenter.compare()
    assert room.presenter.slide.copies
    room.click(at)
    assert room.presenter.slide.frame.selected is None


def finger(room, kind, at):
    """Send what Qt makes of a touch."""
    local = QPointF(at)
    kinds = QPointingDevice.DeviceType.TouchScreen, QPointingDevice.PointerType.Finger
    device = QPointingDevice("touch", 7, *kinds, QPointingDevice.Capability.Position, 1, 1)
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, local, room.view.mapToGlobal(local), left, left, Qt.KeyboardModifier.NoModifier, device
    )
    QApplication.sendEvent(room.view, event)


def test_a_finger_need_not_hit_the_edge_exactly(room):
    room = room()
    box = room.hand.working.place(W2)
    beside = room.view.from_page((box.cx, box.y - 9)).toPoint()
    room.qtbot.mouseClick(room.view, Qt.MouseButton.LeftButton, pos=beside)
    assert room.presenter.slide.frame.selected is None
    finger(room, QEvent.Type.MouseButtonPress, beside)
    finger(room, QEvent.Type.MouseMove, beside - QPoint(0, 60))
    finger(room, QEvent.Type.MouseButtonRelease, beside - QPoint(0, 60))
    assert room.presenter.slide.frame.selected == W2
    assert room.presenter.is_changed


def test_the_mouse_shows_what_can_be_done(room):
    room = room()
    room.move(room.where(W2))
    assert room.view.cursor().shape() == Qt.CursorShape.SizeVerCursor
    room.move(room.where(A2))
    assert room.view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    room.move(NOWHERE)
    assert room.view.cursor().shape() == Qt.CursorShape.ArrowCursor
