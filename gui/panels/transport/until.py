"""Asks below which J training is to stop."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from engine.session.typed import NumberError, parse_number
from gui.panels.transport.asking import AskingDialog

__all__ = ["UntilDialog", "suggested"]

translate = QCoreApplication.translate


def suggested(J: float | None) -> float:
    """Return a round number about half as large as J; 0.01 where J is not known."""
    if J is None or not 0 < J < float("inf"):
        return 0.01
    half = J / 2
    power = floor(log10(half))
    return float(f"{half / 10.0**power:.0f}e{power}")


class UntilDialog(AskingDialog):
    """Asks for a cost.

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
        super().__init__(
            translate("UntilDialog", "Train until J is small"),
            translate("UntilDialog", "Train until J is below"),
            text,
            translate("UntilDialog", "Train"),
            parent,
        )
        self._example = example

    def take(self, text: str) -> str:
        """Ask for the run, or say what is wrong with the text."""
        try:
            J = parse_number(text)
        except NumberError:
            told = self.tr("“{text}” is no number: type one such as {example}.")
            return told.format(text=text.strip(), example=self._example)
        self.accept()
        self.asked.emit(J)
        return ""
