"""The prediction beside what the engine says, and twins beside each other: computed when they are shown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.lessons.expressions import refs_at
from engine.lessons.lesson import Ask
from engine.lessons.play import right, stage, twins
from engine.nn.digits import precise
from engine.nn.notation import Names
from engine.nn.types import Ref
from engine.session.replay import curve_of
from gui.look import Look
from gui.panels.lesson_card.kinds.point import named, place_of
from gui.prose.markup import parse
from gui.prose.writing import spoken
from gui.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from engine.lessons.play import Mark, Play

__all__ = ["heard", "known_costs", "names_of", "result_said", "twins_told"]

translate = QCoreApplication.translate
_SIGNS = {"+": "+", "-": "−", "−": "−", "–": "−", "0": "0"}
_OF_NUMBERS = (
    QT_TRANSLATE_NOOP("LessonCard", "The engine says **{right}**"),
    QT_TRANSLATE_NOOP("LessonCard", "Your prediction **{predicted}** · the engine says **{right}**"),
)
_OF_OPTIONS = (
    QT_TRANSLATE_NOOP("LessonCard", "The answer: **{right}**"),
    QT_TRANSLATE_NOOP("LessonCard", "Your prediction **{predicted}** · the answer **{right}**"),
)
_WORDS = {
    "full_J": QT_TRANSLATE_NOOP("LessonCard", "J of all data"),
    "batch_J": QT_TRANSLATE_NOOP("LessonCard", "J of the batch"),
    "test_J": QT_TRANSLATE_NOOP("LessonCard", "J of the test data"),
    "updates()": QT_TRANSLATE_NOOP("LessonCard", "updates"),
    "epoch()": QT_TRANSLATE_NOOP("LessonCard", "epochs"),
    "norm()": QT_TRANSLATE_NOOP("LessonCard", "‖∇J‖"),
    "accuracy()": QT_TRANSLATE_NOOP("LessonCard", "share right"),
    "test_accuracy()": QT_TRANSLATE_NOOP("LessonCard", "share right in the test"),
    "layers()": QT_TRANSLATE_NOOP("LessonCard", "layers"),
    "m": QT_TRANSLATE_NOOP("LessonCard", "samples"),
}
"""What stands in an expression and is no path of one quantity."""
_PART = re.compile(r"[A-Za-z_][A-Za-z_.]*(?:\(\))?(?:\[[0-9*,]+\])*(?:@(?:[0-9]+|\*))?")
_COUNTS = 1e6
"""Whole numbers below are written without decimals."""


def result_said(ask: Ask, mark: Mark, play: Play, look: Look) -> str:
    """Write what was predicted and what the engine says, in one line of light Markdown.

    Parameters
    ----------
    ask : Ask
    mark : Mark
    play : Play
        The answer is shown.
    look : Look
    """
    names = names_of(play)
    counted = [one for one in mark.tries if one.counts]
    predicted = _said(ask, counted[0].answer, names, look) if counted else ""
    if ask.kind == "vote":
        return translate("LessonCard", "Your vote: **{vote}**").format(vote=predicted) if predicted else ""
    says = _said(ask, right(play), names, look)
    if not says or (ask.options and says == predicted):  # it stands there, and is said to be right
        return ""
    alone, both = _OF_OPTIONS if ask.options else _OF_NUMBERS
    text = translate("LessonCard", both if predicted else alone)
    return text.format(predicted=predicted, right=says)


def _said(ask: Ask, answer: object, names: Names, look: Look) -> str:
    """Write an answer; empty where it is seen elsewhere, as a curve is."""
    match answer:
        case Ref():
            at = place_of(answer)
            return names.text(answer) if at is None else named(at, names)
        case str():
            text = answer.strip()
            return _SIGNS.get(text, text) if ask.kind == "sign" else _plain(text.replace("-", "−"))
        case int() | float() if not ask.options:
            return _degrees(answer, look) if ask.kind == "arrow" else _with_unit(ask, answer, look)
        case int():
            return _listed(ask, (answer,))
        case frozenset():
            return _listed(ask, sorted(answer))
        case tuple() if ask.kind == "order":
            return _listed(ask, answer)
        case _:
            return ""


def twins_told(play: Play, look: Look) -> list[list[str]]:
    """Compute the twins of the step in play: a row each, the first one names the quantities."""
    rows = twins(play)
    names = names_of(play)
    rows = tuple(replace(row, shows=_alike(row.shows)) for row in rows)
    shows = list(dict.fromkeys(path for row in rows for path in row.shows))
    head = ["", *(_named(path, play, names) for path in shows)]
    values = [dict(zip(row.shows, row.values, strict=True)) for row in rows]
    told = [[_number(found[path], 3, look) if path in found else "" for path in shows] for found in values]
    return [head, *([row.name, *cells] for row, cells in zip(rows, told, strict=True))] if rows else []


def _alike(shows: tuple[str, ...]) -> tuple[str, ...]:
    """Let what one twin has after its update stand beside what the other has set: both are its new number."""
    old = tuple(path.removeprefix("new.") for path in shows)
    return old if len(set(old)) == len(old) else shows


def known_costs(play: Play) -> int:
    """Count the updates of which the step in play shows J before its answer."""
    session = stage(play).session
    return len(curve_of(session.document, session.playhead.costs_seen))


def names_of(play: Play) -> Names:
    """Return what the quantities are called in the step in play."""
    at = stage(play)
    notation = "lecture" if at.notation == "chain" else at.notation
    return Names.of(at.session.document.network, notation)


def heard(text: str) -> str:
    """Write light Markdown as it is read out."""
    return spoken(parse(text))


def _named(expr: str, play: Play, names: Names) -> str:
    """Write an expression with the words and the names of what it is made of."""
    network = stage(play).session.document.network

    def name(found: re.Match[str]) -> str:
        path = found[0]
        if path in _WORDS:
            return translate("LessonCard", _WORDS[path])
        try:
            refs = refs_at(path, network)
        except ValueError:  # a function, or a constant
            return path
        return names.text(refs[0]) if len(refs) == 1 else path

    return _PART.sub(name, expr)


def _with_unit(ask: Ask, number: float, look: Look) -> str:
    return " ".join(filter(None, (_number(number, ask.sigfigs, look), ask.unit)))


def _number(number: float, digits: int, look: Look) -> str:
    if not math.isfinite(number):
        return "∞" if math.isinf(number) else "?"
    if number == round(number) and abs(number) < _COUNTS:
        return f"{round(number)}".replace("-", "−")
    return precise(number, look.decimals, look.point, digits)


def _degrees(number: float, look: Look) -> str:
    text = f"{number % 360:.1f}".removesuffix(".0")
    return look.pointed(f"{text}°")


def _listed(ask: Ask, numbers: Iterable[int]) -> str:
    return " · ".join(ask.options[number].text for number in numbers)


def _plain(text: str) -> str:
    """Let a typed text stand as it is, whatever marks it holds."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]$" else letter for letter in text)
