"""δ per layer: what is known is drawn and said, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.sizes import sizes_of
from engine.session.update import update
from gui.look import Look
from gui.panels.layer_sizes import LayerSizes
from gui.panels.layer_sizes.readings import known_of, sentence_of
from gui.theme import DARK
from tests.gui.panels import networks


def chain(name, layers, weight=1.0, width=1):
    """A network of equal layers."""
    W = [np.full((1 if n == layers - 1 else width, width if n else 1), weight) for n in range(layers)]
    net = Network.from_arrays(W, [np.zeros(len(each)) for each in W], [name] * layers)
    return Session.start(Document(net, np.array([[0.3]]), np.array([[1.0]])))


def ended(session):
    return frame_of(update(session, actions.Seek(len(frame_of(session).steps))))


@pytest.fixture
def panel(qtbot):
    made = LayerSizes()
    qtbot.addWidget(made)
    made.resize(420, 220)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(panel):
    return re.sub(r"<[^>]*>", "", panel.reading.text().replace("<br>", "\n")).replace("&nbsp;", " ")


# What is known


def test_nothing_is_told_before_it_is_computed():
    frame = networks.frame("2-4-3-1")
    assert all((size.delta, size.gradient, size.share) == (None, None, None) for size in known_of(frame))
    assert sentence_of(frame, known_of(frame), Look()) == "δ is not known yet in this update."


@pytest.mark.parametrize("zoom", ["phase", "layer", "node", "edge"])
@pytest.mark.parametrize("name", ["2-4-3-1", "batch of 4", "one layer"])
def test_a_size_is_known_when_all_that_it_is_made_of_is(name, zoom):
    steps = len(networks.frame(name, zoom=zoom).steps)
    for step in range(1, steps + 1, 1 if zoom != "edge" else 7):
        frame = networks.frame(name, step, zoom=zoom)
        m, sizes = frame.trace.m, frame.network.sizes
        for size in known_of(frame):
            layer = size.layer
            deltas = [Ref("delta", layer, (j,), s) for j in range(sizes[layer]) for s in range(m)]
            deltas = deltas if m > 1 else [ref.at(None) for ref in deltas]
            weights = [("dW", (j, k)) for j in range(sizes[layer]) for k in range(sizes[layer - 1])]
            is_there = all(frame.written[ref] <= step for ref in deltas)
            assert (size.delta is not None) == is_there
            done = all(frame.written[Ref(symbol, layer, index)] <= step for symbol, index in weights)
            assert (size.gradient is not None) == done
            moved = all(frame.written[Ref("W_new", layer, index)] <= step for _, index in weights)
            assert (size.share is not None) == moved


def test_after_the_update_all_is_told_as_the_engine_has_it():
    frame = ended(chain("tanh", 4))
    for known, size in zip(known_of(frame), sizes_of(frame.trace), strict=True):
        assert (known.delta, known.gradient, known.share) == (size.delta, size.gradient, size.share)


def test_what_a_question_withholds_is_not_told():
    session = update(chain("tanh", 2), actions.Hide(frozenset({Ref("delta", 1, (0,))})))
    frame = ended(session)
    first, second = known_of(frame)
    assert first.delta is None
    assert second.delta is not None
    assert sentence_of(frame, (first, second), Look()) == "δ of layer 1 is not known yet."


# The sentence


def said(session, look=None):
    frame = ended(session)
    return sentence_of(frame, known_of(frame), look or Look())


def test_vanishing_is_said_with_its_factor():
    frame = ended(chain("sigmoid", 6))
    sizes = sizes_of(frame.trace)
    factor = (sizes[-1].delta / sizes[0].delta) ** (1 / 5)
    assert said(chain("sigmoid", 6)) == (
        f"δ shrinks by {factor:.1f} per layer on its way upstream: with sigmoid each slope is at most 0.25."
    )


def test_exploding_is_said_in_the_readers_numbers():
    text = said(chain("linear", 5, weight=2.5), Look(point=","))
    assert text == "δ grows by 2,5 per layer on its way upstream."


def test_other_cases_are_said():
    assert said(chain("linear", 5)) == "δ keeps about its size on its way upstream."
    assert said(chain("linear", 1)) == "One layer: its δ travels no farther upstream."
    assert said(chain("linear", 3, weight=0.0)) == "δ is 0 in layer 2: nothing upstream of it learns."
    done = Document(Network.from_arrays([[[1.0]]], [[0.0]], ["linear"]), np.ones((1, 1)), np.ones((1, 1)))
    assert said(Session.start(done)) == "δ is 0 in every layer: nothing will be corrected."


# The window


def test_pointing_at_a_layer_lights_its_deltas(panel, qtbot):
    frame = ended(networks.session("2-4-3-1"))
    panel.show_frame(frame)
    pointed = []
    panel.pointed.connect(pointed.append)
    at = panel.plot.outside(panel.plot.place(2.0, -1.0)).toPoint()
    qtbot.mouseMove(panel.plot, QPoint(at.x(), panel.plot.height() // 2))
    assert pointed[-1] == {Ref("delta", 2, (j,)) for j in range(3)}
    size = sizes_of(frame.trace)[1]
    assert words(panel).startswith(f"layer 2: δ {Look().number(size.delta)} · ∂J/∂w")


def test_by_keyboard_one_goes_upstream_with_left(panel, qtbot):
    panel.show_frame(ended(networks.session("2-4-3-1")))
    panel.plot.setFocus()
    for layer in (3, 2, 1, 1):
        qtbot.keyClick(panel.plot, Qt.Key.Key_Left)
        assert panel.plot.layer == layer
    assert panel.plot.accessibleDescription().startswith("layer 1: δ")
    panel.plot.clearFocus()
    assert panel.plot.layer == 0
    assert "layer 3: δ" in panel.plot.accessibleDescription()


def test_deltas_that_are_pointed_at_light_their_layer(panel):
    panel.show_frame(ended(networks.session("2-4-3-1")))
    panel.light(frozenset({Ref("delta", 2, (0,)), Ref("a", 1, (0,))}))
    assert panel.plot._lit == {2}


def test_nothing_of_another_update_remains(panel):
    session = networks.session("2-4-3-1")
    panel.show_frame(ended(session))
    assert "shrinks" in words(panel) or "grows" in words(panel) or "keeps" in words(panel)
    panel.show_frame(frame_of(session))
    assert words(panel).startswith("δ is not known yet in this update.")


@pytest.mark.parametrize(("width", "height", "scale"), [(240, 120, 1.0), (240, 120, 2.0), (400, 190, 2.0)])
def test_the_plot_keeps_its_room(panel, width, height, scale):
    panel.set_look(replace(Look(), scale=scale))
    panel.resize(width, height)
    panel.show_frame(ended(chain("sigmoid", 64)))
    assert panel.reading.height() <= 0.45 * panel.height()
    assert panel.plot.height() >= 0.4 * panel.height()
    panel.grab()


def test_a_twin_shows_the_same(panel, qtbot):
    frame = ended(networks.session("batch of 4"))
    panel.show_frame(frame)
    twin = panel.twin(frame, Look(theme=DARK))
    qtbot.addWidget(twin)
    twin.resize(panel.size())
    twin.show()
    assert words(twin) == words(panel)
    assert twin.picture_name == "δ per layer"


# How it is drawn


def strikes(line, box):
    """Say whether a line goes through a box: points of it, close to one another."""
    return any(box.contains(line.pointAt(part / 100)) for part in range(101))


@pytest.mark.parametrize("size", [(420, 220), (400, 190), (330, 260)])
@pytest.mark.parametrize("name", ["tanh", "sigmoid", "relu", "linear"])
def test_no_line_strikes_a_number_through(panel, size, name):
    written_ = 0
    for seed in range(4):
        net = Network.random((2, 4, 3, 3, 1), (name, name, name, "linear"), seed=seed)
        session = Session.start(Document(net, np.array([[0.3, -0.8]]), np.array([[1.0]])))
        panel.resize(*size)
        panel.show_frame(ended(session))
        QApplication.processEvents()
        numbers = panel.plot.numbers()
        boxes = [box for *_, box in numbers]
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
        written_ += len(numbers)
        assert not [
            written
            for size_, written, box in numbers
            if panel.plot._place(size_, "delta") is not None
            for line in panel.plot._segments()
            if strikes(line, box)
        ]
    assert written_ >= 13  # of 16


def test_the_axis_says_that_it_counts_layers(panel):
    names = {3: ["layer 1", "layer 2", "layer 3"], 12: ["layer 1", "3", "5", "7"]}
    for layers, wanted in names.items():
        panel.show_frame(ended(chain("tanh", layers)))
        assert [text for _, text in panel.plot._x.ticks][: len(wanted)] == wanted
    panel.show_frame(ended(chain("tanh", 60)))
    (_, first), *others = panel.plot._x.ticks
    assert first == "layer 1"
    assert others
    assert all(text.isdecimal() for _, text in others)
