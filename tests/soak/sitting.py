"""Somebody who sits before the window and tries out everything: edits, trains, looks at every view."""

from __future__ import annotations

import gc
from collections import Counter
from random import Random
from time import monotonic

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from engine import Session, actions
from engine.session.document import bytes_beside, two_nodes
from engine.session.playhead import FASTEST
from gui.garbage import look_from_now_on
from gui.look import Look
from gui.main_window import MainWindow
from gui.views import VIEWS
from tests.soak.wandering import SETS, Wanderer

ALL = (*SETS, "iris", "digits")
_AT_ONCE = 25
"""So many things are done between two looks around."""


class Sitting:
    """An open window, and what is done in it.

    Parameters
    ----------
    seed : int
    playing : float
        Seconds that are trained at a time, as fast as it goes.
    sets : tuple of str
        Data sets that are chosen.
    """

    def __init__(self, seed: int, playing: float = 2.0, sets: tuple[str, ...] = ALL) -> None:
        self.done: Counter[str] = Counter()
        self._rng, self._playing = Random(seed), playing
        self._wanderer = Wanderer(self._rng, updates=500, sets=sets)
        self.window = MainWindow(Session.start(two_nodes()), Look(motion=0.0))
        self.window.resize(1440, 900)
        self.window.show()
        self.window.settings.explore()
        wait(0.1)
        look_from_now_on()  # as the program does once its window has been painted

    def go_on(self) -> None:
        """Do this and that with one view beside the cost curve, and train at full speed for a while."""
        self.window.regions.see(self._rng.choice(list(VIEWS)))
        for _ in range(_AT_ONCE):
            self._act()
        self._train()
        if self._rng.random() < 0.1:
            self._change_mode()

    def _act(self) -> None:
        for action in self._wanderer.next(self.window.store.session):
            self.window.store.dispatch(action)
            self.done[type(action).__name__] += 1
            QApplication.processEvents()
        self._close_all()

    def _train(self) -> None:
        store = self.window.store
        store.dispatch(actions.SetSpeed(FASTEST))
        store.dispatch(actions.Play(on=True))
        wait(self._playing)
        store.dispatch(actions.Play(on=False))
        self._close_all()

    def _change_mode(self) -> None:
        self.window.settings.learn()
        QApplication.processEvents()
        self.window.settings.explore()

    def _close_all(self) -> None:
        """Close what is said; Qt takes away what is closed when it next comes to it."""
        for box in self.window.findChildren(QMessageBox):
            box.close()
        while self.window.regions.notice.notice is not None:
            self.window.regions.notice.close_notice()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def open_another(self) -> None:
        """Open another document, and look at it in every view: of the one before nothing is needed."""
        self.window.store.dispatch(actions.Open(two_nodes()))
        for view in VIEWS:
            self.window.regions.see(view)
            QApplication.processEvents()

    def objects(self) -> int:
        """Count the objects of Qt in the window."""
        return len(self.window.findChildren(QObject))

    def told(self) -> str:
        """Say what there is by now."""
        document = self.window.store.session.document
        sizes = "-".join(map(str, document.network.sizes))
        past = self.window.store.session.history.past
        undo = bytes_beside(document, (entry.state for entry in past)) / 2**20
        return (
            f"{sum(self.done.values())} actions, {self.objects()} objects of Qt, "
            f"{len(past)} changes to be undone ({undo:.0f} MB), "
            f"{len(document.ghosts)} earlier runs, {document.log.updates} updates of {sizes}"
        )


def living(*kinds: type) -> int:
    """Count the values of some types that anything still holds."""
    gc.collect()
    return sum(type(thing) in kinds for thing in gc.get_objects())


def wait(seconds: float) -> None:
    """Let the window live."""
    loop, end = QEventLoop(), monotonic() + seconds
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    while monotonic() < end:
        QApplication.processEvents()
