"""What is said of each misconception, and of an answer that fits none: looked up by id, symbol or check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from gui.learn.backward_texts import BACKWARD
from gui.learn.general_texts import GENERAL
from gui.learn.misconception import Misconception
from gui.learn.slip_texts import SLIPS, TOLD_ALIKE
from gui.learn.training_texts import TRAINING
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["MISCONCEPTIONS", "Misconception", "did", "general", "general_check", "misconception"]

translate = QCoreApplication.translate
_NUMBER = re.compile(r"_\d+$")

MISCONCEPTIONS: Mapping[str, Misconception] = MappingProxyType(
    {one.id: one for one in (*BACKWARD, *TRAINING)}
)
_GENERAL = {one.id: one for one in GENERAL}
_SAME = {"y": "x"}
_CHECKS = {
    "sign": QT_TRANSLATE_NOOP("Misconception", "The size is right; the sign is turned round."),
    "factor_2": QT_TRANSLATE_NOOP("Misconception", "Your number is off by a factor of exactly 2."),
    "factor_m": QT_TRANSLATE_NOOP(
        "Misconception", "Your number is off by the number of samples: sum and mean have been confused."
    ),
    "factor_eta": QT_TRANSLATE_NOOP(
        "Misconception", "Your number is off by the learning rate: it is in there once too often, or missing."
    ),
    "ceiling": QT_TRANSLATE_NOOP("Misconception", "A slope of the sigmoid is never more than 0.25."),
    "decimal_point": QT_TRANSLATE_NOOP(
        "Misconception", "The digits are right; the decimal point is at another place."
    ),
}


def misconception(id: str) -> Misconception | None:  # noqa: A002 - as everywhere
    """Return what is said of a misconception; None where there is none of that id."""
    return MISCONCEPTIONS.get(id)


def general(symbol: str) -> Misconception:
    """Return what is said of a wrong number that fits no misconception.

    Parameters
    ----------
    symbol : str
        Of the quantity that was asked for, as in a `Ref`; any other text for any number.
    """
    return _GENERAL.get(_SAME.get(symbol, symbol), _GENERAL[""])


def did(one: Misconception, slip: str = "") -> str:
    """Say what was done, as exactly as the name of the slip tells it.

    Parameters
    ----------
    one : Misconception
    slip : str
        Of a mutant: "no_slope", "one_path_2"; "carried:no_slope" where it was done on the way here.
    """
    name = _NUMBER.sub("", slip.removeprefix("carried:"))
    text = SLIPS.get((one.id, name))
    said = one.did if text is None else translate("Misconception", text)
    if not slip.startswith("carried:") or (one.id, name) in TOLD_ALIKE:
        return said
    return translate("Misconception", "A slip on the way here gives this number. {slip}").format(slip=said)


def general_check(told: str) -> str:
    """Say what a general check found; empty where there is no such check."""
    return translate("Misconception", _CHECKS[told]) if told in _CHECKS else ""
