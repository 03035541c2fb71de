"""Play: step by step, update by update, as fast as possible; so many updates, and edits in between."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import numpy as np
import pytest

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.playhead import BY_UPDATE, FASTEST, SPEEDS, updates_a_second
from engine.session.replay import curve_of, network_at
from gui.short_number import whole
from gui.training.run import completed
from tests.gui.players import BATCHES, LECTURE

# Speeds


def test_speeds_rise_and_those_of_updates_say_how_many_a_second():
    assert all(a < b for a, b in pairwise(SPEEDS))
    assert [updates_a_second(speed) for speed in SPEEDS] == [0, 0, 0, 0, 0, 1, 10, 100, inf]


def test_step_by_step_nothing_is_trained(player, qtbot):
    made = player()
    made.play(8.0)
    qtbot.waitUntil(lambda: made.frame.number == 4)
    made.pause()
    assert (made.frame.trained, made.undo_labels()) == (0, [])


@pytest.mark.parametrize("speed", [BY_UPDATE, 100.0, 1000.0, FASTEST])
def test_in_whole_updates_every_one_is_seen_at_its_last_step_and_kept(player, qtbot, speed):
    made = player()
    made.play(speed)
    qtbot.waitUntil(lambda: made.frame.trained >= 2)
    made.pause()
    frame = made.frame
    assert (frame.step.rule, completed(frame)) == ("R", frame.trained)
    assert frame.curve.size == frame.trained + 1
    assert np.array_equal(frame.curve, curve_of(LECTURE, frame.trained + 1))


def test_from_play_to_pause_is_one_undo(player, qtbot):
    made = player()
    for _ in range(2):
        before = made.frame.trained
        made.play()
        qtbot.waitUntil(lambda before=before: made.frame.trained > before + 20)
        made.pause()
    assert made.undo_labels() == ["training", "training"]
    made.store.dispatch(act.Undo())
    made.store.dispatch(act.Undo())
    assert made.frame.trained == 0


def test_what_was_trained_before_is_gone_through_and_not_trained_again(player, qtbot):
    made = player()
    made.take(100)
    document = made.frame.document
    made.store.dispatch(act.Seek(3, update=0))
    made.play(1000.0)
    qtbot.waitUntil(lambda: made.frame.update >= 5)
    made.pause()
    assert made.frame.document is document
    assert made.frame.step.rule == "R"
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 100)
    assert made.frame.curve.size == made.frame.trained + 1


def test_what_was_only_walked_through_is_trained_along(player, qtbot):
    made = player()
    made.store.dispatch(act.Seek(22, update=30))
    made.play(100.0)
    qtbot.waitUntil(lambda: made.frame.trained > 31)
    made.pause()
    assert completed(made.frame) == made.frame.trained
    trained, walked = network_at(made.frame.document, 31), network_at(LECTURE, 31)
    assert np.array_equal(trained.to_vector(), walked.to_vector())


def test_pace_and_kind_of_playing_change_in_mid_play(player, qtbot):
    made = player()
    made.play(8.0)
    qtbot.waitUntil(lambda: made.frame.number > 1)
    made.store.dispatch(act.SetSpeed(FASTEST))
    qtbot.waitUntil(lambda: made.frame.trained > 50)
    made.store.dispatch(act.SetSpeed(8.0))
    trained = made.frame.trained
    qtbot.waitUntil(lambda: made.frame.number == 2)
    assert made.frame.trained == trained


# Edits and undo while it plays


def test_an_edit_during_training_forks_there_and_training_goes_on(player, qtbot):
    made = player()
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 30)
    made.store.dispatch(act.SetParameter(Ref("W", 2, (0, 0)), 0.0, "set w₂"))
    at = made.frame.trained
    qtbot.waitUntil(lambda: made.frame.trained > at + 30)
    made.pause()
    assert made.undo_labels() == ["training", "set w₂", "training"]
    assert network_at(made.frame.document, at).parameter(Ref("W", 2, (0, 0))) == 0.0
    assert network_at(made.frame.document, at + 5).parameter(Ref("W", 2, (0, 0))) != 0.0


def test_a_drag_during_training_is_one_edit_however_long_it_takes(player, qtbot):
    made = player()
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 3)
    for value in (0.5, 0.4, 0.3, 0.2):
        made.store.dispatch(act.SetParameter(Ref("W", 2, (0, 0)), value, "set w₂", "a drag"))
        with qtbot.waitSignal(made.clock._frames.timeout):  # the frame between two pixels
            pass
    assert made.undo_labels() == ["training", "set w₂"]
    assert len(made.frame.ghosts) == 1
    here = made.frame.trained
    qtbot.waitUntil(lambda: made.frame.trained > here)
    assert made.undo_labels() == ["training", "set w₂", "training"]


@pytest.mark.parametrize("action", [act.Undo(), act.Reset("reset"), act.Reroll(5, "re-roll")])
def test_what_takes_the_run_away_pauses(player, qtbot, action):
    made = player()
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 5)
    made.store.dispatch(action)
    assert not made.playing
    assert made.frame.trained == 0
    assert made.frame.update == 0


def test_a_run_after_undo_is_an_undo_of_its_own(player, qtbot):
    made = player()
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 5)
    made.store.dispatch(act.Undo())
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 5)
    made.pause()
    assert made.undo_labels() == ["training"]


# So many updates


def test_ten_and_a_hundred_train_what_is_missing_as_one_undo(player):
    made = player()
    made.take(10)
    assert (completed(made.frame), made.frame.trained, made.playing) == (10, 10, False)
    made.take(100)
    assert (completed(made.frame), made.frame.trained) == (110, 110)
    assert made.undo_labels() == ["train 10 updates", "train 100 updates"]


def test_inside_of_the_record_they_only_move_on(player):
    made = player()
    made.take(100)
    made.store.dispatch(act.Seek(1, update=5))
    made.take(10)
    assert (completed(made.frame), made.frame.trained) == (15, 100)
    made.store.dispatch(act.Seek(22, update=98))
    made.take(10)
    assert (completed(made.frame), made.frame.trained) == (109, 109)
    assert made.undo_labels()[1:] == ["train 9 updates"]


def test_what_takes_longer_than_a_frame_goes_on_while_playing(player, qtbot):
    made = player(BATCHES)
    made.clock.take(3000)
    assert made.playing
    qtbot.waitUntil(lambda: not made.playing, timeout=20_000)
    assert (completed(made.frame), made.frame.trained) == (3000, 3000)
    assert made.undo_labels() == [f"train {whole(3000)} updates"]
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 3000)


def test_a_run_to_a_goal_can_be_paused_and_then_play_has_no_goal(player, qtbot):
    made = player(BATCHES)
    made.clock.take(3000)
    qtbot.waitUntil(lambda: made.frame.trained > 100)
    made.pause()
    at = made.frame.trained
    assert at < 3000
    made.play()
    qtbot.waitUntil(lambda: made.frame.trained > 3200, timeout=20_000)
