"""Fields that a function or a number is typed into; what can't be read stays, with a sentence why."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.controls.slider import ValueSlider
from gui.controls.spans import Even
from gui.hands.targets import pace_of
from gui.hands.visit import Visit
from gui.hands.whole_field import WholeField
from gui.look import Look
from gui.panels.chain_gadget.hand import STEPS, rounded
from gui.short_number import short
from gui.theme import set_role

__all__ = ["NumberRow", "TypedField"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TUG = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_WIDE, _AIR = 66, 22
"""Px of a field at 100 %: at least, and beside its number."""


class TypedField(WholeField):
    """Enter or leaving takes what was typed, Esc gives up.

    Signals
    -------
    typed(text)
        To be read, with a decimal point. `refuse` says why it can't be.
    stepped(steps, event)
        Up or down was pressed.
    refused(sentence)
        Why the text can't be taken; empty once that is over.
    """

    typed = Signal(str)
    stepped = Signal(int, object)
    refused = Signal(str)

    def __init__(self, name: str, *, can_step: bool = False) -> None:
        super().__init__()
        self._short, self._full, self._written = "", "", ""
        self._point, self._can_step = ".", can_step
        self._visit = Visit(self)
        self.setAccessibleName(name)
        set_role(self, "compact")
        self.textEdited.connect(lambda: self.refuse(""))

    def show_text(self, text: str, full: str, point: str) -> None:
        """Show another text, in full while it may be typed over; what is half typed stays."""
        is_news = (full, point) != (self._full, self._point)
        self._short, self._full, self._point = text, full, point
        if is_news or not (self._has_been_edited and self.hasFocus()):
            self._write()

    def refuse(self, sentence: str) -> None:
        """Say why the text can't be taken."""
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)
            self.refused.emit(sentence)

    @property
    def _has_been_edited(self) -> bool:
        return self.text() != self._written

    def _write(self) -> None:
        self._written = self._full if self.hasFocus() else self._short
        self.setText(self._written)
        self.setCursorPosition(0)
        self.refuse("")

    def _accept(self) -> bool:
        """Hand over what was typed; return False where it is refused."""
        if self._has_been_edited:
            self.typed.emit(_COMMA.sub(".", self.text()) if self._point == "," else self.text())
            if self.accessibleDescription():
                return False
        self._write()
        return True

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the field from the shortcuts of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            steps = tuple(_TUG) if self._can_step else ()
            if event.key() in (*_ENTER, *steps, Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept, give up, step; every other key types."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            if self._accept():
                self._visit.finish(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_Escape:
            self._write()
            self._visit.finish(Qt.FocusReason.ShortcutFocusReason)
        elif key in _TUG and self._can_step:
            self.stepped.emit(_TUG[key], event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the whole, and select it."""
        super().focusInEvent(event)
        if not self._has_been_edited:
            self._write()
            self.setSelection(len(self.text()), -len(self.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what was typed; what can't be read stays, with its sentence."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT:
            self._accept()


class NumberRow(QWidget):
    """A name, a field and a slider for one number.

    Parameters
    ----------
    name : str
    spoken : str
        For screen readers.
    reach : float
        The slider goes so far to either side of 0; what is typed may lie outside.

    Signals
    -------
    typed(text)
    set_to(value)
    held(bool)
        A hand has taken hold of the slider, or has let go.
    """

    typed = Signal(str)
    set_to = Signal(float)
    held = Signal(bool)

    def __init__(self, name: str, spoken: str, reach: float) -> None:
        super().__init__()
        self._value = 0.0
        self.name, self.field = QLabel(name), TypedField(spoken, can_step=True)
        self.slider = ValueSlider(spoken, Even(-reach, reach, STEPS["usual"]))
        self.slider.setMinimumWidth(40)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name)
        row.addWidget(self.field)
        row.addWidget(self.slider, 1)
        self.field.typed.connect(self.typed)
        self.field.stepped.connect(self._on_field_stepped)
        self.slider.moved.connect(self.set_to)
        self.slider.begun.connect(lambda: self.held.emit(True))
        self.slider.ended.connect(lambda: self.held.emit(False))
        self.slider.cancelled.connect(self._on_slider_cancelled)

    def show_number(self, name: str, value: float | None, look: Look) -> None:
        """Show a number under a name; None is withheld, and can't be set."""
        self.name.setText(name)
        text = look.number(value)
        room = self.field.fontMetrics().horizontalAdvance(text) + look.px(_AIR)
        self.field.setFixedWidth(max(look.px(_WIDE), room))
        self.setEnabled(value is not None)
        self.slider.setVisible(value is not None)  # its handle would tell
        self._value = 0.0 if value is None else value
        self.field.show_text(text, "?" if value is None else short(value, look.point), look.point)
        self.slider.show_number(self._value, text)

    def _on_field_stepped(self, steps: int, event: QKeyEvent) -> None:
        pace = pace_of(event.modifiers())
        self.set_to.emit(rounded(self._value + steps * STEPS[pace], pace))

    def _on_slider_cancelled(self) -> None:
        self.held.emit(False)
