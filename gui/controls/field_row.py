"""A row with a name and a field: the name can be dragged, the field typed into, and what is wrong is said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.nn.types import Ref
from gui.controls.note import Note
from gui.hands.gestures import Drag
from gui.hands.number_field import NumberField
from gui.hands.settable import Settable
from gui.hands.targets import Target, pace_of
from gui.look import Look
from gui.theme import set_role

__all__ = ["DragLabel", "FieldRow"]

_FIELD = 84
"""Least width of a field at 100 %, px: a usual number."""
NOTE_ROW = 2
"""What is wrong stands there; between it and the name there is room for a slider."""
_LEAST = 40
"""Less than this shows no number, px."""


class DragLabel(QLabel):
    """The name of a quantity; dragged up or down, it sets it.

    Signals
    -------
    dispatched(action)
        The quantity is to be set.
    """

    dispatched = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.target: Target | None = None
        self._drag: Drag | None = None
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Escape gives a drag up; Tab goes to the field
        set_role(self, "muted")

    def take(self, target: Target | None) -> None:
        """Stand for a quantity, or for nothing that could be dragged."""
        was, self.target = self.target, target
        if (was is None) != (target is None):
            self.setCursor(Qt.CursorShape.ArrowCursor if target is None else Qt.CursorShape.SizeVerCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton and self.target is not None:
            self._drag = Drag(self.target, event.position().y(), self.dispatched.emit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Set the quantity for the place that was reached."""
        if self._drag is not None:
            self._drag.move(event.position().y(), pace_of(event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was set."""
        self._drag = None

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while something is dragged."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape and self._drag is not None)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            drag, self._drag = self._drag, None
            drag.cancel()
        else:
            super().keyPressEvent(event)


class FieldRow(QWidget):
    """One quantity or setting that is set here.

    Parameters
    ----------
    gap : int
        Px between name and field.
    is_wide : bool
        Name and field share the width evenly; else the field takes what a usual number needs.

    Signals
    -------
    dispatched(action)
        The quantity is to be set.
    pointed(refs)
        The mouse is on it, or (empty) has left it.
    """

    dispatched = Signal(object)
    pointed = Signal(object)

    def __init__(self, gap: int, *, is_wide: bool = False) -> None:
        super().__init__()
        self._is_wide = is_wide
        self.name, self.field, self._note = DragLabel(), NumberField(), Note()
        self._target: Settable | None = None
        self.field.setMinimumWidth(_LEAST)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, int(is_wide))
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self._note, NOTE_ROW, 0, 1, 2)
        self.grid = grid
        self.field.dispatched.connect(self.dispatched)
        self.name.dispatched.connect(self.dispatched)
        self.field.refused.connect(self._on_field_refused)

    def show_target(self, target: Settable, name: str, look: Look) -> None:
        """Show a quantity under a name."""
        self._target = target
        self.name.take(target if isinstance(target, Target) else None)
        if self.name.text() != name:
            self.name.setText(name)
            self.field.setAccessibleName(name)
        if not self._is_wide:
            self.field.setMaximumWidth(look.px(_FIELD))
        self.field.show_target(target, look)

    def withhold(self, name: str) -> None:
        """Show a name without its number, which can't be told."""
        self._target = None
        self.name.take(None)
        self.name.setText(name)
        self.field.forget()
        self.field.setText("?")

    def forget(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self.hide()
        self._target = None
        self.name.take(None)
        self.name.clear()
        self.field.forget()

    @property
    def ref(self) -> Ref | None:
        """The quantity that it shows; None where it shows a setting, or nothing."""
        ref = None if self._target is None else self._target.ref
        return ref if isinstance(ref, Ref) else None

    @property
    def target(self) -> Settable | None:
        """What it sets."""
        return self._target

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up where it shows one of the quantities."""
        set_role(self.name, "hint" if self.ref in refs else "muted")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell what the mouse is on."""
        if self.ref is not None:
            self.pointed.emit(frozenset({self.ref}))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is on nothing."""
        self.pointed.emit(frozenset())

    def _on_field_refused(self, sentence: str) -> None:
        self._note.say(sentence)
