"""A map of the cost: J of the batch in play over two weights or biases, all others kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from engine.nn.activations import activation
from engine.nn.backprop import cost_of_samples
from engine.nn.network import Network
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref

__all__ = [
    "Block", "Ground", "are_all_free", "blocks_of", "cells_of", "costs_over", "first_two", "neighbour_of",
    "work_of",
]  # fmt: skip

_ROOM = 200_000
"""So many numbers of one layer are computed at a time: 2 MB, and a few milliseconds."""
_LIVE, _REST = (9, 17), (17, 49)
"""Places along either axis, at least and at most, while things move and at rest."""
_LIVE_WORK, _REST_WORK = 800_000, 30_000_000
"""So many activations make one map while things move, and at rest."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The part of the plane of two parameters that a map shows.

    Attributes
    ----------
    a, b : Ref
        Two different weights or biases: the one across and the one up.
    low, high : tuple of float
        Where either begins and ends, `a` first.
    """

    a: Ref
    b: Ref
    low: tuple[float, float]
    high: tuple[float, float]

    def along(self, axis: int, n: int) -> Array:
        """Return n values from end to end, of `a` (0) or `b` (1)."""
        return np.linspace(self.low[axis], self.high[axis], n)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A rectangle of a map: which of the values up and across it is of, and J there."""

    up: slice
    across: slice
    costs: Array


def work_of(trace: Trace, a: Ref, b: Ref) -> int:
    """Count the activations that J at one place takes."""
    return trace.m * sum(trace.network.sizes[min(a.layer, b.layer) :])


def cells_of(trace: Trace, a: Ref, b: Ref, *, live: bool) -> int:
    """Choose how many places a map has along either axis: fewer where each takes long; an odd number."""
    (fewest, most), work = (_LIVE, _LIVE_WORK) if live else (_REST, _REST_WORK)
    wanted = int((work / max(work_of(trace, a, b), 1)) ** 0.5)
    return min(max(wanted, fewest), most) | 1


def neighbour_of(net: Network, ref: Ref) -> Ref | None:
    """Return a parameter to show beside another one; None in a network that has no other.

    The weight that comes next into the same node, else the first weight of the layer upstream or
    downstream, else the bias of the node.
    """
    layer, node = ref.layer, ref.index[0]
    beside = [Ref("W", layer, (node, k)) for k in _after(net.sizes[layer - 1], ref)]
    near = [Ref("W", other, (0, 0)) for other in (layer - 1, layer + 1) if 1 <= other <= net.L]
    found = (*beside, *near, Ref("b", layer, (node,)), Ref("W", layer, (node, 0)))
    return next((other for other in found if other != ref and other not in net.cut), None)


def first_two(net: Network) -> tuple[Ref, Ref] | None:
    """Return the two parameters that a map begins with: the first that updates move, weights before biases.

    None in a network that has no two.
    """
    free = (ref for ref in _weights_then_biases(net) if ref not in net.locked)
    held = (ref for ref in _weights_then_biases(net) if ref in net.locked)
    found = tuple(islice(chain(free, held), 2))
    return (found[0], found[1]) if len(found) == 2 else None


def _weights_then_biases(net: Network) -> Iterator[Ref]:
    """Yield all parameters that there are; those of a large network are not all made."""
    for layer, (above, below) in enumerate(zip(net.sizes[1:], net.sizes, strict=False), 1):
        weights = (Ref("W", layer, (j, k)) for j in range(above) for k in range(below))
        yield from (ref for ref in weights if ref not in net.cut)
    yield from (Ref("b", layer, (j,)) for layer in range(1, net.L + 1) for j in range(net.sizes[layer]))


def are_all_free(net: Network, pair: tuple[Ref, Ref]) -> bool:
    """Say whether updates move these two parameters and no other: a map over them is all that there is."""
    if net.parameters > len(net.locked | net.cut) + len(pair):
        return False
    return {ref for ref in _weights_then_biases(net) if ref not in net.locked} == set(pair)


def _after(count: int, ref: Ref) -> list[int]:
    """List the tails of the weights into a node: those behind that of `ref`, then those before it."""
    first = ref.index[1] if ref.symbol == "W" else -1
    return [*range(first + 1, count), *range(max(first, 0))]


