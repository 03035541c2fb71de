"""Training update after update in arrays that are made once: bit for bit the numbers of `backprop`.

What takes time in a small network is calling numpy. So all parameters are one vector, of which W and b of
the layers are views, all gradients are another one, and the slopes of all layers with one activation
function are computed in one call. Every number comes from the same operations as in `backprop`.
"""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise

import numpy as np

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.optimizers import optimizer_rule
from engine.nn.types import Array

__all__ = ["Descent", "Pass"]


class Pass:
    """What one pass over a batch leaves behind, in arrays for batches of one size.

    Attributes
    ----------
    z, a, slope, dJ_da, delta : list of ndarray, shape (m, n_l)
        Indexed by layer, as in `Trace`; entry 0 of all but `a` is empty.
    """

    def __init__(self, net: Network, m: int) -> None:
        sizes = net.sizes[1:]
        ends = list(accumulate((m * n for n in sizes), initial=0))
        self._z, self._slope, dJ_da, delta = (np.empty(ends[-1]) for _ in range(4))
        parts = [slice(*ends_of_layer) for ends_of_layer in pairwise(ends)]
        self.z, self.slope, self.dJ_da, self.delta = (
            [_EMPTY, *(flat[part].reshape(m, n) for part, n in zip(parts, sizes, strict=True))]
            for flat in (self._z, self._slope, dJ_da, delta)
        )
        self.a = [_EMPTY] * len(net.activations)
        self._alike = [
            (activation(name), slice(ends[layers[0] - 1], ends[layers[-1]]))
            for name, group in groupby(range(1, net.L + 1), key=lambda layer: net.activations[layer])
            if (layers := list(group))
        ]

    def find_slopes(self) -> None:
        """Compute φ′(z) of every layer."""
        for phi, part in self._alike:
            self._slope[part] = phi.slope(self._z[part])


_EMPTY = np.empty(0)


class Descent:
    """Walks downhill from a network, one update after the other.

    Parameters
    ----------
    net : Network
        Where it begins.
    cost, optimizer : str
    eta : float
        Learning rate η.

    Attributes
    ----------
    vector : ndarray, shape (parameters,)
        All parameters as they are now, in the order of `Network.to_vector`.
    """

    def __init__(self, net: Network, cost: str, eta: float, optimizer: str) -> None:
        self._net, self._eta = net, eta
        self._cost, self._rule = cost_function(cost, net.activations[-1]), optimizer_rule(optimizer)
        self._phi = [activation(name) for name in net.activations[1:]]
        self.vector, self._gradient = net.to_vector(), np.empty(net.parameters)
        self._W, self._b = _views(net, self.vector)
        self._dW, self._db = _views(net, self._gradient)
        self._passes: dict[int, Pass] = {}

    @property
    def network(self) -> Network:
        """The network as it is now."""
        return self._net.with_vector(self.vector)

    def forward(self, X: Array) -> Pass:
        """Compute z and a of a batch; the next pass over as many samples takes their place."""
        found = self._passes.get(len(X))
        if found is None:
            found = self._passes[len(X)] = Pass(self._net, len(X))
        a = found.a[0] = X
        for layer, phi in enumerate(self._phi, 1):
            z = np.matmul(a, self._W[layer].T, out=found.z[layer])
            z += self._b[layer]
            a = found.a[layer] = phi.value(z)
        return found

    def J(self, passed: Pass, Y: Array) -> float:
        """Compute the cost of a batch."""
        each = self._cost.value(passed.z[-1], passed.a[-1], Y)
        return float(np.add.reduce(np.add.reduce(each, axis=1)) / len(Y))

    def descend(self, passed: Pass, Y: Array) -> None:
        """Carry out the update of a batch."""
        self._backward(passed, Y)
        for layer in range(1, self._net.L + 1):
            delta = passed.delta[layer]
            np.matmul(delta.T, passed.a[layer - 1], out=self._dW[layer])
            np.add.reduce(delta, axis=0, out=self._db[layer])
        self._gradient /= len(Y)
        self.vector[:] = self._rule(self.vector, self._gradient, self._eta)

    def _backward(self, passed: Pass, Y: Array) -> None:
        """Compute δ of every layer, walking upstream."""
        z, a = passed.z[-1], passed.a[-1]
        passed.find_slopes()
        if self._cost.output_delta:
            passed.delta[-1][:] = self._cost.output_delta(z, a, Y)
        else:
            np.multiply(self._cost.slope(z, a, Y), passed.slope[-1], out=passed.delta[-1])
        for layer in range(self._net.L - 1, 0, -1):
            dJ_da = np.matmul(passed.delta[layer + 1], self._W[layer + 1], out=passed.dJ_da[layer])
            np.multiply(dJ_da, passed.slope[layer], out=passed.delta[layer])


def _views(net: Network, vector: Array) -> tuple[list[Array], list[Array]]:
    """Return W and b of every layer as parts of a vector, in the order of `Network.to_vector`."""
    W: list[Array] = [_EMPTY]
    b: list[Array] = [_EMPTY]
    start = 0
    for weight, bias in zip(net.W[1:], net.b[1:], strict=True):
        W.append(vector[start : start + weight.size].reshape(weight.shape))
        start += weight.size
        b.append(vector[start : start + bias.size])
        start += bias.size
    return W, b
