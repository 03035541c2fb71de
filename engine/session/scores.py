"""How well the network does in the course of a run, on samples of training and on those kept apart."""

from __future__ import annotations

from functools import lru_cache

from engine.nn.score import Score, score
from engine.session.document import Document
from engine.session.replay import network_at, setup_at


@lru_cache(maxsize=64)
def test_score_at(document: Document, update: int) -> Score | None:
    """Compute how well the network that an update begins with does on the rows kept for testing.

    Returns
    -------
    Score or None
        None where no rows are kept for testing.
    """
    setup = setup_at(document, update)
    if not setup.test.size:
        return None
    return score(network_at(document, update), setup.X[setup.test], setup.Y[setup.test], setup.cost)


@lru_cache(maxsize=64)
def training_score_at(document: Document, update: int) -> Score:
    """Compute how well the network that an update begins with does on all samples trained with."""
    setup = setup_at(document, update)
    return score(network_at(document, update), setup.train_X, setup.train_Y, setup.cost)
