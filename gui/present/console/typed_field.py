"""A field of the console: letters and digits are its own, the keys that drive the lecture never are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui.present.console.pressing import ENTER

__all__ = ["DRIVING", "TypedField"]

DRIVING = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_Escape})
"""The keys that a clicker sends: they drive the lecture first, whatever has the keyboard."""
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TypedField(QLineEdit):
    """A line to type into.

    Signals
    -------
    entered(text)
        Enter was pressed.
    stepped(by)
        An arrow up (−1) or down (1).
    left()
        A letter that leaves the field was pressed in it, while it was empty.
    """

    entered = Signal(str)
    stepped = Signal(int)
    left = Signal(bool)

    def __init__(self, leaves: Qt.Key | None = None) -> None:
        super().__init__()
        self._leaves = leaves

    def event(self, event: QEvent) -> bool:
        """Keep what is typed from the shortcuts of the window, and leave the clicker's keys to them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_own = not event.modifiers() & _HELD and (event.text().isprintable() or event.key() in _OWN)
            if is_own and event.key() not in DRIVING:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is typed; Enter hands it over."""
        key = Qt.Key(event.key())
        if key in DRIVING:
            event.ignore()
        elif key in ENTER:
            self.entered.emit(self.text())
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == self._leaves and not self.text():
            self.left.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OWN = frozenset(
    {*ENTER, *_STEPS, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right,
     Qt.Key.Key_Home, Qt.Key.Key_End}
)  # fmt: skip
