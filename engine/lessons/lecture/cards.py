"""The cards of a question, A to E: its options, or for a number what the misconceptions make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from engine.lessons.asked import Asked, rounded
from engine.lessons.bugs.mutant import Mutant
from engine.lessons.lesson import Ask, Lesson, Option
from engine.lessons.marking import asked_in
from engine.lessons.stages import stages_of
from engine.nn.digits import precise

if TYPE_CHECKING:
    from engine.lessons.lecture.lecture import Lecture

__all__ = ["LETTERS", "Card", "cards"]

LETTERS = "ABCDEFGHIJ"
_MOST_WRONG = 4
"""Five cards are as many as a room can hold apart."""
_LEAST_WRONG = 2
"""One right and one wrong card ask for a coin, not for a thought."""
_APART = 0.02
"""Cards whose numbers are nearer than this share of the larger one look like the same answer."""
_SIGNS = (("−", -1), ("0", 0), ("+", 1))


@dataclass(frozen=True, slots=True)
class Card:
    """One answer that hands can be raised for.

    Attributes
    ----------
    letter : str
    text : str
        Light Markdown; numbers with a point.
    is_right : bool
    ids : tuple of str
        The misconceptions that it shows, the likeliest first.
    slip : str
        What was done, by the name of the bug library; empty where it is no number.
    why : str
        What the lesson says to one who takes it.
    value : float or None
        The number that it shows.
    """

    letter: str
    text: str
    is_right: bool
    ids: tuple[str, ...] = ()
    slip: str = ""
    why: str = ""
    value: float | None = None


def cards(lecture: Lecture) -> tuple[Card, ...]:
    """Return the cards of the stop in play; none where there is nothing to choose from."""
    return _cards(lecture.lesson, lecture.seed, lecture.at)


@lru_cache(maxsize=64)
def _cards(lesson: Lesson, seed: int, at: int) -> tuple[Card, ...]:
    ask = lesson.steps[at].ask
    if ask is None:
        return ()
    if ask.options:
        return _of_options(ask)
    if ask.kind in ("number", "sign"):
        asked = asked_in(ask, stages_of(lesson, seed).after(at))
        return _of_number(asked, ask) if ask.kind == "number" else _of_sign(asked)
    return ()


def _of_options(ask: Ask) -> tuple[Card, ...]:
    """Make a card of each option, as the file has them; of an order in an order that does not tell it."""
    options: Sequence[Option] = ask.options
    if ask.kind == "order":
        options = sorted(options, key=lambda option: option.text)
    is_told = ask.kind not in ("order", "vote")
    return tuple(
        Card(letter, each.text, is_told and each.right, (each.hint,) if each.hint else (), why=each.why)
        for letter, each in zip(LETTERS, options, strict=False)
    )


def _of_sign(asked: Asked) -> tuple[Card, ...]:
    sign = (asked.right > 0) - (asked.right < 0)
    return tuple(
        Card(letter, text, each == sign, asked.signs if each == -sign else ())
        for letter, (text, each) in zip(LETTERS, _SIGNS, strict=False)
    )


def _of_number(asked: Asked, ask: Ask) -> tuple[Card, ...]:
    """Put the right number among what the commonest slips give, by size; none without two wrong ones."""
    if not isfinite(asked.right):
        return ()
    wrong = _chosen(asked)
    if len(wrong) < _LEAST_WRONG:
        return ()
    found = [(asked.right, None), *((mutant.value, mutant) for mutant in wrong)]
    found.sort(key=lambda pair: pair[0])
    unit = f" {ask.unit}" if ask.unit else ""
    return tuple(
        Card(
            letter,
            _written([value for value, _ in found], value, asked) + unit,
            mutant is None,
            () if mutant is None or not mutant.id else (mutant.id,),
            "" if mutant is None else mutant.slip,
            value=value,
        )
        for letter, (value, mutant) in zip(LETTERS, found, strict=False)
    )


def _chosen(asked: Asked) -> list[Mutant]:
    """Choose wrong numbers of different slips that look different; the plain slips come first."""
    chosen: list[Mutant] = []
    for mutant in asked.mutants:
        if _adds(mutant, chosen, asked.right) and len(chosen) < _MOST_WRONG:
            chosen.append(mutant)
    other_sign = Mutant(asked.signs[0] if asked.signs else "", "sign", -asked.right)
    if len(chosen) < _LEAST_WRONG and _adds(other_sign, chosen, asked.right):
        chosen.append(other_sign)
    return chosen


def _adds(mutant: Mutant, chosen: Sequence[Mutant], right: float) -> bool:
    """Say whether a wrong number is of another slip than those before, and looks like none of them."""
    values = [right, *(other.value for other in chosen)]
    is_new = all(mutant.id != other.id for other in chosen)
    return is_new and isfinite(mutant.value) and not any(_is_alike(mutant.value, each) for each in values)


def _is_alike(first: float, second: float) -> bool:
    return abs(first - second) <= _APART * max(abs(first), abs(second))


def _written(values: Sequence[float], value: float, asked: Asked) -> str:
    """Write a number with the digits that are asked for; a count as a count."""
    if asked.exact and all(each == round(each) for each in values):
        return precise(value, 0, digits=1)
    return precise(rounded(value, max(asked.sigfigs, 2)), 0, digits=max(asked.sigfigs, 2))
