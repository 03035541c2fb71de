"""What the last hint of a question lights on the diagram."""

from __future__ import annotations

from engine.lessons.expressions import ref_of
from engine.lessons.play import Play, stage, step
from engine.lessons.pointers import pointed_by
from engine.nn.trace import Trace
from engine.nn.types import Ref

__all__ = ["shown_by"]


def shown_by(play: Play | None, misconception: str, trace: Trace) -> frozenset[Ref]:
    """Name what shows a misconception at the quantity that is asked for; nothing where it is none.

    Parameters
    ----------
    play : Play or None
    misconception : str
        Its id; empty for none.
    trace : Trace
        Of the update in play.
    """
    ask = None if play is None else step(play).ask
    if play is None or ask is None or not misconception:
        return frozenset()
    ref = ref_of(ask.answer, stage(play))
    return frozenset() if ref is None else pointed_by(misconception, ref, trace)
