"""Asks below which J training is to stop."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from engine.session.typed import NumberError, parse_number
from gui.theme import set_role

__all__ = ["UntilDialog", "suggested"]


def suggested(J: float | None) -> float:
    """Return a round number about half as large as J; 0.01 where J is not known."""
    if J is None or not 0 < J < float("inf"):
        return 0.01
    half = J / 2
    power = floor(log10(half))
    return float(f"{half / 10.0**power:.0f}e{power}")


class UntilDialog(QDialog):
    """One field and a button; what is no number is said below the field.

    Parameters
    ----------
    text : str
        What stands in the field at first.
    example : str
        A number as it may be typed.

    Signals
    -------
    asked(J)
        Training is to stop below this cost.
    """

    asked = Signal(float)

    def __init__(self, text: str, example: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Train until J is small"))
        self._example = example
        self.field = QLineEdit(text)
        self.field.setAccessibleName(self.tr("Train until J is below"))
        self.field.selectAll()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what was typed
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton(self.tr("Train"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setDefault(True)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        self.field.textEdited.connect(self._on_field_edited)
        form = QFormLayout(self)
        form.setContentsMargins(18, 16, 18, 14)
        form.setSpacing(10)
        form.addRow(self.tr("Train until J is below"), self.field)
        form.addRow(self.sentence)
        form.addRow(self.buttons)
        self._say("")

    def _on_field_edited(self) -> None:
        self._say("")

    def _on_buttons_accepted(self) -> None:
        """Ask for the run, or say what is wrong with the text."""
        try:
            J = parse_number(self.field.text())
        except NumberError:
            text = self.tr("“{text}” is no number: type one such as {example}.")
            self._say(text.format(text=self.field.text().strip(), example=self._example))
        else:
            self.accept()
            self.asked.emit(J)

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        self.adjustSize()
