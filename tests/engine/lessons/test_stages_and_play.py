"""A lesson that is done: where each step begins and ends, and what is noted of the student."""

from __future__ import annotations

import pytest

from engine.lessons.faults import LessonError
from engine.lessons.judging import Verdict
from engine.lessons.play import (
    Mark,
    answered,
    begun,
    carried,
    hinted,
    mark,
    may_go_on,
    moved,
    noticed,
    passed,
    prediction,
    right,
    shown,
    stage,
    twins,
    went,
)
from engine.lessons.reading import read_lesson
from engine.lessons.stage import ChainStart
from engine.lessons.stages import Stages
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.update import update
from tests.engine.lessons.written import DEMO, small
from tests.engine.lessons_golden.nets import like

D1, D2 = Ref("delta", 1, (0,)), Ref("delta", 2, (0,))


@pytest.fixture(scope="module")
def demo():
    return read_lesson(DEMO, "demo.toml")


# Stages


def test_what_is_withheld_from_step_to_step(demo):
    stages = Stages(demo)
    hidden = [stages.at(k).session.hidden for k in range(6)]
    assert hidden == [{D1, D2}, {D1, D2}, {D1, D2}, {D1}, frozenset(), frozenset()]
    assert stages.after(2).session.hidden == {D1}
    assert frame_of(stages.at(2).session).value(D2) is None
    assert like("-0.148144", frame_of(stages.after(2).session).value(D2)) == "-0.148144"


def test_nothing_stays_lit(demo):
    stages = Stages(demo)
    assert stages.at(1).lit
    assert not stages.at(4).lit


def test_stages_are_the_same_in_whatever_order_they_are_asked_for(demo):
    forwards, straight = Stages(demo), Stages(demo)
    for k in range(6):
        forwards.after(k)
    assert straight.at(5).session.playhead == forwards.at(5).session.playhead
    assert straight.at(5).session.hidden == forwards.at(5).session.hidden


def test_the_last_step_of_a_long_lesson():
    steps = "".join(f'[[step]]\nid = "s{n}"\ndo = ["step"]\n' for n in range(199))
    lesson = read_lesson(small(step=steps))
    assert Stages(lesson).at(199).session.playhead.update == 199 // 22


def test_nothing_can_be_undone_that_the_lesson_did():
    lesson = read_lesson(small(step='do = ["set w[2] 0"]'))
    assert not Stages(lesson).at(0).session.history.past


def test_a_deed_that_cannot_be_done_when_the_numbers_are_there():
    more = '[train]\neta = 1e200\n[[step]]\nid = "two"\ndo = ["activation 2 linear", "run 400 updates"]'
    lesson = read_lesson(small(step=more), "far.toml")
    with pytest.raises(LessonError, match=r"far.toml, line \d+: .*training runs away"):
        Stages(lesson).at(1)


# Play


def test_a_way_through_the_complete_example(demo):
    play = moved(begun(demo, 0), 9)
    assert play.at == 1  # the question is open
    play = answered(play, 1)
    assert mark(play).tries[-1].verdict == Verdict("slip", ("M09",), told="$w_2$ is on the diagram: 0.8.")
    assert not may_go_on(play)
    play = moved(answered(play, 0), 1)
    for typed, kind in (("-0.668638", "slip"), ("0,148", "slip"), ("-0.1", "digits"), ("?", "unreadable")):
        play = answered(play, typed)
        assert mark(play).tries[-1].verdict.kind == kind
    assert (prediction(play), mark(play).is_done) == ("-0.668638", False)
    assert stage(play).session.hidden == {D1, D2}
    play = answered(play, "-0.148")
    assert mark(play).is_done
    assert stage(play).session.hidden == {D1}
    assert like("-0.148144", right(play)) == "-0.148144"
    play = shown(hinted(moved(play, 1)))
    assert mark(play) == Mark((), 1, was_shown=True, is_answered=True, is_done=True)
    assert [passed(play, k) for k in range(4)] == [False, True, False, False]


