"""The window's part: start, micro-steps, repaints and formulas, against docs of the targets."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, pairwise
from pathlib import Path

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks.engine import wide
from engine.session import actions as act
from engine.session.document import two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.app import prepare
from gui.diagram import Diagram
from gui.formula import typeset
from gui.look import Look
from gui.main_window import MainWindow
from gui.theme import LIGHT, apply_theme

ROOT = Path(__file__).resolve().parent.parent


def measures() -> Iterator[tuple[str, float, Callable[[], float]]]:
    """List what is measured: words, target in ms, a function that does one round."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    prepare(app)
    apply_theme(app, LIGHT)
    yield "process start → first paint, from source", 400.0, first_paint
    for name, document in (("two-node network", two_nodes()), ("400 edges", wide(10, 20, 10))):
        window = MainWindow(Session.start(document), Look(motion=0.0))
        yield f"one micro-step on screen, {name}", 16.0, micro_step(window)
    for target, sizes in ((8.0, (2, 4, 2, 2)), (8.0, (10, 20, 10)), (33.0, (20, 40, 30))):
        edges = sum(a * b for a, b in pairwise(sizes))
        yield f"diagram repaint, {edges:,} edges", target, repaint(sizes)
    yield "formula with 8 changing numbers", 2.0, formula()


def first_paint() -> float:
    """Start the program and wait for the line that says it has painted."""
    began = time.perf_counter()
    command = [sys.executable, str(ROOT / "main.py"), "--smoke"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        took = (time.perf_counter() - began) * 1000
        process.stdout.read()
    return took


def micro_step(window: MainWindow) -> Callable[[], float]:
    """Take a step in a shown window, to the end of its painting."""
    window.show()
    while not window.painted:
        QApplication.processEvents()
    window.regions.cost_curve.make_plot()
    window.regions.weight_slice.make_plot()
    QApplication.processEvents()

    def once() -> float:
        began = time.perf_counter()
        window.store.dispatch(act.Step(1))
        QApplication.processEvents()
        return (time.perf_counter() - began) * 1000

    return once


def repaint(sizes: tuple[int, ...]) -> Callable[[], float]:
    """Draw the whole diagram of a network, every edge changed, at 740 × 490."""
    diagram = Diagram()
    diagram.set_look(Look(motion=0.0))
    diagram.resize(QSize(740, 490))
    diagram.show()
    QApplication.processEvents()
    session = update(Session.start(wide(*sizes)), act.Seek(4))
    updates = count(1)

    def once() -> float:
        frame = frame_of(update(session, act.Seek(4, next(updates) % 50)))
        began = time.perf_counter()
        diagram.show_frame(frame)
        diagram.repaint()
        return (time.perf_counter() - began) * 1000

    return once


def formula() -> Callable[[], float]:
    """Typeset and paint a formula with numbers that were never seen before."""
    numbers = count(1)
    image = QImage(800, 80, QImage.Format.Format_RGB32)
    ink = QColor("black")

    def once() -> float:
        shown = [(f"{next(numbers) / 977:.3f}", True) for _ in range(8)]
        parts = [part for number in shown for part in (number, (r" \cdot ", False))][:-1]
        began = time.perf_counter()
        painter = QPainter(image)
        typeset(parts, 20).paint(painter, QPointF(0, 0), [ink] * 8, ink)
        painter.end()
        return (time.perf_counter() - began) * 1000

    return once
