"""The network's settings: every row says what the document says."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QScrollArea

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui import quantities
from gui.look import Look
from gui.panels.network_settings import NetworkSettings, settings_of

pytestmark = pytest.mark.usefixtures("dressed_app")  # values are shortened by the width of their letters

FIRM = "\u00a0"
DASH = f"{FIRM}–{FIRM}"
DEEP = Document(
    Network.random((2, *[3] * 8, 1), ["tanh"] * 8 + ["sigmoid"]),
    np.ones((7, 2)),
    np.ones((7, 1)),
    cost="bce",
    eta=0.0004,
    batch=3,
    seed=11,
)


@pytest.fixture
def panel(qtbot):
    widget = NetworkSettings()
    qtbot.addWidget(widget)
    widget.show_frame(frame_of(Session.start()))
    return widget


def test_the_two_node_network():
    assert settings_of(frame_of(Session.start()), Look()) == {
        "layers": f"1{DASH}1{DASH}1",
        "parameters": "4",
        "activations": "sigmoid",
        "cost": f"half squared error\n½(ŷ{FIRM}−{FIRM}y)²",
        "eta": "1.000",
        "batch": "1",
        "samples": "1",
        "seed": "0",
    }


def test_a_deep_network():
    said = settings_of(frame_of(Session.start(DEEP)), Look(point=","))
    assert said["layers"] == f"2{DASH}3{DASH}3{DASH}…{DASH}3{DASH}1"
    assert said["parameters"] == "97"
    assert said["activations"] == "tanh\noutput sigmoid"
    assert said["cost"].startswith("cross-entropy\n−[y")
    assert (said["eta"], said["batch"], said["samples"], said["seed"]) == ("4,0×10⁻⁴", "3", "7", "11")


def test_layers_of_different_kinds_are_listed():
    net = Network.random((1, 2, 2, 1), ["tanh", "relu", "linear"])
    opened = frame_of(Session.start(Document(net, np.ones((1, 1)), np.ones((1, 1)))))
    assert settings_of(opened, Look())["activations"] == "tanh, relu, linear"


def test_the_rows_follow_the_document_and_the_look(panel):
    assert panel.values["eta"].text() == "1.000"
    panel.show_frame(frame_of(update(Session.start(), actions.SetEta(0.25, "Set η"))))
    assert panel.values["eta"].text() == "0.250"
    panel.set_look(Look(decimals=2))
    assert panel.values["eta"].text() == "0.25"


def test_the_learning_rate_is_that_of_the_update_in_play(panel):
    session = update(Session.start(), actions.Seek(1, 2))
    session = update(session, actions.SetEta(0.25, "Set η"))
    for at, text in ((2, "0.250"), (1, "1.000"), (3, "0.250")):
        session = update(session, actions.Seek(1, at))
        panel.show_frame(frame_of(session))
        assert panel.values["eta"].text() == text


def test_activations_are_translated(monkeypatch):
    monkeypatch.setattr(quantities, "translate", lambda _context, text: f"<{text}>")
    assert settings_of(frame_of(Session.start()), Look())["activations"] == "<sigmoid>"


def test_the_learning_rate_lights_up(panel):
    dark = panel.values["eta"].property("role")
    panel.light(frozenset({Ref("eta", 0)}))
    assert panel.values["eta"].property("role") != dark
    panel.light(frozenset())
    assert panel.values["eta"].property("role") == dark


def test_every_value_has_its_name_for_a_screen_reader(panel):
    assert panel.values["eta"].accessibleName() == "Learning rate η"
    assert all(value.accessibleName() for value in panel.values.values())


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_in_a_column_of_300_px_nothing_is_cut(qtbot, dressed_app, scale):
    from gui.theme import LIGHT, apply_theme

    apply_theme(dressed_app, LIGHT, scale)
    area, panel = QScrollArea(), NetworkSettings()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(300, 300)
    panel.set_look(Look(scale=scale))
    panel.show_frame(frame_of(Session.start(DEEP)))
    area.show()
    assert panel.minimumSizeHint().width() <= area.viewport().width()
    for value in panel.values.values():
        qtbot.waitUntil(lambda value=value: value.height() >= value.heightForWidth(value.width()))


@pytest.mark.parametrize(
    ("sizes", "room", "text"),
    [
        ((30, 30, 30, 10), 140.0, "30–30–30–10"),
        ((30, 30, 30, 10), 100.0, "30–30–…–10"),
        ((2, *[100] * 9, 1), 140.0, "2–…–1"),
    ],
)
def test_layers_stand_on_one_line_without_those_in_the_middle(sizes, room, text):
    net = Network.random(sizes, ["tanh"] * (len(sizes) - 1))
    opened = frame_of(Session.start(Document(net, np.ones((1, sizes[0])), np.ones((1, sizes[-1])))))
    said = settings_of(opened, Look(), room)["layers"].replace(FIRM, "")
    assert "\n" not in said
    assert said.startswith(text[:2])
    assert said.endswith(text[-2:])
    assert ("…" in said) == ("…" in text)


def test_values_are_plain_text_in_rows_of_one_height(panel):
    assert {value.property("role") for value in panel.values.values()} == {"plain"}
    assert panel.minimumSizeHint().height() < 320
