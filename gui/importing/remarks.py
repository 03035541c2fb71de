"""Remarks on a table, each on a line of its own; what looks like a mistake can be set right beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.importing.telling import Remark
from gui.theme import set_role

__all__ = ["RemarkList"]

_MOST = 4
"""So many remarks are shown."""


class RemarkList(QWidget):
    """Shows remarks, and buttons for what they offer.

    Signals
    -------
    kind_asked(place, kind)
        A column is to be read as another kind.
    """

    kind_asked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show some remarks and forget all others."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for remark in remarks[:_MOST]:
            self._column.addWidget(self._line(remark))
        if len(remarks) > _MOST:
            more = self.tr("{count} more remarks").format(count=len(remarks) - _MOST)
            self._column.addWidget(self._line(Remark(more)))
        self.setVisible(bool(remarks))

    def _line(self, remark: Remark) -> QWidget:
        line, label = QWidget(), QLabel(remark.words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_role(label, "muted")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        if remark.offer:
            row.addWidget(self._button(remark), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _button(self, remark: Remark) -> QPushButton:
        button = QPushButton(remark.offer)
        button.setAutoDefault(False)
        button.setAccessibleDescription(remark.words)
        button.clicked.connect(lambda: self.kind_asked.emit(remark.place, remark.kind))
        return button
