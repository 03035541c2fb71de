"""One run as it is drawn: J or its accuracy, of training and of testing. Imports pyqtgraph."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from gui.panels.cost_curve.line import PlacesLine, RunLine
from gui.panels.cost_curve.runs import NO_RUN, Run
from gui.panels.cost_curve.shown import Shown
from gui.plotting.smoothing import Smoother
from gui.theme import Theme, blend

__all__ = ["RunDrawing"]

_FAINT = 0.35
"""Share of its colour that a curve keeps under the smoothed one."""


class RunDrawing:
    """The lines of one run.

    Attributes
    ----------
    run : Run
    """

    def __init__(self) -> None:
        self.run: Run = NO_RUN
        self._shown = Shown()
        self._J, self._smooth, self._smoother = RunLine(), RunLine(), Smoother()
        self._test_J, self._accuracy, self._test_accuracy = PlacesLine(), PlacesLine(), PlacesLine()

    def show(self, run: Run, columns: int, shown: Shown) -> None:
        """Take another run, or more of it."""
        self.run, self._shown = run, shown
        log, scores = shown.is_log, run.scores
        self._J.show(run.curve, columns, log)
        if shown.span:
            self._smooth.show(self._smoother.smooth(run.curve, shown.span), columns, log)
        self._test_J.show_places(scores.updates, scores.test_J, log)
        self._accuracy.show_places(scores.updates, scores.train_accuracy, log)
        self._test_accuracy.show_places(scores.updates, scores.test_accuracy, log)

    @property
    def main(self) -> RunLine:
        """The line that carries the run's mark and its name: of training, as it was computed."""
        return self._J if self._shown.quantity == "J" else self._accuracy

    @property
    def test(self) -> RunLine:
        """The line of the rows kept for testing."""
        return self._test_J if self._shown.quantity == "J" else self._test_accuracy

    @property
    def lines(self) -> tuple[RunLine, ...]:
        """All lines that are measured by the vertical axis."""
        return (self.main, self.test) if self._shown.test else (self.main,)

    def smooth_value(self, update: int) -> float | None:
        """Return the smoothed J of an update; None where nothing is smoothed."""
        values = self._smooth.curve
        is_there = self._shown.span and self._shown.quantity == "J" and 0 <= update < values.size
        return float(values[update]) if is_there and math.isfinite(values[update]) else None

    def paint(
        self, painter: QPainter, colours: tuple[QColor, Theme], width: float, shown: QRectF, px: QSizeF
    ) -> None:
        """Paint the lines: of testing dashed; where J is smoothed, as it is in a pale colour under that."""
        colour, theme = colours
        is_smoothed = bool(self._shown.span) and self._shown.quantity == "J"
        pale = QColor(blend(colour.name().upper(), theme.surface, _FAINT))
        self.main.paint(painter, pale if is_smoothed else colour, 1.0 if is_smoothed else width, shown, px)
        if is_smoothed:
            self._smooth.paint(painter, colour, width, shown, px)
        if self._shown.test:
            self.test.paint(painter, colour, max(width - 0.5, 1.0), shown, px, dashed=True)

    # Places on the axes, of the main line

    def range(self, first: float = 0.0, last: float = math.inf) -> tuple[float, float] | None:
        """Return its lowest and highest place on the vertical axis, from one update to another."""
        return _hull(line.range(first, last) for line in self.lines)

    def height(self, update: int) -> float | None:
        """Return the place of an update on the vertical axis; None where there is nothing to draw."""
        return self.main.height(update)

    def points(self) -> list[tuple[float, float]]:
        """List the points of a short curve of J; a long one has none."""
        return self._J.points() if self._shown.quantity == "J" else []

    def end(self) -> tuple[float, float] | None:
        """Return the last point that can be drawn."""
        return self.main.end()


def _hull(ranges: Iterable[tuple[float, float] | None]) -> tuple[float, float] | None:
    found = [each for each in ranges if each is not None]
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None
