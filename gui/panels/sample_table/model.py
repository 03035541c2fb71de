"""The samples of the batch for Qt's table: it asks for the cells in sight, and only those are written."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFont

from engine.nn.types import IntArray, Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.panels.sample_table.columns import Column, columns_of, is_whole
from gui.plain import plain_tip
from gui.theme import blend

__all__ = ["HAND", "SampleModel"]

translate = QCoreApplication.translate
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LIT = 0.3
"""Share of the colour in the ground of a cell that is pointed at."""
HAND = "▸"
"""Beside the number of the row in view."""
_NOTHING = np.zeros(0, dtype=np.int64)


class SampleModel(QAbstractTableModel):
    """Writes the cells of a frame's batch; column 0 are the numbers of the rows in the data set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame: Frame | None = None
        self.columns: tuple[Column, ...] = ()
        self.order: IntArray = _NOTHING
        self.look = Look()
        self.lit: frozenset[Ref] = frozenset()
        self._sorted: tuple[int, bool] | None = None

    def show_frame(self, frame: Frame) -> bool:
        """Show another moment; True where the table begins anew: other columns, more rows or fewer."""
        columns = columns_of(frame)
        heads = [(column.name, column.classes) for column in columns]
        is_other = heads != [(column.name, column.classes) for column in self.columns]
        begins_anew = is_other or len(self.order) != frame.trace.m
        if begins_anew:
            self.beginResetModel()
        if is_other:
            self._sorted = None
        self.frame, self.columns = frame, columns
        self._arrange()
        if begins_anew:
            self.endResetModel()
        return begins_anew

    def sort_by(self, column: int, *, falling: bool) -> None:
        """Put the samples in the order of a column, as long as it is known; below 0 in their own."""
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, falling) if column >= 0 else None
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        """Find the order of the samples; where the numbers are unknown, or none was asked for, their own."""
        frame = self.frame
        if frame is None:
            return
        self.order = np.arange(frame.trace.m)
        if self._sorted is None:
            return
        column, falling = self._sorted
        if column > 0 and not is_whole(self.columns[column - 1], frame):
            return
        values = frame.rows if column == 0 else self.columns[column - 1].values(frame.trace)
        self.order = np.argsort(-values if falling else values, kind="stable")

    # What Qt asks for

    def rowCount(self, parent: _Index = _NONE) -> int:
        """Return how many samples there are."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: _Index = _NONE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() or self.frame is None else 1 + len(self.columns)

    def sample(self, row: int) -> int:
        """Return the sample in a row of the table."""
        return int(self.order[row])

    def row_of(self, sample: int) -> int:
        """Return the row of the table that a sample is in; −1 where it is in none."""
        found = np.flatnonzero(self.order == sample)
        return int(found[0]) if found.size else -1

    def head(self, column: int) -> str:
        """Return the name of a column."""
        return translate("SampleTable", "row") if column == 0 else self.columns[column - 1].name

    def _head_with_order(self, column: int) -> str:
        """Return the name of a column with an arrow where the rows are in its order."""
        if self._sorted is None or self._sorted[0] != column:
            return self.head(column)
        return f"{self.head(column)} {'↓' if self._sorted[1] else '↑'}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the name of a column, and what it is."""
        if orientation == Qt.Orientation.Vertical:
            return None
        tip = (
            translate("SampleTable", "number in the data set")
            if section == 0
            else self.columns[section - 1].tip
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head_with_order(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tip)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return tip
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Return what a cell says, and how it is written."""
        if self.frame is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head(index.column())} {self.text(index.row(), index.column())}"
        return self._dress(index, self.frame, role)

    def text(self, row: int, column: int) -> str:
        """Write a cell."""
        if self.frame is None:
            return ""
        sample = self.sample(row)
        if column > 0:
            return self.columns[column - 1].text(self.frame, sample, self.look)
        mark = f"{HAND} " if sample == self.frame.playhead.sample else ""
        return f"{mark}{int(self.frame.rows[sample]) + 1}"

    def _dress(self, index: _Index, frame: Frame, role: int) -> Any:
        """Return font and colours: the sample in hand stands out, and what is pointed at is lit."""
        theme, sample = self.look.theme, self.sample(index.row())
        in_hand = sample == frame.playhead.sample
        if role == Qt.ItemDataRole.FontRole and in_hand:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole:
            if index.column() > 0 and not self.lit.isdisjoint(self.refs(index)):
                return QBrush(QColor(blend(theme.forward, theme.surface, _LIT)))
            return QBrush(QColor(theme.forward_soft)) if in_hand else None
        return None

    def refs(self, index: _Index) -> frozenset[Ref]:
        """Return the quantities that a cell stands for."""
        if self.frame is None or index.column() < 1:
            return frozenset()
        return frozenset(self.columns[index.column() - 1].at(self.frame, self.sample(index.row())))

    def block(self, rows: list[int]) -> str:
        """Write rows as text with tabs, heads first, numbers in full, as spreadsheets take it."""
        if self.frame is None:
            return ""
        lines = ["\t".join(self.head(column) for column in range(self.columnCount()))]
        for row in rows:
            sample = self.sample(row)
            cells = (self._in_full(column, sample) for column in self.columns)
            lines.append("\t".join((str(int(self.frame.rows[sample]) + 1), *cells)))
        return "\n".join(lines)

    def _in_full(self, column: Column, sample: int) -> str:
        if self.frame is None or column.classes:
            return "" if self.frame is None else column.text(self.frame, sample, self.look)
        number = column.number(self.frame, sample)
        return "?" if number is None else repr(number).replace(".", self.look.point)
