"""The path of a run in the plane of two parameters: where they were at some of its updates, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from engine.nn.types import Array, Ref, freeze
from engine.session.document import Document
from engine.session.origin import Origin
from engine.session.replay import network_at, setup_at

__all__ = ["MOST_PLACES", "Trail", "trail_of"]

MOST_PLACES = 100
"""Updates of a run that its path is told at."""
_STEPS = (1, 2, 5)
_KEPT = 4000
"""So many places are remembered, of all runs and pairs of parameters together."""


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Where two parameters were.

    Attributes
    ----------
    updates : tuple of int
        Ascending; the parameters are those that each of them began with.
    places : ndarray, shape (updates, 2)
    is_whole : bool
        No place is missing yet.
    """

    updates: tuple[int, ...]
    places: Array
    is_whole: bool


def trail_of(document: Document, a: Ref, b: Ref, last: int, fresh: int) -> Trail:
    """Tell where two parameters were from the beginning of a run up to an update.

    Where the network had another shape before, the path begins after that.

    Parameters
    ----------
    document : Document
    a, b : Ref
        Parameters of the network at update `last`.
    last : int
    fresh : int
        So many places may be computed that are not remembered: each is replayed, which takes a while.
        The last one is always told.
    """
    wanted = _updates(_begin(document, last), last)
    missing = [update for update in wanted if _key(document, a, b, update) not in _known]
    # From the end: what has just been walked is what the eye looks for.
    for update in islice(reversed(missing), max(fresh, 1)):
        _note(document, a, b, update)
    found = {update: _known.get(_key(document, a, b, update)) for update in wanted}
    told = {update: place for update, place in found.items() if place is not None}
    places = freeze(np.array(list(told.values())).reshape(-1, 2))
    return Trail(tuple(told), places, is_whole=len(told) == len(wanted))


def _updates(begin: int, last: int) -> tuple[int, ...]:
    """Choose at most `MOST_PLACES` updates and the two ends; as a run grows they stay or are left out."""
    step = next(step for step in _round_steps() if (last - begin) // step < MOST_PLACES)
    first = -(-begin // step) * step
    return tuple(sorted({begin, *range(first, last, step), last}))


def _round_steps() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20 and so on."""
    power = 1
    while True:
        yield from (step * power for step in _STEPS)
        power *= 10


def _begin(document: Document, last: int) -> int:
    """Return the first update from which on the network had the shape that it has at the last."""
    sizes = setup_at(document, last).network.sizes
    stages = [stage for stage in document.log.stages if stage.update <= last]
    earlier = [document.network.sizes, *(stage.setup.network.sizes for stage in stages)]
    begins = [0, *(stage.update for stage in stages)]
    others = [number for number, shape in enumerate(earlier) if shape != sizes]
    return begins[others[-1] + 1] if others else 0


# What is remembered

Key = tuple[Origin, Ref, Ref, int]
_known: dict[Key, tuple[float, float]] = {}


@lru_cache(maxsize=4)
def _origin(document: Document, begin: int) -> Origin:
    return Origin(setup_at(document, begin), begin)


def _key(document: Document, a: Ref, b: Ref, update: int) -> Key:
    stage = document.log.stage(update)
    return _origin(document, stage.update if stage else 0), a, b, update


def _note(document: Document, a: Ref, b: Ref, update: int) -> None:
    """Replay up to an update, and remember where the two parameters are there."""
    if len(_known) >= _KEPT:
        for key in list(islice(_known, _KEPT // 4)):
            del _known[key]
    net = network_at(document, update)
    _known[_key(document, a, b, update)] = net.parameter(a), net.parameter(b)
