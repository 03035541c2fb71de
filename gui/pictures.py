"""``upstream pictures DIR``: the main states of the window as PNG, for the README, review and tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from engine.cli import CommandError
from engine.data.generators import make
from engine.data.splits import every_kth
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.codec import load_document
from engine.session.document import Document, two_nodes
from engine.session.making import new_document
from engine.session.session import Session
from engine.session.training import train
from engine.session.update import update
from gui.look import Look
from gui.main_window import MainWindow
from gui.plotting.card import PlotCard
from gui.theme import DARK, LIGHT, Theme
from resources import resource_path

LARGE, SMALL = QSize(1440, 900), QSize(1280, 720)
_SETTLING = 1.5
"""Seconds that what is computed at rest may take."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One state of the window: a document, the actions that lead there, theme and size."""

    name: str
    document: Document
    actions: tuple[act.Action, ...]
    theme: Theme = LIGHT
    size: QSize = field(default_factory=lambda: LARGE)
    explores: bool = False
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A place in the course: a lesson by its number, a step by its number, and what was answered there."""

    number: int
    step: int
    answer: str = ""


LESSONS: dict[str, Lesson] = {
    "chain": Lesson(1, 5),
    "slip": Lesson(3, 10, "-0.119"),
    "paths": Lesson(6, 6),
    "batch": Lesson(7, 3),
}


def example(name: str) -> Document:
    """Return one of the example documents."""
    return load_document(resource_path("examples", f"{name}.upstream"))


def pictures() -> Iterator[Picture]:
    """List the pictures: each phase in both themes, both sizes, and a network with layers."""
    states: dict[str, tuple[act.Action, ...]] = {
        "start": (),
        "forward": (act.Seek(4),),
        "cost": (act.Seek(6),),
        "delta-2": (act.Seek(9),),
        "flow": (act.Seek(12),),
        "delta-1": (act.Seek(14),),
        "update": (act.Seek(18),),
        "end": (act.Seek(22),),
        "trained": (act.StepUpdate(40), act.Seek(14)),
    }
    for name, actions in states.items():
        yield Picture(f"{name}-light", two_nodes(), actions)
        yield Picture(f"{name}-dark", two_nodes(), actions, DARK)
        yield Picture(f"{name}-small", two_nodes(), actions, LIGHT, SMALL)
    for name, step in (("forward", 4), ("flow", 19), ("delta", 21), ("update", 26)):
        yield Picture(f"layers-{name}-light", example("xor"), (act.Seek(step),))
        yield Picture(f"layers-{name}-dark-small", example("xor"), (act.Seek(step),), DARK, SMALL)
    yield Picture("deep-light", example("deep"), (act.Seek(24),))
    data = make("spiral")
    spiral = new_document(data, (8, 8), "tanh", eta=0.3, batch=10, test=every_kth(data.samples, 5))
    trained = train(spiral, 1000).action("train", follow=True)
    seen = (trained, act.StepUpdate(-1), act.Seek(21), act.Select(Ref("delta", 1, (1,), 0)))
    for name, theme, size in (("light", LIGHT, LARGE), ("dark-small", DARK, SMALL)):
        yield Picture(f"explore-{name}", spiral, seen, theme, size, explores=True)
        for place, lesson in LESSONS.items():
            yield Picture(f"learn-{place}-{name}", two_nodes(), (), theme, size, lesson=lesson)


def draw_pictures(folder: Path) -> Iterator[Path]:
    """Draw every picture into a folder, which is made if need be.

    Yields
    ------
    Path
        Each file, when it is there.

    Raises
    ------
    CommandError
        If the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder}: no folder can be made there: {error.strerror}") from None
    for picture in pictures():
        file = folder / f"{picture.name}.png"
        if not draw(picture, file):
            raise CommandError(f"{file}: cannot be written")
        yield file


def draw(picture: Picture, file: Path) -> bool:
    """Draw one picture, without motion; False if the file cannot be written."""
    session = Session.start(picture.document)
    for action in picture.actions:
        session = update(session, action)
    window = MainWindow(session, Look(theme=picture.theme, motion=0.0))
    window.resize(picture.size)
    window.show()
    while not window.painted:
        QApplication.processEvents()
    if picture.explores:
        window.settings.explore()
    if picture.lesson is not None:
        _learn(window, picture.lesson)
    for panel in window.regions.panels:
        if isinstance(panel, PlotCard):
            panel.make_plot()
    waits = picture.explores or picture.lesson is not None
    until = time.monotonic() + (_SETTLING if waits else 0.0)  # maps and scores come when at rest
    while time.monotonic() < until:
        QApplication.processEvents()
    QApplication.processEvents()
    saved = window.grab().save(str(file))
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no event loop runs that would
    return saved


def _learn(window: MainWindow, place: Lesson) -> None:
    """Open a lesson at a step, and answer there."""
    window.learning.open(place.number)
    window.learning.go(place.step - 1)
    if place.answer:
        window.learning.answer(place.answer)
