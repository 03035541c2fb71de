"""A network put together anew from what another one is made of: which weights stay, which are drawn.

What is cut or locked moves along to its new place. New weights are drawn by an initialiser, with a key from
the seed and the layer; new biases are 0.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.nn.initialisers import Fill, initialiser
from engine.nn.network import Network
from engine.nn.types import Array, Ref

__all__ = ["Kept", "Part", "built", "fitted", "parts_of"]

_KEY = 0xB11D
"""Keeps these draws apart from those of whole networks, data and shuffling with the same seed."""

_FAR = 1_000
"""Further than a network is deep: an initialiser that draws by the number of the layer draws others there."""

_NONE: Array = np.empty(0)

Kept = tuple[int | None, ...]
"""For each row or column of a new table the number of the old one that it keeps, or None for a new one."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one layer of the new network is made of.

    Attributes
    ----------
    layer : int or None
        The old layer that it keeps weights of; None for a new one.
    activation : str
    rows, columns : tuple of int or None
        Nodes of this layer, and of the one before.
    """

    layer: int | None
    activation: str
    rows: Kept
    columns: Kept


def parts_of(net: Network) -> list[Part]:
    """Describe a network as it is, layer 1 first."""
    sizes = net.sizes
    return [
        Part(l, net.activations[l], tuple(range(sizes[l])), tuple(range(sizes[l - 1])))
        for l in range(1, net.L + 1)
    ]


def fitted(kept: Kept, n: int) -> Kept:
    """Keep the first `n`; where there are fewer, the rest are new."""
    return (*kept[:n], *(None,) * (n - len(kept)))


def built(net: Network, parts: Sequence[Part], init: str, seed: int) -> Network:
    """Make the network that is described.

    Raises
    ------
    ValueError
        If the initialiser or the seed is none, or an activation is unknown or cannot stand where it would.
    """
    fill = initialiser(init)
    if seed < 0:
        raise ValueError(f"a seed is a whole number of 0 or above, not {seed}")
    weights = [_weights(net, part, partial(_drawn, fill, seed, n)) for n, part in enumerate(parts, 1)]
    biases = [_biases(net, part) for part in parts]
    cut, locked = (
        [new for n, part in enumerate(parts, 1) for new in _moved(refs, part, n)]
        for refs in (net.cut, net.locked)
    )
    return Network.from_arrays(weights, biases, [part.activation for part in parts], cut, locked)


def _drawn(fill: Fill, seed: int, layer: int, shape: tuple[int, int], attempt: int) -> Array:
    """Draw all weights of a layer; each attempt gives others, unless the initialiser knows no others."""
    rng = np.random.default_rng((seed, _KEY, layer, attempt))
    return fill(rng, *shape, layer + attempt * _FAR)


def _weights(net: Network, part: Part, draw: Callable[[tuple[int, int], int], Array]) -> Array:
    """Put the weights of a layer together: old ones where both their nodes are kept, and new ones."""
    shape = len(part.rows), len(part.columns)
    if part.layer is None:
        return draw(shape, 0)
    rows, columns = _old_numbers(part.rows), _old_numbers(part.columns)
    kept = net.W[part.layer][np.ix_(list(rows.values()), list(columns.values()))]
    if kept.shape == shape:
        return kept

    def joined(attempt: int) -> Array:
        W = draw(shape, attempt)
        W[np.ix_(list(rows), list(columns))] = kept
        return W

    W, last, attempt = joined(0), _NONE, 1
    while _has_twins(W, rows) and not np.array_equal(W, last):
        W, last, attempt = joined(attempt), W, attempt + 1
    return W


def _has_twins(W: Array, kept: Collection[int]) -> bool:
    """Say whether a new node has the weights of an old one: trained alike, they would never differ."""
    old = {W[j].tobytes() for j in kept}
    return any(W[j].tobytes() in old for j in range(len(W)) if j not in kept)


def _biases(net: Network, part: Part) -> Array:
    b = np.zeros(len(part.rows))
    for new, old in _old_numbers(part.rows).items():
        b[new] = net.b[part.layer or 0][old]
    return b


def _moved(refs: Iterable[Ref], part: Part, layer: int) -> Iterator[Ref]:
    """Give the Refs of a layer's weights and biases their new places; those that went are left out."""
    places = [{old: new for new, old in _old_numbers(kept).items()} for kept in (part.rows, part.columns)]
    for ref in refs:
        if ref.layer == part.layer and all(map(dict.__contains__, places, ref.index)):
            index = tuple(place[i] for place, i in zip(places, ref.index, strict=False))
            yield Ref(ref.symbol, layer, index)


def _old_numbers(kept: Kept) -> dict[int, int]:
    """Tell by new numbers which old ones are kept."""
    return {new: old for new, old in enumerate(kept) if old is not None}
