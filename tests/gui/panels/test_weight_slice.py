"""J along the selected weight: what is drawn and said, and what dragging the point does."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.slice import slice_of
from engine.session.update import update
from gui.look import Look
from gui.panels.weight_slice import WeightSlice
from gui.panels.weight_slice.readings import Shown, readings_of, shown_of
from gui.theme import DARK, LIGHT, apply_theme
from tests.gui.panels import networks

W1, W2, B2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,))
DW2, NEW2, J = Ref("dW", 2, (0, 0)), Ref("W_new", 2, (0, 0)), Ref("J", 2)


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

    def open(self, document):
        self.do(actions.Open(document))

    @property
    def w2(self):
        return frame_of(self.session).network.parameter(W2)

    @property
    def at(self):
        """The point, in px of the plot."""
        return self.panel.plot.point_place().toPoint()

    def shown(self):
        return re.sub(r"<[^>]*>|\u2060", "", self.panel.reading.text()).replace("&nbsp;", "\u00a0")

    def words(self):
        return re.sub(r"\s+", " ", self.shown())


@pytest.fixture
def bench(qtbot):
    panel = WeightSlice()
    qtbot.addWidget(panel)
    panel.resize(420, 224)
    panel.set_look(Look())
    made = Bench(panel)
    made.do(actions.Select(W2))
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(
        lambda: panel.plot is not None and panel.plot.isVisible() and panel.plot.box.width() > 200
    )
    made.said.clear()
    return made


def drag(bench, qtbot, dx, *, release=True):
    """Drag the point by px; the mouse may move on after the release."""
    start = bench.at
    qtbot.mousePress(bench.panel.plot, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.25, 0.5, 0.75, 1.0):
        qtbot.mouseMove(bench.panel.plot, start + QPoint(round(dx * share), 0))
    if release:
        qtbot.mouseRelease(bench.panel.plot, Qt.MouseButton.LeftButton, pos=start + QPoint(dx, 0))


# Before there is anything to draw


def test_pyqtgraph_is_not_imported_with_the_panel():
    code = "import sys, gui.panels.weight_slice; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("selected", "sentence"),
    [
        (None, "Select a weight to see J along it."),
        (
            Ref("delta", 1, (0,)),
            "You have selected δ₁. Select a weight to see J along it.",
        ),
    ],
)
def test_without_a_weight_the_panel_says_what_to_do(bench, selected, sentence):
    bench.do(actions.Select(selected))
    assert bench.panel.empty.isVisible()
    assert bench.panel.empty.text() == sentence
    assert bench.shown() == ""  # the list that the view is chosen from says what it is


@pytest.mark.parametrize("selected", [W2, DW2, NEW2, Ref("term", 2, (0, 0)), Ref("product", 2, (0, 0))])
def test_whatever_belongs_to_the_edge_shows_its_weight(bench, selected):
    bench.do(actions.Select(selected))
    assert bench.panel.plot.isVisible()
    assert bench.words().startswith("J along w₂ ")


# What is said


def test_weight_cost_slope_and_step_are_read_off(bench):
    assert bench.words() == ("J along w₂ w₂ = 0.800 J = 0.224 ∂J/∂w₂ = −0.092 Δw₂ = −η ∂J/∂w₂ = +0.092")
    bench.do(actions.Select(B2))
    assert bench.words().startswith("J along b₂ b₂ = −1.200 J = 0.224 ∂J/∂b₂ = −0.148")


def test_screen_readers_hear_the_same(bench):
    assert bench.panel.plot.accessibleName() == "J along w₂"
    assert bench.panel.plot.accessibleDescription() == (
        "w₂ = 0.800, J = 0.224, ∂J/∂w₂ = −0.092, Δw₂ = −η ∂J/∂w₂ = +0.092"
    )


def test_numbers_follow_the_look(bench):
    bench.panel.set_look(Look(decimals=5, point=","))
    assert "∂J/∂w₂ = −0,09221" in bench.words()


def test_the_pointer_reads_off_j_along_the_weight(bench, qtbot):
    plot = bench.panel.plot
    zero = plot.outside(plot.place(0.0, 0.3)).toPoint()
    qtbot.mouseMove(plot, zero)
    value, cost = (float(x.replace("−", "-")) for x in re.findall(r"= ([−\d.]+)", bench.words()))
    assert abs(value) < 0.02
    assert cost == pytest.approx(0.296, abs=3e-3)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert "w₂ = 0.800" in bench.words()


@pytest.mark.parametrize(("width", "scale"), [(240, 1.0), (330, 1.5), (330, 2.0)])
def test_no_reading_is_cut_off(bench, width, scale):
    apply_theme(QApplication.instance(), LIGHT, scale)
    bench.session = networks.session("batch of 4")
    bench.do(actions.Select(Ref("W", 2, (1, 3))))
    bench.panel.set_look(Look(scale=scale))
    bench.panel.resize(width, 400)
    QApplication.processEvents()
    label = bench.panel.reading
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setHtml(label.text())
    document.setDocumentMargin(0)
    document.setTextWidth(label.width())
    assert document.idealWidth() <= label.width()
    assert document.size().height() <= label.height() + 1


def test_the_plot_stands_still_while_the_words_change(bench, qtbot):
    plot = bench.panel.plot
    QApplication.processEvents()
    before = plot.geometry()
    for x in (150, 151):
        qtbot.mouseMove(plot, QPoint(x, 40))
    assert len(bench.words()) < 40
    QApplication.processEvents()
    assert plot.geometry() == before


HIDDEN = [
    (W2, Shown(point=False, tangent=False, arrow=False), "w₂ = ? J = 0.224 ∂J/∂w₂ = ? Δw₂ = −η ∂J/∂w₂ = ?"),
    (J, Shown(height=False), "w₂ = 0.800 J = ? ∂J/∂w₂ = −0.092 Δw₂ = −η ∂J/∂w₂ = +0.092"),
    (DW2, Shown(tangent=False, arrow=False), "w₂ = 0.800 J = 0.224 ∂J/∂w₂ = ? Δw₂ = −η ∂J/∂w₂ = ?"),
    (NEW2, Shown(arrow=False), "w₂ = 0.800 J = 0.224 ∂J/∂w₂ = −0.092 Δw₂ = −η ∂J/∂w₂ = ?"),
]


@pytest.mark.parametrize(("ref", "shown", "words"), HIDDEN, ids=lambda case: str(getattr(case, "symbol", "")))
def test_what_a_question_withholds_is_neither_said_nor_drawn(bench, qtbot, ref, shown, words):
    bench.do(actions.Seek(21))  # the update has corrected everything
    bench.do(actions.Hide(frozenset({ref})))
    assert bench.words() == f"J along w₂ {words}"
    assert shown_of(frame_of(bench.session), W2) == shown
    marks = bench.panel.plot.places()
    assert (marks.point, marks.tangent is not None, marks.arrow is not None) == (
        shown.point, shown.tangent, shown.arrow,
    )  # fmt: skip
    assert bool(bench.panel.plot._y.ticks) == shown.height


def test_while_a_question_is_open_nothing_is_told_that_comes_after_the_step(bench, qtbot):
    bench.do(actions.Seek(9))
    bench.do(actions.Hide(frozenset({Ref("delta", 2, (0,))})))  # dJ/dw is made from it
    assert bench.words() == "J along w₂ w₂ = 0.800 J = 0.224 ∂J/∂w₂ = ? Δw₂ = −η ∂J/∂w₂ = ?"
    bench.do(actions.Reveal())
    assert "?" not in bench.words()


def test_where_j_is_withheld_the_pointer_tells_it_nowhere(bench, qtbot):
    bench.do(actions.Hide(frozenset({J})))
    for x in (150, 151):  # a mouse that is there already does not move
        qtbot.mouseMove(bench.panel.plot, QPoint(x, 40))
    assert bench.words().endswith("J = ?")


def test_under_a_mouse_at_rest_it_reads_the_axis_as_it_is_now(bench, qtbot):
    rest = QPoint(bench.panel.plot.width() - 60, 40)
    qtbot.mouseMove(bench.panel.plot, rest)
    before = bench.shown()
    bench.do(actions.SetParameter(W2, 40.0, "set w₂", "far"))
    value = bench.panel.plot.value_at(rest.x())
    assert bench.shown() != before
    assert f"w₂ = {Look().number(value)}" in bench.words()


def test_a_withheld_weight_cannot_be_dragged(bench, qtbot):
    bench.do(actions.Hide(frozenset({W2})))
    bench.said.clear()
    drag(bench, qtbot, -60)
    qtbot.keyClick(bench.panel.plot, Qt.Key.Key_Right)
    assert bench.said == []


@given(st.floats(-50, 50))
def test_readings_are_numbers_of_the_trace(value):
    session = update(Session.start(), actions.SetParameter(W2, value, "set w₂"))
    frame = frame_of(session)
    texts = [reading.text for reading in readings_of(frame, slice_of(frame, W2), Look())]
    number = Look().number
    assert texts[0].endswith(f"= {number(value)}")
    assert texts[1].endswith(f"= {Look().cost(frame.trace.J)}")
    assert texts[2].endswith(f"= {number(frame.trace.value(DW2))}")


# Dragging


def test_dragging_the_point_sets_the_weight_with_every_move(bench, qtbot):
    drag(bench, qtbot, -60)
    assert len(bench.said) == 4
    assert {(action.ref, action.label) for action in bench.said} == {(W2, "set w₂")}
    assert len({action.group for action in bench.said}) == 1
    assert bench.said[0].value > bench.said[-1].value == bench.w2


def test_the_point_stays_under_the_hand(bench, qtbot):
    before = bench.at
    drag(bench, qtbot, -60)
    assert abs(bench.at.x() - (before.x() - 60)) <= 2


def test_zero_can_be_reached_exactly(bench, qtbot):
    zero = bench.panel.plot.place(0.0, 0.0).x() - bench.panel.plot.place(0.8, 0.0).x()
    drag(bench, qtbot, round(zero))
    assert bench.w2 == 0.0


def test_one_drag_is_one_undo(bench, qtbot):
    drag(bench, qtbot, -60)
    bench.do(actions.Undo())
    assert bench.w2 == 0.8
    assert frame_of(bench.session).undo_label == ""


def test_two_drags_are_two_undos(bench, qtbot):
    drag(bench, qtbot, -40)
    between = bench.w2
    drag(bench, qtbot, -40)
    bench.do(actions.Undo())
    assert bench.w2 == between


def test_escape_gives_a_drag_up(bench, qtbot):
    drag(bench, qtbot, -60, release=False)
    assert bench.w2 != 0.8
    qtbot.keyClick(bench.panel.plot, Qt.Key.Key_Escape)
    assert bench.said[-1] == actions.Cancel(bench.said[0].group)
    assert bench.w2 == 0.8
    count = len(bench.said)
    qtbot.mouseMove(bench.panel.plot, bench.at + QPoint(30, 0))
    assert len(bench.said) == count
    assert frame_of(bench.session).undo_label == ""


def test_a_drag_back_to_where_it_began_has_changed_nothing(bench, qtbot):
    start = bench.at
    drag(bench, qtbot, -60, release=False)
    qtbot.mouseMove(bench.panel.plot, start)
    qtbot.mouseRelease(bench.panel.plot, Qt.MouseButton.LeftButton, pos=start)
    assert bench.w2 == 0.8
    assert frame_of(bench.session).undo_label == ""


def test_a_click_on_the_point_changes_nothing(bench, qtbot):
    qtbot.mouseClick(bench.panel.plot, Qt.MouseButton.LeftButton, pos=bench.at)
    qtbot.mouseClick(bench.panel.plot, Qt.MouseButton.LeftButton, pos=QPoint(120, 30))
    assert bench.said == []


def test_the_axis_stands_still_while_the_point_is_held(bench, qtbot):
    drag(bench, qtbot, 130, release=False)
    assert bench.w2 == 2.0
    assert bench.panel.plot._x.high == 2.0
    qtbot.mouseRelease(bench.panel.plot, Qt.MouseButton.LeftButton)
    assert bench.panel.plot._x.high == 5.0


@pytest.mark.parametrize("name", ["two nodes", "batch of 4"])
def test_the_axis_of_j_stands_still_while_the_point_is_dragged(bench, name):
    bench.session = networks.session(name)
    bench.do(actions.Select(W1))
    axes = set()
    for value in np.linspace(-0.6, 0.6, 60):
        bench.do(actions.SetParameter(W1, value, "set w", "drag"))
        axes.add((bench.panel.plot._x, bench.panel.plot._y))
    assert len(axes) == 1


def test_selecting_another_weight_ends_a_drag(bench, qtbot):
    drag(bench, qtbot, -30, release=False)
    bench.do(actions.Select(W1))
    count = len(bench.said)
    qtbot.mouseMove(bench.panel.plot, QPoint(100, 80))
    assert len(bench.said) == count


# Keys


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 0.7),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 0.9),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 0.81),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, -0.2),
    ],
)
def test_arrow_keys_move_the_point(bench, qtbot, key, modifier, value):
    bench.panel.plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bench.panel.plot, key, modifier)
    assert bench.w2 == pytest.approx(value, abs=1e-12)


def test_a_ring_shows_where_the_keyboard_is(bench):
    before = bench.panel.plot.grab().toImage()
    bench.panel.plot.setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.panel.plot.grab().toImage() != before
    bench.panel.plot.clearFocus()
    assert bench.panel.plot.grab().toImage() == before


# Light


def test_pointing_says_what_is_pointed_at(bench, qtbot):
    bench.do(actions.SetEta(20.0, "set η"))
    plot, seen = bench.panel.plot, bench.pointed
    marks = plot.places()
    qtbot.mouseMove(plot, plot.outside(marks.tangent.pointAt(0.9)).toPoint())
    qtbot.mouseMove(plot, plot.outside(marks.arrow.pointAt(0.5)).toPoint())
    qtbot.mouseMove(plot, bench.at)
    qtbot.mouseMove(plot, plot.outside(QPointF(20.0, plot.box.height() / 2)).toPoint())
    assert seen == [
        frozenset({DW2}), frozenset({NEW2}), frozenset({W2, J}), frozenset(),
    ]  # fmt: skip


def test_a_number_points_at_its_quantity(bench):
    bench.panel.reading.linkHovered.emit("tangent")
    bench.panel.reading.linkHovered.emit("")
    assert bench.pointed == [frozenset({DW2}), frozenset()]


@pytest.mark.parametrize("ref", [W2, DW2, NEW2, J])
def test_what_is_pointed_at_elsewhere_lights_up(bench, ref):
    bench.do(actions.SetEta(20.0, "set η"))
    before = bench.panel.plot.grab().toImage()
    bench.panel.light(frozenset({ref}))
    assert bench.panel.plot.grab().toImage() != before
    bench.panel.light(frozenset({Ref("z", 1, (0,))}))
    assert bench.panel.plot.grab().toImage() == before


# How it is drawn


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_wears_the_theme(bench, theme):
    bench.panel.set_look(Look(theme=theme))
    bench.do(actions.SetEta(20.0, "set η"))
    picture = bench.panel.plot.grab().toImage()
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    colours = {picture.pixelColor(*point).name().upper() for point in points}
    assert {theme.surface, theme.ink, theme.delta, theme.update, theme.line} <= colours


@pytest.mark.parametrize("name", networks.NAMES)
def test_any_network_is_drawn(bench, name, qtbot):
    bench.session = networks.session(name)
    for selected in (W1, Ref("b", 1, (0,))):
        bench.do(actions.Select(selected))
        qtbot.waitUntil(lambda: bench.panel._slice.J == frame_of(bench.session).trace.J)
        assert not bench.panel.grab().isNull()


def test_a_flat_slope_is_a_flat_line(bench):
    bench.session = networks.session("closed gate")
    bench.do(actions.Select(W1))
    marks = bench.panel.plot.places()
    assert marks.tangent.dy() == 0
    assert marks.arrow is None
    assert bench.words().endswith("Δw₁ = −η ∂J/∂w₁ = 0.000")


def test_a_large_cost_has_room(bench):
    net = Network.from_arrays([[[50.0]]], [[0.0]], ["linear"])
    bench.open(Document(net, np.array([[1000.0]]), np.array([[1.0]]), eta=1e-7))
    bench.do(actions.Select(W1))
    plot = bench.panel.plot
    assert 0 <= plot.places().here.y() <= plot.box.height()
    assert "J = 1.2×10⁹" in bench.words()


def test_a_weight_that_ran_away_has_no_slice(bench):
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    bench.open(Document(net, np.array([[1e200]]), np.array([[0.0]]), eta=1e200))
    bench.do(actions.Seek(1, 1))
    bench.do(actions.Select(W1))
    assert bench.panel.empty.text() == "w₁ is no finite number any more: there is no J along it."
    assert not bench.panel.grab().isNull()


def test_of_a_large_network_the_plot_comes_one_turn_later(bench, qtbot):
    net = Network.random((10, 60, 10), ("tanh", "tanh"), seed=1)
    bench.open(Document(net, np.full((1, 10), 0.5), np.full((1, 10), 0.1)))
    bench.do(actions.Select(W1))
    here = bench.panel._slice.here
    bench.do(actions.SetParameter(W1, 0.5, "set w"))
    assert bench.panel._slice.here == here
    qtbot.waitUntil(lambda: bench.panel._slice.here == 0.5)
    assert "= 0.500" in bench.words()


def test_another_network_is_shown_at_once(bench):
    net = Network.random((10, 60, 10), ("tanh", "tanh"), seed=1)
    bench.open(Document(net, np.full((1, 10), 0.5), np.full((1, 10), 0.1)))
    assert bench.panel._slice is None
    bench.do(actions.Select(Ref("W", 2, (3, 40))))
    assert bench.words().startswith("J along w⁽²⁾₄,₄₁ ")
    bench.open(two_nodes())
    assert bench.panel._slice is None
    assert bench.panel.empty.isVisible()


def test_a_picture_of_it_is_made_by_a_twin(bench, qtbot):
    twin = bench.panel.twin(frame_of(bench.session), Look(theme=DARK))
    qtbot.addWidget(twin)
    assert twin.plot is not None
    assert twin.reading.text().count("w₂") == bench.panel.reading.text().count("w₂")
    assert bench.panel.picture_name == "J along a weight"
