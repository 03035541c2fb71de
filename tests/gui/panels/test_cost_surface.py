"""J over two weights: what is drawn and said, and what click, drag, wheel and keys do."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.replay import network_at
from engine.session.session import Session
from engine.session.training import train
from engine.session.update import update
from gui.look import Look
from gui.panels.cost_surface import CostSurface
from gui.panels.cost_surface.pair import Pair
from gui.panels.cost_surface.steps import picture_of, steps_of
from gui.panels.cost_surface.view import View, view_of
from gui.theme import DARK, LIGHT, ROOM_DARK, contrast
from tests.gui.panels import networks

W1, W2, B2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,))


class Bench:
    """The panel with a session behind it, as in the window."""

    def __init__(self, panel):
        self.panel, self.said, self.pointed = panel, [], []
        self.session = Session.start()
        panel.dispatched.connect(self.do)
        panel.pointed.connect(self.pointed.append)

    def do(self, action):
        self.said.append(action)
        self.session = update(self.session, action)
        self.panel.show_frame(frame_of(self.session))

    @property
    def frame(self):
        return frame_of(self.session)

    @property
    def at(self):
        return self.panel.plot.point_place().toPoint()

    @property
    def sheet(self):
        return self.panel._mapper.sheet

    def words(self):
        text = re.sub(r"<br>", "\n", self.panel.side.reading.text())
        return re.sub(r"<[^>]*>", "", text)


@pytest.fixture
def bench(qtbot):
    panel = CostSurface()
    qtbot.addWidget(panel)
    panel.resize(420, 240)
    panel.set_look(Look())
    made = Bench(panel)
    made.do(actions.Select(W2))
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(lambda: made.sheet is not None and made.sheet.costs.shape == (49, 49))
    made.said.clear()
    return made


def fine(bench, qtbot):
    qtbot.waitUntil(lambda: bench.sheet is not None and bench.sheet.costs.shape == (49, 49))


# What is shown


def test_the_point_is_where_the_weights_are(bench):
    place = bench.panel.plot.point_at(QPointF(bench.at))
    assert (place.x(), place.y()) == pytest.approx((0.8, 0.2), abs=0.03)
    assert bench.words().splitlines()[:3] == ["w₂ = 0.800", "w₁ = 0.200", "J = 0.224"]
    assert "∂J/∂w₂ = −0.092" in bench.words()
    assert "‖∇J‖ = 0.195" in bench.words()
    assert "Δw₂ = +0.092" in bench.words()
    assert "J of the only sample; all other parameters as at update 0." in bench.panel.side.about.text()


def test_both_weights_are_shown_to_one_scale(bench):
    plot = bench.panel.plot
    one, origin = plot.place(1.0, 1.0), plot.place(0.0, 0.0)
    assert one.x() - origin.x() == pytest.approx(origin.y() - one.y(), rel=0.03)


def test_every_place_of_the_map_is_of_this_network(bench):
    sheet = bench.sheet
    across, up = sheet.ground.along(0, 49), sheet.ground.along(1, 49)
    for i, j in ((0, 0), (10, 40), (48, 48)):
        net = bench.frame.network.with_parameter(W2, across[j]).with_parameter(W1, up[i])
        document = Document(net, [[3.0]], [[1.0]])
        assert sheet.costs[i, j] == pytest.approx(frame_of(Session.start(document)).trace.J, rel=1e-9)


def test_training_and_edits_leave_nothing_of_before(bench, qtbot):
    bench.do(train(bench.session.document, 30).action("train", follow=True))
    assert bench.sheet.trace is bench.frame.trace
    assert bench.sheet.costs.shape == (17, 17)
    fine(bench, qtbot)
    assert "as at update 29" in bench.panel.side.about.text()
    trail = bench.panel._mapper.trail
    assert trail.is_whole
    for number, place in zip(trail.updates, trail.places, strict=True):
        net = network_at(bench.session.document, number)
        assert place.tolist() == [net.parameter(W2), net.parameter(W1)]
    bench.do(actions.SetParameter(B2, 1.0, "set b₂"))
    assert bench.sheet.trace is bench.frame.trace


def test_a_step_within_the_update_keeps_the_map(bench):
    before = bench.sheet
    bench.do(actions.Step(3))
    assert bench.sheet is before


def test_a_large_map_comes_after_the_window(qtbot):
    panel = CostSurface()
    qtbot.addWidget(panel)
    net = Network.random((2, 60, 60, 1), ["tanh", "tanh", "linear"])
    document = Document(net, np.ones((10, 2)), np.ones((10, 1)))
    panel.resize(400, 200)
    panel.show_frame(frame_of(update(Session.start(document), actions.Select(W1))))
    assert panel._mapper.sheet is None
    qtbot.waitUntil(lambda: panel._mapper.sheet is not None)


@pytest.mark.parametrize("name", networks.NAMES)
def test_any_network_has_a_map(qtbot, name):
    panel = CostSurface()
    qtbot.addWidget(panel)
    twin = panel.twin(networks.frame(name), Look(theme=DARK, scale=2.0))
    qtbot.addWidget(twin)
    twin.resize(240, 120)
    twin.grab()
    assert twin._mapper.sheet is not None or twin.empty.text()


# Which parameters


def test_the_parameters_are_those_selected_last(bench):
    bench.do(actions.Select(B2))
    assert bench.panel._pair.refs == (B2, W2)
    bench.do(actions.Select(W2))
    assert bench.panel._pair.refs == (B2, W2)


def test_they_are_chosen_from_lists_and_swapped(bench, qtbot):
    across, _ = bench.panel.side.choices
    across.menu().aboutToShow.emit()
    names = [action.text().split("\t")[0] for action in across.menu().actions()]
    assert names == ["w₁", "b₁", "w₂", "b₂"]
    across.menu().actions()[3].trigger()
    qtbot.waitUntil(lambda: bench.sheet.ground.a == B2)
    assert bench.panel._pair.refs == (B2, W1)
    qtbot.mouseClick(bench.panel.side.swap, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.sheet.ground.a == W1)
    assert (across.text(), bench.panel.side.choices[1].text()) == ("w₁", "b₂")


def test_of_a_large_network_the_lists_have_layers_and_nodes(bench):
    net = Network.random((30, 20, 10), ["tanh", "tanh"])
    bench.do(actions.Open(Document(net, np.zeros((1, 30)), np.zeros((1, 10)))))
    across, _ = bench.panel.side.choices
    across.menu().aboutToShow.emit()
    layers = across.menu().actions()
    assert [action.text() for action in layers] == ["Layer 1", "Layer 2"]
    layers[0].menu().aboutToShow.emit()
    nodes = layers[0].menu().actions()
    assert len(nodes) == 20
    nodes[4].menu().aboutToShow.emit()
    nodes[4].menu().actions()[-1].trigger()
    assert bench.panel._pair.refs[0] == Ref("b", 1, (4,))


def test_a_weight_that_is_cut_gives_way(bench):
    cut = bench.frame.network.with_cut({W1})
    bench.do(actions.SetSettings({"network": cut}, "cut w₁"))
    assert bench.panel._pair.refs == (W2, B2)


@given(st.lists(st.sampled_from((W1, W2, B2, Ref("W", 2, (0, 5)), None)), max_size=6))
def test_a_pair_always_has_two_parameters_of_the_network(selected):
    pair, net = Pair(), Network.random((1, 1, 1), ["tanh", "tanh"])
    for ref in selected:
        pair.follow(net, ref)
        assert len(set(pair.refs)) == 2
        assert all(net.parameter(each) is not None for each in pair.refs)


# What a hand does


def test_a_click_starts_from_there_as_one_change(bench, qtbot):
    plot = bench.panel.plot
    at = bench.at + QPoint(30, -20)
    wanted = plot.point_at(QPointF(at))
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=at)
    net = bench.frame.network
    assert (net.parameter(W2), net.parameter(W1)) == pytest.approx((wanted.x(), wanted.y()), abs=0.06)
    assert bench.frame.undo_label == "set w₂ and w₁"
    bench.do(actions.Undo())
    assert bench.frame.network.parameter(W2) == 0.8
    assert bench.frame.undo_label == ""


def drag(bench, qtbot, by):
    start = bench.at
    qtbot.mousePress(bench.panel.plot, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.6, 1.0):
        qtbot.mouseMove(bench.panel.plot, start + by * share)


def test_the_point_is_dragged_live_as_one_change(bench, qtbot):
    ground = bench.sheet.ground
    drag(bench, qtbot, QPoint(40, 12))
    assert bench.frame.network.parameter(W2) > 1.0
    assert bench.frame.network.parameter(W1) < 0.2
    assert bench.sheet.ground == ground
    assert bench.sheet.trace is bench.frame.trace
    qtbot.mouseRelease(bench.panel.plot, Qt.MouseButton.LeftButton, pos=bench.at)
    assert len({action.group for action in bench.said}) == 1
    bench.do(actions.Undo())
    assert bench.frame.network.parameter(W2) == 0.8


def test_escape_gives_a_drag_up(bench, qtbot):
    drag(bench, qtbot, QPoint(40, 12))
    qtbot.keyClick(bench.panel.plot, Qt.Key.Key_Escape)
    assert isinstance(bench.said[-1], actions.Cancel)
    assert bench.frame.network.parameter(W2) == 0.8
    assert bench.frame.undo_label == ""


def test_a_press_on_the_point_alone_changes_nothing(bench, qtbot):
    qtbot.mouseClick(bench.panel.plot, Qt.MouseButton.LeftButton, pos=bench.at)
    assert bench.said == []


def test_by_keyboard_a_crosshair_moves_and_sets(bench, qtbot):
    plot = bench.panel.plot
    plot.setFocus()
    for _ in range(3):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    where = plot.where
    moved = plot.place(where.x(), where.y()) - plot.place(0.8, 0.2)
    assert (moved.x(), moved.y()) == pytest.approx((24.0, -1.0), abs=0.6)
    assert bench.words().startswith("w₂ = ")
    assert "∂J" not in bench.words()
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert bench.frame.network.parameter(W2) == pytest.approx(where.x(), abs=0.06)
    assert bench.frame.undo_label == "set w₂ and w₁"


def test_the_pointer_reads_off_j(bench, qtbot):
    plot = bench.panel.plot
    at = bench.at + QPoint(30, 20)
    qtbot.mouseMove(plot, at)
    place = plot.point_at(QPointF(at))
    net = bench.frame.network.with_parameter(W2, place.x()).with_parameter(W1, place.y())
    J = frame_of(Session.start(Document(net, [[3.0]], [[1.0]]))).trace.J
    assert bench.words().splitlines()[-1] == f"J = {Look().cost(J)}"
    assert plot.accessibleDescription().endswith(f"J = {Look().cost(J)}")


def test_the_wheel_shows_less_around_the_pointer_and_home_all(bench, qtbot):
    plot, before = bench.panel.plot, bench.sheet.ground
    at = bench.at + QPoint(10, 10)
    place = plot.point_at(QPointF(at))
    event = QWheelEvent(
        QPointF(at), QPointF(plot.mapToGlobal(at)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot, event)
    qtbot.waitUntil(lambda: bench.sheet.ground != before)
    ratio = (before.high[0] - before.low[0]) / (bench.sheet.ground.high[0] - bench.sheet.ground.low[0])
    assert ratio == pytest.approx(1.25**2, rel=0.05)
    after = plot.point_at(QPointF(at))
    assert (after.x(), after.y()) == pytest.approx((place.x(), place.y()), abs=0.05)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bench.sheet.ground.low == pytest.approx(before.low, abs=0.1))


# Lit, withheld, announced


def test_pointing_lights_and_is_told(bench, qtbot):
    qtbot.mouseMove(bench.panel.plot, bench.at)
    assert bench.pointed[-1] == {W1, W2, Ref("J", 2)}
    bench.panel.light(frozenset({Ref("dW", 2, (0, 0))}))
    assert bench.panel.plot._lit == {"gradient"}


def test_what_a_question_withholds_is_not_told(bench, qtbot):
    bench.do(actions.Hide(frozenset({Ref("J", 2), Ref("dW", 2, (0, 0))})))
    assert "J = ?" in bench.words()
    assert "∂J/∂w₂ = ?" in bench.words()
    assert "‖∇J‖ = ?" in bench.words()
    assert "Δw₂ = ?" in bench.words()
    assert bench.panel.plot._marks.gradient is None
    assert bench.panel.plot._marks.arrow is None
    assert "every" not in bench.panel.side.about.text()
    bench.do(actions.Hide(frozenset({W1})))
    assert bench.panel.empty.text() == "w₁ is withheld: a map would tell it."
    assert bench.words() == ""


# Views and steps


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=5))
def test_a_view_holds_what_there_is_to_see_and_stands_still(places):
    places = np.array(places)
    found = view_of(places, 0.5, None)
    assert found.holds(places)
    assert view_of(places, 0.5, found) == found


def test_a_zoomed_view_keeps_its_place():
    view = View((1.0, 2.0), 4.0).zoomed(0.5, (3.0, 2.0))
    assert (view.middle, view.half) == ((2.0, 2.0), 2.0)


@given(st.lists(st.floats(1e-9, 1e9), min_size=4, max_size=4))
def test_steps_span_all_of_j(values):
    costs = np.array(values).reshape(2, 2)
    steps = steps_of(costs)
    if steps is not None:
        numbers = steps.number_of(costs)
        assert numbers.min() < steps.first + 1 + 1e-6
        assert numbers.max() > steps.last - 1e-6
        assert steps.last - steps.first <= 25


def test_j_over_many_powers_of_ten_has_steps_that_multiply():
    assert steps_of(np.array([[1.0, 2.0]])).is_log is False
    assert steps_of(np.array([[1e-6, 2.0]])).is_log is True
    assert steps_of(np.array([[1.0, 1.0]])) is None
    assert steps_of(np.array([[np.nan, np.inf]])) is None


@pytest.mark.parametrize("theme", [LIGHT, DARK, ROOM_DARK])
def test_higher_is_deeper_and_opaque(theme):
    costs = np.linspace(0.0, 1.0, 9)[:, None] * np.ones(9)
    image = picture_of(costs, steps_of(costs), theme, 50, 200)
    low, high = image.pixelColor(25, 195), image.pixelColor(25, 5)
    assert (image.width(), image.height()) == (50, 200)
    assert not image.hasAlphaChannel()
    surface = theme.surface
    assert contrast(QColor(high).name(), surface) > contrast(QColor(low).name(), surface)


# A picture of it


def test_a_twin_shows_the_same_finely_at_once(bench, qtbot):
    twin = bench.panel.twin(bench.frame, replace(Look(), theme=DARK))
    qtbot.addWidget(twin)
    twin.resize(600, 400)
    twin.show()
    assert twin._mapper.sheet.costs.shape == (49, 49)
    assert twin._pair.refs == bench.panel._pair.refs
    assert not twin.side.choices[0].isVisible()


@pytest.mark.parametrize("size", [1e-300, 1.0, 1e117, 1e200, 1e290])
def test_a_view_is_never_narrower_than_what_it_shows(size):
    found = view_of(np.array([[size, -size], [size * 1.0000001, -size]]), 1.0, None)
    low, high = (found.middle[0] + way * found.half for way in (-1, 1))
    assert low < high
    assert found.holds(np.array([[size, -size]]))


def test_nothing_is_offered_where_there_are_no_two_parameters(bench):
    assert bench.panel.side.choices[0].isVisible()
    net = Network.random((1, 1), ("sigmoid",), seed=1).with_cut({W1})
    bench.do(actions.Open(Document(net, [[1.0]], [[0.0]])))
    assert not any(choice.isVisible() for choice in bench.panel.side.choices)
    bench.do(actions.Open(two_nodes()))
    assert all(choice.isVisible() for choice in bench.panel.side.choices)
