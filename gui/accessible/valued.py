"""A widget that stands at one number, such as a slider, and says itself which number that is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.accessible.tree import Key, Told
from gui.accessible.whole import Whole

__all__ = ["Valued"]


class Valued(Whole):
    """A widget without parts that has a number: Qt would tell the place of a slider's handle.

    Parameters
    ----------
    widget : QWidget
    tell : callable
        Says what the widget is, and its number.
    set_number : callable
        Takes another number.
    """

    def __init__(
        self, widget: QWidget, tell: Callable[[], Told], set_number: Callable[[float], None]
    ) -> None:
        super().__init__(widget, tell().role)
        self._tell, self._set = tell, set_number

    def told(self, at: Key | None) -> Told:
        """Tell role and number."""
        return self._tell()

    def set_number(self, at: Key, number: float) -> None:
        """Take another number."""
        self._set(number)
