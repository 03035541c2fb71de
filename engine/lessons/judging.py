"""How a typed answer is judged: right, right from a wrong start, a known slip, or something general.

The order of the checks is the rule: what is right comes first, then what follows rightly from the student's
own earlier values, then the bug library, from the right values and from the student's own, then what may be
wrong with any number. Last, what would be unknown is compared with what the bug library gives somebody who
rounds on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from engine.lessons.answers import AnswerError, Typed, typed_number
from engine.lessons.asked import (
    BAND,
    Asked,
    asked_of,
    asked_of_chain,
    digits_held,
    half_unit,
    is_near,
    is_right,
    rounded,
)
from engine.nn.types import Ref

__all__ = ["Asked", "Kind", "Verdict", "asked_of", "asked_of_chain", "judge"]

Kind = Literal["right", "follow_through", "slip", "general", "digits", "unknown", "unreadable"]

_SHIFTS = tuple(10.0**power for power in (1, -1, 2, -2, 3, -3))
"""What a slip of the decimal point multiplies by."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is.

    Attributes
    ----------
    kind : Kind
        "follow_through" is the right method with a wrong earlier value; "digits" is no try.
    ids : tuple of str
        The misconceptions that explain it, the likeliest first; two or more of a slip are a tie.
    slip : str
        The name of the slip, where it is one; the reason, where the answer could not be read.
    told : str
        Of a general check which it was: ``"sign"``, ``"factor_2"``, ``"factor_m"``, ``"factor_eta"``,
        ``"ceiling"`` or ``"decimal_point"``; the sentence, where the answer could not be read.
    """

    kind: Kind
    ids: tuple[str, ...] = ()
    slip: str = ""
    told: str = ""

    @property
    def is_right(self) -> bool:
        """Say whether the method was right, which is what counts."""
        return self.kind in ("right", "follow_through")


_NOTHING: Mapping[Ref, float] = MappingProxyType({})


def judge(asked: Asked, typed: str, earlier: Mapping[Ref, float] = _NOTHING) -> Verdict:
    """Judge a typed answer.

    Parameters
    ----------
    asked : Asked
    typed : str
        As it was typed.
    earlier : mapping of Ref to float
        What the student typed before, right or wrong.
    """
    try:
        number = typed_number(typed)
    except AnswerError as error:
        return Verdict("unreadable", (), error.reason, str(error))
    if is_right(asked, number):
        return Verdict("right")
    anew = asked if asked.recompute is None or not earlier else asked.recompute(earlier)
    if is_right(anew, number):
        return Verdict("right" if anew.is_rounded else "follow_through")
    found = _slip(asked, number) or _slip(anew, number) or _general(asked, number) or _rough(asked, number)
    return found or Verdict("unknown")


def _slip(asked: Asked, number: Typed) -> Verdict | None:
    """Find the nearest mutant within its own tolerance, and those that cannot be told from it."""
    near = [mutant for mutant in asked.mutants if is_near(asked, number, mutant.value)]
    if not near:
        return None
    digits, first = digits_held(asked, number), min(near, key=lambda mutant: abs(mutant.value - number.value))
    alike = {rounded(first.value, digits), rounded(number.value, digits)}
    tied = [mutant for mutant in near if rounded(mutant.value, digits) in alike]  # the plain slips come first
    return Verdict("slip", tuple(dict.fromkeys(mutant.id for mutant in tied)), tied[0].slip)


def _rough(asked: Asked, number: Typed) -> Verdict | None:
    """Find the slips of somebody who rounded every number on the way."""
    return _slip(replace(asked, mutants=asked.roughly()), number) if asked.roughly is not None else None


def _general(asked: Asked, number: Typed) -> Verdict | None:
    """Try what may be wrong with any number, in order."""
    found = (
        verdict
        for check in (_sign, _factor_2, _factor_m, _factor_eta, _ceiling, _few_digits, _decimal_point)
        if (verdict := check(asked, number))
    )
    return next(found, None)


def _is_times(asked: Asked, number: Typed, factors: Iterable[float]) -> bool:
    """Say whether a number is the right one times a factor; of a new weight its correction is meant."""
    old = asked.scale or 0.0
    right = asked.right - old
    band = BAND * abs(old) if old else 0.0
    return right != 0.0 and any(
        abs(number.value - old - factor * right) <= (band or BAND * abs(factor * right)) for factor in factors
    )


def _sign(asked: Asked, number: Typed) -> Verdict | None:
    return Verdict("general", asked.signs, told="sign") if _is_times(asked, number, (-1.0,)) else None


def _factor_2(asked: Asked, number: Typed) -> Verdict | None:
    return Verdict("general", asked.costs, told="factor_2") if _is_times(asked, number, (2.0, 0.5)) else None


def _factor_m(asked: Asked, number: Typed) -> Verdict | None:
    m = float(asked.batch)
    found = m > 1.0 and _is_times(asked, number, (m, 1.0 / m))
    return Verdict("general", ("M18",), told="factor_m") if found else None


def _factor_eta(asked: Asked, number: Typed) -> Verdict | None:
    found = asked.eta not in (0.0, 1.0) and _is_times(asked, number, (asked.eta, 1.0 / asked.eta))
    return Verdict("general", ("M26",), told="factor_eta") if found else None


def _ceiling(asked: Asked, number: Typed) -> Verdict | None:
    if asked.ceiling is None or number.value <= asked.ceiling:
        return None
    return Verdict("general", ("M07",), told="ceiling")


def _few_digits(asked: Asked, number: Typed) -> Verdict | None:
    """Ask for more digits of what is the right number, rounded or cut off after too few."""
    if number.place is None or number.digits >= asked.sigfigs or (not number.value and number.place >= 0):
        return None
    is_cut = abs(number.value) <= abs(asked.right) and number.value * asked.right >= 0.0
    off = abs(number.value - asked.right)
    found = off <= half_unit(number) or (is_cut and off < 10.0**number.place)
    return Verdict("digits") if found else None


def _decimal_point(asked: Asked, number: Typed) -> Verdict | None:
    """Find a slip of the decimal point."""
    shifted = any(abs(number.value - s * asked.right) <= BAND * abs(s * asked.right) for s in _SHIFTS)
    return Verdict("general", (), told="decimal_point") if asked.right and shifted else None
