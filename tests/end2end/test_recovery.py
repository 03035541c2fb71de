"""kill −9 at 50 random moments while editing and training: the next start offers the work, whole."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from engine.session.session import Session
from gui.files.copies import Work, abandoned
from gui.files.keeper import INTERVAL_MS
from gui.look import Look
from gui.main_window import MainWindow
from gui.user_folder import user_folder
from tests.end2end.recovery_driver import BIAS, SCALE

HERE = Path(__file__).parent
KILLS = 50
QUICK_MS = 60
"""The pace of copies here; a user's is slower by the factor `INTERVAL_MS` / `QUICK_MS`."""

PROMISED = 5.0
"""Seconds."""


def driven(folder: Path, seed: int, lines: int) -> list[tuple[int, float]]:
    """Let the driver work until it has said so many lines, kill it, and return what it said."""
    command = [sys.executable, "-m", "tests.end2end.recovery_driver", str(folder), str(QUICK_MS), str(seed)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=HERE.parent.parent
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.read().splitlines(keepends=True)
    whole = (line.split() for line in said if line.endswith("\n"))
    return [(int(number), float(at)) for number, at in whole]


def number_in(work: Work) -> int:
    return round(work.document.network.parameter(BIAS) * SCALE)


def check(folder: Path, said: list[tuple[int, float]]) -> int | None:
    """Check what one killed process left behind; return how many edits are lost, None where none was kept."""
    copies = abandoned(folder)
    assert len(copies) <= 1
    kept = number_in(copies[0].read()) if copies else 0
    for copy in copies:
        copy.remove()
    assert list(folder.iterdir()) == []  # no half file, no lock
    times = dict(said)
    last = max(times)
    if kept < last:
        lost_since = times[kept + 1]
        assert times[last] - lost_since < PROMISED
    return last - kept if copies else None


def kill_rounds(folder: Path, seeds: range) -> Iterator[int | None]:
    for seed in seeds:
        own = folder / str(seed)
        (own / "recovery").mkdir(parents=True)
        said = driven(own, seed, random.Random(seed).randrange(1, 120))
        yield check(own / "recovery", said)


def test_kill_9_at_random_moments_loses_seconds_at_most_and_breaks_nothing(tmp_path, qapp):
    # qapp: Qt takes the thread that first asks something of it for the main one, and the pool asks for locks
    halves = (range(KILLS // 2), range(KILLS // 2, KILLS))
    with ThreadPoolExecutor(2) as pool:
        lost = [
            n for found in pool.map(lambda seeds: list(kill_rounds(tmp_path, seeds)), halves) for n in found
        ]
    assert len(lost) == KILLS
    kept = [n for n in lost if n is not None]
    assert len(kept) > KILLS // 2  # most lived long enough to be worth the test


def test_a_user_is_promised_5_seconds():
    assert INTERVAL_MS / 1000 < PROMISED / 2


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.painted)
    yield made
    made.files.new()  # so that nothing is left to ask about
    for box in made.findChildren(QMessageBox):
        if box.isVisible():
            press(box, "Don’t save")


def press(box: QMessageBox, words: str) -> None:
    button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == words)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_next_start_offers_what_a_killed_one_left(window, qtbot):
    said = driven(user_folder(), 7, 150)
    window.files.keep_copies(QUICK_MS)
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    assert "Upstream ended without saving “Two-node network”" in box.text()
    press(box, "Open again")
    number = round(window.store.session.document.network.parameter(BIAS) * SCALE)
    assert 0 < number <= said[-1][0]
    assert window.isWindowModified()
