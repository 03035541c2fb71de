"""One line of text that ends with dots where there is no room for it; or as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from gui.theme import set_role

__all__ = ["Line"]

_LEAST = 40


class Line(QLabel):
    """A label that is content with little width, and says what it has no room for to screen readers only.

    Parameters
    ----------
    role : str
        Of the style sheet; empty for ordinary text.
    wraps : bool
        Take more lines rather than ending with dots.
    """

    def __init__(self, role: str = "", *, wraps: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            set_role(self, role)

    def minimumSizeHint(self) -> QSize:
        """Be content with little."""
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(min(hint.width(), _LEAST), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text as far as it goes."""
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter, room = QPainter(self), self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(
            painter, room, flags, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()
