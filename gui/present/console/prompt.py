"""A bar that wants something typed or confirmed: it comes when it is asked for, and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.accessible import announce
from gui.hands.visit import Visit
from gui.look import Look
from gui.present.console.line import Line
from gui.present.console.pressing import PressButton
from gui.present.console.typed_field import TypedField
from gui.theme import set_role

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["Confirm", "Prompt", "TypedPrompt"]


class Prompt(QFrame):
    """What a bar shares: where the keyboard was is remembered, and given back.

    Signals
    -------
    done()
        It is not needed any more.
    """

    done = Signal()

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._visit = Visit(self)
        self.title, self.note = Line("strong"), Line(wraps=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        set_role(self, "prompt")
        self.hide()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        theme = look.theme
        self.setStyleSheet(
            f'QFrame[role="prompt"] {{ background: {theme.forward_soft}; border: 2px solid {theme.forward};'
            f" border-radius: 8px; }}"
        )

    def set_compact(self) -> None:
        """Keep to one line, whatever there is to say."""
        self.note.setWordWrap(False)

    def open(self) -> None:
        """Come, and take the keyboard."""
        self.refresh()
        self.show()
        self.window().activateWindow()
        self.home.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.title.text()} {self.note.text()}".strip())

    def leave(self) -> None:
        """Go, and give the keyboard back to where it was."""
        if not self.isHidden():
            self._visit.end(Qt.FocusReason.OtherFocusReason)
            here = QApplication.focusWidget()
            if here is not None and self.isAncestorOf(here):  # it has come from nowhere
                here.clearFocus()
            self.hide()
            self.done.emit()

    def refresh(self) -> None:
        """Follow the lecture."""

    @property
    def home(self) -> QWidget:
        """What the keyboard goes to."""
        return self

    def say(self, sentence: str) -> None:
        """Say something beside what is typed."""
        self.note.setText(sentence)


class TypedPrompt(Prompt):
    """A bar with a field; what is typed is looked at as it is typed, and handed over by Enter.

    Parameters
    ----------
    presenter : Presenter
    leaves : Qt.Key
        The key that has opened it closes it, while nothing is typed; None where it may be typed.
    """

    def __init__(
        self, presenter: Presenter, leaves: Qt.Key | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(presenter, parent)
        self.field = TypedField(leaves)
        self.row = QHBoxLayout()
        self.row.setSpacing(10)
        self.row.addWidget(self.title)
        self.row.addWidget(self.field)
        self.row.addWidget(self.note, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(6)
        self.column.addLayout(self.row)
        self.field.textEdited.connect(self.typed)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self.left)

    @property
    def home(self) -> QWidget:
        """The field."""
        return self.field

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        super().set_look(look)
        self.field.setFixedWidth(look.px(150))

    def open(self) -> None:
        """Come with an empty field."""
        self.field.clear()
        self.typed("")
        super().open()

    def left(self, with_shift: bool) -> None:
        """Go: the key that has opened the bar was pressed once more."""
        del with_shift
        self.leave()

    def typed(self, text: str) -> None:
        """Look at what is typed so far."""

    def entered(self, text: str) -> None:
        """Do what is typed."""


class Confirm(Prompt):
    """A question that Enter answers with yes.

    Parameters
    ----------
    presenter : Presenter
    question, yes, no : str
    """

    confirmed = Signal()

    def __init__(
        self, presenter: Presenter, question: str, yes: str, no: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(presenter, parent)
        self.note.setText(question)
        set_role(self.note, "strong")
        self.title.hide()
        self.yes, self.no = PressButton(yes, "primary"), PressButton(no)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(self._on_yes_clicked)
        self.no.clicked.connect(self.leave)

    def put(self, question: str) -> None:
        """Ask something else."""
        self.note.setText(question)

    @property
    def home(self) -> QWidget:
        """The button that confirms."""
        return self.yes

    def _on_yes_clicked(self) -> None:
        self.leave()
        self.confirmed.emit()
