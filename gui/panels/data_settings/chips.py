"""Small buttons that are on or off, one after the other, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from gui.plain import plain_tip
from gui.theme import set_role

__all__ = ["Chip", "Chips"]

_GAP, _WIDE = 4, 10_000


@dataclass(frozen=True, slots=True)
class Chip:
    """What a button stands for.

    Attributes
    ----------
    key : hashable
    words : str
        What stands on it.
    spoken : str
        What screen readers say.
    """

    key: Hashable
    words: str
    spoken: str


class Chips(QWidget):
    """Buttons of which any can be on.

    Signals
    -------
    toggled(key)
        The button with this key was pressed.
    """

    toggled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[Chip, ...] = ()
        self.buttons: dict[Hashable, QToolButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[Chip], on: frozenset[Hashable]) -> None:
        """Show buttons, some of them on."""
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            for old in self.buttons.values():
                old.hide()
                old.deleteLater()
            self.buttons = {chip.key: self._new_button(chip) for chip in chips}
        for key, button in self.buttons.items():
            button.setChecked(key in on)
        self.updateGeometry()
        self.arrange()

    def _new_button(self, chip: Chip) -> QToolButton:
        button = QToolButton(self)
        button.setText(chip.words)
        button.setAccessibleName(chip.spoken)
        button.setToolTip(plain_tip(chip.spoken))
        button.setCheckable(True)
        set_role(button, "chip")
        button.clicked.connect(lambda: self._on_button_clicked(chip.key))
        button.show()
        return button

    def _on_button_clicked(self, key: Hashable) -> None:
        """Tell of it; whether it is on then is what the document says."""
        self.buttons[key].setChecked(not self.buttons[key].isChecked())
        self.toggled.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines for another width."""
        super().resizeEvent(event)
        self.arrange()

    def heightForWidth(self, width: int) -> int:
        """Return the px that the lines need below one another."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """Wish for a single line."""
        places = self._places(_WIDE)
        return QSize(max((place.right() + 1 for place in places), default=0), self.heightForWidth(_WIDE))

    def minimumSizeHint(self) -> QSize:
        """Leave room for the widest button."""
        return QSize(max((button.sizeHint().width() for button in self.buttons.values()), default=0), 1)

    def arrange(self) -> None:
        """Put the buttons in their places."""
        for button, place in zip(self.buttons.values(), self._places(self.width()), strict=True):
            button.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        """Return where each button is, in lines of some width."""
        places: list[QRect] = []
        x = y = 0
        for button in self.buttons.values():
            size = button.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, places[-1].bottom() + 1 + _GAP
            places.append(QRect(x, y, size.width(), size.height()))
            x += size.width() + _GAP
        return places
