"""The numbers among the settings, each as something that can be typed: what it may be, and what sets it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.nn.initialisers import INITIALISERS
from engine.nn.named import Number, filled, split_name
from engine.nn.optimizers import OPTIMIZERS
from engine.nn.schedules import SCHEDULES
from engine.session import actions as act
from engine.session.limits import MAX_WORK, check_limits
from engine.session.setup import MOST_SEED, Setup
from gui.controls.setting import Doubling, Setting, Still
from gui.controls.spans import Even, Powers
from gui.hands.settable import Steps
from gui.short_number import whole
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["PENALTY", "batch_of", "most_in_batch", "numbers_of", "penalty_of", "seed_of", "with_name"]

translate = QCoreApplication.translate
PENALTY = Powers(1e-6, 1.0, has_zero=True)
"""What the sliders of the penalties reach over."""
_MOST = sys.float_info.max
_TABLES: dict[str, dict[str, tuple[Number, ...]]] = {
    "optimizer": {key: kind.numbers for key, kind in OPTIMIZERS.items()},
    "schedule": {key: kind.numbers for key, kind in SCHEDULES.items()},
    "init": {key: kind.numbers for key, kind in INITIALISERS.items()},
}
"""The numbers in brackets of what is chosen by name."""


@dataclass(frozen=True, slots=True)
class _Said:
    """How one of these numbers is called on screen, and how it is stepped."""

    name: str
    scale: Steps


_SHARE = Even(0.0, 0.99, 0.01)
_SAID: dict[str, _Said] = {
    "β": _Said("β", _SHARE),
    "β₁": _Said("β₁", _SHARE),
    "β₂": _Said("β₂", _SHARE),
    "α": _Said("α", _SHARE),
    "ε": _Said("ε", Powers(1e-12, 1.0)),
    "the number of updates": _Said(QT_TRANSLATE_NOOP("TrainingSettings", "Updates"), Powers(1.0, 1e9)),
    "the factor": _Said(QT_TRANSLATE_NOOP("TrainingSettings", "Factor"), Even(0.05, 1.0, 0.05)),
    "the share that is left at the end": _Said(
        QT_TRANSLATE_NOOP("TrainingSettings", "Share at the end"), Even(0.0, 0.95, 0.05)
    ),
    "the constant": _Said(QT_TRANSLATE_NOOP("TrainingSettings", "Constant"), Still()),
    "the reach": _Said(QT_TRANSLATE_NOOP("TrainingSettings", "Reach"), Still()),
    "the deviation": _Said(QT_TRANSLATE_NOOP("TrainingSettings", "Deviation"), Still()),
}


def _setting(changes: Callable[[float], Mapping[str, Any]], label: str) -> Callable[[float, str], act.Action]:
    """Make what sets something from a value and the group of a gesture."""
    return lambda value, group: act.SetSettings(changes(value), label, group)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _is_count(value: float, least: int) -> bool:
    return value == int(value) and value >= least


def most_in_batch(setup: Setup) -> int:
    """Return the most samples that one update of this network may have."""
    return min(max(MAX_WORK // setup.network.parameters, 1), setup.samples)


def batch_of(setup: Setup) -> Setting:
    """Return the batch size; so many as there are samples, or more, are all of them."""

    def changes(value: float) -> dict[str, Any]:
        return {"batch": None if value >= setup.samples else int(value)}

    def refuse(value: float) -> str:
        if not _is_count(value, 1):
            return translate("TrainingSettings", "A batch size is a whole number, 1 or more.")
        return _beyond_limits(setup, changes(value))

    label = translate("TrainingSettings", "set the batch size")
    most = most_in_batch(setup)
    made = _setting(changes, label)
    return Setting("batch", setup.batch_size, Doubling(most), made, refuse, 1, most, is_whole=True)


def _beyond_limits(setup: Setup, changes: Mapping[str, Any]) -> str:
    """Say what of a document would be too large, and which batch is not."""
    try:
        check_limits(replace(setup, moments=None, **changes))
    except ValueError as error:
        text = translate("TrainingSettings", "A batch may have {most} here.")
        return f"{_sentence(str(error))} {text.format(most=whole(most_in_batch(setup)))}"
    return ""


def penalty_of(setup: Setup, name: str) -> Setting:
    """Return the strength of a penalty, "l1" or "l2"."""
    label = translate("TrainingSettings", "set the penalty {name}").format(name=name.upper())
    refusal = translate("TrainingSettings", "A penalty is a number, 0 or above.")
    made = _setting(lambda value: {name: value}, label)
    value = getattr(setup, name)
    return Setting(name, value, PENALTY, made, lambda value: "" if value >= 0 else refusal, 0.0, _MOST)


def seed_of(setup: Setup) -> Setting:
    """Return the seed; to set it is to draw the weights with it."""
    label = translate("TrainingSettings", "set the seed")
    refusal = translate("TrainingSettings", "A seed is a whole number from 0 to {most}.")

    def make(value: float, _group: str) -> act.Action:
        return act.Reroll(int(value), label)

    def refuse(value: float) -> str:
        fits = _is_count(value, 0) and int(value) <= MOST_SEED
        return "" if fits else refusal.format(most=whole(MOST_SEED))

    return Setting("seed", setup.seed, Still(), make, refuse, 0, MOST_SEED, is_whole=True)


def with_name(text: str, numbers: tuple[float, ...], known: tuple[Number, ...]) -> str:
    """Spell a choice with its numbers; without them where they are the usual ones.

    Examples
    --------
    >>> with_name("adam", (0.9, 0.99, 1e-08), OPTIMIZERS["adam"].numbers)
    'adam(0.9,0.99,1e-08)'
    """
    if numbers == tuple(number.usual for number in known):
        return text
    return f"{text}({','.join(repr(float(number)).removesuffix('.0') for number in numbers)})"


def numbers_of(setup: Setup, what: str) -> list[tuple[str, Setting]]:
    """Return the numbers of the optimiser, the schedule or the initialiser, with their names on screen.

    Parameters
    ----------
    setup : Setup
    what : {"optimizer", "schedule", "init"}
    """
    text = getattr(setup, what)
    name, given = split_name(text)
    known = _TABLES[what][name]
    values = filled(text, given, known)
    return [_number(setup, what, name, values, place) for place in range(len(known))]


def _number(setup: Setup, what: str, name: str, values: tuple[float, ...], place: int) -> tuple[str, Setting]:
    known = _TABLES[what][name]
    number = known[place]
    said = _SAID.get(number.name, _Said(number.name, Still()))
    shown = translate("TrainingSettings", said.name)
    label = translate("TrainingSettings", "set {name}").format(name=shown)
    refusal = translate("TrainingSettings", "{name} must be {needs}.").format(name=shown, needs=number.needs)

    def spell(value: float) -> str:
        return with_name(name, (*values[:place], value, *values[place + 1 :]), known)

    def make(value: float, group: str) -> act.Action:
        if what == "init":  # the weights follow it at once
            return act.Reroll(setup.seed, label, spell(value))
        return act.SetSettings({what: spell(value)}, label, group)

    def refuse(value: float) -> str:
        return "" if number.suits(value) else refusal

    ref = f"{what} {name} {place}"
    return shown, Setting(ref, values[place], said.scale, make, refuse, *_ends(said.scale))


def _ends(scale: Steps) -> tuple[float, float]:
    return (scale.low, scale.high) if isinstance(scale, Even | Powers) else (-_MOST, _MOST)
