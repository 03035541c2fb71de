"""The plan and the clock of a lecture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.learn.course import files, lesson_in
from gui.present.pace import Pace

LESSON = lesson_in(files()[5])
SPANS = st.floats(0, 1e5)


def test_a_plan_takes_the_minutes_of_the_lesson_and_a_question_weighs_twice():
    pace = Pace.of(LESSON)

    assert pace.planned == pytest.approx(60 * LESSON.minutes)
    lengths = {
        step.ask is None: round(pace.span(at)[1] - pace.span(at)[0], 6)
        for at, step in enumerate(LESSON.steps)
    }
    assert lengths[False] == pytest.approx(2 * lengths[True])


def test_it_is_behind_after_the_end_of_a_stop_and_ahead_before_its_beginning():
    pace = Pace((60.0, 180.0, 240.0)).started(1000.0)

    assert pace.behind(1, 1100.0) == 0.0
    assert pace.behind(1, 1000.0 + 180 + 90) == pytest.approx(90.0)
    assert pace.behind(2, 1000.0 + 30) == pytest.approx(-150.0)


def test_a_clock_that_rests_stays_where_it_is_and_goes_on_from_there():
    pace = Pace((60.0,)).begun(0.0).stopped(10.0)

    assert pace.elapsed(500.0) == pytest.approx(10.0)
    assert not pace.begun(500.0).is_running, "only the lecturer lets it go on"
    assert pace.started(500.0).elapsed(505.0) == pytest.approx(15.0)


@given(SPANS, SPANS, SPANS)
def test_time_only_goes_forward(start, first, second):
    pace = Pace((60.0,)).started(start)
    sooner, later = sorted((start + first, start + second))

    assert 0.0 <= pace.elapsed(sooner) <= pace.elapsed(later)
    assert pace.stopped(sooner).elapsed(later) == pytest.approx(pace.elapsed(sooner))
    assert pace.elapsed(start - first) == 0.0, "a clock that is turned back takes nothing away"


def test_a_lesson_without_stops_has_no_plan():
    assert Pace(()).planned == 0.0
    assert Pace(()).span(3) == (0.0, 0.0)
