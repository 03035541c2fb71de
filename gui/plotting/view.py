"""What every plot has: axes, grid, focus ring. Imports pyqtgraph: to be imported after the first paint."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.accessible import Role, Whole
from gui.focus_ring import RingedWidget
from gui.fonts import ui_font
from gui.look import Look
from gui.plotting.overlay import Overlay
from gui.plotting.scales import Axis
from gui.theme import SMALL_PX

__all__ = ["PlotView"]

_TEXT_OFFSET = 6
_LOW = 150.0
"""A plot of less height needs all of it for the curve."""
_WIDE, _HIGH = 62.0, 20.0
"""Px that a number at the horizontal and at the vertical axis has at the least, at 100 %."""
_MOST = (6, 4)
_ROOM = 9.0
"""Px between the curves and the ends of the axes, so that no dot is cut."""


class PlotView(RingedWidget):
    """Two axes with grid lines. A plot adds its lines to `box`, and says `draw` and `paint_marks`.

    The pyqtgraph view only draws: the mouse and the keys are this widget's own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.is_named = True
        self._name = ""
        self._x = self._y = Axis(0.0, 1.0)
        self._margin, self._after = 0.0, _ROOM
        self._drawn: object = None
        self._make_view()
        self.marks = Overlay(self.box, self.paint_marks)
        self.box.sigResized.connect(self._on_box_resized)
        self.accessible = Whole(self, Role.Chart)
        self.setMouseTracking(True)

    def _make_view(self) -> None:
        self._view = pg.GraphicsView(self)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid = pg.GraphicsLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._view.setCentralItem(self._grid)
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self._left, self._bottom = pg.AxisItem("left"), pg.AxisItem("bottom")
        self._grid.addItem(self._left, 0, 0)
        self._grid.addItem(self.box, 0, 1)
        self._grid.addItem(self._bottom, 1, 1)
        self._left.linkToView(self.box)
        self._bottom.linkToView(self.box)
        self._lines = pg.PlotCurveItem(connect="pairs")
        self.box.addItem(self._lines, ignoreBounds=True)
        room = QVBoxLayout(self)
        room.setContentsMargins(2, 2, 2, 2)
        room.addWidget(self._view)

    # What a plot says of itself

    def draw(self) -> None:
        """Set lines and axes; called when the look or the room has changed."""

    def paint_marks(self, painter: QPainter) -> None:
        """Paint what is measured in pixels, over the lines."""

    def name_bottom(self, name: str) -> None:
        """Name the horizontal axis; the name is shown where there is height to spare."""
        if name != self._name:
            self._name = name
            self._bottom.setLabel(name, color=self.look.theme.muted)
            self._fit_bottom()

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
        if margin != self._margin:
            self._margin = margin
            self._grid.setContentsMargins(0, 0, margin, 0)
        wanted = x, y, after, self.box.width(), self.box.height()
        if wanted == self._drawn:
            return
        self._drawn, self._x, self._y, self._after = wanted, x, y, after
        across, up = self._ranges()
        self.box.setRange(xRange=across, yRange=up, padding=0.0)
        self._fit_left(text for _, text in y.ticks)
        self._left.setTicks([list(y.ticks)])
        self._bottom.setTicks([list(x.ticks)])
        heights = np.repeat([value for value, _ in y.ticks], 2).astype(np.float64)
        self._lines.setData(np.tile([x.low, x.high], len(y.ticks)), heights, connect="pairs")

    def _ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return what the box shows: the axes, and a little room around them."""
        across = _shown(self._x, self.box.width(), self._after)
        return across, _shown(self._y, self.box.height(), _ROOM)

    # Places

    def place(self, x: float, y: float) -> QPointF:
        """Say where a point of the plot is painted, in px of the box."""
        (left, right), (bottom, top) = self._ranges()
        across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
        return QPointF(across * self.box.width(), (1.0 - up) * self.box.height())

    def inside(self, point: QPointF) -> QPointF:
        """Turn a point of this widget into one of the box."""
        return point - self._origin()

    def outside(self, point: QPointF) -> QPointF:
        """Turn a point of the box into one of this widget."""
        return point + self._origin()

    def value_at(self, px: float) -> float:
        """Return the number on the horizontal axis at a px of this widget."""
        left, right = self._ranges()[0]
        return float(left + (px - self._origin().x()) * (right - left) / max(self.box.width(), 1.0))

    def _origin(self) -> QPointF:
        return QPointF(self._view.pos()) + QPointF(self.box.sceneBoundingRect().topLeft())

    # Look and room

    @property
    def font_small(self) -> QFont:
        """The font of numbers and names in a plot."""
        return ui_font(SMALL_PX * self.look.scale)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        theme = look.theme
        self._view.setBackground(theme.colour("surface"))
        self._lines.setPen(pg.mkPen(theme.line, width=1))
        for axis in (self._left, self._bottom):
            axis.setPen(pg.mkPen(theme.surface))
            axis.setTextPen(pg.mkPen(theme.muted))
            axis.setStyle(tickLength=0, tickTextOffset=_TEXT_OFFSET, tickFont=self.font_small)
            axis.setStyle(autoExpandTextSpace=False, hideOverlappingLabels=self.look.px(40))
            axis.label.setFont(self.font_small)
        self._bottom.setLabel(self._name, color=theme.muted)
        self._fit_bottom()
        self._drawn = None  # the numbers are measured anew
        self.draw()
        self.marks.update()

    def _fit_bottom(self) -> None:
        """Name the horizontal axis where there is height to spare."""
        self.is_named = self.height() > self.look.px(_LOW)
        self._bottom.showLabel(self.is_named)
        self._bottom.setHeight(self.look.px(38 if self.is_named else 22))

    def _fit_left(self, texts: Iterable[str]) -> None:
        """Give the vertical axis room for its numbers: it leaves out what has none."""
        metrics = QFontMetricsF(self.font_small)
        longest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        self._left.setWidth(max(self.look.px(40), math.ceil(longest) + 2 * _TEXT_OFFSET))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name of the axis room or take it."""
        super().resizeEvent(event)
        before = self.is_named
        self._fit_bottom()
        if self.is_named != before:
            self.draw()

    def _on_box_resized(self) -> None:
        self.marks.prepareGeometryChange()
        self.draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus ring around the view."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.theme.colour("surface"))
        self.paint_ring(painter, self.look.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


def _shown(axis: Axis, px: float, after: float) -> tuple[float, float]:
    """Return what is shown along an axis: all of it, a little room before it, and some px after it."""
    each = (axis.high - axis.low) / max(px - _ROOM - after, 2.0 * _ROOM)
    return axis.low - _ROOM * each, axis.high + after * each
