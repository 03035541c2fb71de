"""A widget that shows a ring where the focus came to it by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.theme import Theme

__all__ = ["RingedWidget"]

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RingedWidget(QWidget):
    """A widget that takes the focus, and knows whether it has come by keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paint_ring(self, painter: QPainter, theme: Theme, box: QRectF, radius: float = 0.0) -> None:
        """Draw the ring along a rectangle, where the focus came by keyboard."""
        if self._is_ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("forward"), 2.0))
            painter.drawRoundedRect(box, radius, radius)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring where the focus came by keyboard."""
        super().focusInEvent(event)
        self._is_ringed = event.reason() in _BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._is_ringed = False
        self.update()
