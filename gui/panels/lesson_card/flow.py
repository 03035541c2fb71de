"""A row of widgets that goes on in the next line where the card is too narrow, as at large text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

__all__ = ["FlowLayout"]


class FlowLayout(QLayout):
    """Sets its widgets beside each other at their own size, line by line, each in the middle of its line.

    Parameters
    ----------
    parent : QWidget, optional
    gap : int
        Px between them.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(*([parent] if parent is not None else []))
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them; None where there are not so many."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one of them out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        heights = [high for _, high in self._lines(width)]
        return sum(heights) + self._gap * max(len(heights) - 1, 0)

    def minimumSize(self) -> QSize:
        """Ask for the widest of them."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def sizeHint(self) -> QSize:
        """Wish for one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def setGeometry(self, box: QRect) -> None:
        """Set all of them."""
        super().setGeometry(box)
        top = box.top()
        for items, high in self._lines(box.width()):
            left = box.left()
            for item in items:
                size = self._size(item, box.width())
                item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
                left += size.width() + self._gap
            top += high + self._gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        hint = item.sizeHint().boundedTo(item.maximumSize())
        return hint if hint.width() <= width else QSize(max(width, item.minimumSize().width()), hint.height())

    def _lines(self, width: int) -> Iterator[tuple[list[QLayoutItem], int]]:
        """Part the widgets into lines, each with its height."""
        line, used, high = list[QLayoutItem](), 0, 0
        for item in self._shown():
            size = self._size(item, width)
            if line and used + self._gap + size.width() > width:
                yield line, high
                line, used, high = [], 0, 0
            used += size.width() + (self._gap if line else 0)
            line.append(item)
            high = max(high, size.height())
        if line:
            yield line, high
