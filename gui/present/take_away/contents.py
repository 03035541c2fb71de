"""What a take-away holds, as values, and what it says of them. Knows no format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from engine.lessons.lecture import Ballot
from gui.present.marks.stroke import Stroke
from gui.present.slide import CardFace, Slide
from gui.prose.markup import Block, Span, parse

__all__ = ["Row", "Stop", "TakeAway", "Tally", "tally"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """One stop that was shown.

    Attributes
    ----------
    slide : Slide
        As far as the room came: what was not revealed is withheld in it.
    ballot : Ballot
        The hands that were counted, whether the room saw them or not.
    notes : str
        Of the lecturer; light Markdown.
    marks : tuple of Stroke
        What was drawn on it.
    """

    slide: Slide
    ballot: Ballot = field(default_factory=Ballot)
    notes: str = ""
    marks: tuple[Stroke, ...] = ()

    @property
    def number(self) -> int:
        """Its number in the lesson, from 1."""
        return self.slide.at + 1

    @property
    def heading(self) -> tuple[Block, ...]:
        """Its number and its title."""
        first, *more = parse(self.slide.stop_title) or (Block(()),)
        number = Span(f"{self.number}. " if first.spans else f"{self.number}")
        return (Block((number, *first.spans)), *more)


@dataclass(frozen=True, eq=False)
class TakeAway:
    """All of it.

    Attributes
    ----------
    visited : sequence of Stop
        In the order of the lesson.
    title : str
        Of the lesson; that of the first stop if it is empty.
    number : int
        Of the lesson in the course, from 1; 0 for one of the lecturer's own.
    file : str
        The name of its file.
    seed : int
        New numbers were drawn with it.
    language : str
        Of the lesson, as in "en".
    day : date
    aspect : float
        Width of the pictures over their height: that of the audience view, so that marks are where they were.
    """

    visited: Sequence[Stop]
    title: str = ""
    number: int = 0
    file: str = ""
    seed: int = 0
    language: str = "en"
    day: date = field(default_factory=date.today)
    aspect: float = 16 / 9

    @cached_property
    def headline(self) -> str:
        """The title of the lesson."""
        return self.title or next((stop.slide.lesson_title for stop in self.visited), "")

    @cached_property
    def origin(self) -> str:
        """The day, the lesson and the seed, in one line."""
        day = QLocale().toString(QDate(self.day.year, self.day.month, self.day.day))
        of_course = translate("TakeAway", "lesson {number}").format(number=self.number)
        seed = translate("TakeAway", "seed {seed}").format(seed=self.seed)
        return " · ".join(filter(None, (day, of_course if self.number else self.file, seed)))

    @property
    def how(self) -> str:
        """Say how a student comes to a stop."""
        if self.number:
            return translate(
                "TakeAway",
                "To go through it yourself: in Upstream, choose Lesson → Open lesson, and click the step in "
                "the row at the foot of the card.",
            )
        return translate(
            "TakeAway",
            "To go through it yourself: in Upstream, choose Lesson → Open a lesson…, take your lecturer's "
            "file {file}, and click the step in the row at the foot of the card.",
        ).format(file=self.file)

    def opening(self, stop: Stop) -> str:
        """Say where a student finds a stop."""
        if self.number:
            text = translate("TakeAway", "Open lesson {lesson} at step {step}")
            return text.format(lesson=self.number, step=stop.number)
        text = translate("TakeAway", "Open {file} at step {step}")
        return text.format(file=self.file, step=stop.number)


# The votes


@dataclass(frozen=True, slots=True)
class Row:
    """What one card got.

    Attributes
    ----------
    letter : str
    text : str
        Light Markdown.
    state : {"", "right", "wrong"}
        As far as the room knows it.
    hands : tuple of str
        One text a vote.
    """

    letter: str
    text: str
    state: str
    hands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a stop as a table: what each vote is called, how many voted, and a row a card."""

    votes: tuple[str, ...]
    totals: tuple[int, ...]
    rows: tuple[Row, ...]


def tally(stop: Stop) -> Tally | None:
    """Return the votes of a stop; None where no hands were counted."""
    rounds = {
        translate("TakeAway", "First vote"): stop.ballot.first,
        translate("TakeAway", "Second vote"): stop.ballot.second,
    }
    held = {name: hands for name, hands in rounds.items() if hands}
    if not held or not stop.slide.cards:
        return None
    totals = tuple(map(sum, held.values()))
    columns = [_shares(hands, total) for hands, total in zip(held.values(), totals, strict=True)]
    rows = (_row(card, columns, at) for at, card in enumerate(stop.slide.cards))
    return Tally(tuple(held), totals, tuple(rows))


def _row(card: CardFace, columns: Sequence[Sequence[str]], at: int) -> Row:
    hands = tuple(column[at] if at < len(column) else "" for column in columns)
    return Row(card.letter, card.text, card.state, hands)


def _shares(hands: Sequence[int], total: int) -> tuple[str, ...]:
    """Write how many hands each card got, and which share of the room that is."""
    return tuple(f"{each} ({each / total:.0%})" if total else str(each) for each in hands)
