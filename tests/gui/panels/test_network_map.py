"""What the network says: what is drawn and read off, and what each tool makes of the data."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.nn.network import Network
from engine.nn.score import score
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.training import train
from engine.session.update import update
from gui.export.sources import panel_sources
from gui.look import Look
from gui.panels.network_map import NetworkMap
from gui.panels.network_map.labels import labels_of
from gui.panels.network_map.picture import borders
from gui.panels.network_map.right import next_wrong
from gui.theme import DARK, LIGHT, apply_theme, contrast

POINTS = np.array([[-1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0], [0.0, 0.5]])


def half_plane(**changes):
    """Class 1 where x₁ is above 0; the third row is labelled wrong, the last kept for testing."""
    net = Network.from_arrays([[[4.0, 0.0]]], [[0.0]], ["sigmoid"])
    Y = np.array([[0.0], [1.0], [1.0], [1.0], [1.0]])
    given = {"cost": "bce", "test": np.array([4]), "notes": DataNotes(classes=("left", "right"))} | changes
    return Document(net, POINTS, Y, **given)


def line(labels=(0.5, -0.5, 1.25)):
    net = Network.from_arrays([[[0.5]]], [[0.25]], ["linear"])
    Y = np.array(labels)[:, None]
    return Document(net, np.array([[-1.0], [0.0], [2.0]])[: len(Y)], Y)


def three_classes(inputs=2):
    W = np.zeros((3, inputs))
    W[0, 0], W[1, 0], W[2, 1] = 3.0, -3.0, 3.0
    X = np.zeros((3, inputs))
    X[0, 0], X[1, 0], X[2, 1] = 1.0, -1.0, 1.0
    notes = DataNotes(classes=("a", "b", "c"))
    return Document(Network.from_arrays([W], [np.zeros(3)], ["softmax"]), X, np.eye(3), cost="softmax_ce",
                    notes=notes)  # fmt: skip


class Bench:
    """The panel with a session behind it, as in the window."""

    def __init__(self, panel, qtbot):
        self.panel, self.qtbot, self.said, self.pointed = panel, qtbot, [], []
        self.session = Session.start(two_nodes())
        panel.dispatched.connect(self.do)
        panel.pointed.connect(self.pointed.append)

    def do(self, action):
        self.said.append(action)
        self.session = update(self.session, action)
        self.panel.show_frame(frame_of(self.session))

    def open(self, document):
        self.do(actions.Open(document))
        self.said.clear()
        return self

    @property
    def frame(self):
        return frame_of(self.session)

    @property
    def setup(self):
        return self.frame.setup

    @property
    def plot(self):
        return self.panel.views.plot

    @property
    def labels(self):
        return [entry.label for entry in self.session.history.past]

    def at(self, *place):
        return self.plot.outside(self.plot.place(*place)).toPoint()

    def click(self, *place):
        self.qtbot.mouseClick(self.plot, Qt.MouseButton.LeftButton, pos=self.at(*place))

    def use(self, tool):
        self.qtbot.mouseClick(self.panel.side.tools.buttons[tool], Qt.MouseButton.LeftButton)

    def drag(self, begin, *ways, release=True):
        self.qtbot.mousePress(self.plot, Qt.MouseButton.LeftButton, pos=self.at(*begin))
        for way in ways:
            self.qtbot.mouseMove(self.plot, self.at(*way))
        if release:
            self.qtbot.mouseRelease(self.plot, Qt.MouseButton.LeftButton, pos=self.at(*ways[-1]))

    def key(self, key, times=1, modifier=Qt.KeyboardModifier.NoModifier):
        for _ in range(times):
            self.qtbot.keyClick(self.plot, key, modifier)

    @property
    def reading(self):
        return self.panel.side.reading.text().split("\n")

    def pixel(self, *place):
        return self.plot.grab().toImage().pixelColor(self.at(*place))


@pytest.fixture
def bench(qtbot):
    panel = NetworkMap()
    qtbot.addWidget(panel)
    panel.resize(420, 220)
    panel.set_look(Look())
    panel.show()
    qtbot.waitExposed(panel)
    return Bench(panel, qtbot)


# What is drawn


def test_a_map_has_the_colours_of_the_scale_on_either_side(bench):
    bench.open(half_plane())
    left, right = bench.pixel(-0.8, 0.3), bench.pixel(0.8, 0.3)
    assert left.red() > left.blue() + 40
    assert right.blue() > right.red() + 40


def test_the_box_is_square(bench):
    bench.open(half_plane())
    assert bench.plot.box.width() == bench.plot.box.height() > 100


def test_the_border_runs_where_the_output_is_in_the_middle(bench):
    bench.open(half_plane())
    pieces = bench.plot._shown.border
    middle = (0.0 - bench.plot._shown.plane.low[0]) / 3.0
    assert len(pieces) >= 90
    np.testing.assert_allclose(pieces[:, [0, 2]], pieces[0, 0], atol=1e-3)
    assert 0.3 < middle < 0.7


def test_a_border_can_be_left_out_and_colours_made_discrete(bench):
    bench.open(half_plane())
    soft = bench.pixel(0.2, -0.2)
    bench.panel._switches["border"].trigger()
    bench.panel._switches["discrete"].trigger()
    assert len(bench.plot._shown.border) == 0
    hard = bench.pixel(0.2, -0.2)
    assert hard == bench.pixel(0.8, 0.3)
    assert hard.red() < soft.red()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_points_stand_out_from_the_map(bench, theme, qapp):
    bench.open(half_plane())
    bench.panel.set_look(Look(theme=theme))
    ground, point = bench.pixel(0.8, 0.3), bench.pixel(1.0, 1.0)
    assert contrast(ground.name().upper(), point.name().upper()) > 1.5


def test_test_points_are_hollow_and_can_be_hidden(bench):
    bench.open(half_plane())
    marks = dict(zip(bench.plot.points.rows.tolist(), bench.plot.points.marks, strict=True))
    assert [marks[row].hollow for row in range(5)] == [False, False, False, False, True]
    bench.panel._switches["test"].trigger()
    assert bench.plot.points.rows.tolist() == [0, 1, 2, 3]


def test_points_in_a_wrong_class_are_told(bench):
    bench.open(half_plane())
    marks = bench.plot.points.marks
    assert [mark.wrong for mark in marks] == [False, False, True, False, True]
    assert len({(mark.colour, mark.shape) for mark in marks}) == 2


def test_the_batch_in_play_is_stronger_and_the_sample_in_hand_ringed(bench):
    bench.open(half_plane(batch=2))
    marks = dict(zip(bench.plot.points.rows.tolist(), bench.plot.points.marks, strict=True))
    assert {row for row, mark in marks.items() if mark.strong} == set(bench.frame.rows.tolist())
    assert bench.plot.points.here == bench.frame.rows[0]
    bench.do(actions.SetSample(1))
    assert bench.plot.points.here == bench.frame.rows[1]


def test_several_classes_have_colours_of_their_own(bench):
    bench.open(three_classes())
    colours = {bench.pixel(*place).name() for place in ((0.8, -0.2), (-0.8, -0.2), (0.1, 0.8))}
    assert len(colours) == 3
    top = bench.pixel(0.2, 1.4)
    assert top.green() > max(top.red(), top.blue())
    assert len({mark.shape for mark in bench.plot.points.marks}) == 3


def test_a_map_follows_a_weight_at_once(bench):
    bench.open(half_plane())
    before = bench.pixel(-0.8, 0.3)
    bench.do(actions.SetParameter(Ref("W", 1, (0, 0)), -4.0, "set w"))
    assert bench.pixel(-0.8, 0.3) != before


def test_one_input_is_fitted(bench):
    bench.open(line())
    assert bench.plot is bench.panel.views.fit
    sheets = bench.plot._fit_shown.sheets
    plane = bench.plot._fit_shown.plane
    assert sheets[0, 0] == pytest.approx(0.5 * plane.low[0] + 0.25, rel=1e-5)
    assert bench.plot.points.places.tolist() == [[-1.0, 0.5], [0.0, -0.5], [2.0, 1.25]]


def test_several_outputs_of_one_input_are_several_curves(bench):
    net = Network.random((1, 3, 2), ("tanh", "linear"), seed=1)
    bench.open(Document(net, np.array([[0.0], [1.0]]), np.array([[0.2, 3.0], [0.4, -1.0]])))
    assert len(bench.plot._fit_shown.sheets) == len(set(bench.plot._fit_shown.colours)) == 2
    assert len(bench.plot.points.rows) == 4


def test_the_map_of_other_inputs_is_chosen(bench):
    bench.open(three_classes(3))
    side = bench.panel.side
    assert (side.across.text(), side.up.text()) == ("x₁", "x₂")
    side.up.menu().actions()[2].trigger()
    assert bench.plot._shown.plane.columns == (0, 2)
    assert "x₃" in bench.plot._shown.names
    assert bench.plot._shown.told == "a slice: x₂ = 0.000 of sample 1"
    side.across.menu().actions()[2].trigger()  # the same twice: they change places
    assert bench.plot._shown.plane.columns == (2, 0)


def test_square_many_inputs_are_a_picture_with_bars(bench):
    bench.open(three_classes(16))
    assert bench.plot is None
    sample = bench.panel.views.sample._sample
    assert sample.shades.shape == (4, 4)
    assert [bar.name for bar in sample.bars] == ["a", "b", "c"]
    assert [bar.is_label for bar in sample.bars] == [True, False, False]
    assert bench.reading[:3] == ["sample 1", "label: a", "network: a"]
    bench.panel._switches["picture"].trigger()
    assert bench.plot is bench.panel.views.map


def test_one_goes_through_the_wrong_ones(bench, qtbot):
    document = three_classes(16)
    Y = np.eye(3)[[0, 2, 1]]
    X = frame_of(Session.start(document)).setup.X
    bench.open(Document(document.network, X, Y, cost="softmax_ce"))
    for row in (1, 2, 1):
        qtbot.mouseClick(bench.panel.side.on, Qt.MouseButton.LeftButton)
        assert bench.said[-1] == actions.ShowRow(row)
    qtbot.mouseClick(bench.panel.side.back, Qt.MouseButton.LeftButton)
    assert bench.said[-1] == actions.ShowRow(2)


def test_without_a_wrong_one_there_is_nowhere_to_go():
    assert next_wrong(np.array([True, True]), np.array([0, 1]), 0, 1) is None


# What is read off


def test_the_place_under_the_pointer_is_read_off(bench, qtbot):
    bench.open(half_plane())
    qtbot.mouseMove(bench.plot, bench.at(0.6, -0.4))
    where, answer, kind = bench.reading
    x, y = (float(text.replace("−", "-")) for text in re.findall(r"−?\d\.\d+", where))
    assert (x, y) == (pytest.approx(0.6, abs=0.02), pytest.approx(-0.4, abs=0.02))
    assert float(answer.removeprefix("ŷ = ")) == pytest.approx(1.0 / (1.0 + np.exp(-4.0 * x)), abs=2e-3)
    assert kind == "right"


def test_the_reading_takes_the_place_of_the_hint_but_not_of_a_warning(bench, qtbot):
    bench.open(half_plane(test=np.array([1, 2, 3, 4])))
    assert bench.panel.side.hint.isVisible()
    bench.use("delete")
    qtbot.mouseMove(bench.plot, bench.at(-1.0, -1.0))
    assert not bench.panel.side.hint.isVisible()
    bench.click(-1.0, -1.0)
    assert bench.panel.side.hint.isVisible()


def test_the_point_under_the_pointer_is_read_off(bench, qtbot):
    bench.open(half_plane())
    qtbot.mouseMove(bench.plot, bench.at(0.0, 0.5))
    assert bench.reading == ["x = (0.000, 0.500)", "ŷ = 0.500", "left", "point 5", "y = right", "for testing"]


def test_a_point_of_the_batch_lights_its_quantities(bench, qtbot):
    bench.open(half_plane())
    qtbot.mouseMove(bench.plot, bench.at(1.0, 1.0))
    assert bench.pointed[-1] == frozenset({Ref("x", 0, (0,), 1), Ref("x", 0, (1,), 1), Ref("y", 1, (0,), 1)})
    qtbot.mouseMove(bench.plot, bench.at(0.6, -0.4))
    assert bench.pointed[-1] == frozenset()
    bench.panel.light(frozenset({Ref("x", 0, (0,), 3)}))
    assert bench.plot._lit_row == 3


@pytest.mark.parametrize("asked", [Ref("a", 1, (0,)), Ref("W", 1, (0, 1)), Ref("b", 1, (0,))])
def test_what_a_question_withholds_is_not_told(bench, qtbot, asked):
    """Two places of the map would tell a weight."""
    bench.open(half_plane())
    bench.do(actions.Hide(frozenset({asked})))
    for x in (0.0, 1.0):  # where the mouse is already, Qt tells of no move
        qtbot.mouseMove(bench.plot, bench.at(x, x))
    assert bench.reading == ["x = (1.000, 1.000)", "ŷ = ?", "point 2", "y = right"]
    assert bench.plot._shown.image is None
    assert not any(mark.wrong for mark in bench.plot.points.marks)
    bench.do(actions.Reveal())
    assert bench.plot._shown.image is not None


def test_the_whole_is_summed_up_and_told_to_screen_readers(bench):
    bench.open(half_plane())
    assert bench.reading == ["training: 3 of 4 right", "test: 0 of 1 right"]
    assert bench.plot.accessibleName() == "What the network says"
    assert "training: 3 of 4 right" in bench.plot.accessibleDescription()
    bench.key(Qt.Key.Key_Right)
    assert bench.plot.accessibleDescription().startswith("x = (−1.000, −1.000) · ŷ = 0.018 · left · point 1")


def test_the_share_that_is_right_is_that_of_the_score(bench):
    rng = np.random.default_rng(1)
    X, Y = rng.normal(size=(40, 2)), (rng.uniform(size=(40, 1)) > 0.5) * 1.0
    bench.open(Document(half_plane().network, X, Y, cost="bce"))
    right = round(40 * score(half_plane().network, X, Y, "bce").accuracy)
    assert bench.reading == [f"training: {right} of 40 right ({100 * right / 40:g}\u202f%)"]


def test_numbers_are_written_with_the_decimal_comma(bench, qtbot):
    bench.open(half_plane())
    bench.panel.set_look(Look(point=","))
    qtbot.mouseMove(bench.plot, bench.at(0.0, 0.5))
    assert bench.reading[0] == "x = (0,000; 0,500)"


def test_scaled_inputs_are_said_to_be(bench):
    data = DataSet(
        POINTS, np.array([[0.0], [1.0], [1.0], [1.0], [1.0]]), DataNotes(inputs=("height", "x2"))
    ).scaled("standardise")
    document = half_plane()
    bench.open(Document(document.network, data.X, data.Y, cost="bce", notes=data.notes))
    assert bench.panel.side.about.text() == "x₁ height (standardised) · x₂ (standardised)"


def named(inputs=("Länge", "Größe", "Süße"), classes=("Birnen", "Kirschen", "Äpfel")):
    """Three inputs with names; the last differs from row to row."""
    X = np.array([[0.0, 0.0, 6.35], [1.0, 0.5, 6.35], [-1.0, 1.0, 2.0], [0.5, -1.0, -3.0]])
    net = Network.random((3, 3), ("softmax",), seed=1)
    notes = DataNotes(inputs=inputs, classes=classes)
    return Document(net, X, np.eye(3)[[0, 1, 2, 0]], cost="softmax_ce", notes=notes)


def test_axes_and_classes_have_the_names_of_the_data(bench, qtbot):
    bench.open(named())
    assert bench.plot._shown.names == ("Länge", "Größe")
    assert bench.plot._names.texts == ("Länge", "Größe")
    assert bench.panel.side.across.accessibleDescription() == "x₁ Länge"
    for tool in ("add", "delete"):
        bench.use(tool)
        assert [chip.text() for chip in bench.panel.side.chips.buttons] == ["Birnen", "Kirschen", "Äpfel"]
    qtbot.mouseMove(bench.plot, bench.at(1.0, 0.5))
    assert "y = Kirschen" in bench.reading


def test_long_names_are_cut_and_told_in_full(bench):
    long = "the length of the fruit, measured by hand"
    bench.open(named((long, long + "!", "z"), (long, "b", "c")))
    assert all(text.endswith("…") for text in bench.plot._names.texts)
    assert bench.panel.side.chips.buttons[0].toolTip() == f"New points are of {long}"
    assert bench.panel.side.about.text() == f"x₁ {long} · x₂ {long}!"
    page = bench.panel.side.widget()
    assert page.minimumSizeHint().width() <= bench.panel.side.viewport().width()


def test_no_number_stands_where_a_name_does(bench):
    bench.open(named())
    metrics = QFontMetricsF(bench.plot.font_small)
    begins = bench.plot.box.right() + 10.0 - metrics.horizontalAdvance("Länge")
    numbers = [bench.plot.outside(bench.plot.place(at, 0.0)).x() for at, _ in bench.plot._x.ticks]
    ends = [
        x + metrics.horizontalAdvance(text) / 2
        for x, (_, text) in zip(numbers, bench.plot._x.ticks, strict=True)
    ]
    assert numbers
    assert max(ends) < begins


def test_a_slice_says_so_and_what_is_far_from_it_is_faint(bench):
    bench.open(named())
    assert bench.plot._shown.told == "a slice: Süße = 6.350 of sample 1"
    assert "a slice: Süße = 6.350 of sample 1" in bench.plot.accessibleDescription()
    near = dict(zip(bench.plot.points.rows.tolist(), bench.plot.points.near.tolist(), strict=True))
    assert near[0] == near[1] == 1.0
    assert 1.0 > near[2] > near[3] == 0.2
    bench.do(actions.SetSample(3))
    assert bench.plot._shown.told == "a slice: Süße = −3.000 of sample 4"
    assert bench.plot.points.near[3] == 1.0


def test_a_slice_does_not_tell_what_a_question_withholds(bench):
    bench.open(named())
    bench.do(actions.Hide(frozenset({Ref("x", 0, (2,))})))
    assert bench.plot._shown.told == "a slice: Süße = ? of sample 1"


def test_two_inputs_are_no_slice(bench):
    bench.open(half_plane())
    assert bench.plot._shown.told == ""
    assert bench.plot.points.near is None
    assert "slice" not in bench.plot.accessibleDescription()


def test_the_reading_of_the_crosshair_goes_with_the_focus(bench):
    bench.open(half_plane())
    bench.panel.activateWindow()
    bench.plot.setFocus()
    bench.qtbot.waitUntil(bench.plot.hasFocus)
    bench.key(Qt.Key.Key_Up)
    assert bench.reading[0].startswith("x = ")
    bench.panel.side.tools.more.setFocus()
    assert bench.reading == ["training: 3 of 4 right", "test: 0 of 1 right"]
    bench.plot.setFocus()
    assert bench.reading[0].startswith("x = ")


def test_tools_stand_in_one_row_and_the_share_is_seen_without_scrolling(bench):
    for document in (half_plane(), named()):
        bench.panel.resize(400, 190)
        bench.open(document)
        side = bench.panel.side
        shown = [*side.tools.buttons.values(), side.tools.more]
        assert len({button.mapTo(bench.panel, QPoint()).y() for button in shown}) == 1
        bottom = side.reading.mapTo(side.viewport(), QPoint(0, side.reading.height())).y()
        bench.qtbot.waitUntil(lambda side=side: side.reading.height() > 5)
        assert bottom <= side.viewport().height()


# Tools


def test_a_click_adds_a_point_of_the_class_that_was_chosen(bench, qtbot):
    bench.open(half_plane())
    assert bench.panel.side.hint.text() == "Click or drag in the plot to add points."
    qtbot.mouseClick(bench.panel.side.chips.buttons[0], Qt.MouseButton.LeftButton)
    bench.click(0.5, -0.5)
    assert bench.setup.X[-1] == pytest.approx([0.5, -0.5], abs=0.02)
    assert bench.setup.Y[-1, 0] == 0.0
    assert bench.setup.test.tolist() == [4]
    assert bench.labels == ["add a point"]
    bench.do(actions.Undo())
    assert len(bench.setup.X) == 5


def test_a_new_point_can_be_drawn_on_and_is_one_undo(bench):
    bench.open(half_plane())
    bench.drag((0.5, -0.5), (0.52, -0.5), (0.7, -0.5), (0.8, -0.2))
    added = [[0.5, -0.5], [0.7, -0.5], [0.8, -0.2]]
    np.testing.assert_allclose(bench.setup.X[5:], added, atol=0.03)
    assert bench.setup.Y[5:, 0].tolist() == [1.0, 1.0, 1.0]
    assert bench.labels == ["add 3 points"]
    bench.do(actions.Undo())
    assert len(bench.setup.X) == 5


def test_painted_points_are_never_crowded_and_escape_takes_all_of_them_back(bench):
    bench.open(half_plane())
    way = [(0.5 - 0.01 * step, -0.5) for step in range(60)]
    bench.drag(way[0], *way, release=False)
    px = bench.plot.px_of(bench.setup.X[5:])
    assert len(px) > 3
    assert np.hypot(*np.diff(px, axis=0).T).min() >= 6.5  # 8, and what rounding the numbers takes
    bench.key(Qt.Key.Key_Escape)
    assert len(bench.setup.X) == 5
    assert bench.labels == []


def test_a_drag_that_begins_on_a_point_paints_and_a_click_there_selects(bench):
    bench.open(half_plane())
    bench.drag((1.0, 1.0), (0.5, 0.5))
    assert bench.setup.X[5:].tolist() == [pytest.approx([0.5, 0.5], abs=0.02)]
    bench.click(1.0, 1.0)
    assert len(bench.setup.X) == 6
    assert bench.said[-1] == actions.ShowRow(1)


def test_by_keys_enter_begins_and_ends_a_stroke(bench):
    bench.open(half_plane())
    bench.key(Qt.Key.Key_Up, 4)
    for key, times in (
        (Qt.Key.Key_Return, 1),
        (Qt.Key.Key_Up, 3),
        (Qt.Key.Key_Return, 1),
        (Qt.Key.Key_Up, 2),
    ):
        bench.key(key, times)
    assert len(bench.setup.X) == 9
    assert bench.labels == ["add 4 points"]


def test_the_arrow_selects_by_a_click_and_moves_by_a_drag(bench):
    bench.open(half_plane())
    bench.use("arrow")
    bench.click(-1.0, 1.0)
    assert bench.said == [actions.ShowRow(2)]
    bench.drag((1.0, 1.0), (0.3, 0.2))
    assert bench.labels == ["move point 2"]
    assert not any(said == actions.ShowRow(1) for said in bench.said)


def test_a_hand_that_trembles_moves_nothing(bench):
    bench.open(half_plane())
    bench.use("arrow")
    at = bench.at(1.0, 1.0)
    bench.qtbot.mousePress(bench.plot, Qt.MouseButton.LeftButton, pos=at)
    bench.qtbot.mouseMove(bench.plot, at + QPoint(2, 1))
    bench.qtbot.mouseRelease(bench.plot, Qt.MouseButton.LeftButton, pos=at + QPoint(2, 1))
    assert bench.setup.X.tolist() == POINTS.tolist()
    assert bench.said == [actions.ShowRow(1)]


def test_moving_a_point_is_one_undo_and_the_plane_stands_still(bench):
    bench.open(half_plane())
    bench.use("arrow")
    low = bench.plot._shown.plane.low
    bench.drag((1.0, 1.0), (0.8, 0.9), (0.3, 0.2), release=False)
    assert bench.plot._shown.plane.low == low
    assert bench.setup.X[1] == pytest.approx([0.3, 0.2], abs=0.02)
    bench.qtbot.mouseRelease(bench.plot, Qt.MouseButton.LeftButton, pos=bench.at(0.3, 0.2))
    assert bench.labels == ["move point 2"]
    bench.do(actions.Undo())
    assert bench.setup.X.tolist() == POINTS.tolist()


def test_the_plane_fits_the_data_again_once_a_far_point_is_let_go_of(bench):
    X = POINTS.copy()
    X[1] = 9.0
    bench.open(Document(half_plane().network, X, np.ones((5, 1)), cost="bce"))
    bench.use("arrow")
    wide = bench.plot._shown.plane.high
    bench.drag((9.0, 9.0), (5.0, 5.0), (0.5, 0.5), release=False)
    assert bench.plot._shown.plane.high == wide
    bench.qtbot.mouseRelease(bench.plot, Qt.MouseButton.LeftButton, pos=bench.at(0.5, 0.5))
    assert bench.plot._shown.plane.high[0] < 2.0


def test_escape_gives_a_move_up(bench):
    bench.open(half_plane())
    bench.use("arrow")
    bench.drag((1.0, 1.0), (0.3, 0.2), release=False)
    bench.key(Qt.Key.Key_Escape)
    assert bench.setup.X.tolist() == POINTS.tolist()
    assert bench.labels == []
    assert bench.frame.redo_label == ""
    bench.qtbot.mouseMove(bench.plot, bench.at(0.0, 0.0))
    assert bench.setup.X.tolist() == POINTS.tolist()


@pytest.mark.parametrize("tool", ["arrow", "add"])
def test_undo_wins_over_a_drag(bench, tool):
    bench.open(half_plane())
    bench.use(tool)
    bench.drag((1.0, 1.0) if tool == "arrow" else (0.5, -0.2), (0.3, 0.2), (0.4, 0.2), release=False)
    assert bench.setup.X.tolist() != POINTS.tolist()
    bench.do(actions.Undo())
    bench.qtbot.mouseMove(bench.plot, bench.at(0.0, 0.0))
    bench.qtbot.mouseRelease(bench.plot, Qt.MouseButton.LeftButton, pos=bench.at(0.0, 0.0))
    assert bench.setup.X.tolist() == POINTS.tolist()
    assert (bench.labels, bench.frame.redo_label) == (
        [],
        "move point 2" if tool == "arrow" else "add 2 points",
    )
    assert not bench.plot.is_holding


def test_a_drag_goes_on_while_other_things_change(bench):
    bench.open(half_plane())
    bench.use("arrow")
    bench.drag((1.0, 1.0), (0.3, 0.2), release=False)
    bench.do(actions.StepUpdate(1))
    bench.qtbot.mouseMove(bench.plot, bench.at(-0.5, 0.5))
    assert bench.setup.X[1].tolist() == pytest.approx([-0.5, 0.5], abs=0.03)


def test_a_click_gives_the_next_class(bench):
    bench.open(half_plane())
    bench.use("relabel")
    bench.click(-1.0, 1.0)
    assert bench.setup.Y[:, 0].tolist() == [0.0, 1.0, 0.0, 1.0, 1.0]
    assert bench.labels == ["relabel point 3"]
    bench.click(-1.0, 1.0)
    assert bench.setup.Y[2, 0] == 1.0


def test_deleting_a_point_moves_the_test_rows(bench):
    bench.open(half_plane())
    bench.use("delete")
    bench.click(1.0, 1.0)
    assert len(bench.setup.X) == 4
    assert bench.setup.test.tolist() == [3]
    bench.click(0.0, 0.5)
    assert bench.setup.test.tolist() == []
    assert bench.labels == ["delete point 2", "delete point 4"]


def test_the_last_point_to_train_with_stays(bench):
    bench.open(half_plane(test=np.array([1, 2, 3, 4])))
    bench.use("delete")
    bench.click(-1.0, -1.0)
    assert len(bench.setup.X) == 5
    assert bench.panel.side.hint.text() == "One point to train with has to stay."


def test_a_click_on_a_point_takes_it_in_hand(bench):
    bench.open(half_plane())
    for tool in ("arrow", "add"):
        bench.use(tool)
        bench.click(1.0, -1.0)
        assert bench.said[-1] == actions.ShowRow(3)
    assert bench.frame.playhead.sample == 3


def test_in_a_fit_a_click_says_the_label_too(bench):
    bench.open(line())
    assert not bench.panel.side.field.isVisible()
    bench.click(1.0, 0.3)
    assert bench.setup.X[-1, 0] == pytest.approx(1.0, abs=0.03)
    assert bench.setup.Y[-1, 0] == pytest.approx(0.3, abs=0.03)


def test_in_a_fit_points_are_moved_along_both_axes_or_relabelled_along_one(bench):
    bench.open(line())
    bench.use("arrow")
    bench.drag((0.0, -0.5), (0.5, 0.0))
    assert bench.setup.X[1, 0] == pytest.approx(0.5, abs=0.03)
    assert bench.setup.Y[1, 0] == pytest.approx(0.0, abs=0.03)
    bench.use("relabel")
    bench.drag((2.0, 1.25), (1.0, 0.5))
    assert bench.setup.X[2, 0] == 2.0
    assert bench.setup.Y[2, 0] == pytest.approx(0.5, abs=0.03)


def test_a_number_is_typed_for_new_points_and_drawn_up_for_old_ones(bench, qtbot):
    net = Network.random((2, 2, 1), ("tanh", "linear"), seed=1)
    bench.open(Document(net, POINTS, np.array([[0.25], [1.5], [2.0], [-1.0], [0.5]])))
    field = bench.panel.side.field
    assert field.isVisible()
    field.selectAll()
    qtbot.keyClicks(field, "x")
    assert "no number" in bench.panel.side.hint.text()
    field.selectAll()
    qtbot.keyClicks(field, "0.75")
    bench.click(0.5, -0.4)
    assert bench.setup.Y[-1, 0] == 0.75
    bench.use("relabel")
    bench.drag((0.0, 0.5), (0.0, 1.0))
    assert bench.setup.Y[4, 0] > 0.75


# Keyboard


def test_the_crosshair_begins_at_the_sample_in_hand_and_adds_there(bench):
    bench.open(half_plane())
    bench.key(Qt.Key.Key_Up)
    assert bench.plot.where == QPointF(*bench.plot.where.toTuple())
    assert bench.plot.where.toTuple() == pytest.approx((-1.0, -1.0), abs=1e-6)
    bench.key(Qt.Key.Key_Up, 5)
    bench.key(Qt.Key.Key_Return)
    assert len(bench.setup.X) == 6
    assert bench.setup.X[-1, 0] == pytest.approx(-1.0, abs=0.02)
    assert bench.setup.X[-1, 1] > -0.9


def test_a_point_is_picked_up_and_put_down_by_keys(bench):
    bench.open(half_plane())
    bench.use("arrow")
    bench.key(Qt.Key.Key_Right)
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Right, 3)
    bench.key(Qt.Key.Key_Right, 2, Qt.KeyboardModifier.ShiftModifier)
    bench.key(Qt.Key.Key_Return)
    there = bench.setup.X[0].tolist()
    assert there[0] > -0.9
    assert there[1] == pytest.approx(-1.0, abs=0.02)
    bench.key(Qt.Key.Key_Left)
    assert bench.setup.X[0].tolist() == there
    assert bench.labels == ["move point 1"]


def test_delete_deletes_what_the_crosshair_is_on(bench):
    bench.open(half_plane())
    bench.key(Qt.Key.Key_Right)
    bench.key(Qt.Key.Key_Delete)
    assert bench.setup.X.tolist() == POINTS[1:].tolist()


def test_space_and_tab_are_not_kept(bench, qtbot):
    bench.open(half_plane())
    bench.plot.setFocus()
    with qtbot.assertNotEmitted(bench.panel.dispatched):
        bench.key(Qt.Key.Key_Space)
    assert bench.labels == []


# Derived inputs


def derived():
    """x₁² beside x₁ and x₂, all standardised; class 1 where x₁² is large."""
    data = DataSet(POINTS[:, :2] * 2.0 + 1.0, np.array([[0.0], [1.0], [1.0], [1.0], [0.0]]))
    data = with_features(data, [Feature("square", (0,))]).scaled("standardise")
    net = Network.from_arrays([[[0.0, 0.0, 4.0]]], [[0.0]], ["sigmoid"])
    return Document(net, data.X, data.Y, cost="bce", notes=data.notes), data


def test_derived_inputs_follow_over_the_map_and_in_a_new_point(bench):
    document, data = derived()
    bench.open(document)
    assert bench.plot._shown.plane.columns == (0, 1)
    bench.click(*data.X[0, :2] * 0.5)
    scaling = data.notes.scaling[0]
    row = bench.setup.X[-1] * scaling.factor + scaling.shift
    assert row[2] == pytest.approx(row[0] ** 2, abs=1e-9)
    assert bench.setup.X[:5].tolist() == data.X.tolist()


def test_moving_a_point_moves_what_is_derived_from_it(bench):
    document, data = derived()
    bench.open(document)
    bench.use("arrow")
    bench.drag(tuple(data.X[1, :2]), tuple(data.X[1, :2] * 0.5))
    scaling = data.notes.scaling[0]
    row = bench.setup.X[1] * scaling.factor + scaling.shift
    assert row[2] == pytest.approx(row[0] ** 2, abs=1e-9)
    assert row[0] < 2.9


# All of it


def test_a_twin_shows_the_same_without_tools(bench, qtbot):
    bench.open(half_plane())
    bench.panel._switches["discrete"].trigger()
    twin = bench.panel.twin(bench.frame, Look(theme=DARK))
    qtbot.addWidget(twin)
    twin.resize(420, 220)
    twin.show()
    assert not twin.side.tools.isVisible()
    assert not twin.side.hint.isVisible()
    assert [chip.toolTip() for chip in twin.side.chips.buttons] == ["left", "right"]
    assert not any(chip.isCheckable() for chip in twin.side.chips.buttons)
    assert twin.options == bench.panel.options
    assert twin.views.map._shown.plane == bench.plot._shown.plane


def test_a_picture_of_it_has_its_size_on_screen(bench):
    bench.open(half_plane())
    (source,) = panel_sources([bench.panel])
    assert source.fills
    assert source.natural(bench.frame, Look()) == bench.panel.size()


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_nothing_beside_the_plot_is_wider_than_its_room(bench, scale, qapp):
    for document in (half_plane(), line(), three_classes(3), three_classes(16)):
        bench.open(document)
        apply_theme(bench.panel, LIGHT, scale)
        bench.panel.set_look(Look(scale=scale))
        bench.panel.resize(round(420 * scale**0.5), 240)
        bench.qtbot.waitUntil(lambda: bench.panel.side.widget().width() > 0)
        page = bench.panel.side.widget()
        assert page.minimumSizeHint().width() <= bench.panel.side.viewport().width()


def test_changes_of_shape_leave_nothing_behind(bench):
    for document in (half_plane(), three_classes(16), line(), three_classes(4), two_nodes(), half_plane()):
        bench.open(document)
        fresh = NetworkMap()
        bench.qtbot.addWidget(fresh)
        fresh.set_look(Look())
        fresh.show_frame(bench.frame)
        assert bench.panel.side.reading.text() == fresh.side.reading.text()
        assert bench.panel.side.about.text() == fresh.side.about.text()
        assert bench.panel.views.shown.accessibleDescription() == fresh.views.shown.accessibleDescription()


def test_the_border_of_a_circle_is_a_circle():
    axis = (np.arange(50) + 0.5) / 50
    far = np.hypot(axis[None] - 0.5, axis[:, None] - 0.5)
    pieces = borders((far - 0.3).astype(np.float32))
    for ends in (pieces[:, :2], pieces[:, 2:]):
        np.testing.assert_allclose(np.hypot(*(ends - 0.5).T), 0.3, atol=2e-3)


@given(st.lists(st.floats(-2, 2) | st.just(float("nan")), min_size=16, max_size=16))
def test_borders_are_inside_whatever_the_numbers(values):
    pieces = borders(np.array(values, dtype=np.float32).reshape(4, 4))
    assert ((pieces >= 0.0) & (pieces <= 1.0)).all()


def test_a_large_network_is_drawn_coarsely_while_it_moves_and_finely_at_rest(bench):
    net = Network.random((2, 60, 60, 1), ("tanh", "tanh", "sigmoid"), seed=1)
    bench.open(Document(net, POINTS, np.ones((5, 1)), cost="bce"))
    live = bench.plot._shown.image.width()
    bench.qtbot.waitUntil(lambda: bench.plot._shown.image.width() > live)
    assert bench.plot._shown.image.width() == 100 > live >= 20


def test_very_many_rows_are_drawn_in_part_with_the_batch_among_them(bench):
    X = np.random.default_rng(1).normal(size=(10_000, 2))
    Y = (X[:, :1] > 0) * 1.0
    bench.open(Document(half_plane().network, X, Y, cost="bce", batch=5))
    rows = bench.plot.points.rows
    assert len(rows) < 3100
    assert set(bench.frame.rows.tolist()) <= set(rows.tolist())


def test_an_output_that_overflows_is_drawn_and_told(bench, qtbot):
    net = Network.from_arrays([[[1e300, 1e300]]], [[0.0]], ["linear"])
    bench.open(Document(net, np.array([[1e9, 1.0], [2e9, 1.5]]), np.array([[0.25], [0.5]])))
    qtbot.mouseMove(
        bench.plot, QPoint(round(bench.plot.box.center().x()), round(bench.plot.box.center().y()))
    )
    assert "∞" in bench.reading[1] or "×10" in bench.reading[1]
    assert bench.plot.grab().toImage().pixelColor(bench.plot.box.center().toPoint()) != QColor()


def test_how_labels_are_read_is_found_once_however_long_is_trained():
    begin = Session.start(Document(two_nodes().network, [[1.0], [2.0]], [[1.0], [0.0]]))
    trained = update(begin, train(begin.document, 5).action("train"))
    before, after = (labels_of(frame_of(session).setup) for session in (begin, trained))
    assert before is after
    other = update(trained, actions.SetData(Ref("y", 2, (0,), 0), 3.0, "set y"))
    assert labels_of(frame_of(other).setup).kind == "numbers"
