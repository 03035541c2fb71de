"""What all ways to answer have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look

__all__ = ["ENTER", "Answering", "Points"]

Points = tuple[tuple[float, float], ...]
"""Updates and J."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Answering(QWidget):
    """A place to answer a question. What stands in it is no answer until it is checked.

    Signals
    -------
    changed()
        Another answer stands there now.
    entered()
        Enter was pressed: the answer is to be checked.
    pointed(refs)
        frozenset of Ref: what the mouse or the keyboard is on.
    term_asked(id)
        A word of the glossary was asked for.
    """

    changed = Signal()
    entered = Signal()
    pointed = Signal(object)
    term_asked = Signal(str)

    @property
    def answer(self) -> object:
        """What stands there; None where there is nothing yet."""
        return None

    @property
    def is_in_line(self) -> bool:
        """There is room beside it for the button that checks."""
        return False

    def missing(self) -> str:
        """Say what has to be done before there is an answer."""
        return ""

    def put(self, answer: object) -> None:
        """Let an answer stand there, as after coming back to the step."""

    def offer(self, answer: object) -> bool:
        """Take an answer that was given elsewhere, as by a click in the diagram; False where it is none."""
        del answer
        return False

    def begin_with(self, selected: Ref | None) -> None:
        """Hear what the step itself selects: it is no answer."""

    def begin_at(self, true: Points, known: int) -> None:
        """Hear which updates a curve is to tell, and of how many J is known already."""

    def reveal(self, right: object) -> None:
        """Show the right answer, where it can be shown here."""

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment."""

    def set_look(self, look: Look) -> None:
        """Wear another look."""

    def set_open(self, is_open: bool) -> None:
        """Take answers, or no more."""
        self.setEnabled(is_open)

    def first(self) -> QWidget:
        """Return what the keyboard goes to."""
        return self

    def again(self) -> None:
        """Be ready for another answer, after one that was not it."""

    def keep_enter(self, *widgets: QWidget) -> None:
        """Take Enter in these for "check", before it becomes anything else."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check with Enter; the window's shortcuts do not hear of it."""
        if isinstance(event, QKeyEvent) and event.key() in ENTER and not event.modifiers():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.on_enter(watched)
                return True
        return super().eventFilter(watched, event)

    def on_enter(self, watched: QObject) -> None:
        """Do what Enter does here."""
        del watched
        self.entered.emit()
