"""Back-propagation held against a real nudge: change a quantity a little, run forward again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.nn.activations import activation
from engine.nn.backprop import backprop, cost_of_samples
from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.optimizers import optimizer_rule
from engine.nn.trace import Trace, parameter_refs
from engine.nn.types import Array, Ref, Symbol

SLOPE_OF: dict[Symbol, Symbol] = {"delta": "z", "dJ_da": "a", "dW": "W", "db": "b"}
"""Which quantity each derivative is the slope of J along."""
AGREES = 1e-6
"""A relative error far above what rounding does to a nudge of 10⁻⁵, far below that of a wrong formula."""
_ROUNDINGS = 16.0
"""So many roundings of J, or of a number near 1 on its way, a measured slope may be off by."""

Verdict = Literal["agree", "rounding", "kink", "differ"]


@dataclass(frozen=True, slots=True)
class Check:
    """A derivative of J, measured by a nudge and computed by back-propagation.

    Attributes
    ----------
    measured, computed : float
    verdict : {"agree", "rounding", "kink", "differ"}
        "agree" where they agree to `AGREES`; "rounding" where they are no further apart than the
        rounding of J lets the nudge see; "kink" where they are, and a relu that the nudge reaches
        changes between closed and open within it (or a leaky one its slope); else "differ".
    """

    measured: float
    computed: float
    verdict: Verdict

    @property
    def error(self) -> float:
        """The relative error of the two."""
        return relative_error(self.measured, self.computed)


def nudged_cost(trace: Trace, ref: Ref, change: float, sample: int = 0) -> float:
    """Compute J again after one quantity has been changed, all else kept.

    Parameters
    ----------
    trace : Trace
    ref : Ref
        A parameter (then J is that of the batch, or of ``ref.sample`` where it names one), or an
        input x, input sum z or activation a (then J is that of its sample).
    change : float
        What is added to the quantity, in its own units.
    sample : int
        The row of the batch meant where ``ref.sample`` is None and the quantity is one of a sample.

    Returns
    -------
    float
        The cost after the nudge; nan where the quantity is not finite.

    Raises
    ------
    ValueError
        If J cannot be computed forward from that quantity.
    """
    *_, (z, a) = _nudged(trace, ref, change, sample)
    Y = trace.Y[_rows(ref, sample)]
    with np.errstate(all="ignore"):
        if ref.symbol == "a" and ref.layer == trace.network.L:  # no input sum belongs to such a ŷ
            return float(cost_function(trace.cost).value_from_output(a, Y).sum(axis=1).mean())
        return float(cost_of_samples(trace.network, z, a, Y, trace.cost).mean())


def _rows(ref: Ref, sample: int) -> slice:
    """Return the samples that a nudge is about: all for a parameter that names none, else one."""
    if ref.symbol in ("W", "b") and ref.sample is None:
        return slice(None)
    row = sample if ref.sample is None else ref.sample
    return slice(row, row + 1)


def _nudged(trace: Trace, ref: Ref, change: float, sample: int) -> Iterator[tuple[Array, Array]]:
    """Yield z and a of every layer that a nudge reaches, from where it begins to the output.

    A nudged activation begins with a layer whose input sums have not changed.
    """
    net, rows = trace.network, _rows(ref, sample)
    if ref.symbol in ("W", "b"):
        value = net.parameter(ref)
        if math.isfinite(value):
            nudged = net.with_parameter(ref, value + change)
            yield from _onwards(nudged, ref.layer - 1, trace.a[ref.layer - 1][rows])
        else:  # training ran away: there is nothing to nudge
            nothing = np.full((1, net.sizes[-1]), np.nan)
            yield nothing, nothing
        return
    values = {"x": trace.X, "a": trace.a[ref.layer], "z": trace.z[ref.layer]}.get(ref.symbol)
    if values is None:
        raise ValueError(f"J cannot be computed forward from {ref}")
    changed = values[rows].copy()
    changed[0, ref.index[0]] += change
    a = _activated(net, ref.layer, changed) if ref.symbol == "z" else changed
    if ref.layer:
        yield changed if ref.symbol == "z" else trace.z[ref.layer][rows], a
    yield from _onwards(net, ref.layer, a)


def _activated(net: Network, layer: int, z: Array) -> Array:
    with np.errstate(all="ignore"):
        return activation(net.activations[layer]).value(z)


def _onwards(net: Network, layer: int, a: Array) -> Iterator[tuple[Array, Array]]:
    """Run forward from the activations of one layer; yield z and a of every layer after it."""
    for after in range(layer + 1, net.L + 1):
        with np.errstate(all="ignore"):
            z = a @ net.W[after].T + net.b[after]
        a = _activated(net, after, z)
        yield z, a


def nudge_slope(trace: Trace, derivative: Ref, h: float = 1e-5, sample: int = 0) -> float | None:
    """Measure the slope of J by nudging up and down: (J(+h) − J(−h)) / 2h.

    Parameters
    ----------
    trace : Trace
    derivative : Ref
        A δ, ∂J/∂a, ∂J/∂w or ∂J/∂b.
    h : float
        Size of the nudge.
    sample : int
        As in `nudged_cost`.

    Returns
    -------
    float or None
        The measured slope; None if `derivative` is no derivative of J.
    """
    ref = along(derivative)
    if ref is None:
        return None
    up, down = (nudged_cost(trace, ref, change, sample) for change in (h, -h))
    return (up - down) / (2.0 * h)


def along(derivative: Ref) -> Ref | None:
    """Name the quantity that a derivative is the slope of J along; None if it is no derivative of J."""
    symbol = SLOPE_OF.get(derivative.symbol)
    return None if symbol is None else Ref(symbol, derivative.layer, derivative.index, derivative.sample)


def nudged_change(trace: Trace, ref: Ref, change: float, sample: int = 0) -> float:
    """Compute by how much J changes when one quantity is changed, all else kept; as in `nudged_cost`."""
    return nudged_cost(trace, ref, change, sample) - nudged_cost(trace, ref, 0.0, sample)


def check(trace: Trace, derivative: Ref, h: float = 1e-5, sample: int = 0) -> Check | None:
    """Hold one derivative of back-propagation against a nudge, and judge what sets them apart.

    Parameters
    ----------
    trace : Trace
    derivative : Ref
        A δ, ∂J/∂a, ∂J/∂w or ∂J/∂b.
    h : float
        Size of the nudge.
    sample : int
        As in `nudged_cost`.

    Returns
    -------
    Check or None
        None if `derivative` is no derivative of J, or one of the two is not a finite number.

    Examples
    --------
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> check(backprop(net, [[3.0]], [[1.0]]), Ref("delta", 1, (0,))).verdict
    'agree'
    """
    ref, measured = along(derivative), nudge_slope(trace, derivative, h, sample)
    computed = trace.value(derivative, sample)
    if ref is None or measured is None or not (math.isfinite(measured) and math.isfinite(computed)):
        return None
    if relative_error(measured, computed) <= AGREES:
        return Check(measured, computed, "agree")
    J = abs(nudged_cost(trace, ref, 0.0, sample))
    if abs(measured - computed) <= _ROUNDINGS * float(np.finfo(np.float64).eps) * max(J, 1.0) / h:
        return Check(measured, computed, "rounding")
    return Check(measured, computed, "kink" if _crosses_a_kink(trace, ref, h, sample) else "differ")


def _crosses_a_kink(trace: Trace, ref: Ref, h: float, sample: int) -> bool:
    """Say whether a relu that a nudge reaches is closed at one end of it and open at the other."""
    L = trace.network.L
    up, down = (list(_nudged(trace, ref, change, sample)) for change in (h, -h))
    reached = zip(range(L - len(up) + 1, L + 1), up, down, strict=True)
    return any(
        bool(activation(trace.network.activations[layer]).kink) and bool(((above > 0) != (below > 0)).any())
        for layer, (above, _), (below, _) in reached
    )


def predicted_change(trace: Trace) -> float:
    """Compute the change of J along the tangent, Σ ∂J/∂w Δw, exact only for small steps.

    Where every correction is −η ∂J/∂w this is −η‖∇J‖².
    """
    arrays = (*trace.dW[1:], *trace.db[1:])
    with np.errstate(all="ignore"):
        if is_plain(trace):
            return -trace.eta * float(sum(np.vdot(array, array) for array in arrays))
        before, after = ((*net.W[1:], *net.b[1:]) for net in (trace.network, trace.updated))
        steps = (new - old for old, new in zip(before, after, strict=True))
        return float(sum(np.vdot(array, step) for array, step in zip(arrays, steps, strict=True)))


def is_plain(trace: Trace) -> bool:
    """Say whether every correction of an update is −η times its gradient."""
    return optimizer_rule(trace.optimizer).kind == "sgd" and not (
        trace.l1 or trace.l2 or trace.network.locked
    )


def actual_change(trace: Trace) -> float:
    """Compute by how much the update changed J."""
    return trace.J_new - trace.J


def relative_error(first: float, second: float) -> float:
    """Compare two numbers: |first − second| / max(|first|, |second|, 10⁻⁸)."""
    return abs(first - second) / max(abs(first), abs(second), 1e-8)


def gradient_check(net: Network, X: object, Y: object, cost: str = "half_squared", h: float = 1e-5) -> float:
    """Compare back-propagation with central differences for every weight and bias.

    Parameters
    ----------
    net : Network
    X, Y : array_like, shape (m, n_0) and (m, n_L)
    cost : str
    h : float
        Size of the nudge.

    Returns
    -------
    float
        ‖measured − backprop‖ / (‖measured‖ + ‖backprop‖) over the vector of all gradients, and 0
        where both vanish; about 10⁻¹⁰ where all is right and no kink is within `h`.

    Raises
    ------
    ValueError
        If the shapes do not fit the network, or the cost does not fit its output layer.

    Examples
    --------
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> gradient_check(net, [[3.0]], [[1.0]]) < 1e-7
    True
    """
    trace = backprop(net, X, Y, cost)
    pairs = [
        (Ref("dW" if ref.symbol == "W" else "db", ref.layer, ref.index), ref) for ref in parameter_refs(net)
    ]
    known = np.array([trace.value(derivative) for derivative, _ in pairs])
    measured = np.array(
        [(nudged_cost(trace, ref, h) - nudged_cost(trace, ref, -h)) / (2.0 * h) for _, ref in pairs]
    )
    size = np.linalg.norm(known) + np.linalg.norm(measured)
    return float(np.linalg.norm(known - measured) / size) if size else 0.0
