"""One or several of the options are chosen: choice, vote, multi."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QRadioButton,
    QWidget,
)

from engine.lessons.lesson import Ask
from gui.look import Look
from gui.panels.lesson_card.kinds.answering import Answering
from gui.prose import ProseView

__all__ = ["PickAnswer"]


class PickAnswer(Answering):
    """Options under one another; a click anywhere on one chooses it.

    Up and down go from option to option. Enter checks; where several can be chosen it chooses, and the
    button checks.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        The numbers of the options as they stand under one another.
    """

    def __init__(self, ask: Ask, order: tuple[int, ...]) -> None:
        super().__init__()
        self._order, self._is_multi = order, ask.kind == "multi"
        self._group, self._texts = QButtonGroup(self), list[ProseView]()
        self._group.setExclusive(not self._is_multi)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, number in enumerate(order):
            self._add(grid, row, number, ask.options[number].text)

    def _add(self, grid: QGridLayout, row: int, number: int, text: str) -> None:
        button = QCheckBox() if self._is_multi else QRadioButton()
        words = ProseView()
        words.set_text(text)
        button.setAccessibleName(words.spoken)
        self._group.addButton(button, number)
        grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
        self._texts.append(words)
        words.clicked.connect(lambda: self._click(button))
        words.term_asked.connect(self.term_asked)
        button.clicked.connect(self.changed)
        self.keep_enter(button)

    @staticmethod
    def _click(button: QAbstractButton) -> None:
        if button.isEnabled():
            button.setFocus(Qt.FocusReason.MouseFocusReason)
            button.click()

    @property
    def answer(self) -> int | frozenset[int] | None:
        """The number of the option as the lesson lists them; of several the set of them."""
        chosen = frozenset(self._group.id(b) for b in self._group.buttons() if b.isChecked())
        if self._is_multi:
            return chosen or None
        return next(iter(chosen), None)

    def missing(self) -> str:
        """Ask for a choice."""
        return self.tr("Choose an answer first.") if self.answer is None else ""

    def put(self, answer: object) -> None:
        """Choose what was chosen."""
        chosen = answer if isinstance(answer, frozenset) else {answer}
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) in chosen)

    def set_open(self, is_open: bool) -> None:
        """Keep the options readable, but not to be chosen."""
        for button in self._group.buttons():
            button.setEnabled(is_open)

    def reveal(self, right: object) -> None:
        """Choose what is right; what was predicted is told beside it."""
        self.put(right)

    def set_look(self, look: Look) -> None:
        """Dress the options."""
        for words, button in zip(self._texts, self._group.buttons(), strict=True):
            words.set_look(look)
            above = (button.sizeHint().height() - words.line_height) // 2
            words.setContentsMargins(0, max(above, 0), 0, 0)  # the first line stands beside its button

    def first(self) -> QWidget:
        """Go to what is chosen, or to the first."""
        return self._group.checkedButton() or self._group.buttons()[0]

    def on_enter(self, watched: QObject) -> None:
        """Choose what the keyboard is on where that is still to be done; else check."""
        if isinstance(watched, QAbstractButton) and (self._is_multi or self.answer is None):
            watched.click()
        else:
            self.entered.emit()
