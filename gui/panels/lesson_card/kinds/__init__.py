"""The ways to answer, by the kind of the question."""

from __future__ import annotations

from collections.abc import Callable

from engine.lessons.lesson import Ask
from gui.panels.lesson_card.kinds.answering import Answering
from gui.panels.lesson_card.kinds.arrow import ArrowAnswer
from gui.panels.lesson_card.kinds.curve import CurveAnswer
from gui.panels.lesson_card.kinds.number import NumberAnswer
from gui.panels.lesson_card.kinds.order import OrderAnswer
from gui.panels.lesson_card.kinds.pick import PickAnswer
from gui.panels.lesson_card.kinds.point import PointAnswer
from gui.panels.lesson_card.kinds.sign import SignAnswer

__all__ = ["Answering", "answering"]

_MADE: dict[str, Callable[[Ask, tuple[int, ...]], Answering]] = {
    "choice": PickAnswer,
    "multi": PickAnswer,
    "vote": PickAnswer,
    "number": NumberAnswer,
    "sign": SignAnswer,
    "order": OrderAnswer,
    "point": PointAnswer,
    "arrow": ArrowAnswer,
    "curve": CurveAnswer,
}


def answering(ask: Ask, order: tuple[int, ...]) -> Answering:
    """Make the place in which a question is answered.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        The numbers of the options as they are to stand.
    """
    return _MADE[ask.kind](ask, order)
