"""Editing and scrubbing in the window: one pixel of a drag, and any update of a run of a million."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from itertools import count

from PySide6.QtWidgets import QApplication

from benchmarks.engine import wide
from benchmarks.time import MILLION, with_a_million
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document, two_nodes
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow

NETWORKS = (
    (16.0, "two-node network", two_nodes),
    (16.0, "100 edges", lambda: wide(5, 10, 5)),
    (16.0, "400 edges", lambda: wide(10, 20, 10)),
    (33.0, "2,000 edges", lambda: wide(20, 40, 30)),
)


def measures() -> Iterator[tuple[str, float, Callable[[], float]]]:
    """List what is measured: words, target in ms, a function that does one round."""
    for target, name, document in NETWORKS:
        yield f"one pixel of a drag on screen, {name}", target, drag(document())
    yield "any update of a run of 10⁶ on screen", 50.0, scrub(with_a_million(two_nodes()))


def shown(document: Document) -> MainWindow:
    """Open a window and wait until all of it is there."""
    window = MainWindow(Session.start(document), Look(motion=0.0))
    window.show()
    while not window.painted:
        QApplication.processEvents()
    window.regions.cost_curve.make_plot()
    window.regions.weight_slice.make_plot()
    QApplication.processEvents()
    return window


def drag(document: Document) -> Callable[[], float]:
    """Drag a weight in mid-update by one pixel, to the end of all painting."""
    window = shown(document)
    weight = Ref("W", document.network.L, (0, 0))
    window.store.dispatch(act.Select(weight))
    window.store.dispatch(act.Seek(len(window.frame.steps) // 2))
    pixels = count(1)

    def once() -> float:
        value = 0.01 * (next(pixels) % 200)
        began = time.perf_counter()
        window.store.dispatch(act.SetParameter(weight, value, "set w", "one drag"))
        QApplication.processEvents()
        return (time.perf_counter() - began) * 1000

    return once


def scrub(document: Document) -> Callable[[], float]:
    """Go to a random update, to the end of all painting."""
    window = shown(document)
    places = random.Random(1)

    def once() -> float:
        began = time.perf_counter()
        window.store.dispatch(act.Seek(14, places.randrange(MILLION)))
        QApplication.processEvents()
        return (time.perf_counter() - began) * 1000

    return once
