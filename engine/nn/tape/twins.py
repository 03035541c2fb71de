"""Nodes that nothing tells apart, and how rounding is kept from telling them apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from engine.nn.tape.arrays import Tape, aligned
from engine.nn.tape.layout import Layout
from engine.nn.types import Array, IntArray


def stand_ins(layout: Layout, numbers: Sequence[Array]) -> IntArray | None:
    """Return, for each parameter, the one whose gradient stands for its own; None where each has its own.

    Two hidden nodes of a layer are twins if all that belongs to their edges and biases is equal: then so
    are their gradients, and they stay twins for ever. But a library for matrix products may add up one row
    in another order than the next, depending on the processor, and a last digit that differs grows until
    the twins part. So the gradient of the first twin is taken for all.

    Parameters
    ----------
    layout : Layout
    numbers : sequence of ndarray, shape (parameters,)
        All that belongs to the parameters, in the trainer's order: themselves, moments, what is locked.
    """
    columns = [layout.tables(vector + 0.0) for vector in numbers]  # + 0.0: −0 is no other number than 0
    tables = [np.stack(parts) for parts in zip(*columns, strict=True)]
    firsts = [_firsts(*pair) for pair in pairwise(tables)]
    if all((first == np.arange(first.size)).all() for first in firsts):
        return None
    places = np.arange(layout.is_weight.size)
    own = layout.tables(places)
    firsts = [np.arange(own[0].shape[1] - 1), *firsts, np.arange(len(own[-1]))]
    return np.concatenate(
        [
            table[after][:, [*before, len(before)]].ravel()
            for table, (before, after) in zip(own, pairwise(firsts), strict=True)
        ]
    )


def shared(g: Array, standing_in: IntArray | None) -> tuple[Array, Tape]:
    """Return where gradients are to be computed, and the calls that bring them to `g`."""
    if standing_in is None:
        return g, []
    computed = aligned(g.size)
    return computed, [partial(computed.take, standing_in, None, g, "clip")]


def _firsts(incoming: Array, outgoing: Array) -> IntArray:
    """Return, for each node of a layer, the first node that is its twin; often itself."""
    seen: dict[bytes, int] = {}
    keys = (incoming[:, j].tobytes() + outgoing[:, :, j].tobytes() for j in range(incoming.shape[1]))
    return np.array([seen.setdefault(key, j) for j, key in enumerate(keys)], dtype=np.int64)
