"""Why a weight moved: its correction in one update as a product of factors, and what is added to it.

w_new − w = −η · s · ∂J/∂w + what the penalty pulls + what the optimiser remembers, where s is what the
optimiser multiplies a gradient by. ∂J/∂w of one sample is unfolded along the chain rule, from the
weight downstream: a_k · φ′(z_j) · (Σ w δ), and each δ again, up to ∂J/∂ŷ. Where edges branch, the sum
is one factor; opened, it is its largest term times how many times that term the sum is. So the
product of the factors is the correction, whatever is opened.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.nn.activations import activation
from engine.nn.optimizers import optimizer_rule
from engine.nn.rules import moment
from engine.nn.terms import terms_of
from engine.nn.trace import Trace
from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.slice import gradient_of, new_of

__all__ = ["Addend", "Factor", "Kind", "Story", "is_told", "may_plot", "smallest_of", "step_of", "story_of"]

Kind = Literal[
    "held", "rate", "optimiser", "mean", "input", "one", "slope", "weight", "sum", "share", "cost", "fused"
]
"""A lock; −η; what the optimiser multiplies by; ∂J/∂w of a batch; the activation at the weight's tail, or
1 at a bias; φ′(z); a weight downstream; Σ w δ; how many times its largest term a sum is; ∂J/∂ŷ; and ŷ − y
in one piece, where its two factors would overflow or lose digits."""
_CLOSE = 1e-13
"""Two factors stand for their product as long as they give it so closely, as a share."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a correction.

    Attributes
    ----------
    kind : Kind
    refs : tuple of Ref
        What it is computed from; the first is what it is, where it is one quantity.
    value : float
    count : int
        Of a sum (and of a share): how many terms it has.
    sum : Ref or None
        What to give `story_of` to open the sum, or to close it where this is its share.
    """

    kind: Kind
    refs: tuple[Ref, ...]
    value: float
    count: int = 0
    sum: Ref | None = None


@dataclass(frozen=True, slots=True)
class Addend:
    """What is added to the product: the pull of the penalty, or what the optimiser remembers."""

    kind: Literal["pull", "memory"]
    refs: tuple[Ref, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Story:
    """The correction of one weight or bias in one update.

    Attributes
    ----------
    ref : Ref
        The weight or bias.
    old, new, change : float
        Before the update, after it, and what the optimiser added; 0 where it is locked.
    before : tuple of Factor
        What the gradient is multiplied by: a lock, −η, the optimiser's factor.
    mean : Factor
        ∂J/∂w of the batch.
    chain : tuple of Factor
        Their product is ∂J/∂w of the sample.
    addends : tuple of Addend
    own : float
        ∂J/∂w of the sample.
    m : int
        Samples in the batch.
    """

    ref: Ref
    old: float
    new: float
    change: float
    before: tuple[Factor, ...]
    mean: Factor
    chain: tuple[Factor, ...]
    addends: tuple[Addend, ...]
    own: float
    m: int

    @property
    def factors(self) -> tuple[Factor, ...]:
        """All factors of the correction: of one sample the whole chain, of a batch up to its mean."""
        return (*self.before, *(self.chain if self.m == 1 else (self.mean,)))

    @property
    def total(self) -> float:
        """The product of the factors and what is added: the correction."""
        return math.prod(factor.value for factor in self.factors) + sum(each.value for each in self.addends)


def story_of(trace: Trace, ref: Ref, sample: int = 0, opened: frozenset[Ref] = frozenset()) -> Story:
    """Tell why a weight or bias moves in an update.

    Parameters
    ----------
    trace : Trace
    ref : Ref
        A weight or bias of its network whose connection is not cut.
    sample : int
        The row of the batch whose chain is told.
    opened : frozenset of Ref
        The sums to be opened, as named by `Factor.sum`.

    Returns
    -------
    Story
        ``total`` is the correction, and the product of ``chain`` is ∂J/∂w of the sample.

    Examples
    --------
    >>> from engine.nn.backprop import backprop
    >>> from engine.nn.network import Network
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> story = story_of(backprop(net, [[3.0]], [[1.0]]), Ref("W", 1, (0, 0)))
    >>> [factor.kind for factor in story.factors]
    ['rate', 'input', 'slope', 'weight', 'slope', 'cost']
    >>> round(story.total, 6)
    0.083555
    """
    row = sample if trace.m > 1 else None
    gradient = gradient_of(ref)
    held = ref in trace.network.locked
    scale, factor, memory = _optimised(trace, ref)
    rate = Factor("rate", (Ref("eta", 0),), -trace.eta)
    return Story(
        ref=ref,
        old=trace.value(ref),
        new=trace.value(new_of(ref)),
        change=terms_of(new_of(ref), trace).terms[1].value,
        before=((Factor("held", (ref,), 0.0),) if held else ()) + (rate,) + factor,
        mean=Factor("mean", (gradient,), trace.value(gradient), trace.m),
        chain=(_tail(trace, ref, sample, row), *_delta(trace, ref.layer, ref.index[0], sample, row, opened)),
        addends=() if held else (*_pull(trace, ref, scale), *memory),
        own=trace.value(gradient.at(sample)),
        m=trace.m,
    )


def smallest_of(factors: tuple[Factor, ...]) -> Factor | None:
    """Return the smallest factor by size; of parts of sums and means, which are no causes, none."""
    causes = [each for each in factors if each.kind not in ("mean", "share") and not math.isnan(each.value)]
    return min(causes, key=lambda each: abs(each.value), default=None)


# What a moment knows of it


def step_of(frame: Frame, refs: tuple[Ref, ...]) -> int:
    """Return the number of the step after which all of some quantities are known; 0 for what is given."""
    return max((frame.written.get(frame.resolved(ref), 0) for ref in refs), default=0)


def is_told(frame: Frame, refs: tuple[Ref, ...]) -> bool:
    """Say whether the update has computed some quantities by now, and no question withholds one.

    Unlike `Frame.is_known`, what belonged to the old weights stays told once they have moved: a story
    is told of what was.
    """
    full = [frame.resolved(ref) for ref in refs]
    if frame.hidden and any(ref in frame.hidden or ref.at(None) in frame.hidden for ref in full):
        return False
    return step_of(frame, refs) <= frame.number


def may_plot(frame: Frame, ref: Ref) -> bool:
    """Say whether a plot may show a quantity: it is told of the document as it stands, at any step.

    Not so while a question withholds something: what comes after the step in play is computed from that.
    """
    return not frame.hidden or is_told(frame, (ref,))


# The optimiser


def _optimised(trace: Trace, ref: Ref) -> tuple[float, tuple[Factor, ...], tuple[Addend, ...]]:
    """Write what an optimiser adds as −η (s g + r): return s, s as a factor where it is not 1, and r."""
    rule = optimizer_rule(trace.optimizer)
    refs = tuple(moment(name, ref, new=name == "v") for name in rule.moments)
    if ref in trace.network.locked:
        return 1.0, (), ()
    values: dict[str, float] = {
        name: trace.value(each) for name, each in zip(rule.moments, refs, strict=True)
    }
    scale, remembered = _OPTIMISED[rule.kind](values, rule.numbers, trace.moments.t + 1)
    by = (*refs[1:], Ref("t", 0)) if rule.kind == "adam" else refs if rule.kind == "rmsprop" else ()
    factor = () if rule.kind in ("sgd", "momentum") else (Factor("optimiser", by, scale),)
    memory = (Addend("memory", refs, -trace.eta * remembered),) if "m" in rule.moments else ()
    return scale, factor, memory


def _adam(values: dict[str, float], n: tuple[float, ...], t: int) -> tuple[float, float]:
    beta_1, beta_2, epsilon = n
    size = (1.0 - beta_1**t) * (math.sqrt(values["v"] / (1.0 - beta_2**t)) + epsilon)
    return (1.0 - beta_1) / size, beta_1 * values["m"] / size


_OPTIMISED: dict[str, Callable[[dict[str, float], tuple[float, ...], int], tuple[float, float]]] = {
    "sgd": lambda _values, _n, _t: (1.0, 0.0),
    "momentum": lambda values, n, _t: (1.0, n[0] * values["m"]),
    "nesterov": lambda values, n, _t: (1.0 + n[0], n[0] * n[0] * values["m"]),
    "rmsprop": lambda values, n, _t: (1.0 / (math.sqrt(values["v"]) + n[1]), 0.0),
    "adam": _adam,
}
"""s and r of each optimiser, from the old m, the new v, its numbers and t: `optimizers.py` solved for g."""


def _pull(trace: Trace, ref: Ref, scale: float) -> Iterator[Addend]:
    if ref.symbol == "W" and (trace.l1 or trace.l2):
        pull = Ref("pull", ref.layer, ref.index)
        yield Addend("pull", (pull,), -trace.eta * scale * trace.value(pull))


# The chain


def _tail(trace: Trace, ref: Ref, sample: int, row: int | None) -> Factor:
    """Return what comes in at a weight: an activation, or the 1 at a bias."""
    if ref.symbol == "b":
        return Factor("one", (), 1.0)
    tail = ref.tail.at(row)
    return Factor("input", (tail,), trace.value(tail, sample))


Chain = Iterator[Factor]


def _delta(trace: Trace, l: int, j: int, s: int, row: int | None, opened: frozenset[Ref]) -> Chain:
    """Unfold δ of a node: φ′(z), and what arrives."""
    if l == trace.network.L:
        yield from _output(trace, j, s, row, opened)
        return
    slope = Ref("slope", l, (j,), row)
    yield Factor("slope", (slope,), trace.value(slope, s))
    net = trace.network
    edges = [Ref("W", l + 1, (i, j)) for i in range(net.sizes[l + 1])]
    edges = [edge for edge in edges if edge not in net.cut]
    deltas = {edge: Ref("delta", l + 1, edge.index[:1], row) for edge in edges}
    sizes = {edge: trace.value(edge) * trace.value(delta, s) for edge, delta in deltas.items()}
    arriving = Ref("dJ_da", l, (j,), row)
    chosen = edges[0] if len(edges) == 1 else _largest(sizes, arriving, opened)
    if chosen is None:
        opens = arriving.at(None) if edges else None
        yield Factor("sum", (arriving,), trace.value(arriving, s), len(edges), opens)
        return
    if len(edges) > 1:
        share = trace.value(arriving, s) / sizes[chosen]
        yield Factor("share", (arriving, chosen, deltas[chosen]), share, len(edges), arriving.at(None))
    yield Factor("weight", (chosen,), trace.value(chosen))
    yield from _delta(trace, l + 1, chosen.index[0], s, row, opened)


def _largest(sizes: dict[Ref, float], total: Ref, opened: frozenset[Ref]) -> Ref | None:
    """Choose the largest term of a sum that is to be opened; None where it is not, or has none."""
    if total.at(None) not in opened or not sizes:
        return None
    found = max(sizes, key=lambda term: abs(sizes[term]))
    return found if sizes[found] and math.isfinite(sizes[found]) else None


def _output(trace: Trace, j: int, s: int, row: int | None, opened: frozenset[Ref]) -> Chain:
    """Unfold δ of an output: the slope and ∂J/∂ŷ; of softmax, over every output, as all depend on z_j."""
    L = trace.network.L
    delta = Ref("delta", L, (j,), row)
    value = trace.value(delta, s)
    if activation(trace.network.activations[L]).couples:
        ways = {
            Ref("slope", L, (i, j), row): Ref("dJ_da", L, (i,), row) for i in range(trace.network.sizes[L])
        }
    else:
        ways = {Ref("slope", L, (j,), row): Ref("dJ_da", L, (j,), row)}
    sizes = {slope: trace.value(slope, s) * trace.value(cost, s) for slope, cost in ways.items()}
    used = [slope for slope, cost in ways.items() if trace.value(cost, s)] or [next(iter(ways))]
    chosen = used[0] if len(used) == 1 else _largest(sizes, delta, opened)
    if chosen is None:
        yield Factor("sum", (delta,), value, len(used), delta.at(None))
        return
    if len(used) > 1:
        yield Factor("share", (delta, chosen, ways[chosen]), value / sizes[chosen], len(used), delta.at(None))
    elif not math.isclose(sizes[chosen], value, rel_tol=_CLOSE):
        yield Factor("fused", (delta, Ref("a", L, (j,), row), Ref("y", L, (j,), row)), value)
        return
    yield Factor("slope", (chosen,), trace.value(chosen, s))
    yield Factor("cost", (ways[chosen],), trace.value(ways[chosen], s))
