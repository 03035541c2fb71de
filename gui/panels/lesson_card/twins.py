"""The table of twins: copies that did different things, side by side as far as the card is wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.lesson_card.boxes import label

__all__ = ["TwinsTable"]

_ROOM = 240
"""Px that a table may be wide at least: so much any card has."""
_GAP, _BETWEEN = 14, 6
_RESTYLED = (QEvent.Type.StyleChange, QEvent.Type.FontChange)
Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text and its place; a heading has a role, a number is told with what it is the number of."""

    text: str
    row: int
    column: int
    role: str | None = None
    told: str = ""
    is_wide: bool = False


class TwinsTable(QWidget):
    """Two or more copies that did different things.

    A twin is a column, where all have room beside each other; else a row, else a block of rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: Table = []
        self._labels: list[QLabel] = []
        self._widths: list[int] = []
        self._order: int | None = None
        self._heading = label(self.tr("Side by side"), "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addLayout(self._grid)
        self.hide()

    def tell(self, rows: Table) -> None:
        """Show a table: the first row names the quantities, each other one a twin and what it came to."""
        if rows != self._told:
            self._told = rows
            self._measure()
        self.setVisible(bool(rows))

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew in another size of text."""
        super().changeEvent(event)
        if event.type() in _RESTYLED:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether another order has room."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the narrowest order needs, or there always is."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), max([_ROOM, *self._widths[-1:]])), hint.height())

    def _measure(self) -> None:
        """Find out how wide each order is, and take one."""
        widths = [self._lay_out(order(self._told)) for order in _ORDERS] if self._told else []
        self._clear()
        self._widths, self._order = widths, None
        self._arrange()

    def _arrange(self) -> None:
        """Take the first order that has room, or else the narrowest."""
        room = max(_ROOM, self.width())
        fits = [number for number, wide in enumerate(self._widths) if wide <= room]
        order = next(iter(fits), len(_ORDERS) - 1)
        if self._widths and order != self._order:
            self._order = order
            self._lay_out(_ORDERS[order](self._told))
            for made in tuple(self._labels):
                made.setVisible(made.parent() is self)  # each makes room for itself: then this may come again
            self._column.activate()

    def _clear(self) -> None:
        for old in self._labels:
            self._grid.removeWidget(old)
            old.hide()  # at once: what is deleted later is painted until then
            old.setParent(None)
            old.deleteLater()
        self._labels.clear()

    def _lay_out(self, cells: Sequence[_Cell]) -> int:
        """Set out labels, and return the px that they are wide at least."""
        self._clear()
        widths: dict[int, int] = {}
        for cell in cells:
            made = self._put(cell)
            if not cell.is_wide:
                widths[cell.column] = max(widths.get(cell.column, 0), made.minimumSizeHint().width())
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(max(widths) + 1, 1)
        return sum(widths.values()) + _GAP * (len(widths) - 1)

    def _put(self, cell: _Cell) -> QLabel:
        made = label(cell.text, cell.role)
        made.setParent(self)
        made.setWordWrap(cell.role is not None)
        if cell.told:
            made.setAccessibleName(cell.told)
        if cell.column > 0:
            made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        if cell.is_wide and cell.row > 0:
            made.setContentsMargins(0, _BETWEEN, 0, 0)
        made.ensurePolished()
        self._grid.addWidget(made, cell.row, cell.column, 1, 2 if cell.is_wide else 1)
        self._labels.append(made)
        return made


def _told(table: Table, twin: int, number: int) -> str:
    """Tell a number with what it is, and of which twin."""
    return ", ".join(filter(None, (table[0][number], table[twin][0], table[twin][number])))


def _across(table: Table) -> list[_Cell]:
    """Make a column of each twin."""
    return [
        _Cell(text, number, twin, _role(number, twin), _told(table, twin, number) if twin and number else "")
        for twin, row in enumerate(table)
        for number, text in enumerate(row)
    ]


def _down(table: Table) -> list[_Cell]:
    """Make a row of each twin."""
    return [
        _Cell(text, twin, number, _role(twin, number), _told(table, twin, number) if twin and number else "")
        for twin, row in enumerate(table)
        for number, text in enumerate(row)
    ]


def _role(row: int, column: int) -> str | None:
    """Say how a cell is dressed: the first row is strong, the first column muted."""
    return "strong" if row == 0 else "muted" if column == 0 else None


def _stacked(table: Table) -> list[_Cell]:
    """Make a block of each twin: its name, and a row for each of its numbers."""
    cells: list[_Cell] = []
    for twin, row in enumerate(table[1:], 1):
        top = (twin - 1) * len(row)
        cells.append(_Cell(row[0], top, 0, "strong", is_wide=True))
        for number in range(1, len(row)):
            cells.append(_Cell(table[0][number], top + number, 0, "muted"))
            cells.append(_Cell(row[number], top + number, 1, told=_told(table, twin, number)))
    return cells


_ORDERS: tuple[Callable[[Table], list[_Cell]], ...] = (_across, _down, _stacked)
