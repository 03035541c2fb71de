"""Where in time a row of the data set is to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np

from engine.session.document import Document
from engine.session.playhead import Playhead, placed
from engine.session.replay import setup_at
from engine.session.setup import Setup


def showing(document: Document, playhead: Playhead, row: int) -> Playhead:
    """Show a row of the data set: in the batch in play, else in the nearest update of this epoch that has it.

    Where something was changed by hand in the course of the epoch it may have none: then it is a later one.

    Parameters
    ----------
    document : Document
    playhead : Playhead
    row : int
        Of the data set, from 0.

    Returns
    -------
    Playhead
        At the same step.

    Raises
    ------
    ValueError
        If there is no such row, it is kept for testing, or no update nearby has it.
    """
    setup = setup_at(document, playhead.update)
    if not 0 <= row < len(setup.X):
        raise ValueError(f"there is no row {row + 1}; the data set has {len(setup.X)}")
    if row in setup.test:
        raise ValueError(f"row {row + 1} is kept for testing: no update sees it")
    update = _update_with(document, playhead.update, row)
    rows = setup_at(document, update).rows(update)
    there = placed(document, replace(playhead, update=update))
    return replace(there, sample=int(np.flatnonzero(rows == row)[0]))


def _update_with(document: Document, update: int, row: int) -> int:
    """Find the nearest update whose batch has a row; settings may change at any of them."""

    @cache
    def seeing(setup: Setup, epoch: int) -> int | None:
        return setup.update_with(row, epoch)

    length = setup_at(document, update).updates_an_epoch
    end = update - update % length + length
    later = range(end, end + 2 * setup_at(document, end).updates_an_epoch)
    for at in chain(_nearest_first(update, length), later):
        setup = setup_at(document, at)
        if seeing(setup, at // setup.updates_an_epoch) == at:
            return at
    raise ValueError(f"no update near this one has row {row + 1}")


def _nearest_first(update: int, length: int) -> Iterator[int]:
    """Yield the updates of the epoch that an update belongs to, the nearest first."""
    begin = update - update % length
    for distance in range(length):
        for at in dict.fromkeys((update - distance, update + distance)):
            if begin <= at < begin + length:
                yield at
