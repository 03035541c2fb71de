"""The palette: a layer and a node to be dragged into the network, or put there with a click."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.diagram.building.gestures import Kind
from gui.diagram.building.step_button import PaintedButton
from gui.diagram.text import font_of, line_height, width_of
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["Chip"]

translate = QCoreApplication.translate
_ACROSS, _HIGH = 10, 26
_WORDS: dict[Kind, str] = {
    "layer": QT_TRANSLATE_NOOP("Building", "+ layer"),
    "node": QT_TRANSLATE_NOOP("Building", "+ node"),
}
_NAMES: dict[Kind, str] = {
    "layer": QT_TRANSLATE_NOOP("Building", "Add a layer"),
    "node": QT_TRANSLATE_NOOP("Building", "Add a node"),
}
_TIPS: dict[Kind, str] = {
    "layer": QT_TRANSLATE_NOOP(
        "Building", "Drag it between two columns, or click to add a layer behind the selected or last one."
    ),
    "node": QT_TRANSLATE_NOOP(
        "Building", "Drag it onto a column, or click to add a node to the selected or last hidden layer."
    ),
}


class Chip(PaintedButton):
    """A layer or a node to take.

    Signals
    -------
    carried(QPoint)
        It is dragged, to a point of the diagram.
    dropped()
        It was let go of.
    """

    carried = Signal(QPoint)
    dropped = Signal()

    def __init__(self, parent: QWidget, kind: Kind) -> None:
        super().__init__(parent)
        self.kind = kind
        self._pressed_at: QPoint | None = None
        self._is_carried = False
        self.say("")

    def say(self, refusal: str) -> None:
        """Say what it does, or why a click can't do it; it can be dragged all the same."""
        self.setAccessibleName(translate("Building", _NAMES[self.kind]))
        tip = refusal or translate("Building", _TIPS[self.kind])
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        scale = self.look.scale
        width = width_of("small", scale, translate("Building", _WORDS[self.kind]))
        height = max(line_height("small", scale) + 6, self.look.px(_HIGH))
        return QSize(round(width) + 2 * self.look.px(_ACROSS), round(height))

    def give_up(self) -> None:
        """Put it back: what follows of the mouse is nothing."""
        self._pressed_at, self._is_carried = None, False
        self.setDown(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it, once the hand has gone so far that it is no click."""
        here = event.position().toPoint()
        if self._pressed_at is None:
            return
        far = (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._is_carried or far:
            self._is_carried = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(self.mapToParent(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put it down where it is."""
        was_carried, had_it = self._is_carried, self._pressed_at is not None
        if was_carried or not had_it:
            self.give_up()
        else:
            self._pressed_at = None
            super().mouseReleaseEvent(event)
        if was_carried:
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a card with its words."""
        theme = self.look.theme
        with QPainter(self) as painter:
            self.paint_ground(painter, 7.0, theme.border, theme.surface)
            painter.setFont(font_of("small", self.look.scale))
            painter.setPen(self.ink)
            words = translate("Building", _WORDS[self.kind])
            painter.drawText(QRect(QPoint(0, 0), self.size()), Qt.AlignmentFlag.AlignCenter, words)
