"""A choice of several in a drop-down list, each with a remark; what can't be chosen says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from gui.accessible import Role, Whole
from gui.hands.visit import Visit
from gui.plain import plain_tip
from gui.theme import set_role

__all__ = ["Choice", "ChoiceBox"]

_REMARK = Qt.ItemDataRole.UserRole + 1
_GAP = "\u2002\u2002"
_ROOM = 28
"""Px of a list beside its longest line: borders, padding, a scroll bar."""
_LETTERS = 5
"""So many are shown of a choice in a narrow column; the rest is left out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the list.

    Attributes
    ----------
    key : str
        What it is called in the program.
    words : str
        What it is called on screen.
    remark : str
        Stands behind it in the list: a formula, or what comes along with it.
    reason : str
        Why it can't be chosen now; empty where it can.
    """

    key: str
    words: str
    remark: str = ""
    reason: str = ""

    @property
    def told(self) -> str:
        """Both in one line."""
        return ": ".join(filter(None, (self.remark, self.reason)))


class ChoiceBox(QComboBox):
    """Shows which of several is chosen; following, it says nothing.

    Enter opens the list. A wheel that turns over it scrolls what it lies on, unless the keyboard is on
    it. After a choice with the mouse the keyboard goes back to where it was.

    Parameters
    ----------
    name : str
        For screen readers, which are told what is chosen behind it: "Optimiser, SGD".

    Signals
    -------
    chosen(key)
        The user chose another one.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._key, self._came_by_mouse = "", False
        self._visit = Visit(self)
        self._name = name
        self.setAccessibleName(name)
        self.accessible = Whole(self, Role.ComboBox)  # Qt's own tells no name on Linux
        set_role(self, "compact")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setMaxVisibleItems(16)
        self.setItemDelegate(_Rows(self))
        self.activated.connect(self._on_activated)

    def show_choice(self, choices: Sequence[Choice], key: str) -> None:
        """Offer choices, of which one is chosen."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._fill()
        self._key = key
        self.setCurrentIndex(self.findData(key))
        self.updateGeometry()  # another wish
        self.setAccessibleName(", ".join(filter(None, (self._name, self.currentText()))))
        self.setAccessibleDescription(self._remark_of(key))

    @property
    def key(self) -> str:
        """What is chosen."""
        return self._key

    def _remark_of(self, key: str) -> str:
        return next((choice.remark for choice in self._choices if choice.key == key), "")

    def _fill(self) -> None:
        self.clear()
        model = cast("QStandardItemModel", self.model())
        for choice in self._choices:
            item = QStandardItem(choice.words)
            item.setData(choice.key, Qt.ItemDataRole.UserRole)
            item.setData(choice.told, _REMARK)
            item.setData(plain_tip(choice.told), Qt.ItemDataRole.ToolTipRole)
            item.setData(choice.told, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setEnabled(not choice.reason)
            model.appendRow(item)

    def _on_activated(self, index: int) -> None:
        """Tell of another choice; what it stands at follows from what the document says then."""
        key = self.itemData(index)
        was = self._key
        self.setCurrentIndex(self.findData(was))
        if key != was:
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        """Wish for room for what is chosen; less will do."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        least, wanted = (
            _LETTERS * metrics.horizontalAdvance("X"),
            metrics.horizontalAdvance(self.currentText()),
        )
        icon = self.iconSize().width()  # Qt keeps room for one, and there is none
        return QSize(hint.width() - icon + max(wanted - least, 0), hint.height())

    # The list

    def showPopup(self) -> None:
        """Open the list, as wide as its longest line, as far as the screen reaches."""
        view = self.view()
        wanted = max(view.sizeHintForColumn(0) + _ROOM, self.width())
        view.setMinimumWidth(min(wanted, self.screen().availableGeometry().width()))
        super().showPopup()

    def hidePopup(self) -> None:
        """Close the list; once Qt has given the keyboard back to the box, it goes on to where it was."""
        super().hidePopup()
        QTimer.singleShot(0, self._go_back)

    def _go_back(self) -> None:
        if self._came_by_mouse:
            self._visit.end(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: object) -> None:
        """Draw the box; words that it has no room for end with dots."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    # Keys, wheel and focus

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the shortcuts of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in _ENTER:
                event.accept()
                return True
            return False  # Space and letters are the window's
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Enter, go up and down with the arrows; other keys are the window's."""
        if event.key() in _ENTER:
            self.showPopup()
        elif event.key() in _OWN:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change only where the keyboard is on it; else what it lies on scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note whether the mouse brought the keyboard here."""
        super().focusInEvent(event)
        if event.reason() not in _CAME_BACK:
            self._came_by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CAME_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_OWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F4)


class _Rows(QStyledItemDelegate):
    """Writes the remark behind the words."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put both in one line."""
        super().initStyleOption(option, index)
        remark = index.data(_REMARK)
        if remark:
            option.text = f"{option.text}{_GAP}{remark}"
