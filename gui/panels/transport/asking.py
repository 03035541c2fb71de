"""A small dialog with one field; what is wrong with what was typed is said below it."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from gui.theme import set_role

__all__ = ["AskingDialog"]


class AskingDialog(QDialog):
    """One field and a button. What it asks for says `take`.

    Parameters
    ----------
    title : str
    label : str
        What stands beside the field.
    text : str
        What stands in the field at first.
    button : str
        What is done with it.
    """

    def __init__(self, title: str, label: str, text: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(label)
        self.field.selectAll()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what was typed
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setDefault(True)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        self.field.textEdited.connect(self._on_field_edited)
        form = QFormLayout(self)
        form.setContentsMargins(18, 16, 18, 14)
        form.setSpacing(10)
        form.addRow(label, self.field)
        form.addRow(self.sentence)
        form.addRow(self.buttons)
        self._say("")

    @abstractmethod
    def take(self, text: str) -> str:
        """Accept what was typed, or return the sentence that says what is wrong with it."""

    def _on_field_edited(self) -> None:
        self._say("")

    def _on_buttons_accepted(self) -> None:
        self._say(self.take(self.field.text()))

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        self.adjustSize()
