"""One view has the room beside the diagram."""

from __future__ import annotations

import pytest

from engine.lessons.play import begun, stage, step
from gui.learn.course import files
from gui.present.views import view_of
from gui.present.views.choosing import ORDER
from gui.views import VIEWS
from tests.gui.present.views.slides import lesson_of, play_at

CHOSEN = {
    ("01-chain-rule.toml", "multiply"): "",
    ("03-derivative.toml", "delta-1"): "",
    ("04-weight-correction.toml", "hook"): "curve",  # no weight is selected
    ("04-weight-correction.toml", "twins"): "slice",
    ("04-weight-correction.toml", "curve"): "curve",  # that is drawn
    ("05-surface.toml", "hook"): "surface",
    ("05-surface.toml", "slices"): "slice",  # the step shows it
    ("05-surface.toml", "click"): "surface",
    ("06-many-paths.toml", "bridge"): "matrix",
    ("07-batches.toml", "full-step"): "curve",
    ("10-vanishing.toml", "hundred"): "sizes",
    ("12-relu.toml", "leaky"): "activity",
    ("13-xor.toml", "draw"): "curve",
    ("14-digits.toml", "passes"): "says",
}


@pytest.mark.parametrize(("place", "view"), CHOSEN.items(), ids=lambda each: "-".join(each) if each else "")
def test_what_says_most_is_shown(place, view):
    play = play_at(*place)
    assert view_of(stage(play), step(play)) == view


def test_what_comes_with_the_answer_is_not_there_before():
    play = play_at("14-digits.toml", "guess")
    assert view_of(stage(play), step(play)) == "curve"


@pytest.mark.parametrize("file", files())
def test_no_lesson_is_shown_what_it_hides(file):
    lesson = lesson_of(file)
    for at in range(len(lesson.steps)):
        play = begun(lesson, 0, at)
        view = view_of(stage(play), step(play))
        assert not view or view in stage(play).panels


def test_every_view_has_its_turn():
    assert set(ORDER) == {*VIEWS, "curve"}
