"""A few choices side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from gui.theme import set_role

__all__ = ["Segments"]


class Segments(QFrame):
    """Buttons in a row: Tab goes to the chosen one, the arrow keys go on to the next.

    Parameters
    ----------
    name : str
        What is chosen, for screen readers.
    choices : mapping
        The words of each button, by what it stands for.
    chosen : str
    parent : QWidget, optional

    Signals
    -------
    changed()
        Another one was chosen.
    """

    changed = Signal()

    def __init__(
        self, name: str, choices: Mapping[str, str], chosen: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[str, QAbstractButton] = {}
        for value, words in choices.items():
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setChecked(value == chosen)
            button.setAccessibleName(f"{name}: {words}")
            set_role(button, "segment")
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[value] = button
        self.setFocusProxy(self.buttons[chosen])
        self._group.buttonToggled.connect(self._on_button_toggled)

    @property
    def chosen(self) -> str:
        """What the chosen button stands for."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def _on_button_toggled(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.setFocusProxy(button)
            self.changed.emit()
