"""A pass forward and a pass upstream over a batch, in arrays made once for batches of one size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate, groupby, pairwise

import numpy as np

from engine.nn.tape.arrays import Tape, aligned
from engine.nn.tape.costs import FUSED, reading
from engine.nn.tape.layers import PLAIN, slope_tape, value_tape
from engine.nn.types import Array, IntArray


class Batch:
    """Forward and upstream over m samples.

    What takes time in a small network is to call numpy, some 0.25 µs each time. So a column holds a sample:
    [W b]·[a; 1] is one call and gives z in one piece, with a row of ones below the activations for the
    biases. All activations are parts of one vector, so that φ′ of all layers with one activation function
    are two calls; what that computes in the rows of ones is never read. Only the input has a sample a
    row, as the data set has: to gather a batch is then to copy rows.

    Parameters
    ----------
    activations : tuple of str
        As of `Network`.
    cost : str
    tables, gradients : sequence of ndarray, shape (n_l, n_{l-1} + 1)
        [W b] of every layer, layer 1 first, and where its gradient goes.
    m : int
        Number of samples.
    rate : ndarray, shape ()
        What ŷ − y is multiplied by: what the cost makes of it, and 1/m. All that comes of it is linear in
        it, so that η can be in it too.
    then : Tape
        What is done with the gradients.

    Attributes
    ----------
    forward : Tape
        From the samples to ŷ and ŷ − y.
    back : Tape
        From there upstream to the gradients, and then what is done with them.
    both : Tape
        The two of them.
    J : callable
        Computes J after `forward`; leaves all as it is that `back` needs.
    """

    def __init__(
        self,
        activations: tuple[str, ...],
        cost: str,
        tables: Sequence[Array],
        gradients: Sequence[Array],
        m: int,
        rate: Array,
        then: Tape,
    ) -> None:
        self._names, self._m = activations, m
        self._n = [tables[0].shape[1] - 1, *(len(table) for table in tables)]
        self._fused, self._rate = cost in FUSED, rate
        self._x, self._y = aligned(m, self._n[0] + 1), aligned(self._n[-1], m)
        self._x[:, -1] = 1.0
        self._gathered = aligned(m, self._n[0]), aligned(m, self._n[-1])
        self._make_room()
        self.forward: Tape = self._forward(tables)
        self.back: Tape = [*self._upstream(tables, gradients), *then]
        self.both = self.forward + self.back
        self.J = reading(cost, self._z, self._error, self._y)

    def _make_room(self) -> None:
        """Lay out what is known of the nodes, a row a node, layer below layer; hidden ones end in ones."""
        heights = [n + 1 for n in self._n[1:-1]] + [self._n[-1]]
        self._ends = list(accumulate((height * self._m for height in heights), initial=0))
        self._flat = [aligned(self._ends[-1]) for _ in range(3)]
        self._whole, self._slope, self._delta = (
            [flat[:0], *(flat[begin:end].reshape(-1, self._m) for begin, end in pairwise(self._ends))]
            for flat in self._flat
        )
        self._a = [part[:n] for part, n in zip(self._whole, self._n, strict=True)]
        for hidden in self._whole[1:-1]:
            hidden[-1] = 1.0
        self._error, self._z = aligned(*self._y.shape), aligned(*self._y.shape)

    def _forward(self, tables: Sequence[Array]) -> Tape:
        """Return the calls from the samples to the error; z is where the slope will be."""
        tape: Tape = []
        for layer, (name, table) in enumerate(zip(self._names[1:], tables, strict=True), 1):
            a, spare = self._a[layer], self._slope[layer][: self._n[layer]]
            z = a if name in PLAIN else self._z if table is tables[-1] else spare
            tape.append(partial(table.dot, self._before(layer), z))
            tape += value_tape(name, z, a, spare)
        tape.append(partial(np.subtract, self._a[-1], self._y, self._error))
        return tape

    def _before(self, layer: int) -> Array:
        """Return what a layer is computed from, a column a sample."""
        return self._whole[layer - 1] if layer > 1 else self._x.T

    def _upstream(self, tables: Sequence[Array], gradients: Sequence[Array]) -> Tape:
        """Return the calls from the error to the gradients: slopes, δ layer by layer, gradients."""
        last = len(tables)
        delta = [part[:n] for part, n in zip(self._delta, self._n, strict=True)]
        tape = self._slopes(last - 1 if self._fused else last)
        if self._fused or self._names[last] in PLAIN:
            tape.append(partial(np.multiply, self._error, self._rate, delta[last]))
        else:
            scaled = aligned(*self._error.shape)
            tape.append(partial(np.multiply, self._error, self._rate, scaled))
            tape.append(partial(np.multiply, scaled, self._slope[last], delta[last]))
        for layer in range(last - 1, 0, -1):
            arrived = self._delta[layer]
            tape.append(partial(tables[layer].T.dot, delta[layer + 1], arrived))
            if self._names[layer] not in PLAIN:
                tape.append(partial(np.multiply, arrived, self._slope[layer], arrived))
        for layer, gradient in enumerate(gradients, 1):
            tape.append(partial(delta[layer].dot, self._before(layer).T, gradient))
        return tape

    def _slopes(self, last: int) -> Tape:
        """Return the calls that compute φ′ of the layers up to the `last`."""
        tape: Tape = []
        for name, group in groupby(range(1, last + 1), key=lambda layer: self._names[layer]):
            layers = list(group)
            part = slice(self._ends[layers[0] - 1], self._ends[layers[-1]])
            tape += slope_tape(name, self._flat[0][part], self._flat[1][part])
        return tape

    def load(self, X: Array, Y: Array) -> None:
        """Take m samples in; shapes (m, n_0) and (m, n_L)."""
        np.copyto(self._x[:, :-1], X)
        np.copyto(self._y, Y.T)

    def gather(self, X: Array, Y: Array, rows: IntArray) -> None:
        """Take in m rows of a data set."""
        X.take(rows, 0, self._gathered[0], "clip")  # all rows exist; a check would cost as much as the rest
        Y.take(rows, 0, self._gathered[1], "clip")
        self.load(*self._gathered)
