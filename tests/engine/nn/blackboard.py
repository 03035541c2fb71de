"""An interpreter for micro-steps, written with `math` alone: one scalar at a time, as on a blackboard.

Of each step it is shown only the quantities which that step says it reads, and it fails when one of
them has not been written before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine import Ref
from engine.nn.optimizers import optimizer_rule
from engine.nn.rules import moment
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
        case "leaky_relu" | "leaky_relu(0.3)":
            return z if z.v > 0 else z * Num.of(leak(name))
        case "softplus":
            return z.through(max(z.v, 0) + math.log1p(math.exp(-abs(z.v))), sigmoid(z.v))
    raise AssertionError(name)


def leak(name: str) -> float:
    return 0.3 if "0.3" in name else 0.01


def softmax(zs: list[Num], j: int) -> Num:
    top = max(z.v for z in zs)
    total = sum(math.exp(z.v - top) for z in zs)
    share = math.exp(zs[j].v - top) / total
    return Num(share, share + share * sum(z.size for z in zs))


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
        case "leaky_relu" | "leaky_relu(0.3)":
            return ONE if z.v > 0 else Num.of(leak(name))
        case "softplus":
            return z.through(sigmoid(z.v), sigmoid(z.v) * sigmoid(-z.v))
    raise AssertionError(name)


def root(x: Num) -> Num:
    return x.through(math.sqrt(x.v), 0.5 / math.sqrt(x.v) if x.v else 0.0)


def inverse(x: Num) -> Num:
    return x.through(1 / x.v, 1 / x.v**2)


def cost_of_output(cost: str, a: Num, y: Num, n: int) -> Num:
    match cost:
        case "mse":
            return Num.of(1 / n) * (a - y) * (a - y)
        case "softmax_ce":
            return Num.of(0.0) - y * a.through(math.log(a.v), 1 / a.v) if y.v else Num.of(0.0)
        case "half_squared":
            return HALF * (a - y) * (a - y)
        case "squared":
            return (a - y) * (a - y)
        case "bce":
            right = a.through(math.log(a.v), 1 / a.v)
            wrong = a.through(math.log1p(-a.v), 1 / (1 - a.v))
            return Num.of(0.0) - y * right - (ONE - y) * wrong
    raise AssertionError(cost)


def cost_slope(cost: str, a: Num, y: Num, n: int) -> Num:
    match cost:
        case "mse":
            return Num.of(2 / n) * (a - y)
        case "softmax_ce":
            return Num.of(0.0) - y * inverse(a)
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
        self.rule = optimizer_rule(case.optimizer)
        self.softmax = case.net.activations[-1] == "softmax"
        if self.rule.moments:
            self.known[Ref("t", 0)] = Num.of(case.trace().moments.t + 1)
        for name in self.rule.moments:
            for ref in parameter_refs(case.net):
                remembered = moment(name, ref)
                self.known[remembered] = Num.of(case.trace().value(remembered))
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
        if step.rule == "update":  # U0, a part of it, looks at all gradients: those of what is locked too
            idle = {ref for ref in idle if not self.is_of_locked(ref)}
        assert not idle, f"{step.address} reads {idle} for nothing"

    def is_of_locked(self, ref: Ref) -> bool:
        parameter = "b" if ref.symbol == "db" else "W"
        return Ref(parameter, ref.layer, ref.index) in self.case.net.locked

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
            if self.is_cut(l, j, k):
                continue
            if parts:
                total += self.read("product", l, j, k, sample=s)
            else:
                total += self.read("W", l, j, k) * self.incoming(l, k, s)
        return total

    def is_cut(self, l: int, j: int, k: int) -> bool:
        return Ref("W", l, (j, k)) in self.case.net.cut

    def write_a(self, ref: Ref) -> Num:
        if self.softmax and ref.layer == self.L:
            zs = [self.read("z", self.L, j, sample=ref.sample) for j in range(self.sizes[-1])]
            return softmax(zs, ref.index[0])
        return phi(self.case.net.activations[ref.layer], self.own("z", ref))

    def write_J(self, ref: Ref) -> Num:
        total = Num.of(0.0)
        if ref.sample is None and self.case.m > 1:
            for s in range(self.case.m):
                total += self.read("J", self.L, sample=s)
            return total * Num.of(1 / self.case.m)
        for j in range(self.sizes[-1]):
            output, label = (self.read(symbol, self.L, j, sample=ref.sample) for symbol in "ay")
            total += cost_of_output(self.case.cost, output, label, self.sizes[-1])
        return total

    def write_dJ_da(self, ref: Ref) -> Num:
        if ref.layer == self.L:
            return cost_slope(self.case.cost, self.own("a", ref), self.own("y", ref), self.sizes[-1])
        return self.arriving(ref)

    def arriving(self, ref: Ref) -> Num:
        (k,), l, s = ref.index, ref.layer + 1, ref.sample
        total = Num.of(0.0)
        for j in range(self.sizes[l]):
            if self.is_cut(l, j, k):
                continue
            if self.sees("term", l, j, k, sample=s):
                total += self.read("term", l, j, k, sample=s)
            else:
                total += self.read("W", l, j, k) * self.read("delta", l, j, sample=s)
        return total

    def write_slope(self, ref: Ref) -> Num:
        if len(ref.index) == 2:
            out, other = (self.read("a", ref.layer, node, sample=ref.sample) for node in ref.index)
            return out * ((ONE if ref.index[0] == ref.index[1] else Num.of(0.0)) - other)
        return phi_slope(self.case.net.activations[ref.layer], self.own("z", ref))

    def write_delta(self, ref: Ref) -> Num:
        if ref.layer < self.L:
            return self.arriving(ref) * self.own("slope", ref)
        if self.sees("dJ_da", ref.layer, *ref.index, sample=ref.sample):
            if self.softmax:
                return self.jacobian_times_vector(ref)
            return self.own("dJ_da", ref) * self.own("slope", ref)
        return self.own("a", ref) - self.own("y", ref)

    def jacobian_times_vector(self, ref: Ref) -> Num:
        total = Num.of(0.0)
        for i in range(self.sizes[-1]):
            slope = self.read("slope", self.L, i, ref.index[0], sample=ref.sample)
            total += self.read("dJ_da", self.L, i, sample=ref.sample) * slope
        return total

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

    def write_pull(self, ref: Ref) -> Num:
        w = self.own("W", ref)
        sign = Num.of(math.copysign(1.0, w.v) if w.v else 0.0)
        return Num.of(self.case.l1) * sign + Num.of(self.case.l2) * w

    def gradient(self, symbol: str, ref: Ref) -> Num:
        """The gradient of a parameter with the pull of the penalty."""
        g = self.own("d" + symbol, ref)
        return g + self.own("pull", ref) if self.sees("pull", ref.layer, *ref.index) else g

    def write_moment(self, ref: Ref) -> Num:
        name, symbol = ref.symbol[0], ref.symbol[2]
        g, old = self.gradient(symbol, ref), self.own(f"{name}_{symbol}", ref)
        match self.rule.kind, name:
            case (("momentum" | "nesterov"), _):
                return Num.of(self.rule.numbers[0]) * old + g
            case "adam", "m":
                keep = self.rule.numbers[0]
                return Num.of(keep) * old + Num.of(1 - keep) * g
            case _:
                keep = self.rule.numbers[-2]
                return Num.of(keep) * old + Num.of(1 - keep) * g * g

    write_m_W_new = write_v_W_new = write_m_b_new = write_v_b_new = write_moment

    def write_new(self, ref: Ref) -> Num:
        symbol = ref.symbol[0]
        old = self.own(symbol, ref)
        if Ref(symbol, ref.layer, ref.index) in self.case.net.locked:
            return old
        return old - self.read("eta", 0) * self.direction(symbol, ref)

    write_W_new = write_b_new = write_new

    def direction(self, symbol: str, ref: Ref) -> Num:
        numbers = [Num.of(number) for number in self.rule.numbers]
        m, v = (f"{name}_{symbol}_new" for name in "mv")
        match self.rule.kind:
            case "sgd":
                return self.gradient(symbol, ref)
            case "momentum":
                return self.own(m, ref)
            case "nesterov":
                return self.gradient(symbol, ref) + numbers[0] * self.own(m, ref)
            case "rmsprop":
                return self.gradient(symbol, ref) * inverse(root(self.own(v, ref)) + numbers[1])
        t = self.read("t", 0).v
        m_hat, v_hat = (
            self.own(name, ref) * Num.of(1 / (1 - beta.v**t))
            for name, beta in ((m, numbers[0]), (v, numbers[1]))
        )
        return m_hat * inverse(root(v_hat) + numbers[2])

    def write_J_new(self, _ref: Ref) -> Num:
        total = Num.of(0.0)
        for s in self.samples():
            a = [self.read("x", 0, k, sample=s) for k in range(self.sizes[0])]
            for l in range(1, self.L + 1):
                a = self.again(l, a)
            for j, output in enumerate(a):
                label = self.read("y", self.L, j, sample=s)
                total += cost_of_output(self.case.cost, output, label, self.sizes[-1])
        return total * Num.of(1 / self.case.m)

    def again(self, l: int, a: list[Num]) -> list[Num]:
        zs = []
        for j in range(self.sizes[l]):
            total = self.read("b_new", l, j)
            for k, incoming in enumerate(a):
                if not self.is_cut(l, j, k):
                    total += self.read("W_new", l, j, k) * incoming
            zs.append(total)
        name = self.case.net.activations[l]
        return [softmax(zs, j) if name == "softmax" else phi(name, z) for j, z in enumerate(zs)]
