"""What one scalar is made of: a sum of terms, times factors. The δ panel's bars and tiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.microsteps import MicroStep
from engine.nn.optimizers import Optimizer, optimizer_rule
from engine.nn.rules import corrected_by, moment, pulled_gradient
from engine.nn.shape import Shape
from engine.nn.slips import Sum
from engine.nn.trace import Trace
from engine.nn.types import Ref, Symbol


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum or of a product, with its number.

    Attributes
    ----------
    refs : tuple of Ref
        What it is computed from, as a rule by multiplying; empty for a constant: the 1 on a bias's edge,
        the 0 of a sum without terms.
    value : float
        With its sign in the sum.
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
    """Take apart the scalar that `ref` names; where a slip made it, by the wrong rule."""
    wrong = None if trace.slip is None else trace.slip.recipe(ref)
    made = _MADE.get(ref.symbol)
    if isinstance(wrong, Sum):
        parts, factors = _wrong(wrong, trace, sample)
    else:
        parts, factors = made(ref, trace, sample) if made else ((), ())
    return Terms(ref, trace.value(ref, sample), parts, factors)


Parts = tuple[tuple[Term, ...], tuple[Term, ...]]  # terms, factors


def _wrong(rule: Sum, t: Trace, s: int) -> Parts:
    """Take apart what a slip makes, by its own rule."""

    def read(ref: Ref) -> float:
        return t.value(ref, s)

    factors = tuple(Term((ref,), read(ref)) for ref in rule.factors)
    constant = () if rule.constant == 1.0 else (Term((), rule.constant),)
    return tuple(Term(part.refs, part.value(read)) for part in rule.terms), (*factors, *constant)


def _product(trace: Trace, sample: int, *refs: Ref) -> Term:
    return Term(refs, math.prod(trace.value(ref, sample) for ref in refs))


def _input_sum(ref: Ref, t: Trace, s: int) -> Parts:
    l, j = ref.layer, ref.index[0]
    edges = (Ref("W", l, (j, k)) for k in range(t.network.sizes[l - 1]))
    products = [_product(t, s, edge, edge.tail.at(ref.sample)) for edge in edges if edge not in t.network.cut]
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
    if ref.layer == t.network.L:
        return _output_delta(ref, t, s)
    slope = _product(t, s, Ref("slope", ref.layer, ref.index, ref.sample))
    arriving, nothing = _arriving(ref, t, s)
    return arriving, (*nothing, slope)


def _output_delta(ref: Ref, t: Trace, s: int) -> Parts:
    l, j, row = ref.layer, ref.index[0], ref.sample
    if not activation(t.network.activations[l]).couples:
        return (), (_product(t, s, Ref("dJ_da", l, (j,), row)), _product(t, s, Ref("slope", l, (j,), row)))
    ways = ((Ref("dJ_da", l, (i,), row), Ref("slope", l, (i, j), row)) for i in range(t.network.sizes[l]))
    return tuple(_product(t, s, *way) for way in ways), ()


def _arriving(ref: Ref, t: Trace, s: int) -> Parts:
    """List the δ terms that arrive at a node; the constant 0 where every connection is cut."""
    l, k = ref.layer, ref.index[0]
    if l == t.network.L:
        return (), ()
    edges = (Ref("W", l + 1, (j, k)) for j in range(t.network.sizes[l + 1]))
    pairs = [
        (edge, Ref("delta", l + 1, edge.index[:1], ref.sample)) for edge in edges if edge not in t.network.cut
    ]
    return tuple(_product(t, s, *pair) for pair in pairs), () if pairs else (Term((), 0.0),)


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


def _pull(ref: Ref, t: Trace, _s: int) -> Parts:
    weight = Ref("W", ref.layer, ref.index)
    w = t.value(weight)
    parts = ((t.l1, t.l1 * float(np.sign(w))), (t.l2, t.l2 * w))
    return tuple(Term((weight,), value) for used, value in parts if used), ()


def _shape(t: Trace) -> Shape:
    return Shape.of(t.network, t.m, t.optimizer, penalty=bool(t.l1 or t.l2))


def _parameter(ref: Ref) -> Ref:
    """Name the weight or bias that a quantity of the update is of."""
    return Ref("W" if "W" in ref.symbol else "b", ref.layer, ref.index)


def _moment(ref: Ref, t: Trace, _s: int) -> Parts:
    """Take m ← β m + c g or v ← β v + c g² apart, as the optimiser has it; g is a sum itself."""
    parameter, rule, name = _parameter(ref), optimizer_rule(t.optimizer), ref.symbol[0]
    if parameter in t.network.locked or parameter in t.network.cut:
        return (), ()
    old = Ref(_OLD[ref.symbol], ref.layer, ref.index)
    kept, taken = shares(rule, name)
    remembered = Term((old,), kept * t.value(old))
    by = pulled_gradient(_shape(t), parameter)
    if name == "m":
        return (remembered, *(Term((ref,), taken * t.value(ref)) for ref in by)), ()
    g = sum(t.value(ref) for ref in by)
    return (remembered, Term(by, taken * g * g)), ()


def shares(rule: Optimizer, name: str) -> tuple[float, float]:
    """Return how much of an old moment an optimiser keeps, and how much it takes of what is new.

    Parameters
    ----------
    rule : Optimizer
    name : str
        "m" or "v", one of its moments.
    """
    kept = rule.numbers[1 if (rule.kind, name) == ("adam", "v") else 0]
    return kept, 1.0 if rule.kind in ("momentum", "nesterov") else 1.0 - kept


_OLD: dict[Symbol, Symbol] = {"m_W_new": "m_W", "v_W_new": "v_W", "m_b_new": "m_b", "v_b_new": "v_b"}


def _new(ref: Ref, t: Trace, s: int) -> Parts:
    """Take a corrected parameter apart: what it was, and the correction."""
    old = _parameter(ref)
    return (_product(t, s, old), _correction(old, t)), ()


def _correction(parameter: Ref, t: Trace) -> Term:
    """Compute what the optimiser adds to a parameter; the constant 0 where it is locked or cut."""
    if parameter in t.network.locked or parameter in t.network.cut:
        return Term((), 0.0)
    rule, shape = optimizer_rule(t.optimizer), _shape(t)
    with np.errstate(all="ignore"):
        g = np.asarray(sum(t.value(ref) for ref in pulled_gradient(shape, parameter)))
        remembered = tuple(np.asarray(t.value(moment(name, parameter))) for name in rule.moments)
        moved, _ = rule.advance(np.asarray(0.0), g, t.eta, remembered, t.moments.t + 1)
    return Term(corrected_by(shape, parameter), float(moved))


_MADE: dict[str, Callable[[Ref, Trace, int], Parts]] = {
    "z": _input_sum,
    "product": _inner_product,
    "J": _cost,
    "dJ_da": _arriving,
    "delta": _delta,
    "term": _packet,
    "dW": _gradient,
    "db": _gradient,
    "pull": _pull,
    **dict.fromkeys(_OLD, _moment),
    "W_new": _new,
    "b_new": _new,
}
