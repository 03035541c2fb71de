"""Asks which update to go to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from engine.session.frame import Frame
from engine.session.typed import NumberError, parse_number
from gui.cursor import cursor_of
from gui.panels.transport.asking import AskingDialog
from gui.short_number import whole

__all__ = ["GoDialog", "last_update"]

translate = QCoreApplication.translate


def last_update(frame: Frame) -> int:
    """Return the last update that can be gone to: as far as the run was trained, or walked."""
    return max(frame.trained, frame.curve.size - 1, cursor_of(frame))


class GoDialog(AskingDialog):
    """Asks for the number of an update.

    Parameters
    ----------
    here : int
        The update that the window says it is at.
    last : int
        The last one that there is.

    Signals
    -------
    asked(update)
        The user wants to be there.
    """

    asked = Signal(int)

    def __init__(self, here: int, last: int, parent: QWidget | None = None) -> None:
        label = translate("GoDialog", "Update 0 to {last}").format(last=whole(last))
        button = translate("GoDialog", "Go there")
        super().__init__(translate("GoDialog", "Go to update"), label, str(here), button, parent)
        self._last = last

    def take(self, text: str) -> str:
        """Ask for the update, or say what is wrong with the text."""
        try:
            number = parse_number(text)
        except NumberError:
            number = -1.0
        if not (number.is_integer() and 0 <= number <= self._last):
            told = self.tr("“{text}” is no update of this run: type a whole number from 0 to {last}.")
            return told.format(text=text.strip(), last=whole(self._last))
        self.accept()
        self.asked.emit(int(number))
        return ""
