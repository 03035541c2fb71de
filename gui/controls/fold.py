"""A part of a column that is folded away until it is asked for, or until something in it is not as usual."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.icons import themed_icon
from gui.look import Look
from gui.theme import set_role

__all__ = ["Fold"]

_SPACING = 2


class Fold(QWidget):
    """A button, and under it what it shows and hides.

    Parameters
    ----------
    title : str
        What is in it.

    Attributes
    ----------
    button : QToolButton
    column : QVBoxLayout
        What is shown and hidden.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._is_usual = True
        self.button = QToolButton()
        self.button.setText(title)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_role(self.button, "fold")
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_SPACING)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(_SPACING)
        around.addWidget(self.button)
        around.addWidget(self._inside)
        self._inside.hide()
        self.button.toggled.connect(self._on_button_toggled)
        self._draw()

    @property
    def is_open(self) -> bool:
        """Whether what is inside is shown."""
        return self.button.isChecked()

    def show_usual(self, *, is_usual: bool) -> None:
        """Open where something inside has become unlike what it usually is: nothing is at work unseen."""
        if self._is_usual and not is_usual:
            self.button.setChecked(True)
        self._is_usual = is_usual

    def set_look(self, look: Look) -> None:
        """Draw the arrow in another theme or size."""
        if look != self._look:
            self._look = look
            self._draw()

    def _on_button_toggled(self, on: bool) -> None:
        self._inside.setVisible(on)
        self._draw()

    def _draw(self) -> None:
        arrow = "chevron-up" if self.is_open else "chevron-down"
        self.button.setIcon(themed_icon(arrow, self._look.theme, "muted"))
        self.button.setIconSize(QSize(self._look.px(12), self._look.px(12)))
