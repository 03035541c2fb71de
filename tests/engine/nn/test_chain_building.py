"""Boxes more and less, and the curves of boxes."""

from __future__ import annotations

import numpy as np
import pytest

from engine.nn.chain import ChainError, parse
from engine.nn.chain.building import STEPS, step_formula, why_it_stays, with_box, without_box
from engine.nn.chain.limits import MOST_DEPTH
from engine.nn.chain.probing import box_curve, range_of, usual_range, values_there, window_around

LECTURE = parse("log(2 + cos x)")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("place", ["inside", "outermost"])
def test_a_box_that_is_added_can_be_taken_out_again(step, place):
    more = with_box(LECTURE, step, place)
    assert len(more.boxes) == 3
    number = 1 if place == "inside" else 3
    assert without_box(more, number).root == LECTURE.root


def test_a_third_box_gives_three_factors():
    more = with_box(LECTURE, "cos", "inside")
    assert [box.equation.text for box in more.boxes] == ["u = cos x", "g = 2 + cos u", "h = log g"]
    assert len(more.at(1.0).slopes) == 3


def test_a_step_is_written_with_what_it_reads():
    assert step_formula("square", "h").text == "h²"
    assert all("u" in step_formula(step).tex for step in STEPS)


def test_names_that_were_typed_stay():
    named = with_box(parse("f(t) = sin t"), "exp", "outermost")
    assert named.typed == "f(t) = e^(sin t)"
    assert (named.output, named.variable) == ("f", "t")


def test_the_last_box_and_one_that_reads_two_things_stay():
    assert why_it_stays(parse("sin x"), 1) == "the last box stays"
    with pytest.raises(ChainError, match="h reads x and g, and can't be taken out"):
        without_box(parse("sin(x²) + x"), 2)
    assert why_it_stays(LECTURE, 1) == ""


def test_building_keeps_the_limits():
    chain = LECTURE
    while chain.root.depth < MOST_DEPTH:
        chain = with_box(chain, "sin", "outermost")
    with pytest.raises(ChainError, match="deep"):
        with_box(chain, "sin", "outermost")


def test_the_window_stands_while_x_walks_in_it():
    assert window_around(0.3) == window_around(-0.9) == (-3.5, 3.5)
    low, high = window_around(1e6)
    assert low < 1e6 < high


def test_curves_are_the_boxes():
    curve = box_curve(LECTURE, 1, 1.0)
    assert curve.source == "x"
    np.testing.assert_allclose(curve.outputs, 2 + np.cos(curve.inputs))
    outer = box_curve(LECTURE, 2, 1.0)
    np.testing.assert_allclose(outer.outputs, np.log(outer.inputs))
    assert outer.inputs[0] < 1.0
    assert outer.inputs[-1] > 3.0


def test_what_else_a_box_reads_stays_at_its_value():
    chain = parse("sin(x²) + x")
    curve = box_curve(chain, 2, 0.5)
    assert curve.source == "x"
    np.testing.assert_allclose(curve.outputs, np.sin(0.25) + curve.inputs)


def test_boxes_without_a_value_are_left_out():
    chain = parse("log(cos x) + 1")
    assert set(values_there(chain, 3.0)) == {"x", "g"}
    assert np.isnan(box_curve(parse("log x"), 1, 0.0).outputs[:50]).all()
    assert box_curve(parse("3"), 1, 0.0).source == ""


def test_ranges_hold_what_they_are_of():
    assert range_of(np.array([np.nan, np.inf])) == (-1.0, 1.0)
    low, high = range_of(np.array([2.0, 2.0]))
    assert low < 2.0 < high
    wild = np.r_[np.linspace(-1, 1, 99), 1e6]
    assert usual_range(wild)[1] < 2.0
    assert usual_range(wild, 5.0)[1] > 5.0
