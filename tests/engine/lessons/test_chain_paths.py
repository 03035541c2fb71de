"""The paths of a chain in lessons: their values are the design's goldens; and what hiding one hides."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lessons.chain_paths import chain_path, chain_paths, chain_value
from engine.lessons.chain_withholding import withheld_in
from engine.nn.chain import ChainError, parse

LECTURE = parse("log(2 + cos x)")
GOLDEN = {
    "x": 1.047198, "u[1]": 2.5, "u[2]": 0.916291, "h": 0.916291, "du[1]": -0.866025, "du[2]": 0.4,
    "dh": -0.346410, "boxes": 2.0, "forecast(0.1)": -0.034641, "change(0.1)": -0.036231,
    "nudged(0.1)": -0.346317, "nudged(0.01)": -0.346409, "nudged(1e-3)": -0.346410,
    "forecast( 1/10 )": -0.034641,
}  # fmt: skip


@pytest.mark.parametrize(("path", "value"), GOLDEN.items())
def test_the_goldens_of_the_first_lesson(path, value):
    assert chain_value(path, LECTURE, math.pi / 3) == pytest.approx(value, abs=5e-7)


def test_the_transfer_question():
    there = [round(chain_value(path, LECTURE, 2.0), 6) for path in ("u[1]", "h", "dh")]
    assert there == [1.583853, 0.459861, -0.574105]


def test_every_listed_path_has_a_value():
    assert chain_paths(LECTURE) == ("x", "u[1]", "du[1]", "u[2]", "du[2]", "h", "dh", "boxes")
    for path in chain_paths(LECTURE):
        assert math.isfinite(chain_value(path, LECTURE, 1.0))


def test_a_constant_has_no_slope():
    assert chain_value("du[1]", parse("3"), 1.0) == chain_value("dh", parse("3"), 1.0) == 0.0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("u[3]", "there is no u[3]: log(2 + cos x) has 2 boxes"),
        ("du[0]", "there is no du[0]"),
        ("g", "'g' is no path of a chain"),
        ("__import__('os')", "is no path of a chain"),
        ("u[1].real", "is no path of a chain"),
        ("forecast(x)", "x is no number"),
        ("nudged(0)", "a step other than 0"),
        ("u[" + "9" * 500 + "]", "is no path of a chain"),
    ],
)
def test_what_is_no_path_is_refused_in_one_sentence(path, said):
    with pytest.raises(ChainError) as caught:
        chain_value(path, LECTURE, 1.0)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_box_that_reads_two_things_has_no_single_slope():
    with pytest.raises(ChainError, match=r"h reads x and g, so that there is no single du\[2\]"):
        chain_value("du[2]", parse("sin(x²) + x"), 1.0)


def test_a_path_is_read():
    assert chain_path(" u[12] ").number == 12
    assert chain_path("change(-π/2)").step == -math.pi / 2


@given(st.floats(-6, 6))
def test_the_local_derivatives_multiply_to_the_derivative(x):
    product = chain_value("du[1]", LECTURE, x) * chain_value("du[2]", LECTURE, x)
    assert product == pytest.approx(chain_value("dh", LECTURE, x), abs=1e-12)


# Withholding


def test_what_is_computed_from_a_withheld_value_is_withheld():
    hidden = withheld_in(LECTURE, ["u[1]"])
    assert {"u[1]", "u[2]", "h", "du[2]", "dh", "forecast", "change", "nudged"} <= hidden
    assert not {"x", "du[1]"} & hidden


def test_with_the_derivative_go_forecast_change_and_nudges():
    hidden = withheld_in(LECTURE, ["dh"])
    assert hidden == {"dh", "forecast", "change", "nudged", "wiggle[2]"}


def test_a_local_derivative_goes_with_the_wiggles_that_tell_it():
    assert withheld_in(LECTURE, ["du[1]"]) >= {"du[1]", "dh", "wiggle[1]", "wiggle[2]"}
    assert "wiggle[1]" not in withheld_in(LECTURE, ["du[2]"])


def test_with_one_box_its_local_derivative_is_the_derivative():
    sine = parse("sin x")
    assert "du[1]" in withheld_in(sine, ["dh"])
    assert "dh" in withheld_in(sine, ["du[1]"])
    assert "u[1]" in withheld_in(sine, ["h"])


def test_what_has_the_same_formula_is_the_same():
    assert "du[1]" in withheld_in(parse("e^x"), ["h"])  # e^x is its own derivative
    assert "h" in withheld_in(parse("e^x"), ["dh"])
    assert "dh" in withheld_in(parse("log x + 2"), ["du[1]"])


def test_a_box_that_reads_two_things_has_as_many_slopes_to_withhold():
    assert "du[2]" in withheld_in(parse("x·e^(x²)"), ["x"])
    assert "du[2]" in withheld_in(parse("x·e^(x²)"), ["h"])  # ∂h/∂g = x·e^g


def test_the_step_of_a_withheld_path_makes_no_difference():
    assert withheld_in(LECTURE, ["forecast(0.1)"]) == withheld_in(LECTURE, ["forecast"]) == {"forecast"}
    assert withheld_in(LECTURE, ["boxes"]) == frozenset()


def test_what_is_no_path_cannot_be_withheld():
    with pytest.raises(ChainError, match="no path"):
        withheld_in(LECTURE, ["delta[1]"])


@pytest.mark.parametrize("function", ["log(2 + cos x)", "sin(x²) + x", "e^(2x)", "σ(3x + 1)", "x·e^(x²)"])
@pytest.mark.parametrize("path", ["x", "u[1]", "du[1]", "h", "dh", "change", "forecast", "nudged"])
def test_closing_twice_is_closing_once(function, path):
    once = withheld_in(parse(function), [path])
    told = [name for name in once if not name.startswith("wiggle")]
    assert path in once
    assert withheld_in(parse(function), told) == once
