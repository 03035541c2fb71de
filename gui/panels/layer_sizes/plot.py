"""The plot of sizes per layer, on a log scale: upstream is to the left, as in the diagram. No pyqtgraph."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.accessible import Listed, Role, Told, focus_moved, forget
from gui.panels.layer_sizes.readings import SERIES, Known, layer_aloud, size_written
from gui.plotting.layer_walk import is_kept, walked
from gui.plotting.run_marks import RunMark, paint_mark
from gui.plotting.scales import Axis, log_ticks
from gui.plotting.view import PlotView

__all__ = ["SHAPES", "SizesPlot"]

SHAPES = {"delta": "circle", "gradient": "square", "share": "triangle"}
"""The series are told apart without colours, too."""
_RADIUS = 4.0
_MARGIN = 6.0
_WIDE = 52
"""Px that the number of a layer needs beside those of others, at 100 %."""
_EACH = 18
"""Px that the number of a layer needs at the axis, at 100 %."""
_BETWEEN = 8.0
"""Px between the names of two layers."""
_ASIDE = tuple(
    (across, way * far) for far in (1.0, 1.6) for across in (0.0, 1.0, -1.0) for way in (-1.0, 1.0)
)
"""Where a number may be beside its dot, across and down, as shares of the room that both need."""
_AIR = 0.25
"""Powers of ten beyond the largest and the smallest."""


class SizesPlot(PlotView):
    """A column for each layer with a dot for each size, lines between them.

    Signals
    -------
    pointed(layer)
        The pointer or the keyboard is on a layer; 0 on none.
    """

    pointed = Signal(int)

    can_be_named = False  # the names of the layers say what is counted
    least_left = 34

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[Known, ...] = ()
        self._lit: frozenset[int] = frozenset()
        self._over = 0
        self._at = 0  # of the keyboard
        self.accessible = Listed(
            self,
            Role.Chart,
            self._told,
            lambda: len(self._known),
            lambda: self._at - 1 if self._at else None,
            self._column_at,
        )

    @property
    def layer(self) -> int:
        """The layer that the pointer is on, else the keyboard; 0 is none."""
        return self._over or self._at

    def show_sizes(self, known: tuple[Known, ...]) -> None:
        """Show the sizes of an update."""
        if len(known) != len(self._known):
            self._over = self._at = 0
            forget(self)
        if known != self._known:
            self._known = known
            self.draw()

    def set_lit(self, layers: frozenset[int]) -> None:
        """Light up layers."""
        if layers != self._lit:
            self._lit = layers
            self.update()

    def draw(self) -> None:
        """Set the axes."""
        if not self._known:
            return
        values = [math.log10(value) for value in self._values() if value > 0.0 and math.isfinite(value)]
        low, high = (min(values) - _AIR, max(values) + _AIR) if values else (-1.0, 0.0)
        _, up = self.numbers_at_most()
        count = len(self._known)
        heights = log_ticks(low, high, self.look.point, up) if values else []
        self.set_axes(
            Axis(0.5, count + 0.5, self._layers(count)),
            Axis(low, high, tuple(heights[: 2 * up])),
            margin=_MARGIN,
        )

    def _layers(self, count: int) -> tuple[tuple[float, str], ...]:
        """Name the layers: all of them "layer 2"; where they stand close, the first one only."""
        each, text = self.box.width() / count, self.tr("layer {number}")
        needed = QFontMetricsF(self.font_small).horizontalAdvance(text.format(number=count)) + _BETWEEN
        every = max(math.ceil(self.look.px(_EACH) / max(each, 1.0)), 1)
        shown = range(1, count + 1, every)
        if needed > each:  # the number after the first name has to stand clear of it
            shown = range(1, count + 1, max(every, math.ceil((needed / 2 + self.look.px(_EACH) / 2) / each)))
        return tuple((float(n), text.format(number=n) if n == 1 or needed <= each else str(n)) for n in shown)

    def _values(self) -> list[float]:
        found = (size.of(key) for size in self._known for key, _, _ in SERIES)
        return [value for value in found if value is not None]

    # Painting

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the columns that are pointed at, and the lines."""
        theme = self.look.theme
        for layer in {*self._lit, self.layer} - {0}:
            left, right = self.place(layer - 0.5, 0.0).x(), self.place(layer + 0.5, 0.0).x()
            painter.fillRect(QRectF(left, 0.0, right - left, px.height()), QColor(theme.soft("delta")))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key, _, role in SERIES:
            painter.setPen(QPen(theme.colour(role), 2.0 if key == "delta" else 1.2))
            places = [self._place(size, key) for size in self._known]
            for one, other in pairwise(places):
                if one is not None and other is not None:
                    painter.drawLine(one, other)

    def _place(self, size: Known, key: str) -> QPointF | None:
        """Say where a dot is; None where there is no logarithm."""
        value = size.of(key)
        if value is None or not (value > 0.0 and math.isfinite(value)):
            return None
        return self.place(float(size.layer), math.log10(value))

    def paint_marks(self, painter: QPainter) -> None:
        """Paint the dots, and write δ beside its dots where there is room."""
        theme = self.look.theme
        for key, _, role in SERIES:
            for size in self._known:
                at = self._place(size, key)
                if at is not None:
                    paint_mark(painter, RunMark(SHAPES[key], theme.colour(role)), at, _RADIUS)
        pointed = {*self._lit, self.layer}
        for size, written, box in self.numbers():
            painter.fillRect(
                box, QColor(theme.soft("delta") if size.layer in pointed else theme.surface)
            )  # no grid
            painter.setPen(theme.colour("muted" if self._place(size, "delta") is None else "delta"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, written)

    def numbers(self) -> list[tuple[Known, str, QRectF]]:
        """Return what is written, and where: δ beside its dot where it has room clear of all lines."""
        is_wide = self.box.width() / max(len(self._known), 1) >= self.look.px(_WIDE)
        lines = self._segments()
        found: list[tuple[Known, str, QRectF]] = []
        for size in self._known:
            text, at = size_written(size.delta, self.look), self._place(size, "delta")
            offered = self._boxes(size, text, at) if is_wide or at is None else []
            taken = [box for *_, box in found]
            for box in offered:
                is_clear = not any(_crosses(line, box) for line in lines)
                if at is None or (is_clear and not any(map(box.intersects, taken))):
                    found.append((size, text, box))
                    break
        return found

    def _segments(self) -> list[QLineF]:
        """Return all lines between dots, and the dots as short ones."""
        found = []
        for key, _, _ in SERIES:
            places = [self._place(size, key) for size in self._known]
            found += [QLineF(a, b) for a, b in pairwise(places) if a is not None and b is not None]
            found += [QLineF(at, at + QPointF(0.0, 0.1)) for at in places if at is not None]
        return found

    def _boxes(self, size: Known, text: str, at: QPointF | None) -> list[QRectF]:
        """Offer places for a number, the best first: above its dot, below, aside; or in the middle of all."""
        metrics = QFontMetricsF(self.font_small)
        room = QSizeF(metrics.horizontalAdvance(text) + 1.0, metrics.height())
        if at is None:  # nothing but the number stands here
            middle = QPointF(self.place(float(size.layer), 0.0).x(), self.box.height() / 2.0)
            return [QRectF(middle - QPointF(room.width() / 2.0, room.height() / 2.0), room)]
        inside = QRectF(QPointF(), self.box.size())
        boxes = []
        for across, down in _ASIDE:
            box = QRectF(QPointF(), room)
            away = QPointF(across * (room.width() / 2.0 + _RADIUS), down * (room.height() / 2.0 + _RADIUS))
            box.moveCenter(at + away)
            box.moveLeft(min(max(box.left(), 0.0), max(inside.right() - room.width(), 0.0)))
            boxes.append(box)
        return [box for box in boxes if inside.contains(box)]

    # Mouse and keyboard

    def _point(self, over: int, at: int) -> None:
        before, self._over, self._at = self.layer, over, at
        if self.layer != before:
            self.update()
            self.pointed.emit(self.layer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the layer under the pointer."""
        column = self._column_at(event.position())
        self._point(0 if column is None else column + 1, self._at)

    def _column_at(self, point: QPointF) -> int | None:
        """Return the number of the column at a point, from 0."""
        if not self._known or not self.box.contains(point):
            return None
        return min(max(round(self.value_at(point.x())), 1), len(self._known)) - 1

    def _told(self, column: int) -> Told:
        """Say how large everything in a layer is."""
        size = self._known[column]
        left, right = (self.outside(self.place(size.layer + way, 0.0)).x() for way in (-0.5, 0.5))
        box = QRectF(left, self.box.top(), right - left, self.box.height())
        name = self.tr("layer {number}").format(number=size.layer)
        return Told(name, Role.ListItem, box, value=layer_aloud(size, self.look))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing, or at what the keyboard is on."""
        self._point(0, self._at)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window."""
        if is_kept(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from layer to layer; upstream is left."""
        layer = walked(event, self._at, len(self._known))
        if layer is None:
            super().keyPressEvent(event)
        else:
            self._point(0, layer)
            focus_moved(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing by keyboard."""
        super().focusOutEvent(event)
        self._point(self._over, 0)


def _crosses(line: QLineF, box: QRectF) -> bool:
    """Say whether a line goes through a box: Liang and Barsky, *ACM Trans. Graphics* 3 (1984)."""
    begin, end = 0.0, 1.0
    for start, way, low, high in (
        (line.x1(), line.dx(), box.left(), box.right()),
        (line.y1(), line.dy(), box.top(), box.bottom()),
    ):
        if not way:
            if not low <= start <= high:
                return False
            continue
        ends = sorted(((low - start) / way, (high - start) / way))
        begin, end = max(begin, ends[0]), min(end, ends[1])
    return begin <= end
