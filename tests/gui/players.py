"""A store and a clock, connected as in the window, for tests of training."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from engine.nn.network import Network
from engine.session import actions as act
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.playhead import FASTEST
from engine.session.session import Session
from gui.look import Look
from gui.store import Store
from gui.training.clock import TrainingClock
from gui.training.notices import notice_of_ending

LECTURE = two_nodes()
RUNAWAY = Document(
    Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["relu", "linear"]),
    np.array([[3.0]]),
    np.array([[1.0]]),
    cost="squared",
    eta=1e6,
)
BATCHES = Document(
    Network.random((2, 4, 2, 1), ("tanh", "tanh", "tanh"), seed=3),
    np.random.default_rng(1).normal(size=(20, 2)),
    np.random.default_rng(2).uniform(-1, 1, size=(20, 1)),
    eta=0.1,
    batch=10,
)


class Player(QObject):
    """A store and a clock, connected as in the window."""

    def __init__(self, document: Document, qtbot: QtBot) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.store = Store(Session.start(document), self)
        self.clock = TrainingClock(self)
        self.endings = []
        self.store.changed.connect(lambda _old, _new: self.clock.follow(self.frame))
        self.store.dispatched.connect(self.clock.heed)
        self.clock.dispatched.connect(self.store.dispatch)
        self.clock.ended.connect(self.endings.append)
        self.clock.follow(self.frame)

    @property
    def frame(self):
        return frame_of(self.store.session)

    @property
    def playing(self) -> bool:
        return self.frame.playhead.playing

    def take(self, updates: int) -> None:
        """Go on by some updates, however slow the machine is."""
        self.clock.take(updates)
        self.qtbot.waitUntil(lambda: not self.playing, timeout=20_000)

    def play(self, speed: float = FASTEST) -> None:
        self.store.dispatch(act.SetSpeed(speed))
        self.store.dispatch(act.Play(on=True))

    def pause(self) -> None:
        self.store.dispatch(act.Play(on=False))

    def undo_labels(self) -> list[str]:
        return [entry.label for entry in self.store.session.history.past]

    def ending_said(self) -> str:
        """What is said of the last run that ended by itself."""
        return notice_of_ending(self.endings[-1], self.frame, Look(), self.store.dispatch).text
