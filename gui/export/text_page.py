"""A page of the export: the update or the run as text, to look at, to save and to copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from engine.session.frame import Frame
from gui.export.segments import Segments
from gui.theme import set_role

__all__ = ["TextForm", "TextPage"]

_SHOWN = 60_000
"""Characters of a text that are shown; all of it is saved and copied."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """One way to write a moment.

    Attributes
    ----------
    name : str
        As the user reads it.
    ending : str
        Of a file's name.
    written : callable
        Makes the text.
    """

    name: str
    ending: str
    written: Callable[[Frame], str]


class TextPage(QWidget):
    """Shows a text in one of several forms.

    Parameters
    ----------
    name : str
        What it is, for screen readers and for the name of the file.
    forms : sequence of TextForm
    frame : Frame
    """

    def __init__(self, name: str, forms: Sequence[TextForm], frame: Frame) -> None:
        super().__init__()
        self.name, self._frame = name, frame
        self.forms = {form.name: form for form in forms}
        self.choice = Segments(name, {form.name: form.name for form in forms}, forms[0].name)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName(self.tr("Preview"))
        set_role(self.preview, "code")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.choice)
        column.addWidget(self.preview, 1)
        self.choice.changed.connect(self.begin)

    @property
    def form(self) -> TextForm:
        """The form that is chosen."""
        return self.forms[self.choice.chosen]

    @property
    def is_withheld(self) -> bool:
        """Say whether a question is asked whose answer the text would give away."""
        return bool(self._frame.hidden)

    def text(self) -> str:
        """Return all of the text."""
        return self.form.written(self._frame)

    def begin(self) -> None:
        """Show the text, or why it is not shown."""
        if self.is_withheld:
            self.preview.setPlainText(self.tr("Answer the question first: this would give the answer away."))
            return
        text = self.text()
        more = self.tr("… and more: saved and copied is all of it.")
        self.preview.setPlainText(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\n{more}")

    def copy(self) -> str:
        """Put the text on the clipboard and say so."""
        QGuiApplication.clipboard().setText(self.text())
        return self.tr("Copied: {name}.").format(name=f"{self.name}, {self.form.name}")
