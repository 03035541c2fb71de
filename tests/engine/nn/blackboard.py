"""An interpreter for micro-steps, written with `math` alone: one scalar at a time, as on a blackboard.

Of each step it is shown only the quantities which that step says it reads, and it fails when one of
them has not been written before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine import Ref
from engine.nn.trace import parameter_refs
from tests.strategies import Case


@dataclass(frozen=True)
class Num:
    """A number with the size of what it was made of, which bounds how far rounding can move it.

    Where a sum nearly cancels, no order of adding can be right to a relative 1e-12.
    """

    v: float
    size: float

    @classmethod
    def of(cls, v: float) -> Num:
        return cls(v, abs(v))

    def __add__(self, other: Num) -> Num:
        return Num(self.v + other.v, self.size + other.size)

    def __sub__(self, other: Num) -> Num:
        return Num(self.v - other.v, self.size + other.size)

    def __mul__(self, other: Num) -> Num:
        return Num(self.v * other.v, abs(self.v) * other.size + abs(other.v) * self.size)

    def through(self, value: float, slope: float) -> Num:
        """The number after a function of this value and slope."""
        return Num(value, abs(value) + abs(slope) * self.size)


ONE, HALF, TWO = Num.of(1.0), Num.of(0.5), Num.of(2.0)


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))


def phi(name: str, z: Num) -> Num:
    match name:
        case "linear":
            return z
        case "sigmoid":
            return z.through(sigmoid(z.v), sigmoid(z.v) * sigmoid(-z.v))
        case "tanh":
            return z.through(math.tanh(z.v), 1 - math.tanh(z.v) ** 2)
        case "relu":
            return z if z.v > 0 else Num.of(0.0)
    raise AssertionError(name)


def phi_slope(name: str, z: Num) -> Num:
    match name:
        case "linear":
            return ONE
        case "sigmoid":
            return z.through(sigmoid(z.v) * sigmoid(-z.v), sigmoid(z.v) * sigmoid(-z.v))
        case "tanh":
            return Num(1 / math.cosh(z.v) ** 2, 1 + z.size)
        case "relu":
            return ONE if z.v > 0 else Num.of(0.0)
    raise AssertionError(name)


def cost_of_output(cost: str, a: Num, y: Num) -> Num:
    match cost:
        case "half_squared":
            return HALF * (a - y) * (a - y)
        case "squared":
            return (a - y) * (a - y)
        case "bce":
            right = a.through(math.log(a.v), 1 / a.v)
            wrong = a.through(math.log1p(-a.v), 1 / (1 - a.v))
            return Num.of(0.0) - y * right - (ONE - y) * wrong
    raise AssertionError(cost)


def cost_slope(cost: str, a: Num, y: Num) -> Num:
    match cost:
        case "half_squared":
            return a - y
        case "squared":
            return TWO * (a - y)
        case "bce":
            right, wrong = (
                a.through(1 / a.v, 1 / a.v**2),
                (ONE - a).through(1 / (1 - a.v), 1 / (1 - a.v) ** 2),
            )
            return (ONE - y) * wrong - y * right
    raise AssertionError(cost)


class NotKnownError(AssertionError):
    """A step reads what no step has written."""


class NotReadError(AssertionError):
    """A quantity cannot be computed from what its step says it reads."""


class Blackboard:
    """Executes micro-steps one scalar at a time."""

    def __init__(self, case: Case) -> None:
        self.case, self.sizes, self.L = case, case.net.sizes, case.net.L
        self.known = {ref: Num.of(case.net.parameter(ref)) for ref in parameter_refs(case.net)}
        self.known[Ref("eta", 0)] = Num.of(case.eta)
        self.shown: set[Ref] = set()
        self.used: set[Ref] = set()

    def do(self, step) -> None:
        for ref in step.reads:
            if ref not in self.known:
                raise NotKnownError(f"{step.address} reads {ref}")
        self.shown, self.used = set(step.reads), set()
        for ref in step.writes:
            assert ref not in self.known, f"{step.address} writes {ref} again"
            self.known[ref] = getattr(self, f"write_{ref.symbol}")(ref)
            self.shown.add(ref)
        idle = set(step.reads) - self.used if step.writes else set()
        assert not idle, f"{step.address} reads {idle} for nothing"

    def read(self, symbol: str, layer: int, *index: int, sample: int | None = None) -> Num:
        ref = Ref(symbol, layer, index, sample)
        if ref not in self.shown:
            raise NotReadError(f"{ref} is not among what the step reads")
        self.used.add(ref)
        return self.known[ref]

    def sees(self, symbol: str, layer: int, *index: int, sample: int | None = None) -> bool:
        return Ref(symbol, layer, index, sample) in self.shown

    def incoming(self, layer: int, k: int, s: int | None) -> Num:
        return self.read("a" if layer > 1 else "x", layer - 1, k, sample=s)

    def own(self, symbol: str, ref: Ref) -> Num:
        return self.read(symbol, ref.layer, *ref.index, sample=ref.sample)

    def samples(self) -> list[int | None]:
        return [None] if self.case.m == 1 else list(range(self.case.m))

    def write_x(self, ref: Ref) -> Num:
        return Num.of(float(self.case.X[ref.sample or 0, ref.index[0]]))

    def write_y(self, ref: Ref) -> Num:
        return Num.of(float(self.case.Y[ref.sample or 0, ref.index[0]]))

    def write_product(self, ref: Ref) -> Num:
        if len(ref.index) == 1:
            return self.read("b", ref.layer, *ref.index)
        return self.read("W", ref.layer, *ref.index) * self.incoming(ref.layer, ref.index[1], ref.sample)

    def write_z(self, ref: Ref) -> Num:
        (j,), l, s = ref.index, ref.layer, ref.sample
        parts = self.sees("product", l, j, sample=s)  # at edge level they have been written before
        total = self.read("product", l, j, sample=s) if parts else self.read("b", l, j)
        for k in range(self.sizes[l - 1]):
            if parts:
                total += self.read("product", l, j, k, sample=s)
            else:
                total += self.read("W", l, j, k) * self.incoming(l, k, s)
        return total

    def write_a(self, ref: Ref) -> Num:
        return phi(self.case.net.activations[ref.layer], self.own("z", ref))

    def write_J(self, ref: Ref) -> Num:
        total = Num.of(0.0)
        if ref.sample is None and self.case.m > 1:
            for s in range(self.case.m):
                total += self.read("J", self.L, sample=s)
            return total * Num.of(1 / self.case.m)
        for j in range(self.sizes[-1]):
            output, label = (self.read(symbol, self.L, j, sample=ref.sample) for symbol in "ay")
            total += cost_of_output(self.case.cost, output, label)
        return total

    def write_dJ_da(self, ref: Ref) -> Num:
        if ref.layer == self.L:
            return cost_slope(self.case.cost, self.own("a", ref), self.own("y", ref))
        return self.arriving(ref)

    def arriving(self, ref: Ref) -> Num:
        (k,), l, s = ref.index, ref.layer + 1, ref.sample
        total = Num.of(0.0)
        for j in range(self.sizes[l]):
            if self.sees("term", l, j, k, sample=s):
                total += self.read("term", l, j, k, sample=s)
            else:
                total += self.read("W", l, j, k) * self.read("delta", l, j, sample=s)
        return total

    def write_slope(self, ref: Ref) -> Num:
        return phi_slope(self.case.net.activations[ref.layer], self.own("z", ref))

    def write_delta(self, ref: Ref) -> Num:
        if ref.layer < self.L:
            return self.arriving(ref) * self.own("slope", ref)
        if self.sees("dJ_da", ref.layer, *ref.index, sample=ref.sample):
            return self.own("dJ_da", ref) * self.own("slope", ref)
        return self.own("a", ref) - self.own("y", ref)

    def write_term(self, ref: Ref) -> Num:
        delta = self.read("delta", ref.layer, ref.index[0], sample=ref.sample)
        return self.read("W", ref.layer, *ref.index) * delta

    def write_dW(self, ref: Ref) -> Num:
        if ref.sample is None and self.case.m > 1:
            return self.mean(ref)
        delta = self.read("delta", ref.layer, ref.index[0], sample=ref.sample)
        return delta * self.incoming(ref.layer, ref.index[1], ref.sample)

    def write_db(self, ref: Ref) -> Num:
        return self.mean(ref) if ref.sample is None and self.case.m > 1 else self.own("delta", ref)

    def mean(self, ref: Ref) -> Num:
        total = Num.of(0.0)
        for s in range(self.case.m):
            total += self.read(ref.symbol, ref.layer, *ref.index, sample=s)
        return total * Num.of(1 / self.case.m)

    def write_W_new(self, ref: Ref) -> Num:
        return self.own("W", ref) - self.read("eta", 0) * self.own("dW", ref)

    def write_b_new(self, ref: Ref) -> Num:
        return self.own("b", ref) - self.read("eta", 0) * self.own("db", ref)

    def write_J_new(self, _ref: Ref) -> Num:
        total = Num.of(0.0)
        for s in self.samples():
            a = [self.read("x", 0, k, sample=s) for k in range(self.sizes[0])]
            for l in range(1, self.L + 1):
                a = [self.again(l, j, a) for j in range(self.sizes[l])]
            for j, output in enumerate(a):
                total += cost_of_output(self.case.cost, output, self.read("y", self.L, j, sample=s))
        return total * Num.of(1 / self.case.m)

    def again(self, l: int, j: int, a: list[Num]) -> Num:
        total = self.read("b_new", l, j)
        for k, incoming in enumerate(a):
            total += self.read("W_new", l, j, k) * incoming
        return phi(self.case.net.activations[l], total)
