"""Two copies for a split screen: what they compare, what they withhold, how they advance."""

from __future__ import annotations

import pytest

from engine.lessons.lecture.comparing import Copy, advanced, copies, ways
from engine.lessons.reading import read_lesson
from engine.lessons.stages import stages_of
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from resources import read_bytes, resource
from tests.engine.lessons.written import DEMO, small

W2, D2, J, NEW_J = Ref("W", 2, (0, 0)), Ref("delta", 2, (0,)), Ref("J", 2), Ref("J_new", 2)

TWINS = """
do = ["goto U0"]
[[step.twin]]
name = "subtract"
do = ["goto R"]
shows = ["new.J"]
[[step.twin]]
name = "twice"
do = ["set eta 2", "goto R"]
shows = ["new.J"]
[[step.twin]]
name = "ten times"
do = ["set eta 10", "goto R"]
shows = ["new.J"]
"""


def at(text: str, number: int = 0, *, after: bool = False):
    lesson = read_lesson(text, "x.toml")
    stages = stages_of(lesson, 0)
    return (stages.after if after else stages.at)(number), lesson.steps[number]


def asking(kind_and_more: str, do: str = "goto U0", more: str = "") -> str:
    return small(step=f"do = [\"{do}\"]\n[step.ask]\ntext = '''?'''\n{kind_and_more}\n{more}")


def value(copy: Copy, ref: Ref) -> float | None:
    return frame_of(copy.session).value(ref)


def places(both) -> list[tuple[int, int]]:
    return [(copy.session.playhead.update, copy.session.playhead.step) for copy in both]


# Twins


def test_the_first_and_the_last_twin_stand_side_by_side():
    stage, step = at(small(step=TWINS))
    assert ways(stage, step) == ("twins", "updated", "cost")
    one, other = copies(stage, step, "x.toml", "twins")
    assert (one.name, other.name) == ("subtract", "ten times")
    assert value(one, NEW_J) == pytest.approx(0.185043, abs=1e-6)
    assert value(other, NEW_J) == pytest.approx(0.007874, abs=1e-6)
    assert stage.session.playhead.step < one.session.playhead.step


def test_add_and_subtract_of_lesson_4():
    text = resource("lessons", "04-weight-correction.toml").read_text(encoding="utf-8")
    stage, step = at(text, 1)
    one, other = copies(stage, step, "04", "twins")
    assert (one.name, other.name) == ("subtract", "add")
    assert value(one, NEW_J) < 0.223539 < value(other, J)


def test_twins_withhold_what_the_stage_withholds():
    stage, step = at(small(step=TWINS.replace('"goto U0"', '"goto U0", "hide delta[2]"')))
    assert all(value(copy, D2) is None for copy in copies(stage, step, "x.toml", "twins"))


def test_what_is_hidden_stays_so_where_a_twin_begins_anew():
    step = TWINS.replace('"goto U0"', '"goto U0", "hide delta[2]"')
    stage, shown = at(small(step=step.replace('"set eta 10", "goto R"', '"load start", "goto U0"')))
    assert value(copies(stage, shown, "x.toml", "twins")[1], D2) is None


def test_a_twin_with_another_network_withholds_what_that_begins_with():
    more = "[also.wide.network]\nlayers = [1, 2]\nactivations = ['sigmoid']\nw = [[[1], [1]]]\n"
    more += "[also.wide.data]\nX = [[1]]\nY = [[0, 1]]"
    step = TWINS.replace('"set eta 10", "goto R"', '"load wide", "goto C"')
    stage, shown = at(small(more=more, step=step.replace('"goto U0"', '"hide delta[2]"')))
    assert copies(stage, shown, "x.toml", "twins")[1].session.hidden == frozenset()


def test_a_step_with_one_twin_compares_nothing():
    stage, step = at(small(step=TWINS.partition('[[step.twin]]\nname = "twice')[0]))
    assert "twins" not in ways(stage, step)
    with pytest.raises(ValueError, match="sets nothing side by side"):
        copies(stage, step, "x.toml", "twins")


