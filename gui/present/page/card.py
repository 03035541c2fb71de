"""One option card: its letter on a disc, its text, the hands raised for it, its mark once it is revealed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.present.page.block import NOWHERE, Words
from gui.present.page.card_places import FEW_HANDS, Measures, Places, Way, places
from gui.present.page.hands import Hands
from gui.present.page.measures import Sizes
from gui.present.page.prose import Prose
from gui.present.slide import CardFace, Slide

__all__ = ["Card"]

_RADIUS = 9.0
_HANDS, _NARROW = 100.0, 420.0
"""Room for bars beside a text, unless the card is narrower than that."""
_EDGE, _FRAME = 1.4, 3.6
_MARKS = {
    "right": ("update", 3.6, (((-8, 1), (-2, 7), (8, -7)),)),
    "wrong": ("muted", 2.0, (((-5, -5), (5, 5)), ((-5, 5), (5, -5)))),
}
"""Colour, width and lines of the mark of a card, about its middle."""


class Card:
    """A card of a slide.

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
        self._face: CardFace = slide.cards[number]
        self._look = slide.look
        is_wrong = self._face.state == "wrong"
        px, ink = sizes.px("card"), "muted" if is_wrong else "ink"
        fill = slide.look.theme.on_fill if not is_wrong else slide.look.theme.muted
        self._letter = Words(self._face.letter, px, fill, is_strong=True)
        self._text = Prose(self._face.text, px, slide.look, ink, is_strong=self._face.state == "right")
        self._why = Prose(self._face.why, sizes.px("why"), slide.look) if self._face.why else None
        self._hands = Hands(slide, number, sizes, most)
        self._disc = self._letter.line + 3.0
        self._keeps_hands = bool(slide.votes) or slide.phase != "explain"
        self.lead = self._text.width

    def height(self, width: float, way: Way, lead: float) -> float:
        """Return the height that it takes in a width; `lead` is the width of the longest text of all."""
        found = self._places(width, way, lead)
        return found.height if found else NOWHERE

    def _places(self, width: float, way: Way, lead: float) -> Places | None:
        hands = (FEW_HANDS if width < _NARROW else _HANDS) * self._keeps_hands, self._hands.height
        return places(way, width, self._text, self._why, Measures(self._disc, hands, lead))

    def paint(self, painter: QPainter, box: QRectF, way: Way, lead: float) -> None:
        """Paint it into a box."""
        at = self._places(box.width(), way, lead)
        if at is None:
            return
        self._paint_frame(painter, box)
        free = 0.0 if way == "down" else (box.height() - at.height) / 2.0
        painter.save()
        painter.translate(box.left(), box.top() + free)
        self._paint_disc(painter, at.disc)
        self._hands.paint(painter, at.hands)
        self._paint_mark(painter, at.mark.center())
        self._text.paint(painter, at.text)
        if self._why:
            self._why.paint(painter, at.why)
        painter.restore()

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        theme, is_right = self._look.theme, self._face.state == "right"
        width = _FRAME if is_right else _EDGE
        painter.setPen(QPen(theme.colour("update" if is_right else "border"), width))
        painter.setBrush(theme.colour("update_soft" if is_right else "surface"))
        half = width / 2.0
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _paint_disc(self, painter: QPainter, box: QRectF) -> None:
        """Paint the letter: on a disc, on a mere ring where the card is wrong."""
        theme, r = self._look.theme, self._disc / 2.0
        is_wrong, is_right = self._face.state == "wrong", self._face.state == "right"
        role = "faint" if is_wrong else "update" if is_right else "ink"
        painter.setPen(QPen(theme.colour(role), _EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush if is_wrong else theme.colour(role))
        painter.drawEllipse(box.center(), r - 0.7, r - 0.7)
        self._letter.paint(painter, box, Qt.AlignmentFlag.AlignHCenter)

    def _paint_mark(self, painter: QPainter, at: QPointF) -> None:
        """Paint a tick where the card is right, a small cross where it is wrong."""
        if self._face.state not in _MARKS:
            return
        role, width, lines = _MARKS[self._face.state]
        pen = QPen(self._look.theme.colour(role), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in lines:
            painter.drawPolyline(QPolygonF([at + QPointF(x, y) for x, y in line]))

    def texts(self) -> tuple[str, ...]:
        """Return letter and text, and what has been revealed of it."""
        said = {"right": "✓ ", "wrong": "✗ "}.get(self._face.state, "")
        head = f"{said}{self._face.letter}: {' '.join(self._text.texts())}"
        return (head, *(self._why.texts() if self._why else ()), *self._hands.texts())
