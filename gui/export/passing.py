"""A few words that pass by at the foot of the diagram: that something is on the clipboard, or saved."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from gui.accessible import announce

__all__ = ["Passing"]

SHOWN_MS = 3500
_ABOVE = 14
"""Px between the words and the edges of what they stand over."""


class Passing(QLabel):
    """Words over a widget, which a click or a few seconds take away; screen readers say them.

    Parameters
    ----------
    over : QWidget
        Where they stand: at its foot, unless there is something better.
    foot : QWidget
        A part of it at whose foot they cover less, where it is on screen.
    """

    def __init__(self, over: QWidget, foot: QWidget) -> None:
        super().__init__(over)
        self._foot = foot
        self.hide()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(14, 8, 14, 8)
        self.setWordWrap(True)
        for watched in (over, foot):
            watched.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)

    def tell(self, sentence: str) -> None:
        """Say something, in place of what was said before."""
        self.setText(sentence)
        self.setStyleSheet(f"color: {self.palette().color(QPalette.ColorRole.ToolTipText).name()};")
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, sentence)

    def _place(self) -> None:
        over, margins = cast("QWidget", self.parent()), self.contentsMargins()
        words = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        foot = self._foot if self._foot.isVisibleTo(over) else over
        width = min(words, foot.width() - 2 * _ABOVE)
        height = self.heightForWidth(width)
        corner = foot.mapTo(over, QPoint((foot.width() - width) // 2, foot.height() - height - _ABOVE))
        self.setGeometry(QRect(corner, QSize(width, height)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go away."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot; keep no time where nobody sees it."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.Hide and watched is self.parent():
            self._timer.stop()
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ground like that of a tool tip, and the words."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.ToolTipBase))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        super().paintEvent(event)
