"""A view of a lecture with the lecturer's hand on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.nn.types import Ref
from gui.present.hand import Hand
from gui.present.page.view import PageView
from gui.present.presenter import Presenter

LEFT = Qt.MouseButton.LeftButton
TOLD = 8
"""A stop of lesson 2 that asks nothing, from 0: all of the forward pass is known."""


@dataclass
class Room:
    """A lecture, its audience view, and a mouse: places are in shares of the page."""

    presenter: Presenter
    view: PageView
    hand: Hand
    qtbot: object
    told: list[str] = dataclasses.field(default_factory=list)

    def px(self, at) -> QPoint:
        width, height = self.view.page.size
        return self.view.from_page((at[0] * width, at[1] * height)).toPoint()

    def press(self, at, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.mousePress(self.view, LEFT, modifier, self.px(at))

    def move(self, at):
        self.qtbot.mouseMove(self.view, self.px(at))

    def release(self, at):
        self.qtbot.mouseRelease(self.view, LEFT, pos=self.px(at))

    def click(self, at):
        self.press(at)
        self.release(at)

    def double_click(self, at):
        self.click(at)
        self.qtbot.mouseDClick(self.view, LEFT, pos=self.px(at))

    def type(self, text, key=Qt.Key.Key_Return):
        field = self.hand.working.field
        self.qtbot.keyClicks(field, text)
        if key is not None:
            self.qtbot.keyClick(field, key)

    @property
    def field(self):
        """The field, if it is open."""
        field = self.hand.working.field
        return field if field.isVisible() else None

    def draw(self, *places):
        self.press(places[0])
        for at in places[1:]:
            self.move(at)
        self.release(places[-1])

    def where(self, ref: Ref):
        """Return the middle of a quantity on the page."""
        box = self.hand.working.place(ref)
        width, height = self.view.page.size
        return box.cx / width, box.cy / height

    @property
    def marks(self):
        return self.presenter.marks.of(self.presenter.slide.stop)

    def value(self, ref: Ref) -> float:
        return self.presenter.slide.frame.value(ref)

    def undos(self) -> int:
        return len(self.presenter.store.session.history.past)


@pytest.fixture
def room(give, qtbot) -> Callable[..., Room]:
    """Show a stop of a lesson in a window of a size, with the hand on it."""

    def show(number=2, at=TOLD, press=0, size=(1280, 720)) -> Room:
        presenter, view = give(number, at, press), PageView()
        qtbot.addWidget(view)
        view.resize(*size)
        for signal in (presenter.turned, presenter.froze):
            signal.connect(lambda: view.show_slide(presenter.shown))
        presenter.covered.connect(lambda: view.set_cover(presenter.cover))
        view.show_slide(presenter.shown)
        hand = Hand(presenter, view)
        view.hand = hand
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        room = Room(presenter, view, hand, qtbot)
        presenter.told.connect(room.told.append)
        return room

    return show
