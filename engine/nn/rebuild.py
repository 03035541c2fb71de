"""Networks of another shape: layers, nodes and columns more or fewer, and all other weights kept.

What is cut or locked moves along to its new place, and what is new is drawn: see `engine/nn/parts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.nn.network import Network
from engine.nn.parts import Kept, Part, built, fitted, parts_of
from engine.nn.types import Ref


def with_layer(
    net: Network, after: int, nodes: int, activation: str, init: str = "xavier", seed: int = 0
) -> Network:
    """Return the network with a new layer downstream of a layer.

    The layer behind the new one keeps its weights from as many nodes as there were and are.

    Parameters
    ----------
    net : Network
    after : int
        From 0, the input layer, to L − 1.
    nodes : int
    activation, init : str
    seed : int

    Raises
    ------
    ValueError
        If there is no such place, the layer has no node, or its activation cannot stand there.
    """
    if not 0 <= after < net.L:
        raise ValueError(f"a new layer can stand after layers 0 to {net.L - 1}, not after {after}")
    if nodes < 1:
        raise ValueError(f"a layer needs at least one node, not {nodes}")
    parts = parts_of(net)
    behind = parts[after]
    new = Part(None, activation, (None,) * nodes, (None,) * net.sizes[after])
    parts[after : after + 1] = [new, replace(behind, columns=fitted(behind.columns, nodes))]
    return built(net, parts, init, seed)


def without_layer(net: Network, layer: int, init: str = "xavier", seed: int = 0) -> Network:
    """Return the network without a hidden layer.

    The layer behind it keeps its weights from as many nodes as there were and are; where the layer before
    has more nodes, those from the rest are drawn.

    Raises
    ------
    ValueError
        If this is no hidden layer.
    """
    _check_hidden(net, layer)
    parts = parts_of(net)
    behind = parts[layer]
    parts[layer - 1 : layer + 1] = [replace(behind, columns=fitted(behind.columns, net.sizes[layer - 1]))]
    return built(net, parts, init, seed)


def with_node(net: Network, layer: int, init: str = "xavier", seed: int = 0) -> Network:
    """Return the network with one more node at the end of a hidden layer; errors as in `without_layer`."""
    _check_hidden(net, layer)
    return _with_nodes(net, layer, (*range(net.sizes[layer]), None), init, seed)


def without_node(net: Network, layer: int, j: int) -> Network:
    """Return the network without node `j`, counted from 0, of a hidden layer.

    Raises
    ------
    ValueError
        If this is no hidden layer, it has no such node, or no other one.
    """
    _check_hidden(net, layer)
    n = net.sizes[layer]
    if not 0 <= j < n:
        raise ValueError(f"layer {layer} has no node {j + 1}; it has {n}")
    if n == 1:
        raise ValueError(f"layer {layer} has this one node only; remove the layer instead")
    return _with_nodes(net, layer, tuple(k for k in range(n) if k != j), "zeros", 0)


def with_activation(net: Network, layer: int, name: str) -> Network:
    """Return the network with another activation in a layer, from 1 to L.

    Raises
    ------
    ValueError
        If there is no such layer, or the activation is unknown or cannot stand there.
    """
    _check_layer(net, layer)
    parts = parts_of(net)
    parts[layer - 1] = replace(parts[layer - 1], activation=name)
    return built(net, parts, "zeros", 0)


def with_inputs(net: Network, columns: Sequence[int | None], init: str = "xavier", seed: int = 0) -> Network:
    """Return the network with other inputs.

    Parameters
    ----------
    net : Network
    columns : sequence of int or None
        For each new input the number, from 0, of the old one whose weights it keeps; None for a new one.
    init : str
    seed : int

    Raises
    ------
    ValueError
        If there is none, or an old one is named twice or does not exist.
    """
    kept = _checked(columns, net.sizes[0], "input")
    parts = parts_of(net)
    parts[0] = replace(parts[0], columns=kept)
    return built(net, parts, init, seed)


def with_outputs(net: Network, columns: Sequence[int | None], init: str = "xavier", seed: int = 0) -> Network:
    """Return the network with other outputs; parameters and errors as in `with_inputs`."""
    kept = _checked(columns, net.sizes[-1], "output")
    parts = parts_of(net)
    parts[-1] = replace(parts[-1], rows=kept)
    return built(net, parts, init, seed)


def redrawn(net: Network, init: str, seed: int, layer: int | None = None) -> Network:
    """Return the network with new weights and biases of 0, in one layer or in all.

    They are those of `Network.random` with the same seed. What is cut stays cut.

    Raises
    ------
    ValueError
        If there is no such layer, or the initialiser or the seed is none.
    """
    if layer is not None:
        _check_layer(net, layer)
    new = Network.random(net.sizes, net.activations[1:], init=init, seed=seed)
    if layer is None:
        return net.with_vector(new.to_vector())
    W = (*net.W[:layer], new.W[layer], *net.W[layer + 1 :])
    b = (*net.b[:layer], new.b[layer], *net.b[layer + 1 :])
    # Cut once more: what was drawn for a connection that is cut is not taken.
    return replace(net, W=W, b=b).with_cut(net.cut)


def zeroed(net: Network, refs: Iterable[Ref]) -> Network:
    """Return the network with some weights and biases at 0.

    Raises
    ------
    ValueError
        If a Ref names no weight or bias of this network.
    """
    refs = frozenset(refs)
    W, b = [part.copy() for part in net.W], [part.copy() for part in net.b]
    for ref in refs:
        net.parameter(ref)
        (W if ref.symbol == "W" else b)[ref.layer][ref.index] = 0.0
    return Network.from_arrays(W[1:], b[1:], net.activations[1:], net.cut, net.locked) if refs else net


def _with_nodes(net: Network, layer: int, nodes: Kept, init: str, seed: int) -> Network:
    parts = parts_of(net)
    parts[layer - 1] = replace(parts[layer - 1], rows=nodes)
    parts[layer] = replace(parts[layer], columns=nodes)
    return built(net, parts, init, seed)


def _checked(columns: Sequence[int | None], n: int, what: str) -> Kept:
    """Refuse columns of which there is none, or that name an old one that there is not."""
    if not columns:
        raise ValueError(f"a network needs at least one {what}")
    old = [column for column in columns if column is not None]
    for column in old:
        if not 0 <= column < n:
            raise ValueError(f"there is no {what} {column + 1} to keep; there are {n}")
        if old.count(column) > 1:
            raise ValueError(f"{what} {column + 1} can be kept once only")
    return tuple(columns)


def _check_layer(net: Network, layer: int) -> None:
    if not 1 <= layer <= net.L:
        raise ValueError(f"there is no layer {layer}; the layers with weights are 1 to {net.L}")


def _check_hidden(net: Network, layer: int) -> None:
    if net.L == 1:
        raise ValueError("this network has no hidden layer")
    if not 1 <= layer < net.L:
        raise ValueError(f"layer {layer} is no hidden layer; those are layers 1 to {net.L - 1}")
