"""The rows of the list, painted: number, title and facts of each lesson, and its mark of progress."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.accessible import Listed, Role, Told, focus_moved, forget
from gui.focus_ring import RingedWidget
from gui.fonts import ui_font
from gui.look import Look
from gui.panels.course.entry import CourseEntry
from gui.panels.course.mark import draw_mark
from gui.plain import wrapped_tip
from gui.tab_order import reveal
from gui.theme import BASE_PX, SMALL_PX

__all__ = ["LessonRows"]

_PAD, _AIR, _NUMBER, _MARK, _GAP = 8, 6, 24, 16, 8
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EVEN = 1e6
"""Px; higher than any text."""


class LessonRows(RingedWidget):
    """A row a lesson; up and down walk, Enter and clicks open.

    Signals
    -------
    opened(number)
        A lesson is to be opened, from 1.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[CourseEntry, ...] = ()
        self.at = 0
        self._next, self._hovered = 0, -1
        self._look = Look()
        self._boxes: tuple[QRectF, ...] = ()
        self.accessible = Listed(
            self,
            Role.List,
            self._told,
            lambda: len(self.entries),
            lambda: self.at if self.entries else None,
            self.row_at,
        )
        self.setAccessibleName(self.tr("Lessons"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[CourseEntry], next_number: int) -> None:
        """Show lessons; the one to do next stands out. The keyboard stays on its lesson."""
        was = self.entries[self.at].number if self.entries else next_number
        numbers = [entry.number for entry in entries]
        if len(numbers) != len(self.entries):
            forget(self)
        self.entries, self._next = tuple(entries), next_number
        goal = was if was in numbers else next_number
        self.at = numbers.index(goal) if goal in numbers else 0
        self._arrange()

    def go_to(self, number: int) -> None:
        """Put the keyboard on a lesson."""
        self.at = next((n for n, entry in enumerate(self.entries) if entry.number == number), self.at)
        self._moved()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self._arrange()

    # Places

    def box(self, row: int) -> QRectF:
        """Return where a row is, px."""
        return self._boxes[row]

    def row_at(self, point: QPointF) -> int | None:
        """Return the row at a point; None below the last one."""
        return next((n for n, box in enumerate(self._boxes) if box.contains(point)), None)

    def _arrange(self) -> None:
        self._boxes = self._places(max(self.width(), 1))
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> tuple[QRectF, ...]:
        boxes, top = [], 0.0
        for entry in self.entries:
            title, facts = self._texts(entry, width)
            high = math.ceil(title.height() + facts.height()) + 2 * self._look.px(_AIR)
            boxes.append(QRectF(0.0, top, width, high))
            top += high
        return tuple(boxes)

    def _texts(self, entry: CourseEntry, width: int) -> tuple[QRectF, QRectF]:
        """Return where title and facts stand in a row, as if it began at the top."""
        look = self._look
        left = look.px(_PAD + _NUMBER)
        room = QRectF(left, look.px(_AIR), max(width - left - look.px(_MARK + _GAP + _PAD), 1), _EVEN)
        title = QFontMetricsF(self._font(entry)).boundingRect(room, _WRAP, entry.heading)
        small = QFontMetricsF(self._small)
        line = small.boundingRect(room, _WRAP, entry.facts or " ")
        return (
            QRectF(room.left(), room.top(), room.width(), title.height()),
            QRectF(room.left(), room.top() + title.height(), room.width(), line.height()),
        )

    def _font(self, entry: CourseEntry) -> QFont:
        weight = QFont.Weight.DemiBold if entry.number == self._next else QFont.Weight.Normal
        return ui_font(BASE_PX * self._look.scale, weight)

    @property
    def _small(self) -> QFont:
        return ui_font(SMALL_PX * self._look.scale)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        places = self._boxes if width == self.width() else self._places(max(width, 1))
        return math.ceil(places[-1].bottom()) if places else 1

    def sizeHint(self) -> QSize:
        """Wish for as much as the rows take."""
        return QSize(self._look.px(200), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a few words."""
        return QSize(self._look.px(140), self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, box in enumerate(self._boxes):
            if box.intersects(QRectF(event.rect())):
                self._draw(painter, row, box)
        if self.entries and self.hasFocus():
            self.paint_ring(painter, self._look.theme, self._boxes[self.at].adjusted(1, 1, -1, -1), 6.0)
        painter.end()

    def _draw(self, painter: QPainter, row: int, box: QRectF) -> None:
        look, theme, entry = self._look, self._look.theme, self.entries[row]
        is_next = entry.number == self._next
        if is_next or row == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("forward_soft" if is_next else "background"))
            painter.drawRoundedRect(box, 6.0, 6.0)
        title, facts = (part.translated(0.0, box.top()) for part in self._texts(entry, self.width()))
        painter.setFont(self._font(entry))
        painter.setPen(theme.colour("muted"))
        number = QRectF(0.0, title.top(), title.left() - look.px(_GAP), title.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(entry.number))
        painter.setPen(theme.colour("ink"))
        painter.drawText(title, _WRAP, entry.heading)
        painter.setFont(self._small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(facts, _WRAP, entry.facts)
        if entry.is_read:
            side = look.px(_MARK)
            mark = QRectF(box.right() - look.px(_PAD) - side, title.top() + look.px(1), side, side)
            draw_mark(painter, theme, mark, entry)

    # Mouse and keys

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the lesson that was clicked."""
        row = self.row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.at = row
            self.opened.emit(self.entries[row].number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row the mouse is on."""
        self._hover(self.row_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the mouse is on none."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, row: int | None) -> None:
        row = -1 if row is None else row
        if row != self._hovered:
            self._hovered = row
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with up and down, open with Enter."""
        key, last = Qt.Key(event.key()), len(self.entries) - 1
        if key in _ENTER and self.entries:
            self.opened.emit(self.entries[self.at].number)
        elif key in _STEPS and not self._has_more(event):
            self.at = max(0, min(self.at + _STEPS[key], last))
            self._moved()
        elif key in _ENDS and not self._has_more(event):
            self.at = max(0, last) if _ENDS[key] else 0
            self._moved()
        else:
            super().keyPressEvent(event)

    def _moved(self) -> None:
        focus_moved(self)
        self.update()
        if self._boxes:
            reveal(self, self._boxes[self.at].toAlignedRect())

    @staticmethod
    def _has_more(event: QKeyEvent) -> bool:
        """Say whether keys are held besides; the arrows of a keypad are arrows."""
        return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)

    def event(self, event: QEvent) -> bool:
        """Tell all of the lesson under the mouse; keep the own keys from the shortcuts of the window."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(QPointF(event.pos()))
            text = "" if row is None else wrapped_tip(self.entries[row].spoken)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = event.key() in (*_STEPS, *_ENDS) and not self._has_more(event)
            if own or event.key() in _ENTER:
                event.accept()
                return True
        return super().event(event)

    def _told(self, row: int) -> Told:
        entry = self.entries[row]
        return Told(
            entry.spoken,
            Role.ListItem,
            self._boxes[row],
            help=self.tr("Enter opens it."),
            selected=entry.number == self._next,
        )
