"""What shows a misunderstanding on the diagram."""

from __future__ import annotations

from engine.lessons.expressions import ref_of
from engine.lessons.lecture import Card, Lecture, stage, step
from engine.lessons.pointers import pointed_by
from engine.nn.trace import Trace
from engine.nn.types import Ref

__all__ = ["shown_by_card"]


def shown_by_card(lecture: Lecture, card: Card | None, trace: Trace) -> frozenset[Ref]:
    """Name what shows the misconception of a card at the quantity that is asked for; nothing where none does.

    Parameters
    ----------
    lecture : Lecture
    card : Card or None
    trace : Trace
        Of the update in play.
    """
    ask = step(lecture).ask
    ref = None if ask is None or not ask.answer else ref_of(ask.answer, stage(lecture))
    if card is None or ref is None:
        return frozenset()
    return frozenset().union(*(pointed_by(one, ref, trace) for one in card.ids))
