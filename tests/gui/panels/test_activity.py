"""Activations: bars, dead and saturated nodes by name, and what a click on a name does."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.panels.activity import Activity
from gui.theme import DARK, LIGHT
from tests.gui.panels import networks

NOBODY = "No node is dead or saturated."


def dead_nodes(bias=-9.0, **settings):
    """Nodes 1 and 3 of layer 1 are off for both samples."""
    net = Network.from_arrays(
        [[[1.0], [1.0], [1.0]], [[1.0, 1.0, 1.0]]], [[bias, 9.0, bias], [0.0]], ["relu", "linear"]
    )
    return Session.start(Document(net, np.array([[-1.0], [1.0]]), np.zeros((2, 1)), **settings))


@pytest.fixture
def panel(qtbot):
    made = Activity()
    qtbot.addWidget(made)
    made.resize(420, 220)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(panel):
    return re.sub(r"<[^>]*>", "", panel.reading.text().replace("<br>", "\n")).replace("&nbsp;", " ")


def test_a_column_is_called_a_layer_as_long_as_there_is_room(panel):
    names = frame_of(dead_nodes()).names
    titles = [panel.bars.title_of(1, names, room) for room in (200.0, 60.0, 20.0)]
    assert titles == ["layer 1 · relu", "layer 1", "1"]


def test_dead_nodes_are_named(panel):
    panel.show_frame(frame_of(dead_nodes()))
    assert words(panel).splitlines() == [
        "layer 1: node 1, node 3 are dead: their slope is 0 for every sample, so no δ gets through.",
        "All 2 samples of training.",
    ]


def test_a_saturated_node_is_named_as_the_lecture_does(panel):
    net = Network.from_arrays([[[1.0]], [[1.0]]], [[8.0], [0.0]], ["sigmoid", "linear"])
    panel.show_frame(frame_of(Session.start(Document(net, np.ones((1, 1)), np.ones((1, 1))))))
    assert words(panel).splitlines() == [
        "node 1 is saturated: its slope is next to 0, so hardly any δ gets through.",
        "The only sample.",
    ]


def test_of_many_nodes_the_first_are_named(panel):
    net = Network.from_arrays(
        [-np.ones((20, 1)), np.ones((1, 20))], [np.zeros(20), [0.0]], ["relu", "linear"]
    )
    panel.show_frame(frame_of(Session.start(Document(net, np.ones((1, 1)), np.ones((1, 1))))))
    assert "node 8 and 12 more are dead" in words(panel)


def test_a_click_on_a_name_selects_the_node(panel, qtbot):
    panel.show_frame(frame_of(dead_nodes()))
    said, pointed = [], []
    panel.dispatched.connect(said.append)
    panel.pointed.connect(pointed.append)
    panel.reading.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(panel.reading, Qt.Key.Key_Tab)  # from name to name
    qtbot.keyClick(panel.reading, Qt.Key.Key_Return)
    assert said in ([actions.Select(Ref("a", 1, (0,), 0))], [actions.Select(Ref("a", 1, (2,), 0))])
    panel.reading.linkHovered.emit("1 2")
    assert pointed[-1] == {Ref("a", 1, (2,), 0)}


def test_a_name_of_a_node_that_is_gone_selects_nothing(panel):
    panel.show_frame(frame_of(dead_nodes()))
    said = []
    panel.dispatched.connect(said.append)
    panel.show_frame(frame_of(Session.start()))
    panel.reading.linkActivated.emit("1 2")
    assert said == []


def test_nothing_of_another_network_remains(panel):
    panel.show_frame(frame_of(dead_nodes()))
    panel.show_frame(frame_of(dead_nodes(bias=1.5)))
    assert words(panel).splitlines() == [NOBODY, "All 2 samples of training."]


def test_bars_stand_where_the_activations_are(panel):
    # Of a linear node 0 and 1: one at the foot of its column and one at the top, none between.
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    panel.show_frame(frame_of(Session.start(Document(net, np.array([[0.0], [1.0]]), np.zeros((2, 1))))))
    image, box = panel.bars.grab().toImage(), panel.bars.box_of(1)
    colours = [image.pixelColor(QPoint(int(box.left()) + 10, y)).name() for y in range(image.height())]
    bar = QColor(LIGHT.forward).name()
    rows = [y for y, colour in enumerate(colours) if colour == bar]
    gaps = np.flatnonzero(np.diff(rows) > 2)
    assert len(gaps) == 1
    assert rows[gaps[0] + 1] - rows[gaps[0]] > image.height() / 2


def test_what_a_question_withholds_is_a_question_mark(panel):
    session = update(dead_nodes(), actions.Hide(frozenset({Ref("a", 1, (0,), 0)})))
    panel.show_frame(frame_of(session))
    assert words(panel) == "All 2 samples of training."
    assert panel.bars._layers[0] is None
    assert panel.bars._layers[1] is not None
    panel.grab()


def test_pointing_at_a_layer_points_at_its_activations(panel, qtbot):
    panel.show_frame(networks.frame("2-4-3-1"))
    pointed = []
    panel.pointed.connect(pointed.append)
    qtbot.mouseMove(panel.bars, panel.bars.box_of(2).center().toPoint())
    assert pointed[-1] == {Ref("a", 2, (j,)) for j in range(3)}
    panel.light(frozenset({Ref("a", 1, (0,))}))
    assert panel.bars._lit == {1}


def test_by_keyboard_one_goes_from_layer_to_layer(panel, qtbot):
    panel.show_frame(networks.frame("2-4-3-1"))
    panel.bars.setFocus()
    for layer in (1, 2, 3, 3):
        qtbot.keyClick(panel.bars, Qt.Key.Key_Right)
        assert panel.bars.layer == layer
    assert "layer 1 · tanh: 0 dead, 0 saturated" in panel.bars.accessibleDescription()


def test_much_data_comes_after_the_window(panel, qtbot):
    net = Network.random((2, 20, 1), ["tanh", "linear"])
    rng = np.random.default_rng(0)
    panel.show_frame(frame_of(Session.start(Document(net, rng.normal(size=(500, 2)), np.zeros((500, 1))))))
    assert words(panel) == ""
    qtbot.waitUntil(lambda: words(panel).endswith("All 500 samples of training."))


@pytest.mark.parametrize("name", networks.NAMES)
def test_a_twin_shows_the_same(panel, qtbot, name):
    frame = networks.frame(name)
    panel.show_frame(frame)
    twin = panel.twin(frame, replace(Look(), theme=DARK, scale=2.0))
    qtbot.addWidget(twin)
    twin.resize(240, 120)
    twin.grab()
    assert words(twin) == words(panel)
    assert panel.bars.childAt(QPoint(1, 1)) is None
    assert panel.bars.box_of(1).contains(QPointF(1.0, 1.0))
