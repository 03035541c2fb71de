"""A slice through the cost: J of the batch in play along one weight or bias, all others kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.nn.activations import activation
from engine.nn.backprop import cost_of_samples
from engine.nn.round_numbers import rounded_up
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref, Symbol, freeze
from engine.session.frame import Frame

__all__ = ["Slice", "cost_along", "gradient_of", "new_of", "parameter_of", "slice_of"]

_WEIGHTS: frozenset[Symbol] = frozenset(
    {"W", "dW", "W_new", "product", "term", "pull", "m_W", "v_W", "m_W_new", "v_W_new"}
)
_BIASES: frozenset[Symbol] = frozenset({"b", "db", "b_new", "product", "m_b", "v_b", "m_b_new", "v_b_new"})
_FEWEST, _MOST = 33, 129
"""How many values of the parameter a slice has."""
_NUMBERS = 300_000
"""So many activations may be computed for one slice, a few milliseconds' worth."""
_USUAL = 2.0
"""An input sum changes by about so much from 0 to either end of a slice, at the least."""
_AIR = 1.25
"""The range reaches beyond the parameter by this factor."""
_FAR = 4.0
"""A corrected parameter so many times farther out than the rest is no longer waited for."""


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """J along one parameter; everything else is as the update in play began with.

    Attributes
    ----------
    ref : Ref
        The weight or bias.
    reach : float
        The slice goes from −reach to +reach.
    values, costs : ndarray
        The parameter, ascending, and J there; nan where J is not finite.
    here, J : float
        The parameter as it is, and J.
    slope : float
        ∂J/∂w by back-propagation.
    new, J_there : float
        The parameter after the update, and J there on this slice: the other parameters kept.
    """

    ref: Ref
    reach: float
    values: Array
    costs: Array
    here: float
    J: float
    slope: float
    new: float
    J_there: float


def parameter_of(ref: Ref | None) -> Ref | None:
    """Return the weight or bias that a quantity of an edge belongs to; None where it is of no edge."""
    if ref is None:
        return None
    if ref.symbol in _WEIGHTS and len(ref.index) == 2:
        return Ref("W", ref.layer, ref.index)
    return Ref("b", ref.layer, ref.index) if ref.symbol in _BIASES and len(ref.index) == 1 else None


def gradient_of(ref: Ref) -> Ref:
    """Return the derivative of J with respect to a weight or bias."""
    return Ref("dW" if ref.symbol == "W" else "db", ref.layer, ref.index)


def new_of(ref: Ref) -> Ref:
    """Return a weight or bias as it is after the update."""
    return Ref("W_new" if ref.symbol == "W" else "b_new", ref.layer, ref.index)


def slice_of(frame: Frame, ref: Ref, reach: float | None = None) -> Slice | None:
    """Compute J along one parameter; the same object for the same update, parameter and reach.

    Parameters
    ----------
    frame : Frame
    ref : Ref
        A weight or bias of its network.
    reach : float or None
        How far to go on either side of 0. By default a round number that the parameter and, if it
        is not absurdly far, its corrected value are well inside of: it grows in a few large steps,
        so that it stands still while the parameter is dragged.

    Returns
    -------
    Slice or None
        None where the parameter is not a finite number.
    """
    return _slice(frame.trace, ref, reach)


@lru_cache(maxsize=16)
def _slice(trace: Trace, ref: Ref, reach: float | None) -> Slice | None:
    here, new = trace.value(ref), trace.value(new_of(ref))
    if not math.isfinite(here):
        return None
    reach = _reach(trace, ref, here, new) if reach is None else reach
    values = np.linspace(-reach, reach, _count(trace, ref))
    values = np.insert(values, np.searchsorted(values, here), here)  # the curve runs through its point
    costs = cost_along(trace, ref, values)
    return Slice(
        ref=ref,
        reach=reach,
        values=freeze(values),
        costs=freeze(np.where(np.isfinite(costs), costs, np.nan)),
        here=here,
        J=trace.J,
        slope=trace.value(gradient_of(ref)),
        new=new,
        J_there=float(cost_along(trace, ref, np.array([new]))[0]),
    )


def _reach(trace: Trace, ref: Ref, here: float, new: float) -> float:
    """Choose a round reach: with large inputs a small change of a weight does much."""
    incoming = np.abs(trace.a[ref.layer - 1][:, ref.index[1]]).max() if ref.symbol == "W" else 1.0
    least = max(_USUAL / max(float(incoming), 1.0), _AIR * abs(here))
    there = _AIR * abs(new)
    return rounded_up(max(least, there) if there <= _FAR * least else least) or least


def _count(trace: Trace, ref: Ref) -> int:
    """Choose how many values of the parameter are tried: fewer where each takes long."""
    each = trace.m * sum(trace.network.sizes[ref.layer :])
    return min(max(_NUMBERS // each, _FEWEST), _MOST) | 1  # odd: 0 is one of them


def cost_along(trace: Trace, ref: Ref, values: Array) -> Array:
    """Compute J of the batch with one parameter set to each of some values, all else kept.

    Only what lies downstream of the parameter is computed again, for all values at once.

    Parameters
    ----------
    trace : Trace
    ref : Ref
        A weight or bias of its network.
    values : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (n,)
        J; inf or nan where it overflows.

    Examples
    --------
    >>> from engine.nn.backprop import backprop
    >>> from engine.nn.network import Network
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> trace = backprop(net, [[3.0]], [[1.0]])
    >>> cost_along(trace, Ref("W", 2, (0, 0)), np.array([0.8, 0.9])).round(4).tolist()
    [0.2235, 0.2144]
    """
    net, layer, node = trace.network, ref.layer, ref.index[0]
    with np.errstate(all="ignore"):
        incoming = trace.a[layer - 1][:, ref.index[1]] if ref.symbol == "W" else np.ones(trace.m)
        sums = np.repeat(trace.z[layer][None], len(values), axis=0)
        sums[:, :, node] += np.multiply.outer(values - net.parameter(ref), incoming)
        z = sums.reshape(-1, net.sizes[layer])
        a = activation(net.activations[layer]).value(z)
        for after in range(layer + 1, net.L + 1):
            z = a @ net.W[after].T + net.b[after]
            a = activation(net.activations[after]).value(z)
        each = cost_of_samples(net, z, a, np.tile(trace.Y, (len(values), 1)), trace.cost)
        costs: Array = each.reshape(len(values), trace.m).mean(axis=1)
    return costs
