"""How well the network does in the course of a run, on samples of training and on those kept apart.

A score is told of the network that an update begins with, always as it was computed there. What was computed
is remembered by what the update follows from, the setup that came into force last before it: a run that goes
on, a copy of it and what undo brings back compute nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

import numpy as np

from engine.nn.score import Score, low_label, score
from engine.nn.types import Array, IntArray, freeze
from engine.session.document import Document
from engine.session.origin import Origin
from engine.session.recent import Recent, Same
from engine.session.replay import network_at, setup_at
from engine.session.runlog import CHECKPOINT_EVERY, Stage
from engine.session.setup import Setup

__all__ = [
    "MOST_PLACES", "ScoreCurves", "has_accuracy", "has_scores", "has_test", "places_of", "score_curves",
    "score_next", "scores_so_far", "test_score_at", "training_score_at",
]  # fmt: skip

Kind = Literal["train", "test"]

MOST_PLACES = 200
"""Updates of a run whose scores are told, besides those that are asked for one by one."""

_NEAR = (1, 5, 10, 50)
"""Updates from one place to the next, in short runs; in longer ones, as checkpoints of the run log lie."""

_ROOM, _ROOM_OF_ONE = 12 * 2**20, 4 * 2**20
"""Bytes that are reckoned for what is remembered: of all setups with their data, and of one of them."""

_USUAL_SCORES = 12 * 2**10
"""Bytes that are reckoned for the scores of a setup before they are computed: most have few places."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreCurves:
    """Scores of a run at some of its updates; all arrays are of one length.

    Attributes
    ----------
    updates : ndarray of int
        Ascending.
    train_accuracy, test_accuracy : ndarray
        Shares of the samples in the right class, from 0 to 1; nan where the labels are no classes, or no
        rows are kept for testing.
    test_J : ndarray
        Cost of the rows kept for testing; nan where there are none.
    """

    updates: IntArray
    train_accuracy: Array
    test_J: Array
    test_accuracy: Array


def test_score_at(document: Document, update: int) -> Score | None:
    """Compute how well the network that an update begins with does on the rows kept for testing.

    Returns
    -------
    Score or None
        None where no rows are kept for testing.
    """
    return _score("test", document, update) if setup_at(document, update).test.size else None


def training_score_at(document: Document, update: int) -> Score:
    """Compute how well the network that an update begins with does on all samples trained with."""
    return _score("train", document, update)


def places_of(document: Document) -> range:
    """Return the updates of a run at which its scores are told: at most `MOST_PLACES`.

    As the run grows, places are left out and others are added behind; none is ever moved.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from engine import Session, actions, update
    >>> from engine.session.training import train
    >>> begin = Session.start().document
    >>> places_of(begin)
    range(0, 1)
    >>> document = update(Session.start(), train(begin, 300).action("train")).document
    >>> places_of(document)
    range(0, 301, 5)
    """
    count = document.log.updates + 1
    spacing = next((each for each in _NEAR if count <= each * MOST_PLACES), CHECKPOINT_EVERY)
    while count > spacing * MOST_PLACES:
        spacing *= 2
    if document.log.spacing > CHECKPOINT_EVERY:  # replaying takes long between checkpoints that are far apart
        spacing = max(spacing, document.log.spacing)
    return range(0, count, spacing)


def has_accuracy(setup: Setup) -> bool:
    """Say whether labels are classes, of more than one sample, so that right ones can be counted."""
    return len(setup.Y) > 1 and _has_classes(Same(setup.Y))


def has_test(document: Document) -> bool:
    """Say whether rows are kept for testing anywhere in a run."""
    return document.test.size > 0 or any(stage.setup.test.size for stage in document.log.stages)


def has_scores(document: Document) -> bool:
    """Say whether more than J is to be told of the end of a run: of classes, or of rows kept for testing."""
    setup = setup_at(document, document.log.updates)
    return setup.test.size > 0 or has_accuracy(setup)


def score_next(document: Document) -> bool:
    """Compute the scores of one place of a run that were not computed yet; False where there is none."""
    for place in _places(document):
        if not place.is_known:
            place.score("train", document)
            place.score("test", document)
            return True
    return False


def scores_so_far(document: Document) -> ScoreCurves:
    """Return the scores of a run at those of its places where they have been computed."""
    return _curves(document, [place for place in _places(document) if place.is_known])


def score_curves(document: Document) -> ScoreCurves:
    """Compute the scores of a run at all of its places."""
    return _curves(document, list(_places(document)))


def _curves(document: Document, places: list[_Place]) -> ScoreCurves:
    train = [place.score("train", document) for place in places]
    test = [place.score("test", document) for place in places]
    return ScoreCurves(
        np.array([place.update for place in places], dtype=np.int64),
        _numbers(found.accuracy if found else None for found in train),
        _numbers(found.J if found else None for found in test),
        _numbers(found.accuracy if found else None for found in test),
    )


def _numbers(values: Iterable[float | None]) -> Array:
    return freeze([np.nan if value is None else value for value in values])


# What is remembered


@lru_cache(maxsize=4)
def _has_classes(labels: Same) -> bool:
    return low_label(labels.array) is not None


_origins: Recent[Recent[Score]] = Recent(_ROOM)


def _memory_of(document: Document, stage: Stage | None) -> Recent[Score]:
    """Return the scores that were computed of a stage of a run (None: of its beginning)."""
    setup, begin = (stage.setup, stage.update) if stage else (document, 0)
    size = setup.X.nbytes + setup.Y.nbytes + 8 * setup.network.parameters + _USUAL_SCORES
    return _origins.get(Origin(setup, begin), size, lambda: Recent(_ROOM_OF_ONE))


class _Place(NamedTuple):
    """An update of a run, with all scores that were computed of the stage it belongs to."""

    update: int
    has_test: bool
    memory: Recent[Score]

    @property
    def is_known(self) -> bool:
        """Say whether all its scores have been computed, and none is forgotten."""
        known = ("train", self.update) in self.memory
        return known and (not self.has_test or ("test", self.update) in self.memory)

    def score(self, kind: Kind, document: Document) -> Score | None:
        """Compute a score, where it has not been; None where no rows are kept for testing."""
        if kind == "test" and not self.has_test:
            return None
        return self.memory.get((kind, self.update), 0, lambda: _computed(kind, document, self.update))


def _places(document: Document) -> Iterator[_Place]:
    """Go through the places of a run."""
    for stage, updates in groupby(places_of(document), document.log.stage):
        memory, setup = _memory_of(document, stage), stage.setup if stage else document
        yield from (_Place(update, setup.test.size > 0, memory) for update in updates)


def _score(kind: Kind, document: Document, update: int) -> Score:
    memory = _memory_of(document, document.log.stage(update))
    return memory.get((kind, update), 0, lambda: _computed(kind, document, update))


def _computed(kind: Kind, document: Document, update: int) -> Score:
    setup, net = setup_at(document, update), network_at(document, update)
    if kind == "train":
        return score(net, setup.train_X, setup.train_Y, setup.cost)
    return score(net, setup.X[setup.test], setup.Y[setup.test], setup.cost)
