"""The grid on screen: painted, pointed at, walked over with the arrows, and changed by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from engine.nn.types import Ref
from engine.session.actions import Select
from engine.session.slice import parameter_of
from gui.accessible import focus_moved, forget
from gui.look import Look
from gui.panels.weight_matrix.accessible import CellTree
from gui.panels.weight_matrix.contents import Contents
from gui.panels.weight_matrix.faces import cell_of
from gui.panels.weight_matrix.grid import Grid, Spot
from gui.panels.weight_matrix.hand import Hand
from gui.panels.weight_matrix.measuring import grid_of
from gui.panels.weight_matrix.painting import Marks, paint_grid
from gui.plain import plain_tip

__all__ = ["GridView"]

_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -(10**6)),
    Qt.Key.Key_End: (0, 10**6),
}
"""Rows and columns that a key goes on by; as far as there are some."""
_TYPE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_NOTHING = Grid(1, 1, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0)


class GridView(QWidget):
    """Shows `Contents`.

    Signals
    -------
    pointed(refs)
        What is under the mouse or the keyboard.
    dispatched(action)
        A weight is selected or set.
    said(sentence)
        The read-out: what is under the mouse or the keyboard, or why a number cannot be taken.
    """

    pointed = Signal(object)
    dispatched = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contents: Contents | None = None
        self._look = Look()
        self._at: Spot | None = None
        self._lit: frozenset[Ref] = frozenset()
        self._grid: tuple[tuple[object, ...], Grid] = ((), _NOTHING)
        self.hand = Hand(self)
        self.hand.dispatched.connect(self.dispatched)
        self.hand.refused.connect(self._on_hand_refused)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(40)
        self.setAccessibleName(self.tr("Weights as a matrix"))
        self.accessible = CellTree(
            self, lambda: self.contents, self.grid, lambda: self._look, lambda: self._at, self.dispatched.emit
        )

    # What is shown

    def show_contents(self, contents: Contents) -> None:
        """Show another moment, layer or face; what is pointed at stays, as far as there is such a cell."""
        before, self.contents = self.contents, contents
        shape = contents.layer, contents.rows, contents.columns, contents.face
        if before is None or (before.layer, before.rows, before.columns, before.face) != shape:
            forget(self)
            self._forget_place()
        self.hand.show_frame(contents.frame)
        self._say()
        self.update()

    def _forget_place(self) -> None:
        self.hand.close_field()
        self.hand.cancel()
        if self._at is not None:
            self._at = None
            self.pointed.emit(frozenset())

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.hand.set_look(look)
        self._say()
        self.update()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the cells, rows and columns that stand for some quantities."""
        if refs != self._lit:
            self._lit = refs
            self.update()

    def grid(self) -> Grid:
        """Return where everything stands now."""
        shown = self.contents
        if shown is None:
            return _NOTHING
        key = (self.size(), shown.layer, shown.frame.names, self._look)
        if key != self._grid[0]:
            self._grid = key, grid_of(shown, float(self.width()), float(self.height()), self._look)
        return self._grid[1]

    def sizeHint(self) -> QSize:
        """Return a size in which a small layer can be read."""
        return QSize(380, 140)

    def _say(self) -> None:
        """Read out what is pointed at."""
        shown = self.contents
        self.said.emit(shown.said(self._at, self._look) if shown is not None and self._at is not None else "")

    # Pointing

    def _point_at(self, spot: Spot | None) -> None:
        if spot == self._at or self.contents is None:
            return
        self._at = spot
        if self.hasFocus():
            focus_moved(self)
        self.pointed.emit(frozenset() if spot is None else self.contents.refs(spot))
        self._say()
        self.update()

    def _cell(self) -> Ref | None:
        """Return the weight or bias of the cell that is pointed at."""
        spot = self._at
        return None if self.contents is None or spot is None or spot.part != "cell" else self._ref(spot)

    def _ref(self, spot: Spot) -> Ref | None:
        return None if self.contents is None else self.contents.parameter(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, or point at what is under the mouse."""
        if self.hand.holds:
            self.hand.move(event.position().y(), event.modifiers())
        else:
            self._point_at(self.grid().at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        if not self.hand.holds:
            self._point_at(None)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a cell: let go of at once, it is selected."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._point_at(self.grid().at(event.position()))
        ref = self._cell()
        if ref is not None and self._can_be_set():
            self.hand.press(ref, event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was dragged, or select the cell."""
        if event.button() != Qt.MouseButton.LeftButton or self.hand.release():
            return
        ref = self._cell()
        if ref is not None:
            self._select(ref)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type over a cell."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._point_at(self.grid().at(event.position()))
            self.type_here()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step the cell under the mouse."""
        spot = self.grid().at(event.position())
        ref = self._ref(spot) if spot is not None and spot.part == "cell" and self._can_be_set() else None
        event.setAccepted(ref is not None and self.hand.turn(ref, event))

    def _can_be_set(self) -> bool:
        return self.contents is not None and self.contents.face == "W"

    def _select(self, ref: Ref) -> None:
        if self.contents is not None and self.contents.frame.selected != ref:
            self.dispatched.emit(Select(ref))

    def type_here(self) -> bool:
        """Open the field over the cell that is pointed at; say whether it can be set."""
        ref = self._cell()
        if ref is None or self._at is None or not self._can_be_set():
            return False
        return self.hand.type(ref, self.grid().box(self._at).toAlignedRect(), self.rect())

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep Escape while something is dragged; read out what is under the mouse."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            taken = event.key() == Qt.Key.Key_Escape and self.hand.holds
            event.setAccepted(taken)
            return taken
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self.grid().at(QPointF(event.pos()))
            shown = self.contents
            text = "" if spot is None or shown is None else shown.said(spot, self._look)
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the cells, step one with Ctrl, type with Enter, give up a drag with Escape."""
        event.setAccepted(self._press(event))

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; say whether it stands for something."""
        ref, key = self._cell(), event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return ref is not None and self._can_be_set() and self.hand.step(ref, event)
        if key in _WAYS:
            self._walk(*_WAYS[key])
            return True
        if key in _TYPE:
            if ref is not None and not self.type_here():
                self._select(ref)
            return ref is not None
        if key == Qt.Key.Key_Escape and self.hand.holds:
            self.hand.cancel()
            return True
        return False

    def _walk(self, rows: int, columns: int) -> None:
        shown = self.contents
        if shown is None:
            return
        if self._at is None or self._at.part != "cell":
            self._point_at(self._first())
            return
        row = min(max(self._at.row + rows, 0), shown.rows - 1)
        self._point_at(Spot("cell", row, min(max(self._at.column + columns, 0), shown.columns - 1)))

    def _first(self) -> Spot:
        """Return where the keyboard begins: at the selected weight, else at the first one."""
        return self._selected() or Spot("cell", 0, 0)

    def _selected(self) -> Spot | None:
        shown = self.contents
        ref = None if shown is None else parameter_of(shown.frame.selected)
        if shown is None or ref is None or ref.layer != shown.layer:
            return None
        cell = cell_of(ref, shown.columns)
        return (
            None if cell is None or cell[0] >= shown.rows or cell[1] >= shown.columns else Spot("cell", *cell)
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at a cell, so that the keyboard's place is seen."""
        super().focusInEvent(event)
        if self._at is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._point_at(self._first())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing, unless a cell is being typed over."""
        super().focusOutEvent(event)
        if not self.hand.field.isVisible():
            self._point_at(None)
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grid."""
        shown = self.contents
        if shown is None:
            return
        marks = Marks(tuple(shown.lit(self._lit)), self._at, self.hasFocus(), self._selected())
        with QPainter(self) as painter:
            paint_grid(painter, shown, self.grid(), marks, self._look)

    def _on_hand_refused(self, sentence: str) -> None:
        if sentence:
            self.said.emit(sentence)
        else:
            self._say()
