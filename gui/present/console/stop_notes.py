"""What the lecturer reads at a stop: the question, the answers in clear, the hands, the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.lessons.lecture import Lecture, cards, likely, step, two_rounds
from gui.look import Look
from gui.present.console.answers import behind, question_behind, right_told
from gui.present.console.cards_view import CardsView
from gui.present.console.pressing import PressButton
from gui.present.console.words import unlinked
from gui.prose import ProseView
from gui.theme import set_role

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["Likely", "StopNotes"]


class Likely(QFrame):
    """The likely misunderstanding of the largest wrong group, and the question that exposes it.

    Signals
    -------
    show_me()
        It is to be shown on the diagram.
    """

    show_me = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.words, self.question = QLabel(), ProseView(14), ProseView(14, is_strong=True)
        self.button = PressButton(self.tr("Show me"))
        self.button.clicked.connect(self.show_me)
        self.head.setWordWrap(True)
        set_role(self.head, "heading")
        set_role(self, "hint")
        row = QHBoxLayout()
        row.addWidget(self.head, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.question)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self.words.set_look(look)
        self.question.set_look(look)

    def show_votes(self, lecture: Lecture) -> None:
        """Show what lies behind the largest wrong group; there is no room for it where there is none."""
        card = likely(lecture)
        said = "" if card is None else behind(card)
        self.setVisible(bool(said))
        if card is not None and said:
            hands = two_rounds(lecture).last[[each.letter for each in cards(lecture)].index(card.letter)]
            head = self.tr("The largest wrong group: {letter}, {n} hands")
            self.head.setText(head.format(letter=card.letter, n=hands))
            self.words.set_text(said)
            question = question_behind(card)
            self.question.set_text(self.tr("Ask: {question}").format(question=question) if question else "")
            self.button.setVisible(bool(card.ids))


class StopNotes(QWidget):
    """Everything that is read at a stop, the most urgent first."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._look = Look()
        self.question, self.answer = ProseView(15), ProseView(14)
        self.cards, self.likely = CardsView(), Likely()
        self.said, self.notes = ProseView(13, "muted"), ProseView(14)
        self.likely.show_me.connect(presenter.show_me)
        self._heads = {
            self.question: _heading(self.tr("The question")),
            self.notes: _heading(self.tr("Your notes")),
            self.said: _heading(self.tr("On the screen")),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.question, self.likely, self.cards, self.answer, self.notes, self.said):
            if part in self._heads:
                column.addWidget(self._heads[part])
            column.addWidget(part)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self._look = look
        for part in (self.question, self.answer, self.said, self.notes):
            part.set_look(look)
        self.cards.set_look(look)
        self.likely.set_look(look)

    def refresh(self) -> None:
        """Follow the lecture."""
        lecture, slide = self._presenter.lecture, self._presenter.slide
        here = step(lecture)
        self.question.set_text("" if here.ask is None else unlinked(here.ask.text))
        self.cards.show_cards(cards(lecture), two_rounds(lecture))
        right = right_told(lecture, slide.frame.names, slide.look)
        self.answer.set_text(self.tr("Right: **{answer}**").format(answer=right) if right else "")
        self.likely.show_votes(lecture)
        self.notes.set_text(unlinked(here.notes))
        self.said.set_text(unlinked(slide.caption))
        for part, head in self._heads.items():
            head.setVisible(not part.isHidden())


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "heading")
    return label
