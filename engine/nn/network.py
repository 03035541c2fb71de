"""A layered network as a value: weights, biases and the activation of every layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.nn.activations import activation
from engine.nn.initialisers import initialiser
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
        ``activations[l]`` is the name of φ_l in its one spelling; ``activations[0]`` is ``""``.
    cut : frozenset of Ref
        Connections that are cut, by the Ref of their weight: it is 0 and stays 0.
    locked : frozenset of Ref
        Weights and biases that no update moves.
    """

    W: tuple[Array, ...]
    b: tuple[Array, ...]
    activations: tuple[str, ...]
    cut: frozenset[Ref] = frozenset()
    locked: frozenset[Ref] = frozenset()

    @classmethod
    def from_arrays(
        cls,
        weights: Sequence[object],
        biases: Sequence[object],
        activations: Sequence[str],
        cut: Iterable[Ref] = (),
        locked: Iterable[Ref] = (),
    ) -> Network:
        """Make a network from lists of arrays, layer 1 first.

        Raises
        ------
        ValueError
            If there is no layer, the lists differ in length, the shapes do not chain, a number is
            not finite, an activation is unknown or cannot stand there, a Ref names no parameter, or
            the weight of a connection that is cut is not 0. The message names the layer.

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
        W, b, names, cut = [_NOTHING], [_NOTHING], [""], frozenset(cut)
        for layer, (weight, bias, name) in enumerate(zip(weights, biases, activations, strict=True), 1):
            W.append(_weights(weight, layer, W[-1].shape[0] if layer > 1 else None))
            b.append(_bias(bias, layer, W[-1].shape[0]))
            phi = activation(name)
            if phi.couples and layer < len(weights):
                raise ValueError(f"{name} is for the output layer only; it cannot be that of layer {layer}")
            names.append(phi.name)
        whole = cls(tuple(W), tuple(b), tuple(names))
        for ref in cut:
            if whole.parameter(ref):
                raise ValueError(f"{_said(ref)} is cut, so it must be 0, not {whole.parameter(ref):g}")
        return whole.with_cut(cut).with_locked(locked)

    @classmethod
    def random(
        cls, sizes: Sequence[int], activations: Sequence[str], init: str = "xavier", seed: int = 0
    ) -> Network:
        """Make a network of the given layer sizes with the weights of an initialiser and biases of zero.

        Parameters
        ----------
        sizes : sequence of int
            Nodes of each layer, the input layer first; L + 1 numbers.
        activations : sequence of str
            Of layers 1 to L.
        init : str
            Name of an initialiser, such as "xavier", "he" or "uniform(0.5)": see
            `engine.nn.initialisers`.
        seed : int
            The same seed gives the same weights.

        Raises
        ------
        ValueError
            If the sizes, the activations or the initialiser make no network.
        """
        fill = initialiser(init)
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"a network needs two or more layers of at least one node; got {tuple(sizes)}")
        if seed < 0:
            raise ValueError(f"a seed is a whole number of 0 or above, not {seed}")
        rng = np.random.default_rng(seed)
        shapes = zip(sizes[1:], sizes[:-1], strict=True)
        weights = [fill(rng, n_out, n_in, layer) for layer, (n_out, n_in) in enumerate(shapes, 1)]
        return cls.from_arrays(weights, [np.zeros(n_out) for n_out in sizes[1:]], activations)

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
            If `ref` names no parameter of this network, its connection is cut, or `value` is not
            finite.
        """
        if not np.isfinite(value):
            raise ValueError(f"a weight or bias must be a finite number, not {value}")
        if ref in self.cut and value:
            raise ValueError(f"{_said(ref)} belongs to a connection that is cut; restore it first")
        changed = self._array(ref).copy()
        changed[ref.index] = value
        arrays = self.W if ref.symbol == "W" else self.b
        replaced = (*arrays[: ref.layer], freeze(changed), *arrays[ref.layer + 1 :])
        return replace(self, W=replaced) if ref.symbol == "W" else replace(self, b=replaced)

    def with_cut(self, refs: Iterable[Ref]) -> Network:
        """Return this network with connections cut: their weights are 0 from now on.

        Raises
        ------
        ValueError
            If a Ref names no weight of this network.
        """
        refs = frozenset(refs)
        W = [weight.copy() for weight in self.W] if refs else []
        for ref in refs:
            if ref.symbol != "W":
                raise ValueError(f"{_said(ref)} is no connection between two nodes: it cannot be cut")
            self._array(ref)
            W[ref.layer][ref.index] = 0.0
        if not refs:
            return self
        return replace(self, W=tuple(map(freeze, W)), cut=self.cut | refs)

    def with_restored(self, refs: Iterable[Ref]) -> Network:
        """Return this network with connections that were cut joined again, their weights at 0."""
        return replace(self, cut=self.cut - frozenset(refs))

    def with_locked(self, refs: Iterable[Ref]) -> Network:
        """Return this network with weights or biases locked: no update moves them; errors as above."""
        refs = frozenset(refs)
        for ref in refs:
            self._array(ref)
        return replace(self, locked=self.locked | refs) if refs else self

    def with_unlocked(self, refs: Iterable[Ref]) -> Network:
        """Return this network with weights or biases free to move again."""
        return replace(self, locked=self.locked - frozenset(refs))

    @property
    def free(self) -> Array | None:
        """1 for each parameter that an update may move, else 0, in the order of `to_vector`.

        None where all may move.
        """
        return self._without(self.cut | self.locked)

    @property
    def connected(self) -> Array | None:
        """1 for each parameter whose connection is not cut, else 0; None where none is cut."""
        return self._without(self.cut)

    def _without(self, refs: frozenset[Ref]) -> Array | None:
        if not refs:
            return None
        W, b = ([np.ones_like(part) for part in parts] for parts in (self.W, self.b))
        for ref in refs:
            (W if ref.symbol == "W" else b)[ref.layer][ref.index] = 0.0
        return freeze(Network(tuple(W), tuple(b), self.activations).to_vector())

    def _array(self, ref: Ref) -> Array:
        arrays = {"W": self.W, "b": self.b}.get(ref.symbol, ())
        if not 1 <= ref.layer < len(arrays) or not _inside(ref.index, arrays[ref.layer].shape):
            shape = "-".join(map(str, self.sizes))
            raise ValueError(f"{_said(ref)} is not a weight or bias of a {shape} network")
        return arrays[ref.layer]

    def to_vector(self) -> Array:
        """Pack all parameters, layer by layer, W row by row and then b; shape (parameters,)."""
        return np.concatenate(
            [part.ravel() for W, b in zip(self.W[1:], self.b[1:], strict=True) for part in (W, b)]
        )

    def with_vector(self, vector: Array) -> Network:
        """Return this network with its parameters unpacked from `vector`, the inverse of `to_vector`.

        The weights of connections that are cut stay 0, whatever the vector holds for them.
        """
        connected = self.connected
        if connected is not None:
            vector = np.where(connected, vector, 0.0)
        W, b, start = [_NOTHING], [_NOTHING], 0
        for weight, bias in zip(self.W[1:], self.b[1:], strict=True):
            W.append(freeze(vector[start : start + weight.size].reshape(weight.shape)))
            start += weight.size
            b.append(freeze(vector[start : start + bias.size]))
            start += bias.size
        return replace(self, W=tuple(W), b=tuple(b))


def _said(ref: Ref) -> str:
    """Name a Ref in a message, counted from 1 (`engine.nn.notation` imports this module)."""
    return f"{ref.symbol.lower()}[{ref.layer}][{','.join(str(i + 1) for i in ref.index)}]"


def same_network(first: Network, second: Network) -> bool:
    """Compare two networks by value, bit for bit."""
    return (
        first.sizes == second.sizes
        and first.activations == second.activations
        and (first.cut, first.locked) == (second.cut, second.locked)
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
