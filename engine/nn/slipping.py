"""The numbers of an update with one slip in it: as they are right up to it, and gone on from it after it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from engine.nn.activations import activation
from engine.nn.backprop import cost_of, cost_of_samples, gradients, hidden_delta, step
from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.rules import order
from engine.nn.shape import Shape
from engine.nn.slips import Function, Recipe, Scaled, Slip, Sum, places_of, slip_writes
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref, freeze

__all__ = ["first_wrong", "fits", "places", "slipped", "writes_of", "written_early"]

_SEEN = 1e-3
"""A share by which a number has to be wrong, at the least, for anybody to see it."""


def places(name: str, trace: Trace) -> tuple[Slip, ...]:
    """List where in an update a slip makes a number visibly wrong, in the order of computing.

    Raises
    ------
    ValueError
        If there is no slip of that name.
    """
    shape = Shape.of(trace.network, trace.m, trace.optimizer, penalty=bool(trace.l1 or trace.l2))
    return tuple(slip for slip in places_of(name, shape) if _is_seen(slip, trace))


def fits(name: str, trace: Trace) -> bool:
    """Say whether a slip makes any number of an update visibly wrong."""
    return bool(places(name, trace))


def first_wrong(name: str, trace: Trace) -> Slip | None:
    """Return the slip at its first place in an update, with rule and layer; None where it changes nothing."""
    return next(iter(places(name, trace)), None)


@lru_cache(maxsize=8)  # a frame is made of the same one again and again
def slipped(slip: str | Slip, trace: Trace) -> Trace:
    """Compute an update again with one slip in it.

    Parameters
    ----------
    slip : str or Slip
        Its name, for its first place; its name and a layer, as in "no_slope(1)"; or one of `places`.
    trace : Trace
        The update as it is right.

    Returns
    -------
    Trace
        All numbers before the step of the slip are those of `trace`, bit for bit; the later ones are
        computed rightly, from what is wrong. `trace` itself where the slip changes nothing.

    Raises
    ------
    ValueError
        If there is no slip of that name.
    """
    placed = first_wrong(slip, trace) if isinstance(slip, str) else slip
    if placed is None:
        return trace
    with np.errstate(all="ignore"):
        return _Carrying(trace, placed).result()


def writes_of(slip: Slip, trace: Trace) -> Iterator[tuple[Ref, float]]:
    """List what the step of a slip writes, of every sample, with the wrong numbers."""
    of_samples = slip.rule not in ("AV", "UW", "Ub") and trace.m > 1
    for ref in slip_writes(slip):
        for at in (ref.at(s) for s in range(trace.m)) if of_samples else (ref,):
            yield at, made(slip, at, trace)


def made(slip: Slip, ref: Ref, trace: Trace) -> float:
    """Compute one quantity by the wrong rule, or by the right one where the slip leaves it alone."""
    recipe, right = slip.recipe(ref), trace.value(ref)
    return right if recipe is None else _value(recipe, ref, trace, right)


def _value(recipe: Recipe, ref: Ref, trace: Trace, right: float) -> float:
    match recipe:
        case Sum():
            return recipe.value(trace.value)
        case Scaled(scale):
            return scale * right
        case Function(name, of):
            function = getattr(activation(trace.network.activations[ref.layer]), name)
            with np.errstate(all="ignore"):
                return float(function(np.asarray(trace.value(of))))


def _is_seen(slip: Slip, trace: Trace) -> bool:
    """Say whether the step of a slip writes a number that is visibly wrong, and none that is none."""
    if not _is_told(slip, trace):
        return False
    pairs = [(trace.value(ref), wrong) for ref, wrong in writes_of(slip, trace)]
    if not all(math.isfinite(wrong) for _, wrong in pairs):
        return False
    return any(abs(right - wrong) > _SEEN * max(abs(right), abs(wrong)) for right, wrong in pairs)


def _is_told(slip: Slip, trace: Trace) -> bool:
    """Say whether the formula of a slip can be written: some slopes are not told by the activation."""
    recipe = slip.recipe(next(slip_writes(slip)))
    if not isinstance(recipe, Function) or recipe.name != "slope_from_activation":
        return True
    return "{a}" in activation(trace.network.activations[slip.layer]).slope_text


def written_early(trace: Trace, written: dict[Ref, int]) -> dict[Ref, int]:
    """Move what a slip uses before its time to the step that uses it.

    `written` numbers the steps that make each quantity known, as `engine.nn.microsteps.written_at`.
    """
    if trace.slip is None or not trace.slip.early:
        return written
    first = next(written[ref] for ref, _ in writes_of(trace.slip, trace) if ref in written)
    return {**written, **{ref: min(first, written[ref]) for ref in trace.slip.early}}


class _Carrying:
    """Goes on through the steps of an update from a slip, by the right rules."""

    def __init__(self, trace: Trace, slip: Slip) -> None:
        self.right, self.slip = trace, slip
        self.z, self.a = list(trace.z), list(trace.a)
        self.dJ_da, self.slope, self.delta = list(trace.dJ_da), list(trace.slope), list(trace.delta)
        self.dW, self.db = list(trace.dW), list(trace.db)
        self.J_each, self.updated, self.new_moments = trace.J_each, trace.updated, trace.new_moments

    def result(self) -> Trace:
        """Return the update with the slip carried through."""
        steps = order(self.slip.shape, fused=False)
        at = steps.index((self.slip.rule, self.slip.layer))
        self._slip()
        for rule, layer in steps[at + 1 :]:
            if rule in _STEPS:
                _STEPS[rule](self, layer)
        t = self.right
        return replace(
            t,
            z=_frozen(self.z), a=_frozen(self.a), J_each=freeze(self.J_each), J=float(self.J_each.mean()),
            dJ_da=_frozen(self.dJ_da), slope=_frozen(self.slope), delta=_frozen(self.delta),
            dW=_frozen(self.dW), db=_frozen(self.db), updated=self.updated, new_moments=self.new_moments,
            J_new=cost_of(self.updated, t.X, t.Y, t.cost), slip=self.slip,
        )  # fmt: skip

    def _slip(self) -> None:
        """Do the step of the slip by its wrong rule; of gradients the mean over the batch is kept."""
        wrong: dict[Ref, list[float]] = {}
        for ref, value in writes_of(self.slip, self.right):
            if self.slip.recipe(ref) is not None:
                key = ref.at(None) if ref.symbol in ("dW", "db") else ref
                wrong.setdefault(key, []).append(value)
        for ref, values in wrong.items():
            self._put(ref, sum(values) / len(values))

    def _put(self, ref: Ref, value: float) -> None:
        if ref.symbol == "W_new":
            old = Ref("W", ref.layer, ref.index)
            self.updated = self.updated.with_parameter(old, value)
        elif ref.symbol != "term":  # packets are kept nowhere
            arrays: list[Array] = getattr(self, ref.symbol)
            array = arrays[ref.layer].copy()
            array[ref.index if ref.symbol in ("dW", "db") else (ref.sample or 0, *ref.index)] = value
            arrays[ref.layer] = array

    @property
    def _net(self) -> Network:
        return self.right.network

    def input_sums(self, l: int) -> None:
        """Compute z of a layer."""
        self.z[l] = self.a[l - 1] @ self._net.W[l].T + self._net.b[l]

    def activations_of(self, l: int) -> None:
        """Compute a of a layer."""
        self.a[l] = activation(self._net.activations[l]).value(self.z[l])

    def cost(self, _l: int) -> None:
        """Compute J of each sample."""
        L, t = self._net.L, self.right
        self.J_each = cost_of_samples(self._net, self.z[L], self.a[L], t.Y, t.cost)

    def output_arrives(self, l: int) -> None:
        """Compute ∂J/∂ŷ."""
        self.dJ_da[l] = cost_function(self.right.cost).slope(self.z[l], self.a[l], self.right.Y)

    def slopes(self, l: int) -> None:
        """Compute φ′(z) of a layer."""
        self.slope[l] = activation(self._net.activations[l]).slope(self.z[l])

    def output_delta(self, l: int) -> None:
        """Multiply; in one piece only where both factors are right for these input sums."""
        fused = cost_function(self.right.cost).output_delta
        if fused is not None and self.slip.rule not in ("B0", "B1"):
            self.delta[l] = fused(self.z[l], self.a[l], self.right.Y)
        elif self.slope[l].ndim == 3:  # a Jacobian for each sample
            self.delta[l] = (self.dJ_da[l][:, :, None] * self.slope[l]).sum(axis=1)
        else:
            self.product(l)

    def arrives(self, l: int) -> None:
        """Compute ∂J/∂a of a hidden layer."""
        self.dJ_da[l] = hidden_delta(self._net.W[l + 1], self.delta[l + 1], self.slope[l])[0]

    def product(self, l: int) -> None:
        """Compute δ = ∂J/∂a ⊙ φ′(z) of a layer."""
        self.delta[l] = self.dJ_da[l] * self.slope[l]

    def weight_gradient(self, l: int) -> None:
        """Compute ∂J/∂W of a layer."""
        self.dW[l] = gradients(self._net, self.delta, tuple(self.a))[0][l]

    def bias_gradient(self, l: int) -> None:
        """Compute ∂J/∂b of a layer."""
        self.db[l] = gradients(self._net, self.delta, tuple(self.a))[1][l]

    def correct(self, _l: int) -> None:
        """Correct all parameters."""
        t = self.right
        self.updated, self.new_moments = step(
            t.network, self.dW, self.db, list(t.pull), t.eta, t.optimizer, t.moments
        )


_STEPS: Mapping[str, Callable[[_Carrying, int], None]] = {
    "Fz": _Carrying.input_sums,
    "Fa": _Carrying.activations_of,
    "C": _Carrying.cost,
    "B0": _Carrying.output_arrives,
    "B1": _Carrying.slopes,
    "B2": _Carrying.output_delta,
    "B3": _Carrying.arrives,
    "B4": _Carrying.slopes,
    "B5": _Carrying.product,
    "G": _Carrying.weight_gradient,
    "Gb": _Carrying.bias_gradient,
    "U0": _Carrying.correct,
}
"""The right rule of each step from which others go on; a mean is taken with its gradients."""


def _frozen(arrays: list[Array]) -> tuple[Array, ...]:
    return tuple(freeze(array) for array in arrays)
