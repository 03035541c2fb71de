"""Cost curves as small pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.accessible import Role, Whole
from gui.look import Look
from gui.panels.lesson_card.kinds.answering import Points

__all__ = ["Sketch", "picture"]

_WIDE, _LEAST, _HIGH = 200, 60, 90
_MARGIN = 3
_SHARP = 2.0
"""Pixels of a picture for each one of the screen: it stays sharp on fine screens."""


class Sketch(QWidget):
    """One or two curves; of two the first is dashed."""

    def __init__(self) -> None:
        super().__init__()
        self._look, self._curves = Look(), tuple[Points, ...]()
        self.accessible = Whole(self, Role.Graphic)
        self.set_look(Look())

    def show_curves(self, curves: Sequence[Points]) -> None:
        """Show curves; those that are empty are left out."""
        self._curves = tuple(curve for curve in curves if curve)
        self.update()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.setFixedHeight(look.px(_HIGH))
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(look.px(_WIDE))
        self.update()

    def sizeHint(self) -> QSize:
        """Wish for as much as is of use."""
        return QSize(self.maximumWidth(), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the curves."""
        painter = QPainter(self)
        _draw(painter, QRectF(self.rect()), self._curves, self._look, 0.0)
        painter.end()


def picture(curve: Points, look: Look, size: QSize, highest: float) -> QPixmap:
    """Draw one curve on nothing.

    Parameters
    ----------
    curve : Points
    look : Look
    size : QSize
        At 100 %.
    highest : float
        J at the upper edge.
    """
    size = size * look.scale
    made = QPixmap(size * _SHARP)
    made.setDevicePixelRatio(_SHARP)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _draw(painter, QRectF(QPointF(), size.toSizeF()), (curve,), look, highest)
    painter.end()
    return made


def _draw(painter: QPainter, room: QRectF, curves: Sequence[Points], look: Look, highest: float) -> None:
    box = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    last = max((x for curve in curves for x, _ in curve), default=1.0) or 1.0
    top = max(highest, *(y for curve in curves for _, y in curve), 0.0) or 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.theme.colour("line"), 1.0))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    for number, curve in enumerate(curves):
        painter.setPen(_pen(look, is_guess=number == 0 and len(curves) > 1))
        painter.drawPolyline(QPolygonF([_at(box, x / last, y / top) for x, y in curve]))


def _at(box: QRectF, across: float, up: float) -> QPointF:
    return QPointF(box.left() + across * box.width(), box.bottom() - min(max(up, 0.0), 1.0) * box.height())


def _pen(look: Look, *, is_guess: bool) -> QPen:
    pen = QPen(look.theme.colour("muted" if is_guess else "cost"), 2.0)
    if is_guess:
        pen.setDashPattern([3.0, 2.0])
    return pen
