"""The rows as Qt's table asks for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap

from gui.look import Look
from gui.panels.runs.rows import RunRow
from gui.plotting.run_marks import mark_of, paint_mark

__all__ = ["MARK_PX", "RunModel"]

Index = QModelIndex | QPersistentModelIndex
Roles = Qt.ItemDataRole
_NOWHERE = QModelIndex()
MARK_PX = 14
"""Of a mark, at 100 %."""
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RunModel(QAbstractTableModel):
    """A row for each run: its name, which can be typed, η, J and J of the test.

    Attributes
    ----------
    folded : int
        How many of the columns stand under others: first η under the name, then J of the test under J.
        It is the table's, which paints all anew: no field in which a name is typed hears of it.

    Signals
    -------
    renamed(number, name)
        The user typed another name.
    """

    renamed = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[RunRow, ...] = ()
        self.folded = 0
        self._look = Look()
        self._marks: dict[tuple[int, bool, bool], QIcon] = {}

    def show_rows(self, rows: tuple[RunRow, ...]) -> bool:
        """Show other rows; True where the table begins anew because there are other runs.

        What is being typed stays where the name is the same.
        """
        if [row.number for row in rows] != [row.number for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                first = 0 if _naming(old) != _naming(new) else 1
                self.dataChanged.emit(self.index(number, first), self.index(number, self.columnCount() - 1))
        return False

    def set_look(self, look: Look) -> None:
        """Draw the marks in another theme or size."""
        self._look = look
        self._marks.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the runs."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns; that of the test may be hidden."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Roles.DisplayRole) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        now = self.tr("J now\nor end") if len(self.rows) > 1 else self.tr("J now")
        names = (self.tr("run"), "η", now, self.tr("J test"))
        where = self.tr("of the run in play at the update in view, of an earlier run at its end")
        tips = (
            self.tr("Earlier runs stay when something is changed by hand"),
            self.tr("Learning rate"),
            self.tr("Cost {where}").format(where=where),
            self.tr("Cost of the rows kept for testing, {where}").format(where=where),
        )
        if role == Roles.TextAlignmentRole:
            return _NUMBERS if section else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return {Roles.DisplayRole: names[section], Roles.ToolTipRole: tips[section]}.get(Roles(role))

    def data(self, index: Index, role: int = Roles.DisplayRole) -> Any:
        """Tell what is in a cell."""
        row, column = self.rows[index.row()], index.column()
        match role:
            case Roles.DisplayRole:
                return self._text(row, column)
            case Roles.EditRole if column == 0:
                return row.given
            case Roles.DecorationRole if column == 0:
                return self._mark(row)
            case Roles.TextAlignmentRole if column:
                return _NUMBERS
            case Roles.ForegroundRole if not (row.in_play and row.is_shown):
                return self._look.theme.colour("muted")
            case Roles.ToolTipRole:
                return row.spoken
            case Roles.AccessibleTextRole:
                return row.spoken if column == 0 else self._text(row, column)
        return None

    def _text(self, row: RunRow, column: int) -> str:
        """Write a cell; under a cost stands how many samples are right."""
        name, J = [row.name], [row.J, row.right]
        if self.folded > 0:
            name.append(self.tr("η {value}").format(value=row.eta))
        if self.folded > 1 and row.test:
            J += [self.tr("test {value}").format(value=row.test), row.right_in_test]
        cells = (name, [row.eta], J, [row.test, row.right_in_test])
        return "\n".join(filter(None, cells[column]))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be typed."""
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else super().flags(index)
        )

    def setData(self, index: Index, value: Any, role: int = Roles.EditRole) -> bool:
        """Ask for another name; the table shows it when the run has it."""
        row, name = self.rows[index.row()], str(value).strip()
        if role != Roles.EditRole or name == row.given:
            return False
        self.renamed.emit(row.number, name)
        return True

    def _mark(self, row: RunRow) -> QIcon:
        """Draw the mark of a run, hollow where its curve is hidden."""
        key = row.number, row.in_play, row.is_shown
        if key not in self._marks:
            self._marks[key] = self._drawn(row)
        return self._marks[key]

    def _drawn(self, row: RunRow) -> QIcon:
        side, fine = self._look.px(MARK_PX), 2.0
        picture = QPixmap(QSize(side, side) * fine)
        picture.setDevicePixelRatio(fine)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mark = mark_of(row.number, self._look.theme, in_play=row.in_play)
            paint_mark(painter, mark, QPointF(side, side) / 2.0, 0.34 * side, filled=row.is_shown)
        return QIcon(picture)


def _naming(row: RunRow) -> tuple[object, ...]:
    return row.given, row.name, row.in_play, row.is_shown
