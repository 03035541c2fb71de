"""Any update of a document again: its setup, its parameters, every number of it, and the cost curve.

What an update begins with is found from the nearest place that is known, a stage or a checkpoint of the
run log, and replayed from there with the same code that trains, bit for bit. What was replayed lately is
remembered, in at most `ROOM_FOR_HOPS` bytes; what was walked through and never trained, in a log like that
of training, for the documents looked at last.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from weakref import ref

import numpy as np

from engine.nn.backprop import backprop
from engine.nn.network import Network
from engine.nn.trace import Trace
from engine.nn.types import Array
from engine.session.document import Document
from engine.session.origin import Origin
from engine.session.recent import Recent
from engine.session.runlog import Checkpoint, RunLog
from engine.session.runner import Runner
from engine.session.setup import Setup, bare
from engine.session.state import State

ROOM_FOR_HOPS = 8 * 2**20
"""Bytes for what was replayed lately."""

ROOM_FOR_RUNNERS = 4 * 2**20
"""Bytes of the data and networks that are kept ready to be replayed with."""

_CALLS = 32 * 2**10
"""Bytes that are reckoned for the list of its calls, which every runner has."""

_HOPS = (1000, 100, 10)
"""Updates that are replayed at a stretch and remembered, the fewer the nearer to the one in view."""

_LEG = 1000
"""Updates that were never trained are walked through and noted in legs of so many."""

_hops: Recent[Array] = Recent(ROOM_FOR_HOPS)
_runners: Recent[Runner] = Recent(ROOM_FOR_RUNNERS)


def setup_at(document: Document, update: int) -> Setup:
    """Return the settings in force at an update; the network is the one they came into force with."""
    stage = document.log.stage(update)
    return stage.setup if stage else document


def eta_at(document: Document, update: int) -> float:
    """Return the learning rate of an update, as the schedule has it."""
    return setup_at(document, update).eta_at(update)


@lru_cache(maxsize=8)
def trace_of(document: Document, update: int) -> Trace:
    """Compute every number of one update of a document."""
    setup, state = setup_at(document, update), state_at(document, update)
    rows = setup.rows(update)
    return backprop(
        state.network,
        setup.X[rows],
        setup.Y[rows],
        setup.cost,
        setup.eta_at(update),
        setup.optimizer,
        l1=setup.l1,
        l2=setup.l2,
        moments=state.moments,
    )


def network_at(document: Document, update: int) -> Network:
    """Return the parameters that an update begins with."""
    return state_at(document, update).network


def state_at(document: Document, update: int) -> State:
    """Return what an update begins with: the nearest place that is known, replayed from there."""
    return _led_to(document, _walk_of(document).log, update, update)


def state_before(document: Document, update: int) -> State:
    """Return what an update would begin with if nothing had been changed by hand there."""
    return _led_to(document, document.log, update - 1, update)


def _led_to(document: Document, log: RunLog, known: int, update: int) -> State:
    """Replay up to an update from the nearest place that is known, `known` or an earlier one."""
    stage, point = log.stage(known), log.nearest(known)
    setup, begin = (stage.setup, stage.update) if stage else (document, 0)
    if begin == update:
        return State.of(setup)
    runner = _runner_of(setup, begin)
    if point is not None and point.update > begin:
        return State.of_row(setup, _replayed(runner, point.row, point.update, update))
    return State.of_row(setup, _replayed(runner, State.of(setup).row, begin, update))


def _replayed(runner: Runner, row: Array, start: int, update: int) -> Array:
    """Go on from what one update begins with to another, in hops that are remembered."""
    place = ref(runner), start, row.tobytes()  # known weakly: a runner has copies of the data
    while start < update:
        stop = _hop(start, update)
        row = _hops.get((*place, stop), 2 * row.nbytes, partial(runner.replay, row, start, stop))
        start = stop
    return row


def _hop(start: int, update: int) -> int:
    """Return where to go next on the way to an update: far as long as it can be, to remember few places."""
    stops = (start - start % hop + hop for hop in _HOPS)
    return next((stop for stop in stops if stop <= update), update)


def _runner_of(setup: Setup, begin: int) -> Runner:
    """Return the same for the same setup, of those that were replayed last, whatever document it is of.

    An edit makes another document, of which nearly everything is as it was.
    """
    numbers = setup.X.size + setup.Y.size + 8 * setup.network.parameters
    numbers += 4 * setup.batch_size * sum(setup.network.sizes)
    return _runners.get(Origin(setup, begin), 8 * numbers + _CALLS, lambda: Runner(bare(setup)))


def forget() -> None:
    """Forget what was replayed lately, so that it is replayed again: for measurements and tests."""
    _hops.clear()


def curve_of(document: Document, count: int) -> Array:
    """Return J for updates 0 to `count` − 1, or as many as were trained; `Setup.measured` says which J."""
    trained = document.log.curve()
    return trained if count <= trained.size else _walk_of(document).upto(count).curve()[:count]


@lru_cache(maxsize=4)
def recorded(document: Document, count: int) -> Document:
    """Return the document with the costs of updates that were walked but never trained in its log."""
    if count <= document.log.curve().size:
        return document
    return replace(document, log=_walk_of(document).upto(count).shortened(count))


class _Walk:
    """Walks on from where a log ends, through updates that were never trained, and remembers them.

    Attributes
    ----------
    log : RunLog
        The log of the document, with what was walked through so far.
    """

    def __init__(self, document: Document) -> None:
        self.log = document.log
        self._document = document

    def upto(self, count: int) -> RunLog:
        """Return the log with at least `count` costs; a way as long as it takes is walked once."""
        while (begin := self.log.curve().size) < count:
            self._go_on(begin, min(count, self._next_change(begin), begin - begin % _LEG + _LEG))
        return self.log

    def _next_change(self, update: int) -> int:
        """Return the update at which something was changed by hand next."""
        return next((stage.update for stage in self.log.stages if stage.update > update), sys.maxsize)

    def _go_on(self, begin: int, end: int) -> None:
        """Note J of updates with one setup, and a checkpoint now and then."""
        runner, row = Runner(setup_at(self._document, begin)), state_at(self._document, begin).row
        costs: list[float] = []
        points: list[Checkpoint] = []
        updates = self.log.updates
        with np.errstate(all="ignore"):
            for number, J in enumerate(islice(runner.walk(row, begin), end - begin), begin):
                if number % self.log.spacing == 0 and number > updates and runner.is_finite:
                    points.append(Checkpoint(number, runner.row))
                costs.append(J)
        self.log = self.log.grown(np.array(costs), tuple(points), self.log.end)


_walk_of = lru_cache(maxsize=4)(_Walk)
"""The same for the same document, of the documents that were looked at last."""
