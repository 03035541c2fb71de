"""Explore with all panels open: left column, node maps, test curve, each view beside the curve in turn."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from itertools import count

from PySide6.QtWidgets import QApplication

from benchmarks.examples import digits, spiral
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow
from gui.views import VIEWS

NETWORKS: tuple[tuple[str, float, Callable[[], Document]], ...] = (
    ("spiral 2-8-8-8-1", 16.0, spiral),
    ("digits 64-16-10", 33.0, digits),
)
STEP_MS, SCRUB_MS = 16.0, 50.0


def measures() -> Iterator[tuple[str, float, Callable[[], float]]]:
    """List what is measured: words, target in ms, a function that does one round."""
    for name, target, document in NETWORKS:
        made = document()
        dragged, walked = shown(made), shown(made)
        yield f"Explore, slowest view: one pixel of a drag, {name}", target, drag(dragged)
        yield f"Explore, slowest view: one micro-step, {name}", STEP_MS, step(walked)
        yield f"Explore, slowest view: any update, {name}", SCRUB_MS, scrub(walked)


def shown(document: Document) -> MainWindow:
    """Open a window in Explore, with a weight of the first hidden layer selected."""
    window = MainWindow(Session.start(document), Look(motion=0.0))
    window.resize(1440, 900)
    window.show()
    while not window.painted:
        QApplication.processEvents()
    window.settings.explore()
    window.store.dispatch(act.Select(Ref("W", 1, (0, 0))))
    window.store.dispatch(act.Seek(len(window.frame.steps), update=window.frame.trained - 1))
    QApplication.processEvents()
    return window


def slowest(window: MainWindow, action: Callable[[], act.Action]) -> Callable[[], float]:
    """Carry out an action with each view in turn, to the end of all painting; turning is not counted."""

    def once() -> float:
        return max(timed(window, view, action) for view in VIEWS)

    return once


def timed(window: MainWindow, view: str, action: Callable[[], act.Action]) -> float:
    """Return how many ms an action takes with a view beside the curve."""
    window.regions.see(view)
    for _ in range(3):
        QApplication.processEvents()
    asked, began = action(), time.perf_counter()
    window.store.dispatch(asked)
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def drag(window: MainWindow) -> Callable[[], float]:
    """Drag a weight by one pixel."""
    pixels, weight = count(1), Ref("W", 1, (0, 0))
    return slowest(window, lambda: act.SetParameter(weight, 0.01 * (next(pixels) % 200), "set w", "one drag"))


def step(window: MainWindow) -> Callable[[], float]:
    """Take a micro-step back."""
    return slowest(window, lambda: act.Step(-1))


def scrub(window: MainWindow) -> Callable[[], float]:
    """Go to a random update of the run."""
    places = random.Random(1)
    return slowest(window, lambda: act.Seek(window.frame.number, places.randrange(window.frame.trained)))
