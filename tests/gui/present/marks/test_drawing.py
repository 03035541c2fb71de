"""Drawing on the audience view with real events: strokes of the stop, the spotlight, the laser dot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from gui.present.hand import Hand
from gui.present.marks import Marks, Stroke, drawn
from gui.present.marks.layer import colour_of
from gui.present.page.view import PageView

A, B = (0.25, 0.75), (0.5, 0.875)


def tools_of(room):
    return [stroke.tool for stroke in room.marks]


def colour_at(room, at):
    return room.view.grab().toImage().pixelColor(room.px(at)).name().upper()


def is_mark(room, at):
    return colour_at(room, at) == colour_of(room.presenter.look.theme)


def test_the_pen_draws_where_the_mouse_goes(room):
    room = room()
    room.presenter.pen()
    room.draw(A, (0.3, 0.75), (0.4, 0.75))
    (stroke,) = room.marks
    assert stroke.tool == "pen"
    assert stroke.points[0] == pytest.approx(A, abs=0.002)
    assert stroke.points[-1] == pytest.approx((0.4, 0.75), abs=0.002)
    assert is_mark(room, (0.35, 0.75))


def test_a_stroke_is_seen_while_it_is_drawn(room):
    room = room()
    room.presenter.pen()
    room.press(A)
    room.move((0.3, 0.75))
    room.move((0.4, 0.75))
    assert room.marks == ()
    assert is_mark(room, (0.35, 0.75))
    room.release((0.4, 0.75))


@pytest.mark.parametrize("tool", ["arrow", "ring"])
def test_arrow_and_ring_go_from_press_to_release(room, tool):
    room = room()
    room.presenter.set_tool(tool)
    room.draw(A, (0.4, 0.3), B)
    (stroke,) = room.marks
    assert stroke.tool == tool
    assert stroke.points == (pytest.approx(A, abs=0.002), pytest.approx(B, abs=0.002))


def test_two_quick_presses_are_two_strokes(room):
    room = room()
    room.presenter.ring()
    room.double_click(A)
    room.release(A)
    assert tools_of(room) == ["ring", "ring"]


def test_with_a_tool_nothing_of_the_network_is_touched(room):
    room = room()
    before = room.presenter.store.session
    room.presenter.pen()
    for at in (A, (0.1, 0.4), (0.5, 0.4)):
        room.double_click(at)
        room.draw(at, B)
    assert room.presenter.store.session is before


def test_strokes_belong_to_their_stop_and_come_back_with_it(room):
    room = room()
    room.presenter.pen()
    room.draw(A, B)
    kept = room.marks
    room.presenter.next()
    assert room.marks == ()
    assert not is_mark(room, A)
    room.presenter.back()
    assert room.marks == kept
    assert is_mark(room, A)


def test_marks_stay_through_the_phases_of_a_question(room):
    room = room(4, 0)
    room.presenter.pen()
    room.draw(A, B)
    for _ in range(4):
        room.presenter.next()
        assert tools_of(room) == ["pen"]


def test_erase_wipes_this_stop_only_and_puts_the_tool_away(room):
    room = room()
    room.presenter.pen()
    room.draw(A, B)
    room.presenter.next()
    room.draw(A, B)
    room.presenter.erase()
    assert room.marks == ()
    assert room.presenter.tool == ""
    room.presenter.back()
    assert tools_of(room) == ["pen"]


def test_a_stroke_that_the_clicker_interrupts_goes_to_no_other_stop(room):
    room = room()
    room.presenter.pen()
    room.press(A)
    room.move(B)
    room.presenter.next()
    room.move((0.6, 0.6))
    room.release((0.6, 0.6))
    assert room.marks == ()


def test_marks_are_the_same_at_another_resolution(room):
    room = room()
    room.presenter.pen()
    room.draw(A, (0.3, 0.75), (0.4, 0.75))
    room.view.resize(1920, 1080)
    assert is_mark(room, (0.35, 0.75))


# Spotlight


def is_dim(room, at):
    """Say whether the ground of the page is dimmed at a place."""
    return colour_at(room, at) != room.presenter.look.theme.background.upper()


def test_the_spotlight_follows_the_mouse_until_it_is_clicked(room):
    room = room()
    room.presenter.spotlight()
    room.move((0.2, 0.8))
    assert (is_dim(room, (0.2, 0.85)), is_dim(room, (0.8, 0.85))) == (False, True)
    room.move((0.8, 0.8))
    assert (is_dim(room, (0.2, 0.85)), is_dim(room, (0.8, 0.85))) == (True, False)
    room.click((0.8, 0.8))
    room.move((0.2, 0.8))
    assert (is_dim(room, (0.2, 0.85)), is_dim(room, (0.8, 0.85))) == (True, False)


def test_a_dragged_spotlight_lights_what_was_dragged(room):
    room = room()
    room.presenter.spotlight()
    room.draw((0.1, 0.6), (0.2, 0.8), (0.3, 0.98))
    (light,) = room.marks
    assert light.points == (pytest.approx((0.1, 0.6), abs=0.002), pytest.approx((0.3, 0.98), abs=0.002))


@pytest.mark.parametrize("end", ["spotlight", "erase"])
def test_the_same_key_or_erase_ends_the_spotlight(room, end):
    room = room()
    room.presenter.spotlight()
    room.click((0.8, 0.8))
    getattr(room.presenter, end)()
    assert room.marks == ()
    assert not is_dim(room, (0.2, 0.85))


def test_drawing_goes_on_inside_of_the_spotlight(room):
    room = room()
    room.presenter.spotlight()
    room.click((0.8, 0.8))
    room.presenter.pen()
    room.draw((0.75, 0.8), (0.8, 0.8))
    assert tools_of(room) == ["spotlight", "pen"]


# Laser


def test_the_laser_dot_follows_the_mouse_and_leaves_no_mark(room):
    room = room()
    room.presenter.laser()
    room.move(A)
    assert is_mark(room, A)
    room.click(A)
    room.move(B)
    assert (is_mark(room, A), is_mark(room, B)) == (False, True)
    assert room.marks == ()


def test_every_move_of_the_dot_is_painted(room, qtbot):
    room = room()
    room.presenter.laser()
    room.move(B)
    QApplication.processEvents()
    with qtbot.waitSignal(room.view.painted):
        room.move(A)


def test_the_mouse_itself_is_hidden_under_the_dot(room):
    room = room()
    room.presenter.laser()
    room.move(A)
    assert room.view.cursor().shape() == Qt.CursorShape.BlankCursor
    room.presenter.laser()
    assert room.view.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert not is_mark(room, A)


def test_a_mouse_that_has_left_leaves_no_dot_behind(room):
    room = room()
    room.presenter.laser()
    room.move(B)
    room.move(A)
    assert is_mark(room, A)
    QApplication.sendEvent(room.view, QEvent(QEvent.Type.Leave))
    assert not is_mark(room, A)


# Two views, one lecture


def test_what_one_view_draws_is_seen_on_the_other_while_it_is_drawn(room, qtbot):
    room = room()
    other = PageView()
    qtbot.addWidget(other)
    other.resize(320, 180)
    other.show_slide(room.presenter.slide)
    other.hand = Hand(room.presenter, other, room.hand.ink)
    other.show()
    qtbot.waitExposed(other)
    room.presenter.pen()
    width, height = other.page.size
    places = [other.from_page((x * width, 0.75 * height)).toPoint() for x in (0.25, 0.3, 0.4)]
    qtbot.mousePress(other, Qt.MouseButton.LeftButton, pos=places[0])
    for at in places[1:]:
        qtbot.mouseMove(other, at)
    assert is_mark(room, (0.35, 0.75))
    qtbot.mouseRelease(other, Qt.MouseButton.LeftButton, pos=places[-1])
    assert tools_of(room) == ["pen"]


def test_a_frozen_picture_keeps_its_own_marks(room):
    room = room()
    room.presenter.freeze()
    room.presenter.next()
    room.presenter.pen()
    room.draw(A, B)
    assert room.marks == ()
    assert [stroke.tool for stroke in room.presenter.marks.of(room.presenter.shown.stop)] == ["pen"]
    room.presenter.freeze()
    assert not is_mark(room, A)


def test_a_cover_takes_no_strokes(room):
    room = room()
    room.presenter.pen()
    room.presenter.blank()
    room.draw(A, B)
    assert room.marks == ()


def test_the_right_button_draws_nothing(room):
    room = room()
    room.presenter.ring()
    room.qtbot.mouseClick(room.view, Qt.MouseButton.RightButton, pos=room.px(A))
    assert room.marks == ()


def test_marks_of_a_file_are_shown(room):
    room = room()
    stroke = Stroke("pen", (A, (0.4, 0.75)))
    room.presenter.draw(drawn(Marks(), room.presenter.slide.stop, stroke))
    assert is_mark(room, (0.325, 0.75))
