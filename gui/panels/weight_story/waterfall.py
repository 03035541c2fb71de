"""The waterfall on screen: title, sentence and rows, painted, pointed at and pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.nn.types import Ref
from gui.accessible import focus_moved, forget
from gui.look import Look
from gui.panels.weight_story.accessible import RowTree
from gui.panels.weight_story.layout import WRAPPED, Layout, Placed, font_of, joined, laid_out, link_of
from gui.panels.weight_story.rows import Content, Row
from gui.plain import plain_tip
from gui.tab_order import reveal

__all__ = ["Waterfall"]

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
_NARROWEST = 160


class Waterfall(QWidget):
    """Shows a `Content`; rows are walked with the arrows and pressed with Enter or the mouse.

    Signals
    -------
    pointed(refs)
        What the row under the mouse, or with the keyboard, stands for.
    pressed(row)
        A row that can be opened, closed or gone to.
    """

    pointed = Signal(object)
    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content, self._look = Content(), Look()
        self._lit: frozenset[Ref] = frozenset()
        self._at: int | None = None
        self._kept: tuple[int, Layout] | None = None
        self._height = -1.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Why did this weight move?"))
        self.accessible = RowTree(self, lambda: self.content, self.layout_now, lambda: self._at)

    # What is shown

    def show_content(self, content: Content) -> None:
        """Show something else; nothing happens where it is equal."""
        if content == self.content:
            return
        before, had = self._row(), len(self.content.rows)
        self.content = content
        if len(content.rows) != had:
            forget(self)
        if self._at is not None and self._at >= len(content.rows):
            self._at = None
        after = self._row()
        if before is not None and (after is None or after.refs != before.refs):
            self.pointed.emit(after.refs if after else frozenset())
        self._renew()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self._renew()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the rows that stand for some quantities."""
        if refs != self._lit:
            self._lit = refs
            self.update()

    def layout_now(self) -> Layout:
        """Return where everything stands in the present width."""
        if self._kept is None or self._kept[0] != self.width():
            self._kept = (self.width(), laid_out(self.content, float(self.width()), self._look))
        return self._kept[1]

    def _renew(self) -> None:
        self._kept = None
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Ask for another height where it is another: as a rule only numbers have changed."""
        if self.layout_now().height != self._height:
            self._height = self.layout_now().height
            self.updateGeometry()

    # Size

    def sizeHint(self) -> QSize:
        """Ask for the height that the present width needs."""
        width = max(self.width(), _NARROWEST)
        return QSize(_NARROWEST, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for little."""
        return QSize(_NARROWEST, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height that a width needs."""
        now = width == self.width()
        found = self.layout_now() if now else laid_out(self.content, float(width), self._look)
        return round(found.height + 0.49)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # Hands

    def _row(self) -> Row | None:
        return None if self._at is None else self.content.rows[self._at]

    def _point_at(self, index: int | None) -> None:
        if index == self._at:
            return
        self._at = index
        row = self._row()
        self.setCursor(Qt.CursorShape.PointingHandCursor if _can_press(row) else Qt.CursorShape.ArrowCursor)
        if self.hasFocus():
            focus_moved(self)
        self.pointed.emit(row.refs if row else frozenset())
        self.update()

    def _press(self) -> None:
        row = self._row()
        if _can_press(row):
            self.pressed.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the row under the mouse."""
        self._point_at(self.accessible.at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the row under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._point_at(self.accessible.at(event.position()))
            self._press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows by the arrow keys, press one by Enter."""
        key, count = Qt.Key(event.key()), len(self.content.rows)
        if key in _STEPS and count:
            at = (-1 if _STEPS[key] > 0 else count) if self._at is None else self._at
            self._point_at(max(0, min(at + _STEPS[key], count - 1)))
            reveal(self, self.layout_now().rows[self._at or 0].rect.toAlignedRect())
        elif key in _ENTER and self._at is not None:
            self._press()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at the first row, so that the keyboard's place is seen."""
        super().focusInEvent(event)
        if self._at is None and self.content.rows and event.reason() in _BY_KEY:
            self._point_at(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point_at(None)

    def event(self, event: QEvent) -> bool:
        """Tell what the row under the mouse is, with a name that had to be shortened in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.accessible.at(QPointF(event.pos()))
            row = None if at is None else self.content.rows[at]
            said = "" if row is None or row.kind == "heading" else f"{row.name} = {row.number}\n{row.words}"
            QToolTip.showText(event.globalPos(), plain_tip(said.strip()), self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        layout, seen = self.layout_now(), QRectF(event.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._write(painter, layout.title, self.content.title, "ink", WRAPPED, bold=True)
            self._write(painter, layout.sentence, self.content.sentence, "ink", WRAPPED)
            for number, placed in enumerate(layout.rows):
                if seen.intersects(placed.rect):
                    self._paint_ground(painter, placed, number)
            self._paint_axis(painter, layout)
            for number, placed in enumerate(layout.rows):
                if seen.intersects(placed.rect):
                    self._paint_row(painter, placed)
                    self._paint_ring(painter, placed, number)

    def _paint_axis(self, painter: QPainter, layout: Layout) -> None:
        if layout.axis.height() <= 0:
            return
        painter.setPen(QPen(self._look.theme.colour("line"), 1.0))
        for placed in layout.rows:
            if placed.row.kind != "heading":
                top, bottom = placed.number.top(), placed.number.bottom()
                painter.drawLine(QPointF(layout.one, top), QPointF(layout.one, bottom))
        one = QRectF(layout.one - 20, layout.axis.y(), 40, layout.axis.height())
        self._write(painter, one, "1", "muted", _CENTRE, small=True)
        if layout.one - layout.axis.x() > 60 * self._look.scale:
            self._write(painter, layout.axis, self.tr("log scale"), "muted", _LEFT, small=True)

    def _paint_ground(self, painter: QPainter, placed: Placed, number: int) -> None:
        """Tint what is pointed at, and the smallest factor; rule results off."""
        row, theme = placed.row, self._look.theme
        lit = number == self._at or not row.refs.isdisjoint(self._lit)
        fill = theme.soft(row.role) if lit else theme.cost_soft if row.is_smallest else ""
        if fill and row.kind != "heading":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(placed.rect.adjusted(3, 1, -3, -1), 6, 6)
        if row.kind == "result":
            painter.fillRect(QRectF(8, placed.rect.y(), placed.rect.width() - 16, 1), theme.colour("line"))

    def _paint_row(self, painter: QPainter, placed: Placed) -> None:
        row = placed.row
        if row.kind == "heading":
            self._write(painter, placed.name, row.name, "ink", WRAPPED, bold=True)
            return
        is_strong = row.kind == "result" or row.is_smallest
        self._write(painter, placed.sign, row.sign, "muted", _LEFT)
        metrics = QFontMetricsF(font_of(self._look.scale))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, placed.name.width())
        self._write(painter, placed.name, name, row.role, _LEFT)
        if placed.bar.width():
            painter.fillRect(placed.bar, self._look.theme.colour(row.role))
        role = "muted" if row.number == "?" else "ink"
        self._write(painter, placed.number, row.number, role, _RIGHT, bold=is_strong)
        self._write(painter, placed.words, row.words, "muted", WRAPPED, small=True)
        self._write(painter, placed.link, link_of(row), "forward", WRAPPED, small=True)

    def _paint_ring(self, painter: QPainter, placed: Placed, number: int) -> None:
        if number == self._at and self.hasFocus():
            painter.setPen(QPen(self._look.theme.colour("forward"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(placed.rect.adjusted(4, 1, -4, -1), 6, 6)

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        role: str,
        how: int,
        *,
        bold: bool = False,
        small: bool = False,
    ) -> None:
        if text:
            painter.setFont(font_of(self._look.scale, bold=bold, small=small))
            painter.setPen(self._look.theme.colour(role))
            painter.drawText(room, how, joined(text))


def _can_press(row: Row | None) -> bool:
    return row is not None and (row.sum is not None or row.weight is not None)
