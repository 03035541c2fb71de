"""Presenting: how long the room waits for the first stop, and for each press of a clicker."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from engine.lessons import lecture as lectures
from gui.learn.course import files, lesson_in
from gui.present.page import HEIGHT
from gui.present.page.pages import Pages
from gui.present.presenter import Presenter

ROOT = Path(__file__).resolve().parent.parent
START_MS, PRESS_MS = 3000.0, 100.0
LESSONS = (3, 4, 6, 13)
ASPECT, WIDTH, LINES = 1.77, 1920, 1080
_LATE = 0.95


def measures() -> Iterator[tuple[str, float, Callable[[], float]]]:
    """List what is measured: words, target in ms, a function that does one round."""
    yield "upstream --demo 3: start to first stop", START_MS, start
    for number in LESSONS:
        presses = Presses(number)
        yield f"Present lesson {number}: a press of the clicker, median", PRESS_MS, presses.median
        yield f"Present lesson {number}: a press, 95 of 100 are quicker", PRESS_MS, presses.late
        yield f"Present lesson {number}: a press that was made ahead, 95 of 100", PRESS_MS, presses.ahead


def start() -> float:
    """Start the program with a lesson, and read when it says that the first stop is painted."""
    words = [sys.executable, "main.py", "--demo", "3", "--smoke"]
    said = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    line = next(line for line in said.splitlines() if "first stop painted" in line)
    return 1000 * float(line.split("after ")[1].split()[0])


class Presses:
    """Walks a lesson from start to end, painting each press at 1920 × 1080."""

    def __init__(self, number: int) -> None:
        self._presenter = Presenter(lectures.begun(lesson_in(files()[number - 1])))
        self._image = QImage(WIDTH, LINES, QImage.Format.Format_RGB32)
        self._pages = Pages()
        self._took: list[float] = []

    def median(self) -> float:
        """Walk once, and return the median of a press."""
        self._took = self._walk(looks_ahead=False)
        return statistics.median(self._took)

    def late(self) -> float:
        """Return what 95 of 100 presses of that walk took at most."""
        return sorted(self._took)[int(_LATE * len(self._took))]

    def ahead(self) -> float:
        """Walk again, each page made before its press, as while a lecturer speaks."""
        took = self._walk(looks_ahead=True)
        return sorted(took)[int(_LATE * len(took))]

    def _walk(self, *, looks_ahead: bool) -> list[float]:
        presenter, took = self._presenter, []
        presenter.go(0)
        while not lectures.is_last(presenter.lecture):
            if looks_ahead and presenter.slide_ahead is not None:
                self._pages.of(presenter.slide_ahead, ASPECT)
            began = time.perf_counter()
            presenter.next()
            with QPainter(self._image) as painter:
                painter.scale(LINES / HEIGHT, LINES / HEIGHT)
                self._pages.of(presenter.slide, ASPECT).paint(painter)
            took.append((time.perf_counter() - began) * 1000)
            QApplication.processEvents()
        return took
