"""Options are put in order: dragged, or moved with the keys."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.lessons.lesson import Ask
from gui.accessible import Role, Whole, announce
from gui.focus_ring import RingedWidget
from gui.look import Look
from gui.panels.lesson_card.kinds.answering import ENTER, Answering
from gui.prose import ProseView

__all__ = ["OrderAnswer"]

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_RADIUS = 6.0


class _Row(RingedWidget):
    """One of the things to be put in order."""

    walked = Signal(int)
    carried = Signal(int)
    dragged = Signal(QPoint)
    entered = Signal()

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self.number, self._look, self._is_held = number, Look(), False
        self.words, self._text = ProseView(), text
        self.words.set_text(text)
        self._spoken = self.words.spoken
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.accessible = Whole(self, Role.ListItem)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.addWidget(self.words, 1)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.words.set_look(look)

    def stand_at(self, place: int, count: int) -> None:
        """Show which place it has."""
        self.words.set_text(f"{place + 1}. {self._text}")
        said = self.tr("{what}, place {place} of {count}")
        self.setAccessibleName(said.format(what=self._spoken, place=place + 1, count=count))
        self.setAccessibleDescription(self.tr("Shift with up or down moves it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with up and down; with Shift, carry it along."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            carries = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.carried if carries else self.walked).emit(way)
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the shortcuts of the window."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and cast("QKeyEvent", event).key() in (*_WAYS, *ENTER):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._is_held = event.button() == Qt.MouseButton.LeftButton
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Be dragged."""
        if self._is_held:
            self.dragged.emit(self.mapToParent(event.position().toPoint()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Be let go."""
        self._is_held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a tile, and the ring of the keyboard."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("border"), 1.0))
        painter.setBrush(QColor(theme.forward_soft if self._is_held else theme.surface))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self.paint_ring(painter, theme, box, _RADIUS)
        painter.end()


class OrderAnswer(Answering):
    """Rows under one another.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        The numbers of the options as they stand at first.
    """

    def __init__(self, ask: Ask, order: tuple[int, ...]) -> None:
        super().__init__()
        self._rows = [_Row(number, ask.options[number].text) for number in order]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for row in self._rows:
            self._column.addWidget(row)
            row.walked.connect(lambda way, row=row: self._walk(row, way))
            row.carried.connect(lambda way, row=row: self._carry(row, self._rows.index(row) + way))
            row.dragged.connect(lambda point, row=row: self._drag(row, point))
            row.entered.connect(self.entered)
        self._number()

    @property
    def answer(self) -> tuple[int, ...]:
        """The numbers of the options in their order."""
        return tuple(row.number for row in self._rows)

    def put(self, answer: object) -> None:
        """Put the rows in an order."""
        if isinstance(answer, tuple):
            places = {number: place for place, number in enumerate(answer)}
            self._rows.sort(key=lambda row: places.get(row.number, len(places)))
            self._arrange()

    def reveal(self, right: object) -> None:
        """Put the rows in the right order; what was predicted is told beside it."""
        self.put(right)

    def set_look(self, look: Look) -> None:
        """Dress the rows."""
        for row in self._rows:
            row.set_look(look)

    def first(self) -> QWidget:
        """Go to the first row."""
        return self._rows[0]

    def _walk(self, row: _Row, way: int) -> None:
        at = max(0, min(self._rows.index(row) + way, len(self._rows) - 1))
        self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _drag(self, row: _Row, point: QPoint) -> None:
        """Let a row stand where the mouse is past the middle of another."""
        others = [other for other in self._rows if other is not row]
        self._carry(row, sum(other.geometry().center().y() < point.y() for other in others))

    def _carry(self, row: _Row, goal: int) -> None:
        at = self._rows.index(row)
        goal = max(0, min(goal, len(self._rows) - 1))
        if goal == at:
            return
        self._rows.insert(goal, self._rows.pop(at))
        self._arrange()
        announce(self, row.accessibleName())
        self.changed.emit()

    def _arrange(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
        for row in self._rows:
            self._column.addWidget(row)
        self._column.activate()
        self._number()

    def _number(self) -> None:
        for place, row in enumerate(self._rows):
            row.stand_at(place, len(self._rows))
