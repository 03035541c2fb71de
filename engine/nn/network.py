"""A layered network as a value: weights, biases and the activation of every layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.nn.activations import activation
from engine.nn.types import Array, Ref, freeze

_NOTHING = freeze(np.empty(0))


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Weights and biases of a network with L layers of weights.

    Build it with `from_arrays` or `random`, which check the shapes.

    Parameters
    ----------
    W : tuple of ndarray
        ``W[l]`` has shape (n_l, n_{l-1}): row j holds the weights to node j. ``W[0]`` is empty, so
        that an index in code is the layer's number on screen.
    b : tuple of ndarray
        ``b[l]`` has shape (n_l,). ``b[0]`` is empty.
    activations : tuple of str
        ``activations[l]`` is the name of φ_l; ``activations[0]`` is ``""``.
    """

    W: tuple[Array, ...]
    b: tuple[Array, ...]
    activations: tuple[str, ...]

    @classmethod
    def from_arrays(
        cls, weights: Sequence[object], biases: Sequence[object], activations: Sequence[str]
    ) -> Network:
        """Make a network from lists of arrays, layer 1 first.

        Raises
        ------
        ValueError
            If there is no layer, the lists differ in length, the shapes do not chain, a number is
            not finite or an activation is unknown. The message names the layer.

        Examples
        --------
        >>> Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"]).sizes
        (1, 1, 1)
        """
        if not weights or not len(weights) == len(biases) == len(activations):
            raise ValueError(
                f"a network needs one or more layers, each with weights, biases and an activation; "
                f"got {len(weights)}, {len(biases)} and {len(activations)}"
            )
        W, b = [_NOTHING], [_NOTHING]
        for layer, (weight, bias, name) in enumerate(zip(weights, biases, activations, strict=True), 1):
            W.append(_weights(weight, layer, W[-1].shape[0] if layer > 1 else None))
            b.append(_bias(bias, layer, W[-1].shape[0]))
            activation(name)
        return cls(tuple(W), tuple(b), ("", *activations))

    @classmethod
    def random(
        cls, sizes: Sequence[int], activations: Sequence[str], init: str = "xavier", seed: int = 0
    ) -> Network:
        """Make a network of the given layer sizes with random weights and biases of zero.

        Parameters
        ----------
        sizes : sequence of int
            Nodes of each layer, the input layer first; L + 1 numbers.
        activations : sequence of str
            Of layers 1 to L.
        init : {"xavier", "he", "normal", "zeros"}
            Spread of the weights: uniform within ±√(6/(n_in + n_out)) (Glorot & Bengio 2010, eq. 16),
            normal with deviation √(2/n_in) (He et al. 2015, eq. 10), standard normal, or zero.
        seed : int
            The same seed gives the same weights.

        Raises
        ------
        ValueError
            If the sizes, the activations or the initialiser make no network.
        """
        if init not in _INITIALISERS:
            raise ValueError(f"init {init!r} is not one of {', '.join(_INITIALISERS)}")
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"a network needs two or more layers of at least one node; got {tuple(sizes)}")
        rng = np.random.default_rng(seed)
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        weights = [_INITIALISERS[init](rng, n_out, n_in) for n_out, n_in in shapes]
        return cls.from_arrays(weights, [np.zeros(n_out) for n_out, _ in shapes], activations)

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.W) - 1

    @property
    def sizes(self) -> tuple[int, ...]:
        """Nodes of each layer, the input layer first."""
        return (self.W[1].shape[1], *(b.shape[0] for b in self.b[1:]))

    @property
    def parameters(self) -> int:
        """Number of weights and biases."""
        return sum(W.size for W in self.W) + sum(b.size for b in self.b)

    def parameter(self, ref: Ref) -> float:
        """Return the weight or bias that `ref` names; errors as in `with_parameter`."""
        return float(self._array(ref)[ref.index])

    def with_parameter(self, ref: Ref, value: float) -> Network:
        """Return this network with one weight or bias changed; the rest is shared.

        Raises
        ------
        ValueError
            If `ref` names no parameter of this network or `value` is not finite.
        """
        if not np.isfinite(value):
            raise ValueError(f"a weight or bias must be a finite number, not {value}")
        changed = self._array(ref).copy()
        changed[ref.index] = value
        arrays = self.W if ref.symbol == "W" else self.b
        replaced = (*arrays[: ref.layer], freeze(changed), *arrays[ref.layer + 1 :])
        W, b = (replaced, self.b) if ref.symbol == "W" else (self.W, replaced)
        return Network(W, b, self.activations)

    def _array(self, ref: Ref) -> Array:
        arrays = {"W": self.W, "b": self.b}.get(ref.symbol, ())
        if not 1 <= ref.layer < len(arrays) or not _inside(ref.index, arrays[ref.layer].shape):
            raise ValueError(f"{ref} is not a weight or bias of a {'-'.join(map(str, self.sizes))} network")
        return arrays[ref.layer]

    def to_vector(self) -> Array:
        """Pack all parameters, layer by layer, W row by row and then b; shape (parameters,)."""
        return np.concatenate(
            [part.ravel() for W, b in zip(self.W[1:], self.b[1:], strict=True) for part in (W, b)]
        )

    def with_vector(self, vector: Array) -> Network:
        """Return this network with its parameters unpacked from `vector`, the inverse of `to_vector`."""
        W, b, start = [_NOTHING], [_NOTHING], 0
        for weight, bias in zip(self.W[1:], self.b[1:], strict=True):
            W.append(freeze(vector[start : start + weight.size].reshape(weight.shape)))
            start += weight.size
            b.append(freeze(vector[start : start + bias.size]))
            start += bias.size
        return Network(tuple(W), tuple(b), self.activations)


