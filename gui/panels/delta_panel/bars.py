"""Terms as signed bars that stack to their sum: each begins where the last one ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import RIGHT, Box, Drawing, Label, Spot, Style, elided, widest
from gui.theme import blend

__all__ = ["Bar", "Bars"]

_ROW, _THICK, _GAP = 25.0, 15.0, 10.0
_TEXT, _STRONG = Style(), Style(bold=True)
_MOST_NAME, _LEAST_CHART = 0.5, 40.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One term: its name, its number (None where it is not known) and what it stands for."""

    name: str
    value: float | None
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A sum as a waterfall.

    Attributes
    ----------
    bars : tuple of Bar
    total : Bar
        The sum; its value is None where it is not known or withheld.
    role : str
        The colour of the bars.
    """

    bars: tuple[Bar, ...]
    total: Bar
    role: str = "delta"

    def draw(self, width: float, look: Look) -> Drawing:
        """Lay out a row for each term, and the line of the sum."""
        rows = (*self.bars, self.total)
        row = round(_ROW * look.scale)
        name = min(widest((bar.name for bar in rows), _STRONG, look.scale), width * _MOST_NAME)
        value = widest((look.number(bar.value) for bar in rows), _STRONG, look.scale)
        chart = QRectF(name + _GAP, 0, max(width - name - value - 2 * _GAP, _LEAST_CHART), row)
        top = row * len(self.bars) + 4
        labels, spots, boxes = [], [], list(self._boxes(chart, row, top, look))
        for i, bar in enumerate(rows):
            style = _TEXT if i < len(self.bars) else _STRONG
            y = row * i if i < len(self.bars) else top
            shown = elided(bar.name, style, look.scale, name)
            labels.append(Label(QRectF(4, y, name, row), shown, style))
            labels.append(
                Label(QRectF(width - value - 4, y, value, row), look.number(bar.value), style, align=RIGHT)
            )
            spots.append(Spot(QRectF(0, y, width, row), bar.refs, bar.action, bar.said, self.role))
        return Drawing(top + row, tuple(boxes), tuple(labels), tuple(spots))

    def _ends(self) -> list[tuple[float, float] | None]:
        """Say from where to where each bar goes; None for one that is not known.

        After one that is not known nobody can say where the next begins: it begins at zero.
        """
        ends: list[tuple[float, float] | None] = []
        at, knows = 0.0, True
        for bar in self.bars:
            knows = knows and bar.value is not None
            begin = at if knows else 0.0
            ends.append(None if bar.value is None else (begin, begin + bar.value))
            at = begin + (bar.value or 0.0)
        return ends

    def _boxes(self, chart: QRectF, row: float, top: float, look: Look) -> Iterator[Box]:
        """Place the bars, the zero line and the rule over the sum."""
        theme = look.theme
        ends, total = self._ends(), self.total.value
        marks = [0.0, *(mark for pair in ends if pair is not None for mark in pair)]
        marks += [] if total is None else [total]
        low, high = min(marks), max(marks)
        scale = (chart.width() - 2) / (high - low) if high > low else 0.0

        def x(value: float) -> float:
            return chart.x() + 1 + (value - low) * scale if scale else chart.center().x()

        thick = _THICK * look.scale
        yield Box(QRectF(0, top - 3, chart.right() + 400, 1), fill=theme.line)
        for i, bar in enumerate(self.bars):
            pair = ends[i]
            if not bar.value or pair is None:
                continue
            left, right = sorted(map(x, pair))
            whole = theme.hex(self.role)
            fill = whole if bar.value > 0 else blend(whole, theme.surface, 0.55)
            place = QRectF(left, row * i + (row - thick) / 2, max(right - left, 2.0), thick)
            yield Box(place, fill, radius=2)
        if total is not None:
            left, right = sorted((x(0.0), x(total)))
            yield Box(
                QRectF(left, top + (row - thick) / 2, max(right - left, 3.0), thick), theme.ink, radius=2
            )
        yield Box(QRectF(x(0.0) - 0.5, 0, 1, top + row), fill=theme.faint)