# Old and new weights


def test_old_and_new_weights_at_the_same_step():
    stage, step = at(small(step='do = ["goto B2(2)"]'))
    old, new = copies(stage, step, "x.toml", "updated")
    assert (old.name, new.name) == ("old weights", "new weights")
    here = stage.session.playhead
    assert places((old, new)) == [(here.update, here.step), (here.update + 1, here.step)]
    assert value(old, W2) == 0.8
    assert value(new, W2) == pytest.approx(0.892214, abs=1e-6)


# Two costs


def test_a_squared_error_beside_cross_entropy():
    stage, step = at(small(step='do = ["goto B2(2)"]'))
    plain, bce = copies(stage, step, "x.toml", "cost")
    assert (plain.name, bce.name) == ("half_squared", "bce")
    assert value(plain, D2) == pytest.approx(-0.148144, abs=1e-6)
    assert value(bce, D2) == pytest.approx(-0.668638, abs=1e-6)
    assert places((plain, bce)) == [(0, stage.session.playhead.step)] * 2


def test_the_squared_error_comes_first_whichever_is_in_use():
    stage, step = at(small(network='cost = "bce"', step='do = ["goto R"]'))
    both = copies(stage, step, "x.toml", "cost")
    assert [copy.name for copy in both] == ["half_squared", "bce"]
    assert places(both) == [(0, stage.session.playhead.step)] * 2


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ('activations = ["sigmoid", "linear"]', ["half_squared", "squared"]),
        ('activations = ["sigmoid", "tanh"]\ncost = "squared"', ["squared", "half_squared"]),
        ('activations = ["sigmoid", "sigmoid"]\ncost = "mse"', ["mse", "bce"]),
    ],
)
def test_the_costs_that_fit_the_output(lines, names):
    text = small().replace('activations = ["sigmoid", "sigmoid"]', lines)
    assert [copy.name for copy in copies(*at(text), "x.toml", "cost")] == names


def test_labels_beyond_1_are_none_for_cross_entropy():
    text = small().replace("Y = [[1.0]]", "Y = [[2.0]]")
    assert [copy.name for copy in copies(*at(text), "x.toml", "cost")] == ["half_squared", "squared"]


def test_softmax_has_one_cost_only():
    text = """format = 1
id = "s"
title = "S"
[network]
layers = [1, 2]
activations = ["softmax"]
cost = "softmax_ce"
w = [[[1], [2]]]
[data]
X = [[1]]
Y = [[0, 1]]
[[step]]
id = "one"
"""
    stage, step = at(text)
    assert ways(stage, step) == ("updated",)
    with pytest.raises(ValueError, match="one cost only"):
        copies(stage, step, "x.toml", "cost")


# What is asked


NUMBER = 'kind = "number"\nanswer = "{}"'
CHOICE = "kind = 'choice'\noptions = [{ text = 'a', right = true }, { text = 'b', why = 'no' }]"


@pytest.mark.parametrize(
    ("ask", "left"),
    [
        (NUMBER.format("dJ_dw[2]"), ("cost",)),  # the new weights tell the gradient
        (NUMBER.format("new.w[2]"), ("cost",)),
        (NUMBER.format("J"), ("cost",)),
        (NUMBER.format("a[1]"), ("updated", "cost")),
        ('kind = "sign"\nanswer = "delta[2]"', ("cost",)),
        ('kind = "sign"\nanswer = "new.J - J"\nhide = ["new.J"]', ("cost",)),
        ('kind = "sign"\nanswer = "new.J - J"\nhide = []', ()),
        (CHOICE, ()),
    ],
)
def test_an_open_question_is_not_told(ask, left):
    text = asking(ask)
    stage, step = at(text)
    assert ways(stage, step) == left
    for way in {"updated", "cost"} - set(left):
        with pytest.raises(ValueError, match="would tell the answer"):
            copies(stage, step, "x.toml", way)
    for way in left:
        for copy in copies(stage, step, "x.toml", way):
            assert copy.session.hidden == stage.session.hidden != frozenset()
    revealed, _ = at(text, after=True)
    assert ways(revealed, step, is_open=False) == ("updated", "cost")


