"""A field for typing one number: it follows the quantity, takes what can be read, and says why not else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.session.actions import Cancel
from engine.session.typed import NumberError, Reason
from gui.hands.gestures import Wheel
from gui.hands.settable import Settable
from gui.hands.targets import Pace, new_group, pace_of
from gui.hands.visit import Visit
from gui.hands.whole_field import WholeField
from gui.look import Look
from gui.plain import wrapped_tip
from gui.theme import set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["NumberField"]

translate = QCoreApplication.translate
_SHOWN = 14
"""Letters of a refused text that are repeated."""
_REASONS: dict[Reason, str] = {
    "empty": QT_TRANSLATE_NOOP("NumberField", "Type a number, such as {half} or 1/3."),
    "long": QT_TRANSLATE_NOOP("NumberField", "This is too long for a number."),
    "garbage": QT_TRANSLATE_NOOP("NumberField", "“{text}” is no number: type {half}, −2, 1/3 or 1e-3."),
    "infinite": QT_TRANSLATE_NOOP("NumberField", "Only a finite number can be set."),
    "zero": QT_TRANSLATE_NOOP("NumberField", "Nothing can be divided by 0."),
}
_STEPS: dict[int, tuple[int, Pace | None]] = {
    Qt.Key.Key_Up: (1, None),
    Qt.Key.Key_Down: (-1, None),
    Qt.Key.Key_PageUp: (1, "coarse"),
    Qt.Key.Key_PageDown: (-1, "coarse"),
}
"""Keys that step, and how far where the key itself says so."""
_NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Another program or a menu has the keyboard for a while: nothing is accepted yet."""


class NumberField(WholeField):
    """Shows a quantity and sets it: Enter or leaving accepts, Esc gives up, up and down step.

    What is not accepted yet can't be seen outside. What cannot be read stays in the field with a
    sentence as long as the keyboard is on it; left alone, the field shows what the document says.
    Enter and Esc give the keyboard back, unless Tab brought it. From the first key to acceptance is one undo.

    Signals
    -------
    dispatched(action)
        The quantity is to be set, or what was set is taken back.
    refused(sentence)
        Why the text can't be taken; empty once it is changed.
    finished()
        The text was accepted or given up.
    """

    dispatched = Signal(object)
    refused = Signal(str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: Settable | None = None
        self._look = Look()
        self._written = ""
        self._group = new_group()
        self._has_stepped = self._is_fresh = False
        self._refusal = self._meaning = ""
        self._wheel, self._visit = Wheel(), Visit(self)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        set_role(self, "compact")
        self.textEdited.connect(self._on_text_edited)

    def show_target(self, target: Settable, look: Look) -> None:
        """Show a quantity as it stands; a half-typed text stays while it is typed, for this quantity."""
        is_other = self._target is None or target.ref != self._target.ref
        rewrite = is_other or not (self.has_been_edited and self.hasFocus())
        changed = is_other or look != self._look or self._target != target
        self._target, self._look = target, look
        if rewrite and changed:
            self._write()

    def explain(self, meaning: str) -> None:
        """Say what the number is, in a tip; to screen readers, too, as long as nothing is refused."""
        self._meaning = meaning
        self.setToolTip(wrapped_tip(meaning))
        self.setAccessibleDescription(self._refusal or meaning)

    def forget(self) -> None:
        """Show nothing."""
        self._target, self._written = None, ""
        self.clear()
        self._refuse("")

    @property
    def has_been_edited(self) -> bool:
        """The text is not what stands in the document."""
        return self.text() != self._written

    def accept(self) -> bool:
        """Set the quantity to what was typed; where it can't be, say why and return False."""
        if self._target is None:
            return True
        if self.has_been_edited:
            try:
                value = self._target.read(self.text())
            except NumberError as error:
                self._refuse(self._sentence(error.reason))
                return False
            if sentence := self._target.refusal(value):
                self._refuse(sentence)
                return False
            self._set(value)
        self._finish()
        return True

    def give_up(self) -> None:
        """Forget what was typed and take back what was stepped."""
        if self._has_stepped:
            self.dispatched.emit(Cancel(self._group))
        self._finish()

    def _finish(self) -> None:
        self._group, self._has_stepped = new_group(), False
        self._write()
        self.finished.emit()

    def _set(self, value: float) -> None:
        target = self._target
        if target is not None and value != target.value:
            self._target = target.at(value)
            self.dispatched.emit(target.action(value, self._group))

    def _write(self) -> None:
        """Write the value: as everywhere on screen, but in full while it may be typed over."""
        if self._target is None:
            return
        value, look = self._target.value, self._look
        in_use = self.hasFocus()
        self._written = self._target.text(value, look, in_full=in_use)
        self.setText(self._written)
        self._refuse("")
        if in_use:
            self._select_all()
        else:
            self.setCursorPosition(0)

    def _select_all(self) -> None:
        """Select backwards, so that the first digits stay in sight."""
        self.setSelection(len(self.text()), -len(self.text()))

    def _refuse(self, sentence: str) -> None:
        if sentence != self._refusal:
            self._refusal = sentence
            self.setAccessibleDescription(sentence or self._meaning)
            self.refused.emit(sentence)

    def _sentence(self, reason: Reason) -> str:
        text = self.text().strip()
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        half = f"0{self._look.point}5"
        return translate("NumberField", _REASONS[reason]).format(text=shown, half=half)

    def _on_text_edited(self) -> None:
        self._refuse("")

    # Steps

    def _step(self, steps: int, pace: Pace) -> None:
        """Step from what stands in the field, with effect at once."""
        if self._target is None or not steps:
            return
        start = self._target.value
        if self.has_been_edited:
            try:
                start = self._target.within(self._target.read(self.text()))
            except NumberError as error:
                self._refuse(self._sentence(error.reason))
                return
        self._has_stepped = True
        self._set(self._target.within(self._target.scale.stepped(start, steps, pace)))
        self._write()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step where the field has the keyboard; else what it lies on scrolls, and nothing is changed."""
        self._step(self._wheel.notches_on(self, event), pace_of(event.modifiers()))

    # Keys, mouse and focus

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the field from the shortcuts of the window, and leave undo to it at rest."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in (*_STEPS, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
            undo = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if not self.has_been_edited and any(event.matches(key) for key in undo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept or give up, and give back the keyboard that a click took; step; every other key types."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.accept():
                self._visit.finish(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
            self._visit.finish(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() in _STEPS:
            steps, pace = _STEPS[event.key()]
            self._step(steps, pace or pace_of(event.modifiers()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces it."""
        super().focusInEvent(event)
        self._is_fresh = event.reason() == Qt.FocusReason.MouseFocusReason
        if not self.has_been_edited:
            self._write()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select all after the click that gave the focus, unless it selected a part."""
        super().mouseReleaseEvent(event)
        if self._is_fresh and not self.hasSelectedText():
            self._select_all()
        self._is_fresh = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what was typed, clicking elsewhere means it; what can't be accepted is given up."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT and not self.accept():
            self.give_up()
