"""What the card says of an answer: the verdict, the prediction beside what the engine says, the hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.lessons.lesson import Ask, Step
from gui.learn.misconceptions import Misconception, did, general, general_check, misconception
from gui.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from engine.lessons.judging import Verdict
    from engine.lessons.play import Mark, Try

__all__ = ["Said", "hints", "topic", "verdict_said"]

translate = QCoreApplication.translate
_PATH = re.compile(r"\s*(?P<new>new\.)?(?P<name>[A-Za-z_]+)")
_SYMBOLS = {"w": "W", "dJ_dw": "dW", "dJ_db": "db", "yhat": "a", "h": "u"}
_TOPICS = {kind: kind for kind in ("choice", "order", "point", "curve", "arrow")} | {
    "multi": "choice",
    "vote": "choice",
}
_NEW = {"W": "W_new", "b": "b_new", "J": "J_new"}
_UNREADABLE = {
    "empty": QT_TRANSLATE_NOOP("LessonCard", "Type a number first."),
    "long": QT_TRANSLATE_NOOP("LessonCard", "This is too long for a number."),
    "sign": QT_TRANSLATE_NOOP("LessonCard", "There is a sign here that no number has."),
    "name": QT_TRANSLATE_NOOP(
        "LessonCard", "Names that can be typed are e, pi, sigma( ), log( ) and the like."
    ),
    "bracket": QT_TRANSLATE_NOOP("LessonCard", "A bracket is open, or closed once too often."),
    "missing": QT_TRANSLATE_NOOP("LessonCard", "Something is missing in this calculation."),
    "between": QT_TRANSLATE_NOOP(
        "LessonCard", "There is no sign between two numbers: write a times, or one number."
    ),
    "zero": QT_TRANSLATE_NOOP("LessonCard", "Nothing can be divided by 0."),
    "infinite": QT_TRANSLATE_NOOP("LessonCard", "Only a finite number can be judged."),
    "deep": QT_TRANSLATE_NOOP("LessonCard", "There are too many brackets in one another."),
}
_LEADS = {
    "number": QT_TRANSLATE_NOOP("LessonCard", "Not this one, and it is none of the usual slips."),
    "sign": QT_TRANSLATE_NOOP("LessonCard", "Not this sign."),
    "point": QT_TRANSLATE_NOOP("LessonCard", "It sits at another place."),
    "arrow": QT_TRANSLATE_NOOP("LessonCard", "Another direction."),
    "curve": QT_TRANSLATE_NOOP("LessonCard", "It went another way."),
    "": QT_TRANSLATE_NOOP("LessonCard", "Not this one."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an answer.

    Attributes
    ----------
    text : str
        Light Markdown.
    is_right : bool
        The method was right.
    """

    text: str
    is_right: bool = False


def topic(ask: Ask | None) -> str:
    """Return the symbol of the quantity that is asked for, or the kind of the question where it is none.

    Examples
    --------
    >>> topic(Ask("number", "", answer="new.w[2]")), topic(Ask("number", "", answer="dJ_dw[1]"))
    ('W_new', 'dW')
    """
    if ask is not None and ask.kind in _TOPICS:
        return _TOPICS[ask.kind]
    found = _PATH.match(ask.answer) if ask is not None else None
    if found is None:
        return ""
    symbol = _SYMBOLS.get(found["name"], found["name"])
    return _NEW.get(symbol, symbol) if found["new"] else symbol


def verdict_said(ask: Ask, mark: Mark) -> Said | None:
    """Say what the last answer was; None where none was given, and of a vote.

    Once "Show me" has ended the tries, what was said of them is over: then it says why the answer is right.
    """
    is_over = mark.was_shown and mark.is_answered and not (mark.tries and mark.tries[-1].verdict.is_right)
    if is_over:
        return _why(ask)
    if not mark.tries or ask.kind == "vote":
        return None
    last = mark.tries[-1]
    if last.verdict.kind == "right":
        return Said(_right(ask, last), is_right=True)
    if ask.kind in _PLACED:
        return Said(_PLACED[ask.kind](ask, last))
    return Said(_judged(ask, last.verdict), last.verdict.is_right)


def _why(ask: Ask) -> Said | None:
    """Say why the right options are right, where the lesson tells it."""
    whys = " ".join(option.why for option in ask.options if option.right and option.why)
    return Said(whys, is_right=True) if whys else None


def _right(ask: Ask, last: Try) -> str:
    if ask.kind == "curve":  # judged on the average: a bump may be wrong
        return _bold(translate("LessonCard", "Near enough, on the whole."))
    right = _bold(translate("LessonCard", "Right."))
    if ask.kind == "choice" and isinstance(last.answer, int):
        return f"{right} {ask.options[last.answer].why}".strip()
    return right


