"""One training update as the textbook prints it: forward, cost, backward, update.

Everything is computed at once with numpy and kept in a `Trace`. The order in which a person would
compute it is told by `engine.nn.microsteps`, and a test executes that order scalar by scalar and
compares. Arrays hold one sample a row; index 0 is the input layer.
"""

from __future__ import annotations

import numpy as np

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.optimizers import optimizer_rule
from engine.nn.trace import Trace
from engine.nn.types import Array, freeze

_NOTHING = freeze(np.empty(0))


def forward(net: Network, X: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Compute the input sums and activations of every layer.

    Parameters
    ----------
    net : Network
    X : ndarray, shape (m, n_0)

    Returns
    -------
    z, a : tuple of ndarray, shape (m, n_l)
        z⁽ˡ⁾ = a⁽ˡ⁻¹⁾W⁽ˡ⁾ᵀ + b⁽ˡ⁾ and a⁽ˡ⁾ = φ(z⁽ˡ⁾); ``z[0]`` is empty and ``a[0]`` is `X`.
    """
    z, a = [_NOTHING], [X]
    for layer in range(1, net.L + 1):
        z.append(a[-1] @ net.W[layer].T + net.b[layer])
        a.append(activation(net.activations[layer]).value(z[-1]))
    return tuple(z), tuple(a)


def cost_of_samples(net: Network, z_L: Array, a_L: Array, Y: Array, cost: str) -> Array:
    """Compute J of each sample, summed over the outputs; shape (m,)."""
    each: Array = cost_function(cost, net.activations[-1]).value(z_L, a_L, Y).sum(axis=1)
    return each


def cost_of(net: Network, X: Array, Y: Array, cost: str) -> float:
    """Compute J of a batch: forward, cost, mean over the samples."""
    with np.errstate(all="ignore"):  # a cost that overflows is inf, which the caller names
        z, a = forward(net, X)
        return float(cost_of_samples(net, z[-1], a[-1], Y, cost).mean())


def output_delta(net: Network, z_L: Array, a_L: Array, Y: Array, cost: str) -> tuple[Array, Array, Array]:
    """Compute ∂J/∂ŷ, φ′(z) and δ = ∂J/∂ŷ ⊙ φ′(z) of the output layer; each of shape (m, n_L)."""
    rule = cost_function(cost, net.activations[-1])
    dJ_da = rule.slope(z_L, a_L, Y)
    slope = activation(net.activations[-1]).slope(z_L)
    delta = rule.output_delta(z_L, a_L, Y) if rule.output_delta else dJ_da * slope
    return dJ_da, slope, delta


def hidden_delta(W_next: Array, delta_next: Array, slope: Array) -> tuple[Array, Array]:
    """Carry δ of the next layer upstream to this one.

    Parameters
    ----------
    W_next : ndarray, shape (n_next, n)
        Weights to the next layer, row j to node j.
    delta_next : ndarray, shape (m, n_next)
        δ = ∂J/∂z of the next layer, one row a sample.
    slope : ndarray, shape (m, n)
        φ′(z) of this layer.

    Returns
    -------
    dJ_da, delta : ndarray, shape (m, n)
        ∂J/∂a = δ_next W_next, what arrives over the outgoing edges, and δ = ∂J/∂a ⊙ φ′(z).
    """
    dJ_da = delta_next @ W_next
    return dJ_da, dJ_da * slope


def gradients(delta: Array, a_before: Array) -> tuple[Array, Array]:
    """Average over the batch: ∂J/∂W = δᵀa/m of shape (n_l, n_{l-1}), ∂J/∂b = mean of δ of shape (n_l,)."""
    return delta.T @ a_before / delta.shape[0], delta.mean(axis=0)


def backward(
    net: Network, z: tuple[Array, ...], a: tuple[Array, ...], Y: Array, cost: str
) -> tuple[list[Array], list[Array], list[Array]]:
    """Walk upstream from the output layer to layer 1.

    Returns
    -------
    dJ_da, slope, delta : list of ndarray, shape (m, n_l)
        Indexed by layer; entry 0 is empty.
    """
    dJ_da, slope, delta = ([_NOTHING] * (net.L + 1) for _ in range(3))
    dJ_da[net.L], slope[net.L], delta[net.L] = output_delta(net, z[net.L], a[net.L], Y, cost)
    for layer in range(net.L - 1, 0, -1):
        slope[layer] = activation(net.activations[layer]).slope(z[layer])
        dJ_da[layer], delta[layer] = hidden_delta(net.W[layer + 1], delta[layer + 1], slope[layer])
    return dJ_da, slope, delta


def backprop(
    net: Network,
    X: object,
    Y: object,
    cost: str = "half_squared",
    eta: float = 1.0,
    optimizer: str = "sgd",
) -> Trace:
    """Compute one whole training update and keep every number of it.

    Parameters
    ----------
    net : Network
    X : array_like, shape (m, n_0)
        Inputs, one sample a row.
    Y : array_like, shape (m, n_L)
        Labels.
    cost : {"half_squared", "squared", "bce"}
    eta : float
        Learning rate η.
    optimizer : {"sgd"}

    Returns
    -------
    Trace
        A number that overflowed is inf or nan in it: see `first_bad`.

    Raises
    ------
    ValueError
        If the shapes do not fit the network, or the cost does not fit its output layer.

    Examples
    --------
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> round(backprop(net, [[3.0]], [[1.0]]).J, 6)
    0.223539
    """
    return _computed(net, *_batch(net, X, Y), cost, eta, optimizer)


def _computed(net: Network, X: Array, Y: Array, cost: str, eta: float, optimizer: str) -> Trace:
    with np.errstate(all="ignore"):
        z, a = forward(net, X)
        J_each = cost_of_samples(net, z[-1], a[-1], Y, cost)
        dJ_da, slope, delta = backward(net, z, a, Y, cost)
        pairs = [gradients(delta[layer], a[layer - 1]) for layer in range(1, net.L + 1)]
        dW, db = [_NOTHING, *(w for w, _ in pairs)], [_NOTHING, *(b for _, b in pairs)]
        updated = step(net, dW, db, eta, optimizer)
        J = float(J_each.mean())
    return Trace(
        network=net,
        X=X,
        Y=Y,
        cost=cost,
        optimizer=optimizer,
        eta=eta,
        z=_frozen(z),
        a=_frozen(a),
        J_each=freeze(J_each),
        J=J,
        dJ_da=_frozen(dJ_da),
        slope=_frozen(slope),
        delta=_frozen(delta),
        dW=_frozen(dW),
        db=_frozen(db),
        updated=updated,
        J_new=cost_of(updated, X, Y, cost),
    )


def step(net: Network, dW: list[Array], db: list[Array], eta: float, optimizer: str) -> Network:
    """Move every parameter by one step of the optimiser, all from the same old values."""
    rule = optimizer_rule(optimizer)
    W = (_NOTHING, *(freeze(rule(w, g, eta)) for w, g in zip(net.W[1:], dW[1:], strict=True)))
    b = (_NOTHING, *(freeze(rule(w, g, eta)) for w, g in zip(net.b[1:], db[1:], strict=True)))
    return Network(W, b, net.activations)


def _frozen(arrays: tuple[Array, ...] | list[Array]) -> tuple[Array, ...]:
    for array in arrays:
        array.setflags(write=False)
    return tuple(arrays)


def _batch(net: Network, X: object, Y: object) -> tuple[Array, Array]:
    x, y = freeze(X), freeze(Y)
    for array, name, n in ((x, "X", net.sizes[0]), (y, "Y", net.sizes[-1])):
        if array.ndim != 2 or array.shape[1] != n or array.shape[0] == 0:
            raise ValueError(f"{name} must have the shape (samples, {n}), not {array.shape}")
    if x.shape[0] != y.shape[0]:
        raise ValueError(f"X has {x.shape[0]} samples but Y has {y.shape[0]}")
    return x, y
