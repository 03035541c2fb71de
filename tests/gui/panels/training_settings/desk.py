"""The panel on a store, in a window of its own, for its tests."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.panels.training_settings import TrainingSettings
from gui.store import Store

LEFT, W, ETA = Qt.MouseButton.LeftButton, Ref("W", 1, (0, 1)), Ref("eta", 0)
_RNG = np.random.default_rng(5)
_X = _RNG.normal(size=(40, 2))
BATCHES = Document(
    Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=3),
    _X,
    (_X[:, :1] > 0).astype(float),
    eta=0.5,
    batch=10,
    seed=3,
)
"""Forty samples of two classes, ten an update."""
CURVE = Document(Network.random((1, 3, 1), ("tanh", "linear"), seed=1), _X[:, :1], 3.0 * _X[:, 1:], eta=0.1)
"""Labels that are no shares."""
CLASSES = Document(
    Network.random((2, 3, 3), ("tanh", "linear"), seed=1), _X, np.eye(3)[_RNG.integers(0, 3, 40)], eta=0.1
)
"""Three columns of labels, one a class."""


class Desk:
    """The panel on a store."""

    def __init__(self, panel: TrainingSettings, session: Session) -> None:
        self.panel, self.store = panel, Store(session, panel)
        self.refused: list[str] = []
        self.dispatched: list[act.Action] = []
        self.store.changed.connect(lambda _old, new: panel.show_frame(frame_of(new)))
        self.store.refused.connect(self.refused.append)
        panel.dispatched.connect(self.dispatched.append)
        panel.dispatched.connect(self.store.dispatch)
        panel.show_frame(frame_of(session))
        panel.resize(300, 900)

    @property
    def frame(self):
        return frame_of(self.store.session)

    @property
    def setup(self):
        return self.frame.setup

    @property
    def undo(self) -> list[str]:
        return [entry.label for entry in self.store.session.history.past]

    def do(self, *actions: act.Action) -> None:
        for action in actions:
            self.store.dispatch(action)


def typed(qtbot, field, text):
    """Type a text into a field and press Enter."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def picked(qtbot, box, key):
    """Choose a row of a list with the mouse."""
    qtbot.mouseClick(box, LEFT)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    row = view.visualRect(view.model().index(box.findData(key), 0))
    for way in (40, 20, 0):  # Qt takes the release of the click that opened the list for none in it
        QTest.mouseMove(view.viewport(), row.center() + QPoint(way, 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=row.center())


def note_under(row):
    """Return the sentence under a field."""
    return row._note.text() if row._note.isVisible() else ""


def notes(panel):
    """List all that can be read."""
    return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
