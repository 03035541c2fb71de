"""How the runs are drawn: lines, names, marks, flags and the cursor. Imports pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.panels.cost_curve.drawing import RunDrawing
from gui.panels.cost_curve.flags import FlagMark, Flags, Planted
from gui.panels.cost_curve.names import NameTags
from gui.panels.cost_curve.runs import NO_RUN, Run, fork_of
from gui.panels.cost_curve.shown import Shown
from gui.plotting.hover_card import HoverLine, paint_card
from gui.plotting.run_marks import mark_of, paint_mark
from gui.plotting.scales import Axis, count_ticks, linear_ticks, log_ticks, share_ticks
from gui.plotting.view import PlotView

__all__ = ["PRESENT", "RunCurves"]

PRESENT = -1
"""Stands for the run in play; earlier ones are counted from 0."""
_LEAST_UPDATES = 10
_MARGIN = 30.0
"""Px at the right, so that the last number is not cut."""
_CLEAR = 4.0
"""Px that names stay away from the line of the run in play."""
_MARK, _THIN, _THICK = 3.5, 1.5, 2.25
"""Px of the radius of a mark, and of the lines of earlier runs and of the one in play."""
_FORK = 2.5
"""Px of the radius of the ring where an earlier run leaves the one in play."""
_NAME_PX, _NAME_SHARE = 92, 0.25
"""Px at 100 % that the name of a run has at the most, and the share of the width."""


class RunCurves(PlotView):
    """J or accuracy by update of the run in play and of earlier ones, a cursor, and what is pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = NO_RUN
        self._ghosts: tuple[Run, ...] = ()
        self._line = RunDrawing()
        self._ghost_lines: list[RunDrawing] = []
        self._forks: list[int] = []  # the updates where they leave the run in play
        self._marks: tuple[FlagMark, ...] = ()
        self._flags, self._flag = Flags(), -1
        self._pointer = QPointF()
        self._told: tuple[HoverLine, ...] = ()
        self._cursor = 0
        self._hovered, self._hovered_run = -1, PRESENT
        self._shown = Shown()
        self._lit = False
        self._tags = NameTags()
        self.setAccessibleName(self.tr("Cost curve"))
        self.name_bottom(self.tr("update"))

    def show_curve(
        self, run: Run, cursor: int, ghosts: Sequence[Run] = (), flags: Sequence[FlagMark] = ()
    ) -> None:
        """Draw a run by update, with the cursor at one of them, flags, and earlier runs behind it."""
        wanted, marks = (run, tuple(ghosts)), tuple(flags)
        is_new = self._last(*wanted, cursor) != self.last or wanted != (self._run, self._ghosts)
        is_new = is_new or marks != self._marks
        self._run, self._ghosts = wanted
        self._marks = marks
        self._cursor = cursor
        if self._hovered_run >= len(ghosts):
            self._hovered_run = PRESENT
        if is_new:
            self.draw()
        self.update()

    def set_shown(self, shown: Shown) -> None:
        """Draw another quantity, or on another scale."""
        if shown != self._shown:
            self._shown = shown
            self.draw()

    def tell(self, lines: Sequence[HoverLine]) -> None:
        """Say something beside the pointer; nothing where there are no lines."""
        if tuple(lines) != self._told:
            self._told = tuple(lines)
            self.update()

    @property
    def flagged(self) -> Planted | None:
        """The flag that the pointer is on."""
        return self._flags.planted[self._flag] if 0 <= self._flag < len(self._flags.planted) else None

    def smooth_value(self, run: int, update: int) -> float | None:
        """Return the smoothed J of a run; None where it is not smoothed."""
        return self._line_of(run).smooth_value(update)

    def set_lit(self, lit: bool) -> None:
        """Light up the point at the cursor."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    @property
    def last(self) -> float:
        """The update at the right end of the axis."""
        return self._last(self._run, self._ghosts, self._cursor)

    def _last(self, run: Run, ghosts: Sequence[Run], cursor: int) -> float:
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
            line.show(run, columns, self._shown)
        self._forks = [fork_of(ghost, self._run) for ghost in self._ghosts]
        self._tags.most = min(float(self.look.px(_NAME_PX)), _NAME_SHARE * self.width())
        self._draw_axes(*self._range([line for line, _ in runs]))
        self._place_names()
        self._flags.plant(self._marks, self._foot)
        self.update()

    def _foot(self, update: int) -> QPointF | None:
        """Say where on the curve of the run in play an update is; at its bottom where nothing is known."""
        if not 0 <= update <= self.last:
            return None
        y = self._line.main.height_about(update)
        return QPointF(self.place(update, 0.0).x(), self.box.height()) if y is None else self.place(update, y)

    def _match_lines(self) -> None:
        """Have as many lines as there are earlier runs."""
        while len(self._ghost_lines) > len(self._ghosts):
            self._ghost_lines.pop()
        while len(self._ghost_lines) < len(self._ghosts):
            self._ghost_lines.append(RunDrawing())

    def _range(self, lines: Sequence[RunDrawing]) -> tuple[float, float]:
        """Return the lowest and highest value of the vertical axis: all runs have room."""
        if self._shown.quantity == "accuracy":
            return 0.0, 1.0
        reached = [found for line in lines if (found := line.range()) is not None]
        top = max((high for _, high in reached), default=0.0 if self._shown.is_log else 1.0)
        if not self._shown.is_log:
            return 0.0, top or 1.0
        bottom = min((low for low, _ in reached), default=0.0)
        return (bottom, top) if top > bottom else (bottom - 0.5, top + 0.5)

    def _draw_axes(self, low: float, high: float) -> None:
        along, up = self.numbers_at_most()
        ticks = self._ticks(low, high, up)
        (zero, first), *others = count_ticks(int(self.last), along)
        if not self.is_named:  # the first number says what is counted, where there is no line for it
            first = self.tr("update {number}").format(number=first)
        x, y = Axis(0.0, self.last, ((zero, first), *others)), Axis(low, high, tuple(ticks))
        room = self._tags.room(self._named(), self.font_small)
        if room:  # the names stand where the margin would be
            self.set_axes(x, y, margin=0.0, after=room)
        else:
            self.set_axes(x, y, margin=_MARGIN)

    def _ticks(self, low: float, high: float, most: int) -> Sequence[tuple[float, str]]:
        if self._shown.quantity == "accuracy":
            return share_ticks(most)
        return (log_ticks if self._shown.is_log else linear_ticks)(low, high, self.look.point, most)

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

    def _colour(self, line: RunDrawing) -> QColor:
        in_play = line is self._line
        return mark_of(line.run.number, self.look.theme, in_play=in_play).colour

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the run in play, and over it the others from where they leave it: there they are thin."""
        theme, hovered = self.look.theme, self._line_of(self._hovered_run)
        self._line.paint(painter, (self._colour(self._line), theme), _THICK, shown, px)
        for line, fork in zip(self._ghost_lines, self._forks, strict=True):
            painter.save()
            left = self.place(fork, 0.0).x() if fork else 0.0
            painter.setClipRect(QRectF(left, 0.0, px.width(), px.height()), Qt.ClipOperation.IntersectClip)
            width = _THICK if line is hovered else _THIN
            line.paint(painter, (self._colour(line), theme), width, shown, px)
            painter.restore()

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
        painter.setFont(self.font_small)
        self._tags.paint(painter, theme, (self._run, self._line_of(self._hovered_run).run))
        self._paint_forks(painter)
        self._paint_ends(painter)
        self._flags.paint(painter, theme, self.flagged)
        self._paint_dot(painter, self._line, self._cursor, 7.5 if self._lit else 5.5, ("delta", "surface"))
        if self._hovered >= 0 and (self._hovered, self._hovered_run) != (self._cursor, PRESENT):
            self._paint_dot(painter, self._line_of(self._hovered_run), self._hovered, 4.5, ("surface", "ink"))
        if self._told and self._hovered >= 0:
            paint_card(painter, theme, self._told, self._pointer, QRectF(QPointF(), self.box.size()))

    def _line_of(self, run: int) -> RunDrawing:
        return self._line if run == PRESENT else self._ghost_lines[run]

    def _paint_forks(self, painter: QPainter) -> None:
        """Paint a ring where an earlier run leaves the one in play."""
        painter.setBrush(self.look.theme.colour("surface"))
        for line, fork in zip(self._ghost_lines, self._forks, strict=True):
            y = self._line.main.height_about(fork)
            if 0 < fork < line.run.curve.size - 1 and y is not None:
                painter.setPen(QPen(self._colour(line), 1.5))
                painter.drawEllipse(self.place(fork, y), _FORK, _FORK)

    def _paint_ends(self, painter: QPainter) -> None:
        """Paint the marks of the runs at their ends, where there are several."""
        for line in (*self._ghost_lines, self._line) if self._ghosts else ():
            end = line.end()
            if end is not None:
                mark = mark_of(line.run.number, self.look.theme, in_play=line is self._line)
                paint_mark(painter, mark, self.place(*end), _MARK)

    def _paint_dot(
        self, painter: QPainter, line: RunDrawing, update: int, radius: float, colours: tuple[str, str]
    ) -> None:
        """Paint a dot on a line; none where there is nothing to draw."""
        y = line.height(update)
        if y is not None:
            fill, edge = colours
            painter.setPen(QPen(self.look.theme.colour(edge), 2.0))
            painter.setBrush(self.look.theme.colour(fill))
            painter.drawEllipse(self.place(update, y), radius, radius)
