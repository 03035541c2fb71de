"""Where values stand on a slider, and how they are stepped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.controls.setting import Doubling
from gui.controls.spans import Even, Powers

ETA, PENALTY, NOISE = Powers(1e-5, 10.0), Powers(1e-6, 1.0, has_zero=True), Even(0.0, 0.5, 0.05)
SPANS = st.sampled_from([ETA, PENALTY, NOISE, Even(-1.0, 1.0, 0.25)])
PACES = st.sampled_from(["fine", "usual", "coarse"])


@given(SPANS, st.floats(0, 1))
def test_a_value_stands_where_it_came_from_and_within_the_span(span, place):
    value = span.value(place)
    assert span.low <= value <= span.high or (value == 0 and span is PENALTY)
    again = span.value(span.place(value))
    assert again == pytest.approx(value, rel=0.06)


@given(SPANS, st.floats(0, 1), st.floats(0, 1))
def test_further_right_is_never_less(span, first, second):
    low, high = sorted((first, second))
    assert span.value(low) <= span.value(high)


@given(SPANS, st.floats(-20, 20))
def test_what_lies_outside_stands_at_an_end(span, value):
    assert 0.0 <= span.place(value) <= 1.0


@given(SPANS, st.floats(0, 1), PACES)
def test_a_step_up_is_never_less_and_stays_within(span, place, pace):
    value = span.value(place)
    assert value <= span.stepped(value, 1, pace) <= span.high
    assert value >= span.stepped(value, -1, pace)


@pytest.mark.parametrize(
    ("span", "value", "steps", "pace", "after"),
    [
        (ETA, 0.01, 1, "usual", 0.02), (ETA, 0.5, 2, "usual", 2.0), (ETA, 10.0, 1, "usual", 10.0),
        (ETA, 1e-5, -1, "usual", 1e-5), (ETA, 0.01, 1, "coarse", 0.1), (PENALTY, 0.0, 1, "usual", 1e-6),
        (PENALTY, 1e-6, -1, "usual", 0.0), (PENALTY, 0.0, -1, "usual", 0.0), (NOISE, 0.1, 1, "usual", 0.15),
        (NOISE, 0.1, 1, "coarse", 0.5), (NOISE, 0.12, 1, "usual", 0.15), (Doubling(40), 8, 1, "usual", 16),
        (Doubling(40), 10, 1, "usual", 16), (Doubling(40), 10, -1, "usual", 8),
        (Doubling(40), 8, -1, "usual", 4), (Doubling(40), 1, -1, "usual", 1),
        (Doubling(40), 32, 1, "usual", 40), (Doubling(40), 7, 1, "fine", 8),
    ],
)  # fmt: skip
def test_steps(span, value, steps, pace, after):
    assert span.stepped(value, steps, pace) == after


@pytest.mark.parametrize(
    ("span", "place", "value"),
    [(ETA, 0.0, 1e-5), (ETA, 1.0, 10.0), (ETA, 0.5, 0.01), (PENALTY, 0.0, 0.0), (PENALTY, 0.04, 1e-6),
     (NOISE, 0.31, 0.15)],
)  # fmt: skip
def test_places(span, place, value):
    assert span.value(place) == value
