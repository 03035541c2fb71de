"""Changes of a document by hand: each forks the run where it is made, and keeps the old run as a ghost."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from engine.nn.network import Network
from engine.nn.types import Ref, freeze
from engine.session.document import MOST_GHOSTS, Document, Ghost
from engine.session.replay import curve_of, network_at, setup_at
from engine.session.runlog import MOST_STAGES, Checkpoint, Stage
from engine.session.setup import MOST_SEED, SETTINGS, Setup


def standing(document: Document, update: int) -> Setup:
    """Return the setup that an update is computed with, its own parameters included."""
    setup = setup_at(document, update)
    settings = {name: getattr(setup, name) for name in SETTINGS}
    return Setup(**settings | {"network": network_at(document, update)})


def with_parameter(document: Document, ref: Ref, value: float, update: int, seen: int = 0) -> Document:
    """Change one weight or bias as it was when an update began.

    Parameters
    ----------
    document : Document
    ref : Ref
    value : float
    update : int
    seen : int
        Points of the cost curve that were seen without being recorded.

    Raises
    ------
    ValueError
        If `ref` is no parameter of the network or `value` is not finite.
    """
    before = network_at(document, update)
    if before.parameter(ref) == value:
        return document
    return _changed(document, update, seen, network=before.with_parameter(ref, value))


def with_datum(document: Document, ref: Ref, value: float, update: int, seen: int = 0) -> Document:
    """Change an input or a label of one row of the batch from an update on; parameters as above.

    Raises
    ------
    ValueError
        If `ref` is no input or label of a row of the batch, or `value` does not fit.
    """
    setup = setup_at(document, update)
    rows, name = setup.rows(update), {"x": "X", "y": "Y"}.get(ref.symbol)
    sample = ref.sample or 0
    if name is None or not 0 <= sample < len(rows):
        raise ValueError(f"{ref} is not an input or a label of this update")
    table = getattr(setup, name)
    if len(ref.index) != 1 or not 0 <= ref.index[0] < table.shape[1]:
        raise ValueError(f"{ref} is not an input or a label of this network")
    if not math.isfinite(value):
        raise ValueError(f"an input or a label must be a finite number, not {value}")
    place = rows[sample], ref.index[0]
    if table[place] == value:
        return document
    changed = table.copy()
    changed[place] = value
    return _changed(document, update, seen, **{name: freeze(changed)})


def with_eta(document: Document, eta: float, update: int, seen: int = 0) -> Document:
    """Change the learning rate from an update on; parameters as above.

    Raises
    ------
    ValueError
        If `eta` is not a number above 0.
    """
    if eta == setup_at(document, update).eta:
        return document
    return _changed(document, update, seen, eta=eta)


def reset(document: Document, update: int, seen: int = 0) -> Document:
    """Go back to the initial weights of this run; the settings are those of the update in play."""
    setup = standing(document, update)
    if not document.log.updates and seen <= 1:
        return document
    return _forked(document, 0, replace(setup, network=document.network), seen)


def rerolled(document: Document, seed: int, update: int, seen: int = 0) -> Document:
    """Draw new initial weights with a seed (Xavier), biases of zero; the settings are those in play.

    Raises
    ------
    ValueError
        If the seed is below 0 or too large.
    """
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"a seed is a whole number from 0 to {MOST_SEED}, not {seed}")
    setup = standing(document, update)
    net = Network.random(setup.network.sizes, setup.network.activations[1:], seed=seed)
    return _forked(document, 0, replace(setup, network=net, seed=seed), seen)


def _changed(document: Document, update: int, seen: int, **changes: Any) -> Document:
    return _forked(document, update, replace(standing(document, update), **changes), seen)


def _forked(document: Document, update: int, setup: Setup, seen: int) -> Document:
    """Go on from an update with another setup; what came after it becomes a ghost."""
    if not np.isfinite(setup.network.to_vector()).all():
        raise ValueError("the run has grown too large to go on from here; go back to an earlier update")
    reached = max(seen, document.log.curve().size)
    # What was seen of the update in play alone is not recorded: that would copy the whole curve.
    old = recorded(document, reached if reached > update + 1 else update)
    if reached > update + 1:
        ghost = Ghost(document.run, replace(old, ghosts=()))
        old = replace(old, ghosts=(*document.ghosts, ghost)[-MOST_GHOSTS:], run=_next_run(document))
    if update == 0:
        return old.begun_with(setup)
    log = old.log.forked(Stage(update, setup))
    if len(log.stages) > MOST_STAGES:
        raise ValueError(f"one run can be changed at {MOST_STAGES:,} updates; go back to an earlier one")
    return replace(old, log=log)


def _next_run(document: Document) -> int:
    return 1 + max(document.run, *(ghost.number for ghost in document.ghosts), 0)


@lru_cache(maxsize=4)
def recorded(document: Document, count: int) -> Document:
    """Return the document with the costs of updates that were walked but never trained in its log."""
    known = document.log.curve().size
    if count <= known:
        return document
    log, costs = document.log, curve_of(document, count)[known:]
    marks = range(log.updates - log.updates % log.spacing + log.spacing, count, log.spacing)
    points = (Checkpoint(mark, network_at(document, mark).to_vector()) for mark in marks)
    finite = tuple(point for point in points if np.isfinite(point.parameters).all())
    return replace(document, log=log.grown(costs, finite, log.end))
