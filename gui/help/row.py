"""One answer of the search: what it is at the left, its menu and its key at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.fonts import ui_font
from gui.help.entry import Entry
from gui.look import Look
from gui.theme import BASE_PX, SMALL_PX

__all__ = ["RowDelegate"]

_HEIGHT, _PAD, _GAP = 32, 10, 14
_NOTE = 0.34
"""The most of the width that key and menu may take each."""


class RowDelegate(QStyledItemDelegate):
    """Paints entries in the colours of the theme."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.look = Look()

    @property
    def height(self) -> int:
        """Height of a row, px."""
        return self.look.px(_HEIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for a row of one line."""
        return QSize(0, self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint title, menu and key; pale where it cannot be done now."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        theme = self.look.theme
        painter.save()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.forward_soft))
            painter.drawRoundedRect(box, 6, 6)
        box = box.adjusted(_PAD, 0, -_PAD, 0)
        ink, muted = (theme.ink, theme.muted) if entry.enabled else (theme.disabled, theme.disabled)
        most = _NOTE * box.width()
        box = self._at_right(painter, box, entry.note, most, ink)
        box = self._at_right(painter, box, entry.kind, most, muted)
        font = ui_font(BASE_PX * self.look.scale, QFont.Weight.Medium)
        self._text(painter, box, entry.title, font, ink, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _at_right(self, painter: QPainter, box: QRectF, text: str, most: float, colour: str) -> QRectF:
        """Write a text at the right end of a box, and return what is left of it."""
        if not text:
            return box
        font = ui_font(SMALL_PX * self.look.scale)
        room = min(QFontMetricsF(font).horizontalAdvance(text) + 1, most)
        end = QRectF(box.right() - room, box.y(), room, box.height())
        self._text(painter, end, text, font, colour, Qt.AlignmentFlag.AlignRight)
        return box.adjusted(0, 0, -room - _GAP, 0)

    @staticmethod
    def _text(
        painter: QPainter, box: QRectF, text: str, font: QFont, colour: str, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
