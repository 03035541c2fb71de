"""The examples: all there, and Mazur's with the figures that he published."""

from __future__ import annotations

import pytest

from engine.nn.types import Ref
from engine.session.frame import frame_of
from engine.session.replay import curve_of
from engine.session.session import Session
from gui.files.examples import EXAMPLES
from resources import resource_path


def test_every_example_file_is_in_the_menu_and_every_entry_has_one():
    files = {file.stem for file in resource_path("examples").glob("*.upstream")}
    assert {example.file for example in EXAMPLES} == files | {""}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.file or "two nodes")
def test_an_example_opens_and_has_a_title(example):
    document, playhead = example.load()
    assert document.title == example.name.replace("&", "")
    frame_of(Session.start(document, playhead))


def test_every_letter_under_a_line_is_another():
    letters = [example.name[example.name.index("&") + 1].lower() for example in EXAMPLES]
    assert len(set(letters)) == len(letters)


def test_xor_with_two_hidden_nodes_learns_as_in_lesson_13():
    document, _ = next(example for example in EXAMPLES if example.file == "xor-2-2-1").load()
    costs = curve_of(document, 101)
    assert [round(costs[n], 6) for n in (0, 1, 10, 100)] == [0.704474, 0.697504, 0.691916, 0.651324]


PUBLISHED = {
    "J": 0.298371109,
    "W": {(2, 0, 0): 0.35891648, (2, 0, 1): 0.408666186, (2, 1, 0): 0.511301270, (2, 1, 1): 0.561370121,
          (1, 0, 0): 0.149780716, (1, 0, 1): 0.19956143, (1, 1, 0): 0.24975114, (1, 1, 1): 0.29950229},
    "a": {(1, 0): 0.593269992, (1, 1): 0.596884378, (2, 0): 0.75136507, (2, 1): 0.772928465},
}  # fmt: skip
"""Matt Mazur, "A Step by Step Backpropagation Example", 2015, which leaves the biases as they are."""


def test_mazurs_figures():
    document, _ = next(example for example in EXAMPLES if example.file == "mazur").load()
    trace = frame_of(Session.start(document)).trace
    assert PUBLISHED["J"] == pytest.approx(trace.J, abs=5e-10)
    assert round(trace.J_new, 6) == 0.291028
    for (layer, j), a in PUBLISHED["a"].items():
        assert trace.value(Ref("a", layer, (j,)), 0) == pytest.approx(a, abs=5e-9)
    for (layer, j, k), w in PUBLISHED["W"].items():
        assert trace.updated.parameter(Ref("W", layer, (j, k))) == pytest.approx(w, abs=5e-9)
