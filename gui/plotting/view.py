"""What every plot has: axes, grid, focus ring. No pyqtgraph."""

from __future__ import annotations

import math
from abc import abstractmethod

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.accessible import Role, Tree, Whole
from gui.focus_ring import RingedWidget
from gui.fonts import ui_font
from gui.look import Look
from gui.plotting.scales import Axis
from gui.theme import SMALL_PX

__all__ = ["PlotView"]

_RING = 2.0
"""Px around the plot that the focus ring takes."""
_TEXT_OFFSET = 6.0
_LEAST_LEFT = 40
_UNDER, _UNDER_NAMED = 22, 38
"""Px that the numbers of the horizontal axis have at 100 %, and they and its name."""
_LOW = 150.0
"""A plot of less height needs all of it for the curve."""
_WIDE, _HIGH = 62.0, 20.0
"""Px that a number at the horizontal and at the vertical axis has at the least, at 100 %."""
_MOST = (6, 4)
_ROOM = 9.0
"""Px between the curves and the ends of the axes, so that no dot is cut."""


class PlotView(RingedWidget):
    """Two axes with grid lines. A plot says `draw`, `paint_curves` and `paint_marks`.

    Attributes
    ----------
    box : QRectF
        What the curves have, in px of this widget.
    font_small : QFont
        Of numbers and names.
    is_named : bool
        The horizontal axis shows its name.
    can_be_named : bool
        Where there is height to spare, it is kept for that name.
    least_left : int
        Px that the numbers of the vertical axis have at the least, at 100 %.
    is_square : bool
        The box is as high as it is wide: the two axes are alike.
    room : float
        Px between the curves and the ends of the axes.
    over : float
        Px above the box that a plot keeps for words of its own.
    """

    can_be_named = True
    least_left = _LEAST_LEFT
    is_square = False
    room = _ROOM
    over = 0.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.box = QRectF()
        self._plane = QRectF(0.0, 0.0, 1.0, 1.0)  # the part of it that the box shows
        self.is_named = True
        self._name = ""
        self._x = self._y = Axis(0.0, 1.0)
        self._margin, self._after = 0.0, _ROOM
        self.font_small = ui_font(SMALL_PX)
        self.accessible: Tree = Whole(self, Role.Chart)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What a plot says of itself

    @abstractmethod
    def draw(self) -> None:
        """Set curves and axes; called when the look or the room has changed."""

    @abstractmethod
    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the curves; see `Curve.paint`."""

    @abstractmethod
    def paint_marks(self, painter: QPainter) -> None:
        """Paint what is measured in px of the box, over the curves."""

    def name_bottom(self, name: str) -> None:
        """Name the horizontal axis; the name is shown where there is height to spare."""
        if name != self._name:
            self._name = name
            self.update()

    def numbers_at_most(self) -> tuple[int, int]:
        """Return how many numbers there is room for at the horizontal and at the vertical axis."""
        across = self.box.width() / self.look.px(_WIDE)
        up = self.box.height() / self.look.px(_HIGH)
        return min(max(int(across), 2), _MOST[0]), min(max(int(up), 1), _MOST[1])

    def set_axes(self, x: Axis, y: Axis, margin: float, after: float = _ROOM) -> None:
        """Show a range of either axis, with numbers, and grid lines at those of the vertical one.

        Parameters
        ----------
        x, y : Axis
        margin : float
            Px at the right of the plot that no line reaches, so that the last number is not cut.
        after : float
            Px beyond the end of the horizontal axis that belong to the plot.
        """
        self._x, self._y, self._margin, self._after = x, y, margin, after
        self._fit()
        self.update()

    # Places

    def _fit(self) -> None:
        """Give the numbers their room, and the curves the rest; where that is another, draw anew."""
        metrics = QFontMetricsF(self.font_small)
        longest = max((metrics.horizontalAdvance(text) for _, text in self._y.ticks), default=0.0)
        left = max(self.look.px(self.least_left), math.ceil(longest) + 2 * _TEXT_OFFSET)
        under = self.look.px(_UNDER_NAMED if self.is_named else _UNDER)
        width = max(self.width() - 2 * _RING - left - self._margin, 0.0)
        height = max(self.height() - 2 * _RING - under - self.over, 0.0)
        if self.is_square:
            width = height = min(width, height)
        box = QRectF(_RING + left, _RING + self.over, width, height)
        if box != self.box:
            self.box = box
            self.draw()
        left, right = _shown(self._x, self.box.width(), self.room, self._after)
        low, high = _shown(self._y, self.box.height(), self.room, self.room)
        self._plane = QRectF(left, low, right - left, high - low)

    def place(self, x: float, y: float) -> QPointF:
        """Say where a point of the plot is painted, in px of the box."""
        shown = self._plane
        across, up = (x - shown.left()) / shown.width(), (y - shown.top()) / shown.height()
        return QPointF(across * self.box.width(), (1.0 - up) * self.box.height())

    def inside(self, point: QPointF) -> QPointF:
        """Turn a point of this widget into one of the box."""
        return point - self.box.topLeft()

    def outside(self, point: QPointF) -> QPointF:
        """Turn a point of the box into one of this widget."""
        return point + self.box.topLeft()

    def point_at(self, point: QPointF) -> QPointF:
        """Return the numbers on both axes at a point of this widget."""
        across, up = self.value_at(point.x()), self.box.bottom() - point.y()
        shown = self._plane
        return QPointF(across, shown.top() + up * shown.height() / max(self.box.height(), 1.0))

    def value_at(self, px: float) -> float:
        """Return the number on the horizontal axis at a px of this widget."""
        shown = self._plane
        return shown.left() + (px - self.box.left()) * shown.width() / max(self.box.width(), 1.0)

    # Look and room

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.font_small = ui_font(SMALL_PX * look.scale)
        self._take_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name of the axis room or take it."""
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        self.is_named = self.can_be_named and self.height() > self.look.px(_LOW)
        self._fit()
        self.draw()
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grid and numbers, curves, marks, and the focus ring around all."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.look.theme.colour("surface"))
            painter.setFont(self.font_small)
            painter.setPen(self.look.theme.colour("muted"))
            self._paint_numbers(painter)
            painter.save()
            painter.setClipRect(self.box)
            painter.translate(self.box.topLeft())
            self._paint_grid(painter)
            self.paint_curves(painter, self._plane, self.box.size())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_marks(painter)
            painter.restore()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_ring(painter, self.look.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_numbers(self, painter: QPainter) -> None:
        """Paint the numbers at the axes, and the name of the horizontal one."""
        high, box = QFontMetricsF(self.font_small).height(), self.box
        across, up = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
        for value, text in self._y.ticks:
            middle = self.outside(self.place(0.0, value)).y()
            where = QRectF(0.0, middle - high / 2.0, box.left() - _TEXT_OFFSET, high)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | up, text)
        for value, text in self._x.ticks:
            middle = self.outside(self.place(value, 0.0)).x()
            where = QRectF(middle - box.width() / 2.0, box.bottom() + _TEXT_OFFSET, box.width(), high)
            painter.drawText(where, across, text)
        if self.is_named:
            where = QRectF(box.left(), self.height() - _RING - high, box.width(), high)
            painter.drawText(where, across, self._name)

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.look.theme.colour("line"), 1.0))
        for value, _ in self._y.ticks:
            painter.drawLine(QLineF(self.place(self._x.low, value), self.place(self._x.high, value)))


def _shown(axis: Axis, px: float, before: float, after: float) -> tuple[float, float]:
    """Return what is shown along an axis: all of it, and some px before and after it."""
    each = (axis.high - axis.low) / max(px - before - after, 2.0 * _ROOM)
    return axis.low - before * each, axis.high + after * each
