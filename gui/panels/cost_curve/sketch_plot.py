"""The plot of the cost curve on which one can draw what one expects. Imports pyqtgraph."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array
from gui.panels.cost_curve.drawing import RunDrawing
from gui.panels.cost_curve.plot import CostPlot
from gui.panels.cost_curve.runs import Run
from gui.panels.cost_curve.sketch import Points, Sketch

__all__ = ["SketchPlot"]

_WIDTH, _DASHES = 2.0, (4.0, 3.0)
_AIR = 3.0
"""Px between a curve and its name."""
_PLACES = (0.5, 0.65, 0.35, 0.8, 0.2)
"""Shares of the width at which the name of the drawn curve may stand, the best first."""


class SketchPlot(CostPlot):
    """While a curve is asked for, it is drawn with the mouse; later it stays, dashed, beside the true one.

    Attributes
    ----------
    sketch : Sketch or None
        What is being drawn.

    Signals
    -------
    drawn(points)
        A tuple of (update, J): the curve was let go of.
    """

    drawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sketch: Sketch | None = None
        self._guess: Points = ()
        self._pen: tuple[float, float] | None = None  # where the hand is while it draws
        self._kept: Array = np.empty(0)

    def ask(self, sketch: Sketch | None, guess: Points) -> None:
        """Let a curve be drawn, or show one that was; or neither."""
        self.sketch, self._guess, self._pen = sketch, guess, None
        self.setCursor(Qt.CursorShape.ArrowCursor if sketch is None else Qt.CursorShape.CrossCursor)
        self.draw()

    @property
    def points(self) -> Points:
        """The curve that was drawn, as far as there is one."""
        return self._guess if self.sketch is None else self.sketch.points

    def _last(self, run: Run, ghosts: Sequence[Run], cursor: int) -> float:
        reach = 0.0 if self.sketch is None else float(self.sketch.last)
        return max(super()._last(run, ghosts, cursor), reach, *(x for x, _ in self._guess[-1:]))

    def _range(self, lines: Sequence[RunDrawing]) -> tuple[float, float]:
        """Give what is drawn room too."""
        low, high = super()._range(lines)
        if self.sketch is not None:
            has_curve = any(line.range() is not None for line in lines)
            return 0.0, max(high, self.sketch.top) if has_curve else self.sketch.top
        heights = [y for _, y in self._placed()]
        return (min([low, *heights]), max([high, *heights])) if heights else (low, high)

    def _placed(self) -> Iterator[tuple[float, float]]:
        """Yield the points that were drawn as places on the axes; nothing where these are of accuracy."""
        for update, J in self.points if self._shown.quantity == "J" else ():
            if not self._shown.is_log:
                yield update, J
            elif J > 0.0:
                yield update, math.log10(J)

    # Painting

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint what was drawn under the curves."""
        spots = [self.place(*point) for point in self._placed()]
        if len(spots) > 1:
            pen = QPen(self.look.theme.colour("ink"), _WIDTH)
            pen.setDashPattern(_DASHES)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(spots))
            painter.restore()
        super().paint_curves(painter, shown, px)

    def paint_marks(self, painter: QPainter) -> None:
        """Paint the marks, and the name of what was drawn, or how it is drawn."""
        super().paint_marks(painter)
        painter.setFont(self.font_small)
        spots = [self.place(*point) for point in self._placed()]
        if len(spots) > 1:
            self._paint_words(painter, self._beside(spots, self._size(self._called)), self._called)
        elif self.sketch is not None:
            middle = QRectF(QPointF(), self._size(self._way))
            middle.moveCenter(QPointF(self.box.width() / 2, self.box.height() / 2))
            self._paint_words(painter, middle, self._way)

    @property
    def _called(self) -> str:
        return self.tr("your prediction")

    @property
    def _way(self) -> str:
        return self.tr("Draw J here, from left to right")

    def _size(self, words: str) -> QSizeF:
        metrics = QFontMetricsF(self.font_small)
        return QSizeF(metrics.horizontalAdvance(words) + 2 * _AIR, metrics.height())

    def _paint_words(self, painter: QPainter, box: QRectF, words: str) -> None:
        painter.fillRect(box, self.look.theme.colour("surface"))
        painter.setPen(self.look.theme.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _beside(self, spots: Sequence[QPointF], size: QSizeF) -> QRectF:
        """Place a name over or under what was drawn, where it is farthest from the true curve."""
        x, y = np.array([spot.toTuple() for spot in spots]).T
        room = QRectF(QPointF(), self.box.size())
        boxes = []
        for share in _PLACES:
            left = min(
                max(x[0] + share * (x[-1] - x[0]) - size.width() / 2, 0.0), room.right() - size.width()
            )
            under = y[(x >= left) & (x <= left + size.width())]
            under = under if under.size else np.interp([left + size.width() / 2], x, y)
            tops = float(under.min()) - _AIR - size.height(), float(under.max()) + _AIR
            boxes += [QRectF(QPointF(left, top), size) for top in tops]
        inside = [box for box in boxes if room.contains(box)]
        return max(inside, key=self._free_around, default=boxes[0].intersected(room))

    def _free_around(self, box: QRectF) -> float:
        """Say by how many px a name is away from the run in play; below 0 where it hides it."""
        band = self._band(box.left(), box.right())
        far = box.height()
        return far if band is None else min(max(band[0] - box.bottom(), box.top() - band[1]), far)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw."""
        if self.sketch is None:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._kept = self.sketch.keep()
            self._draw_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on, or read off J."""
        if self._pen is None:
            super().mouseMoveEvent(event)
        else:
            self._draw_to(event.position())

    def _draw_to(self, at: QPointF) -> None:
        if self.sketch is None:
            return
        point = self.point_at(at).toTuple()
        self.sketch.draw(self._pen or point, point)
        self._pen = point
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what was drawn."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go()
        super().mouseReleaseEvent(event)

    def _let_go(self) -> None:
        if self._pen is not None:
            self._pen = None
            if self.points:
                self.drawn.emit(self.points)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while something is drawn."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and self._pen is not None
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up what is being drawn."""
        if event.key() == Qt.Key.Key_Escape and self._pen is not None and self.sketch is not None:
            self.sketch.put_back(self._kept)
            self._pen = None
            self.update()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what was drawn."""
        self._let_go()
        super().focusOutEvent(event)
