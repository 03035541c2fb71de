"""The derivative table and all keys, as a page of the console."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.help.derivatives import DerivativeTable
from gui.look import Look
from gui.present.console.keys_line import key_groups
from gui.present.console.pressing import PressButton
from gui.present.keys.table import KeyTable
from gui.theme import set_role

__all__ = ["HelpPage"]


class HelpPage(QWidget):
    """Derivatives and keys side by side, under one another where it is narrow; F1 or the button closes it.

    Signals
    -------
    closed()
        It is not needed any more.
    """

    closed = Signal()

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.derivatives, self.keys = DerivativeTable(), QLabel()
        self.keys.setTextFormat(Qt.TextFormat.RichText)
        self.keys.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.keys.setWordWrap(True)
        self.title, self.button = QLabel(self.tr("Derivatives and keys")), PressButton(self.tr("Close"))
        set_role(self.title, "title")
        self.button.clicked.connect(self.closed)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.button)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(14)
        for part, name in ((self.derivatives, self.tr("Derivative table")), (self.keys, self.tr("Keys"))):
            area = QScrollArea()
            area.setAccessibleName(name)
            area.setWidgetResizable(True)
            area.setWidget(part)
            set_role(area, "surface")
            set_role(part, "page")
            self._pair.addWidget(area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(head)
        column.addLayout(self._pair, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both under one another where there is no room beside one another."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        is_narrow = self.width() < 2 * self.derivatives.minimumWidth()
        way = QBoxLayout.Direction
        self._pair.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self.derivatives.set_look(look)
        self.keys.setText(self._html(look))
        self._turn()

    def _html(self, look: Look) -> str:
        parts = []
        for group, rows in key_groups(self._keys):
            lines = "".join(
                f"<tr><td width='58%'>{escape(what)}</td><td><b>{escape(how)}</b></td></tr>"
                for what, how in rows
            )
            style = f"color: {look.theme.muted}; margin: {look.px(8)}px 0 2px 0"
            head = f"<p style='{style}'><b>{escape(group)}</b></p>"
            parts.append(f"{head}<table width='100%' cellpadding='2'>{lines}</table>")
        return "".join(parts)
