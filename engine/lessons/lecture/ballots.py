"""Hands that were raised, counted by card: a first vote, and a second one after neighbours have talked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from engine.lessons.lecture.cards import Card, cards

if TYPE_CHECKING:
    from engine.lessons.lecture.lecture import Lecture

__all__ = ["MOST_HANDS", "Ballot", "cleared_votes", "counted", "likely", "shown_votes", "two_rounds"]

MOST_HANDS = 99_999
"""No room holds more."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The hands of one stop.

    Attributes
    ----------
    first, second : tuple of int
        Hands for each card, in their order; empty where no vote was held.
    is_shown : bool
        The room sees them.
    """

    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()
    is_shown: bool = False

    @property
    def last(self) -> tuple[int, ...]:
        """The hands of the last vote that was held."""
        return self.second or self.first


def _here(lecture: Lecture) -> str:
    return lecture.lesson.steps[lecture.at].id


def _ballot(lecture: Lecture) -> Ballot:
    return lecture.ballots.get(_here(lecture), Ballot())


def _with(lecture: Lecture, ballot: Ballot) -> Lecture:
    return replace(lecture, ballots=MappingProxyType({**lecture.ballots, _here(lecture): ballot}))


def counted(lecture: Lecture, letter: str, hands: int, second: bool = False) -> Lecture:
    """Note how many hands a card got, in place of what was noted for it.

    Raises
    ------
    ValueError
        If there is no such card here, or no room holds so many hands.
    """
    letters = [card.letter for card in cards(lecture)]
    if not letters:
        raise ValueError("This stop has no cards to vote on.")
    if letter.upper() not in letters:
        raise ValueError(f"There is no card {letter.upper()}: this stop has {letters[0]} to {letters[-1]}.")
    if not 0 <= hands <= MOST_HANDS:
        raise ValueError(f"{hands} hands: give a number from 0 to {MOST_HANDS}.")
    ballot = _ballot(lecture)
    before = (ballot.second if second else ballot.first) or (0,) * len(letters)
    at = letters.index(letter.upper())
    now = (*before[:at], hands, *before[at + 1 :])
    return _with(lecture, replace(ballot, second=now) if second else replace(ballot, first=now))


def shown_votes(lecture: Lecture, is_shown: bool) -> Lecture:
    """Show the hands to the room, or hide them again."""
    return _with(lecture, replace(_ballot(lecture), is_shown=is_shown))


def cleared_votes(lecture: Lecture) -> Lecture:
    """Forget the hands of the stop."""
    ballots = {name: ballot for name, ballot in lecture.ballots.items() if name != _here(lecture)}
    return replace(lecture, ballots=MappingProxyType(ballots))


def two_rounds(lecture: Lecture) -> Ballot:
    """Return the hands of the stop in play."""
    return _ballot(lecture)


def likely(lecture: Lecture) -> Card | None:
    """Return the wrong card that most hands of the last vote went to; None where no wrong one got any."""
    hands = _ballot(lecture).last
    wrong = [(count, card) for count, card in zip(hands, cards(lecture), strict=False) if not card.is_right]
    most, card = max(wrong, key=lambda pair: pair[0], default=(0, None))
    return card if most else None
