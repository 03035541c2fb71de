"""Where the cells of the grid stand, and what is at a point. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

__all__ = ["Grid", "Part", "Spot"]

Part = Literal["cell", "row", "column", "above", "right", "below"]
"""A cell, the name of a row or column, or a number that stands above, at the right or below."""
_GAP = 6.0
"""Px between the weights and the biases."""
_AIR = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be pointed at; of a row or column the other number is 0."""

    part: Part
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of all cells, and of what stands around them.

    Attributes
    ----------
    rows, columns : int
        The last column is that of the biases.
    left, top : float
        Where the cells begin, px.
    wide, high : float
        Of a cell, px; less than 1 in a large layer.
    names, values : float
        Heights of the line of names and of the line of numbers above the cells, px.
    side : float
        Width of the numbers at the right, px.
    """

    rows: int
    columns: int
    left: float
    top: float
    wide: float
    high: float
    names: float
    values: float
    side: float

    @property
    def right(self) -> float:
        """Where the cells end."""
        return self.left + self.columns * self.wide + _GAP

    @property
    def bottom(self) -> float:
        """Where the cells end, downwards."""
        return self.top + self.rows * self.high

    def x(self, column: int) -> float:
        """Return where a column begins."""
        return self.left + column * self.wide + _GAP * (column == self.columns - 1)

    def cell(self, row: int, column: int) -> QRectF:
        """Return the place of a cell."""
        return QRectF(self.x(column), self.top + row * self.high, self.wide, self.high)

    def of_weights(self) -> QRectF:
        """Return the place of all weights."""
        return QRectF(self.left, self.top, (self.columns - 1) * self.wide, self.rows * self.high)

    def of_biases(self) -> QRectF:
        """Return the place of all biases."""
        return QRectF(self.x(self.columns - 1), self.top, self.wide, self.rows * self.high)

    def box(self, spot: Spot) -> QRectF:
        """Return the place of a spot."""
        cell = self.cell(spot.row, spot.column)
        match spot.part:
            case "cell":
                return cell
            case "row":
                return QRectF(0.0, cell.y(), self.left - _AIR, cell.height())
            case "right":
                return QRectF(self.right + _AIR, cell.y(), self.side, cell.height())
            case "column":
                return QRectF(cell.x(), self.top - self.values - self.names, cell.width(), self.names)
            case "above":
                return QRectF(cell.x(), self.top - self.values, cell.width(), self.values)
            case "below":
                return QRectF(cell.x(), self.bottom + 1, cell.width(), self.values)

    def whole_row(self, row: int) -> QRectF:
        """Return the place of a row, its bias included."""
        return self.cell(row, 0).united(self.cell(row, self.columns - 1))

    def whole_column(self, column: int) -> QRectF:
        """Return the place of a column."""
        return self.cell(0, column).united(self.cell(self.rows - 1, column))

    def at(self, point: QPointF) -> Spot | None:
        """Return what is at a point; None outside, and in the gap before the biases."""
        x, y = point.x(), point.y()
        column, row = self._column(x), int((y - self.top) // self.high) if self.high else -1
        in_rows = 0 <= row < self.rows and y >= self.top
        if in_rows and column is not None:
            return Spot("cell", row, column)
        if in_rows and x < self.left:
            return Spot("row", row)
        if in_rows and self.right <= x <= self.right + _AIR + self.side:
            return Spot("right", row)
        if column is None:
            return None
        lines: tuple[tuple[Part, float, float], ...] = (
            ("column", self.top - self.values - self.names, self.top - self.values),
            ("above", self.top - self.values, self.top),
            ("below", self.bottom, self.bottom + self.values + 1),
        )
        return next((Spot(part, 0, column) for part, begin, end in lines if begin <= y < end), None)

    def _column(self, x: float) -> int | None:
        last = self.columns - 1
        if self.x(last) <= x < self.x(last) + self.wide:
            return last
        weights = self.of_weights()
        return int((x - self.left) // self.wide) if weights.left() <= x < weights.right() else None
