"""What the cost curve shows of a moment: the run in play and earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.types import Array, Ref, freeze
from engine.session.document import Document
from engine.session.frame import Frame
from engine.session.scores import ScoreCurves
from engine.session.withholding import hides_outputs
from gui.cursor import cursor_of
from gui.panels.cost_curve.shown import Quantity

__all__ = [
    "NO_RUN",
    "NO_SCORES",
    "Run",
    "cost_in_play",
    "drawn_of",
    "fork_of",
    "ghosts_of",
    "run_of",
    "scores_drawn_of",
    "title_of",
    "withheld",
]

translate = QCoreApplication.translate


NO_SCORES = ScoreCurves(np.empty(0, dtype=np.int64), *(freeze(np.empty(0)) for _ in range(3)))


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is drawn; two with the same arrays are the same.

    Attributes
    ----------
    name : str
    curve : ndarray
        J by update, nan where nothing may be drawn.
    number : int
    scores : ScoreCurves
        What is known of it besides J, nan where nothing may be drawn.
    in_play : bool
    """

    name: str
    curve: Array
    number: int = 0
    scores: ScoreCurves = NO_SCORES
    in_play: bool = False

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Run)
            and self.curve is other.curve
            and self.scores is other.scores
            and (self.name, self.number, self.in_play) == (other.name, other.number, other.in_play)
        )

    def __hash__(self) -> int:
        return hash((self.name, self.number, id(self.curve)))


NO_RUN = Run("", freeze(np.empty(0)))


def cost_in_play(frame: Frame) -> Ref:
    """Return the cost at the cursor."""
    return Ref("J_new" if cursor_of(frame) > frame.update else "J", frame.network.L)


def run_of(frame: Frame, name: Callable[[Document], str], scores: ScoreCurves = NO_SCORES) -> Run:
    """Return the run in play."""
    drawn = scores_drawn_of(frame, scores)
    return Run(name(frame.document), drawn_of(frame), frame.run, drawn, in_play=True)


def ghosts_of(
    frame: Frame,
    name: Callable[[Document], str],
    hidden: frozenset[int] = frozenset(),
    scores: Callable[[Document], ScoreCurves] | None = None,
) -> tuple[Run, ...]:
    """Return the earlier runs that have a curve and are not hidden."""
    return tuple(
        Run(
            name(ghost.document),
            drawn_of(frame, curve),
            ghost.number,
            scores_drawn_of(frame, scores(ghost.document)) if scores else NO_SCORES,
        )
        for ghost, (_, curve) in zip(frame.document.ghosts, frame.ghosts, strict=True)
        if curve.size and ghost.number not in hidden
    )


def title_of(frame: Frame, quantity: Quantity = "J") -> str:
    """Say what is drawn, and of which samples it is: of all that are trained with, or of each batch."""
    setup = frame.setup
    if quantity == "accuracy":
        return translate("CostCurve", "Accuracy")
    if setup.measured == "batch":
        return translate("CostCurve", "Cost J of each batch")
    if setup.batch_size == setup.samples:
        return translate("CostCurve", "Cost J")
    return translate("CostCurve", "Cost J of all samples")


def fork_of(ghost: Run, run: Run) -> int:
    """Return the update from which on an earlier run goes its own way; its end where it never does.

    What a question withholds tells nothing.
    """
    both = min(ghost.curve.size, run.curve.size)
    first, second = ghost.curve[:both], run.curve[:both]
    differs = np.flatnonzero((first != second) & ~np.isnan(first) & ~np.isnan(second))
    if differs.size:
        return max(int(differs[0]) - 1, 0)
    return max(both - 1, 0)


def drawn_of(frame: Frame, curve: Array | None = None) -> Array:
    """Return a curve as it may be drawn: a gap where a question withholds J, so that no place tells it.

    None is the curve of the run in play; an earlier one has the same J up to where it goes its own way.
    """
    curve = frame.curve if curve is None else curve
    gaps = [update for update in withheld(frame) if update < curve.size]
    if not gaps:
        return curve
    curve = curve.copy()
    curve[gaps] = np.nan
    return freeze(curve)


def scores_drawn_of(frame: Frame, scores: ScoreCurves) -> ScoreCurves:
    """Return scores as they may be drawn: with gaps where a question withholds J, or what outputs say."""
    places = (*withheld(frame), *((frame.update,) if hides_outputs(frame.hidden) else ()))
    gaps = np.equal(scores.updates[:, None], places).any(axis=1)  # np.isin imports much at start
    if not gaps.any():
        return scores
    drawn = (scores.train_accuracy, scores.test_J, scores.test_accuracy)
    return ScoreCurves(scores.updates, *(freeze(np.where(gaps, np.nan, values)) for values in drawn))


def withheld(frame: Frame) -> tuple[int, ...]:
    """List the updates whose J a question withholds."""
    L = frame.network.L
    costs = (frame.update, Ref("J", L)), (frame.update + 1, Ref("J_new", L))
    return tuple(update for update, ref in costs if ref in frame.hidden)
