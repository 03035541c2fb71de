"""The tinted boxes of the card, and the table of twins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.look import Look
from gui.prose import ProseView
from gui.theme import set_role

__all__ = ["TintedBox", "TwinsTable", "label"]


def label(text: str = "", role: str | None = None) -> QLabel:
    """Make a label that wraps and takes its text as it stands."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role is not None:
        set_role(made, role)
    return made


class TintedBox(QFrame):
    """A text on a ground of its own: what is right on green, everything else on yellow.

    Signals
    -------
    term_asked(id)
    """

    term_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words = ProseView()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.words)
        self.words.term_asked.connect(self.term_asked)
        set_role(self, "hint")
        self.hide()

    def say(self, text: str, *, is_right: bool = False) -> None:
        """Show a text; nothing where it is empty."""
        set_role(self, "right" if is_right else "hint")
        self.words.set_text(text)
        self.setVisible(bool(text))

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self.words.set_look(look)


class TwinsTable(QWidget):
    """Two or more copies that did different things, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[list[str]] = []
        self._heading = label(self.tr("Side by side"), "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        self.hide()

    def tell(self, rows: list[list[str]]) -> None:
        """Show a table: the first row names the quantities, each other one a twin and what it came to."""
        self.setVisible(bool(rows))
        if rows == self._told:
            return
        self._told = rows
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for column, told in enumerate(rows):  # a twin is a column: the card is narrow
            for row, text in enumerate(told):
                self._put(text, row, column)
        self._grid.setColumnStretch(len(rows), 1)

    def _put(self, text: str, row: int, column: int) -> None:
        cell = label(text, "strong" if row == 0 else "muted" if column == 0 else None)
        cell.setWordWrap(row == 0)
        if column > 0:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)
            cell.setAccessibleName(", ".join(filter(None, (self._told[0][row], self._told[column][0], text))))
        self._grid.addWidget(cell, row, column)
