"""The one widget that paints the parts of the panel and answers to mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QToolTip, QWidget

from engine.nn.types import Ref
from gui.accessible import focus_moved, forget
from gui.look import Look
from gui.panels.delta_panel.accessible import SpotTree
from gui.panels.delta_panel.drawing import Content, Drawing, Spot, font_of
from gui.tab_order import reveal

__all__ = ["DrawnPart", "keep_room"]

_NARROWEST = 200
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_EMPTY = Drawing(0.0)


class DrawnPart(QWidget):
    """Show a `Content`: point at its spots, choose them by click, arrow keys and Enter."""

    pointed = Signal(object)
    """frozenset of Ref: what is pointed at; empty when nothing is."""
    dispatched = Signal(object)
    """The action of the spot that was chosen."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._look = look
        self._content: Content | None = None
        self._lit: frozenset[Ref] = frozenset()
        self._at: int | None = None
        self._told = 0
        self._drawing = (-1, _EMPTY)
        self._height = -1.0
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.accessible = SpotTree(self, self.drawing, lambda: self._at)

    # What is shown

    def show_content(self, content: Content | None) -> None:
        """Show something else; nothing happens where it is equal, and None hides the part."""
        if content != self._content:
            self._content = content
            self._renew()
        self.setVisible(content is not None)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self._renew()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the spots of some quantities."""
        if refs != self._lit:
            before, self._lit = self._lit, refs
            if self._touched(before | refs):
                self.update()

    def drawing(self) -> Drawing:
        """Return what is painted in the present width."""
        return self._drawn(self.width())

    def _touched(self, refs: frozenset[Ref]) -> bool:
        return any(not spot.refs.isdisjoint(refs) for spot in self.drawing().spots)

    def _renew(self) -> None:
        """Lay out afresh; the pointer stays where it is if that place still stands for the same."""
        before = self._spot()
        self._drawing = (-1, _EMPTY)
        spots = self.drawing().spots
        if len(spots) != self._told:
            self._told = len(spots)
            forget(self)
        if self._at is not None and self._at >= len(spots):
            self._at = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if spots else Qt.FocusPolicy.NoFocus)
        if not spots and self.hasFocus():
            self.focusNextPrevChild(True)
        after = self._spot()
        if before is not None and (after is None or after.refs != before.refs):
            self.pointed.emit(after.refs if after else frozenset())
        if self.drawing().height != self._height:  # as a rule only numbers have changed
            self._height = self.drawing().height
            self.updateGeometry()
        self.update()

    def _drawn(self, width: int) -> Drawing:
        if self._drawing[0] != width:
            content = self._content
            self._drawing = (width, content.draw(float(width), self._look) if content else _EMPTY)
        return self._drawing[1]

    # Size

    def sizeHint(self) -> QSize:
        """Ask for the height that the present width needs."""
        return QSize(_NARROWEST, self.heightForWidth(max(self.width(), _NARROWEST)))

    def minimumSizeHint(self) -> QSize:
        """Ask for little width."""
        return QSize(_NARROWEST, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height that a width needs."""
        if self._content is None:
            return 0
        height = self._drawing[1].height if self._drawing[0] == width else self._measure(width)
        return round(height + 0.49)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a height anew in another width: the last one may have been for other content."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._height = self.drawing().height
            self.updateGeometry()

    def _measure(self, width: int) -> float:
        return self._content.draw(float(width), self._look).height if self._content else 0.0

    # Mouse and keys

    def _spot(self) -> Spot | None:
        spots = self.drawing().spots
        return spots[self._at] if self._at is not None and self._at < len(spots) else None

    def _hit(self, point: QPointF) -> int | None:
        """Return the spot at a point, the topmost where they overlap."""
        hits = [i for i, spot in enumerate(self.drawing().spots) if spot.rect.contains(point)]
        return hits[-1] if hits else None

    def _point_at(self, index: int | None) -> None:
        if index == self._at:
            return
        self._at = index
        spot = self._spot()
        chosen = spot is not None and spot.action is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if chosen else Qt.CursorShape.ArrowCursor)
        if self.hasFocus():
            focus_moved(self)
        self.pointed.emit(spot.refs if spot else frozenset())
        self.update()

    def _choose(self) -> None:
        spot = self._spot()
        if spot is not None and spot.action is not None:
            self.dispatched.emit(spot.action)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the spot under the mouse."""
        self._point_at(self._hit(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the spot under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._point_at(self._hit(event.position()))
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the spots by the arrow keys, choose one by Enter."""
        key, count = Qt.Key(event.key()), len(self.drawing().spots)
        if key in _STEPS and count:
            at = (-1 if _STEPS[key] > 0 else count) if self._at is None else self._at
            self._point_at(max(0, min(at + _STEPS[key], count - 1)))
            reveal(self, self.drawing().spots[self._at or 0].rect.toAlignedRect())
        elif key in _CHOOSE and self._at is not None:
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at the first spot, so that the keyboard's place is seen."""
        super().focusInEvent(event)
        if self._at is None and self.drawing().spots and event.reason() in _BY_KEY:
            self._point_at(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point_at(None)

    def event(self, event: QEvent) -> bool:
        """Tell what the spot under the mouse is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tell(self, point: QPoint, on_screen: QPoint) -> None:
        hit = self._hit(QPointF(point))
        said = "" if hit is None else self.drawing().spots[hit].said
        QToolTip.showText(on_screen, said, self)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lights, the boxes, the text and the rings, from back to front."""
        painter, drawing, seen = QPainter(self), self.drawing(), QRectF(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = [(i, spot) for i, spot in enumerate(drawing.spots) if i == self._at or self._is_lit(spot)]
        for _, spot in lit:
            _rounded(painter, spot.rect, spot.radius, fill=self._look.theme.soft(spot.role))
        for box in drawing.boxes:
            if seen.intersects(box.rect):
                _rounded(painter, box.rect, box.radius, box.fill, box.line)
        for i, spot in lit:
            keyed = i == self._at and self.hasFocus()
            colour = self._look.theme.hex("forward" if keyed else spot.role)
            inside = spot.rect.adjusted(0.75, 0.75, -0.75, -0.75)
            _rounded(painter, inside, spot.radius, line=colour, width=2.0 if keyed else 1.5)
            if keyed:  # on a filled place the ring is seen by the gap inside of it
                gap = spot.rect.adjusted(2.5, 2.5, -2.5, -2.5)
                _rounded(painter, gap, spot.radius, line=self._look.theme.surface, width=1.5)
        for label in drawing.labels:
            if not seen.intersects(label.rect):
                continue
            painter.setFont(font_of(label.style, self._look.scale))
            painter.setPen(self._look.theme.colour(label.role))
            painter.drawText(label.rect, int(label.align) | int(Qt.TextFlag.TextSingleLine), label.text)
        painter.end()

    def _is_lit(self, spot: Spot) -> bool:
        return bool(spot.refs) and not spot.refs.isdisjoint(self._lit)


def keep_room(area: QScrollArea) -> None:
    """Keep the room of the vertical scroll bar, so that what is inside never changes its width."""
    bar = _ResidentBar()
    area.setVerticalScrollBar(bar)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


class _ResidentBar(QScrollBar):
    """A scroll bar that stays where there is nothing to scroll, and is quiet then."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.rangeChanged.connect(self._on_range_changed)
        self.setEnabled(False)

    def _on_range_changed(self, low: int, high: int) -> None:
        self.setEnabled(high > low)


def _rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: str = "", line: str = "", width: float = 1.0
) -> None:
    """Paint a rectangle with round corners."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    if radius:
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.drawRect(rect)
