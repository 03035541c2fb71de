"""The timeline: which cells there are, and that mouse and keys reach every one of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.panels.timeline import Timeline
from gui.panels.timeline.cells import MIN_CELL, cells_of, step_at
from gui.panels.timeline.painting import CellPainter
from gui.panels.timeline.timeline import tip_of
from gui.theme import DARK, LIGHT
from gui.words import short_step

WIDE, NARROW = 708.0, 588.0  # what the centre leaves at 1440 and at 1280 px


def document(*sizes, samples=1):
    rng = np.random.default_rng(0)
    net = Network.random(sizes, ["tanh"] * (len(sizes) - 2) + ["sigmoid"], seed=7)
    return Document(net, rng.normal(size=(samples, sizes[0])), rng.uniform(size=(samples, sizes[-1])))


def frame(step=1, zoom="layer", of=None, at=0):
    session = update(Session.start(of), actions.SetZoom(zoom))
    return frame_of(update(session, actions.Seek(step, at)))


def labels(cells, phase=None):
    return " ".join(cell.label for cell in cells if phase in (None, cell.phase))


@pytest.fixture
def timeline(qtbot):
    widget = Timeline()
    qtbot.addWidget(widget)
    widget.resize(740, widget.sizeHint().height())
    widget.show_frame(frame(14))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def said(timeline):
    found = []
    timeline.dispatched.connect(found.append)
    return found


# Which cells


def test_the_two_node_network_has_its_22_steps_side_by_side():
    cells = cells_of(frame(14), NARROW)
    assert labels(cells, "forward") == "x z₁ a₁ z₂ a₂"
    assert labels(cells, "cost") == "J"
    assert labels(cells, "backward") == "∂ŷ σ′₂ δ₂ ∂w₂ ∂b₂ ∂a₁ σ′₁ δ₁ ∂w₁ ∂b₁"
    assert labels(cells, "update") == "U₀ w₂ b₂ w₁ b₁ J"
    assert [cell.label for cell in cells if cell.outlined] == ["∂w₂", "∂b₂", "∂w₁", "∂b₁"]


def test_where_cells_would_be_narrow_all_layers_but_the_present_one_fold():
    cells = cells_of(frame(21, of=document(2, 4, 3, 1)), WIDE)
    assert labels(cells, "forward") == "x z₁ a₁ L2 L3"
    assert labels(cells, "backward") == "L3 L2 ∂a₁ φ′₁ δ₁ ∂W₁ ∂b₁"
    assert labels(cells, "update") == "U₀ L3 L2 W₁ b₁ J"


def test_a_step_without_a_layer_unfolds_the_layer_next_to_it():
    net = document(2, 4, 3, 1)
    assert labels(cells_of(frame(1, of=net), WIDE), "forward") == "x z₁ a₁ L2 L3"
    assert labels(cells_of(frame(8, of=net), WIDE), "backward") == "∂ŷ σ′₃ δ₃ ∂W₃ ∂b₃ L2 L1"


def test_six_layers_fold_the_phases_that_are_not_in_play_too():
    cells = cells_of(frame(30, of=document(2, 3, 3, 3, 3, 3, 1)), NARROW)
    assert labels(cells, "forward") == "13 steps"
    assert labels(cells, "backward") == "L6 L5 L4 ∂a₃ φ′₃ δ₃ ∂W₃ ∂b₃ L2 L1"


@pytest.mark.parametrize("width", range(640, 780, 5))
def test_a_step_with_a_cell_of_its_own_has_its_label(dressed_app, width):
    painter, net = CellPainter(Look()), replace(document(2, 6, 6, 4, 1), optimizer="adam")
    for number in (1, 20, 57):
        cells = cells_of(frame(number, of=net), width, measure=painter.measure)
        assert len(cells) > 4
        assert all(painter.has_room(cell) for cell in cells if cell.steps == 1)


@pytest.mark.parametrize("width", [320.0, NARROW, WIDE, 1220.0])
@pytest.mark.parametrize("zoom", ["phase", "layer", "node", "edge"])
@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 4, 3, 1), (2, 3, 3, 3, 3, 3, 1), (9, 9, 9, 9)])
def test_whatever_the_network_cells_hold_every_step_once_and_have_room(sizes, zoom, width):
    net = document(*sizes, samples=2)
    count = len(frame(1, zoom, net).steps)
    for number in (1, count // 3, count // 2, count):
        shown = frame(number, zoom, net)
        cells = cells_of(shown, width, titles={"cost": 30.0, "backward": 60.0})
        assert [cell.first for cell in cells] == [1, *(cell.last + 1 for cell in cells[:-1])]
        assert cells[-1].last == count
        assert cells[-1].right == pytest.approx(width)
        assert all(a.right < b.left for a, b in pairwise(cells))
        if len(cells) > 4:  # no bars
            assert min(cell.width for cell in cells) >= MIN_CELL - 1e-9
        assert all(
            step_at(cells, (cell.left + cell.right) / 2) in range(cell.first, cell.last + 1) for cell in cells
        )


def test_far_too_many_steps_become_bars_as_long_as_the_phases():
    cells = cells_of(frame(500, "edge", document(9, 9, 9, 9)), 150.0)
    assert [cell.phase for cell in cells] == ["forward", "cost", "backward", "update"]
    assert cells[2].width > cells[0].width > cells[1].width


@pytest.mark.parametrize(("x", "number"), [(-50.0, 1), (0.0, 1), (1e4, 22)])
def test_beside_the_cells_the_nearest_step_is_meant(x, number):
    assert step_at(cells_of(frame(), WIDE), x) == number


# What it says and does


def test_a_click_goes_to_the_step_under_the_mouse(timeline, said, qtbot):
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(9))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(22))
    assert said == [actions.Seek(9), actions.Seek(22)]


def test_a_click_on_the_present_step_says_nothing(timeline, said, qtbot):
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(14))
    assert said == []


def test_a_drag_goes_along_forwards_and_back(timeline, said, qtbot):
    timeline.dispatched.connect(lambda seek: timeline.show_frame(frame(seek.step)))
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(12))
    for number in (13, 16, 3):
        qtbot.mouseMove(timeline, timeline.cell_centre(number))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(3))
    qtbot.mouseMove(timeline, timeline.cell_centre(20))
    assert [seek.step for seek in said] == [12, 13, 16, 3]


def test_while_dragging_folded_layers_keep_their_places(timeline, said, qtbot):
    net = document(2, 4, 3, 1)
    timeline.show_frame(frame(21, of=net))
    timeline.dispatched.connect(lambda seek: timeline.show_frame(frame(seek.step, of=net)))
    before = timeline.cell_centre(3)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(22))
    qtbot.mouseMove(timeline, timeline.cell_centre(13))
    assert timeline.cell_centre(3) == before
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(13))
    assert timeline.cell_centre(3) != before


def test_a_drag_goes_on_where_the_zoom_changes_under_it(timeline, said, qtbot):
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(20))
    timeline.show_frame(frame(3, "phase"))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(1))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.cell_centre(1))
    assert said == [actions.Seek(20), actions.Seek(1)]


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_Left, 13), (Qt.Key.Key_Right, 15), (Qt.Key.Key_Home, 1), (Qt.Key.Key_End, 22)],
)
def test_the_arrow_keys_walk(timeline, said, qtbot, key, step):
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(timeline, key)
    assert said == [actions.Seek(step)]


def test_a_key_with_ctrl_is_left_to_the_window(timeline, said, qtbot):
    qtbot.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert said == []


def test_the_mouse_points_at_what_the_step_writes(timeline, qtbot):
    with qtbot.waitSignal(timeline.pointed) as pointed:
        qtbot.mouseMove(timeline, timeline.cell_centre(9))
    assert pointed.args == [frozenset({Ref("delta", 2, (0,))})]
    with qtbot.waitSignal(timeline.pointed) as pointed:
        QApplication.sendEvent(timeline, QEvent(QEvent.Type.Leave))
    assert pointed.args == [frozenset()]


def test_of_a_batch_it_points_at_the_sample_in_view(timeline, qtbot):
    session = update(Session.start(document(2, 4, 3, 1, samples=4)), actions.SetSample(2))
    timeline.show_frame(frame_of(session))
    with qtbot.waitSignal(timeline.pointed) as pointed:
        qtbot.mouseMove(timeline, timeline.cell_centre(2))
    assert {(ref.symbol, ref.sample) for ref in pointed.args[0]} == {("z", 2)}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (14, "Step 14 of 22 · δ₁ = −0.028"),
        (15, "Step 15 of 22 · ∂J/∂w₁ = ?"),
        (5, "Step 5 of 22 · ŷ = 0.331"),
        (17, "Step 17 of 22 · all gradients are known"),
    ],
)
def test_a_tool_tip_names_the_step_and_only_what_is_known(number, text):
    assert tip_of(frame(14), number, Look()) == text


def test_a_tool_tip_of_many_quantities_names_three():
    assert tip_of(frame(2, of=document(2, 4, 3, 1)), 2, Look()).count("=") == 3


def test_the_tool_tip_shows_where_the_mouse_rests(timeline, qtbot):
    at = timeline.cell_centre(9)
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    assert QToolTip.text() == "Step 9 of 22 · δ₂ = −0.148"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_another_network_of_the_same_size_has_its_own_labels(timeline):
    assert "σ′₂" in labels(timeline._cells)
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["tanh", "tanh"])
    timeline.show_frame(frame(14, of=Document(net, np.ones((1, 1)), np.ones((1, 1)))))
    assert "σ′₂" not in labels(timeline._cells)
    assert "φ′₂" in labels(timeline._cells)


def test_a_screen_reader_hears_the_place(timeline):
    assert timeline.accessibleName() == "Timeline"
    assert timeline.accessibleDescription() == "Backward: Step 14 of 22 · δ₁ = −0.028"


# How it looks


def colour_at(widget, point):
    return widget.grab().toImage().pixelColor(point).name().upper()


def beside_label(timeline, number):
    return timeline.cell_centre(number) + QPoint(0, 9)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_done_cells_are_filled_those_to_come_are_soft_and_gradients_are_hollow(timeline, theme):
    timeline.set_look(Look(theme=theme))
    assert colour_at(timeline, beside_label(timeline, 2)) == theme.forward
    assert colour_at(timeline, beside_label(timeline, 9)) == theme.delta
    assert colour_at(timeline, beside_label(timeline, 10)) == theme.surface
    assert colour_at(timeline, beside_label(timeline, 19)) == theme.update_soft


def test_what_is_pointed_at_elsewhere_is_marked_where_it_is_written_and_read(timeline):
    def marked():
        under = timeline.height() - 6
        image = timeline.grab().toImage()
        points = [QPoint(timeline.cell_centre(n).x(), under) for n in range(1, 23)]
        return [n for n, p in enumerate(points, 1) if image.pixelColor(p).name().upper() == LIGHT.ink]

    assert marked() == []
    timeline.light(frozenset({Ref("delta", 2, (0,))}))
    assert marked() == [9, 10, 11, 12, 14]
    timeline.light(frozenset())
    assert marked() == []


def test_larger_text_takes_more_height(timeline):
    before = timeline.sizeHint().height()
    timeline.set_look(Look(scale=2.0))
    assert timeline.sizeHint().height() > 1.5 * before


def test_cells_of_whole_phases_say_what_they_write():
    assert labels(cells_of(frame(1, "phase"), WIDE)) == "z, a J δ, ∂w w, b"


def test_terms_and_gradients_of_edges_are_told_apart():
    shown = frame(1, "edge", document(2, 4, 3, 1))
    told = [short_step(step, shown.names) for step in shown.steps]
    assert told[1:5] == ["1→1", "2→1", "+b", "z₁,₁"]
    assert {"∂w₁₂", "w₁₂", "∂b₂,₁", "b₂,₁"} <= set(told)


def test_a_folded_phase_has_room_for_its_label():
    cells = cells_of(frame(90, "edge", document(2, 4, 3, 1)), WIDE)
    folded = next(cell for cell in cells if cell.phase == "update")
    assert folded.label == "33 steps"
    assert folded.width >= 7.0 * len(folded.label)


def test_the_focus_frame_stands_apart_from_the_titles(timeline):
    geometry = timeline._painter.geometry
    assert geometry.top >= 3.0
    assert timeline.cell_centre(1).y() == round(geometry.top + geometry.titles + geometry.cells / 2)
    assert timeline.sizeHint().height() == round(geometry.top + geometry.titles + geometry.cells + 13)
