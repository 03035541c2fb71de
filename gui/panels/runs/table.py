"""The table of the runs, as high as it needs to be: names are typed in it, keys and a menu do the rest."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engine.session.document import MOST_NAME
from gui.look import Look
from gui.panels.runs.model import MARK_PX, RunModel
from gui.panels.runs.rows import RunRow
from gui.theme import set_role

__all__ = ["RunTable"]

_NAME, _NUMBERS = 0, (1, 2, 3)
_ETA, _TEST = 1, 3
_FOLDING = ((), (_ETA,), (_ETA, _TEST))
"""Columns that stand under others, the roomiest form first; nothing is ever left out."""
_ICON_GAP, _ABOVE = 6, 11
"""Px between a mark and its name; px over and under the text of a row."""
_SHEET = """
QTableView:focus { border: none; }
QTableView::item, QHeaderView::section { padding-left: 2px; padding-right: 4px; }
"""
"""The ring is around the run; the columns stand close, so that names have room."""
_BESIDE = 13
"""Px beside a number: its padding, and what Qt keeps for a frame of its own."""
_LEAST_NAME = 80
"""Px at 100 % that names have; where they would have less, η stands under them, and the test under J."""


class NameField(QStyledItemDelegate):
    """Opens a field for a name, as long as names may be."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Make the field."""
        field = QLineEdit(parent)
        field.setMaxLength(MOST_NAME)
        field.setAccessibleName(self.tr("Name of the run"))
        set_role(field, "compact")
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the field the width of the whole row: names may be long."""
        box = option.rect
        box.setRight(cast("QWidget", editor.parent()).width())
        height = max(box.height(), editor.sizeHint().height())
        editor.setGeometry(QRect(box.x(), box.center().y() - height // 2, box.width(), height))


class RunTable(QTableView):
    """One Tab stop: arrows choose a run, F2 names it, Enter goes on with it, Delete deletes it.

    Signals
    -------
    chosen()
        Another run is current, or none.
    taken_up(number), deleted(number)
        The user wants to go on with an earlier run, or to delete it.
    menu_asked(position)
        At a point of the screen.
    """

    chosen = Signal()
    taken_up = Signal(int)
    deleted = Signal(int)
    menu_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RunModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(NameField(self))
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setColumnHidden(_TEST, True)
        self._look = Look()
        self._sizes: tuple[object, ...] = ()
        self.setStyleSheet(_SHEET)

    def show_rows(self, rows: tuple[RunRow, ...]) -> None:
        """Show the runs; the current one stays current."""
        here = self.current
        if self.rows.show_rows(rows):
            number = next((n for n, row in enumerate(rows) if here and row.number == here.number), -1)
            if number >= 0:
                self.setCurrentIndex(self.rows.index(number, _NAME))
            self.chosen.emit()
        self._fit()

    @property
    def current(self) -> RunRow | None:
        """The run that the keyboard is on."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def name_current(self) -> None:
        """Open the field for the name of the current run."""
        if self.current is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(self.rows.index(self.currentIndex().row(), _NAME))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._look = look
        self.setIconSize(QSize(look.px(MARK_PX), look.px(MARK_PX)))
        self.rows.set_look(look)
        self._sizes = ()
        self._fit()

    # Room

    def _fit(self) -> None:
        """Take the room that the texts need; measured only where one of them needs another."""
        texts = tuple(
            tuple(map(len, (row.name, row.eta, row.J, row.right, row.test, row.right_in_test)))
            for row in self.rows.rows
        )
        names = tuple(row.name for row in self.rows.rows)
        wanted = texts, names, self.width(), self._look
        if wanted == self._sizes:
            return
        self._sizes = wanted
        self._fit_columns()
        for number in range(len(names)):
            self.setRowHeight(number, self._height(number))
        high = sum(self.rowHeight(number) for number in range(len(names)))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + high + 2 * self.frameWidth() + 4)

    def _fit_columns(self) -> None:
        """Give the numbers what they need, and the names the rest."""
        room, widths = self.viewport().width(), {}
        for folded, under in enumerate(_FOLDING):
            self.rows.folded = folded
            widths = {column: self._needed(column) for column in _NUMBERS if column not in under}
            if not any(row.test for row in self.rows.rows):
                widths.pop(_TEST, None)
            if room - sum(widths.values()) >= self._look.px(_LEAST_NAME):
                break
        for column in _NUMBERS:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
        self.setColumnWidth(_NAME, max(room - sum(widths.values()), 1))
        self.viewport().update()

    def _height(self, number: int) -> int:
        """Return the px of a row: Qt's own hint wraps a name later than its painting does."""
        metrics, index = self.fontMetrics(), self.rows.index(number, _NAME)
        room = QRect(0, 0, self.columnWidth(_NAME) - self.iconSize().width() - _BESIDE - _ICON_GAP, 1 << 16)
        name = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(self.rows.data(index))).height()
        cells = (str(self.rows.data(self.rows.index(number, column))) for column in _NUMBERS)
        lines = max(text.count("\n") + 1 for text in cells)
        return max(name, lines * metrics.lineSpacing()) + _ABOVE

    def _needed(self, column: int) -> int:
        """Return the px of the widest line of a column; Qt's own hint leaves a third of it empty."""
        title = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
        texts = [str(self.rows.data(self.rows.index(n, column))) for n in range(len(self.rows.rows))]
        metrics = self.fontMetrics()
        lines = [line for text in (title, *texts) for line in text.split("\n")]
        return max(metrics.horizontalAdvance(line) for line in lines) + _BESIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the names anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the table, and a ring around the run that the keyboard is on."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        top, width = self.rowViewportPosition(index.row()), self.viewport().width()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.theme.colour("forward"), 2.0))
            box = QRectF(0.0, top, width, self.rowHeight(index.row())).adjusted(1.0, 1.0, -1.0, -2.0)
            painter.drawRoundedRect(box, 6.0, 6.0)

    # Hands

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell that another run is current."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the run in play."""
        super().focusInEvent(event)
        if self.current is None and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, _NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with a run, name or delete it; arrows are Qt's."""
        row, key = self.current, Qt.Key(event.key())
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if row is None or is_editing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken_up.emit(row.number)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(row.number)
        elif key == Qt.Key.Key_F2:
            self.name_current()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
        else:  # letters and Space are the window's
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the run under the mouse, or with the current one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            self.setCurrentIndex(index)
            self.menu_asked.emit(event.globalPos())
        elif self.current is not None:
            box = self.visualRect(self.currentIndex())
            self.menu_asked.emit(self.viewport().mapToGlobal(box.bottomLeft()))
