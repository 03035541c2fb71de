"""The steps of a lesson as a row of small marks: what is done, what is in play; each can be gone to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.accessible import Key, Role, Told, focus_moved, forget
from gui.focus_ring import RingedWidget
from gui.look import Look
from gui.plain import plain_tip

__all__ = ["StepMark", "StepsRow"]

_DOT, _HERE, _PITCH, _HIGH = 7, 18, 16, 18
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step: what it is called, and whether it is done."""

    name: str
    is_done: bool = False


class StepsRow(RingedWidget):
    """Small marks, one a step; left and right walk, Enter and clicks go there.

    Signals
    -------
    chosen(number)
        A step is to be gone to, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[StepMark, ...] = ()
        self._here = self._at = 0
        self._look = Look()
        self._pressed: int | None = None
        self.accessible = _Tree(self)
        self.setAccessibleName(self.tr("Steps of the lesson"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_steps(self, marks: Sequence[StepMark], here: int) -> None:
        """Show the steps, and which one is in play."""
        if len(marks) != len(self._marks):
            forget(self)
        moved = here != self._here
        self._marks, self._here = tuple(marks), here
        if moved or self._at >= len(marks):
            self._at = here
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    @property
    def marks(self) -> tuple[StepMark, ...]:
        """The steps."""
        return self._marks

    @property
    def here(self) -> int:
        """The number of the step in play, from 0."""
        return self._here

    @property
    def at(self) -> int:
        """The number of the step that the keyboard is on, from 0."""
        return self._at

    def told(self, number: int) -> str:
        """Say what a step is: "Step 3 of 12: The slope, done"."""
        mark = self._marks[number]
        text = (
            self.tr("Step {number} of {count}: {name}, done")
            if mark.is_done
            else self.tr("Step {number} of {count}: {name}")
        )
        return text.format(number=number + 1, count=len(self._marks), name=mark.name)

    # Places

    def box(self, number: int) -> QRectF:
        """Return where a step can be clicked, px."""
        pitch, high = self._look.px(_PITCH), self._look.px(_HIGH)
        row, column = divmod(number, self._columns(self.width()))
        wide = pitch + self._look.px(_HERE - _DOT) if number == self._here else pitch
        first = row * self._columns(self.width())
        shift = self._look.px(_HERE - _DOT) if first <= self._here < number else 0
        return QRectF(column * pitch + shift, row * high, wide, high)

    def number_at(self, point: QPointF) -> int | None:
        """Return the step at a point; None beside them."""
        return next((n for n in range(len(self._marks)) if self.box(n).contains(point)), None)

    def _columns(self, width: int) -> int:
        return max(1, int((width - self._look.px(_HERE - _DOT)) // self._look.px(_PITCH)))

    def heightForWidth(self, width: int) -> int:
        """Return the height of as many rows as the width asks for."""
        return -(-max(len(self._marks), 1) // self._columns(width)) * self._look.px(_HIGH)

    def sizeHint(self) -> QSize:
        """Wish for one row."""
        return QSize(self._look.px(_PITCH) * (len(self._marks) + 1), self._look.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Ask for some steps a row; `heightForWidth` tells how many rows."""
        return QSize(self._look.px(_PITCH) * 4, self._look.px(_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the marks: filled where done, wide where in play, hollow elsewhere."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, mark in enumerate(self._marks):
            self._draw(painter, number, mark)
        if self._marks and self.hasFocus():
            self.paint_ring(painter, self._look.theme, self.box(self._at).adjusted(1, 1, -1, -1), 5.0)
        painter.end()

    def _draw(self, painter: QPainter, number: int, mark: StepMark) -> None:
        theme, box = self._look.theme, self.box(number)
        is_here = number == self._here
        dot = self._look.px(_DOT)
        shape = QRectF(0, 0, self._look.px(_HERE) if is_here else dot, dot)
        shape.moveCenter(box.center())
        colour = theme.colour("ink" if is_here else "faint")
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if is_here or mark.is_done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shape, dot / 2, dot / 2)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which step a click began on."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.number_at(event.position()) if is_left else None
        event.setAccepted(is_left)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the step that was clicked."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self.number_at(event.position()):
            self.chosen.emit(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with left and right, go with Enter."""
        way = _STEPS.get(Qt.Key(event.key()))
        if way is not None and not event.modifiers():
            self._at = max(0, min(self._at + way, len(self._marks) - 1))
            focus_moved(self)
            self.update()
        elif event.key() in _ENTER and self._marks:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Name the step under the mouse; keep its keys from the shortcuts of the window."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.number_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if number is None else plain_tip(self.told(number)), self)
            return True
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and self._is_own(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        return (event.key() in _STEPS and not event.modifiers()) or event.key() in _ENTER


class _Tree:
    """The steps as a screen reader hears of them: a list, the one in play selected."""

    def __init__(self, row: StepsRow) -> None:
        self._row = row

    def children(self, at: Key | None) -> Sequence[int]:
        """List the steps."""
        return range(len(self._row.marks)) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all are parts of the row."""

    def told(self, at: Key | None) -> Told:
        """Say what a step is."""
        row = self._row
        if at is None or not self.holds(at):
            return Told("", Role.List, QRectF(), value=row.told(row.here) if row.marks else "")
        number = cast("int", at)
        return Told(row.told(number), Role.ListItem, row.box(number), selected=number == row.here)

    def holds(self, at: Key) -> bool:
        """Say whether the lesson has so many steps."""
        return cast("int", at) < len(self._row.marks)

    def focus(self) -> int | None:
        """Return the step that the keyboard is on."""
        return self._row.at if self._row.marks else None

    def at(self, point: QPointF) -> int | None:
        """Return the step at a point."""
        return self._row.number_at(point)

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing: a step has no number to change."""
