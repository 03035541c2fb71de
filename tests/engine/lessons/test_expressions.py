"""Expressions of lessons: paths, arithmetic and functions, evaluated by the engine at a stage."""

from __future__ import annotations

import math

import pytest

from engine.lessons.deeds import deed
from engine.lessons.expressions import chain_path_of, holds, ref_of, refs_at, refs_in, value
from engine.lessons.stage import ChainStart, Stage, Start
from engine.nn.types import Ref
from engine.session.document import Document, two_nodes
from engine.session.session import Session
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A, NET_C, like


def stage_of(document: Document | None = None, *deeds: str) -> Stage:
    document = document or two_nodes()
    stage = Stage(Session.start(document), base=Start(document))
    for text in deeds:
        stage = deed(text).run(stage)
    return stage


BATCH = Document(NET_A, BATCH_X, BATCH_Y)
PATHS = Document(NET_C, [[2.0, -1.0]], [[1.0, 0.0]])


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        ("J", "0.223539"),
        ("delta[2]", "-0.148144"),
        ("w[2]*delta[2]", "-0.118515"),
        ("yhat", "0.331362"),
        ("new.w[2]", "0.892214"),
        ("new.J", "0.185043"),
        ("x", "3.000000"),
        ("eta", "1.000000"),
        ("abs(delta[2]) - delta[2]", "0.296289"),
        ("2^3^2", "512.000000"),
        ("-2^2", "-4.000000"),
        ("2**-1", "0.500000"),
        ("-(1 − 3)·2", "4.000000"),
        ("1/4", "0.250000"),
        ("sqrt(16)", "4.000000"),
        ("exp(0) + log(e) + cos(pi) + sin(0)", "1.000000"),
        ("max(1, 3, 2) - min(4, 0.5)", "2.500000"),
        ("sign(delta[1])", "-1.000000"),
        ("norm()", "0.195467"),
        ("direction(-1, 0)", "180.000000"),
        ("direction(-dJ_dw[1], -dJ_dw[2])", "47.820351"),
        ("nodes(1) + nodes(7)", "1.000000"),
        ("layers()", "2.000000"),
        ("m", "1.000000"),
        ("full_J", "0.223539"),
        ("batch_J", "0.223539"),
        ("updates() + epoch()", "0.000000"),
        ("J@1", "0.223539"),
    ],
)
def test_numbers_of_the_two_node_network(expr, found):
    assert like(found, value(expr, stage_of())) == found


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        ("mean(delta[2]@* * a[1]@*)", "-0.030217"),
        ("dJ_dw[2]", "-0.030217"),
        ("mean(delta[2]@*) * mean(a[1]@*)", "-0.021241"),
        ("mean(abs(dJ_dw[2]@*))", "0.054681"),
        ("sum(J@*)", "0.544749"),
        ("delta[1]@3", "-0.029482"),
        ("max(x@*)", "3.000000"),
        ("m", "4.000000"),
    ],
)
def test_numbers_of_a_batch(expr, found):
    assert like(found, value(expr, stage_of(BATCH))) == found


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        ("sum(term[2][*,1])", "0.015478"),
        ("dJ_da[1][1]", "0.015478"),
        ("sum(dJ_dw[2][*,1])", "0.035362"),
        ("sum(abs(delta[2]))", "0.252708"),
        ("sum(w[2])", "1.000000"),
        ("sum(w[2][1,*])", "-0.500000"),
    ],
)
def test_all_edges_or_nodes_at_once(expr, found):
    assert like(found, value(expr, stage_of(PATHS))) == found


def test_one_number_is_wanted():
    with pytest.raises(ValueError, match="is not one number but 4"):
        value("w[2]", stage_of(PATHS))
    with pytest.raises(ValueError, match="do not pair up"):
        value("sum(w[2] + delta[2]*dJ_dw[1][1,*]*term[2])", stage_of(PATHS))


def test_parameters_and_the_cost_are_those_that_stand_by_now():
    assert value("w[2]", stage_of(None, "goto U0")) == 0.8
    assert like("0.892214", value("w[2]", stage_of(None, "goto UW(2)"))) == "0.892214"
    assert value("w[1]", stage_of(None, "goto UW(2)")) == 0.2
    assert like("0.185043", value("J", stage_of(None, "goto R"))) == "0.185043"
    assert like("0.185043", value("full_J", stage_of(None, "goto R"))) == "0.185043"


def test_names_of_what_stands():
    over = stage_of(None, "goto R")
    assert ref_of("w[2]", over) == Ref("W_new", 2, (0, 0))
    assert ref_of("delta[2]", over) == Ref("delta", 2, (0,))
    assert ref_of("J", stage_of()) == Ref("J", 2)
    assert ref_of("2*J", over) is None
    assert ref_of("m", over) is None
    assert ref_of("w[2]", stage_of(PATHS)) is None


@pytest.mark.parametrize(
    ("expr", "true"),
    [
        ("J < 1", True),
        ("J >= 1", False),
        ("1 == 1 and not 2 != 2", True),
        ("0 or 0", False),
        ("0/0", False),
        ("abs(w[2]) < 0.02", False),
        ("1 > 0 or 1/0 > 0", True),
    ],
)
def test_comparisons(expr, true):
    assert holds(expr, stage_of()) is true


def test_arithmetic_that_leads_nowhere_is_no_number():
    assert math.isnan(value("0/0", stage_of()))
    assert math.isinf(value("9^9^9", stage_of()))
    assert math.isnan(value("sqrt(-1)", stage_of()))


def test_a_chain_of_functions():
    stage = Stage(Session.start(), chain=ChainStart("log(2 + cos x)", 2.0))
    assert like("-0.574105", value("dh", stage)) == "-0.574105"
    assert like("-0.574105", value("du[1]*du[2]", stage)) == "-0.574105"
    assert value("forecast(0.1)", stage) == pytest.approx(0.1 * value("dh", stage))
    assert value("change(0.2/2)", stage) == pytest.approx(-0.05763144764330114)
    assert value("nudged(1/100)", stage) == pytest.approx(value("dh", stage), abs=1e-4)
    assert value("x + boxes", stage) == 4.0
    assert chain_path_of("du[2]", stage) == "du[2]"
    assert chain_path_of("forecast(0.1)", stage) == "forecast(0.1)"
    assert chain_path_of("2*dh", stage) == ""
    assert ref_of("x", stage) is None
    assert chain_path_of("x", stage_of()) == ""


def test_what_an_expression_mentions():
    assert refs_in("w[2]*delta[2] + m", NET_A) == {Ref("W", 2, (0, 0)), Ref("delta", 2, (0,))}
    assert len(refs_in("sum(w[1])", NET_C)) == 4
    assert refs_at("delta[2]@*", NET_A, 3) == tuple(Ref("delta", 2, (0,), s) for s in range(3))
    assert refs_at("delta[2]@1", NET_A, 1) == (Ref("delta", 2, (0,)),)
    assert refs_at("x[*]", NET_C) == (Ref("x", 0, (0,)), Ref("x", 0, (1,)))
    with pytest.raises(ValueError, match="no such index"):
        refs_at("w[2][3,*]", NET_C)
