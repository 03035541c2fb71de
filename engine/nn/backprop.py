"""One training update as the textbook prints it: forward, cost, backward, update.

Everything is computed at once with numpy and kept in a `Trace`. The order in which a person would
compute it is told by `engine.nn.microsteps`, and a test executes that order scalar by scalar and
compares. Arrays hold one sample a row; index 0 is the input layer.
"""

from __future__ import annotations

import numpy as np

from engine.nn.activations import activation
from engine.nn.costs import check_labels, cost_function
from engine.nn.network import Network
from engine.nn.optimizers import Moments, optimizer_rule
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
    """Compute ∂J/∂ŷ, φ′(z) and δ of the output layer.

    Returns
    -------
    dJ_da, slope, delta : ndarray, shape (m, n_L)
        δ = ∂J/∂ŷ ⊙ φ′(z). Of a softmax layer `slope` is the Jacobian ∂ŷ_i/∂z_j, of shape
        (m, n_L, n_L), and δ_j = Σ_i ∂J/∂ŷ_i · ∂ŷ_i/∂z_j = ŷ_j − y_j.
    """
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


def gradients(net: Network, delta: list[Array], a: tuple[Array, ...]) -> tuple[list[Array], list[Array]]:
    """Average over the batch.

    Returns
    -------
    dW, db : list of ndarray, shape (n_l, n_{l-1}) and (n_l,)
        ∂J/∂W = δᵀa/m, where a connection is cut 0, and ∂J/∂b, the mean of δ; entry 0 is empty.
    """
    dW, db = [_NOTHING], [_NOTHING]
    for layer in range(1, net.L + 1):
        dW.append(delta[layer].T @ a[layer - 1] / delta[layer].shape[0])
        db.append(delta[layer].mean(axis=0))
    for ref in net.cut:
        dW[ref.layer][ref.index] = 0.0
    return dW, db


def penalty(net: Network, l1: float, l2: float) -> float:
    """Compute Ω = l1·Σ|w| + (l2/2)·Σw² over all weights; biases are left alone."""
    each = (l1 * np.abs(W).sum() + 0.5 * l2 * (W * W).sum() for W in net.W[1:])
    return float(sum(each))


def pulls(net: Network, l1: float, l2: float) -> list[Array]:
    """Compute ∂Ω/∂W = l1·sign(W) + l2·W of every layer; entry 0 is empty."""
    return [_NOTHING, *(l1 * np.sign(W) + l2 * W for W in net.W[1:])]


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


def backprop(  # noqa: PLR0913 -- an argument for each thing that an update depends on
    net: Network,
    X: object,
    Y: object,
    cost: str = "half_squared",
    eta: float = 1.0,
    optimizer: str = "sgd",
    *,
    l1: float = 0.0,
    l2: float = 0.0,
    moments: Moments | None = None,
) -> Trace:
    """Compute one whole training update and keep every number of it.

    Parameters
    ----------
    net : Network
    X : array_like, shape (m, n_0)
        Inputs, one sample a row.
    Y : array_like, shape (m, n_L)
        Labels.
    cost : {"half_squared", "squared", "mse", "bce", "softmax_ce"}
    eta : float
        Learning rate η.
    optimizer : str
        Name of an optimiser, such as "sgd" or "adam(0.9,0.999,1e-8)".
    l1, l2 : float
        Of the penalty Ω = l1·Σ|w| + (l2/2)·Σw². J stays the cost of the data; the correction follows
        J + Ω.
    moments : Moments, optional
        What the optimiser remembers; zeros where it is not given.

    Returns
    -------
    Trace
        A number that overflowed is inf or nan in it: see `first_bad`.

    Raises
    ------
    ValueError
        If the shapes do not fit the network, or cost, output layer and labels do not go together.

    Examples
    --------
    >>> net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    >>> round(backprop(net, [[3.0]], [[1.0]]).J, 6)
    0.223539
    """
    x, y = _batch(net, X, Y)
    cost_function(cost, net.activations[-1])
    check_labels(cost, y)
    remembered = Moments.none(optimizer, net.parameters) if moments is None else moments
    if not remembered.suits(optimizer, net.parameters):
        raise ValueError(f"these are not moments of {optimizer} for a network of {net.parameters} parameters")
    with np.errstate(all="ignore"):
        return _computed(net, x, y, cost, eta, optimizer, (l1, l2), remembered)


def _computed(
    net: Network,
    X: Array,
    Y: Array,
    cost: str,
    eta: float,
    optimizer: str,
    weight_of_penalty: tuple[float, float],
    moments: Moments,
) -> Trace:
    z, a = forward(net, X)
    J_each = cost_of_samples(net, z[-1], a[-1], Y, cost)
    dJ_da, slope, delta = backward(net, z, a, Y, cost)
    dW, db = gradients(net, delta, a)
    pull = pulls(net, *weight_of_penalty)
    updated, new_moments = step(net, dW, db, pull, eta, optimizer, moments)
    return Trace(
        network=net,
        X=X,
        Y=Y,
        cost=cost,
        optimizer=optimizer,
        eta=eta,
        l1=weight_of_penalty[0],
        l2=weight_of_penalty[1],
        z=_frozen(z),
        a=_frozen(a),
        J_each=freeze(J_each),
        J=float(J_each.mean()),
        penalty=penalty(net, *weight_of_penalty),
        dJ_da=_frozen(dJ_da),
        slope=_frozen(slope),
        delta=_frozen(delta),
        dW=_frozen(dW),
        db=_frozen(db),
        pull=_frozen(pull),
        moments=moments,
        new_moments=new_moments,
        updated=updated,
        J_new=cost_of(updated, X, Y, cost),
    )


def step(
    net: Network,
    dW: list[Array],
    db: list[Array],
    pull: list[Array],
    eta: float,
    optimizer: str,
    moments: Moments,
) -> tuple[Network, Moments]:
    """Move every parameter that may move by one step of the optimiser, all from the same old values.

    What is cut or locked stays as it is, and counts as 0 in what the optimiser remembers.
    """
    pulled = [_NOTHING, *(gradient + more for gradient, more in zip(dW[1:], pull[1:], strict=True))]
    old, g, free = net.to_vector(), Network(tuple(pulled), tuple(db), net.activations).to_vector(), net.free
    if free is not None:
        g = np.where(free, g, 0.0)
    new, arrays = optimizer_rule(optimizer).advance(old, g, eta, moments.arrays, moments.t + 1)
    if free is not None:
        new = np.where(free, new, old)
    remembered = Moments(moments.t + 1, _frozen(arrays)) if arrays else moments
    return net.with_vector(new), remembered


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
