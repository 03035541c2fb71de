"""Why did this weight move: the waterfall tells numbers that the update computed, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from engine.nn.network import Network
from engine.nn.trace import parameter_refs
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.panels.weight_story import WeightStory
from gui.panels.weight_story.rows import content_of
from gui.theme import DARK, apply_theme
from tests.gui.panels import networks

W1, W2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0))
LAST = 22


def frame(name="two nodes", step=LAST, selected=W1, **kwargs):
    return networks.frame(name, step, selected=selected, **kwargs)


def end(name, selected=W1):
    return frame(name, len(networks.frame(name).steps), selected)


@pytest.fixture
def story(qtbot):
    panel = WeightStory()
    qtbot.addWidget(panel)
    panel.set_look(Look())
    panel.resize(410, 420)
    panel.show_frame(frame())
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def rows(panel):
    return [(row.sign, row.name, row.number) for row in panel.waterfall.content.rows]


def middle(panel, number):
    return panel.waterfall.layout_now().rows[number].rect.center().toPoint()


def row_of(panel, name):
    return next(n for n, row in enumerate(panel.waterfall.content.rows) if row.name.startswith(name))


# What is told


def test_one_path_is_told_as_a_product(story):
    assert rows(story) == [
        ("", "−η", "−1.000"), ("×", "x", "3.000"), ("×", "σ′(z₁)", "0.235"), ("×", "w₂", "0.800"),
        ("×", "σ′(z₂)", "0.222"), ("×", "∂J/∂ŷ", "−0.669"), ("=", "Δw₁", "0.084"),
    ]  # fmt: skip
    content = story.waterfall.content
    assert content.title == "w₁: 0.200 + 0.084 = 0.284"
    assert content.sentence == "The slope σ′(z₂) = 0.222 is the smallest factor on the way from J to w₁."
    assert [row.name for row in content.rows if row.is_smallest] == ["σ′(z₂)"]


def test_the_bars_lead_from_one_to_the_correction(story):
    spans = [row.span for row in story.waterfall.content.rows]
    assert all(before[1] == after[0] for before, after in pairwise(spans[:-1]))
    assert spans[-1] == (0.0, pytest.approx(spans[-2][1]))


def test_a_saturated_node_is_named():
    content = content_of(end("relu, shut output", W2), frozenset(), Look())
    assert content.sentence.endswith("is the smallest factor: node 2 is saturated.")


def test_what_lets_nothing_through_is_named():
    content = content_of(end("closed gate"), frozenset(), Look())
    assert content.sentence == "The slope relu′(z₁) = 0.000 stops the chain: a product with 0 is 0."


def test_before_a_step_its_factor_is_unknown():
    content = content_of(frame(step=10), frozenset(), Look())
    slope = content.rows[2]
    assert (slope.number, slope.words, slope.span) == ("?", "not known before step 13", None)
    assert content.sentence == "σ′(z₁) is not known before step 13."
    assert content.title == "w₁ = 0.200, and after this update ?"
    assert (content.rows[-1].number, content.rows[-1].span) == ("?", None)
    assert not any(row.is_smallest for row in content.rows)


def test_what_a_question_withholds_is_not_told():
    content = content_of(frame(hidden=(Ref("slope", 2, (0,)),)), frozenset(), Look())
    slope = content.rows[4]
    assert (slope.number, slope.words, slope.span) == ("?", "", None)
    assert content.sentence == "A question withholds a part of it."
    assert content.rows[5].span is None


@pytest.mark.parametrize(
    ("selected", "words"), [(None, "Select a weight"), (Ref("a", 1, (0,)), "Select a weight")]
)
def test_without_a_weight_it_says_what_to_do(selected, words):
    content = content_of(frame(selected=selected), frozenset(), Look())
    assert content.sentence.startswith(words)
    assert not content.rows


def test_of_a_batch_the_sample_in_hand_is_unfolded_and_compared():
    shown = end("batch of 4")
    content = content_of(shown, frozenset(), Look())
    headings = [row.name for row in content.rows if row.kind == "heading"]
    share = shown.trace.value(Ref("dW", 1, (0, 0), 0)) / shown.trace.value(Ref("dW", 1, (0, 0)))
    assert len(headings) == 1
    assert f"sample 1 of 4: {Look().number(share)} times the mean" in headings[0]
    names = [row.name for row in content.rows if row.kind == "result"]
    assert names == ["Δw⁽¹⁾₁₁", "∂J/∂w⁽¹⁾₁₁[1]"]


@pytest.mark.parametrize("optimizer", ["momentum", "nesterov", "adam", "rmsprop"])
def test_penalty_and_memory_are_added(optimizer):
    net = Network.random((1, 1, 1), ("tanh", "sigmoid"), seed=1)
    session = Session.start(Document(net, [[0.4]], [[1.0]], optimizer=optimizer, l2=0.1))
    for action in (act.Seek(len(frame_of(session).steps)), act.Select(W1)):
        session = update(session, action)
    content = content_of(frame_of(session), frozenset(), Look())
    added = [row.name for row in content.rows if row.sign == "+"]
    assert len(added) == (1 if optimizer == "rmsprop" else 2)
    assert [row.name for row in content.rows if row.kind == "result"] == ["of this gradient", "Δw₁"]


def test_locked_and_cut_are_said():
    net = Network.random((2, 2, 1), ("tanh", "sigmoid"), seed=1).with_locked({W1}).with_cut({W2})
    session = Session.start(Document(net, [[0.4, 1.0]], [[1.0]]))
    session = update(session, act.Select(W1))
    assert content_of(frame_of(session), frozenset(), Look()).sentence == (
        "w⁽¹⁾₁₁ is locked: no update moves it."
    )
    session = update(session, act.Select(W2))
    assert "is cut" in content_of(frame_of(session), frozenset(), Look()).sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(networks.NAMES), st.data())
def test_no_moment_tells_a_number_before_its_step(dressed_app, name, data):
    steps = networks.frame(name).steps
    step = data.draw(st.integers(1, len(steps)))
    ref = data.draw(st.sampled_from(parameter_refs(networks.frame(name).network)))
    shown = frame(name, step, ref)
    for row in content_of(shown, frozenset(), Look()).rows:
        late = [r for r in row.refs if shown.written.get(shown.resolved(r), 0) > step]
        assert (row.number == "?") == bool(late) or row.kind == "heading" or row.name == "of this gradient"


# The hand


def test_a_row_that_is_pointed_at_lights_elsewhere(story):
    with_signal = []
    story.pointed.connect(with_signal.append)
    QTest.mouseMove(story.waterfall, middle(story, 3))
    assert with_signal[-1] == {W2}


def test_what_is_pointed_at_elsewhere_is_lit_here(story):
    before = story.waterfall.grab().toImage()
    story.light(frozenset({W2}))
    assert story.waterfall.grab().toImage() != before
    story.light(frozenset())
    assert story.waterfall.grab().toImage() == before


def test_a_click_on_a_weight_downstream_goes_on_to_its_story(story, qtbot):
    with qtbot.waitSignal(story.dispatched) as heard:
        qtbot.mouseClick(story.waterfall, Qt.MouseButton.LeftButton, pos=middle(story, 3))
    assert heard.args == [act.Select(W2)]


def test_a_sum_opens_and_folds_by_mouse_and_key(story, qtbot):
    story.show_frame(end("2-4-3-1"))
    folded = rows(story)
    qtbot.mouseClick(story.waterfall, Qt.MouseButton.LeftButton, pos=middle(story, row_of(story, "∂J/∂a")))
    assert len(rows(story)) > len(folded)
    at = row_of(story, "∂J/∂a⁽¹⁾₁ ÷")
    story.waterfall.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.mouseMove(story.waterfall, middle(story, at))
    qtbot.keyClick(story.waterfall, Qt.Key.Key_Return)
    assert rows(story) == folded


def test_another_weight_begins_folded(story):
    story.show_frame(end("2-4-3-1"))
    story._on_row_pressed(story.waterfall.content.rows[row_of(story, "∂J/∂a")])
    opened = len(rows(story))
    story.show_frame(end("2-4-3-1", Ref("W", 1, (1, 0))))
    story.show_frame(end("2-4-3-1"))
    assert len(rows(story)) < opened


def test_arrows_walk_the_rows_and_space_is_left_to_the_window(story, qtbot):
    heard = []
    story.pointed.connect(heard.append)
    story.waterfall.clearFocus()
    story.waterfall.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(story.waterfall, key)
    assert heard[-1] == {Ref("x", 0, (0,))}
    said = story.waterfall.content
    qtbot.keyClick(story.waterfall, Qt.Key.Key_Space)
    assert story.waterfall.content == said


# For those who hear it, and in every look


def test_rows_are_told_to_screen_readers(story):
    told = QAccessible.queryAccessibleInterface(story.waterfall)
    assert told.text(QAccessible.Text.Name) == "Why did this weight move?"
    assert told.childCount() == 7
    child = told.child(5)
    assert child.text(QAccessible.Text.Name) == "× ∂J/∂ŷ"
    assert child.text(QAccessible.Text.Value) == "minus 0.669"
    assert told.child(3).role() == QAccessible.Role.Button


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("width", [240, 410, 900])
def test_nothing_overlaps_and_nothing_is_cut(story, width, scale):
    apply_theme(story, DARK, scale)
    story.set_look(Look(theme=DARK, scale=scale, decimals=6))
    story.show_frame(end("batch of 4"))
    story.resize(width, 400)
    layout = story.waterfall.layout_now()
    rects = [placed.rect for placed in layout.rows]
    assert all(above.bottom() <= below.top() + 0.01 for above, below in pairwise(rects))
    for placed in layout.rows:
        if placed.row.kind != "heading":
            assert placed.number.right() <= width
            assert placed.rect.contains(QPointF(placed.words.center()))
            assert placed.bar.right() <= placed.number.right()


def test_the_twin_shows_the_same(story, qtbot):
    story.show_frame(end("2-4-3-1"))
    story._on_row_pressed(story.waterfall.content.rows[row_of(story, "∂J/∂a")])
    twin = story.twin(end("2-4-3-1"), Look())
    qtbot.addWidget(twin)
    assert twin.waterfall.content == story.waterfall.content
    assert story.picture_name


def test_nothing_of_an_old_state_remains(story, qtbot):
    fresh = WeightStory()
    qtbot.addWidget(fresh)
    fresh.set_look(Look())
    for name in ("batch of 4", "wide", "two nodes", "2-4-3-1"):
        story.show_frame(end(name))
    fresh.show_frame(end("2-4-3-1"))
    assert story.waterfall.content == fresh.waterfall.content


def test_a_number_that_overflowed_is_no_trouble():
    net = Network.from_arrays([[[1e200]], [[1e200]]], [[0.0], [0.0]], ["linear", "linear"])
    session = Session.start(Document(net, np.array([[1e10]]), np.array([[1.0]])))
    for action in (act.Seek(LAST), act.Select(W1)):
        session = update(session, action)
    content = content_of(frame_of(session), frozenset(), Look())
    assert {row.number for row in content.rows} & {"∞", "−∞", "not a number"}
    assert all(row.number for row in content.rows)
