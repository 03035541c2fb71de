"""Edits and trains at a quick pace in a window of its own, and says so line by line, until it is killed.

Each line: the number of the edit, the time. The bias of the output node tells the number, and so does a copy.
Started by test_recovery.py: FOLDER INTERVAL_MS SEED.
"""

from __future__ import annotations

import os
import random
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from engine.session.training import train
from gui.files import FileDesk
from gui.store import Store

BIAS, SCALE = Ref("b", 2, (0,)), 1000


class Driver:
    """A user in great haste."""

    def __init__(self, interval_ms: int, seed: int) -> None:
        self.random, self.number = random.Random(seed), 0
        self.window = QMainWindow()
        self.store = Store(Session.start(), self.window)
        self.desk = FileDesk(self.store, self.window)
        self.desk.keep_copies(interval_ms)
        self.window.show()
        self.timer = QTimer()
        self.timer.timeout.connect(self.work)
        self.timer.start(2)

    def work(self) -> None:
        """Do one thing, and say which it was."""
        self.number += 1
        self.store.dispatch(act.Seek(1, 0))
        self.store.dispatch(act.SetParameter(BIAS, self.number / SCALE, "count"))
        if self.random.random() < 0.5:
            stretch = train(self.store.session.document, self.random.randrange(1, 300))
            self.store.dispatch(stretch.action("train", "train"))
        if self.random.random() < 0.1:
            self.store.dispatch(act.Undo())
            self.store.dispatch(act.Redo())
        sys.stdout.write(f"{self.number} {time.time()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "UPSTREAM_FOLDER": sys.argv[1]}
    app = QApplication([])
    driver = Driver(int(sys.argv[2]), int(sys.argv[3]))
    app.exec()
