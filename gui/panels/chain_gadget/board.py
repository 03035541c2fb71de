"""The board answers to mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.accessible import value_changed
from gui.hands.targets import pace_of
from gui.panels.chain_gadget.canvas import Canvas
from gui.panels.chain_gadget.drawing import Spot
from gui.panels.chain_gadget.hand import STEPS, Drag, drag_at, rounded
from gui.panels.chain_gadget.moment import Moment
from gui.plain import plain_tip
from gui.tab_order import reveal

__all__ = ["Board"]

_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_TUG = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OWN = frozenset((*_WALK, *_ENTER, *_REMOVE))
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Board(Canvas):
    """A canvas whose x and wiggle can be dragged and stepped, and whose boxes can be walked over.

    Signals
    -------
    chosen(path)
        It was clicked, or Enter was pressed on it.
    held(bool)
        A hand has taken hold of x or the wiggle, or has let go.
    remove_asked(number), menu_asked(number, point)
        A box is to be removed, or its menu opened at a point of the screen.
    """

    chosen = Signal(str)
    held = Signal(bool)
    remove_asked = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag: Drag | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_moment(self, moment: Moment) -> None:
        """Show another moment; other boxes are not held."""
        if self._moment is not None and moment.chain != self._moment.chain:
            self._drag = None
        super().show_moment(moment)

    # Pointing

    def _hit(self, point: QPointF) -> int | None:
        return self.accessible.at(point)

    def _walk(self, way: int) -> None:
        count = len(self._drawing.spots)
        at = (-1 if way > 0 else count) if self._at is None else self._at
        self._go_to(max(0, min(at + way, count - 1)))

    def _go_to(self, index: int) -> None:
        if self._drawing.spots:
            self.point_at(index)
            reveal(self, self._drawing.spots[index].rect.toAlignedRect())

    def _choose(self) -> None:
        spot = self.spot()
        if spot is not None and spot.path != "dx":
            self.chosen.emit(spot.path)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse, and take hold of x or the wiggle."""
        if event.button() != Qt.MouseButton.LeftButton or self._moment is None:
            return
        self.point_at(self._hit(event.position()))
        self._choose()
        self._drag = drag_at(self._drawing, self.spot(), event.position(), self._moment.x)
        if self._drag is not None:
            self.arrive()
            self.held.emit(True)
            if self._drag.axes is not None and self._drag.path == "x":
                self._pull(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; else point at what is under the mouse."""
        if self._drag is not None:
            self._pull(event)
            return
        at = self._hit(event.position())
        self.point_at(at)
        grips = any(grip.rect.contains(event.position()) for grip in self._drawing.grips)
        can = grips or (at is not None and self._drawing.spots[at].number is not None)
        self.setCursor(Qt.CursorShape.SizeHorCursor if can else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._drag is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self.held.emit(False)

    def _pull(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self.set_to.emit(
                self._drag.path, self._drag.value(event.position().x(), pace_of(event.modifiers()))
            )

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing, unless the keyboard is here."""
        if not self.hasFocus():
            self.point_at(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of a box."""
        at = (
            self._at
            if event.reason() == QContextMenuEvent.Reason.Keyboard
            else self._hit(QPointF(event.pos()))
        )
        spot = None if at is None else self._drawing.spots[at]
        number = 0 if spot is None else self._box_at(spot.rect.center())
        if spot is not None and number:
            here = event.reason() == QContextMenuEvent.Reason.Keyboard
            place = self.mapToGlobal(spot.rect.center().toPoint()) if here else event.globalPos()
            self.menu_asked.emit(number, place)

    def _box_at(self, point: QPointF) -> int:
        return next((s.box for s in self._drawing.spots if s.box and s.rect.contains(point)), 0)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse; keep the keys of a held x from the shortcuts of the window."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._hit(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), "" if at is None else self._tip(self._drawing.spots[at]), self
            )
            return True
        if isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        """Say whether a shortcut of the window would take a key of the board."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        return is_asked and event.key() in _OWN and not self._is_of_window(event)

    def _is_of_window(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; up and down set x and the wiggle; Delete removes a box."""
        key, spot = Qt.Key(event.key()), self.spot()
        if key in _TUG and spot is not None and spot.number is not None and not self._is_of_window(event):
            pace = pace_of(event.modifiers())
            self.set_to.emit(spot.path, rounded(spot.number + _TUG[key] * STEPS[pace], pace))
            value_changed(self)
        elif key in _WALK and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._walk(_WALK[key])
        elif key in _ENTER:
            self._choose()
        elif key in _REMOVE and spot is not None and spot.box:
            self.remove_asked.emit(spot.box)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go over the boxes with Tab before it leaves the board."""
        stops = [i for i, spot in enumerate(self._drawing.spots) if spot.box or spot.path == "x"]
        here = -1 if self._at is None else self._at
        after = [i for i in stops if i > here] if forward else [i for i in stops[::-1] if i < here]
        if self._at is None or not after:
            return super().focusNextPrevChild(forward)
        self._go_to(after[0])
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at the first spot or at the last box, so that the keyboard's place is seen."""
        super().focusInEvent(event)
        if self._at is None and event.reason() in _BY_KEY:
            boxes = [i for i, spot in enumerate(self._drawing.spots) if spot.box]
            backwards = event.reason() == Qt.FocusReason.BacktabFocusReason
            self._go_to(boxes[-1] if backwards and boxes else 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self.point_at(None)

    @staticmethod
    def _tip(spot: Spot) -> str:
        return plain_tip(
            "\n".join(filter(None, (f"{spot.name} = {spot.value}" if spot.value else spot.name, spot.help)))
        )
