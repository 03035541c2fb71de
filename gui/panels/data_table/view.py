"""The table on screen: its keys, and the field in which a cell is typed over."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelectionRange,
    QKeyCombination,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engine.nn.types import IntArray
from gui.hands.whole_field import WholeField
from gui.panels.data_table.model import RowsModel
from gui.theme import set_role

__all__ = ["COMMANDS", "CellField", "RowsView"]

_Index = QModelIndex | QPersistentModelIndex
COMMANDS: dict[str, str] = {
    "Ctrl+C": "copy",
    "Ctrl+V": "paste",
    "Del": "delete",
    "Ins": "insert",
    "Ctrl+T": "use",
    "Ctrl+Return": "show",
}
"""What is done by which key while the table has the keyboard."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F2, *_ENTER)
"""Keys that go over the cells, whatever they do in the window."""


class CellField(WholeField):
    """The field over a cell."""

    def __init__(self, index: _Index, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = QPersistentModelIndex(index)
        set_role(self, "compact")


class _Delegate(QStyledItemDelegate):
    """Makes the field; a text that cannot be taken stays in it, with a sentence."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground of what stands out first: a style sheet would leave it out."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(cast("Any", option).rect, ground)
        super().paint(painter, option, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """Let the field fill the cell."""
        editor.setGeometry(cast("Any", option).rect)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Make a field; one for classes completes their names."""
        model, field = cast("RowsModel", index.model()), CellField(index, parent)
        column = model.columns[index.column()]
        field.setAccessibleName(column.name)
        if column.spot.side in ("X", "Y"):
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        if column.classes:
            completer = QCompleter(list(column.classes), field)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            field.setCompleter(completer)
        return field

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """Hand over what was typed."""
        cast("RowsModel", model).setData(index, cast("CellField", editor).text())

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Write the cell's value to be typed over."""
        cast("CellField", editor).setText(index.data(Qt.ItemDataRole.EditRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field open where Enter or Tab would hand over what cannot be taken."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            closing = event.key() in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if closing and isinstance(watched, CellField) and not self._is_taken(watched):
                return True
        return super().eventFilter(watched, event)

    def _is_taken(self, field: CellField) -> bool:
        model = cast("RowsModel", field.index.model())
        unchanged = field.text() == field.index.data(Qt.ItemDataRole.EditRole)
        sentence = "" if unchanged else model.refusal(field.index, field.text())
        if sentence:
            model.refused.emit(sentence)
        return not sentence


class RowsView(QTableView):
    """Goes over cells by arrows, types over them, and tells what its keys ask for.

    Signals
    -------
    asked(command)
        A value of `COMMANDS`.
    menu_asked(point)
        At a point of the screen.
    left()
        The mouse has left the cells.
    """

    asked = Signal(str)
    menu_asked = Signal(object)
    left = Signal()

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "cells")
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table: its cells are for the arrows
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Data table"))
        for heads in (self.verticalHeader(), self.horizontalHeader()):
            heads.setHighlightSections(False)
            heads.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def chosen_rows(self) -> IntArray:
        """Return the rows with selected cells, ascending; else the one that the keyboard is on."""
        ranges = [np.arange(part.top(), part.bottom() + 1) for part in self._parts()]
        here = self.currentIndex().row()
        if not ranges:
            return np.array([here] if here >= 0 else [], dtype=np.int64)
        return np.unique(np.concatenate(ranges)).astype(np.int64)

    def chosen_columns(self) -> list[int]:
        """Return the columns with selected cells, ascending."""
        return sorted({at for part in self._parts() for at in range(part.left(), part.right() + 1)})

    def _parts(self) -> list[QItemSelectionRange]:
        return list(self.selectionModel().selection().toList())

    def _command(self, event: QKeyEvent) -> str:
        """Return what a key asks for; nothing where it asks for nothing here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        pressed = QKeySequence(QKeyCombination(held, key))
        return next((name for keys, name in COMMANDS.items() if QKeySequence(keys) == pressed), "")

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the table from the shortcuts of the window while the table has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._command(event) or self._is_kept(event):
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    def _is_kept(self, event: QKeyEvent) -> bool:
        """Say whether a key goes over the cells, or begins the name of a class."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return event.key() in _KEPT or (self._takes_names() and event.text().isalpha())
        return False

    def _takes_names(self) -> bool:
        """Say whether the cell that the keyboard is on is typed in letters."""
        model, here = cast("RowsModel", self.model()), self.currentIndex()
        return here.isValid() and model.columns[here.column()].spot.side in ("class", "test")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out the keys of the table; Enter types over a cell."""
        if command := self._command(event):
            self.asked.emit(command)
        elif event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()  # takes a step everywhere
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the rows."""
        self.menu_asked.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.left.emit()
        super().leaveEvent(event)