def test_what_follows_rightly_from_an_earlier_slip(demo):
    play = answered(went(begun(demo, 0), 2), "-0.2")
    play = answered(went(shown(play), 3), "-0.0376")
    assert mark(play).tries[-1].verdict.kind == "follow_through"
    assert mark(play).is_done


def test_nothing_follows_from_what_was_typed_about_another_network():
    more = """[also.b.network]
activations = ["sigmoid", "sigmoid"]
w = [ [[0.3]], [[-2.5]] ]
b = [ [0.9], [2.2] ]
[also.b.data]
X = [[-2]]
Y = [[0]]
"""
    steps = """do = ["goto U0"]
[step.ask]
kind = "number"
text = "?"
answer = "delta[2]"
[[step]]
id = "two"
do = ["load b", "goto U0"]
[step.ask]
kind = "number"
text = "?"
answer = "delta[1]"
"""
    play = answered(begun(read_lesson(small(more=more, step=steps)), 0), "-0.2")
    play = answered(went(shown(play), 1), "0.122229")  # what -0.2 would lead to here
    assert mark(play).tries[-1].verdict.kind == "unknown"


def test_once_it_is_answered_nothing_is_judged_any_more(demo):
    play = answered(went(begun(demo, 0), 1), 0)
    assert answered(play, 1) is play
    assert shown(play) is play


def test_a_step_without_question_is_done_when_it_is_entered(demo):
    assert begun(demo, 0).marks["s1"].is_done
    assert not went(begun(demo, 0), 1).marks["s2"].is_done
    assert went(begun(demo, 0), 99).at == 5
    assert moved(begun(demo, 0), -3).at == 0


def test_what_is_to_be_tried_is_noticed(demo):
    play = went(begun(demo, 0), 4)
    session = stage(play).session
    assert noticed(play, session) is play
    moved_little = update(session, act.SetParameter(Ref("W", 2, (0, 0)), 0.1, "drag"))
    assert noticed(play, moved_little) is play
    dragged = update(session, act.SetParameter(Ref("W", 2, (0, 0)), 0.01, "drag"))
    play = noticed(play, dragged)
    assert mark(play).is_met
    assert mark(play).is_done
    assert noticed(play, session) is play
    assert mark(shown(went(begun(demo, 0), 4))).is_done
    assert may_go_on(went(begun(demo, 0), 4))


def test_what_was_changed_by_hand_lasts_within_its_step(demo):
    play = went(begun(demo, 0), 4)
    dragged = update(stage(play).session, act.SetParameter(Ref("W", 2, (0, 0)), 0.0, "drag"))
    assert stage(noticed(play, dragged)).session.document.network.parameter(Ref("W", 2, (0, 0))) == 0.8


def test_what_is_to_be_tried_in_a_chain():
    chain = '[also.c]\nchain = { function = "cos x", x = 1 }'
    step = 'do = ["load c"]\n[step.until]\nexpr = "abs(dh) < 0.01"'
    play = begun(read_lesson(small(more=chain, step=step)), 0)
    session = stage(play).session
    assert noticed(play, session) is play
    assert mark(noticed(play, session, ChainStart("cos x", 3.1415))).is_met


def test_another_version_of_the_lesson_keeps_the_step_and_what_was_done(demo):
    play = answered(went(begun(demo, 7), 1), 0)
    longer = read_lesson(DEMO.replace("[[step]]", '[[step]]\nid = "new"\n[[step]]', 1), "demo.toml")
    anew = carried(play, longer)
    assert (anew.at, anew.seed, anew.lesson) == (2, 7, longer)
    assert mark(anew).is_done
    asked_anew = read_lesson(
        DEMO.replace("Which factor do we not have yet?", "Which is missing?"), "demo.toml"
    )
    assert not mark(carried(play, asked_anew)).is_done
    assert carried(went(play, 5), read_lesson(small())).at == 0


# Every kind of question

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
