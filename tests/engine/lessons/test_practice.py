"""Spot the slip: every round can be solved, hides what it says, and is another with another seed."""

from __future__ import annotations

import pytest

from engine.lessons.play import answered, begun, mark, moved, passed, right, stage
from engine.lessons.practice import MOST, spot_the_slip
from engine.lessons.reading.rehearsal import rehearse
from engine.lessons.slips import SLIPS, first_wrong
from engine.session.frame import shown_trace
from engine.session.replay import trace_of


@pytest.mark.parametrize("seed", range(4))
def test_a_round_is_solved_by_pointing_and_naming(seed):
    play = begun(spot_the_slip(seed), seed)
    last = len(play.lesson.steps) - 1
    for at in range(last + 1):
        play = answered(play, right(play))
        assert mark(play).is_answered, play.lesson.steps[at].id
        play = moved(play, 1)
    assert all(passed(play, at) for at in range(last + 1))


def test_every_slip_there_is_can_be_hidden():
    lesson = spot_the_slip(1, len(SLIPS))
    assert 2 * (len(SLIPS) - 2) <= len(lesson.steps) <= 2 * len(SLIPS)


def test_what_is_shown_is_wrong_from_there_on_only():
    play = begun(spot_the_slip(2), 2)
    session = stage(play).session
    slip = first_wrong(session.slip, session.document)
    assert slip is not None
    wrong, true = shown_trace(session), trace_of(session.document, 0)
    assert right(play) is not None
    assert wrong.value(right(play)) != true.value(right(play))
    assert wrong.X is true.X


def test_a_round_would_be_read_like_any_lesson():
    lesson = spot_the_slip(4)
    rehearse(lesson)
    assert len({step.id for step in lesson.steps}) == len(lesson.steps)


def test_another_place_is_not_taken_for_right():
    play = begun(spot_the_slip(3), 3)
    there = right(play)
    other = there.__class__("x", 0, (0,))
    assert not mark(answered(play, other)).is_answered


def test_rounds_differ_and_the_same_seed_is_the_same_round():
    ids = [[step.id for step in spot_the_slip(seed).steps] for seed in (5, 5, 6)]
    assert ids[0] == ids[1] != ids[2]
    assert len(ids[0]) <= 2 * MOST


@pytest.mark.parametrize("count", [0, len(SLIPS) + 1])
def test_a_round_of_none_or_too_many_is_refused(count):
    with pytest.raises(ValueError, match="slips, not"):
        spot_the_slip(1, count)
