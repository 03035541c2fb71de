"""Numbers as students type them."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lessons.answers import CALCULATED, MOST_CHARACTERS, AnswerError, Reason, Typed, typed_number
from engine.nn.notation import number

PLAIN = {
    "0.148": Typed(0.148, 3, -3),
    "−0,1480": Typed(-0.148, 4, -4),
    "- 0.15": Typed(-0.15, 2, -2),
    "+.5": Typed(0.5, 1, -1),
    "12.": Typed(12.0, 2, 0),
    "1e-3": Typed(0.001, 1, -3),
    "2,50E2": Typed(250.0, 3, 0),
    "0": Typed(0.0, 0, 0),
    "−0.00": Typed(0.0, 0, -2),
    "4.20×10⁻⁴": Typed(4.20e-4, 3, -6),
    "−4 · 10^-4": Typed(-4e-4, 1, -4),
    "4*10**2": Typed(400.0, 1, 2),
    "\u20090.5\u00a0": Typed(0.5, 1, -1),
}


@pytest.mark.parametrize("text", PLAIN)
def test_plain_numbers_and_their_digits(text):
    found = typed_number(text)
    assert found == Typed(pytest.approx(PLAIN[text].value, rel=1e-15), PLAIN[text].digits, PLAIN[text].place)
    assert math.copysign(1.0, found.value) == (1.0 if found.value >= 0 else -1.0), "a zero has no sign"


CALCULATIONS = {
    "3/8": 0.375,
    "0.8*-0.1481*0.235": 0.8 * -0.1481 * 0.235,
    "0,8·−0,1481·0,235": 0.8 * -0.1481 * 0.235,
    "(0.331 − 1) × 0.2216": (0.331 - 1) * 0.2216,
    "1/(1+e^-0.5)": 1 / (1 + math.exp(-0.5)),
    "sigma(0.5)": 1 / (1 + math.exp(-0.5)),
    "σ(0,5)·σ(−0,5)": 0.2350037122,
    "2*pi/3": 2 * math.pi / 3,
    "π": math.pi,
    "e": math.e,
    "-2^2": -4.0,
    "(-2)²": 4.0,
    "2^3^2": 512.0,
    "2^-1": 0.5,
    "10⁻³": 0.001,
    "--1": 1.0,
    "1 - -1": 2.0,
    "6 ÷ 3 / 2": 1.0,
    "8 − 3 − 2": 3.0,
    "2e3*1": 2000.0,
    "SIGMA(0)": 0.5,
    "(1)+" * 25 + "1": 26.0,
}


@pytest.mark.parametrize("text", CALCULATIONS)
def test_short_calculations(text):
    found = typed_number(text)
    assert found.value == pytest.approx(CALCULATIONS[text], rel=1e-9)
    assert (found.digits, found.place) == (CALCULATED, None)


REFUSED = {
    "": ("empty", "there is no number yet"),
    "   ": ("empty", "there is no number yet"),
    "9" * (MOST_CHARACTERS + 1): ("long", "a number has 120 characters at most, not 121"),
    "abc": ("name", "'abc' is no known name; there are e, pi, sigma( ), tanh( ), exp( )"),
    "exit()": ("name", "'exit' is no known name"),
    "x": ("name", "'x' is no known name"),
    "gamma(2)": ("name", "'gamma' is no known name"),
    "1 2": ("between", "found '2' where a sign is missing, such as · or /"),
    "2 pi": ("between", "found 'pi' where a sign is missing"),
    "1.2.3": ("between", "found '.3' where a sign is missing"),
    "1,234.5": ("between", "found '.5' where a sign is missing"),
    "0.5 apples": ("between", "found 'apples' where a sign is missing"),
    "2(3)": ("between", "found '(' where a sign is missing"),
    "1+": ("missing", "a number is missing at the end"),
    "2**": ("missing", "a number is missing at the end"),
    "*2": ("missing", "found '*' where a number is missing"),
    "()": ("missing", "found ')' where a number is missing"),
    "(1": ("bracket", "a bracket is not closed"),
    "1)": ("bracket", "found ')', but no bracket is open"),
    "sigma 0.5": ("bracket", "sigma needs its number in brackets, as in sigma(0.5)"),
    "1/0": ("zero", "a division by 0 has no value"),
    "0^-1": ("zero", "a division by 0 has no value"),
    "1e999": ("infinite", "the number is too large"),
    "9^9^9^9": ("infinite", "the number is too large"),
    "1e308*10": ("infinite", "the number is too large"),
    "(-1)^0.5": ("infinite", "a number below 0 has no such power"),
    "50 %": ("sign", "found '%', which is no part of a number"),
    "0.5;": ("sign", "found ';', which is no part of a number"),
    "__import__('os')": ("sign", "found '_', which is no part of a number"),
    "(" * 30 + "1" + ")" * 30: ("deep", "brackets are nested more than 20 deep"),
    "nan": ("name", "'nan' is no known name"),
    "∞": ("sign", "found '∞', which is no part of a number"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_is_refused_in_a_sentence(text):
    reason, sentence = REFUSED[text]
    with pytest.raises(AnswerError) as caught:
        typed_number(text)
    assert caught.value.reason == reason
    assert str(caught.value).startswith(sentence)


REASONS = get_args(Reason)


def is_judged(text, reasons=REASONS) -> bool:
    """Say whether a text is a finite number, or refused for one of some reasons."""
    try:
        return math.isfinite(typed_number(text).value)
    except AnswerError as error:
        return error.reason in reasons and bool(str(error))


@given(st.floats(-1e5, 1e5).filter(lambda value: value == 0 or abs(value) > 1e-5), st.integers(1, 6))
def test_what_stands_on_screen_can_be_typed(value, decimals):
    shown = number(value, decimals)
    expected = typed_number(shown).value
    assert expected == pytest.approx(value, abs=0.5 * 10.0**-decimals * 1.001)
    assert typed_number(number(value, decimals, ",")).value == expected


@given(st.text("0123456789.,eE+-−*/^()·×² πσsigma", max_size=40))
def test_any_text_is_a_number_or_refused(text):
    assert is_judged(text)


@given(st.text(max_size=200))
def test_strange_text_is_refused_and_nothing_else_happens(text):
    assert is_judged(text)


def test_a_hostile_tower_is_refused_at_once():
    for text in ("-" * 119 + "1", "2" + "^2" * 59, "1" + "+1" * 59, "σ(" * 39 + "1"):
        assert is_judged(text, ("infinite", "deep"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sqrt(2)", 2**0.5),
        ("log(2,5)", math.log(2.5)),
        ("−sin(pi/3)", -math.sin(math.pi / 3)),
        ("exp(0)", 1.0),
    ],
)
def test_the_functions_of_the_lectures_may_be_typed(text, value):
    assert typed_number(text).value == pytest.approx(value)


@pytest.mark.parametrize("text", ["log(0)", "sqrt(-1)", "exp(1000)"])
def test_where_a_function_has_no_value_that_is_said(text):
    with pytest.raises(AnswerError) as caught:
        typed_number(text)
    assert caught.value.reason == "infinite"
