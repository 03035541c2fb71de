"""A lesson given to a room: stop after stop and press after press, with cards to vote on. No window."""

from engine.lessons.lecture.ballots import (
    Ballot,
    cleared_votes,
    counted,
    likely,
    shown_votes,
    two_rounds,
)
from engine.lessons.lecture.cards import Card, cards
from engine.lessons.lecture.kept import from_data, to_data
from engine.lessons.lecture.lecture import (
    PHASES,
    Lecture,
    back,
    begun,
    is_first,
    is_last,
    is_open,
    onward,
    phase,
    phases,
    revealed,
    stage,
    step,
    went,
)

__all__ = [
    "PHASES", "Ballot", "Card", "Lecture", "back", "begun", "cards", "cleared_votes", "counted", "from_data",
    "is_first", "is_last", "is_open", "likely", "onward", "phase", "phases", "revealed", "shown_votes",
    "stage", "step", "to_data", "two_rounds", "went",
]  # fmt: skip
