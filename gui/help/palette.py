"""The search over the window: type what you want to do, see or know, and press Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.accessible import announce
from gui.help.entry import Entry
from gui.help.row import RowDelegate
from gui.look import Look
from gui.plain import plain_tip
from gui.theme import set_role

__all__ = ["Palette"]

_WIDTH, _MARGIN, _TOP = 620, 24, 64
_MOST_ROWS = 11
_LONGEST = 200
"""Letters of a question."""
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_AWAY = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTRY = Qt.ItemDataRole.UserRole
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Ways to lose the focus for a while only."""


class Palette(QFrame):
    """A field and the answers under it, over a window.

    Parameters
    ----------
    window : QWidget
    answers : callable
        Returns what a question may mean, the best first.
    """

    def __init__(self, window: QWidget, answers: Callable[[str], list[Entry]]) -> None:
        super().__init__(window)
        self._answers = answers
        self._look = Look()
        self._before: QWidget | None = None
        set_role(self, "palette")
        self.setAccessibleName(self.tr("Search"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("A command, a quantity such as w2, or a word"))
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(self.tr("Search commands, quantities and words"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Answers"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._rows = RowDelegate(self.list)
        self.list.setItemDelegate(self._rows)
        self.nothing = QLabel(
            self.tr("Nothing is called that. Try “play”, “delta 1”, “w2” or “learning rate”.")
        )
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(10, 8, 10, 8)
        set_role(self.nothing, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        for part in (self.field, self.list, self.nothing):
            column.addWidget(part)
        self.field.textChanged.connect(self._on_field_changed)
        self.list.itemClicked.connect(self._on_list_clicked)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def show_over(self, look: Look) -> None:
        """Open over the window, or take another look there."""
        self._look = self._rows.look = look
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            self.field.clear()
            self.show()
        self._offer(self.field.text())
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Close, and give the focus back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._before = None

    def chosen(self) -> Entry | None:
        """Return the answer that Enter would carry out."""
        row = self.list.currentRow()
        return cast("Entry", self.list.item(row).data(_ENTRY)) if row >= 0 else None

    # What is offered

    def _offer(self, question: str) -> None:
        entries = self._answers(question)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(entry.title, self.list)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._aloud(entry))
            item.setToolTip(plain_tip(entry.title))
        self.list.setCurrentRow(next((i for i, entry in enumerate(entries) if entry.enabled), 0))
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self._place()
        self._tell()

    def _aloud(self, entry: Entry) -> str:
        parts = (entry.title, entry.kind, entry.note, "" if entry.enabled else self.tr("not possible now"))
        return ", ".join(part for part in parts if part)

    def _place(self) -> None:
        """Stand in the upper middle of the window, as high as there are answers and room."""
        around = self._around.rect()
        width = min(self._look.px(_WIDTH), around.width() - 2 * _MARGIN)
        row = self._rows.height
        self.list.setFixedHeight(row * min(max(self.list.count(), 1), self._rows_that_fit(row)) + 2)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(QPoint((around.width() - width) // 2, min(_TOP, around.height() // 8)))

    @property
    def _around(self) -> QWidget:
        """The window."""
        return cast("QWidget", self.parent())

    def _rows_that_fit(self, row: int) -> int:
        room = self._around.height() - _TOP - _MARGIN - self.field.sizeHint().height() - 32
        return max(min(_MOST_ROWS, room // row), 1)

    def _tell(self) -> None:
        """Say the answer aloud that Enter would carry out: the focus stays in the field."""
        entry = self.chosen()
        announce(self, self.nothing.text() if entry is None else self._aloud(entry))

    # Mouse and keys

    def _on_field_changed(self, text: str) -> None:
        self._offer(text)

    def _on_list_clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._carry_out()

    def _carry_out(self) -> None:
        """Do what is chosen; nothing where that is not possible now."""
        entry = self.chosen()
        if entry is not None and entry.enabled:
            self.put_away()
            entry.run()

    def _move(self, by: int) -> None:
        if self.list.count():
            row = min(max(self.list.currentRow() + by, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the answers; close when the focus goes elsewhere."""
        if watched is self.field:
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if self._is_ours(event):
                    event.accept()  # Page down would take a step
                return False
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
                self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @staticmethod
    def _is_ours(event: QKeyEvent) -> bool:
        return event.key() in _MOVES or event.key() in (*_ENTER, Qt.Key.Key_Escape)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in _ENTER:
            self._carry_out()
        elif key in _AWAY:
            self.put_away()
        else:
            return False
        return True
