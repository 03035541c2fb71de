"""The scores of a run as the curve draws them: what is known so far, and of the run in play those of now."""

from __future__ import annotations

import math
from collections.abc import Container

import numpy as np

from engine.nn.types import Array, freeze
from engine.session.document import Document
from engine.session.frame import Frame
from engine.session.replay import setup_at
from engine.session.scores import (
    ScoreCurves,
    has_scores,
    places_of,
    scores_so_far,
    test_score_at,
    training_score_at,
)
from gui.cursor import cursor_of
from gui.panels.cost_curve.runs import NO_SCORES

__all__ = ["KnownScores", "with_present", "with_scores_at"]


class KnownScores:
    """Hands out the scores of runs; the same object as long as they are the same."""

    def __init__(self) -> None:
        self._last: dict[int, ScoreCurves] = {}
        self._whole: dict[int, Document] = {}

    def of(self, document: Document) -> ScoreCurves:
        """Return what is known of an earlier run; one that is known at all its places is not asked again."""
        run = document.run
        if self._whole.get(run) is not document:
            found = self.kept(run, scores_so_far(document) if has_scores(document) else NO_SCORES)
            self._whole.pop(run, None)
            if len(found.updates) == len(places_of(document)):
                self._whole[run] = document
        return self._last[run]

    def forget(self, runs: Container[int]) -> None:
        """Forget the runs that are no more; `runs` has the numbers of those that are."""
        for known in (self._last, self._whole):
            for gone in [run for run in known if run not in runs]:
                del known[gone]

    def of_present(self, frame: Frame) -> ScoreCurves:
        """Return what is known of the run in play, up to now."""
        document = frame.document
        self._whole.pop(document.run, None)
        known = scores_so_far(document) if has_scores(document) else NO_SCORES
        return self.kept(document.run, with_present(frame, known))

    def kept(self, run: int, scores: ScoreCurves) -> ScoreCurves:
        """Return the scores handed out last where these are the same."""
        last = self._last.get(run)
        if last is None or not _same(last, scores):
            self._last[run] = scores
        return self._last[run]


def with_present(frame: Frame, scores: ScoreCurves) -> ScoreCurves:
    """Add the scores at the cursor."""
    update = cursor_of(frame)
    return with_scores_at(frame.document, update, scores) if update < frame.curve.size else scores


def with_scores_at(document: Document, update: int, scores: ScoreCurves) -> ScoreCurves:
    """Add the scores at an update; not where they take longer than an update, as J of all samples would."""
    is_long = setup_at(document, update).measured == "batch"
    if update in scores.updates or is_long or not has_scores(document):
        return scores
    train, test = training_score_at(document, update), test_score_at(document, update)
    place = int(np.searchsorted(scores.updates, update))
    return ScoreCurves(
        np.insert(scores.updates, place, update),
        _inserted(scores.train_accuracy, place, train.accuracy),
        _inserted(scores.test_J, place, test.J if test else None),
        _inserted(scores.test_accuracy, place, test.accuracy if test else None),
    )


def _inserted(values: Array, place: int, value: float | None) -> Array:
    return freeze(np.insert(values, place, math.nan if value is None else value))


def _same(first: ScoreCurves, second: ScoreCurves) -> bool:
    names = ("updates", "train_accuracy", "test_J", "test_accuracy")
    return all(np.array_equal(getattr(first, name), getattr(second, name), equal_nan=True) for name in names)
