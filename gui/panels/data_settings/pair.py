"""A name and what belongs to it, side by side, or under one another where the column is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

__all__ = ["Pair", "room_of_choices"]

_GAP = 8
_AROUND = 44
"""Px of a drop-down list beside its text: border, padding and arrow; the arrow grows with the text."""


class Pair(QWidget):
    """Two widgets; the second has what is left of the line, or a line of its own.

    Parameters
    ----------
    name : QLabel
    beside : QWidget
    least : callable
        Returns the px that the second one needs.
    """

    def __init__(self, name: QLabel, beside: QWidget, least: Callable[[], int]) -> None:
        super().__init__()
        self._name, self._beside, self._least = name, beside, least
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(name, 0, 0)
        self._grid.addWidget(beside, 0, 1)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the wider one needs."""
        least = max(self._name.minimumSizeHint().width(), self._beside.minimumSizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for both."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the second one beside the first, or below it."""
        is_narrow = self._name.sizeHint().width() + _GAP + self._least() > self.width()
        self._grid.addWidget(self._beside, *((1, 0, 1, 2) if is_narrow else (0, 1, 1, 1)))


def room_of_choices(box: QComboBox) -> int:
    """Return the px that a drop-down list needs for the longest of its choices."""
    metrics = box.fontMetrics()
    longest = max((metrics.horizontalAdvance(box.itemText(n)) for n in range(box.count())), default=0)
    return longest + max(_AROUND, 3 * metrics.height())
