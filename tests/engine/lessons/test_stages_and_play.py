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
