"""What the settings dialog is put together from: a choice of few, a slider with its value, and rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)

from gui.theme import set_role

__all__ = ["Dial", "Rows", "Segments", "scrolling"]


class Segments(QFrame):
    """A choice of a few, side by side; the arrow keys go from one to the next.

    Parameters
    ----------
    name : str
        What is chosen, for screen readers.
    choices : mapping of str to str
        The words of each choice.

    Signals
    -------
    chosen(choice)
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        set_role(self, "segments")
        self.setAccessibleName(name)
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice, words in choices.items():
            button = self.buttons[choice] = QToolButton()
            button.setText(words)
            button.setAccessibleName(f"{name}: {words}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_role(button, "segment")
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonToggled.connect(self._on_group_button_toggled)

    def _on_group_button_toggled(self, button: QToolButton, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(next(choice for choice, mine in self.buttons.items() if mine is button))

    def show_choice(self, choice: str) -> None:
        """Show what is chosen."""
        self.buttons[choice].setChecked(True)


class Dial(QWidget):
    """A slider that goes in steps, with its value in words beside it.

    Parameters
    ----------
    name : str
        For screen readers.
    least, most, step : int
    widest : str
        The longest text of a value; room is kept for it.

    Signals
    -------
    chosen(value)
    """

    chosen = Signal(int)

    def __init__(self, name: str, least: int, most: int, step: int) -> None:
        super().__init__()
        self._step = step
        self._shown = least
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(name)
        self.slider.setRange(least, most)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(step)
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self.words = QLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self.setFocusProxy(self.slider)

    def _on_slider_value_changed(self, value: int) -> None:
        stepped = self._step * round(value / self._step)
        if value != self._shown:  # by hand
            self.slider.setValue(stepped)
            self.chosen.emit(stepped)

    def show_value(self, value: int, words: str, widest: str) -> None:
        """Show a value, which need not be a whole number of steps, and keep room for the widest."""
        self._shown = value
        self.slider.setValue(value)
        self.words.setText(words)
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(widest) + 2)


class Rows(QGridLayout):
    """Names at the left, fields at the right, under headings."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(18)
        self.setVerticalSpacing(10)
        self.setColumnStretch(1, 1)

    def add_heading(self, words: str) -> None:
        """Begin a group."""
        if self.count():
            self.setRowMinimumHeight(self.rowCount(), 8)
        heading = QLabel(words)
        set_role(heading, "heading")
        self.addWidget(heading, self.rowCount(), 0, 1, 2)

    def add_field(self, words: str, field: QWidget, *, is_wide: bool = False) -> None:
        """Add a field with its name, which takes all the room at the right where it is wide."""
        name = QLabel(words)
        name.setBuddy(field)
        row = self.rowCount()
        side = Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeft
        self.addWidget(name, row, 0)
        self.addWidget(field, row, 1, side)

    def add_line(self, field: QWidget) -> None:
        """Add a field that says itself what it is."""
        self.addWidget(field, self.rowCount(), 0, 1, 2)


def scrolling(page: QWidget) -> QScrollArea:
    """Let a page scroll where the dialog has not the room for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_role(page, "page")
    area.setWidget(page)
    return area
