"""A sentence under a control: why something can't be, or what goes with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel

from gui.tab_order import reveal
from gui.theme import set_role

__all__ = ["Note"]


class Note(QLabel):
    """There is room for it only while there is something to say.

    Parameters
    ----------
    role : str
        How it looks: "hint" is what stands where something can't be.
    """

    def __init__(self, role: str = "hint") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what was typed, and names of the data
        self.setWordWrap(True)
        self.hide()
        set_role(self, role)

    def say(self, sentence: str) -> None:
        """Say a sentence; nothing where it is empty. Beside the keyboard it is scrolled into view."""
        is_new = sentence != self.text()
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            if is_new:
                self._keep_lines()
            QTimer.singleShot(0, self, self._come_into_view)  # once it has its place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all lines: a grid that is new gives a sentence too little height."""
        super().resizeEvent(event)
        self._keep_lines()

    def _keep_lines(self) -> None:
        """Need the height of all lines, and no more: a label never needs less than it had to have before."""
        self.setMinimumHeight(0)
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))

    def _come_into_view(self) -> None:
        here, around = QApplication.focusWidget(), self.parentWidget()
        if self.isVisible() and here is not None and around is not None and around.isAncestorOf(here):
            reveal(self)
