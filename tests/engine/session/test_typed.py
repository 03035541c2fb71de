"""Typed numbers: what is read, what is refused, and that a number in full is read back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.session.typed import MOST_CHARACTERS, NumberError, number_in_full, parse_number

finite = st.floats(allow_nan=False, allow_infinity=False)
usual = st.floats(-1e6, 1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.8", 0.8),
        ("0,8", 0.8),
        (".5", 0.5),
        ("5.", 5.0),
        ("+2", 2.0),
        ("-1", -1.0),
        ("−1", -1.0),
        ("–1", -1.0),
        (" − 3 ", -3.0),
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        ("1e−3", 0.001),
        ("1/3", 1 / 3),
        ("−1/4", -0.25),
        ("1/−4", -0.25),
        ("2*0.5", 1.0),
        ("2·0,5", 1.0),
        ("2 × 0.5", 1.0),
        ("3*1/2", 1.5),
        ("8/2/2", 2.0),
        ("4×10⁻⁴", 4e-4),
        ("−4,0×10⁻⁴", -4e-4),
        ("1\u202f/\u00a03", 1 / 3),
    ],
)
def test_numbers_as_people_type_them(text, value):
    assert parse_number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("9" * (MOST_CHARACTERS + 1), "long"),
        ("nan", "infinite"),
        ("-Infinity", "infinite"),
        ("∞", "infinite"),
        ("1e999", "infinite"),
        ("1/1e999", "infinite"),
        ("1e300*1e300", "infinite"),
        ("1/0", "zero"),
        ("0/0", "zero"),
        ("abc", "garbage"),
        ("1.2.3", "garbage"),
        ("1,234.5", "garbage"),
        ("1 000", "garbage"),
        ("--1", "garbage"),
        ("1//2", "garbage"),
        ("2**3", "garbage"),
        ("*2", "garbage"),
        ("1/", "garbage"),
        ("1+1", "garbage"),
        ("0x10", "garbage"),
        ("1_0", "garbage"),
        ("٣", "garbage"),
        ("3 %", "garbage"),
        ("(1)", "garbage"),
        ("w", "garbage"),
        ("10⁹⁹⁹", "infinite"),
        ("__import__('os').getcwd()", "garbage"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, reason):
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert caught.value.reason == reason


@given(st.text(max_size=80))
def test_any_text_is_a_finite_number_or_refused(text):
    try:
        value = parse_number(text)
    except NumberError:
        return
    assert math.isfinite(value)


def test_zero_has_no_sign():
    assert math.copysign(1.0, parse_number("-0")) == 1.0
    assert math.copysign(1.0, parse_number("−0·3")) == 1.0


@given(finite)
def test_what_python_writes_is_read(value):
    assert parse_number(repr(value)) == value


@given(usual, st.floats(0.01, 1e6))
def test_a_fraction_is_the_quotient(above, below):
    assert parse_number(f"{above!r} / {below!r}") == pytest.approx(above / below, rel=1e-14)


@given(finite, st.integers(2, 6), st.sampled_from(".,"))
def test_a_number_in_full_is_read_back(value, decimals, point):
    text = number_in_full(value, decimals, point)
    assert parse_number(text) == pytest.approx(value, rel=1e-11)
    assert "-" not in text
    assert {",": ".", ".": ","}[point] not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.8, "0.800"),
        (-0.25, "−0.250"),
        (0.8916273, "0.8916273"),
        (1 / 3, "0.333333333333"),
        (0.0004, "4.0×10⁻⁴"),
        (1.25e-7, "1.25×10⁻⁷"),
        (0.0, "0.000"),
    ],
)
def test_a_number_in_full_has_the_usual_decimals_and_all_that_it_needs(value, text):
    assert number_in_full(value) == text