def costs_over(trace: Trace, a: Ref, b: Ref, across: Array, up: Array) -> Array:
    """Compute J of the batch over two parameters, all else kept.

    Parameters
    ----------
    trace : Trace
    a, b : Ref
        Two different weights or biases of its network.
    across : ndarray, shape (n,)
        Values of `a`.
    up : ndarray, shape (k,)
        Values of `b`.

    Returns
    -------
    ndarray, shape (k, n)
        J; inf or nan where it overflows.

    Raises
    ------
    ValueError
        If `a` and `b` are the same, or are no parameters of the network.

    Examples
    --------
    >>> from engine.nn.backprop import backprop
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> trace = backprop(net, [[3.0]], [[1.0]])
    >>> w1, w2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0))
    >>> costs_over(trace, w1, w2, np.array([0.2, 0.3]), np.array([0.8])).round(4).tolist()
    [[0.2235, 0.2155]]
    """
    costs = np.empty((len(up), len(across)))
    for block in blocks_of(trace, a, b, across, up):
        costs[block.up, block.across] = block.costs
    return costs


def blocks_of(trace: Trace, a: Ref, b: Ref, across: Array, up: Array) -> Iterator[Block]:
    """Compute the same rectangle by rectangle, each in little memory and time; errors as above."""
    for ref in (a, b):
        trace.network.parameter(ref)
    if a == b:
        raise ValueError("a map needs two different parameters")
    return _blocks(trace, a, b, across, up)


def _blocks(trace: Trace, a: Ref, b: Ref, across: Array, up: Array) -> Iterator[Block]:
    turned = a.layer > b.layer  # what lies upstream is changed first
    (first, u), (second, v) = ((b, up), (a, across)) if turned else ((a, across), (b, up))
    each = trace.m * max(trace.network.sizes[first.layer :])
    columns = min(max(_ROOM // each, 1), len(v))
    rows = min(max(_ROOM // (each * columns), 1), len(u))
    for place in range(0, len(u), rows):
        for beside in range(0, len(v), columns):
            one, other = slice(place, place + rows), slice(beside, beside + columns)
            costs = _costs(trace, first, second, u[one], v[other])
            yield Block(one, other, costs) if turned else Block(other, one, costs.T)


def _costs(trace: Trace, first: Ref, second: Ref, u: Array, v: Array) -> Array:
    """Compute J for all pairs of values, shape (len(u), len(v)); `first` is not downstream of `second`.

    Only what lies downstream is computed again: up to the layer of `second` for the values of
    `first` alone, from there on for all pairs.
    """
    net, layer = trace.network, first.layer
    with np.errstate(all="ignore"):
        a = trace.a[layer - 1][None]
        z = _moved(trace.z[layer][None], a, first, u - net.parameter(first), axis=0)
        while layer < second.layer:
            a = activation(net.activations[layer]).value(z)
            layer += 1
            z = a @ net.W[layer].T + net.b[layer]
        z = _moved(z[:, None], a[:, None], second, v - net.parameter(second), axis=1)
        return _costs_downstream(trace, z.reshape(-1, net.sizes[layer]), layer).reshape(len(u), len(v))


def _moved(z: Array, a: Array, ref: Ref, by: Array, axis: int) -> Array:
    """Return the input sums of a layer for each change of one of its parameters, along an axis of length 1.

    `z` and `a` have the samples and the nodes as their last axes.
    """
    shape = (*np.broadcast_shapes(z.shape[:axis], a.shape[:axis]), len(by), *z.shape[axis + 1 :])
    sums = np.broadcast_to(z, shape).copy()
    steps = by.reshape(-1, *(1 for _ in shape[axis + 1 : -1]))
    sums[..., ref.index[0]] += steps * a[..., ref.index[1]] if ref.symbol == "W" else steps
    return sums


def _costs_downstream(trace: Trace, z: Array, layer: int) -> Array:
    """Go on forward from the input sums of a layer, batch after batch; return J of each batch."""
    net = trace.network
    a = activation(net.activations[layer]).value(z)
    for after in range(layer + 1, net.L + 1):
        z = a @ net.W[after].T + net.b[after]
        a = activation(net.activations[after]).value(z)
    each = cost_of_samples(net, z, a, np.tile(trace.Y, (len(z) // trace.m, 1)), trace.cost)
    costs: Array = each.reshape(-1, trace.m).mean(axis=1)
    return costs
