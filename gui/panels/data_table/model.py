"""The rows of the data set for Qt's table: it asks for the cells in sight, and only those are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont

from engine.data.rows import Rows
from engine.nn.types import IntArray, Ref
from gui.look import Look
from gui.panels.data_table.columns import CellError, Column
from gui.panels.data_table.marks import Marks
from gui.plain import plain_tip
from gui.theme import blend

__all__ = ["BATCH", "HAND", "TEST", "RowsModel"]

translate = QCoreApplication.translate
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LIT = 0.3
"""Share of the colour in the ground of a cell that is pointed at."""
HAND, BATCH, TEST = "▸", "•", "○"
"""Marks beside the numbers of rows: in view, in the batch, kept for testing."""


class RowsModel(QAbstractTableModel):
    """Writes cells, and reads what is typed into them.

    Signals
    -------
    edited(row, column, value)
        A cell is to have another value.
    refused(sentence)
        What was typed cannot be taken.
    """

    edited = Signal(int, int, float)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Rows | None = None
        self.columns: tuple[Column, ...] = ()
        self.look = Look()
        self.marks = Marks()
        self.lit: frozenset[Ref] = frozenset()

    def show_rows(self, rows: Rows, columns: tuple[Column, ...]) -> None:
        """Show other rows; of the same columns, what is selected stays."""
        before = self.rowCount()
        if [column.name for column in columns] != [column.name for column in self.columns]:
            self.beginResetModel()
            self.rows, self.columns = rows, columns
            self.endResetModel()
            return
        if rows.samples > before:
            self.beginInsertRows(_NONE, before, rows.samples - 1)
            self.rows, self.columns = rows, columns
            self.endInsertRows()
        elif rows.samples < before:
            self.beginRemoveRows(_NONE, rows.samples, before - 1)
            self.rows, self.columns = rows, columns
            self.endRemoveRows()
        self.rows, self.columns = rows, columns
        self.dataChanged.emit(self.index(0, 0), self.index(rows.samples - 1, len(columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def rowCount(self, parent: _Index = _NONE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() or self.rows is None else self.rows.samples

    def columnCount(self, parent: _Index = _NONE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        found = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return found | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else found

    def is_editable(self, index: _Index) -> bool:
        """Say whether something can be typed into a cell: not what is derived, nor what is withheld."""
        column = self.columns[index.column()]
        return column.editable and not column.hidden and not self._is_withheld(index)

    def _is_withheld(self, index: _Index) -> bool:
        return (index.row(), index.column()) in self.marks.withheld

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the name of a column, or the number of a row with its mark."""
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(" · ".join(filter(None, (column.name, column.tip))))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return column.tip
        if role == Qt.ItemDataRole.TextAlignmentRole and column.spot.side in ("X", "Y"):
            return _RIGHT
        return None

    def _mark(self, row: int) -> str:
        if row == self.marks.hand:
            return HAND
        if self.rows is not None and self.rows.is_test(row):
            return TEST
        return BATCH if self.marks.is_in_batch(row) else ""

    def _row_head(self, row: int, role: int) -> Any:
        mark = self._mark(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{mark} {row + 1}" if mark else str(row + 1)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = {
                HAND: translate("DataTable", "row {number}, the sample in view"),
                BATCH: translate("DataTable", "row {number}, in the batch of this update"),
                TEST: translate("DataTable", "row {number}, kept for testing"),
                "": translate("DataTable", "row {number}"),
            }
            return words[mark].format(number=row + 1)
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Return what a cell says, and how it is written."""
        if self.rows is None or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index)
        if role == Qt.ItemDataRole.EditRole:
            return column.typed(self.rows, index.row(), self.look)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.spot.side in ("X", "Y") else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.name} {self.text(index)}"
        return self._dress(index, role)

    def _dress(self, index: _Index, role: int) -> Any:
        """Return font and colours: bold for the sample in view, muted for what follows others."""
        theme, row = self.look.theme, index.row()
        if role == Qt.ItemDataRole.FontRole and row == self.marks.hand:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole:
            if self._is_lit(index):
                return QBrush(QColor(blend(theme.forward, theme.surface, _LIT)))
            if row == self.marks.hand:
                return QBrush(QColor(theme.forward_soft))
            return QBrush(theme.colour("background")) if self.marks.is_in_batch(row) else None
        if role == Qt.ItemDataRole.ForegroundRole and not self.columns[index.column()].editable:
            return QBrush(theme.colour("muted"))
        return None

    def _is_lit(self, index: _Index) -> bool:
        """Say whether a cell stands for something that is pointed at."""
        if index.row() != self.marks.hand or not self.lit:
            return False
        refs = self.columns[index.column()].refs
        return any(ref.at(None) in refs for ref in self.lit)

    def text(self, index: _Index) -> str:
        """Write a cell as on screen."""
        if self.rows is None or self._is_withheld(index):
            return "?"
        return self.columns[index.column()].text(self.rows, index.row(), self.look)

    def block(self, chosen: IntArray, places: Sequence[int]) -> str:
        """Write rows as text with tabs, as spreadsheets take it; numbers in full."""
        if self.rows is None:
            return ""
        written = {place: self.columns[place].in_full(self.rows, chosen, self.look) for place in places}
        line_of = {row: line for line, row in enumerate(chosen.tolist())}
        for row, place in self.marks.withheld:
            if row in line_of and place in written:
                written[place][line_of[row]] = "?"
        return "\n".join(map("\t".join, zip(*written.values(), strict=True)))

    def refusal(self, index: _Index, text: str) -> str:
        """Say why a cell cannot take a text; nothing where it can."""
        column = self.columns[index.column()]
        try:
            column.value(text)
        except CellError as error:
            sentence = translate("DataTable", "Row {row}, {name}: {reason}.")
            return sentence.format(row=index.row() + 1, name=column.name, reason=error)
        return ""

    def setData(self, index: _Index, value: Any, role: int = 2) -> bool:
        """Ask for another value of a cell; say why where it cannot be."""
        text = str(value)
        if role != Qt.ItemDataRole.EditRole or text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        if sentence := self.refusal(index, text):
            self.refused.emit(sentence)
            return False
        self.edited.emit(index.row(), index.column(), self.columns[index.column()].value(text))
        return True
