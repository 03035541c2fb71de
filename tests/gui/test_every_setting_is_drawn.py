"""Whatever an update is computed with, every step of it can be drawn, and the window can walk through it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from engine.nn.types import ZOOMS
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.diagram.compose import compose
from gui.diagram.hit import Hits
from gui.diagram.layout import arrange
from gui.diagram.text import measure_with, sizes_of
from gui.main_window import MainWindow
from tests.gui.rich_documents import RICH
from tests.gui.test_every_setting_is_told import FINE, LOOK, ODD, moments
from tests.gui.test_nothing_stale import texts


@pytest.mark.parametrize("name", RICH)
def test_every_step_is_drawn(name, qapp):
    first = next(moments(name, "layer"))
    layout = arrange(first.network.sizes, 740, 490, sizes_of(first, LOOK))
    for zoom in ("layer", "edge") if name in FINE else ("layer",):
        for frame in moments(name, zoom, frame_parameters(first)[0]):
            picture = compose(frame, layout, LOOK, measure_with(1.0))
            assert not [text for text in picture.texts() if ODD.search(text)]
            hits = Hits(picture, frame.step.phase == "backward")
            assert all(list(hits.shapes([ref.at(None)])) for ref in frame.writes())


def frame_parameters(frame):
    """What is locked first: its padlock must stay."""
    return (*sorted(frame.network.locked), *sorted(frame.network.cut), None)


SHOWN = ["adam, cut, locked", "softmax in batches, cut", "mini-batch with tail and test", "no hidden layer"]


@pytest.mark.parametrize("name", SHOWN)
def test_the_window_walks_through_two_updates(name, qtbot):
    window = MainWindow(Session.start(RICH[name]), LOOK)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitUntil(lambda: window.painted)
    steps = len(frame_of(window.store.session).steps)
    for number in range(steps + 4):
        window.store.dispatch(actions.SetZoom(ZOOMS[number % 4] if number > steps else "layer"))
        window.store.dispatch(actions.Step(1))
        QApplication.processEvents()
        said = [text for panel in window.regions.panels for text in texts(panel)]
        assert not [text for text in said if ODD.search(text)]
