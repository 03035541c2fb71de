"""The network diagram under the hand: pointed at, selected, walked over, dragged and typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame
from gui.diagram.accessible import DiagramTree
from gui.diagram.bench import Bench
from gui.diagram.card import card_of, description_of
from gui.diagram.cursor import Cursor, Way, stop_of
from gui.diagram.editing import Editing, place_of
from gui.diagram.geometry import Box
from gui.diagram.hit import Hit
from gui.diagram.label_layer import paint_label
from gui.diagram.overlay import paint_cursor, paint_focus
from gui.diagram.text import measure_with
from gui.diagram.tip import show_beside
from gui.hands.targets import Target
from gui.look import Look

_WAYS: dict[int, Way] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Diagram(Bench):
    """Shows the network at a moment, and takes it from the hand.

    A weight, bias, input or label is set by dragging it up or down, with the wheel, by typing after a
    double click, F2 or Enter on what is selected, and with Ctrl and ↑ ↓; Shift makes each step finer.

    Signals
    -------
    pointed(frozenset of Ref)
        What the mouse or the keyboard is on.
    dispatched(action)
        What the user asked for.
    """

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointed: frozenset[Ref] = frozenset()
        self._by_key = False
        self._editing = Editing(self)
        self._editing.dispatched.connect(self.dispatched)
        self._editing.changed.connect(self.update)
        self.building.moved.connect(self._stand_on)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Network diagram"))
        self.accessible = DiagramTree(
            self, self.hits, lambda: self._cursor, self.dispatched.emit, self.map_in_words
        )

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment; one step forward lets its values travel."""
        old = self._frame
        super().show_frame(frame)
        if frame is old:
            return
        self._editing.show_frame(frame)
        self.setAccessibleDescription(description_of(frame, self._look))
        self.accessible.show_frame(frame)
        if old is not None and old.document is not frame.document:
            QToolTip.hideText()  # it told of the document before

    def set_look(self, look: Look) -> None:
        """Change theme, digits, text size or motion, live."""
        super().set_look(look)
        self.accessible.look = look
        if self._frame is not None:
            self.setAccessibleDescription(description_of(self._frame, look))
        self._editing.set_look(look)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what nobody sees."""
        super().hideEvent(event)
        self._editing.release()

    def paint_marks(self, painter: QPainter, frame: Frame) -> None:
        """Paint what is selected and lit, where the keyboard is, and the value that is dragged."""
        super().paint_marks(painter, frame)
        look = self._look
        if self._cursor is not None and self.hasFocus():
            paint_cursor(painter, next(self.hits().shapes([self._cursor])), look.theme, self.texts())
        elif self.hasFocus() and self._by_key:
            paint_focus(painter, self.rect(), look.theme)
        view = Box(0, 0, self.width(), self.height()).grown(-4)
        if pill := self._editing.pill(measure_with(look.scale, look.theme.room), view):
            paint_label(painter, pill, look.theme, look.scale)

    # What it is asked for

    def go_to(self, ref: Ref) -> None:
        """Select a quantity, and take the keyboard there."""
        self._select(ref)
        self._stand_on(stop_of(ref))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def target(self, ref: Ref | None) -> Target | None:
        """Return what is set where a quantity is typed; None where it can't be, or is nowhere to be seen."""
        is_drawn = ref is not None and self._frame is not None and any(self.hits().shapes([ref]))
        return self._editing.target(ref) if is_drawn else None

    def type(self, ref: Ref) -> None:
        """Select a quantity and open the field for it, where it can be set."""
        if self.target(ref) is not None:
            self._editing.type(ref, place_of(ref, self.hits()))
            self._select(ref)

    # Pointing

    def event(self, event: QEvent) -> bool:
        """Show the card of what is under the pointer; keep Escape while something is dragged."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            holds = self._editing.holds or self.building.hand.holds
            is_taken = self.arranging.takes(event)
            event.setAccepted(is_taken or (event.key() == Qt.Key.Key_Escape and holds))
            return event.isAccepted()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_card(event.pos())
            return True
        return super().event(event)

    def _show_card(self, at: QPoint) -> None:
        hit = self.hit_at(QPointF(at))
        if hit is None or self._frame is None:
            QToolTip.hideText()
            return
        ref = min(hit.refs) if hit.main not in hit.refs else hit.main
        card = card_of(self._frame.resolved(ref), self._frame, self._look)
        enlarged = self.enlarged()
        show_beside(self, card, hit, self.picture(), at, [enlarged[1]] if enlarged else [])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is on, or drag what it holds."""
        at = event.position().x(), event.position().y()
        if self.building.hand.holds:
            self.building.hand.move(at)
            return
        if self._editing.holds:
            self._editing.move(at[1], event.modifiers())
            return
        self.building.point(at)
        hit = self.hit_at(event.position())
        draws = self.building.hand.is_on_handle(at)
        self.setCursor(Qt.CursorShape.CrossCursor if draws else self._shape_on(hit))
        self._point(frozenset() if hit is None else hit.refs)

    def _shape_on(self, hit: Hit | None) -> Qt.CursorShape:
        """Show what can be dragged up and down, and what can be clicked."""
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        can_be_set = self._editing.target(hit.main) is not None
        return Qt.CursorShape.SizeVerCursor if can_be_set else Qt.CursorShape.PointingHandCursor

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is on nothing."""
        self.building.point(None)
        self._point(frozenset())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is clicked and take hold of it; select nothing, where there is nothing."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at = event.position().x(), event.position().y()
        if self.building.hand.press(at):
            self._point(frozenset())
            return
        hit = self.hit_at(event.position())
        self._cursor = None
        self._select(None if hit is None else hit.main)
        if hit is not None:
            self._editing.press(hit.main, place_of(hit.main, self.hits(), at), at[1])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what was dragged; of what was clicked and has no number, say at once why."""
        self.building.hand.release()
        self._editing.release()
        if event.button() == Qt.MouseButton.LeftButton and self._lacks_number(event.position()):
            self._show_card(event.position().toPoint())

    def _lacks_number(self, at: QPointF) -> bool:
        """Say whether what is drawn at a point is selected, and not known."""
        hit, frame = self.hit_at(at), self._frame
        if hit is None or frame is None:
            return False
        ref = frame.resolved(hit.main)
        return frame.selected == ref and frame.value(ref) is None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a field for what can be typed; anything else is clicked once more."""
        hit = self.hit_at(event.position())
        at = event.position().x(), event.position().y()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if not (is_left and hit and self._editing.type(hit.main, place_of(hit.main, self.hits(), at))):
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step what the wheel is turned over."""
        hit = self.hit_at(event.position())
        event.setAccepted(self._editing.turn(None if hit is None else hit.main, event))

    def _point(self, refs: frozenset[Ref]) -> None:
        frame = self._frame
        resolved = frozenset(frame.resolved(ref) for ref in refs) if frame else refs
        if resolved != self._pointed:
            self._pointed = resolved
            self.enlarge(resolved)
            self.pointed.emit(resolved)

    def _select(self, ref: Ref | None) -> None:
        frame = self._frame
        self.dispatched.emit(actions.Select(frame.resolved(ref) if frame and ref else None))

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, set and select with Enter, step with Ctrl and arrows, let go with Escape."""
        if self._frame is None or not self.hasFocus():  # what a button of the diagram does not need
            event.ignore()
        elif not self.press_bench_key(event):
            event.setAccepted(self._press(event, self._frame))

    def _press(self, event: QKeyEvent, frame: Frame) -> bool:
        """Do what a key stands for; say whether it stands for something."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, on = event.key(), self.on_key
        if held:
            steps = bool(held & Qt.KeyboardModifier.ControlModifier)
            return steps and self._editing.step(on, event)
        if key in _WAYS:
            self._move_cursor(_WAYS[key], frame)
        elif key == Qt.Key.Key_F2 and on is not None:
            self.type(on)
        elif key in _ENTER and on is not None:
            self._enter(on, frame)
        else:
            return key == Qt.Key.Key_Escape and self._let_go(frame)
        return True

    def _enter(self, ref: Ref, frame: Frame) -> None:
        """Select; what is selected already is typed, as a double click does."""
        meant = self._meant(ref)
        if frame.selected == frame.resolved(meant):
            self.type(meant)
        else:
            self._select(meant)

    def _let_go(self, frame: Frame) -> bool:
        """Give up a drag, else pick nothing; say whether there was something to let go of."""
        if self._editing.holds:
            self._editing.cancel()
            return True
        if self.building.hand.cancel():
            return True
        if self._cursor is None and frame.selected is None:
            return False
        self._cursor = None
        self._point(frozenset())
        self._select(None)
        self.update()
        return True

    @staticmethod
    def _walk(frame: Frame) -> Cursor:
        return Cursor(frame.network.sizes)

    def _move_cursor(self, way: Way, frame: Frame) -> None:
        walk = self._walk(frame)
        self._stand_on(walk.first if self._cursor is None else walk.moved(self._cursor, way))

    def _stand_on(self, place: Ref | None) -> None:
        """Put the keyboard's mark on a place."""
        self._cursor = place
        self.attend(place)
        self._point(frozenset() if place is None else frozenset({place}))
        self.building.follow()
        self.accessible.move()
        self.update()

    def _meant(self, ref: Ref) -> Ref:
        """Take a node for its δ in the backward phase."""
        backward = self._frame is not None and self._frame.step.phase == "backward"
        return Ref("delta", ref.layer, ref.index) if backward and ref.symbol == "a" else ref

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, to those who use it, after a menu as before."""
        self._by_key = event.reason() in _BY_KEY
        if self._cursor is not None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._point(frozenset({self._cursor}))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's mark away."""
        self._point(frozenset())
        self.update()
