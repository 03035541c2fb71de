"""A few shapes that a cost curve may have: shares of the way, and of the J that it begins with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.panels.lesson_card.kinds.answering import Points
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["SHAPES", "Shape", "spread"]

_MANY = 24


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its name, and J at each share of the way from 0 to 1, J being 1 at first."""

    key: str
    _name: str
    at: Callable[[float], float]

    @property
    def name(self) -> str:
        """What it is called on screen."""
        return QCoreApplication.translate("LessonCard", self._name)

    def points(self, first: float, last: float, start: float) -> Points:
        """Spread it from one update to another; it begins at a cost."""
        return tuple((first + (last - first) * share, start * self.at(share)) for share in spread())


def spread() -> tuple[float, ...]:
    """Return the places at which a shape is told, from 0 to 1."""
    return tuple(number / _MANY for number in range(_MANY + 1))


SHAPES = (
    Shape(
        "fast",
        QT_TRANSLATE_NOOP("LessonCard", "falls fast, then levels off"),
        lambda t: 0.04 + 0.96 * math.exp(-5 * t),
    ),
    Shape("even", QT_TRANSLATE_NOOP("LessonCard", "falls evenly"), lambda t: 1 - 0.95 * t),
    Shape(
        "late",
        QT_TRANSLATE_NOOP("LessonCard", "stays flat, then falls"),
        lambda t: 0.03 + 0.97 / (1 + math.exp(16 * (t - 0.55))),
    ),
    Shape("flat", QT_TRANSLATE_NOOP("LessonCard", "hardly changes"), lambda t: 1 - 0.04 * t),
    Shape(
        "swings",
        QT_TRANSLATE_NOOP("LessonCard", "swings up and down as it falls"),
        lambda t: (1 - 0.75 * t) * (1 + 0.22 * math.sin(26 * t)),
    ),
    Shape("rises", QT_TRANSLATE_NOOP("LessonCard", "rises"), lambda t: 1 + 1.2 * t * t),
)
