"""Text on paper: light Markdown in cells that know how high they are in a width."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPen, QTextDocument

from gui.look import Look
from gui.prose.markup import Block, Span
from gui.prose.writing import Wear, blank_document, write

__all__ = ["Cell", "Grid", "Stack", "Text", "plain", "side_by_side"]

_AIR = 4.0
_LETTER = 24.0
"""Width of the column with the letters of the cards."""


def plain(text: str) -> tuple[Block, ...]:
    """Let a text stand as it is: a name may hold what looks like a mark."""
    return (Block((Span(text),)),)


class Cell(Protocol):
    """Something that is as high as its words need."""

    def height(self, width: float) -> float:
        """Return its height in a width."""

    def paint(self, painter: QPainter, box: QRectF) -> float:
        """Paint it at the top of a box, and return its height."""


class Text:
    """Light Markdown with mathematics.

    Parameters
    ----------
    text : sequence of Block
    px : int
    look : Look
    role : str
        A token of the theme.
    is_strong : bool
    """

    def __init__(
        self, text: Sequence[Block], px: int, look: Look, role: str = "ink", *, is_strong: bool = False
    ) -> None:
        self._text, self._wear = text, Wear(look, px, role, is_strong)

    @cached_property
    def _document(self) -> QTextDocument:
        document = blank_document()
        write(document, self._text, self._wear)
        return document

    @property
    def width(self) -> float:
        """The width of its longest line, if no line need end."""
        self._document.setTextWidth(-1)
        return self._document.idealWidth() + 1.0

    def height(self, width: float) -> float:
        """Return its height in a width."""
        self._document.setTextWidth(width)
        return self._document.size().height()

    def paint(self, painter: QPainter, box: QRectF) -> float:
        """Paint it at the top of a box, and return its height."""
        height = self.height(box.width())
        painter.save()
        painter.translate(box.topLeft())
        self._document.documentLayout().draw(painter, QAbstractTextDocumentLayout.PaintContext())
        painter.restore()
        return height


class Stack:
    """Cells under one another.

    Parameters
    ----------
    cells : sequence of Cell
    """

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells

    def height(self, width: float) -> float:
        """Return its height in a width."""
        return sum(cell.height(width) for cell in self._cells)

    def paint(self, painter: QPainter, box: QRectF) -> float:
        """Paint it at the top of a box, and return its height."""
        top = box.top()
        for cell in self._cells:
            top += cell.paint(painter, QRectF(box.left(), top, box.width(), box.bottom() - top))
        return top - box.top()


class Grid:
    """A table: a letter, a text, and numbers that stand at the right; the first row names them.

    Parameters
    ----------
    rows : sequence of sequence of blocks
        All of the same length.
    px : int
    look : Look
    """

    def __init__(self, rows: Sequence[Sequence[Sequence[Block]]], px: int, look: Look) -> None:
        self._rows = [
            [Text(text, px, look, is_strong=not number) for text in row] for number, row in enumerate(rows)
        ]
        self._line = QPen(look.theme.colour("line"), 0.75)

    def height(self, width: float) -> float:
        """Return its height in a width."""
        return sum(self._heights(width))

    def paint(self, painter: QPainter, box: QRectF) -> float:
        """Paint it at the top of a box, and return its height."""
        widths, top = self._widths(box.width()), box.top()
        for row, height in zip(self._rows, self._heights(box.width()), strict=True):
            left = box.left()
            for text, width in zip(row, widths, strict=True):
                text.paint(painter, QRectF(left, top + _AIR, width, height))
                left += width + _AIR * 2
            top += height
            painter.setPen(self._line)
            painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top))
        return top - box.top()

    def _heights(self, width: float) -> list[float]:
        widths = self._widths(width)
        return [
            max(text.height(each) for text, each in zip(row, widths, strict=True)) + 2 * _AIR
            for row in self._rows
        ]

    def _widths(self, width: float) -> list[float]:
        """Give numbers the room that they need, and the texts what is left."""
        numbers = [max(row[at].width for row in self._rows) for at in range(2, len(self._rows[0]))]
        taken = _LETTER + sum(numbers) + 2 * _AIR * (len(numbers) + 1)
        return [_LETTER, max(width - taken, width / 3), *numbers]


class _Beside:
    """Cells beside one another, in columns of the same width; written smaller where the room is short."""

    def __init__(self, cells: Sequence[Cell], gap: float) -> None:
        self._cells, self._gap = cells, gap

    def height(self, width: float) -> float:
        """Return the height of the highest; 0 where there is none."""
        return max((cell.height(self._column(width)) for cell in self._cells), default=0.0)

    def paint_within(self, painter: QPainter, box: QRectF) -> None:
        """Paint all of it within a box."""
        scale = self._scale(box)
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        width = box.width() / scale
        column = self._column(width)
        for number, cell in enumerate(self._cells):
            cell.paint(painter, QRectF(number * (column + self._gap), 0, column, box.height() / scale))
        painter.restore()

    def _scale(self, box: QRectF) -> float:
        """Find the largest size, in steps of a twentieth, in which all of it has room."""
        sizes = (1.0 - step / 20 for step in range(16))
        return next(
            (size for size in sizes if self.height(box.width() / size) * size <= box.height() + 1), 0.2
        )

    def _column(self, width: float) -> float:
        columns = max(len(self._cells), 1)
        return (width - self._gap * (columns - 1)) / columns


def side_by_side(cells: Sequence[Cell], gap: float) -> _Beside:
    """Put cells beside one another."""
    return _Beside(cells, gap)
