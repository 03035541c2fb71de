"""What a given answer is worth: the verdict for every kind of question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TypeAlias

from engine.lessons.answers import AnswerError, typed_number
from engine.lessons.asked import Asked, asked_of, is_exact
from engine.lessons.bugs import chain_mutants
from engine.lessons.expressions import chain_path_of, ref_of, value
from engine.lessons.judging import Verdict, judge
from engine.lessons.lesson import Answer, Ask
from engine.lessons.moment import moment_of
from engine.lessons.pointing import judged_arrow, judged_curve, judged_point, target_of, true_curve
from engine.lessons.stage import Stage
from engine.nn.notation import path
from engine.nn.types import Ref

__all__ = ["Answer", "asked_in", "earlier_in", "right_answer", "verdict", "written"]

_MINUS = ("-", "−", "–")
_RIGHT = Verdict("right")
_Judge: TypeAlias = Callable[[Ask, Answer, Stage, Mapping[Ref, float]], Verdict]


def verdict(ask: Ask, given: Answer, after: Stage, earlier: Mapping[Ref, float]) -> Verdict:
    """Judge an answer.

    Parameters
    ----------
    ask : Ask
    given : Answer
    after : Stage
        Where the answer is shown: the question's `then` is done.
    earlier : mapping of Ref to float
        What the student typed before about the same update.

    Raises
    ------
    TypeError
        If the answer is of another kind than the question.
    """
    return _KINDS[ask.kind](ask, given, after, earlier)


def asked_in(ask: Ask, after: Stage) -> Asked:
    """Make the number that a question asks for, with what the misconceptions would give."""
    right, ref, path = value(ask.answer, after), ref_of(ask.answer, after), chain_path_of(ask.answer, after)
    if ref is not None:
        trace = moment_of(after).trace
        return asked_of(ref, trace, trace.eta, after.session.playhead.sample, sigfigs=ask.sigfigs)
    chain = moment_of(after).chain if path else None
    wrong = () if chain is None else chain_mutants(path, *chain)
    return Asked(right, wrong, exact=is_exact(right), sigfigs=ask.sigfigs)


def right_answer(ask: Ask, after: Stage) -> Answer | None:
    """Return the right answer in the form of a given one, a number as a float; None for a vote."""
    right = frozenset(n for n, option in enumerate(ask.options) if option.right)
    match ask.kind:
        case "choice":
            return next(iter(right))
        case "multi":
            return right
        case "order":
            return tuple(range(len(ask.options)))
        case "number" | "arrow":
            return value(ask.answer, after)
        case "sign":
            return _sign_of(value(ask.answer, after))
        case "point":
            return target_of(ask, after)
        case "curve":
            return tuple((float(update), float(J)) for update, J in enumerate(true_curve(after)))
        case _:
            return None


def written(ask: Ask, answer: Answer) -> str:
    """Write an answer as it stands beside the right one; empty for what was drawn."""
    if isinstance(answer, str):
        return answer.strip()
    if isinstance(answer, Ref):
        return path(answer.at(None))
    if ask.kind == "arrow":
        return f"{answer:.0f}°"
    if isinstance(answer, int):
        return ask.options[answer].text
    if isinstance(answer, frozenset):
        return "; ".join(ask.options[n].text for n in sorted(answer))
    if ask.kind == "order" and isinstance(answer, tuple):
        return " → ".join(ask.options[n].text for n in answer if isinstance(n, int))
    return ""


# Numbers and signs


def _number(ask: Ask, given: Answer, after: Stage, earlier: Mapping[Ref, float]) -> Verdict:
    if not isinstance(given, str):
        raise TypeError(given)
    asked = asked_in(ask, after)
    if ask.tolerance is not None and _is_within(given, asked.right, ask.tolerance):
        return _RIGHT
    return judge(asked, given, earlier)


def _is_within(given: str, right: float, tolerance: float) -> bool:
    try:
        return abs(typed_number(given).value - right) <= tolerance
    except AnswerError:
        return False


def _sign_of(number: float) -> str:
    return "0" if number == 0 else "+" if number > 0 else "-"


def _sign(ask: Ask, given: Answer, after: Stage, _earlier: Mapping[Ref, float]) -> Verdict:
    if not isinstance(given, str):
        raise TypeError(given)
    typed = "-" if given.strip() in _MINUS else given.strip()
    if typed not in ("+", "-", "0"):
        return Verdict("unreadable", slip="garbage", told="the sign is +, − or 0")
    right = _sign_of(value(ask.answer, after))
    if typed == right:
        return _RIGHT
    if "0" in (typed, right):
        return Verdict("unknown")
    ref = ref_of(ask.answer, after)
    return Verdict("general", () if ref is None else asked_in(ask, after).signs, told="sign")


def earlier_in(after: Stage, typed: Iterable[tuple[Ask, Stage, str]]) -> dict[Ref, float]:
    """Collect what was typed before about the same update of the same run.

    Parameters
    ----------
    after : Stage
        Of the question in play.
    typed : iterable of (Ask, Stage, str)
        Earlier questions, where their answers are shown, and what was typed.
    """
    found: dict[Ref, float] = {}
    for ask, there, text in typed:
        ref = ref_of(ask.answer, there)
        if ref is None or not _same_update(there, after):
            continue
        with suppress(AnswerError):
            found[ref] = typed_number(text).value
    return found


def _same_update(one: Stage, other: Stage) -> bool:
    a, b = one.session, other.session
    return a.document is b.document and a.playhead.update == b.playhead.update


# Options


def _wrong(ask: Ask, numbers: list[int]) -> Verdict:
    """Tell what wrong options show: their misconceptions, and what is said to the first of them."""
    options = [ask.options[n] for n in numbers]
    ids = tuple(dict.fromkeys(option.hint for option in options if option.hint))
    told = next((option.why for option in options if option.why), "")
    return Verdict("slip" if ids else "unknown", ids, told=told)


def _choice(ask: Ask, given: Answer, _after: Stage, _earlier: Mapping[Ref, float]) -> Verdict:
    if not isinstance(given, int) or not 0 <= given < len(ask.options):
        raise TypeError(given)
    return _RIGHT if ask.options[given].right else _wrong(ask, [given])


def _multi(ask: Ask, given: Answer, _after: Stage, _earlier: Mapping[Ref, float]) -> Verdict:
    if not isinstance(given, frozenset):
        raise TypeError(given)
    right = {n for n, option in enumerate(ask.options) if option.right}
    return _RIGHT if given == right else _wrong(ask, sorted(given - right) or sorted(right - given))


def _order(ask: Ask, given: Answer, _after: Stage, _earlier: Mapping[Ref, float]) -> Verdict:
    right = tuple(range(len(ask.options)))
    if not isinstance(given, tuple) or set(given) != set(right):
        raise TypeError(given)
    return _RIGHT if given == right else _wrong(ask, [n for n, m in zip(right, given, strict=True) if n != m])


def _vote(ask: Ask, given: Answer, _after: Stage, _earlier: Mapping[Ref, float]) -> Verdict:
    if not isinstance(given, int) or not 0 <= given < len(ask.options):
        raise TypeError(given)
    return _RIGHT


def _by_hand(judged: Callable[[Ask, Answer, Stage], Verdict]) -> _Judge:
    """Make the judge of an answer that knows nothing of earlier ones."""
    return lambda ask, given, after, _earlier: judged(ask, given, after)


_KINDS: dict[str, _Judge] = {
    "number": _number, "sign": _sign, "choice": _choice, "multi": _multi, "order": _order, "vote": _vote,
    "point": _by_hand(judged_point), "arrow": _by_hand(judged_arrow), "curve": _by_hand(judged_curve),
}  # fmt: skip