def same_network(first: Network, second: Network) -> bool:
    """Compare two networks by value, bit for bit."""
    return (
        first.sizes == second.sizes
        and first.activations == second.activations
        and np.array_equal(first.to_vector(), second.to_vector())
    )


def _inside(index: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    return len(index) == len(shape) and all(0 <= i < n for i, n in zip(index, shape, strict=True))


def _weights(values: object, layer: int, n_in: int | None) -> Array:
    W = _numbers(values, f"W of layer {layer}")
    if W.ndim != 2 or 0 in W.shape:
        raise ValueError(f"W of layer {layer} must be a table, a row for each node; its shape is {W.shape}")
    if n_in is not None and W.shape[1] != n_in:
        raise ValueError(
            f"W of layer {layer} has {W.shape[1]} columns, but layer {layer - 1} has {_nodes(n_in)}"
        )
    return W


def _bias(values: object, layer: int, n: int) -> Array:
    b = _numbers(values, f"b of layer {layer}")
    if b.shape != (n,):
        raise ValueError(
            f"b of layer {layer} must be a list of {n}, one for each row of W; its shape is {b.shape}"
        )
    return b


def _nodes(n: int) -> str:
    return f"{n} node" if n == 1 else f"{n} nodes"


def _numbers(values: object, what: str) -> Array:
    try:
        array = freeze(values)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{what} must be numbers in rows of equal length") from None
    if not np.isfinite(array).all():
        raise ValueError(f"{what} holds a number that is not finite")
    return array


_INITIALISERS: dict[str, Callable[[np.random.Generator, int, int], Array]] = {
    "xavier": lambda rng, n_out, n_in: rng.uniform(-1.0, 1.0, (n_out, n_in)) * np.sqrt(6.0 / (n_in + n_out)),
    "he": lambda rng, n_out, n_in: rng.standard_normal((n_out, n_in)) * np.sqrt(2.0 / n_in),
    "normal": lambda rng, n_out, n_in: rng.standard_normal((n_out, n_in)),
    "zeros": lambda _rng, n_out, n_in: np.zeros((n_out, n_in)),
}
