"""Every kind of question: what is right, what is recognised, and what stays of the answer."""

from __future__ import annotations

import pytest

from engine.lessons.judging import Verdict
from engine.lessons.play import (
    answered,
    begun,
    hinted,
    mark,
    passed,
    prediction,
    right,
    stage,
    twins,
)
from engine.lessons.reading import read_lesson
from engine.nn.types import Ref
from engine.session.frame import frame_of
from tests.engine.lessons.written import small
from tests.engine.lessons_golden.nets import like

OPTIONS = """options = [
  { text = "a", right = true }, { text = "b", hint = "M01", why = "no" }, { text = "c", right = RIGHT },
]"""


def asking(kind: str, rest: str = "", right: str = "true", do: str = '"goto U0"'):
    options = OPTIONS.replace("RIGHT", right) if kind in ("multi", "choice", "vote", "order") else ""
    step = f'do = [{do}]\n[step.ask]\nkind = "{kind}"\ntext = "?"\n{options}\n{rest}'
    return begun(read_lesson(small(step=step)), 0)


SLIP = Verdict("slip", ("M01",), told="no")


@pytest.mark.parametrize(
    ("play", "answer", "verdict"),
    [
        (asking("choice", right="false"), 0, Verdict("right")),
        (asking("choice", right="false"), 1, SLIP),
        (asking("choice", right="false"), 2, Verdict("unknown")),
        (asking("multi"), frozenset({0, 2}), Verdict("right")),
        (asking("multi"), frozenset({0, 1, 2}), SLIP),
        (asking("multi"), frozenset({0}), Verdict("unknown")),
        (asking("order"), (0, 1, 2), Verdict("right")),
        (asking("order"), (1, 0, 2), SLIP),
        (asking("vote"), 1, Verdict("right")),
        (asking("sign", 'answer = "delta[2]"'), "−", Verdict("right")),
        (asking("sign", 'answer = "delta[2]"'), "+", Verdict("general", ("M13",), told="sign")),
        (asking("sign", 'answer = "delta[2]"'), "0", Verdict("unknown")),
        (asking("sign", 'answer = "0*J"'), "0", Verdict("right")),
        (asking("point", 'answer = "node 2"'), Ref("delta", 2, (0,), 0), Verdict("right")),
        (asking("point", 'answer = "node 2"'), Ref("W", 2, (0, 0)), Verdict("unknown")),
        (asking("point", 'answer = "w[2]"'), Ref("dW", 2, (0, 0)), Verdict("right")),
        (asking("point", 'answer = "b[2]"'), Ref("product", 2, (0,)), Verdict("right")),
        (asking("point", 'answer = "J"'), Ref("J_new", 2), Verdict("right")),
        (asking("arrow", 'answer = "direction(1, 0)"'), 355.0, Verdict("right")),
        (asking("arrow", 'answer = "direction(1, 0)"'), 15.0, Verdict("unknown")),
        (asking("arrow", 'answer = "direction(1, 0)"\ntolerance = 45'), 40.0, Verdict("right")),
        (asking("arrow", 'answer = "direction(1, 0)"'), 175.0, Verdict("slip", ("M01",), "uphill")),
        (asking("curve", 'then = ["run 10 updates"]'), ((0, 0.22), (10, 0.03)), Verdict("right")),
        (asking("curve", 'then = ["run 10 updates"]'), ((0, 0.0), (10, 0.3)), Verdict("unknown")),
        (asking("number", 'answer = "J"\ntolerance = 0.1'), "0.3", Verdict("right")),
        (asking("number", 'answer = "2*3"'), "6", Verdict("right")),
    ],
)
def test_verdicts(play, answer, verdict):
    play = answered(play, answer)
    assert mark(play).tries[-1].verdict == verdict
    assert mark(play).is_done == (verdict.kind == "right" or play.lesson.steps[0].ask.kind == "curve")


