"""Option cards A to E: what can be voted for, the hands that were raised, and which one is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.present.page.card import Card
from gui.present.page.card_places import WAYS, Way
from gui.present.page.measures import Sizes
from gui.present.slide import Slide

__all__ = ["Cards"]

_GAP = 8.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """How cards are laid out, and how high that is."""

    height: float
    columns: int
    way: Way


class Cards:
    """All cards of a question, in a row if they are short, else under one another.

    Parameters
    ----------
    slide : Slide
    sizes : Sizes
    """

    def __init__(self, slide: Slide, sizes: Sizes) -> None:
        most = max((max(vote.hands, default=0) for vote in slide.votes), default=0)
        self._cards = tuple(Card(slide, i, sizes, most) for i in range(len(slide.cards)))
        self._lead = max((card.lead for card in self._cards), default=0.0)
        self._plans: dict[float, _Plan] = {}

    def height(self, width: float) -> float:
        """Return the height in the arrangement that takes least of it."""
        return self._plan(width).height

    def _plan(self, width: float) -> _Plan:
        """Find how many stand in a row, and where their text stands."""
        if width not in self._plans:
            tries = [(n, way) for n in range(len(self._cards), 0, -1) for way in WAYS]
            plans = (_Plan(self._height(n, width, way), n, way) for n, way in tries)
            self._plans[width] = min(plans, key=lambda plan: plan.height)
        return self._plans[width]

    def _height(self, columns: int, width: float, way: Way) -> float:
        return sum(self._rows(columns, width, way)) + _GAP * (self._count(columns) - 1)

    def _count(self, columns: int) -> int:
        return -(-len(self._cards) // columns)

    def _in_rows(self, columns: int) -> Iterator[tuple[Card, ...]]:
        for first in range(0, len(self._cards), columns):
            yield self._cards[first : first + columns]

    def _rows(self, columns: int, width: float, way: Way) -> list[float]:
        """Return the height of each row."""
        room = (width - _GAP * (columns - 1)) / columns
        return [max(card.height(room, way, self._lead) for card in row) for row in self._in_rows(columns)]

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint them from the top of a box."""
        plan, top = self._plan(box.width()), box.top()
        room = (box.width() - _GAP * (plan.columns - 1)) / plan.columns
        heights = self._rows(plan.columns, box.width(), plan.way)
        for row, height in zip(self._in_rows(plan.columns), heights, strict=True):
            for i, card in enumerate(row):
                card.paint(
                    painter, QRectF(box.left() + i * (room + _GAP), top, room, height), plan.way, self._lead
                )
            top += height + _GAP

    def texts(self) -> tuple[str, ...]:
        """Return all that stands on the cards."""
        return tuple(text for card in self._cards for text in card.texts())