def test_twins_are_withheld_as_long_as_something_is_asked():
    twin = TWINS.partition("\n[[")[2]
    text = asking(NUMBER.format("a[1]"), more=f"[[{twin}")
    stage, step = at(text)
    assert "twins" not in ways(stage, step)
    assert "twins" in ways(at(text, after=True)[0], step, is_open=False)


def test_a_slip_that_is_to_be_found_has_no_copy():
    stage, step = at(small(step='do = ["slip no_slope", "goto Gb(1)"]'))
    assert ways(stage, step) == ()
    with pytest.raises(ValueError, match="slip in them on purpose"):
        copies(stage, step, "x.toml", "updated")


def test_a_chain_has_nothing_to_compare():
    text = "format = 1\nid = 'c'\ntitle = 'C'\n[chain]\nfunction = 'sin(x)'\nx = 1\n[[step]]\nid = 'one'\n"
    stage, step = at(text)
    assert ways(stage, step) == ()
    with pytest.raises(ValueError, match="shows no network"):
        copies(stage, step, "x.toml", "cost")


def test_a_way_that_there_is_not():
    with pytest.raises(ValueError, match="'sideways' is not one of twins, updated, cost"):
        copies(*at(DEMO), "x.toml", "sideways")


# Both advance together


@pytest.fixture
def pair():
    return copies(*at(small(step='do = ["goto Fa(1)"]')), "x.toml", "updated")


def test_both_step_on_the_same_key(pair):
    (_, step), _ = places(pair)
    assert places(advanced(pair, act.Step(2))) == [(0, step + 2), (1, step + 2)]
    assert places(advanced(pair, act.StepUpdate(1))) == [(1, 1), (2, 1)]
    assert [copy.name for copy in advanced(pair, act.Step())] == ["old weights", "new weights"]


def test_back_is_exact_and_ends_where_one_of_them_cannot_go_on(pair):
    there = advanced(advanced(pair, act.Step(7)), act.Step(-7))
    assert places(there) == places(pair)
    start = advanced(pair, act.Step(-50))
    assert places(start) == [(0, 1), (1, 1)]
    for action in (act.Step(-1), act.StepPhase(-1), act.StepUpdate(-1)):
        assert advanced(start, action) is start


def test_seeking_keeps_the_distance(pair):
    assert places(advanced(pair, act.Seek(3))) == [(0, 3), (1, 3)]
    assert places(advanced(pair, act.Seek(3, 5))) == [(5, 3), (6, 3)]


def test_zoom_and_sample_are_those_of_both(pair):
    zoomed = advanced(pair, act.SetZoom("edge"))
    assert {copy.session.playhead.zoom for copy in zoomed} == {"edge"}
    assert {copy.session.playhead.sample for copy in advanced(pair, act.SetSample(4))} == {0}


def test_copies_are_not_changed(pair):
    with pytest.raises(ValueError, match="not be changed"):
        advanced(pair, act.SetEta(2.0, "set η"))


@pytest.mark.parametrize("number", range(1, 15))
def test_every_way_that_is_offered_can_be_gone(number):
    """At every stop of every lesson of the course; what is hidden before is hidden in both copies."""
    file = next(each for each in resource("lessons").iterdir() if each.name.startswith(f"{number:02}"))
    lesson = read_lesson(file.read_text(encoding="utf-8"), file.name, lambda name: read_bytes("data", name))
    stages = stages_of(lesson, 0)
    for at_step, step in enumerate(lesson.steps):
        stage = stages.at(at_step)
        for way in set(ways(stage, step)) - {"twins"}:
            for copy in copies(stage, step, file.name, way):
                assert copy.session.hidden >= stage.session.hidden
                assert not any(frame_of(copy.session).is_known(ref) for ref in stage.session.hidden)
