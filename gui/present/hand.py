"""The lecturer's hand on the audience view: with a tool it draws, without one it works the diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPainter

from engine.nn.types import Ref
from gui.diagram.geometry import Point
from gui.hands.targets import pace_of
from gui.present.marks.drawing import LASER, Drawing
from gui.present.marks.ink import Ink
from gui.present.stepping import stepped
from gui.present.working import Working

if TYPE_CHECKING:
    from gui.present.page import Page
    from gui.present.page.view import PageView
    from gui.present.presenter import Presenter

__all__ = ["Hand", "stepped"]


class Hand(QObject):
    """Set as the `hand` of a view of the page; it paints what it draws over the page.

    A pen and a finger come as the mouse does: Qt makes mouse events of theirs.

    Parameters
    ----------
    presenter : Presenter
    view : PageView
        It owns the hand.
    ink : Ink, optional
        That of another hand on the same lecture: what one draws is seen on both views while it is drawn.

    Attributes
    ----------
    ink : Ink
    working : Working
    """

    def __init__(self, presenter: Presenter, view: PageView, ink: Ink | None = None) -> None:
        super().__init__(view)
        self.ink = Ink(self) if ink is None else ink
        self._presenter, self._view = presenter, view
        self._has_shape = False
        self._drawing, self.working = Drawing(presenter, self.ink), Working(presenter, view)
        view.setMouseTracking(True)
        view.installEventFilter(self)
        view.add_layer(self.paint)
        self.ink.changed.connect(view.update)
        for signal in (presenter.turned, presenter.marked, presenter.froze, presenter.covered):
            signal.connect(self._on_presenter_turned)

    # What the view tells; places in units of the page

    def press(self, event: QMouseEvent, at: Point) -> bool:
        """Begin a stroke, or pick what is under the hand; say whether the press was meant for it."""
        page = self._view.page
        if page is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self.working.field.close_field()
        if self._drawing.is_on:
            self._drawing.press(at, page)
            return True
        return self.working.press(at, is_finger=_is_finger(event))

    def move(self, event: QMouseEvent, at: Point) -> bool:
        """Go on with it; with nothing held, show what could be done here."""
        page = self._view.page
        if page is not None and self._drawing.is_on:
            self._drawing.move(at, page)
            self._show_tool()  # a window that hides a mouse at rest has shown it again
            return True
        if self.working.move(at, pace_of(event.modifiers())):
            return True
        self._view.setCursor(self.working.cursor_at(at))
        return False

    def release(self, event: QMouseEvent, at: Point) -> bool:
        """Keep what was drawn, or set."""
        page = self._view.page
        if page is not None and self._drawing.is_on:
            self._drawing.release(page)
            return True
        return self.working.release()

    def double_click(self, event: QMouseEvent, at: Point) -> bool:
        """Open a field for what can be typed; a tool takes it for another press."""
        if self._drawing.is_on or event.button() != Qt.MouseButton.LeftButton:
            return self.press(event, at)
        return self.working.double_click(at, is_finger=_is_finger(event))

    def type(self) -> bool:
        """Open the field for what is selected, without a mouse; say whether it can be set."""
        selected: Ref | None = self._presenter.slide.frame.selected
        return selected is not None and self.working.type(selected)

    def paint(self, painter: QPainter, page: Page) -> None:
        """Paint the marks of the stop, what is being drawn, and the buttons beside what was picked."""
        self.working.paint(painter)
        self._drawing.paint(painter, page)

    # What follows

    def _on_presenter_turned(self) -> None:
        slide = self._view.slide
        self._drawing.follow("" if slide is None else slide.stop)
        self.working.follow()
        self._show_tool()
        self._view.update()

    def _show_tool(self) -> None:
        """Hide the mouse under the laser dot; a cross draws."""
        tool = self._presenter.tool
        if tool:
            is_dot = tool == LASER
            self._view.setCursor(Qt.CursorShape.BlankCursor if is_dot else Qt.CursorShape.CrossCursor)
        elif self._has_shape:
            self._view.unsetCursor()
        self._has_shape = bool(tool)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the mouse has gone: no dot stays behind."""
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self._drawing.leave()
        return False


def _is_finger(event: QMouseEvent) -> bool:
    return event.deviceType() == QInputDevice.DeviceType.TouchScreen
