"""Digits that tell: small numbers that are seen to change, and three numbers that agree as they are read."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.nn.digits import consistent, precise
from engine.nn.notation import number, with_power

POSITIVE = st.floats(1e-12, 1e9)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.223539, 3, "0.224"),
        (0.0575, 3, "0.0575"),
        (0.0015, 3, "0.00150"),
        (0.00049, 3, "0.000490"),
        (-0.000278, 3, "−0.000278"),
        (0.00001234, 3, "1.23×10⁻⁵"),
        (-9.71e-10, 3, "−9.71×10⁻¹⁰"),
        (0.0, 3, "0.000"),
        (1.5e7, 3, "1.5×10⁷"),
        (float("inf"), 3, "∞"),
        (0.00621, 6, "0.006210"),
    ],
)
def test_a_small_number_keeps_three_digits(value, decimals, text):
    assert precise(value, decimals) == text
    assert precise(value, decimals, ",") == text.replace(".", ",")


@given(value=st.floats(1e-9, 0.2))
def test_a_number_that_falls_by_a_twentieth_is_read_as_smaller(value):
    assert precise(0.95 * value) != precise(value)


def read(text):
    digits, _, power = text.replace("−", "-").partition("×10")
    raised = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(digits) * 10.0 ** int(raised or 0)


@given(before=POSITIVE, after=POSITIVE, decimals=st.integers(2, 6), digits=st.integers(0, 3))
def test_before_and_change_make_after_as_they_are_read(before, after, decimals, digits):
    shown, power = consistent(before, after, decimals, digits)
    assume((shown, power) != (decimals, None))
    first, change, last = (
        read(number(value, shown, ".", power)) for value in (before, after - before, after)
    )
    assert first + change == pytest.approx(last, abs=1e-9 * max(first, last))
    assert (first != last) == (before != after)


@pytest.mark.parametrize(
    ("before", "after", "texts"),
    [
        (0.223539, 0.185043, ("0.2235", "−0.0385", "0.1850")),
        (0.0094, 0.00892, ("0.00940", "−0.00048", "0.00892")),
        (1.13e-5, 1.05e-5, ("1.13×10⁻⁵", "−0.08×10⁻⁵", "1.05×10⁻⁵")),
        (3.3e35, 1.4e109, ("3.3×10³⁵", "1.4×10¹⁰⁹", "1.4×10¹⁰⁹")),
        (0.25, 0.25, ("0.250", "0.000", "0.250")),
        (float("inf"), 1.0, ("∞", "−∞", "1.000")),
    ],
)
def test_pairs_with_three_digits(before, after, texts):
    decimals, power = consistent(before, after, 3, 3)
    assert tuple(number(value, decimals, ".", power) for value in (before, after - before, after)) == texts


def test_a_shared_power_that_would_hide_a_number_is_not_used():
    assert number(1e-30, 2, ".", power=5) == "1.0×10⁻³⁰"
    assert number(0.0, 2, ".", power=-5) == "0.00×10⁻⁵"
    assert with_power(1234.5, 2, ",") == "1,23×10³"
