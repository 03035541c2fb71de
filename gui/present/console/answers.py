"""The answers in clear: the right one, what lies behind each wrong card, and the hands that it got."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.lessons.lecture import Ballot, Card, Lecture, cards, step
from engine.lessons.marking import right_answer
from engine.lessons.stages import stages_of
from engine.nn.notation import Names
from engine.nn.types import Ref
from gui.learn.misconceptions import misconception
from gui.look import Look
from gui.present.slides import wrong_said

__all__ = ["behind", "hands_told", "question_behind", "right_told"]

translate = QCoreApplication.translate
_SIGNS = {"+": "+", "-": "−", "0": "0"}


def behind(card: Card) -> str:
    """Say what one who takes a wrong card seems to have done; light Markdown, empty of a right card.

    What the lesson says of the card comes first; the misconception follows by its name.
    """
    if card.is_right:
        return card.why
    found = misconception(card.ids[0]) if card.ids else None
    said = wrong_said(card)
    return said if found is None else f"**{found.name}.** {said}"


def question_behind(card: Card) -> str:
    """Return the question that exposes what lies behind a wrong card; empty where there is none."""
    found = misconception(card.ids[0]) if card.ids else None
    return "" if found is None else found.question


def right_told(lecture: Lecture, names: Names, look: Look) -> str:
    """Write the right answer of a question that no card gives; light Markdown, empty where a card does."""
    ask = step(lecture).ask
    if ask is None or any(card.is_right for card in cards(lecture)):
        return ""
    if ask.kind == "curve":
        return translate("Console", "the cost curve, as it is drawn then")
    answer = right_answer(ask, stages_of(lecture.lesson, lecture.seed).after(lecture.at))
    if ask.kind == "order":
        return _order_told(lecture)
    match answer:
        case Ref():
            return names.text(answer)
        case str():
            return _SIGNS.get(answer, answer)
        case int() | float():
            unit = "°" if ask.kind == "arrow" else f" {ask.unit}" if ask.unit else ""
            written = f"{answer:.0f}" if ask.kind == "arrow" else look.number(float(answer))
            return f"{written}{unit}".replace("-", "−")
        case _:
            return translate("Console", "no card is the right one: talk about it")


def _order_told(lecture: Lecture) -> str:
    """Write the letters of the cards in the right order."""
    ask = step(lecture).ask
    letters = {card.text: card.letter for card in cards(lecture)}
    return " → ".join(letters[option.text] for option in ask.options) if ask is not None else ""


def hands_told(ballot: Ballot, at: int) -> str:
    """Write the hands that a card got, in the first vote and in the second; empty where none was held."""
    rounds = [hands[at] for hands in (ballot.first, ballot.second) if at < len(hands)]
    return " → ".join(map(str, rounds))
