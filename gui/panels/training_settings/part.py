"""What the parts of the panel have in common: rows under one another, and what each row is about."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.controls.field_row import FieldRow
from gui.controls.fold import Fold
from gui.controls.setting import Setting
from gui.hands.number_field import NumberField
from gui.look import Look
from gui.plain import explain
from gui.theme import set_role

__all__ = ["GAP", "Part", "show_numbers"]

GAP, _BETWEEN, _INDENT = 8, 2, 12


class Part(QWidget):
    """A heading, where it has one, and rows under it.

    Attributes
    ----------
    terms : list
        Words of the glossary by their id, each with the widgets that it explains.

    Signals
    -------
    dispatched(action)
    pointed(refs)
    """

    dispatched = Signal(object)
    pointed = Signal(object)

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.terms: list[tuple[str, tuple[QWidget, ...]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_BETWEEN)
        if heading:
            title = QLabel(heading)
            set_role(title, "heading")
            self._column.addWidget(title)

    def begin_fold(self, fold: Fold) -> None:
        """Put all rows that follow where they are folded away."""
        self._column.addWidget(fold)
        self._column = fold.column

    def add(self, row: QWidget, term: str = "", *about: QWidget) -> None:
        """Put a row under the others; `about` are what a word of the glossary explains."""
        self._column.addWidget(row)
        if term:
            self.terms.append((term, about))

    def add_field(self, row: FieldRow, term: str) -> None:
        """Put a row with a number under the others."""
        row.dispatched.connect(self.dispatched)
        row.pointed.connect(self.pointed)
        self.add(row, term, row.name, row.field)

    def add_buttons(self, term: str, *buttons: QPushButton) -> QWidget:
        """Put buttons side by side under the others; return what holds them."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
            set_role(button, "compact")
            row.addWidget(button, 1)
        self.add(held, term, *buttons)
        return held

    def new_numbers(self, count: int, term: str) -> list[FieldRow]:
        """Make rows for the numbers in the brackets of a choice; none is shown yet."""
        rows = [FieldRow(GAP, is_wide=True) for _ in range(count)]
        for row in rows:
            row.hide()
            row.name.setIndent(_INDENT)
            self.add_field(row, term)
        return rows

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Say in tips what the names mean: texts of the glossary by the ids of its words."""
        for term, about in self.terms:
            if term in meanings:
                for widget in about:
                    if isinstance(widget, NumberField):
                        widget.explain(meanings[term])
                    else:
                        explain(widget, meanings[term])


def show_numbers(rows: list[FieldRow], numbers: list[tuple[str, Setting]], look: Look) -> None:
    """Show a row for each number, and no other."""
    for row, (name, setting) in zip(rows, numbers, strict=False):
        row.show_target(setting, name, look)
        row.show()
    for row in rows[len(numbers) :]:
        row.forget()
