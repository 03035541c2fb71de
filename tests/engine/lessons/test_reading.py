"""Reading a lesson: everything that a file can say comes out as a value, with its line."""

from __future__ import annotations

import numpy as np
import pytest

from engine.lessons.lesson import KINDS, PARTS
from engine.lessons.reading import read_lesson
from engine.lessons.reading.lines import lines_of
from engine.lessons.stages import Stages
from engine.nn.types import Ref
from resources import read_bytes
from tests.engine.lessons.written import DEMO, line_of, small


@pytest.fixture(scope="module")
def demo():
    return read_lesson(DEMO, "demo.toml")


def test_the_head_of_the_complete_example(demo):
    assert (demo.id, demo.title) == ("demo-why-backward", "Why is it called back-propagation?")
    assert (demo.author, demo.language, demo.minutes, demo.level) == ("A. Lecturer", "en", 12, "lecture")
    assert demo.needs == ("03-derivative",)
    assert demo.goal == r"Compute $\delta_2$, then $\delta_1$, and say why that order is forced."
    assert demo.view.panels == ("diagram", "delta", "formula")
    assert (demo.view.decimals, demo.view.notation) == (6, "chain")
    assert demo.view.hide == ("delta[1]", "delta[2]")


def test_the_start_of_the_complete_example(demo):
    document = demo.starts["start"].document
    assert document.network.sizes == (1, 1, 1)
    assert document.network.to_vector().tolist() == [0.2, -0.1, 0.8, -1.2]
    assert (document.cost, document.eta, document.batch, document.shuffle) == ("half_squared", 1.0, 1, "none")
    assert document.X.tolist() == [[3.0]]
    assert document.title == demo.title


def test_the_steps_of_the_complete_example(demo):
    assert [step.id for step in demo.steps] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert [deed.text for deed in demo.steps[1].do] == ["highlight node 1", "pulse delta[1]"]
    assert [option.hint for option in demo.steps[1].ask.options] == ["", "M09", "M05", "M11"]
    assert [option.right for option in demo.steps[1].ask.options] == [True, False, False, False]
    asked = demo.steps[2].ask
    assert (asked.kind, asked.answer, asked.check, asked.sigfigs, asked.attempts) == (
        "number",
        "delta[2]",
        -0.148144,
        3,
        2,
    )
    assert asked.hide == asked.reveals == ("delta[2]",)
    assert demo.steps[4].until.expr == "abs(w[2]) < 0.02"
    assert [(claim.expr, claim.value) for claim in demo.steps[5].asserts] == [("J", 0.185043)]


def test_everything_knows_its_line(demo):
    assert demo.steps[2].line == line_of(DEMO, '[[step]]\nid    = "s3"')
    assert demo.steps[2].do[1].line == line_of(DEMO, "flow delta[2] from node 2")
    assert demo.steps[3].ask.line == line_of(DEMO, "'''Now $") - 2
    assert demo.steps[5].asserts[0].line == line_of(DEMO, "[[step.assert]]")


def test_lines_of_items_in_lists_and_inline_tables():
    text = (
        "a = [\n  1,\n  { b = '''x\ny''', c = [2,\n  3] },\n]\n[t]\nk.l = 1\n[[s]]\n[[s]]\n[s.u]\nv = '#'\n"
    )
    lines = lines_of(text)
    assert lines[("a",)] == 1
    assert lines[("a", 0)] == 2
    assert lines[("a", 1)] == 3
    assert lines[("a", 1, "b")] == 3
    assert lines[("a", 1, "c")] == 4
    assert lines[("a", 1, "c", 1)] == 5
    assert lines[("t", "k", "l")] == 8
    assert (lines[("s", 0)], lines[("s", 1)]) == (9, 10)
    assert lines[("s", 1, "u", "v")] == 12


def test_what_a_lesson_leaves_out_is_as_usual():
    lesson = read_lesson(small())
    assert (lesson.author, lesson.language, lesson.minutes, lesson.level) == ("", "en", 10, "core")
    assert lesson.view.panels == ("diagram", "delta", "formula")
    assert lesson.steps[0].part == "worked"


@pytest.mark.parametrize("part", PARTS)
def test_every_part(part):
    assert read_lesson(small(step=f'part = "{part}"')).steps[0].part == part


# Starts


def test_a_network_that_is_drawn_by_a_formula():
    text = small().replace("w = [ [[0.2]], [[0.8]] ]\nb = [ [-0.1], [-1.2] ]", 'init = "fixed"\nseed = 4')
    document = read_lesson(text).starts["start"].document
    assert document.init == "fixed"
    assert document.seed == 4
    assert document.network.b[1].tolist() == [0.0]
    assert abs(document.network.W[1][0, 0]) <= np.sqrt(3.0)


def test_data_by_name_and_rows_kept_for_testing():
    more = small().replace("X = [[3.0]]\nY = [[1.0]]", 'name = "digits"\ntest = 5\nbatch = 32')
    more = more.replace("layers = [1, 1, 1]", "layers = [64, 4, 10]").replace("b = [ [-0.1], [-1.2] ]", "")
    more = more.replace("w = [ [[0.2]], [[0.8]] ]", 'init = "fixed"\ncost = "softmax_ce"')
    text = (
        more.replace('["sigmoid", "sigmoid"]', '["sigmoid", "softmax"]')
        + '[train]\nshuffle = "fixed"\neta = 0.5\n'
    )
    document = read_lesson(text, "14.toml", lambda file: read_bytes("data", file)).starts["start"].document
    assert (len(document.X), document.samples, document.test.size, document.batch) == (1797, 1437, 360, 32)
    assert (document.shuffle, document.eta, document.cost) == ("fixed", 0.5, "softmax_ce")


