"""What the tests of the console share."""

from __future__ import annotations

import pytest

from gui.look import Look
from gui.present.console import ConsoleWindow
from gui.present.keys import KeyTable, Router


class Now:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def now():
    """The time."""
    return Now()


@pytest.fixture
def console(qtbot, give, now):
    """Show the console of a lecture, at a stop from 0 and a press of it; keys work as in the program."""
    made = []

    def show(number=6, at=0, press=0, look=None, size=(1280, 720)):
        presenter = give(number, at, press)
        window = ConsoleWindow(presenter, KeyTable(), look or Look(), now)
        qtbot.addWidget(window)
        router = Router(presenter, KeyTable())
        router.attach(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        made.append((window, router))
        return presenter, window

    yield show
    for window, router in made:
        router.detach(window)
        window.close()
