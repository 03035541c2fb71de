"""The plot of the cost curve, and what mouse and keys do on it. Imports pyqtgraph: after the first paint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.panels.cost_curve.curves import PRESENT, RunCurves
from gui.panels.cost_curve.runs import Run

__all__ = ["PRESENT", "CostPlot"]

_NEAR = 6.0
"""Px from a line that count as the line."""


class CostPlot(RunCurves):
    """The curves, with the update and the run that the pointer is on.

    Signals
    -------
    hovered(update, run)
        Number of the update nearest to the pointer, −1 when it leaves; and of the run, `PRESENT`
        unless the pointer is on the line of an earlier one. Also when a flag is reached or left.
    chosen(update)
        The user clicked, dragged or pressed an arrow key.
    """

    hovered = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragging = False

    def _nearest(self, event: QMouseEvent, run: Run) -> int:
        return self._within(round(self.value_at(event.position().x())), run)

    @staticmethod
    def _within(update: int, run: Run) -> int:
        return min(max(update, 0), max(run.curve.size - 1, 0))

    def _run_under(self, event: QMouseEvent) -> int:
        """Return the earlier run whose line the pointer is on, where it is on none nearer."""
        at = self.inside(event.position())
        update = round(self.value_at(event.position().x()))
        lines = [(PRESENT, self._line), *enumerate(self._ghost_lines)]
        heights = [(number, line.height(update)) for number, line in lines]
        away = [(abs(self.place(update, y).y() - at.y()), n) for n, y in heights if y is not None]
        distance, number = min(away, default=(_NEAR, PRESENT))
        return number if distance < _NEAR else PRESENT

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the update that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            flag = self._flags.at(self.inside(event.position()))
            self._choose(flag.marks[-1].update if flag else self._nearest(event, self._run))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read off J, or drag the cursor."""
        number = PRESENT if self._dragging else self._run_under(event)
        run = self._run if number == PRESENT else self._ghosts[number]
        if self._dragging:
            self._choose(self._nearest(event, run))
        self._hover_at(self.inside(event.position()))
        self._hover(self._nearest(event, run), number)

    def _hover_at(self, point: QPointF) -> None:
        """Note where the pointer is, and on which flag."""
        planted = self._flags.planted
        flag = None if self._dragging else self._flags.at(point)
        was, self._flag = self._flag, -1 if flag is None else planted.index(flag)
        self._pointer = point
        if self._flag != was:
            self.hovered.emit(self._hovered, self._hovered_run)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        """Read off nothing."""
        self.forget_pointer()

    def forget_pointer(self) -> None:
        """Read off nothing until the pointer moves again."""
        self._flag = -1
        self._hover(-1, PRESENT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from update to update with left, right, Home and End; from flag to flag with up and down."""
        flagged = [mark.update for mark in self._marks]
        goal = {
            Qt.Key.Key_Left: self._cursor - 1,
            Qt.Key.Key_Right: self._cursor + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._run.curve.size - 1,
            Qt.Key.Key_Up: max((each for each in flagged if each < self._cursor), default=None),
            Qt.Key.Key_Down: min((each for each in flagged if each > self._cursor), default=None),
        }.get(Qt.Key(event.key()))
        if goal is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._choose(self._within(goal, self._run))

    def _choose(self, update: int) -> None:
        if update != self._cursor:
            self.chosen.emit(update)

    def _hover(self, update: int, run: int) -> None:
        if (update, run) == (self._hovered, self._hovered_run):
            return
        self._hovered, self._hovered_run = update, run
        self.update()
        self.hovered.emit(update, run)