def test_rows_kept_for_testing_by_number():
    text = small().replace(
        "X = [[3.0]]\nY = [[1.0]]", "X = [[3], [4], [5]]\nY = [[1], [0], [1]]\ntest = [1, 3]"
    )
    assert read_lesson(text).starts["start"].document.test.tolist() == [0, 2]


def test_other_starts():
    more = """
[also.net_b.network]
activations = ["sigmoid", "sigmoid"]
w = [ [[0.3]], [[-2.5]] ]
b = [ [0.9], [2.2] ]
locked = ["b[1]", "w[2]"]
[also.net_b.data]
X = [[-2]]
Y = [[0]]
[also.net_b.train]
eta = 0.5
optimizer = "momentum(0.9)"
l2 = 0.1
[also.log]
chain = { function = "log(1 + e^x)", x = "1/2" }
"""
    lesson = read_lesson(small(more=more, step='do = ["load net_b", "load log", "load start"]'))
    document = lesson.starts["net_b"].document
    assert (document.eta, document.optimizer, document.l2) == (0.5, "momentum(0.9)", 0.1)
    assert document.network.locked == {Ref("b", 1, (0,)), Ref("W", 2, (0, 0))}
    assert lesson.starts["log"].document is None
    assert (lesson.starts["log"].chain.function, lesson.starts["log"].chain.x) == ("log(1 + e^x)", 0.5)


CHAIN = """
format = 1
id = "chain"
title = "The chain rule"
[view]
panels = ["chain"]
[chain]
function = "log(2 + cos x)"
x = "pi/3"
[[step]]
id = "one"
do = ["wiggle 0.1", "x 2", "function sin(x^2)", "x x/2"]
[step.ask]
kind = "number"
text = "What is $h'$?"
answer = "dh"
"""


def test_a_lesson_without_a_network():
    lesson = read_lesson(CHAIN)
    assert lesson.starts["start"].document is None
    assert lesson.starts["start"].chain.x == pytest.approx(np.pi / 3)
    stage = Stages(lesson).at(0)
    assert (stage.chain.function, stage.chain.x) == ("sin(x^2)", 1.0)
    assert stage.withheld == {"dh"}
    assert Stages(lesson).after(0).withheld == frozenset()


# Questions

OPTIONS = 'options = [{ text = "a", right = true }, { text = "b", hint = "M01" }]'


@pytest.mark.parametrize(
    ("kind", "rest"),
    [
        ("choice", OPTIONS),
        ("multi", OPTIONS),
        ("vote", OPTIONS),
        ("order", OPTIONS),
        ("number", 'answer = "J"'),
        ("sign", 'answer = "delta[1]"'),
        ("point", 'answer = "node 2"'),
        ("point", 'answer = "w[2]"'),
        ("arrow", 'answer = "direction(1, 1)"\ntolerance = 5'),
        ("curve", 'answer = "curve"\nthen = ["run 5 updates"]'),
        ("curve", 'then = ["run 5 updates"]'),
    ],
)
def test_every_kind_of_question(kind, rest):
    asked = read_lesson(small(step=f'[step.ask]\nkind = "{kind}"\ntext = "?"\n{rest}')).steps[0].ask
    assert asked.kind == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("rest", "hide"),
    [
        ('kind = "number"\nanswer = "delta[2]"', ("delta[2]",)),
        ('kind = "sign"\nanswer = "dJ_dw[2]"', ("dJ_dw[2]",)),
        ('kind = "number"\nanswer = "2*delta[2]"', ()),
        ('kind = "number"\nanswer = "full_J"', ()),
        ('kind = "number"\nanswer = "w[2]"\nthen = ["goto R"]', ("new.w[2]",)),
        ('kind = "number"\nanswer = "J"\nthen = ["run 3 updates"]', ("new.J",)),
        ('kind = "number"\nanswer = "J"\nthen = ["goto C"]', ("J",)),
        ('kind = "number"\nanswer = "delta[2]"\nhide = ["a[2]"]', ("a[2]",)),
        ('kind = "point"\nanswer = "delta[2]"', ()),
    ],
)
def test_a_question_withholds_its_answer(rest, hide):
    asked = read_lesson(small(step=f'[step.ask]\ntext = "?"\n{rest}')).steps[0].ask
    assert asked.hide == hide
    assert asked.reveals == hide


def test_twins():
    step = '[[step.twin]]\nname = "add"\ndo = ["set eta 2"]\nshows = ["J", "w[2]"]'
    twin = read_lesson(small(step=step)).steps[0].twins[0]
    assert (twin.name, [deed.text for deed in twin.do], twin.shows) == ("add", ["set eta 2"], ("J", "w[2]"))


def test_windows_line_ends():
    lesson = read_lesson(DEMO.replace("\n", "\r\n"))
    assert lesson.steps[3].ask.line == line_of(DEMO, "'''Now $") - 2
    assert "\r" not in "".join(step.say for step in lesson.steps)
