"""The bug library: for an asked quantity of any network, what each misconception would give."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from engine.lessons.bugs import batches, deltas, forward, gradients, outputs, slopes, updates
from engine.lessons.bugs.mutant import Mutant
from engine.lessons.bugs.packets import packet_slips
from engine.lessons.bugs.run import NOTHING, Given, Run
from engine.nn.backprop import backprop
from engine.nn.trace import Trace
from engine.nn.types import Ref, Symbol

__all__ = ["Bench", "bench_of", "mutants"]

SAME = 1e-9
"""A relative difference below which a mutant is the right number, or another mutant."""

MOST_KEPT = 2_000
"""Activations of an update up to which the runs with slips in it are kept: some 200 of as many numbers."""
_FORWARD = frozenset({"z", "a", "J"})
_DELTA = frozenset({"dJ_da", "slope", "term", "delta"})
"""What makes δ of a node: a slip in one of them is a slip in δ."""
_TABLE = (
    *forward.SLIPS,
    *outputs.SLIPS,
    *slopes.SLIPS,
    *deltas.SLIPS,
    *gradients.SLIPS,
    *updates.SLIPS,
)


class Bench:
    """One update and all the runs with slips in it, computed when they are asked for.

    Parameters
    ----------
    trace : Trace
    row : int
        The sample that is asked about.
    given : mapping of Ref to float
        Numbers that a student typed, to go on with.
    digits : int, optional
        Significant digits of a student who rounds every number on the way.
    """

    def __init__(self, trace: Trace, row: int, given: Given = NOTHING, digits: int | None = None) -> None:
        self.trace = trace
        self._row = row
        self._slips = (*_TABLE, *deltas.paths(trace), *batches.slips(trace))
        self._runs: dict[tuple[int, frozenset[int]], Run] = {}
        self._right = Run(trace, row, given, digits)
        self._is_small = sum(part.size for part in trace.a) <= MOST_KEPT

    def right(self, ref: Ref) -> float:
        """Return what follows rightly from the given numbers; KeyError if there is no such quantity."""
        known = self.trace.value(ref, self._row)
        with np.errstate(all="ignore"):
            return self._right.value(ref) if ref.symbol in ASKED else known

    def mutants(self, ref: Ref) -> tuple[Mutant, ...]:
        """List what the slips give, the plain ones first; what equals the right number is none."""
        right, found = self.right(ref), dict[tuple[str, str], Mutant]()
        if Ref("W", ref.layer, ref.index) in self.trace.network.cut:
            return ()  # there is no such connection
        with np.errstate(all="ignore"):
            every = sorted(self._all(ref), key=lambda mutant: mutant.slip.startswith("carried:"))
        for mutant in every:
            if math.isfinite(mutant.value) and not _same(mutant.value, right):
                found.setdefault((mutant.id, f"{mutant.value:.9g}"), mutant)
        return tuple(found.values())

    def _all(self, ref: Ref) -> Iterator[Mutant]:
        yield from packet_slips(ref, self._right)
        for n, slip in enumerate(self._slips):
            if ref.symbol not in slip.reaches or (slip.is_of_mean and ref.sample is not None):
                continue
            for layers in _places(ref, slip.of, self.trace.network.L):
                is_own = slip.of == ref.symbol or {slip.of, ref.symbol} <= _DELTA
                is_here = is_own and (layers == {ref.layer} or ref.symbol == "J_new")  # that has one layer
                name = slip.name if is_here else f"carried:{slip.name}"
                yield Mutant(slip.id, name, self._run(n, layers).value(ref))

    def _run(self, n: int, layers: frozenset[int]) -> Run:
        """Return the run with a slip in some layers; of a small update it is kept for other questions."""
        key = n, layers
        run = self._runs.get(key) or self._right.with_slip(self._slips[n], layers)
        if self._is_small:
            self._runs[key] = run
        return run


def _places(ref: Ref, of: Symbol, L: int) -> Iterator[frozenset[int]]:
    """List where a slip may have happened: at the layer asked about, at the one before, at all so far."""
    if ref.symbol == "J_new":
        yield frozenset(range(1, L + 1))
        return
    yield frozenset({ref.layer})
    if ref.symbol in _FORWARD:
        if ref.layer > 1:
            yield frozenset({ref.layer - 1})
            yield frozenset(range(1, ref.layer + (of != "a" or ref.symbol != "z")))
    elif ref.layer < L:
        yield frozenset(range(ref.layer, L + 1))


def _same(first: float, second: float) -> bool:
    return abs(first - second) <= SAME * max(abs(first), abs(second))


@lru_cache(maxsize=4)
def bench_of(trace: Trace, eta: float, row: int) -> Bench:
    """Return the runs of an update, with its learning rate or another one."""
    if eta != trace.eta:
        t = trace
        trace = backprop(t.network, t.X, t.Y, t.cost, eta, t.optimizer, l1=t.l1, l2=t.l2, moments=t.moments)
    return Bench(trace, row)


def mutants(ref: Ref, trace: Trace, eta: float, sample: int | None = None) -> tuple[Mutant, ...]:
    """List what the misconceptions would give for a quantity.

    Parameters
    ----------
    ref : Ref
        z, a, J, ∂J/∂a, φ′, δ, a δ term, a gradient, or a parameter or J after the update; there are no
        mutants of other quantities.
    trace : Trace
        The update as it is right.
    eta : float
        Learning rate η.
    sample : int, optional
        The row of the batch meant where ``ref.sample`` is None; the first one where it is not given.

    Returns
    -------
    tuple of Mutant
        Several may share an id; those whose value is the right one are left out.

    Raises
    ------
    KeyError
        If the network has no such quantity.

    Examples
    --------
    >>> from engine.nn.network import Network
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> found = mutants(Ref("delta", 2, (0,)), backprop(net, [[3.0]], [[1.0]]), 1.0)
    >>> [(mutant.slip, round(mutant.value, 6)) for mutant in found if mutant.id == "M04"]
    [('no_slope', -0.668638)]
    """
    row = (sample or 0) if ref.sample is None else ref.sample
    return bench_of(trace, eta, row).mutants(ref)


ASKED: frozenset[Symbol] = frozenset(
    {"z", "a", "J", "slope", "dJ_da", "delta", "term", "dW", "db", "W_new", "b_new", "J_new"}
)
"""The quantities that are computed, and so can be computed wrongly."""
