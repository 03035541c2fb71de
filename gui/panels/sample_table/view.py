"""The table on screen, and the foot under it with the means of its columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.accessible import Role, Whole
from gui.look import Look
from gui.panels.sample_table.model import SampleModel
from gui.theme import set_role

__all__ = ["Foot", "SampleView"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_PAD = 6
"""Px beside a number: its padding, and what Qt keeps for a frame of its own."""
_SHEET = "QTableView::item, QHeaderView::section { padding-left: 2px; padding-right: 3px; }"
"""The columns stand close: seven of them have room beside the curve."""
_LINE = 24
"""Px of the foot at 100 %."""


class _Ground(QStyledItemDelegate):
    """Paints the ground of a cell, which Qt leaves out where a style sheet dresses cells."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, and the cell on it."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class SampleView(QTableView):
    """Goes over the samples by arrows; Enter and a click show one, Alt+Down sorts, Ctrl+C copies.

    Signals
    -------
    chosen(row), left(), copied(), ordered(column)
        A sample is to be shown; the mouse has left the cells; the chosen rows are to be copied; a press on
        the head of a column is meant.
    """

    chosen = Signal(int)
    left = Signal()
    copied = Signal()
    ordered = Signal(int)

    def __init__(self, model: SampleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "cells")
        self.setModel(model)
        self.setItemDelegate(_Ground(self))
        self.setStyleSheet(_SHEET)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Samples of this update"))
        self.setAccessibleDescription(self.tr("Enter shows a sample, Alt+Down sorts by the column"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setMinimumSectionSize(24)

    def chosen_rows(self) -> list[int]:
        """Return the selected rows, ascending."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the table from the shortcuts of the window while it has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            free = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            taken = event.matches(QKeySequence.StandardKey.Copy) or (
                free and event.key() in (*_WALK, *_ENTER)
            )
            event.setAccepted(taken)
            return taken
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, show the sample that the keyboard is on, or walk; letters and Space are the window's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif _sorts(event):
            self.ordered.emit(max(self.currentIndex().column(), 0))
        elif event.key() in _ENTER:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the sample that was clicked; with Ctrl or Shift rows are only selected."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.chosen.emit(index.row())

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.left.emit()
        super().leaveEvent(event)


def _sorts(event: QKeyEvent) -> bool:
    """Say whether a key asks for the rows in the order of the column that the keyboard is on."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier


class Foot(QWidget):
    """The means, each under its column.

    Parameters
    ----------
    view : SampleView
        Its columns are followed.
    """

    def __init__(self, view: SampleView) -> None:
        super().__init__()
        self._view, self._look = view, Look()
        self.texts: tuple[str, ...] = ()
        heads = view.horizontalHeader()
        heads.sectionResized.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        self.setAccessibleName(self.tr("Means of the batch"))
        self.accessible = Whole(self, Role.StaticText)
        self.set_look(self._look)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Show other means."""
        model = self._view.model()
        heads = (model.headerData(n, Qt.Orientation.Horizontal) for n in range(len(texts)))
        said = ", ".join(f"{head} {text}" for head, text in zip(heads, texts, strict=True) if text)
        if (texts, said) != (self.texts, self.accessibleDescription()):
            self.texts = texts
            self.setAccessibleDescription(said)
            self.update()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.setFixedHeight(look.px(_LINE))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write each mean in the place of its column, as far as that is in sight."""
        left, theme = self._view.viewport().x() + self._view.x() - self.x(), self._look.theme
        heads = self._view.horizontalHeader()
        with QPainter(self) as painter:
            painter.setClipRect(QRect(left, 0, self._view.viewport().width(), self.height()))
            painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("faint"))
            font = QFont(self._view.font())
            font.setBold(True)
            painter.setFont(font)
            for column, text in enumerate(self.texts):
                at = heads.sectionViewportPosition(column) + left
                box = QRect(at, 0, heads.sectionSize(column) - _PAD, self.height())
                painter.setPen(theme.colour("muted" if text == "?" or column == 0 else "ink"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
