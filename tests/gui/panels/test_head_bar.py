"""The head bar: title, size, and the switch of the theme."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from engine.nn.network import Network
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.look import Look
from gui.panels.head_bar import HeadBar, size_of
from gui.theme import DARK


def frame(title):
    return frame_of(Session.start(replace(two_nodes(), title=title)))


@pytest.fixture
def bar(qtbot):
    panel = HeadBar({"dark": "Ctrl+D"})
    qtbot.addWidget(panel)
    panel.resize(900, 48)
    panel.show_frame(frame_of(Session.start()))
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_it_names_the_document_and_its_size(bar):
    assert bar.title.text() == "Two-node network"
    assert bar.size_label.text() == "1 – 1 – 1 · 4 parameters"


@pytest.mark.parametrize(
    ("sizes", "text"),
    [
        ((2, 4, 3, 1), "2 – 4 – 3 – 1 · 31 parameters"),
        ((2, *[1] * 20, 1), "2 – 1 – 1 – … – 1 – 1 · 43 parameters"),
    ],
)
def test_sizes(sizes, text):
    assert size_of(Network.random(sizes, ["tanh"] * (len(sizes) - 1))) == text


@pytest.mark.parametrize(
    ("title", "shown"),
    [("", "Untitled"), ("  two  words ", "two words"), ("<b>bold</b>", "<b>bold</b>")],
)
def test_titles_of_files_are_shown_as_they_are_on_one_line(bar, title, shown):
    bar.show_frame(frame(title))
    assert bar.title.text() == shown
    assert bar.title.textFormat() == Qt.TextFormat.PlainText


def test_a_long_title_is_shortened_and_told_in_full(bar):
    bar.show_frame(frame("A very long title " * 10))
    assert bar.title.text().endswith("…")
    assert bar.title.toolTip().startswith("A very long title")
    assert bar.theme_switch.geometry().right() <= bar.width()
    assert bar.minimumSizeHint().width() < 500
    bar.show_frame(frame("Short"))
    assert (bar.title.text(), bar.title.toolTip()) == ("Short", "")


def test_nothing_looks_live_that_does_nothing(bar):
    assert [label.text() for label in bar.findChildren(QLabel)] == [bar.title.text(), bar.size_label.text()]


def test_the_switch_asks_for_the_other_theme(bar, qtbot):
    with qtbot.waitSignal(bar.theme_toggled):
        qtbot.mouseClick(bar.theme_switch, Qt.MouseButton.LeftButton)


def test_the_switch_says_what_it_does(bar):
    assert bar.theme_switch.toolTip() == "Dark theme (Ctrl+D)"
    bar.set_look(Look(theme=DARK))
    assert bar.theme_switch.accessibleName() == "Light theme"


def test_a_network_of_many_layers_leaves_room(bar, qtbot):
    net = Network.random((2, *[3] * 30, 1), ["tanh"] * 31)
    bar.resize(700, 48)
    bar.show_frame(
        frame_of(Session.start(Document(net, np.ones((1, 2)), np.ones((1, 1)), title="Deep " * 30)))
    )
    qtbot.waitUntil(lambda: bar.width() == 700)
    assert bar.theme_switch.geometry().right() <= 700


def test_from_the_second_on_runs_are_numbered():
    net = two_nodes().network
    assert size_of(net) == "1 – 1 – 1 · 4 parameters"
    assert size_of(net, run=2) == "1 – 1 – 1 · 4 parameters · run 2"
