"""Steps of what is selected: the pair of buttons beside it, and the action that keys dispatch."""

from __future__ import annotations

import pytest

from engine.nn.types import Ref
from gui.present.hand import stepped

W1, W2, B2, X = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,)), Ref("x", 0, (0,))
A2 = Ref("a", 2, (0,))


def buttons(room):
    """Return where the two buttons are, in shares of the page."""
    pair = room.hand.working.nudges()
    width, height = room.view.page.size
    return [(box.cx / width, box.cy / height) for box in (pair.less, pair.more)]


def test_the_buttons_change_the_picked_weight_by_a_tenth(room):
    room = room()
    before = room.value(W2)
    room.click(room.where(W2))
    less, more = buttons(room)
    room.click(more)
    room.click(more)
    assert room.value(W2) == pytest.approx(before + 0.2)
    room.click(less)
    assert room.value(W2) == pytest.approx(before + 0.1)


def test_quick_presses_of_a_button_all_count(room):
    room = room()
    before = room.value(W2)
    room.click(room.where(W2))
    room.double_click(buttons(room)[1])
    assert room.value(W2) == pytest.approx(before + 0.2)
    assert room.field is None


def test_the_buttons_do_not_run_away_while_they_are_pressed(room):
    room = room()
    room.click(room.where(W2))
    before = buttons(room)
    for _ in range(12):
        room.click(buttons(room)[0])
    assert buttons(room) == before


def test_the_buttons_leave_the_weight_free_and_stay_on_the_page(room):
    for ref in (W1, W2, B2, X):
        shown = room()
        shown.click(shown.where(ref))
        pair, own = shown.hand.working.nudges(), shown.hand.working.place(ref)
        width, height = shown.view.page.size
        for box in (pair.less, pair.more):
            assert not box.overlaps(own)
            assert box.x >= 0
            assert box.y >= 0
            assert box.x + box.w <= width
            assert box.y + box.h <= height


def test_there_are_no_buttons_for_what_cannot_be_set(room):
    room = room()
    room.click(room.where(A2))
    assert room.hand.working.nudges() is None


def test_there_are_no_buttons_while_a_question_is_open_nor_at_the_next_stop(room):
    asking = room(4, 0)
    asking.click(asking.where(W2))
    assert asking.hand.working.nudges() is None
    telling = room()
    telling.click(telling.where(W2))
    telling.presenter.next()
    assert telling.hand.working.nudges() is None


# Steps


@pytest.mark.parametrize("by", [0.1, -0.1, 0.01, -0.01])
def test_a_step_of_a_weight(room, by):
    frame = room().presenter.slide.frame
    action = stepped(frame, W2, by)
    assert action.value == pytest.approx(frame.value(W2) + by)
    assert action.ref == W2


def test_two_steps_are_two_undos(room):
    frame = room().presenter.slide.frame
    assert stepped(frame, W2, 0.1).group != stepped(frame, W2, 0.1).group


def test_a_learning_rate_stays_above_0(room):
    frame = room().presenter.slide.frame
    action = stepped(frame, Ref("eta", 0), -0.1)
    assert 0 < action.eta < frame.setup.eta


def test_what_cannot_be_set_has_no_step(room):
    assert stepped(room().presenter.slide.frame, A2, 0.1) is None
