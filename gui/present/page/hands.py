"""The hands raised for one card, as bars with their counts: a first vote and a second one under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.present.page.block import Words
from gui.present.page.measures import Sizes
from gui.present.slide import Slide

__all__ = ["Hands"]

_MOST_ROUNDS = 2
_LONGEST = 140.0
_LEAST_BAR, _THICK, _GAP = 2.0, 9.0, 5.0


class Hands:
    """The hands for one card, and room for them while they are hidden: nothing moves when they are shown.

    Parameters
    ----------
    slide : Slide
    number : int
        Of the card, from 0.
    sizes : Sizes
    most : int
        The longest bar stands for so many hands.
    """

    def __init__(self, slide: Slide, number: int, sizes: Sizes, most: int) -> None:
        self._theme, self._most = slide.look.theme, max(most, 1)
        votes = slide.votes[:_MOST_ROUNDS]
        self._hands = [vote.hands[number] if number < len(vote.hands) else 0 for vote in votes]
        self._names = [vote.name for vote in votes]
        self._counts = [self._words(sizes, str(hands)) for hands in self._hands]
        self._line = self._words(sizes, "0").line - 2.0
        self._widest = self._words(sizes, "000").width

    def _words(self, sizes: Sizes, text: str) -> Words:
        return Words(text, min(sizes.px("small"), 18), self._theme.ink, is_strong=True)

    @property
    def height(self) -> float:
        """Of both rounds."""
        return self._line * _MOST_ROUNDS

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint a bar for each round: the first in outline where there are two, the last one filled."""
        top = box.center().y() - self._line * len(self._hands) / 2.0
        for i, hands in enumerate(self._hands):
            at = QRectF(box.left(), top + i * self._line, box.width(), self._line)
            room = min(box.width() - self._widest - _GAP, _LONGEST)
            bar = QRectF(at.left(), at.center().y() - _THICK / 2.0, 0.0, _THICK)
            bar.setWidth(max(_LEAST_BAR, room * hands / self._most))
            is_last = i == len(self._hands) - 1
            painter.setPen(QPen(self._theme.colour("forward"), 1.4))
            painter.setBrush(self._theme.colour("forward") if is_last else Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
            at.setLeft(bar.right() + _GAP)
            self._counts[i].paint(painter, at)

    def texts(self) -> tuple[str, ...]:
        """Return the count of each round."""
        return tuple(f"{name}: {hands}" for name, hands in zip(self._names, self._hands, strict=True))
