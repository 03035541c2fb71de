"""What the board is scrolled in with its remarks, where they have less height than they need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.panels.chain_gadget.board import Board
from gui.theme import set_role

__all__ = ["Area"]

_BETWEEN = 2


class Area(QScrollArea):
    """Gives the board the height that the foot leaves, and scrolls both where that is not enough.

    Parameters
    ----------
    board : Board
    foot : QWidget
        Its height follows its width.
    """

    def __init__(self, board: Board, foot: QWidget) -> None:
        super().__init__()
        self._board, self._foot = board, foot
        page = QWidget()
        set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addWidget(board, 1)
        column.addWidget(foot)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, "surface")

    def share(self) -> None:
        """Share the height anew."""
        foot, width = self._foot, self.viewport().width()
        below = foot.heightForWidth(width) if foot.hasHeightForWidth() else foot.sizeHint().height()
        self._foot.setFixedHeight(below)
        self._board.set_room(self.viewport().height() - below - _BETWEEN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another height."""
        super().resizeEvent(event)
        self.share()
