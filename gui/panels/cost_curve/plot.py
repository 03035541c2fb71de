"""The plot of the cost curve. Imports pyqtgraph, which takes 200 ms: imported after the first paint."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.nn.types import freeze
from gui.panels.cost_curve.line import RunLine
from gui.panels.cost_curve.names import NameTags
from gui.panels.cost_curve.runs import Run
from gui.plotting.scales import Axis, count_ticks, linear_ticks, log_ticks
from gui.plotting.view import PlotView

__all__ = ["PRESENT", "CostPlot"]

PRESENT = -1
"""Stands for the run in play; earlier ones are counted from 0."""
_LEAST_UPDATES = 10
_MARGIN = 30.0
"""Px at the right, so that the last number is not cut."""
_NEAR = 6.0
"""Px from a line that count as the line."""
_CLEAR = 4.0
"""Px that names stay away from the line of the run in play."""
_PRESENT = Run("", freeze(np.empty(0)))


class CostPlot(PlotView):
    """J by update of the run in play and of earlier ones, a cursor, and a mark where the pointer is.

    Signals
    -------
    hovered(update, run)
        Number of the update nearest to the pointer, −1 when it leaves; and of the run, `PRESENT`
        unless the pointer is on the line of an earlier one.
    chosen(update)
        The user clicked, dragged or pressed an arrow key.
    """

    hovered = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = _PRESENT
        self._ghosts: tuple[Run, ...] = ()
        self._line = RunLine()
        self._ghost_lines: list[RunLine] = []
        self._cursor = 0
        self._hovered, self._hovered_run = -1, PRESENT
        self._log = False
        self._lit = False
        self._dragging = False
        self._tags = NameTags()
        self.setAccessibleName(self.tr("Cost curve"))
        self.name_bottom(self.tr("update"))

    def show_curve(self, run: Run, cursor: int, ghosts: Sequence[Run] = ()) -> None:
        """Draw J by update, with the cursor at one of them, and earlier runs behind it."""
        wanted = run, tuple(ghosts)
        is_new = self._last(*wanted, cursor) != self.last or wanted != (self._run, self._ghosts)
        self._run, self._ghosts = wanted
        self._cursor = cursor
        if self._hovered_run >= len(ghosts):
            self._hovered_run = PRESENT
        if is_new:
            self.draw()
        self.update()

    def set_log(self, log: bool) -> None:
        """Draw J on a logarithmic scale, or on a linear one."""
        if log != self._log:
            self._log = log
            self.draw()

    def set_lit(self, lit: bool) -> None:
        """Light up the point at the cursor."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    @property
    def last(self) -> float:
        """The update at the right end of the axis."""
        return self._last(self._run, self._ghosts, self._cursor)

    @staticmethod
    def _last(run: Run, ghosts: Sequence[Run], cursor: int) -> float:
        longest = max(each.curve.size for each in (run, *ghosts))
        return float(max(_LEAST_UPDATES, longest - 1, cursor))

    def x_of(self, update: float) -> float:
        """Say where an update is drawn, in px of this widget."""
        return self.outside(self.place(update, 0.0)).x()

    # Drawing

    def draw(self) -> None:
        """Set the lines and the axes."""
        columns = max(int(self.box.width()), 100)
        self._match_lines()
        runs = [(self._line, self._run), *zip(self._ghost_lines, self._ghosts, strict=True)]
        for line, run in runs:
            line.show(run.curve, columns, self._log)
        self._draw_axes(*self._range([line for line, _ in runs]))
        self._place_names()
        self.update()

    def _match_lines(self) -> None:
        """Have as many lines as there are earlier runs."""
        while len(self._ghost_lines) > len(self._ghosts):
            self._ghost_lines.pop()
        while len(self._ghost_lines) < len(self._ghosts):
            self._ghost_lines.append(RunLine())

    def _range(self, lines: Sequence[RunLine]) -> tuple[float, float]:
        """Return the lowest and highest value of the vertical axis: all runs have room."""
        reached = [found for line in lines if (found := line.range()) is not None]
        top = max((high for _, high in reached), default=0.0 if self._log else 1.0)
        if not self._log:
            return 0.0, top or 1.0
        bottom = min((low for low, _ in reached), default=0.0)
        return (bottom, top) if top > bottom else (bottom - 0.5, top + 0.5)

    def _draw_axes(self, low: float, high: float) -> None:
        along, up = self.numbers_at_most()
        ticks = (log_ticks if self._log else linear_ticks)(low, high, self.look.point, up)
        (zero, first), *others = count_ticks(int(self.last), along)
        if not self.is_named:  # the first number says what is counted, where there is no line for it
            first = self.tr("update {number}").format(number=first)
        x, y = Axis(0.0, self.last, ((zero, first), *others)), Axis(low, high, tuple(ticks))
        room = self._tags.room(self._named(), self.font_small)
        if room:  # the names stand where the margin would be
            self.set_axes(x, y, margin=0.0, after=room)
        else:
            self.set_axes(x, y, margin=_MARGIN)

    # Names

    def _named(self) -> tuple[Run, ...]:
        """Return the runs that have their names at their ends: none where there is one only."""
        return (self._run, *self._ghosts[::-1]) if self._ghosts else ()

    def _place_names(self) -> None:
        """Place the names, those of later runs first: where there is no room, the oldest go without."""
        runs = self._named()
        ends = [line.end() for line in (self._line, *self._ghost_lines[::-1])] if runs else []
        spots = [None if end is None else self.place(*end) for end in ends]
        self._tags.place(runs, spots, self.font_small, QRectF(QPointF(), self.box.size()), self._band)

    def _band(self, left: float, right: float) -> tuple[float, float] | None:
        """Say from where to where the run in play reaches between two columns of the box, px."""
        origin = self.outside(QPointF())
        first, last = (self.value_at(px + origin.x()) for px in (left, right))
        reached = self._line.range(first, last)
        if reached is None:
            return None
        low, high = (self.place(0.0, y).y() for y in reached)
        return high - _CLEAR, low + _CLEAR

    # Curves and marks

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the lines of the runs, the one in play over the others."""
        theme = self.look.theme
        for number, line in enumerate(self._ghost_lines):
            strong = number == self._hovered_run
            line.paint(painter, theme.colour("muted" if strong else "faint"), 1.0 + strong, shown, px)
        self._line.paint(painter, theme.colour("ink"), 2.0, shown, px)

    def spots(self) -> list[QPointF]:
        """Say where the points of a short curve are, in px of the box."""
        return [self.place(*point) for point in self._line.points()]

    def paint_marks(self, painter: QPainter) -> None:
        """Paint names, points, the cursor, and the mark at the pointer."""
        theme = self.look.theme
        x = self.place(self._cursor, 0.0).x()
        painter.setPen(QPen(theme.colour("delta"), 2.0))
        painter.drawLine(QPointF(x, 0.0), QPointF(x, self.box.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        for spot in self.spots():
            painter.drawEllipse(spot, 2.5, 2.5)
        hovered = self._run if self._hovered_run == PRESENT else self._ghosts[self._hovered_run]
        painter.setFont(self.font_small)
        self._tags.paint(painter, theme, (self._run, hovered))
        self._paint_dot(painter, self._line, self._cursor, 7.5 if self._lit else 5.5, ("delta", "surface"))
        if self._hovered >= 0 and (self._hovered, self._hovered_run) != (self._cursor, PRESENT):
            self._paint_dot(painter, self._hovered_line(), self._hovered, 4.5, ("surface", "ink"))

    def _hovered_line(self) -> RunLine:
        return self._line if self._hovered_run == PRESENT else self._ghost_lines[self._hovered_run]

    def _paint_dot(
        self, painter: QPainter, line: RunLine, update: int, radius: float, colours: tuple[str, str]
    ) -> None:
        """Paint a dot on a line; none where there is nothing to draw."""
        y = line.height(update)
        if y is not None:
            fill, edge = colours
            painter.setPen(QPen(self.look.theme.colour(edge), 2.0))
            painter.setBrush(self.look.theme.colour(fill))
            painter.drawEllipse(self.place(update, y), radius, radius)

    # Mouse and keys

    def _nearest(self, event: QMouseEvent, run: Run) -> int:
        return self._within(round(self.value_at(event.position().x())), run)

    @staticmethod
    def _within(update: int, run: Run) -> int:
        return min(max(update, 0), max(run.curve.size - 1, 0))

    def _run_under(self, event: QMouseEvent) -> int:
        """Return the earlier run whose line the pointer is on, where it is on none nearer."""
        at = self.inside(event.position())
        update = round(self.value_at(event.position().x()))
        lines = [(PRESENT, self._line), *enumerate(self._ghost_lines)]
        heights = [(number, line.height(update)) for number, line in lines]
        away = [(abs(self.place(update, y).y() - at.y()), n) for n, y in heights if y is not None]
        distance, number = min(away, default=(_NEAR, PRESENT))
        return number if distance < _NEAR else PRESENT

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the update that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._choose(self._nearest(event, self._run))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read off J, or drag the cursor."""
        number = PRESENT if self._dragging else self._run_under(event)
        run = self._run if number == PRESENT else self._ghosts[number]
        if self._dragging:
            self._choose(self._nearest(event, run))
        self._hover(self._nearest(event, run), number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        """Read off nothing."""
        self._hover(-1, PRESENT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from update to update with the arrow keys, Home and End."""
        goal = {
            Qt.Key.Key_Left: self._cursor - 1,
            Qt.Key.Key_Right: self._cursor + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._run.curve.size - 1,
        }.get(Qt.Key(event.key()))
        if goal is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._choose(self._within(goal, self._run))

    def _choose(self, update: int) -> None:
        if update != self._cursor:
            self.chosen.emit(update)

    def _hover(self, update: int, run: int) -> None:
        if (update, run) == (self._hovered, self._hovered_run):
            return
        self._hovered, self._hovered_run = update, run
        self.update()
        self.hovered.emit(update, run)