def _judged(ask: Ask, verdict: Verdict) -> str:
    """Say what a verdict means."""
    match verdict.kind:
        case "follow_through":
            return _follows()
        case "digits":
            return _more_digits(ask)
        case "unreadable":
            text = _UNREADABLE.get(verdict.slip)
            return translate("LessonCard", text) if text else verdict.told
        case "general":
            return _general(verdict)
        case _:
            return _slip(verdict) if verdict.ids else _unknown(ask)


def _follows() -> str:
    text = translate(
        "LessonCard",
        "An earlier number of yours was off; this one follows from it as it should. Look at that one again.",
    )
    return f"{_bold(translate('LessonCard', 'Right method.'))} {text}"


def _more_digits(ask: Ask) -> str:
    text = translate("LessonCard", "It begins right. Give {count} digits; this was not counted as a try.")
    return f"{_bold(translate('LessonCard', 'More digits, please.'))} {text.format(count=ask.sigfigs)}"


def _general(verdict: Verdict) -> str:
    found = general_check(verdict.told)
    asks = [one.question for one in _known(verdict.ids)]
    return " ".join(filter(None, (_bold(found), *asks[:1])))


def _slip(verdict: Verdict) -> str:
    """Say what was done, and ask what exposes it; of a tie both, and what tells them apart."""
    found = list(_known(verdict.ids))
    if len(found) == 1:
        return f"{_bold(did(found[0], verdict.slip))} {found[0].question}"
    lead = _bold(translate("LessonCard", "More than one slip gives this number."))
    lines = [f"- {did(one, verdict.slip if one is found[0] else '')} {one.question}" for one in found]
    return "\n".join([lead, "", *lines])


def _unknown(ask: Ask) -> str:
    one = general(topic(ask))
    lead = translate("LessonCard", _LEADS.get(ask.kind, _LEADS[""]))
    return f"{_bold(lead)} {one.did} {one.question}"


def _known(ids: tuple[str, ...]) -> Iterator[Misconception]:
    return (found for one in ids if (found := misconception(one)) is not None)


def _bold(text: str) -> str:
    """Make a sentence bold, its formulas apart."""
    return f"**{text}**" if text else ""


# Of options


def _choice(ask: Ask, last: Try) -> str:
    option = ask.options[last.answer] if isinstance(last.answer, int) else None
    said = option.why if option is not None else ""
    if not said:
        return _slip(last.verdict) if last.verdict.ids else _unknown(ask)
    return f"{_bold(translate('LessonCard', 'Look again.'))} {said}"


def _multi(ask: Ask, last: Try) -> str:
    chosen = last.answer if isinstance(last.answer, frozenset) else frozenset[int]()
    extra = [option for number, option in enumerate(ask.options) if number in chosen and not option.right]
    if not extra:
        text = translate("LessonCard", "What you chose belongs there; something is still missing.")
        return _bold(text)
    whys = [option.why for option in extra if option.why]
    text = translate("LessonCard", "Of what you chose, not all belongs there.")
    return " ".join((_bold(text), *whys))


def _order(_ask: Ask, last: Try) -> str:
    given = last.answer if isinstance(last.answer, tuple) else ()
    fits = next((place for place, number in enumerate(given) if place != number), len(given))
    if fits == 0:
        text = translate(
            "LessonCard", "The first one has to wait for another. Which one needs nothing before it?"
        )
    else:
        text = translate("LessonCard", "Up to number {count} it fits. What does the next one need?")
    return _bold(text.format(count=fits))


def _sign(ask: Ask, last: Try) -> str:
    one = next(_known(last.verdict.ids), None) or general(topic(ask))
    return f"{_bold(translate('LessonCard', _LEADS['sign']))} {one.question}"


_PLACED = {"sign": _sign, "choice": _choice, "multi": _multi, "order": _order}


# Hints


def hints(step: Step, mark: Mark) -> tuple[str, tuple[str, ...]]:
    """Return whom the hints are of, an id or nothing, and all three of them.

    They are of the slip in the last answer that showed one; before any, of what is asked for.
    """
    if step.ask is None:
        return "", (step.until.hint,) if step.until is not None and step.until.hint else ()
    one = _shown(step.ask, mark) or general(topic(step.ask))
    return (one.id if misconception(one.id) else ""), one.rungs


def _shown(ask: Ask, mark: Mark) -> Misconception | None:
    for last in reversed(mark.tries):
        ids = [*last.verdict.ids]
        if ask.kind == "choice" and isinstance(last.answer, int):
            ids.append(ask.options[last.answer].hint)
        found = next(_known(tuple(ids)), None)
        if found is not None:
            return found
    return None
