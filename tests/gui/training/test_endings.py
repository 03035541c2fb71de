"""Where training stops by itself: below a cost, where J falls no longer, at a number that is not finite."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.replay import eta_at
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.short_number import short
from gui.training.goal import PATIENCE, Watch
from gui.training.notices import notice_of_ending, notice_of_seed
from gui.training.run import completed
from tests.gui.players import LECTURE, RUNAWAY

# Until J <


def test_it_trains_until_j_is_below_and_not_an_update_longer(player, qtbot):
    made = player()
    made.clock.take_until(0.02, "train until J < 0.02")
    qtbot.waitUntil(lambda: not made.playing)
    curve = made.frame.curve
    assert curve[-1] < 0.02 <= curve[-2]
    assert completed(made.frame) == made.frame.trained == curve.size - 1
    assert made.undo_labels() == ["train until J < 0.02"]
    assert made.endings == []


def test_in_what_was_trained_before_it_goes_to_the_place(player):
    made = player()
    made.take(100)
    made.store.dispatch(act.Seek(1, update=0))
    made.clock.take_until(0.1, "until")
    curve = made.frame.document.log.curve()
    here = completed(made.frame)
    assert curve[here] < 0.1 <= curve[here - 1]
    assert made.frame.trained == 100


def test_where_j_is_below_already_that_is_said(player):
    made = player()
    made.clock.take_until(0.5, "until")
    assert made.ending_said() == "J is below 0.5 already: it is 0.224."
    assert not made.playing


def test_where_j_falls_no_longer_it_stops_and_says_so(player, qtbot):
    made = player(Document(LECTURE.network, LECTURE.X, np.array([[2.0]])))
    made.clock.take_until(0.4, "until")
    qtbot.waitUntil(lambda: not made.playing, timeout=60_000)
    assert made.ending_said().startswith(
        "J no longer falls: in the last 5\u202f000 updates it got no lower than 0.5"
    )


@given(st.lists(st.floats(0.0, 1e6), min_size=1, max_size=50), st.floats(-1.0, 1e6))
def test_a_watch_is_over_exactly_below_its_goal(costs, goal):
    watch = Watch(goal)
    assert [watch.note(cost) for cost in costs] == [cost < goal for cost in costs]


def test_a_watch_loses_patience():
    watch = Watch(0.0)
    watch.note(1.0)
    assert not any(watch.note(1.0) for _ in range(PATIENCE - 1))
    assert watch.note(1.0)
    assert watch.stuck
    assert not Watch(0.0).note(nan)


# Numbers that are not finite


def test_a_number_that_is_not_finite_stops_the_run_and_is_named(player, qtbot):
    made = player(RUNAWAY)
    made.play()
    qtbot.waitUntil(lambda: bool(made.endings))
    assert not made.playing
    assert np.isfinite(made.frame.document.log.curve()).all()
    trouble = made.endings[-1].trouble
    assert trouble.ref == Ref("J_new", 2)
    assert made.ending_said().startswith(
        f"Training stopped in update {trouble.update}: the new J became too large"
    )


def test_undo_and_a_smaller_rate_are_offered(player, qtbot):
    made = player(RUNAWAY)
    made.play()
    qtbot.waitUntil(lambda: bool(made.endings))
    notice = notice_of_ending(made.endings[-1], made.frame, Look(), made.store.dispatch)
    (undo, take_back), (smaller, begin_again) = notice.answers
    assert (undo, smaller) == ("Undo training", "Use η = 100000")
    begin_again()
    assert (made.frame.update, made.frame.trained, made.frame.run) == (0, 0, 2)
    assert eta_at(made.frame.document, 0) == 1e5
    made.store.dispatch(act.Undo())
    take_back()
    assert made.frame.trained == 0
    assert eta_at(made.frame.document, 0) == 1e6


def test_step_by_step_it_stops_where_the_number_is_written(player, qtbot):
    made = player(RUNAWAY)
    made.store.dispatch(act.SetParameter(Ref("W", 1, (0, 0)), 1e200, "set w₁"))
    made.store.dispatch(act.SetParameter(Ref("W", 2, (0, 0)), 1e200, "set w₂"))
    made.play(20.0 / 4)
    made.store.dispatch(act.SetSpeed(9.0))
    qtbot.waitUntil(lambda: bool(made.endings))
    assert not made.playing
    assert made.ending_said() == "Training stopped in update 0: z₂ became too large to compute (infinite)."
    assert made.frame.step.address == "Fz(2)"


def test_a_walk_past_the_end_of_numbers_can_be_trained_only_so_far(player, qtbot):
    made = player(RUNAWAY)
    made.store.dispatch(act.Seek(1, update=60))
    made.play()
    qtbot.waitUntil(lambda: bool(made.endings))
    assert completed(made.frame) == made.frame.trained < 60


def test_a_run_that_can_hold_no_more_stops_and_says_so(player, qtbot, monkeypatch):
    monkeypatch.setattr("engine.session.training.most_updates", lambda _setup: 50)
    made = player()
    made.play()
    qtbot.waitUntil(lambda: bool(made.endings))
    assert (made.frame.trained, made.playing) == (50, False)
    assert made.ending_said() == "This run is full: it holds 50 updates. Reset begins another."


def test_new_weights_tell_their_seed():
    session = update(Session.start(), act.Reroll(7, "re-roll the weights"))
    notice = notice_of_seed(frame_of(session), lambda _action: None)
    assert notice.text == "New initial weights, drawn with seed 7."
    assert [words for words, _ in notice.answers] == ["Undo re-roll the weights"]


@pytest.mark.parametrize(
    ("value", "point", "text"),
    [(0.1, ".", "0.1"), (0.25, ",", "0,25"), (10.0, ".", "10"), (1e-5, ".", "1×10⁻⁵"), (100.0, ",", "100")],
)
def test_chosen_numbers_are_written_short(value, point, text):
    assert short(value, point) == text
