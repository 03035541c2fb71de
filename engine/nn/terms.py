"""What one scalar is made of: a sum of terms, times factors. The δ panel's bars and tiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from engine.nn.costs import cost_function
from engine.nn.microsteps import MicroStep
from engine.nn.trace import Trace
from engine.nn.types import Ref


@dataclass(frozen=True, slots=True)
class Term:
    """A product of quantities, with its number.

    Attributes
    ----------
    refs : tuple of Ref
        What is multiplied; empty for the constant 1 on a bias's edge.
    value : float
        The product, with its sign in the sum.
    """

    refs: tuple[Ref, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Terms:
    """How one scalar is made: (the sum of `terms`) × (the product of `factors`).

    Both are empty where the scalar is a function of others, such as a = φ(z).
    """

    target: Ref
    value: float
    terms: tuple[Term, ...] = ()
    factors: tuple[Term, ...] = ()

    @property
    def total(self) -> float:
        """The sum of the terms."""
        return added(self.terms)


def added(terms: Iterable[Term]) -> float:
    """Add up some of the terms of a sum."""
    return float(sum(term.value for term in terms))


def terms(step: MicroStep, trace: Trace, sample: int = 0) -> tuple[Terms, ...]:
    """Take apart every scalar that a micro-step writes for one sample.

    Parameters
    ----------
    step : MicroStep
        At any zoom but phase.
    trace : Trace
    sample : int
        The row of the batch to show.

    Returns
    -------
    tuple of Terms
        One for each quantity written, in the step's order.
    """
    return tuple(terms_of(ref, trace, sample) for ref in step.writes if ref.sample in (None, sample))


def terms_of(ref: Ref, trace: Trace, sample: int = 0) -> Terms:
    """Take apart the scalar that `ref` names."""
    made = _MADE.get(ref.symbol)
    parts, factors = made(ref, trace, sample) if made else ((), ())
    return Terms(ref, trace.value(ref, sample), parts, factors)


Parts = tuple[tuple[Term, ...], tuple[Term, ...]]  # terms, factors


def _product(trace: Trace, sample: int, *refs: Ref) -> Term:
    return Term(refs, math.prod(trace.value(ref, sample) for ref in refs))


def _input_sum(ref: Ref, t: Trace, s: int) -> Parts:
    l, j = ref.layer, ref.index[0]
    edges = [Ref("W", l, (j, k), ref.sample) for k in range(t.network.sizes[l - 1])]
    products = [_product(t, s, edge.at(None), edge.tail) for edge in edges]
    return (*products, _product(t, s, Ref("b", l, (j,)))), ()


def _inner_product(ref: Ref, t: Trace, s: int) -> Parts:
    if len(ref.index) == 1:
        return (), (_product(t, s, Ref("b", ref.layer, ref.index)), Term((), 1.0))
    return (), (_product(t, s, Ref("W", ref.layer, ref.index)), _product(t, s, ref.tail))


def _cost(ref: Ref, t: Trace, s: int) -> Parts:
    if ref.sample is None and t.m > 1:
        return tuple(Term((ref.at(i),), float(J) / t.m) for i, J in enumerate(t.J_each)), ()
    L, row = t.network.L, s if ref.sample is None else ref.sample
    rule = cost_function(t.cost)
    with np.errstate(all="ignore"):  # a cost that overflows is inf here as in the trace
        each = rule.value(t.z[L][row], t.a[L][row], t.Y[row])
    pairs = ((Ref("a", L, (j,), ref.sample), Ref("y", L, (j,), ref.sample)) for j in range(len(each)))
    return tuple(Term(pair, float(J)) for pair, J in zip(pairs, each, strict=True)), ()


def _delta(ref: Ref, t: Trace, s: int) -> Parts:
    slope = _product(t, s, Ref("slope", ref.layer, ref.index, ref.sample))
    if ref.layer == t.network.L:
        return (), (_product(t, s, Ref("dJ_da", ref.layer, ref.index, ref.sample)), slope)
    return _arriving(ref, t, s)[0], (slope,)


def _arriving(ref: Ref, t: Trace, s: int) -> Parts:
    l, k = ref.layer, ref.index[0]
    if l == t.network.L:
        return (), ()
    pairs = (
        (Ref("W", l + 1, (j, k)), Ref("delta", l + 1, (j,), ref.sample))
        for j in range(t.network.sizes[l + 1])
    )
    return tuple(_product(t, s, *pair) for pair in pairs), ()


def _packet(ref: Ref, t: Trace, s: int) -> Parts:
    delta = Ref("delta", ref.layer, ref.index[:1], ref.sample)
    return (), (_product(t, s, Ref("W", ref.layer, ref.index)), _product(t, s, delta))


def _gradient(ref: Ref, t: Trace, s: int) -> Parts:
    if ref.sample is None and t.m > 1:
        rows = (ref.at(i) for i in range(t.m))
        return tuple(Term((row,), t.value(row) / t.m) for row in rows), ()
    delta = _product(t, s, Ref("delta", ref.layer, ref.index[:1], ref.sample))
    incoming = _product(t, s, ref.tail) if ref.symbol == "dW" else Term((), 1.0)
    return (), (delta, incoming)


def _new(ref: Ref, t: Trace, s: int) -> Parts:
    old = Ref("W" if ref.symbol == "W_new" else "b", ref.layer, ref.index)
    gradient = Ref("dW" if ref.symbol == "W_new" else "db", ref.layer, ref.index)
    correction = Term((Ref("eta", 0), gradient), -t.eta * t.value(gradient))
    return (_product(t, s, old), correction), ()


_MADE: dict[str, Callable[[Ref, Trace, int], Parts]] = {
    "z": _input_sum,
    "product": _inner_product,
    "J": _cost,
    "dJ_da": _arriving,
    "delta": _delta,
    "term": _packet,
    "dW": _gradient,
    "db": _gradient,
    "W_new": _new,
    "b_new": _new,
}
