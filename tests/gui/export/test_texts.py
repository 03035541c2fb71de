"""Formulas as LaTeX, numbers in full, and lines of NumPy, for every step of many networks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.formulas import numbers, symbols
from engine.nn.types import ZOOMS, Ref
from gui.export.texts import (
    formula_tex,
    numbers_tex,
    numpy_text,
    plain_number,
    pointed_quantity,
    quantity_of,
    value_of,
)
from gui.look import Look
from gui.typeset import outline
from tests.gui.panels.networks import NAMES, address, frame


def moments(name, zoom="layer"):
    return [frame(name, n, zoom=zoom) for n in range(1, len(frame(name, zoom=zoom).steps) + 1)]


@pytest.mark.parametrize("look", [Look(), Look(decimals=6, point=",")], ids=["usual", "comma"])
@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("name", [*NAMES, "relu, shut output", "on the kink"])
def test_every_formula_can_be_typeset_again(qapp, name, zoom, look):
    for moment in moments(name, zoom):
        for tex in (formula_tex(moment, look), numbers_tex(moment, look)):
            if tex:
                assert outline(tex).speech
        assert bool(formula_tex(moment, look)) == (moment.focus is not None)


@pytest.mark.parametrize("name", NAMES)
def test_the_latex_is_that_of_the_engine(qapp, name):
    look = Look()
    for moment in moments(name):
        focus = moment.focus
        if focus is None or not focus.index or focus.symbol in ("x", "y"):
            continue
        ref = focus if focus.symbol in ("dW", "db") else focus.at(None)
        plain = "".join(part.tex for part in symbols(ref, moment.scene))
        assert formula_tex(moment, look).replace(" ", "") == plain.replace(" ", "")
        if focus.symbol not in ("W_new", "b_new") and numbers_tex(moment, look):
            wanted = numbers(ref, moment.scene, lambda ref, m=moment: look.number(m.value(ref)))
            result = "".join(part.tex for part in wanted).replace(" ", "")
            assert numbers_tex(moment, look).replace(" ", "").count("=") == result.count("=")


def test_the_latex_of_the_lecture(qapp):
    moment = address("two nodes", "B5(1)")
    assert formula_tex(moment, Look()) == r"\delta_{1} = w_{2} \, \delta_{2} \cdot \sigma'(z_{1})"
    assert numbers_tex(moment, Look()) == r"0.800 \cdot (-0.148) \cdot 0.235 = -0.028"
    assert numbers_tex(moment, Look(point=",")) == r"0{,}800 \cdot (-0{,}148) \cdot 0{,}235 = -0{,}028"


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_of_numpy_are_python(name):
    for moment in moments(name):
        compile(numpy_text(moment), "<step>", "exec")
    assert numpy_text(address(name, f"B2({moment.network.L})")).startswith("delta_")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_can_be_read_again_to_the_last_digit(value):
    text = plain_number(value)
    assert float(text) == value
    assert text.isascii()
    assert float(plain_number(value, ",").replace(",", ".")) == value


def test_a_zero_has_no_sign_and_numpys_numbers_are_plain():
    assert plain_number(-0.0) == "0.0"
    assert plain_number(np.float64(-0.1)) == "-0.1"
    assert math.isinf(float(plain_number(math.inf)))


def test_the_number_is_that_of_what_is_selected_or_else_in_focus():
    delta, weight = Ref("delta", 1, (0,)), Ref("W", 2, (0, 0))
    moment = address("two nodes", "B5(1)")
    assert quantity_of(moment) == delta
    assert value_of(moment, delta) == moment.trace.delta[1][0, 0]
    assert quantity_of(address("two nodes", "B5(1)", selected=weight)) == weight
    assert quantity_of(frame("two nodes", 1, zoom="phase")) is not None


def test_a_weight_has_the_value_that_is_on_screen():
    weight = Ref("W", 2, (0, 0))
    before, after = address("two nodes", "B5(1)"), address("two nodes", "R")
    assert value_of(before, weight) == before.network.W[2][0, 0]
    assert value_of(after, weight) == after.value(Ref("W_new", 2, (0, 0))) != value_of(before, weight)


@pytest.mark.parametrize(
    ("refs", "meant"),
    [
        ((), None),
        ((Ref("a", 1, (0,)),), Ref("a", 1, (0,))),
        ((Ref("W", 2, (0, 0)), Ref("delta", 2, (0,)), Ref("term", 2, (0, 0))), Ref("term", 2, (0, 0))),
        ((Ref("J_new", 2),), None),  # not known at this step
        ((Ref("z", 1, (0,)), Ref("J_new", 2)), Ref("z", 1, (0,))),
    ],
)
def test_of_what_is_pointed_at_one_known_quantity_is_meant(refs, meant):
    assert pointed_quantity(address("two nodes", "B5(1)"), frozenset(refs)) == meant
