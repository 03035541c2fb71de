"""What the tests of learning share."""

from __future__ import annotations

import pytest

from engine import Session
from gui.look import Look
from gui.main_window import MainWindow


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitUntil(lambda: made.painted)
    return made
