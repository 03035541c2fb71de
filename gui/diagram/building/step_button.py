"""The small buttons of building, painted by hand: there may be many, and they are painted often."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.look import Look
from gui.theme import blend

__all__ = ["PaintedButton", "StepButton", "round_pen"]

_SIDE = 24
"""Px at 100 %: what is smaller is hard to hit."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaintedButton(QAbstractButton):
    """A button without a style sheet, with its own ring for the keyboard. Enter presses it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = Look()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)

    def set_look(self, look: Look) -> None:
        """Draw in another look."""
        self.look = look
        self.setFixedSize(self.sizeHint())
        self.update()

    def offer(self, name: str, refusal: str, tip: str = "") -> None:
        """Say what it does, or why it can't be pressed."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(refusal)
        self.setToolTip(refusal or tip or name)
        self.setEnabled(not refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it; all else is for the window, not for the diagram below."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show it no more."""
        self.update()

    @property
    def ink(self) -> QColor:
        """The colour of what is on it."""
        theme = self.look.theme
        if not self.isEnabled():
            return QColor(theme.disabled)
        return QColor(theme.ink if self.underMouse() or self.hasFocus() else theme.muted)

    def paint_ground(self, painter: QPainter, corner: float, rim: str = "", ground: str = "") -> None:
        """Paint what is behind the words: the hover, the press and the ring of the keyboard."""
        theme, box = self.look.theme, QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = 0.14 if self.isDown() else 0.07 if self.underMouse() and self.isEnabled() else 0.0
        fill = blend(theme.ink, ground or theme.background, share) if share or ground else ""
        ring = theme.forward if self.hasFocus() else rim
        painter.setPen(QPen(QColor(ring), 2.0 if self.hasFocus() else 1.0) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, corner, corner)


class StepButton(PaintedButton):
    """A minus or a plus.

    Parameters
    ----------
    parent : QWidget
    adds : bool
        Whether it is a plus.
    """

    def __init__(self, parent: QWidget, *, adds: bool) -> None:
        super().__init__(parent)
        self._adds = adds

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(self.look.px(_SIDE), self.look.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        with QPainter(self) as painter:
            self.paint_ground(painter, 6.0)
            middle, arm = QRectF(self.rect()).center(), 0.2 * self.width()
            painter.setPen(round_pen(self.ink, max(1.6 * self.look.scale, 1.6)))
            painter.drawLine(QLineF(middle.x() - arm, middle.y(), middle.x() + arm, middle.y()))
            if self._adds:
                painter.drawLine(QLineF(middle.x(), middle.y() - arm, middle.x(), middle.y() + arm))


def round_pen(colour: QColor | str, width: float) -> QPen:
    """Make a pen whose lines end round."""
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
