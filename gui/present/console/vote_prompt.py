"""Counting the hands of a vote: a card, a number, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from engine.lessons.lecture import Ballot, cards, two_rounds
from gui.accessible import announce
from gui.present.console.hands import counted_text, next_letter
from gui.present.console.pressing import PressButton
from gui.present.console.prompt import TypedPrompt
from gui.theme import set_role

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["VotePrompt", "hands_listed"]

translate = QCoreApplication.translate
_SHOWS = "U"


class VotePrompt(TypedPrompt):
    """Type ``B 4 5 Enter`` for 45 hands; a number alone is for the card after the last one.

    V leaves it; nothing that was counted is lost, and it can be counted anew at any time.

    Parameters
    ----------
    presenter : Presenter
    is_private : bool
        Only the lecturer sees it; else it tells no hands before the histogram is shown.
    parent : QWidget, optional
    """

    def __init__(
        self, presenter: Presenter, *, is_private: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(presenter, Qt.Key.Key_V, parent)
        self.is_second, self._is_private = False, is_private
        self._following = ""
        self.shows = PressButton()
        self.shows.setCheckable(True)
        self.shows.clicked.connect(presenter.show_votes)
        self.field.setAccessibleName(self.tr("A card and its hands"))
        self.row.addWidget(self.shows)
        set_role(self.note, "strong")

    def start(self, *, second: bool) -> None:
        """Count the first vote or the second; leave where that one is being counted already."""
        if not self.isHidden() and self.is_second == second:
            self.leave()
            return
        self.is_second = second
        self._following = next_letter("", self._letters)
        self.open()

    def refresh(self) -> None:
        """Follow the lecture: title, sums, what the button does."""
        ballot = two_rounds(self.presenter.lecture)
        self.title.setText(self.tr("Second vote") if self.is_second else self.tr("Vote"))
        self.shows.setChecked(ballot.is_shown)
        self.shows.setText(
            self.tr("Hide the histogram") if ballot.is_shown else self.tr("Show the histogram")
        )
        self._invite()
        if self._following not in self._letters:
            self._following = next_letter("", self._letters)
        self.say(self._told(ballot) or self._invitation)

    def _told(self, ballot: Ballot) -> str:
        """Write what was counted, as far as whoever sees it may know; empty where nothing was."""
        hands = ballot.second if self.is_second else ballot.first
        if not hands:
            return ""
        if self._is_private or ballot.is_shown:
            return hands_listed(hands, self._letters)
        return total(hands)

    def typed(self, text: str) -> None:
        """Show the histogram, or hide it, at the letter that does so everywhere else: it is no card's."""
        if text.upper() == _SHOWS and _SHOWS not in self._letters:
            self.field.clear()
            self.presenter.show_votes()

    def entered(self, text: str) -> None:
        """Count the hands that were typed."""
        try:
            count = counted_text(text, self._letters, self._following)
        except ValueError as error:
            self.say(str(error))
            announce(self, str(error))
            return
        self.field.clear()
        self._following = next_letter(count.letter, self._letters)
        self.presenter.count(count.letter, count.hands, self.is_second)
        self._invite()
        announce(self, self.tr("{letter}: {n} hands").format(letter=count.letter, n=count.hands))

    @property
    def _letters(self) -> list[str]:
        return [card.letter for card in cards(self.presenter.lecture)]

    @property
    def _invitation(self) -> str:
        if not self._letters:
            return self.tr("This stop has no cards to vote on.")
        return self.tr("Type a card and its hands, then Enter. U shows the histogram, V leaves.")

    def _invite(self) -> None:
        """Show in the empty field what a number alone is for."""
        self.field.setPlaceholderText(f"{self._following} …" if self._following else "")

    def left(self, with_shift: bool) -> None:
        """Go, or count the other vote."""
        self.start(second=with_shift)


def total(hands: tuple[int, ...]) -> str:
    """Write how many hands there were."""
    return translate("Console", "{n} hands").format(n=sum(hands))


def hands_listed(hands: tuple[int, ...], letters: list[str]) -> str:
    """Write the hands of a vote in one line: "A 12 · B 45 · 57 hands"."""
    counts = [f"{letter} {each}" for letter, each in zip(letters, hands, strict=False)]
    return " · ".join([*counts, total(hands)])
