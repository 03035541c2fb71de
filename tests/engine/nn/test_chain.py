"""A typed function: its boxes, what flows through them, and the numbers of lesson 1."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.nn.chain import DERIVATIVES, ChainError, as_latex, as_text, parse, parse_number, written

LECTURE = parse("log(2+cos x)")
THIRD = math.pi / 3


def six(value: float) -> str:
    return f"{value:.6f}"


def test_the_boxes_of_the_lecture():
    assert [box.equation.text for box in LECTURE.boxes] == ["g = 2 + cos x", "h = log g"]
    assert [link.equation.text for link in LECTURE.links] == ["dg/dx = −sin x", "dh/dg = 1/g"]
    assert [link.equation.tex for link in LECTURE.links] == [
        r"\frac{dg}{dx} = -\sin x",
        r"\frac{dh}{dg} = \frac{1}{g}",
    ]
    assert LECTURE.chain_rule.text == "dh/dx = dh/dg · dg/dx"
    assert written(LECTURE.derivative) == (r"-\frac{\sin x}{2 + \cos x}", "−sin x/(2 + cos x)")
    assert LECTURE.notes == ("angles are in radians", "log is the natural logarithm")


@pytest.mark.parametrize(
    ("x", "g", "h", "outer", "inner", "derivative"),
    [
        (THIRD, "2.500000", "0.916291", "0.400000", "-0.866025", "-0.346410"),
        (2.0, "1.583853", "0.459861", "0.631372", "-0.909297", "-0.574105"),
    ],
)
def test_the_numbers_of_lesson_1(x, g, h, outer, inner, derivative):
    point = LECTURE.at(x)
    assert (six(point.values["g"]), six(point.values["h"])) == (g, h)
    assert [six(slope) for slope in point.slopes] == [inner, outer]
    assert [six(point.adjoints[label]) for label in "hgx"] == ["1.000000", outer, derivative]
    assert (six(point.derivative), [six(value) for value in point.products]) == (derivative, [derivative])


def test_the_other_logarithm():
    assert six(parse("log10(2 + cos x)").at(THIRD).derivative) == "-0.150444"


@pytest.mark.parametrize(("step", "nudged"), [(0.1, "-0.346317"), (0.01, "-0.346409"), (0.001, "-0.346410")])
def test_the_nudges_of_lesson_1(step, nudged):
    assert six(LECTURE.nudged(THIRD, step)) == nudged


def test_the_forecast_of_lesson_1():
    forecast = LECTURE.forecast(THIRD, 0.1)
    assert (six(forecast.promised), six(forecast.true)) == ("-0.034641", "-0.036231")


@pytest.mark.parametrize("x", [0.0, math.pi, 2 * math.pi])
def test_where_the_lecture_s_function_is_level(x):
    assert abs(LECTURE.at(x).derivative) < 1e-15


def test_a_third_box():
    (inner,) = [part for part in LECTURE.parts if written(part).text == "cos x"]
    chain = LECTURE.with_cuts(LECTURE.cuts | {inner})
    assert [box.equation.text for box in chain.boxes] == ["u = cos x", "g = 2 + u", "h = log g"]
    assert chain.chain_rule.text == "dh/dx = dh/dg · dg/du · du/dx"
    assert chain.at(THIRD).slopes == pytest.approx((-math.sin(THIRD), 1.0, 0.4), rel=1e-15)
    assert [box.equation.text for box in LECTURE.with_cuts(()).boxes] == ["h = log(2 + cos x)"]
    with pytest.raises(ValueError, match=r"^sin x is no part of log\(2 \+ cos x\) that can have a box$"):
        LECTURE.with_cuts([parse("sin x").root])


def test_the_faded_function_of_lesson_1_has_the_sigmoid_as_its_derivative():
    faded, sigmoid, xs = parse("log(1+e^x)"), parse("σ(x)"), np.linspace(-5, 5, 11)
    assert [link.equation.text for link in faded.links] == ["dg/dx = e^x", "dh/dg = 1/g"]
    assert written(faded.derivative).text == "e^x/(1 + e^x)"
    np.testing.assert_allclose(faded.derivatives(xs), sigmoid.values(xs), rtol=1e-14)


def test_the_sum_over_paths():
    chain = parse("x·e^(x²)")
    assert [box.equation.text for box in chain.boxes] == ["g = x²", "h = x · e^g"]
    assert [link.equation.text for link in chain.links] == ["dg/dx = 2x", "∂h/∂x = e^g", "∂h/∂g = x · e^g"]
    assert chain.chain_rule.text == "dh/dx = ∂h/∂x + ∂h/∂g · dg/dx"
    assert [[link.target for link in path] for path in chain.paths] == [["h"], ["g", "h"]]
    point = chain.at(0.5)
    whole = math.exp(0.25)
    assert point.products == pytest.approx((whole, 0.5 * whole), rel=1e-14)
    assert point.derivative == pytest.approx(1.5 * whole, rel=1e-14)


def test_what_occurs_twice_is_one_box():
    chain = parse("tanh(2x)² + log(2 + 2x)·tanh(2x)")
    assert [box.equation.text for box in chain.boxes] == [
        "u = 2x", "v = tanh u", "g = 2 + u", "h = v² + log g · v",
    ]  # fmt: skip
    assert len(chain.paths) == 2


def test_a_constant_has_no_path():
    chain = parse("log 2")
    assert (chain.paths, chain.links, chain.at(7.0).derivative) == ((), (), 0.0)
    np.testing.assert_array_equal(chain.derivatives(np.zeros(3)), np.zeros(3))
    np.testing.assert_array_equal(chain.values(np.zeros((2, 1))), np.full((2, 1), math.log(2)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sin x", "h"),
        ("log(cos x)", "gh"),
        ("log(cos(e^x))", "ugh"),
        ("log(sin(1 + h))", "ugf"),
        ("f(u) = log(sin(1 + u))", "vgf"),
        ("g(x) = log(sin(1 + x))", "ufg"),
    ],
)
def test_names_of_boxes(text, names):
    assert "".join(box.name for box in parse(text).boxes) == names


def test_many_boxes_are_numbered():
    chain = parse("sin(" * 12 + "u" + ")" * 12)
    assert [box.name for box in chain.boxes] == [*(f"v_{i}" for i in range(1, 12)), "h"]
    assert chain.boxes[1].equation.tex == r"v_{2} = \sin v_{1}"


ROWS = """
c | 0
x^n | n · x^(n − 1)
e^x | e^x
log x | 1/x
sin x | cos x
cos x | −sin x
σ(x) | σ(x) · (1 − σ(x))
tanh x | 1 − tanh² x
relu(x) | [x > 0]
"""


def test_the_derivative_table_of_the_lecture():
    found = [f"{row.function.text} | {row.derivative.text}" for row in DERIVATIVES]
    assert found == ROWS.strip().splitlines()
    assert [row.also.text for row in DERIVATIVES if row.also] == ["σ(x) · σ(−x)"]


@pytest.mark.parametrize(
    ("text", "x", "sentence"),
    [
        ("log(2+cos x−4)", THIRD, "log needs a number above 0, but 2 + cos x − 4 is −1.5 at x = 1.0472"),
        ("log x", 0.0, "log needs a number above 0, but x is 0"),
        ("log(2−2) x", 1.0, "log needs a number above 0, but 2 − 2 is 0"),
        ("√(1−t)", 2.0, "√ needs a number that is not below 0, but 1 − t is −1 at t = 2"),
        ("1/sin x", 0.0, "a division needs a number other than 0 to divide by, but sin x is 0 at x = 0"),
        ("1/0", 0.0, "a division needs a number other than 0 to divide by, not 0"),
        ("x^0.5", -4.0, "a power with the exponent 0.5 needs a base that is not below 0, but x is −4"),
        ("x⁻²", 0.0, "a power with the exponent −2 needs a base other than 0, but x is 0"),
        ("e^(x²)", 40.0, "e^(x²) is too large for a number at x = 40"),
        ("9**9**9**9", 0.0, "9^(9⁹) is too large for a number"),
        ("x", math.inf, "x needs a number that is finite"),
        ("√x", 0.0, "√x has no finite derivative at x = 0"),
        ("x√(x²)", 0.0, "√g has no finite derivative at g = 0"),
        ("x^x", -2.0, "x^x has no finite derivative at x = −2"),
    ],
)
def test_a_point_without_a_value_or_a_derivative_is_named(text, x, sentence):
    with pytest.raises(ChainError) as caught:
        parse(text).at(x)
    assert str(caught.value) == sentence


def test_curves_have_gaps_where_there_is_no_value():
    xs = np.array([-1.0, 0.0, 1.0, 800.0])
    np.testing.assert_array_equal(parse("log x").values(xs), [np.nan, np.nan, 0.0, np.log(800.0)])
    np.testing.assert_array_equal(np.isnan(parse("e^x").values(xs)), [False, False, False, True])
    np.testing.assert_array_equal(np.isnan(parse("relu(log x)").derivatives(xs)), [True, True, False, False])
    np.testing.assert_array_equal(np.isnan(parse("(log x)^0").values(xs)), [True, True, False, False])
    np.testing.assert_array_equal(np.isnan(parse("√x").derivatives(xs)), [True, True, False, False])


@pytest.mark.parametrize("text", ["relu(x)", "|x|"])
def test_the_convention_at_a_kink_is_said(text):
    point = parse(text).at(0.0)
    assert point.derivative == 0.0
    assert point.kinks == (
        f"{text} has a kink at 0, and its slope there is taken as 0, as everywhere in Upstream",
    )
    assert parse(text).at(-0.5).kinks == ()


def test_the_sigmoid_and_tanh_keep_their_digits_far_out():
    assert parse("tanh x").at(20.0).derivative == pytest.approx(4 * math.exp(-40), rel=1e-14)
    assert parse("σ(x)").at(-700.0).derivative == pytest.approx(math.exp(-700), rel=1e-13)


@pytest.mark.parametrize(
    ("text", "value"), [("1.0472", 1.0472), ("π/3", THIRD), ("-2e-3", -0.002), ("√2", 2**0.5)]
)
def test_a_number_may_be_typed_as_a_small_calculation(text, value):
    assert parse_number(text) == pytest.approx(value, rel=1e-15)


def test_a_number_holds_no_letter():
    with pytest.raises(ChainError, match=r"^2x is no number, as it holds the letter x$"):
        parse_number("2x")


REPORT = """\
h(x) = log(2 + cos x)
(angles are in radians)
(log is the natural logarithm)

boxes
  x             = 1.047198
  g = 2 + cos x = 2.500000
  h = log g     = 0.916291
local derivatives
  dg/dx = −sin x = −0.866025
  dh/dg = 1/g    = 0.400000
derivative
  dh/dx = dh/dg · dg/dx
  dh/dx = −sin x/(2 + cos x) = −0.346410
"""


def test_a_report():
    assert as_text(LECTURE, THIRD) == REPORT
    assert "0.4" not in as_text(LECTURE)
    assert as_text(parse("|x|"), 0.0).splitlines()[-1].startswith("(|x| has a kink at 0")


def test_a_report_as_latex():
    lines = as_latex(LECTURE, THIRD).splitlines()
    assert (lines[0], lines[-1]) == (r"\begin{align*}", r"\end{align*}")
    assert lines[3] == r"  g &= 2 + \cos x = 2.500000 \\"
    assert as_latex(parse("x/10^9"), 1.0).splitlines()[-2].endswith(r" = 1.0000 \cdot 10^{-9}")
    assert all(line.isascii() for line in lines)