@pytest.mark.parametrize(
    "kind", ["choice", "multi", "order", "vote", "sign", "number", "point", "arrow", "curve"]
)
def test_the_right_answer_is_right_and_another_kind_of_answer_is_none(kind):
    rest = {
        "sign": 'answer = "J"',
        "number": 'answer = "delta[1]"',
        "point": 'answer = "w[1]"',
        "arrow": 'answer = "30"',
        "curve": 'then = ["run 3 updates"]',
    }.get(kind, "")
    play = asking(kind, rest, right="false")
    true = right(play)
    if kind != "vote":
        assert (
            mark(answered(play, f"{true:.4g}" if kind == "number" else true)).tries[-1].verdict.kind
            == "right"
        )
    with pytest.raises(TypeError):
        answered(play, object())


@pytest.mark.parametrize(
    ("play", "answer", "written"),
    [
        (asking("multi"), frozenset({2, 0}), "a; c"),
        (asking("order"), (2, 0, 1), "c → a → b"),
        (asking("arrow", 'answer = "1"'), 33.4, "33°"),
        (asking("vote"), 1, "b"),
        (asking("point", 'answer = "w[1]"'), Ref("W", 2, (0, 0)), "w[2][1,1]"),
        (asking("curve", 'then = ["run 3 updates"]'), ((0, 1.0),), ""),
    ],
)
def test_the_prediction_in_words(play, answer, written):
    assert prediction(play) == ""
    assert prediction(answered(play, answer)) == written


def test_a_question_about_the_future():
    play = asking("number", 'answer = "w[2]"\nthen = ["goto R"]')
    assert stage(play).session.hidden == {Ref("W_new", 2, (0, 0))}
    assert frame_of(stage(play).session).value(Ref("W", 2, (0, 0))) == 0.8
    play = answered(play, "0.708")
    assert mark(play).tries[-1].verdict.ids == ("M01",)
    play = answered(play, "0.892")
    assert mark(play).is_done
    assert stage(play).session.playhead.step == 22


def test_a_slip_in_a_chain_is_recognised():
    chain = '[also.c]\nchain = { function = "log(2 + cos x)", x = 2 }'
    play = begun(
        read_lesson(
            small(more=chain, step='do = ["load c"]\n[step.ask]\nkind="number"\ntext="?"\nanswer="dh"')
        ),
        0,
    )
    assert mark(answered(play, "0.631372")).tries[-1].verdict.ids == ("M21",)
    assert mark(answered(play, "-0.574")).is_done


def test_attempts_count_until_the_third_rung():
    play = asking("number", 'answer = "delta[2]"\nattempts = 2')
    assert passed(answered(answered(play, "1"), "-0.148"), 0)
    assert not passed(answered(answered(answered(play, "1"), "2"), "-0.148"), 0)
    assert passed(answered(answered(answered(play, "1"), "-0.1"), "-0.148"), 0)  # too few digits is no try
    assert passed(answered(hinted(hinted(play)), "-0.148"), 0)
    assert not passed(answered(hinted(hinted(hinted(hinted(play)))), "-0.148"), 0)


def test_twins_are_computed_on_copies():
    step = """do = ["goto U0"]
[[step.twin]]
name = "subtract"
do = ["goto R"]
shows = ["J", "w[2]"]
[[step.twin]]
name = "add"
do = ["set w[2] w[2] + dJ_dw[2], w[1] w[1] + dJ_dw[1], b[2] b[2] + dJ_db[2], b[1] b[1] + dJ_db[1]"]
shows = ["J", "w[2]"]
"""
    play = begun(read_lesson(small(step=step)), 0)
    rows = [(row.name, *(like("0.000000", value) for value in row.values)) for row in twins(play)]
    assert rows == [("subtract", "0.185043", "0.892214"), ("add", "0.260760", "0.707786")]
    assert stage(play).session.document.network.parameter(Ref("W", 2, (0, 0))) == 0.8
