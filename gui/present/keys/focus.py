"""Which keys stay with what has the keyboard: text in a field, arrows in a list, Enter on a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from gui.present.keys.commands import ALWAYS

__all__ = ["TAKES_TEXT", "keeps"]

TAKES_TEXT = "takesText"
"""A widget that is no field of Qt's and is typed into says so with this property; its children, too."""

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_ENTER = frozenset({_Key.Key_Return, _Key.Key_Enter})
_UP_DOWN = frozenset({_Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End})
_LEFT_RIGHT = frozenset({_Key.Key_Left, _Key.Key_Right})
_OWN: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, _ENTER),
    (QAbstractItemView, _UP_DOWN | _ENTER),
    (QComboBox, _UP_DOWN | _ENTER),
    (QAbstractSlider, _UP_DOWN | _LEFT_RIGHT),
    (QTabBar, _LEFT_RIGHT),
)
"""What moves about in a widget that is no field, or presses it. Space is the lecture's."""

_EDITING = frozenset(
    {
        _Key.Key_A, _Key.Key_C, _Key.Key_V, _Key.Key_X, _Key.Key_Y, _Key.Key_Z, _Key.Key_Left, _Key.Key_Right,
        _Key.Key_Home, _Key.Key_End, _Key.Key_Backspace, _Key.Key_Delete,
    }
)  # fmt: skip
"""What edits a text with Ctrl held."""


def keeps(widget: QWidget | None, event: QKeyEvent, names: tuple[str, ...]) -> bool:
    """Say whether a key is for the widget that has the keyboard, and no command.

    Page Down, Page Up, F5 and Esc always drive the lesson.
    """
    if widget is None or not widget.isEnabled() or not ALWAYS.keys().isdisjoint(names):
        return False
    if event.key() in (_Key.Key_Tab, _Key.Key_Backtab):
        return not event.modifiers() & _Mod.ControlModifier
    if _is_field(widget) or isinstance(widget, QMenuBar):  # a menu bar is gone through by letters
        return _is_of_text(event)
    own = next((keys for kind, keys in _OWN if isinstance(widget, kind)), frozenset())
    return event.key() in own and not event.modifiers() & _Mod.ControlModifier


def _is_field(widget: QWidget) -> bool:
    """Say whether it is typed into; a field that is for reading only isn't."""
    if isinstance(widget, _FIELDS):
        return not widget.isReadOnly()
    above: QWidget | None = widget
    while above is not None:
        if above.property(TAKES_TEXT):
            return True
        above = None if above.isWindow() else above.parentWidget()
    return isinstance(widget, QComboBox) and widget.isEditable()


def _is_of_text(event: QKeyEvent) -> bool:
    """Say whether a key writes, or moves and changes what is written."""
    held = event.modifiers()
    if held & _Mod.ControlModifier and not held & _Mod.AltModifier:
        return event.key() in _EDITING
    return not _Key.Key_F1 <= event.key() <= _Key.Key_F35
