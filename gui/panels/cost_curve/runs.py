"""What the cost curve shows of a moment: the run in play, earlier ones, what is read off, where it leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.types import Array, Ref, freeze
from engine.session import actions
from engine.session.frame import Frame
from gui.look import Look
from gui.short_number import whole

__all__ = [
    "Run",
    "cost_in_play",
    "cursor_of",
    "drawn_of",
    "ghosts_of",
    "goal_of",
    "reading_of",
    "run_of",
    "title_of",
]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is drawn; two with the same array are the same.

    Attributes
    ----------
    name : str
    curve : ndarray
        J by update, nan where nothing may be drawn.
    """

    name: str
    curve: Array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Run) and self.curve is other.curve and self.name == other.name

    def __hash__(self) -> int:
        return hash((self.name, id(self.curve)))


def cursor_of(frame: Frame) -> int:
    """Return the update whose J the playhead is at: the new one once the forward pass ran again."""
    return frame.update + frame.is_over


def cost_in_play(frame: Frame) -> Ref:
    """Return the cost at the cursor."""
    return Ref("J_new" if cursor_of(frame) > frame.update else "J", frame.network.L)


def goal_of(frame: Frame, update: int) -> actions.Seek | None:
    """Say where to go to bring the cursor to an update, at the step in play; None where it is."""
    here = cursor_of(frame)
    if update == here:
        return None
    if here == frame.update:
        return actions.Seek(frame.number, update=update)
    if update > 0:  # at the last step the cursor is one ahead of the update in play
        return actions.Seek(frame.number, update=update - 1)
    return actions.Seek(frame.written[Ref("J", frame.network.L)], update=0)


def reading_of(frame: Frame, update: int, look: Look, ghost: Run | None = None) -> str:
    """Say J of an update: "update 0 · J = 0.224"; what a question withholds is ``?``.

    Of an earlier run its name comes first.
    """
    if ghost is None:
        known = update < frame.curve.size and update not in _withheld(frame)
        J = float(frame.curve[update]) if known else None
        text = translate("CostCurve", "update {update} · J = {value}")
        return text.format(update=whole(update), value=look.cost(J))
    text = translate("CostCurve", "{run} · update {update} · J = {value}")
    J = float(ghost.curve[update]) if update < ghost.curve.size else None
    return text.format(run=ghost.name, update=whole(update), value=look.cost(J))


def run_of(frame: Frame) -> Run:
    """Return the run in play."""
    return Run(frame.document.run_name or _name(frame.run), drawn_of(frame))


def ghosts_of(frame: Frame) -> tuple[Run, ...]:
    """Return the earlier runs that have a curve."""
    names = (ghost.document.run_name for ghost in frame.document.ghosts)
    pairs = zip(names, frame.ghosts, strict=True)
    return tuple(Run(name or _name(number), curve) for name, (number, curve) in pairs if curve.size)


def title_of(frame: Frame) -> str:
    """Say of which samples the curve is J: of all that are trained with, or of each update's batch."""
    setup = frame.setup
    if setup.measured == "batch":
        return translate("CostCurve", "Cost J of each batch")
    if setup.batch_size == setup.samples:
        return translate("CostCurve", "Cost J")
    return translate("CostCurve", "Cost J of all samples")


def _name(number: int) -> str:
    return translate("CostCurve", "run {number}").format(number=number)


def drawn_of(frame: Frame) -> Array:
    """Return the curve as it may be drawn: a gap where a question withholds J, so that no place tells it."""
    withheld = [update for update in _withheld(frame) if update < frame.curve.size]
    if not withheld:
        return frame.curve
    curve = frame.curve.copy()
    curve[withheld] = np.nan
    return freeze(curve)


def _withheld(frame: Frame) -> tuple[int, ...]:
    """List the updates whose J a question withholds."""
    L = frame.network.L
    costs = (frame.update, Ref("J", L)), (frame.update + 1, Ref("J_new", L))
    return tuple(update for update, ref in costs if ref in frame.hidden)
