"""The table of twins: what copies that did different things came to, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gui.fonts import ui_font
from gui.look import Look
from gui.present.views.part import LARGE

__all__ = ["TableWriting", "TwinsPart"]

Table = Sequence[Sequence[str]]
_GAP, _PAD = 18.0, 4.0
_LEAST_NAME = 0.25
"""Names have so much of the width at least; where numbers leave less, each has a line of its own."""
_BREAKS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_NAME, _NUMBER = _BREAKS, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text, its place, and how it is written."""

    text: str
    rect: QRectF
    flags: int
    role: str = "ink"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TableWriting:
    """A table as it is laid out in a width: cells, and the heights of the lines between its rows."""

    cells: tuple[_Cell, ...]
    lines: tuple[float, ...]
    width: float
    height: float


class TwinsPart:
    """Paints a table.

    Parameters
    ----------
    table : sequence of rows of str
        The first row names the quantities, each other one is a twin and what it came to.
    look : Look
    """

    is_flexible = False

    def __init__(self, table: Table, look: Look) -> None:
        self._table, self._look = table, look
        self._px = LARGE * max(look.scale, 1.0)

    def natural(self, width: float) -> float:
        """Return its height."""
        return self.written(width).height

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it from the top."""
        written, theme = self.written(box.width()), self._look.theme
        painter.save()
        painter.translate(box.topLeft())
        painter.setPen(QPen(theme.colour("line"), 1.0))
        for y in written.lines:
            painter.drawLine(QPointF(0.0, y), QPointF(written.width, y))
        for cell in written.cells:
            painter.setFont(self._font(bold=cell.bold))
            painter.setPen(theme.colour(cell.role))
            painter.drawText(cell.rect, cell.flags, cell.text)
        painter.restore()

    def texts(self, _box: QRectF) -> tuple[str, ...]:
        """List names and numbers."""
        return tuple(text for row in self._table for text in row if text)

    def written(self, width: float) -> TableWriting:
        """Lay it out: a row a twin, or where that is too narrow a block of lines."""
        columns = range(1, len(self._table[0]))
        wide = [max(self._wide(row[n], bold=True) for row in self._table) for n in columns]
        name = width - sum(wide) - _GAP * len(wide)
        return self._rows(name, wide, width) if name >= _LEAST_NAME * width else self._blocks(width)

    def _rows(self, name: float, wide: Sequence[float], width: float) -> TableWriting:
        name = min(name, max(self._wide(row[0], bold=True) for row in self._table) + 1)
        cells: list[_Cell] = []
        y, lines = 0.0, []
        for number, row in enumerate(self._table):
            high = max(self._high(row[0], name), self._line) + 2 * _PAD
            role = "muted" if number == 0 else "ink"
            cells.append(_Cell(row[0], QRectF(0.0, y, name, high), _NAME, role))
            right = _Rights(name, wide, width)
            for text, end, room in zip(row[1:], right.ends(), wide, strict=True):
                place = QRectF(end - room, y, room, high)
                cells.append(_Cell(text, place, _NUMBER, role, bold=number > 0))
            y += high
            lines.append(y)
        return TableWriting(tuple(cells), tuple(lines[:-1]), max(c.rect.right() for c in cells), y)

    def _blocks(self, width: float) -> TableWriting:
        """Give each twin a line for its name and one for each of its numbers."""
        cells: list[_Cell] = []
        y, lines = 0.0, []
        for row in self._table[1:]:
            high = max(self._high(row[0], width), self._line) + _PAD
            cells.append(_Cell(row[0], QRectF(0.0, y, width, high), _NAME))
            y += high
            for head, text in zip(self._table[0][1:], row[1:], strict=True):
                if not text:
                    continue
                room = self._wide(text, bold=True) + 1
                high = max(self._high(head, width - room - _PAD), self._line) + _PAD
                cells.append(_Cell(head, QRectF(0.0, y, width - room - _PAD, high), _NAME, "muted"))
                cells.append(_Cell(text, QRectF(width - room, y, room, high), _NUMBER, bold=True))
                y += high
            lines.append(y + _PAD)
            y += 2 * _PAD
        return TableWriting(tuple(cells), tuple(lines[:-1]), width, y)

    @property
    def _line(self) -> float:
        return self._metrics(bold=True).height()

    def _wide(self, text: str, *, bold: bool) -> float:
        return self._metrics(bold=bold).horizontalAdvance(text)

    def _high(self, text: str, width: float) -> float:
        room = QRectF(0.0, 0.0, max(width, 1.0), 1e4)
        return self._metrics(bold=False).boundingRect(room, _BREAKS, text).height()

    def _font(self, *, bold: bool) -> QFont:
        return ui_font(self._px, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def _metrics(self, *, bold: bool) -> QFontMetricsF:
        return QFontMetricsF(self._font(bold=bold))


@dataclass(frozen=True, slots=True)
class _Rights:
    """Where the columns of numbers end: no farther apart than they are read together."""

    name: float
    wide: Sequence[float]
    width: float

    def ends(self) -> Iterator[float]:
        """Yield the right end of each column."""
        spare = max(self.width - self.name - sum(self.wide), 0.0)
        gap = min(spare / len(self.wide), 2.5 * _GAP) if self.wide else 0.0
        x = self.name
        for room in self.wide:
            x += gap + room
            yield x
