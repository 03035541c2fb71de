"""Training with the window open: updates a second, how regularly frames come, and what it takes of memory.

Each network trains in a process of its own, as fast as the frames allow, for some seconds.
``python -m benchmarks.live NAME SECONDS`` is that process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import FOLDER
from benchmarks.examples import digits, spiral
from engine.nn.network import Network
from engine.session import actions as act
from engine.session.column import SPARE
from engine.session.document import Document, two_nodes
from engine.session.playhead import FASTEST
from engine.session.runlog import CHECKPOINT_EVERY, ROOM
from engine.session.session import Session
from engine.session.training import MOST_UPDATES

ROOT = Path(__file__).resolve().parent.parent
NETWORKS = {"A 1-1-1": None, "B 2-4-2-1": (2, 4, 2, 1), "C 2-8×6-1": (2, *(8,) * 6, 1)}
EXPLORED = {"spiral": spiral, "digits": digits}
"""Trained in Explore, with all panels open and "What the network says" beside the curve."""
RATES = {"B 2-4-2-1": 3000.0, "C 2-8×6-1": 1200.0, "spiral": 1200.0}
"""Updates a second to be reached: 50 and 20 times the 60 epochs a second of tensorflow/playground."""
FRAME_MS, OPENED_MB, GROWTH_MB = 17.0, 250.0, 50.0
_HOUR = 3600.0


class Clock(QObject):
    """Notes when a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a painting, and keep it from nobody."""
        if event.type() == QEvent.Type.Paint:
            self.times.append(time.perf_counter())
        return False


def document_of(name: str) -> Document:
    """Make one of the networks, with ten samples in a batch."""
    if name in EXPLORED:
        return EXPLORED[name](0)
    sizes = NETWORKS[name]
    if sizes is None:
        return two_nodes()
    X = np.random.default_rng(0).normal(size=(10, sizes[0]))
    Y = np.tanh(X[:, :1] * X[:, -1:])
    return Document(Network.random(sizes, ("tanh",) * (len(sizes) - 1), seed=1), X, Y, eta=0.05)


def memory_mb() -> float:
    """Return what this process has in memory now; nan where the system has no /proc."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def wait(seconds: float) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def measured(name: str, seconds: float) -> dict[str, float]:
    """Open the window, train in it, and tell what was seen."""
    from gui.app import prepare
    from gui.look import Look
    from gui.main_window import MainWindow

    app = QApplication([])
    prepare(app)
    window = MainWindow(Session.start(document_of(name)), Look())
    window.resize(1440, 900)
    window.show()
    wait(1.0)
    opened = memory_mb()
    if name in EXPLORED:
        window.settings.explore()
    wait(0.5)
    clock = Clock()
    window.regions.diagram.installEventFilter(clock)
    window.store.dispatch(act.SetSpeed(FASTEST))
    window.store.dispatch(act.Play(True))
    wait(seconds / 4)  # caches fill: they are no growth
    warm, trained, began = memory_mb(), window.frame.trained, time.perf_counter()
    clock.times.clear()
    wait(seconds)
    took = time.perf_counter() - began
    gaps = np.diff(clock.times) * 1000
    return {
        "updates a second": (window.frame.trained - trained) / took,
        "frame p50": float(np.percentile(gaps, 50)),
        "frame p95": float(np.percentile(gaps, 95)),
        "opened": opened,
        "warm": warm - opened,
        "grown": memory_mb() - warm,
        "parameters": window.frame.network.parameters,
    }


def in_an_hour(found: dict[str, float]) -> float:
    """Extrapolate the growth to an hour, in MB: what caches took, and the log, which is bounded."""
    updates = min(found["updates a second"] * _HOUR, MOST_UPDATES)
    checkpoints = min(8 * found["parameters"] * updates / CHECKPOINT_EVERY, ROOM)
    return found["warm"] + SPARE * (8 * updates + checkpoints) / 2**20


def report(seconds: float) -> None:
    """Measure each network and print a table."""
    print(f"\nTraining in the open window, {seconds:g} s each; memory after an hour is extrapolated")
    print(f"{'':12}  updates/s  ratio  frame p50  p95 ms  ratio  opened MB  ratio  hour +MB  ratio")
    for name in (*NETWORKS, *EXPLORED):
        found = _in_a_process(name, seconds)
        rate, target = found["updates a second"], RATES.get(name)
        ratio = f"{target / rate:5.2f}" if target and rate else "     "
        hour = in_an_hour(found)
        print(
            f"{name:12}  {rate:9,.0f}  {ratio}  {found['frame p50']:9.1f}  {found['frame p95']:6.1f}"
            f"  {found['frame p95'] / FRAME_MS:5.2f}  {found['opened']:9.0f}"
            f"  {found['opened'] / OPENED_MB:5.2f}  {hour:8.1f}  {hour / GROWTH_MB:5.2f}"
        )


def _in_a_process(name: str, seconds: float) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.live", name, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], float(sys.argv[2]))), flush=True)
    FOLDER.cleanup()
    os._exit(0)  # nothing of this window is needed any more
