"""What comes back: the verdict, the hints one by one, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.look import Look
from gui.panels.lesson_card.boxes import TintedBox, label
from gui.panels.lesson_card.flow import FlowLayout
from gui.panels.lesson_card.telling import Said
from gui.prose import ProseView
from gui.theme import set_role

__all__ = ["Feedback"]

_RUNGS = 3


class Feedback(QWidget):
    """The verdict, the hints so far, and two buttons: a hint more, and "Show me".

    Parameters
    ----------
    show_me : str
        What the second one is called; empty where there is none.

    Signals
    -------
    hint_asked()
    show_me_asked()
    term_asked(id)
    """

    hint_asked = Signal()
    show_me_asked = Signal()
    term_asked = Signal(str)

    def __init__(self, show_me: str) -> None:
        super().__init__()
        self._is_open = True
        self.box = TintedBox()
        self.result = ProseView()
        self.result.hide()
        self.rungs = tuple(ProseView(role="ink") for _ in range(_RUNGS))
        self.hint, self.show_me = _quiet(self.tr("Hint")), _quiet(show_me)
        self.tries = label(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.result, self.box, *self.rungs):
            column.addWidget(part)
        column.addWidget(self._buttons(show_me))
        self.hint.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the answer
        for rung in self.rungs:
            rung.hide()
            rung.term_asked.connect(self.term_asked)
        self.box.term_asked.connect(self.term_asked)
        self.hint.clicked.connect(self.hint_asked)
        self.show_me.clicked.connect(self.show_me_asked)

    def _buttons(self, show_me: str) -> QWidget:
        self._row = QWidget()
        row = FlowLayout(self._row, 4)
        row.addWidget(self.hint)
        row.addWidget(self.show_me)
        self.show_me.setVisible(bool(show_me))
        row.addWidget(self.tries)
        self.tries.setWordWrap(False)
        return self._row

    def tell(self, said: Said | None, rungs: Sequence[str], more: bool, tries: str) -> None:
        """Show a verdict and the hints so far.

        Parameters
        ----------
        said : Said or None
        rungs : sequence of str
            The hints that were asked for.
        more : bool
            There is a hint more.
        tries : str
            How many tries there were; empty where that says nothing.
        """
        self.box.say(said.text if said else "", is_right=said is not None and said.is_right)
        for number, view in enumerate(self.rungs):
            text = self.tr("**Hint {number}.** {hint}")
            view.set_text(text.format(number=number + 1, hint=rungs[number]) if number < len(rungs) else "")
        self.hint.setVisible(more)
        self.hint.setText(self.tr("Hint") if not rungs else self.tr("Another hint"))
        self.tries.setText(tries)
        self.tries.setVisible(bool(tries))
        self._show_row()

    def set_open(self, is_open: bool) -> None:
        """Offer the ways out while the question is open."""
        self._is_open = is_open
        self._show_row()

    def _show_row(self) -> None:
        """Keep room for the ways out only where there are any."""
        self._row.setVisible(self._is_open and any(not part.isHidden() for part in (self.hint, self.show_me)))

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self.box.set_look(look)
        for view in (self.result, *self.rungs):
            view.set_look(look)


def _quiet(text: str) -> QPushButton:
    button = QPushButton(text)
    set_role(button, "flat")
    return button
