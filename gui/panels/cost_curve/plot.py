"""The plot of the cost curve. Imports pyqtgraph, which takes 200 ms: imported after the first paint."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.nn.types import Array, freeze
from gui.fonts import ui_font
from gui.look import Look
from gui.panels.cost_curve.scales import Tick, count_ticks, drawable, linear_ticks, log_ticks, thinned
from gui.theme import SMALL_PX

__all__ = ["CostPlot"]

_FEW = 60
"""So many points are drawn as points; more make a line."""
_LEAST_UPDATES = 10
_TEXT_OFFSET = 6
_CALM = 3.0
"""A curve that goes up and down by more than this times the width of the plot looks like a band."""
_LOW = 150.0
"""A plot of less height needs all of it for the curve."""
_ROOM = 9.0
"""Px between the curve and the ends of the axes, so that no dot is cut."""
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class CostPlot(QWidget):
    """J by update, with axes, a cursor, and a mark where the pointer is.

    The pyqtgraph view only draws: the mouse and the keys are this widget's own.

    Signals
    -------
    hovered(update)
        Number of the update nearest to the pointer; −1 when it leaves.
    chosen(update)
        The user clicked, dragged or pressed an arrow key.
    """

    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._curve: Array = freeze(np.empty(0))
        self._cursor = 0
        self._hovered = -1
        self._log = False
        self._lit = False
        self._dragging = False
        self._ring = False
        self._is_named = True
        self._ticks: tuple[list[list[Tick]], list[list[Tick]]] = ([], [])
        self._make_view()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Cost curve"))

    def _make_view(self) -> None:
        self._view = pg.GraphicsView(self)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid = pg.GraphicsLayout()
        grid.setContentsMargins(0, 0, 30, 0)
        grid.setSpacing(0)
        self._view.setCentralItem(grid)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self._left, self._bottom = pg.AxisItem("left"), pg.AxisItem("bottom")
        grid.addItem(self._left, 0, 0)
        grid.addItem(self._box, 0, 1)
        grid.addItem(self._bottom, 1, 1)
        self._left.linkToView(self._box)
        self._bottom.linkToView(self._box)
        self._lines = pg.PlotCurveItem(connect="pairs")
        self._line = pg.PlotCurveItem()
        self._position = pg.InfiniteLine(angle=90, movable=False)
        self._points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self._dots = pg.ScatterPlotItem(pxMode=True, antialias=True)
        for item in (self._lines, self._line, self._points, self._position, self._dots):
            self._box.addItem(item, ignoreBounds=True)
        room = QVBoxLayout(self)
        room.setContentsMargins(2, 2, 2, 2)
        room.addWidget(self._view)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._look = look
        theme = look.theme
        self._view.setBackground(theme.colour("surface"))
        self._lines.setPen(pg.mkPen(theme.line, width=1))
        self._position.setPen(pg.mkPen(theme.delta, width=2))
        font = ui_font(SMALL_PX * look.scale)
        for axis in (self._left, self._bottom):
            axis.setPen(pg.mkPen(theme.surface))
            axis.setTextPen(pg.mkPen(theme.muted))
            axis.setStyle(tickLength=0, tickTextOffset=_TEXT_OFFSET, tickFont=font)
            axis.setStyle(autoExpandTextSpace=False, hideOverlappingLabels=40)
            axis.label.setFont(font)
        self._bottom.setLabel(self.tr("update"), color=theme.muted)
        self._fit_bottom()
        self._ticks = ([], [])  # they are measured anew
        self._draw()

    def _fit_bottom(self) -> None:
        """Name the horizontal axis where there is height to spare."""
        roomy = self.height() > self._look.px(_LOW)
        self._bottom.showLabel(roomy)
        if roomy != self._is_named:
            self._is_named = roomy
            self._draw()
        self._bottom.setHeight(self._look.px(38 if roomy else 22))

    def _fit_left(self, texts: Iterable[str]) -> None:
        """Give the vertical axis room for its numbers: it leaves out what has none."""
        metrics = QFontMetricsF(ui_font(SMALL_PX * self._look.scale))
        longest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        self._left.setWidth(max(self._look.px(52), math.ceil(longest) + 2 * _TEXT_OFFSET))

    def show_curve(self, curve: Array, cursor: int) -> None:
        """Draw J by update, with the cursor at one of them."""
        changed = not np.array_equal(curve, self._curve, equal_nan=True)
        self._curve, self._cursor = curve, cursor
        if changed:
            self._draw()
        else:
            self._draw_marks()

    def set_log(self, log: bool) -> None:
        """Draw J on a logarithmic scale, or on a linear one."""
        if log != self._log:
            self._log = log
            self._draw()

    def set_lit(self, lit: bool) -> None:
        """Light up the point at the cursor."""
        if lit != self._lit:
            self._lit = lit
            self._draw_marks()

    @property
    def last(self) -> float:
        """The update at the right end of the axis."""
        return float(max(_LEAST_UPDATES, self._curve.size - 1, self._cursor))

    def x_of(self, update: float) -> float:
        """Say where an update is drawn, in px of this widget."""
        box = self._box.sceneBoundingRect()
        low, high = self._box.viewRange()[0]
        return float(self._view.x() + box.left() + (update - low) / (high - low) * box.width())

    def _draw(self) -> None:
        columns = max(int(self._box.width()), 100)
        x, y = thinned(self._curve, columns, self._log)
        if self._log:
            y = np.log10(y)
        there = np.isfinite(y) & (self._curve.size <= _FEW)
        self._points.setData(x[there], y[there], size=5, pen=None, brush=self._look.theme.ink)
        low, high = self._range(y)
        self._draw_line(x, y, high - low)
        right, up = (_ROOM / max(px, 4.0 * _ROOM) for px in (self._box.width(), self._box.height()))
        self._box.setRange(
            xRange=(-self.last * right, self.last * (1.0 + right)),
            yRange=(low - (high - low) * up, high + (high - low) * up),
            padding=0.0,
        )
        self._draw_axes(low, high)
        self._draw_marks()

    def _draw_line(self, x: Array, y: Array, span: float) -> None:
        """Draw the curve: smooth where it is calm; thin, which is ten times as fast, where it is a band."""
        travelled = float(np.nansum(np.abs(np.diff(y)))) / span * self._box.height()
        calm = travelled < _CALM * self._box.width()
        self._line.opts["antialias"] = calm
        self._line.setPen(pg.mkPen(self._look.theme.ink, width=2 if calm else 1))
        there = np.isfinite(y)
        if not there.any():
            self._line.setData([], [])
            return
        gaps = not there.all()
        self._line.setData(x, y, connect="finite" if gaps else "all", skipFiniteCheck=not gaps)

    def _range(self, y: Array) -> tuple[float, float]:
        """Return the lowest and highest value of the vertical axis."""
        finite = y[np.isfinite(y)]
        top = float(finite.max()) if finite.size else 1.0
        if not self._log:
            return 0.0, top or 1.0
        bottom = float(finite.min()) if finite.size else 0.0
        return (bottom, top) if top > bottom else (bottom - 0.5, top + 0.5)

    def _draw_axes(self, low: float, high: float) -> None:
        ticks = (log_ticks if self._log else linear_ticks)(low, high, self._look.point)
        (zero, first), *others = count_ticks(int(self.last))
        if not self._is_named:  # the first number says what is counted, where there is no line for it
            first = self.tr("update {number}").format(number=first)
        drawn = [ticks], [[(zero, first), *others]]
        if drawn == self._ticks:
            return
        self._ticks = drawn
        self._fit_left(text for _, text in ticks)
        self._left.setTicks(drawn[0])
        self._bottom.setTicks(drawn[1])
        heights = np.repeat([value for value, _ in ticks], 2).astype(np.float64)
        self._lines.setData(np.tile([0.0, self.last], len(ticks)), heights, connect="pairs")

    def _draw_marks(self) -> None:
        theme = self._look.theme
        self._position.setValue(self._cursor)
        spots = self._spot(self._cursor, 15 if self._lit else 11, theme.delta, theme.surface)
        if 0 <= self._hovered != self._cursor:
            spots += self._spot(self._hovered, 9, theme.surface, theme.ink)
        self._dots.setData(spots)

    def _spot(self, update: int, size: int, fill: str, edge: str) -> list[dict[str, object]]:
        """Describe the dot at an update; none where there is nothing to draw."""
        y = drawable(self._curve[update : update + 1], self._log)
        if not np.isfinite(y).all() or not y.size:
            return []
        place = (update, float(np.log10(y[0]) if self._log else y[0]))
        return [{"pos": place, "size": size, "pen": pg.mkPen(edge, width=2), "brush": pg.mkBrush(fill)}]

    def _nearest(self, event: QMouseEvent) -> int:
        low, high = self._box.viewRange()[0]
        box = self._box.sceneBoundingRect()
        share = (event.position().x() - self._view.x() - box.left()) / max(box.width(), 1.0)
        return self._within(round(low + share * (high - low)))

    def _within(self, update: int) -> int:
        return min(max(update, 0), max(self._curve.size - 1, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the update that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._choose(self._nearest(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read off J, and drag the cursor."""
        update = self._nearest(event)
        self._hover(update)
        if self._dragging:
            self._choose(update)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        """Read off nothing."""
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from update to update with the arrow keys, Home and End."""
        goal = {
            Qt.Key.Key_Left: self._cursor - 1,
            Qt.Key.Key_Right: self._cursor + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._curve.size - 1,
        }.get(Qt.Key(event.key()))
        if goal is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._choose(self._within(goal))

    def _choose(self, update: int) -> None:
        if update != self._cursor:
            self.chosen.emit(update)

    def _hover(self, update: int) -> None:
        if update != self._hovered:
            self._hovered = update
            self._draw_marks()
            self.hovered.emit(update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Thin the curve for the new number of columns."""
        super().resizeEvent(event)
        self._fit_bottom()
        self._draw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring where the focus came by keyboard."""
        self._ring = event.reason() in _BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus ring around the view."""
        painter = QPainter(self)
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("forward" if self._ring else "surface"), 2.0))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
