"""The welcome card: its hint goes along with the newcomer's first minute."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QScrollArea

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.panels.welcome import Welcome, hint_of

KEYS = {"step": "Space", "play": "P", "phase": "Ctrl+→", "dark": "Ctrl+D"}
WIDE = Document(
    Network.random((2, 4, 3, 1), ["tanh", "tanh", "sigmoid"], seed=7), np.ones((3, 2)), np.ones((3, 1))
)
ONE_LAYER = Document(Network.random((2, 1), ["sigmoid"]), np.ones((1, 2)), np.ones((1, 1)), cost="bce")


def frame(step=1, at=0, of=None, zoom="layer"):
    session = update(Session.start(of), actions.SetZoom(zoom))
    return frame_of(update(session, actions.Seek(step, at)))


@pytest.fixture
def card(qtbot):
    panel = Welcome(KEYS)
    qtbot.addWidget(panel)
    panel.show_frame(frame())
    return panel


@pytest.mark.parametrize(
    ("step", "title"),
    [
        (1, "Press Space: it takes one step"),
        (2, "Forward: numbers flow downstream"),
        (5, "The output ŷ is known"),
        (6, "Now watch the way back"),
        (7, "The way back begins at the cost"),
        (9, "δ₂ is known"),
        (10, "δ₂ is used at once"),
        (12, "Watch: δ₂ flows upstream"),
        (13, "The slope waits in node 1"),
        (14, "δ₁ is made from δ₂"),
        (16, "The way back ends here"),
        (17, "All gradients are known"),
        (18, "The weights are corrected"),
        (22, "J fell from 0.224 to 0.185"),
    ],
)
def test_the_first_minute(step, title):
    assert hint_of(frame(step), Look(), KEYS).title == title


@pytest.mark.parametrize(
    ("of", "begin"),
    [
        (None, "The input x and its label y are loaded."),
        (ONE_LAYER, "One sample x and its label y are loaded."),
        (WIDE, "Three samples and their labels are loaded."),
    ],
    ids=["two nodes", "one layer", "batch of three"],
)
def test_what_is_loaded_is_told_as_it_is(of, begin):
    assert hint_of(frame(1, of=of), Look(), KEYS).text.startswith(begin)


def test_nothing_false_is_said_of_what_flows_upstream():
    assert "against the forward direction" in hint_of(frame(12), Look()).text
    assert hint_of(frame(14), Look()).text == (
        "What arrived, times the slope. No weight to the left of node 1 stands in the formula."
    )


def test_the_next_update_has_a_hint_of_its_own():
    assert hint_of(frame(1, at=1), Look(), KEYS).title == "The next update begins"


def test_layers_of_more_nodes_are_named_as_layers():
    texts = {frame(n, of=WIDE).step.address: hint_of(frame(n, of=WIDE), Look()) for n in range(1, 33)}
    assert texts["B5(1)"].title == "δ of layer 1 is made from δ of layer 2"
    assert texts["B3(2)"].text.startswith("It crosses its weights")


@pytest.mark.parametrize("of", [None, WIDE, ONE_LAYER], ids=["two nodes", "2-4-3-1", "one layer"])
@pytest.mark.parametrize("zoom", ["phase", "layer", "node", "edge"])
def test_every_step_has_a_hint_without_a_gap(of, zoom):
    for number in range(1, len(frame(1, 0, of, zoom).steps) + 1):
        hint = hint_of(frame(number, 0, of, zoom), Look(), KEYS)
        assert min(len(hint.title), len(hint.text)) > 5
        assert "{" not in hint.title + hint.text


def test_a_cost_that_is_withheld_is_not_told():
    session = update(Session.start(), actions.Seek(22))
    hidden = frame_of(update(session, actions.Hide(frozenset({Ref("J_new", 2)}))))
    assert "0.185" not in hint_of(hidden, Look()).title


def test_the_card_changes_with_the_frame_and_the_look(card):
    assert card.hint_title.text() == "Press Space: it takes one step"
    card.show_frame(frame(22))
    assert card.hint_title.text() == "J fell from 0.224 to 0.185"
    card.set_look(Look(decimals=4, point=","))
    assert card.hint_title.text() == "J fell from 0,2235 to 0,1850"


def test_only_the_lectures_network_is_called_so(card):
    assert "the lecture's two-node network" in card.intro.text()
    card.show_frame(frame(1, of=WIDE))
    assert "this network" in card.intro.text()


@pytest.mark.parametrize("title", ["Mine", "Two-node network"])
def test_another_two_node_network_is_not_the_lectures(card, title):
    net = Network.from_arrays([[[0.3]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    card.show_frame(frame(1, of=Document(net, [[3.0]], [[1.0]], title=title)))
    assert "of a two-node network" in card.intro.text()


def test_the_lectures_network_stays_the_lectures_while_it_learns(card):
    card.show_frame(frame(1, at=3))
    assert "the lecture's two-node network" in card.intro.text()


@pytest.mark.parametrize("of", [None, WIDE], ids=["two nodes", "2-4-3-1"])
def test_nothing_below_the_hint_moves(card, dressed_app, qtbot, of):
    card.set_look(Look())
    card.resize(285, 600)
    card.show()
    heights = set()
    for number in range(1, len(frame(of=of).steps) + 1):
        card.show_frame(frame(number, of=of))
        heights.add(card.heightForWidth(285))
    assert len(heights) == 1


def test_the_keys_that_there_are_are_listed(card):
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert texts[texts.index("Keys") :] == [
        "Keys", "Space", "take a step", "P", "play and pause", "Ctrl+→", "finish the phase",
    ]  # fmt: skip


def test_without_keys_there_is_no_list(qtbot):
    panel = Welcome()
    qtbot.addWidget(panel)
    assert "Keys" not in [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_in_a_column_of_300_px_nothing_is_cut(qtbot, dressed_app, scale):
    from gui.theme import LIGHT, apply_theme

    apply_theme(dressed_app, LIGHT, scale)
    area, panel = QScrollArea(), Welcome(KEYS)
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(300, 300)
    area.show()
    for step in range(1, 23):
        panel.set_look(Look(scale=scale))
        panel.show_frame(frame(step))
        assert panel.minimumSizeHint().width() <= area.viewport().width()
        for label in (panel.hint_title, panel.hint_text, panel.intro):
            qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))
