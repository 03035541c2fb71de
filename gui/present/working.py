"""Works the diagram of the audience view by hand: picks a quantity, drags it, types it, nudges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame
from gui.diagram.editing import place_of
from gui.diagram.geometry import Box, Point
from gui.diagram.hit import Hit
from gui.hands.gestures import Drag
from gui.hands.targets import Pace, Target, target_of
from gui.present.nudges import Nudges, placed_beside
from gui.present.room_field import RoomField

if TYPE_CHECKING:
    from gui.present.page.figures import Placed
    from gui.present.page.view import PageView
    from gui.present.presenter import Presenter

__all__ = ["Working"]

_NEAR = tuple((r * dx, r * dy) for r in (6.0, 12.0) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
"""Where else a finger may mean something, in units of the page: it is thicker than a mouse."""


class Working:
    """What the hand does without a tool, on a view of what is live: not on a frozen picture, nor on a copy.

    Parameters
    ----------
    presenter : Presenter
    view : PageView

    Attributes
    ----------
    field : RoomField
        Open while a number is typed.
    """

    def __init__(self, presenter: Presenter, view: PageView) -> None:
        self._presenter, self._view = presenter, view
        self._drag: Drag | None = None
        self._picked: Ref | None = None
        self._place = self._moment
        self._nudges: Nudges | None = None
        self._room: object = None
        self._has_nudged = False
        self.field = RoomField(view)
        self.field.dispatched.connect(presenter.dispatch)
        self.field.refused.connect(self._on_field_refused)

    # Mouse, pen and finger

    def press(self, at: Point, *, is_finger: bool = False) -> bool:
        """Pick what is under the hand, and take hold of it; say whether there is anything."""
        self._has_nudged = self._nudge(at)
        if self._has_nudged:
            return True
        hit = self._hit(at, is_finger)
        self._pick(None if hit is None else hit.main)
        target = None if hit is None else self._target(hit.main)
        self._drag = None if target is None else Drag(target, at[1], self._set)
        return hit is not None

    def move(self, at: Point, pace: Pace) -> bool:
        """Set what is held for the place that the hand has reached; say whether something is held."""
        if self._drag is None:
            return False
        self._drag.move(at[1], pace)
        return True

    def release(self) -> bool:
        """Keep what was set; say whether something was held."""
        held, self._drag = self._drag is not None, None
        return held

    def double_click(self, at: Point, *, is_finger: bool = False) -> bool:
        """Open the field for what can be typed; a button that was pressed is pressed once more."""
        if self._has_nudged and self._nudge(at):
            return True
        hit = self._hit(at, is_finger)
        return hit is not None and self.type(hit.main, at)

    def type(self, ref: Ref, at: Point | None = None) -> bool:
        """Open the field for a quantity; say whether it can be set.

        Parameters
        ----------
        ref : Ref
        at : (float, float), optional
            Where on it the hand is, in units of the page.
        """
        target, box = self._target(ref), self.place(ref, at)
        if target is None or box is None:
            return False
        self._drag = None
        over = self._view.from_page((box.cx, box.cy)).toPoint()
        self.field.open(target, self._presenter.slide.look, over)
        return True

    def cursor_at(self, at: Point) -> Qt.CursorShape:
        """Show what can be dragged up and down, and what can be clicked."""
        nudges = self.nudges()
        if nudges is not None and nudges.at(*at):
            return Qt.CursorShape.PointingHandCursor
        hit = self._hit(at)
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        can_be_set = self._target(hit.main) is not None
        return Qt.CursorShape.SizeVerCursor if can_be_set else Qt.CursorShape.PointingHandCursor

    # What follows from another slide

    def follow(self) -> None:
        """Go on with another slide, as far as it is of the same moment of the lecture."""
        is_other, target = self._place != self._moment, None
        if is_other:
            self._place, self._picked, self._drag, self._nudges = self._moment, None, None, None
        elif self.field.target is not None:
            target = self._target(self.field.target.ref)
        if target is None:
            self.field.close_field()
        else:
            self.field.follow(target, self._presenter.slide.look)

    def paint(self, painter: QPainter) -> None:
        """Paint the buttons beside what was picked."""
        if self.field.target is None and (nudges := self.nudges()) is not None:
            nudges.paint(painter, self._presenter.slide.look)

    # Inside

    @property
    def _moment(self) -> tuple[str, str, bool]:
        """What a gesture is for: another stop or phase, a freeze or a cover ends it."""
        slide = self._presenter.slide
        return slide.stop, slide.phase, self._is_live

    @property
    def _is_live(self) -> bool:
        """Say whether the view shows the session as it is now."""
        shown, live = self._view.slide, self._presenter.slide
        return not self._view.cover and shown is not None and shown.frame is live.frame

    @property
    def _frame(self) -> Frame:
        return self._presenter.slide.frame

    def _target(self, ref: Ref | None) -> Target | None:
        return target_of(ref, self._frame)

    def _placed(self) -> Placed | None:
        """Return the live diagram with its box on the page; of two copies there is none."""
        page = self._view.page
        if page is None or not self._is_live or page.slide.copies:
            return None
        return next(iter(page.diagrams), None)

    def _hit(self, at: Point, is_finger: bool = False) -> Hit | None:
        """Return what the hand is on; a finger may be a little beside it."""
        placed = self._placed()
        if placed is None:
            return None
        x, y, hits = at[0] - placed.box.x(), at[1] - placed.box.y(), placed.portrait.hits()
        near = ((0.0, 0.0), *(_NEAR if is_finger else ()))
        found = (hits.at(x + dx, y + dy) for dx, dy in near)
        return next((hit for hit in found if hit is not None), None)

    def place(self, ref: Ref, at: Point | None = None) -> Box | None:
        """Return where a quantity is drawn on the page."""
        placed = self._placed()
        if placed is None or not any(placed.portrait.hits().shapes([ref])):
            return None
        x, y = placed.box.x(), placed.box.y()
        own = place_of(ref, placed.portrait.hits(), None if at is None else (at[0] - x, at[1] - y))
        return Box(own.x + x, own.y + y, own.w, own.h)

    def _pick(self, ref: Ref | None) -> None:
        """Select a quantity; what the lesson itself selected stays, where there is nothing."""
        frame, before = self._frame, self._picked
        self._picked = None if ref is None else frame.resolved(ref)
        self._nudges = None
        if self._picked != frame.selected and (self._picked or before):
            self._presenter.dispatch(act.Select(self._picked))

    def _set(self, action: act.Action) -> None:
        """Carry out a part of a drag; one that is refused is over: the reason is told once."""
        before = self._presenter.store.session
        self._presenter.dispatch(action)
        if self._presenter.store.session is before:
            self._drag = None

    def nudges(self) -> Nudges | None:
        """Return the buttons: they stay where they are while they are pressed."""
        picked, placed = self._picked, self._placed()
        if picked is None or placed is None or self._presenter.is_open:
            return None
        if picked != self._frame.selected or self._target(picked) is None:
            return None
        slide = self._presenter.slide
        room = (placed.box, slide.look.scale, slide.is_zoomed)
        if (self._nudges is None or room != self._room) and (own := self.place(picked)) is not None:
            self._nudges, self._room = placed_beside(own, placed), room
        return self._nudges

    def _nudge(self, at: Point) -> bool:
        """Press a button, if the hand is on one."""
        nudges = self.nudges()
        by = 0.0 if nudges is None else nudges.at(*at)
        if by:
            (self._presenter.more if by > 0 else self._presenter.less)()
        return bool(by)

    def _on_field_refused(self, sentence: str) -> None:
        if sentence:
            self._presenter.told.emit(sentence)
