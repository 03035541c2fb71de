"""Back-propagation held against a real nudge: change a quantity a little, run forward again."""

from __future__ import annotations

import math

import numpy as np

from engine.nn.activations import activation
from engine.nn.backprop import backprop, cost_of_samples
from engine.nn.network import Network
from engine.nn.trace import Trace, parameter_refs
from engine.nn.types import Array, Ref, Symbol

SLOPE_OF: dict[Symbol, Symbol] = {"delta": "z", "dJ_da": "a", "dW": "W", "db": "b"}
"""Which quantity each derivative is the slope of J along."""


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
    net, rows = trace.network, slice(None)
    if ref.symbol not in ("W", "b") or ref.sample is not None:
        row = sample if ref.sample is None else ref.sample
        rows = slice(row, row + 1)
    if ref.symbol in ("W", "b"):
        if not math.isfinite(net.parameter(ref)):  # training ran away: there is nothing to nudge
            return math.nan
        net = net.with_parameter(ref, net.parameter(ref) + change)
        return _forward_from(net, 0, trace.z[0], trace.X[rows], trace.Y[rows], trace.cost)
    values = {"x": trace.X, "a": trace.a[ref.layer], "z": trace.z[ref.layer]}.get(ref.symbol)
    if values is None:
        raise ValueError(f"J cannot be computed forward from {ref}")
    changed = values[rows].copy()
    changed[0, ref.index[0]] += change
    if ref.symbol == "z":
        after = activation(net.activations[ref.layer]).value(changed)
        return _forward_from(net, ref.layer, changed, after, trace.Y[rows], trace.cost)
    z = trace.z[ref.layer][rows] if ref.layer else trace.z[0]
    if ref.layer == net.L and trace.cost == "bce":  # computed from z: take the nudged ŷ back through σ
        with np.errstate(all="ignore"):
            z = np.log(changed) - np.log1p(-changed)
    return _forward_from(net, ref.layer, z, changed, trace.Y[rows], trace.cost)


def _forward_from(net: Network, layer: int, z: Array, a: Array, Y: Array, cost: str) -> float:
    """Run forward from the activations of one layer (and its input sums) to J."""
    with np.errstate(all="ignore"):
        for after in range(layer + 1, net.L + 1):
            z = a @ net.W[after].T + net.b[after]
            a = activation(net.activations[after]).value(z)
        return float(cost_of_samples(net, z, a, Y, cost).mean())


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
    symbol = SLOPE_OF.get(derivative.symbol)
    if symbol is None:
        return None
    ref = Ref(symbol, derivative.layer, derivative.index, derivative.sample)
    up, down = (nudged_cost(trace, ref, change, sample) for change in (h, -h))
    return (up - down) / (2.0 * h)


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
