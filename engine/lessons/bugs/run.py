"""An update computed once more, with one rule of it replaced by a slip, or with numbers that somebody typed.

The right rules are the engine's own functions. Nothing is computed before it is asked for. Arrays hold one
sample a row, index 0 is the input layer, as in `engine.nn.trace.Trace`. What overflows is inf or nan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from engine.lessons.bugs.columns import ColumnOf
from engine.lessons.bugs.order import when
from engine.nn.activations import activation
from engine.nn.backprop import cost_of, cost_of_samples, hidden_delta, step
from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref, Symbol

__all__ = ["NOTHING", "Formula", "Given", "Run", "Slip", "cost_with", "right", "updated"]

Given = Mapping[Ref, float]
"""Numbers that stand in place of computed ones."""

NOTHING: Given = MappingProxyType({})
_MEANS = frozenset({"dW", "db"})
_OF_A_SAMPLE = frozenset({"z", "a", "J", "dJ_da", "slope", "delta"})


@dataclass(frozen=True, slots=True)
class Slip:
    """A rule that somebody may follow in place of the right one.

    Attributes
    ----------
    id : str
        Of the misconception.
    name : str
    of : Symbol
        The quantity that is computed wrongly.
    formula : callable
        The wrong rule.
    reaches : frozenset of Symbol
        The quantities that are recognised by it: `of` and those that it is carried on to.
    is_of_mean : bool
        It concerns the mean over the batch, and nothing of one sample.
    """

    id: str
    name: str
    of: Symbol
    formula: Formula
    reaches: frozenset[Symbol]
    is_of_mean: bool = False


class Run:
    """All numbers of one update.

    The columns z, a, dJ_da, slope and delta have entries of shape (m, n_l); dW, db, W_new and b_new of
    (n_l, n_{l-1}) and (n_l,).

    Parameters
    ----------
    trace : Trace
        The update as it is right: its network, data, cost and optimiser are taken over.
    row : int
        The sample that Refs without one mean.
    given : mapping of Ref to float
        Numbers to go on with in place of those computed.
    digits : int, optional
        Significant digits that every number is rounded to before it is gone on with.
    """

    def __init__(self, trace: Trace, row: int = 0, given: Given = NOTHING, digits: int | None = None) -> None:
        self.trace = trace
        self.row = row
        self._given, self._digits = given, digits
        self._known: dict[tuple[Symbol, int], Array] = {("a", 0): trace.X}
        self._slip: Slip | None = None
        self._layers: frozenset[int] = frozenset()
        self._right: Run | None = None
        self._begins = 0, 0

    def with_slip(self, slip: Slip, layers: frozenset[int]) -> Run:
        """Return this run with a slip in some layers; what comes before it is shared."""
        run = Run(self.trace, self.row, self._given, self._digits)
        run._slip, run._layers, run._right = slip, layers, self
        run._begins = min(when(slip.of, layer, self.L) for layer in layers)
        return run

    z = ColumnOf("z")
    a = ColumnOf("a")
    dJ_da = ColumnOf("dJ_da")
    slope = ColumnOf("slope")
    delta = ColumnOf("delta")
    dW = ColumnOf("dW")
    db = ColumnOf("db")

    @property
    def net(self) -> Network:
        """The parameters that the update began with."""
        return self.trace.network

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return self.trace.network.L

    @property
    def J_each(self) -> Array:
        """The costs of the samples; shape (m,)."""
        return self.quantity("J", self.L)

    @property
    def is_by_hand(self) -> bool:
        """Say whether it goes on with numbers that somebody typed or rounded."""
        return bool(self._given) or self._digits is not None

    @property
    def is_fused(self) -> bool:
        """Say whether cost and output layer give δ in one piece, ŷ − y."""
        return cost_function(self.trace.cost).output_delta is not None

    def is_coupled(self, layer: int) -> bool:
        """Say whether the nodes of a layer depend on all its input sums."""
        return activation(self.net.activations[layer]).couples

    @cached_property
    def updated(self) -> Network:
        """The parameters after the update, as they follow from the gradients of this run."""
        return updated(self)

    def row_of(self, ref: Ref) -> int:
        """Tell which sample a Ref means."""
        return self.row if ref.sample is None else ref.sample

    def quantity(self, symbol: Symbol, layer: int) -> Array:
        """Compute a quantity of a layer, or return it if it is known."""
        key = symbol, layer
        if key not in self._known:
            self._known[key] = self._computed(symbol, layer)
        return self._known[key]

    def _computed(self, symbol: Symbol, layer: int) -> Array:
        slip, found = self._slip, None
        if self._right is not None and when(symbol, layer, self.L) < self._begins:
            return self._right.quantity(symbol, layer)
        if slip is not None and slip.of == symbol and layer in self._layers:
            found = slip.formula(self, layer)
        if found is None:
            found = right(symbol, self, layer)
        found = found if self._digits is None else _rounded(found, self._digits)
        return self._with_given(symbol, layer, found) if self._given or self.net.cut else found

    def _with_given(self, symbol: Symbol, layer: int, array: Array) -> Array:
        """Put typed numbers in their places; the gradients of cut connections are 0."""
        array = np.array(array, dtype=np.float64)
        for ref in self.net.cut if symbol == "dW" else ():
            if ref.layer == layer:
                array[ref.index] = 0.0
        for ref, value in self._given.items():
            if ref.symbol == symbol and ref.layer == layer:
                self._put(ref, value, array)
            elif ref.symbol == "term" and symbol == "dJ_da" and ref.layer == layer + 1:
                array[self.row_of(ref), ref.index[1]] += value - self.value(ref)
        return array

    def _put(self, ref: Ref, value: float, array: Array) -> None:
        """Put a typed number in its place; that of one sample of a batch moves the mean."""
        if ref.symbol in _MEANS and ref.sample is not None:
            array[ref.index] += (value - self.value(ref)) / self.trace.m
        elif ref.symbol != "J" or ref.sample is not None or self.trace.m == 1:
            array[self._place(ref)] = value

    def _place(self, ref: Ref) -> tuple[int, ...]:
        """Tell where in its array the number of a Ref stands."""
        return (self.row_of(ref), *ref.index) if ref.symbol in _OF_A_SAMPLE else ref.index

    def value(self, ref: Ref) -> float:
        """Return the number that a Ref names, as `Trace.value` does."""
        l, s = ref.layer, self.row_of(ref)
        match ref.symbol:
            case "J" if ref.sample is None:
                return float(self.J_each.mean())
            case "J_new":
                return float(self.quantity("J_new", self.L))
            case "term":
                return float(self.net.W[l][ref.index]) * float(self.delta[l][s, ref.index[0]])
            case "dW" if ref.sample is not None:
                return float(self.delta[l][s, ref.index[0]]) * float(self.a[l - 1][s, ref.index[1]])
            case "db" if ref.sample is not None:
                return float(self.delta[l][s, ref.index[0]])
        return float(self.quantity(ref.symbol, l)[self._place(ref)])


def _rounded(array: Array, digits: int) -> Array:
    """Round to significant digits."""
    size = np.floor(np.log10(np.abs(array), out=np.zeros(array.shape), where=array != 0.0))
    unit = 10.0 ** (size - digits + 1)
    rounded: Array = np.round(array / unit) * unit
    return rounded


Formula = Callable[[Run, int], Array | None]
"""Computes a quantity of a whole layer; None where it makes no sense there: then the right rule holds."""


def updated(run: Run, eta: float | None = None, down_to: int = 1) -> Network:
    """Take the optimiser's step with the gradients of a run.

    Parameters
    ----------
    run : Run
    eta : float, optional
        Another learning rate.
    down_to : int
        The lowest layer whose gradients are known; upstream of it the right ones are taken.
    """
    t, layers = run.trace, range(1, run.L + 1)
    dW = [t.dW[0], *(run.dW[l] if l >= down_to else t.dW[l] for l in layers)]
    db = [t.db[0], *(run.db[l] if l >= down_to else t.db[l] for l in layers)]
    eta = t.eta if eta is None else eta
    return step(t.network, dW, db, list(t.pull), eta, t.optimizer, t.moments)[0]


def cost_with(run: Run, net: Network) -> Array:
    """Compute J of the batch with other parameters."""
    return np.asarray(cost_of(net, run.trace.X, run.trace.Y, run.trace.cost))


def _slope(run: Run, layer: int) -> Array:
    """Compute φ′: by hand from a, which may be a typed one; else from z, which loses no digits."""
    phi = activation(run.net.activations[layer])
    return phi.slope_from_activation(run.a[layer]) if run.is_by_hand else phi.slope(run.z[layer])


def _arriving(run: Run, layer: int) -> Array:
    if layer == run.L:
        rule = cost_function(run.trace.cost, run.net.activations[layer])
        return rule.slope(run.z[layer], run.a[layer], run.trace.Y)
    return hidden_delta(run.net.W[layer + 1], run.delta[layer + 1], _ANY_SLOPE)[0]


_ANY_SLOPE: Array = np.ones(1)


def _delta(run: Run, layer: int) -> Array:
    fused = cost_function(run.trace.cost).output_delta if layer == run.L else None
    if fused:
        return fused(run.z[layer], run.a[layer], run.trace.Y)
    return run.dJ_da[layer] * run.slope[layer]


def _weight_gradient(run: Run, layer: int) -> Array:
    gradient: Array = run.delta[layer].T @ run.a[layer - 1] / run.trace.m
    return gradient


def _samples(run: Run, layer: int) -> Array:
    return cost_of_samples(run.net, run.z[layer], run.a[layer], run.trace.Y, run.trace.cost)


def _cost_after(run: Run, _layer: int) -> Array:
    """Compute J with the new parameters, typed ones among them."""
    layers, old = range(1, run.L + 1), run.net
    W = (old.W[0], *(run.quantity("W_new", l) for l in layers))
    b = (old.b[0], *(run.quantity("b_new", l) for l in layers))
    return cost_with(run, replace(old, W=W, b=b))


_RIGHT: dict[Symbol, Callable[[Run, int], Array]] = {
    "z": lambda run, l: run.a[l - 1] @ run.net.W[l].T + run.net.b[l],
    "a": lambda run, l: activation(run.net.activations[l]).value(run.z[l]),
    "J": _samples,
    "dJ_da": _arriving,
    "slope": _slope,
    "delta": _delta,
    "dW": _weight_gradient,
    "db": lambda run, l: run.delta[l].mean(axis=0),
    "W_new": lambda run, l: run.updated.W[l],
    "b_new": lambda run, l: run.updated.b[l],
    "J_new": _cost_after,
}
"""How each quantity is computed rightly, from what a run has so far."""


def right(symbol: Symbol, run: Run, layer: int) -> Array:
    """Compute a quantity of a layer by the right rule; shapes as in `Run`, those of J (m,)."""
    return _RIGHT[symbol](run, layer)
