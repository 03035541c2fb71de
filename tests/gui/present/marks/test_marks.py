"""What is drawn, as a value: what belongs to which stop, what a file may say, and that nothing grows."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.present.marks import TOOLS, Marks, Stroke, drawn, erased, from_data, undone, unlit
from gui.present.marks.marks import MOST_STOPS, MOST_STROKES
from gui.present.marks.stroke import MOST_POINTS, around, begun

SHARES = st.floats(0, 1)
PLACES = st.tuples(SHARES, SHARES)
STROKES = st.one_of(
    st.builds(Stroke, st.just("pen"), st.lists(PLACES, min_size=1, max_size=9).map(tuple)),
    st.builds(Stroke, st.sampled_from(TOOLS[1:]), st.tuples(PLACES, PLACES)),
)
DEEDS = st.lists(st.tuples(st.sampled_from("abc"), STROKES), max_size=20)
ARROW = Stroke("arrow", ((0.2, 0.2), (0.5, 0.5)))
LIGHT = Stroke("spotlight", ((0.2, 0.2), (0.5, 0.5)))


def marks_of(deeds):
    marks = Marks()
    for stop, stroke in deeds:
        marks = drawn(marks, stop, stroke)
    return marks


@given(DEEDS)
def test_a_file_brings_everything_back(deeds):
    marks = marks_of(deeds)
    assert from_data(json.loads(json.dumps(marks.to_data()))) == marks


@given(DEEDS, STROKES)
def test_a_stroke_can_be_taken_back(deeds, stroke):
    marks = unlit(marks_of(deeds), "b")
    assert undone(drawn(marks, "b", stroke), "b") == marks


@given(DEEDS)
def test_each_stop_keeps_its_own(deeds):
    marks = marks_of(deeds)
    wiped = erased(marks, "b")
    assert wiped.of("b") == ()
    assert "b" not in wiped.by_stop
    assert (wiped.of("a"), wiped.of("c")) == (marks.of("a"), marks.of("c"))


@given(DEEDS)
def test_there_is_one_spotlight_at_most(deeds):
    marks = marks_of(deeds)
    assert all(sum(each.tool == "spotlight" for each in own) <= 1 for own in marks.by_stop.values())


def test_putting_the_spotlight_out_leaves_the_rest():
    marks = drawn(drawn(Marks(), "a", LIGHT), "a", ARROW)
    assert unlit(marks, "a").of("a") == (ARROW,)


def test_what_is_not_there_changes_nothing():
    marks = drawn(Marks(), "a", ARROW)
    assert erased(marks, "b") is marks
    assert undone(marks, "b") is marks
    assert unlit(marks, "a") is marks


def test_the_oldest_of_too_many_strokes_go():
    marks = Marks()
    for i in range(MOST_STROKES + 3):
        marks = drawn(marks, "a", Stroke("pen", ((i / 1000, 0.5),)))
    assert len(marks.of("a")) == MOST_STROKES
    assert marks.of("a")[0].points == ((0.003, 0.5),)


# Strokes


@given(st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), min_size=1, max_size=40))
def test_a_hand_beyond_the_rim_draws_along_it(places):
    stroke = begun("pen", places[0])
    for at in places:
        stroke = stroke.to(at)
    assert all(0 <= share <= 1 for point in stroke.points for share in point)


def test_a_long_line_is_thinned_and_keeps_its_ends():
    stroke = begun("pen", (0.5, 0.5))
    for i in range(2 * MOST_POINTS):
        stroke = stroke.to((0.5 + 0.4 * math.cos(i / 50), 0.5 + 0.4 * math.sin(i / 50)))
    assert MOST_POINTS / 2 <= len(stroke.points) <= MOST_POINTS
    assert stroke.points[0] == (0.5, 0.5)
    last = 2 * MOST_POINTS - 1
    assert stroke.points[-1] == (
        round(0.5 + 0.4 * math.cos(last / 50), 5), round(0.5 + 0.4 * math.sin(last / 50), 5)
    )  # fmt: skip


def test_a_trembling_hand_adds_no_points():
    stroke = begun("pen", (0.5, 0.5))
    assert stroke.to((0.501, 0.499)) is stroke


def test_an_arrow_goes_from_the_press_to_where_the_hand_is():
    stroke = begun("arrow", (0.1, 0.2)).to((0.3, 0.3)).to((0.6, 0.4))
    assert stroke.finished(16 / 9) == Stroke("arrow", ((0.1, 0.2), (0.6, 0.4)))


def test_a_click_makes_no_arrow():
    assert begun("arrow", (0.1, 0.2)).finished(16 / 9) is None


@pytest.mark.parametrize("tool", ["ring", "spotlight"])
def test_a_click_makes_a_circle_round_the_place(tool):
    (x0, y0), (x1, y1) = begun(tool, (0.5, 0.4)).finished(2.0).points
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((0.5, 0.4))
    assert (x1 - x0) * 2.0 == pytest.approx(y1 - y0)


def test_a_circle_at_the_rim_stays_on_the_page():
    assert around("ring", (0.0, 1.0), 2.0).points[0][0] == 0.0


# Files of others


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "no table"),
        ([], "no table"),
        ({1: []}, "no table"),
        ({"a": {}}, "no list"),
        ({"a": [None]}, "tool and its points"),
        ({"a": [{"tool": "pen"}]}, "tool and its points"),
        ({"a": [{"tool": "pen", "points": [], "more": 1}]}, "tool and its points"),
        ({"a": [{"tool": 1, "points": []}]}, "no tool"),
        ({"a": [{"tool": "pen", "points": "xy"}]}, "no list"),
        ({"a": [{"tool": "laser", "points": [[0, 0]]}]}, "no tool called 'laser'"),
        ({"a": [{"tool": "pen", "points": []}]}, "1 to 2000 points"),
        ({"a": [{"tool": "ring", "points": [[0, 0]]}]}, "2 points, not 1"),
        ({"a": [{"tool": "pen", "points": [[0, 0, 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [["0", 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [[True, 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [[math.nan, 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [[math.inf, 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [[10**400, 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [[1.5, 0]]}]}, "two shares"),
        ({"a": [{"tool": "pen", "points": [[0, 0]] * (MOST_POINTS + 1)}]}, "2000 points at most"),
        ({"a": [{"tool": "pen", "points": [[0, 0]]}] * (MOST_STROKES + 1)}, "200 strokes at most"),
        ({str(i): [] for i in range(MOST_STOPS + 1)}, "more than 1000"),
    ],
)
def test_what_is_no_file_of_marks_is_refused_with_a_sentence(data, why):
    with pytest.raises(ValueError, match=why):
        from_data(data)


def test_the_name_of_a_stop_that_goes_on_for_ever_is_not_repeated_for_ever():
    with pytest.raises(ValueError, match="a mark of") as refusal:
        from_data({"x" * 10_000: [None]})
    assert len(str(refusal.value)) < 150
