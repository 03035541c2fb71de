"""The first rows of a table under heads that tell, and let choose, what each column is for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from engine.data.tables import ROLES, Role
from engine.data.tables.cells import is_missing, number_of
from engine.data.tables.layout import Kind
from gui.importing.reading import TableReading
from gui.plain import plain_tip
from gui.theme import set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["KINDS", "ColumnsModel", "ColumnsView"]

translate = QCoreApplication.translate
_Index = QModelIndex | QPersistentModelIndex
_ROLES: dict[Role, str] = {
    "input": QT_TRANSLATE_NOOP("ImportColumns", "input"),
    "label": QT_TRANSLATE_NOOP("ImportColumns", "label"),
    "leave out": QT_TRANSLATE_NOOP("ImportColumns", "leave out"),
}
KINDS: dict[Kind, str] = {
    "number": QT_TRANSLATE_NOOP("ImportColumns", "numbers"),
    "category": QT_TRANSLATE_NOOP("ImportColumns", "categories"),
    "empty": QT_TRANSLATE_NOOP("ImportColumns", "empty"),
}
_OFFERED: tuple[Kind, ...] = ("number", "category")
_WIDEST = 240
"""Px of a column at 100 %."""


class ColumnsModel(QAbstractTableModel):
    """The first rows as they stand in the file."""

    def __init__(self, reading: TableReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading

    def renew(self) -> None:
        """Show what is known now."""
        self.beginResetModel()
        self.endResetModel()

    def renew_heads(self) -> None:
        """Show other roles and kinds of the same columns."""
        last = self.columnCount() - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, last))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._reading.preview.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._reading.layout.columns)

    def head(self, place: int) -> tuple[str, str, str]:
        """Return name, role and kind of a column in words; the role is unknown while no row could be read."""
        column = self._reading.layout.columns[place]
        if self._reading.table is None:
            return column.name, "?", translate("ImportColumns", KINDS[column.kind])
        role = translate("ImportColumns", _ROLES[self._reading.roles[place]])
        return column.name, role, translate("ImportColumns", KINDS[column.kind])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the head of a column, or the line of the file that a row begins on."""
        if orientation == Qt.Orientation.Vertical:
            return str(self._reading.preview.rows[section].line) if role == 0 else None
        name, what, kind = self.head(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_shortened(name)}\n{what} ▾\n{kind} ▾"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {what}, {kind}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Return a cell, and how it is written where it is no number among numbers, or left out."""
        cell, place = self._cell(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.TextAlignmentRole and self._holds_numbers(place):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and self._reading.roles[place] == "leave out":
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        if self._is_odd(cell, place):
            return self._oddly(cell, role)
        return None

    def _oddly(self, cell: str, role: int) -> Any:
        """Mark a cell that is no number without colour, and say what is wrong with it."""
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            font.setUnderline(True)
            return font
        said = translate("ImportColumns", "“{cell}” is no number").format(cell=cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(said)
        return said if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _cell(self, index: _Index) -> str:
        cells = self._reading.preview.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else ""

    def _holds_numbers(self, place: int) -> bool:
        return self._reading.layout.columns[place].kind == "number"

    def _is_odd(self, cell: str, place: int) -> bool:
        if not self._holds_numbers(place) or is_missing(cell):
            return False
        return number_of(cell, self._reading.layout.decimal) is None


class ColumnsView(QTableView):
    """Shows the rows; a click on a head, or Enter in its column, asks what the column is for.

    Signals
    -------
    role_asked(places, role)
    kind_asked(places, kind)
        What the selected columns are for, and how they are read.
    """

    role_asked = Signal(object, object)
    kind_asked = Signal(object, object)

    def __init__(self, model: ColumnsModel, reading: TableReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        set_role(self, "cells")
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(self.tr("Columns and first rows"))
        self.setAccessibleDescription(self.tr("Enter chooses what a column is for."))
        heads = self.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.sectionClicked.connect(self._on_section_clicked)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self, scale: float) -> None:
        """Give every column the room that its head and first rows need."""
        lines = self.verticalHeader()
        lines.setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.resizeColumnsToContents()
        for place in range(self.model().columnCount()):
            if self.columnWidth(place) > _WIDEST * scale:
                self.setColumnWidth(place, round(_WIDEST * scale))

    def chosen(self) -> list[int]:
        """Return the selected columns; else the one that the keyboard is on."""
        places = sorted({index.column() for index in self.selectionModel().selectedColumns()})
        here = self.currentIndex()
        return places or ([here.column()] if here.isValid() else [])

    def menu(self) -> QMenu | None:
        """Make the menu for the chosen columns; None where none is chosen."""
        places = self.chosen()
        if not places:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roles, columns = self._reading.roles, self._reading.layout.columns
        for role in ROLES:
            entry = menu.addAction(_capital(translate("ImportColumns", _ROLES[role])))
            entry.setCheckable(True)
            entry.setChecked(all(roles[place] == role for place in places))
            entry.triggered.connect(lambda _on, role=role: self.role_asked.emit(places, role))
        menu.addSeparator()
        for kind in _OFFERED:
            entry = menu.addAction(_capital(translate("ImportColumns", KINDS[kind])))
            entry.setCheckable(True)
            entry.setChecked(all(columns[place].kind == kind for place in places))
            entry.triggered.connect(lambda _on, kind=kind: self.kind_asked.emit(places, kind))
        return menu

    def ask(self) -> None:
        """Ask what the chosen columns are for, under the head of the first of them."""
        menu = self.menu()
        if menu is not None:
            heads = self.horizontalHeader()
            left = max(heads.sectionViewportPosition(self.chosen()[0]), 0)
            menu.popup(heads.viewport().mapToGlobal(QPoint(left, heads.height())))

    def _on_section_clicked(self, place: int) -> None:
        keys = QApplication.keyboardModifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            return  # more columns are being selected
        self.selectionModel().setCurrentIndex(
            self.model().index(0, place), self.selectionModel().SelectionFlag.NoUpdate
        )
        self.ask()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask, by the menu key or the right button."""
        self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask by Enter; all else is as in every table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)


def _shortened(name: str, most: int = 24) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
