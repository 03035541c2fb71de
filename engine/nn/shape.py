"""All that the order of computing depends on: layer sizes, batch, optimiser, what is cut or locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.optimizers import Moment, optimizer_rule
from engine.nn.types import Ref, Symbol

_MOST_QUANTITIES, _MOST_REFS = 4096, 100_000
"""Quantities of a batch, and Refs of all its samples, that are kept to be used again."""


@dataclass(frozen=True, slots=True)
class Shape:
    """All that the narration of an update depends on.

    Attributes
    ----------
    sizes : tuple of int
        Nodes of each layer.
    batch : int
        Number of samples m.
    optimizer : str
        Kind of the optimiser, without its numbers.
    penalty : bool
    softmax : bool
        The output layer's nodes are coupled.
    cut, locked : frozenset of Ref
        As of `Network`.
    """

    sizes: tuple[int, ...]
    batch: int
    optimizer: str = "sgd"
    penalty: bool = False
    softmax: bool = False
    cut: frozenset[Ref] = frozenset()
    locked: frozenset[Ref] = frozenset()

    @classmethod
    def of(cls, net: Network, batch: int, optimizer: str = "sgd", *, penalty: bool = False) -> Shape:
        """Tell what the narration of an update of a network depends on."""
        kind, softmax = optimizer_rule(optimizer).kind, activation(net.activations[-1]).couples
        return cls(net.sizes, batch, kind, penalty, softmax, net.cut, net.locked)

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.sizes) - 1

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments that the optimiser remembers."""
        return optimizer_rule(self.optimizer).moments

    def each(self, symbol: Symbol, layer: int, *index: int) -> tuple[Ref, ...]:
        """One quantity of a node or an edge, for every sample."""
        return _refs_of(self.batch)(symbol, layer, index)

    def nodes(self, symbol: Symbol, layer: int) -> list[Ref]:
        """One quantity of every node of a layer, for every sample."""
        return [ref for j in range(self.sizes[layer]) for ref in self.each(symbol, layer, j)]

    def into(self, layer: int, j: int) -> Sequence[int]:
        """Return the nodes of the layer before from which a connection leads to node j."""
        ks = range(self.sizes[layer - 1])
        if not self.cut:
            return ks
        return [k for k in ks if Ref("W", layer, (j, k)) not in self.cut]

    def out_of(self, layer: int, k: int) -> Sequence[int]:
        """Return the nodes of the next layer to which a connection leads from node k."""
        js = range(self.sizes[layer + 1])
        if not self.cut:
            return js
        return [j for j in js if Ref("W", layer + 1, (j, k)) not in self.cut]

    def incoming(self, symbol: Symbol, layer: int, j: int) -> list[Ref]:
        """One quantity of every edge into node j of a layer (the mean, or the parameter itself)."""
        return [Ref(symbol, layer, (j, k)) for k in self.into(layer, j)]

    def activation(self, layer: int, k: int) -> tuple[Ref, ...]:
        """Name what comes out of node k of a layer, for every sample: the input x where it is layer 0."""
        return self.each("a" if layer else "x", layer, k)


@lru_cache(maxsize=2)  # the last batch of an epoch may be short
def _refs_of(batch: int) -> Callable[[Symbol, int, tuple[int, ...]], tuple[Ref, ...]]:
    """Make the Refs of one quantity once: what one step writes, many others read. One sample is unnamed."""
    samples = (None,) if batch == 1 else range(batch)

    @lru_cache(maxsize=min(_MOST_QUANTITIES, max(_MOST_REFS // batch, 64)))
    def each(symbol: Symbol, layer: int, index: tuple[int, ...]) -> tuple[Ref, ...]:
        return tuple(Ref(symbol, layer, index, s) for s in samples)

    return each
