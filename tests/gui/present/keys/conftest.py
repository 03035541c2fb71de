"""A presenter that notes what it is told, and a window that takes its keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from benchmarks.fast_clock import FastClock
from engine.lessons.lecture import begun
from gui.learn.course import lesson_in
from gui.look import Look
from gui.present.keys.commands import COMMANDS
from gui.present.keys.router import Router
from gui.present.keys.table import KeyTable
from gui.present.presenter import Presenter


class Noting(Presenter):
    """Carries out what it is told, and notes it."""

    def __init__(self) -> None:
        super().__init__(begun(lesson_in("04-weight-correction.toml")), Look(motion=0.0))
        self.done: list[str] = []


def _noted(name):
    def do(self):
        self.done.append(name)
        getattr(Presenter, name)(self)

    return do


for _command in COMMANDS:
    setattr(Noting, _command.id, _noted(_command.id))


class Window(QWidget):
    """Has a view, a field and a button."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.field, self.button = QWidget(), QLineEdit(), QPushButton("Press")
        layout = QVBoxLayout(self)
        for each in (self.view, self.field, self.button):
            layout.addWidget(each)
        self.view.setFocusPolicy(self.field.focusPolicy())
        self.view.setFocus()


@pytest.fixture
def presenter(qtbot):
    made = Noting()
    yield made
    made.deleteLater()


@pytest.fixture
def clock():
    return FastClock()


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.view.setFocus()
    return made


@pytest.fixture
def router(presenter, window, clock):
    made = Router(presenter, KeyTable(), clock=clock)
    made.attach(window)
    yield made
    made.detach(window)
