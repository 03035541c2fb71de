"""An error that nobody foresaw: one sentence, one log, and the document stays."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox

from gui.files import Unforeseen
from gui.files.unforeseen import MOST_LOGS, write_log
from gui.user_folder import user_folder

ROOT = Path(__file__).parents[3]


@pytest.fixture
def caught(qtbot):
    """A window whose errors are caught, and what stood on the terminal."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    made = Unforeseen(window)
    made._before = lambda *_: None
    yield made
    for box in boxes(made):
        box.close()


def boxes(made):
    return [box for box in made.parent().findChildren(QMessageBox) if box.isVisible()]


def logs():
    return sorted(user_folder("logs").glob("*.txt"))


def fail(made):
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as raised:
        made._on_error(type(raised), raised, raised.__traceback__)


def fail_elsewhere(made):
    try:
        int("x")
    except ValueError as raised:
        made._on_error(type(raised), raised, raised.__traceback__)


def test_it_is_told_in_one_sentence_that_names_the_log(caught, qtbot):
    fail(caught)
    qtbot.waitUntil(lambda: len(boxes(caught)) == 1)
    text = boxes(caught)[0].text()
    assert "ZeroDivisionError: division by zero" in text
    assert "Your document is as it was" in text
    assert str(logs()[0]) in text
    assert "Traceback" in logs()[0].read_text(encoding="utf-8")


def test_the_same_error_again_is_neither_told_nor_written(caught, qtbot):
    for _ in range(200):
        fail(caught)
    qtbot.waitUntil(lambda: len(boxes(caught)) == 1)
    QTest.keyClick(boxes(caught)[0], Qt.Key.Key_Escape)
    fail(caught)
    QApplication.processEvents()
    assert boxes(caught) == []
    assert len(logs()) == 1


def test_another_error_waits_for_no_second_box_but_is_written(caught, qtbot):
    fail(caught)
    fail_elsewhere(caught)
    qtbot.waitUntil(lambda: len(boxes(caught)) == 1)
    assert len(logs()) == 2


def test_an_error_of_another_thread_is_told_here(caught, qtbot):
    def work():
        try:
            fail_in_thread()
        except ValueError as error:
            caught._on_thread_error(
                threading.ExceptHookArgs((ValueError, error, error.__traceback__, threading.current_thread()))
            )

    def fail_in_thread():
        raise ValueError("far away")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes(caught)) == 1)
    assert "far away" in boxes(caught)[0].text()


def test_where_no_log_can_be_written_that_is_said(caught, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("UPSTREAM_FOLDER", str(tmp_path / "file"))
    fail(caught)
    qtbot.waitUntil(lambda: len(boxes(caught)) == 1)
    assert "No log could be written" in boxes(caught)[0].text()


def test_the_oldest_logs_give_way(tmp_path):
    for _ in range(MOST_LOGS + 5):
        write_log(ValueError("x"))
    assert len(logs()) == MOST_LOGS


def test_ctrl_c_in_the_terminal_still_ends_the_program(caught):
    heard = []
    caught._before = lambda kind, *_: heard.append(kind)
    caught._on_error(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert heard == [KeyboardInterrupt]
    assert logs() == []


def test_the_hooks_come_and_go(caught):
    before = sys.excepthook, threading.excepthook
    caught.install()
    assert sys.excepthook == caught._on_error
    caught.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


PAINTING = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox
from gui.files import Unforeseen
class Faulty(QMainWindow):
    painted = 0
    def paintEvent(self, event):
        self.painted += 1
        raise ZeroDivisionError("division by zero")
app = QApplication([])
window = Faulty()
Unforeseen(window).install()
window.show()
while window.painted < 30 or not window.findChildren(QMessageBox):
    window.update()
    app.processEvents()
print(len(window.findChildren(QMessageBox)), window.painted, flush=True)
os._exit(0)
"""


def test_an_error_in_painting_opens_one_box_and_no_more():
    done = subprocess.run(
        [sys.executable, "-c", PAINTING],
        cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout.split()[0] == "1"
    assert int(done.stdout.split()[1]) >= 30
    assert len(logs()) == 1
