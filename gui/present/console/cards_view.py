"""The cards of a question on the console: the right one is marked, each has its hands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.lessons.lecture import Ballot, Card
from gui.look import Look
from gui.present.console.answers import behind, hands_told
from gui.prose import ProseView
from gui.theme import set_role

__all__ = ["CardsView"]

_BAR, _BAR_HIGH = 90, 10


class _Hands(QWidget):
    """A bar for each vote, one under the other; as long as the share of the hands that the card got."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self._shares: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    def show_shares(self, shares: tuple[float, ...]) -> None:
        """Show the share of each vote, the first vote first."""
        self._shares = shares
        self.setVisible(bool(shares))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(_BAR), self._look.px(2 * _BAR_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        high = self.height() / max(len(self._shares), 1)
        for at, share in enumerate(self._shares):
            is_last = at + 1 == len(self._shares)
            ground = QRectF(0, at * high + 1, self.width(), high - 2)
            painter.fillRect(ground, theme.colour("line"))
            ground.setWidth(share * self.width())
            painter.fillRect(ground, theme.colour("forward" if is_last else "faint"))
        painter.end()


class _Row(QFrame):
    """One card: its letter, its text, its hands, and what lies behind it."""

    def __init__(self, card: Card, look: Look) -> None:
        super().__init__()
        self.card = card
        self.letter, self.hands, self.bar = QLabel(card.letter), QLabel(), _Hands()
        self.text = ProseView(14, is_strong=card.is_right)
        self.behind = ProseView(12, "muted")
        self.letter.setMinimumWidth(look.px(18))
        self.letter.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        set_role(self.letter, "strong")
        set_role(self.hands, "strong")
        set_role(self, "right" if card.is_right else "plain")
        self._lay_out()
        self._write()  # with a parent: a text without one would show itself as a window
        self.set_look(look)

    def _write(self) -> None:
        text = self.tr("{text} ✓ right").format(text=self.card.text) if self.card.is_right else self.card.text
        self.text.set_text(text)
        self.behind.set_text(behind(self.card))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.text, 1)
        first.addWidget(self.hands)
        first.addWidget(self.bar)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(first)
        words.addWidget(self.behind)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self.letter)
        row.addLayout(words, 1)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        for part in (self.text, self.behind):
            part.set_look(look)
        self.bar.set_look(look)

    def show_hands(self, ballot: Ballot, at: int) -> None:
        """Show the hands of the card, which is the one of this number, from 0."""
        told = hands_told(ballot, at)
        self.hands.setText(told)
        self.hands.setVisible(bool(told))
        rounds = [hands for hands in (ballot.first, ballot.second) if at < len(hands)]
        self.bar.show_shares(tuple(hands[at] / (sum(hands) or 1) for hands in rounds))


class CardsView(QWidget):
    """All cards of the stop in play, under one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._cards: tuple[Card, ...] = ()
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self._look = look
        for row in self.rows:
            row.set_look(look)

    def show_cards(self, cards: tuple[Card, ...], ballot: Ballot) -> None:
        """Show the cards of a stop with the hands that were counted."""
        if cards != self._cards:
            self._cards = cards
            self._make()
        for at, row in enumerate(self.rows):
            row.show_hands(ballot, at)
        self.setVisible(bool(cards))

    def _make(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Row(card, self._look) for card in self._cards]
        for row in self.rows:
            self._column.addWidget(row)
