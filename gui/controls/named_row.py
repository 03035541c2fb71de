"""A row with a name at the left, a control at the right, and a line under both where there is one to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from gui.controls.note import Note
from gui.theme import set_role

__all__ = ["NamedRow"]


class NamedRow(QWidget):
    """One choice, with its name; they share the width evenly unless the control wishes for more.

    Parameters
    ----------
    name : str
    *controls : QWidget
        Side by side; the first takes the room.
    gap : int
        Px between them.
    """

    def __init__(self, name: str, *controls: QWidget, gap: int = 8) -> None:
        super().__init__()
        self.name, self.note = QLabel(name), Note("small")
        self.name.setWordWrap(True)
        set_role(self.name, "muted")
        self._right, self._gap = QHBoxLayout(), gap
        right = self._right
        right.setSpacing(gap // 2)
        for number, control in enumerate(controls):
            right.addWidget(control, int(number == 0))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.addWidget(self.note, 1, 0, 1, 2)
        self._grid = grid

    def event(self, event: QEvent) -> bool:
        """Share the width anew where a control wishes for another."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give the control up to what it wishes for, as long as the longest word of the name has room."""
        room = self.width() - self._gap
        wanted = max(room // 2, self._right.sizeHint().width())
        control = max(min(wanted, room - self.name.minimumSizeHint().width()), 1)
        shares = max(room - control, 1), control
        if shares != (self._grid.columnStretch(0), self._grid.columnStretch(1)):
            for column, share in enumerate(shares):
                self._grid.setColumnStretch(column, share)
            self._grid.activate()

    def say(self, sentence: str) -> None:
        """Say something under the control; nothing where the sentence is empty."""
        self.note.say(sentence)
