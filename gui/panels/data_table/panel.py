"""The data table: the rows of the data set, what is in play of them, and what the hand does to them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.data.rows import Rows
from engine.nn.types import Ref
from engine.session.actions import ShowRow
from engine.session.frame import Frame
from gui.accessible import announce
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.data_table import editing
from gui.panels.data_table.columns import columns_of
from gui.panels.data_table.marks import marks_of, refs_of
from gui.panels.data_table.menu import row_menu
from gui.panels.data_table.model import BATCH, HAND, TEST, RowsModel
from gui.panels.data_table.pasting import pasted
from gui.panels.data_table.view import RowsView
from gui.short_number import whole
from gui.theme import set_role

__all__ = ["DataTable"]

_HEAD_ROOM = 16
"""Px around the number of a row."""
_ROW, _ROOM, _NAME, _WIDEST, _NARROWEST = 24, 22, 78, 180, 48
"""Px of a row, around the words of a column, of its name, and of a column at most and at least."""
_MEASURED = 20
"""So many rows are measured for the width of a column."""


class DataTable(SurfacePanel):
    """All rows of the data set of the update in play; cells are typed, pasted and deleted in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._has_trouble = False
        self.model = RowsModel(self)
        self.view = RowsView(self.model)
        self.reading = QLabel()
        self.reading.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 4)
        column.setSpacing(2)
        column.addWidget(self.view, 1)
        column.addWidget(self.reading)
        self.setFocusProxy(self.view)
        self._commands: dict[str, Callable[[], None]] = {
            "copy": self.copy, "paste": self.paste, "delete": self.delete, "insert": self.insert,
            "use": self.split, "show": self.show_sample,
        }  # fmt: skip
        self._connect()

    def _connect(self) -> None:
        self.model.edited.connect(self._on_model_edited)
        self.model.refused.connect(self.tell)
        self.view.asked.connect(self._on_view_asked)
        self.view.menu_asked.connect(self._on_menu_asked)
        self.view.clicked.connect(self._on_cell_clicked)
        self.view.entered.connect(self._on_cell_entered)
        self.view.left.connect(self._on_view_left)
        self.view.verticalHeader().sectionClicked.connect(self._on_row_clicked)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)

    def sizeHint(self) -> QSize:
        """Return the size beside the curve."""
        return QSize(400, 190)

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show the rows of a moment; where only the moment is another, only marks change."""
        before, self._frame = self._frame, frame
        is_other = before is None or not _same_data(before, frame)
        if is_other:
            rows = frame.setup.table
            columns = columns_of(frame, rows)
            fits_anew = [each.name for each in columns] != [each.name for each in self.model.columns]
            self.model.show_rows(rows, columns)
            if fits_anew:
                self._fit()
        hand = self.model.marks.hand
        self.model.marks = marks_of(frame, self.model.columns)
        self._renew()
        if is_other or self._has_trouble:
            self._say_amounts()
        if before is not None and before.update == frame.update and hand != self.model.marks.hand:
            self._scroll_to(self.model.marks.hand)

    def _scroll_to(self, row: int) -> None:
        self.view.scrollTo(self.model.index(row, max(self.view.currentIndex().column(), 0)))

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the cells of the sample in view that stand for what is pointed at."""
        if refs != self.model.lit:
            self.model.lit = refs
            self.view.viewport().update()

    def set_look(self, look: Look) -> None:
        """Write the cells in another theme, text size or way of writing numbers."""
        self.model.look = look
        self._fit()
        self._renew()

    def _renew(self) -> None:
        """Paint what is in sight anew."""
        self.view.viewport().update()
        self.view.verticalHeader().viewport().update()

    def _fit(self) -> None:
        """Give the columns the room of their words, as far as the first rows tell."""
        look, rows = self.model.look, self.model.rows
        lines = self.view.verticalHeader()
        lines.setDefaultSectionSize(look.px(_ROW))
        if rows is None:
            return
        metrics = self.view.fontMetrics()
        lines.setFixedWidth(metrics.horizontalAdvance(f"{TEST} {rows.samples}") + look.px(_HEAD_ROOM))
        measured = range(min(rows.samples, _MEASURED))
        for place, column in enumerate(self.model.columns):
            cells = (column.text(rows, row, look) for row in measured)
            name = min(metrics.horizontalAdvance(column.name), look.px(_NAME))
            width = max(name, *map(metrics.horizontalAdvance, (*cells, *column.classes))) + look.px(_ROOM)
            self.view.setColumnWidth(place, min(max(width, look.px(_NARROWEST)), look.px(_WIDEST)))

    def _say_amounts(self) -> None:
        """Say how many rows there are, and what the marks stand for."""
        rows = self.model.rows
        if rows is None:
            return
        all_, test = whole(rows.samples), int(rows.test.size)
        parts = [self.tr("1 row") if rows.samples == 1 else self.tr("{count} rows").format(count=all_)]
        if test:
            split = {"train": whole(rows.samples - test), "test": whole(test)}
            parts.append(self.tr("{train} train, {mark} {test} test").format(mark=TEST, **split))
        parts.append(self.tr("{mark} in view").format(mark=HAND))
        if self.model.marks.batch is not None:
            parts.append(self.tr("{mark} in this batch").format(mark=BATCH))
        self._write(" · ".join(parts), "small")
        self._has_trouble = False

    def tell(self, sentence: str) -> None:
        """Say under the table why something cannot be done, or what was done; and to screen readers."""
        self._write(f"{sentence[:1].upper()}{sentence[1:]}", "strong")
        self._has_trouble = True
        announce(self.view, sentence)

    def _write(self, text: str, role: str) -> None:
        self.reading.setText(text)
        set_role(self.reading, role)

    # What is pointed at and gone to

    def _on_cell_entered(self, index: QModelIndex) -> None:
        if self._frame is not None:
            self.pointed.emit(refs_of(self.model.columns[index.column()], index.row(), self._frame))

    def _on_view_left(self) -> None:
        self.pointed.emit(frozenset())

    def _on_current_changed(self, current: QModelIndex) -> None:
        if self._has_trouble:
            self._say_amounts()
        if current.isValid() and self.view.hasFocus():
            self._on_cell_entered(current)

    def _on_cell_clicked(self, index: QModelIndex) -> None:
        """Show a sample of the batch in play; one of another update is not gone to while cells are edited."""
        frame = self._frame
        if frame is not None and index.row() != self.model.marks.hand and index.row() in frame.rows:
            self.dispatched.emit(ShowRow(index.row()))

    def _on_row_clicked(self, row: int) -> None:
        self._show_row(row)

    def show_sample(self) -> None:
        """Show the sample of the row that the keyboard is on."""
        if (row := self.view.currentIndex().row()) >= 0:
            self._show_row(row)

    def _show_row(self, row: int) -> None:
        rows = self.model.rows
        if rows is None or row == self.model.marks.hand:
            return
        if rows.is_test(row):
            self.tell(self.tr("Row {row} is kept for testing: no update sees it.").format(row=row + 1))
        else:
            self.dispatched.emit(ShowRow(row))

    # What is changed

    def _change(self, edit: Callable[[Rows], editing.Edit]) -> bool:
        """Carry out an edit; say why where it cannot be."""
        frame, rows = self._frame, self.model.rows
        if frame is None or rows is None:
            return False
        try:
            made = edit(rows)
        except ValueError as error:
            self.tell(f"{error}.")
            return False
        if (action := editing.action_of(made, rows, frame)) is not None:
            self.dispatched.emit(action)
        return True

    def _on_model_edited(self, row: int, column: int, value: float) -> None:
        self._change(lambda rows: editing.cell_set(rows, self.model.columns[column], row, value))

    def _on_view_asked(self, command: str) -> None:
        name, _, number = command.partition(" ")
        if name == "class":
            self.classify(int(number))
        else:
            self._commands[name]()

    def classify(self, number: int) -> None:
        """Give the chosen rows a class."""
        chosen = self.view.chosen_rows()
        column = next((each for each in self.model.columns if each.classes), None)
        if column is not None and chosen.size:
            self._change(lambda rows: editing.class_set(rows, column, chosen, number))

    def split(self) -> None:
        """Move the chosen rows from training to test, or back."""
        chosen = self.view.chosen_rows()
        if chosen.size:
            self._change(lambda rows: editing.moved(rows, chosen))

    def insert(self) -> None:
        """Add a row under the one that the keyboard is on."""
        here = self.view.currentIndex()
        at = here.row() + 1 if here.isValid() else self.model.rowCount()
        if self._change(lambda rows: editing.inserted(rows, at)):
            last = self.model.rowCount() - 1
            self.view.setCurrentIndex(self.model.index(min(at, last), max(here.column(), 0)))

    def delete(self) -> None:
        """Delete the rows that have selected cells."""
        chosen = self.view.chosen_rows()
        if chosen.size:
            self._change(lambda rows: editing.deleted(rows, chosen))

    def copy(self) -> None:
        """Copy the selected cells as text with tabs, as spreadsheets take it."""
        rows, columns = self.view.chosen_rows(), self.view.chosen_columns()
        if not columns:
            return
        QGuiApplication.clipboard().setText(self.model.block(rows, columns))
        said = self.tr("Copied {rows} × {columns} cells.")
        self.tell(said.format(rows=whole(len(rows)), columns=len(columns)))

    def paste(self) -> None:
        """Put what was copied in a spreadsheet here, from the first selected cell on."""
        chosen, columns = self.view.chosen_rows(), self.view.chosen_columns()
        row, column = int(chosen[0]) if chosen.size else 0, columns[0] if columns else 0
        text, had, is_part = QGuiApplication.clipboard().text(), self.model.rowCount(), False

        def put(rows: Rows) -> editing.Edit:
            nonlocal is_part
            found = pasted(text, rows, self.model.columns, row, column)
            is_part = found.is_part
            return editing.rows_pasted(found.rows, found.length)

        if self._change(put) and is_part and self.model.rowCount() > had:
            added = whole(self.model.rowCount() - had)
            self.tell(self.tr("Rows added: {count}. What was not pasted is 0 there.").format(count=added))

    def _on_menu_asked(self, point: QPoint) -> None:
        rows, chosen = self.model.rows, self.view.chosen_rows()
        if rows is None or not chosen.size:
            return
        classes = next((each for each in self.model.columns if each.classes and not each.hidden), None)
        all_test = bool(np.isin(chosen, rows.test).all())
        row_menu(self.view, classes, all_test=all_test).popup(point)


def _same_data(before: Frame, after: Frame) -> bool:
    """Compare what rows and columns depend on; most frames have the very same setup."""
    old, new = before.setup, after.setup
    if before.hidden != after.hidden or before.scene.names != after.scene.names:
        return False
    if old is new:
        return True
    same_arrays = old.X is new.X and old.Y is new.Y and np.array_equal(old.test, new.test)
    return same_arrays and (old.notes, old.cost) == (new.notes, new.cost)
