"""Networks as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import product
from typing import Any

from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.notation import parse_path, path
from engine.nn.types import Array, Ref, Symbol
from engine.session.codec.names import name_at
from engine.session.codec.tables import table_as_json, table_of
from engine.session.limits import MAX_LAYERS, MAX_NODES, MAX_PARAMETERS
from engine.session.reading import Place, check_keys, checked, list_at, object_at, row_at, text_at

_MARKS = ("cut", "locked")
_WHOLE = re.compile(r"([wb])\[([0-9]{1,3})\]")


def network_as_json(net: Network) -> dict[str, Any]:
    """Write a network: its layers from layer 1 on, then what is cut and locked, where anything is."""
    layers = [
        {
            "activation": net.activations[l],
            "W": table_as_json(net.W[l], net.parameters),
            "b": net.b[l].tolist(),
        }
        for l in range(1, net.L + 1)
    ]
    marks = {name: _paths(getattr(net, name), net) for name in _MARKS if getattr(net, name)}
    return {"layers": layers} | marks


def network_of(value: object, place: Place) -> Network:
    """Read a network; DocumentError where it is none, or too large."""
    content = object_at(value, place)
    check_keys(content, place, {"layers"}, set(_MARKS))
    layers = list_at(content["layers"], place / "layers", 1, MAX_LAYERS)
    weights: list[Array] = []
    biases: list[Array] = []
    names: list[str] = []
    for number, item in enumerate(layers, 1):
        here = (place / "layers")[number]
        layer = object_at(item, here)
        check_keys(layer, here, {"activation", "W", "b"})
        weights.append(table_of(layer["W"], here / "W", MAX_NODES, MAX_NODES))
        biases.append(row_at(layer["b"], here / "b", MAX_NODES))
        names.append(name_at(layer["activation"], here / "activation", activation))
        _check_chain(weights, biases[-1], here, number)
    if sum(W.size + W.shape[0] for W in weights) > MAX_PARAMETERS:
        place.fail(f"has more than {MAX_PARAMETERS:,} parameters")
    net = checked(place, lambda: Network.from_arrays(weights, biases, names))
    return _marked(net, content, place)


def _check_chain(weights: list[Array], b: Array, place: Place, number: int) -> None:
    rows, columns = weights[-1].shape
    if number > 1 and columns != weights[-2].shape[0]:
        nodes = weights[-2].shape[0]
        (place / "W").fail(
            f"has {columns} columns, but layer {number - 1} has {nodes} node{'s' * (nodes != 1)}"
        )
    if b.size != rows:
        (place / "b").fail(f"has {b.size} numbers, but W has {rows} row{'s' * (rows != 1)}")


def _marked(net: Network, content: dict[str, Any], place: Place) -> Network:
    """Read what is cut and locked in a network."""
    cut = _refs(content.get("cut", []), place / "cut", net)
    for ref, here in cut.items():
        if ref.symbol != "W":
            here.fail(f"{path(ref)} is no connection between two nodes: it cannot be cut")
        if net.parameter(ref):
            here.fail(f"{path(ref)} is cut, so it must be 0, not {net.parameter(ref):g}")
    locked = _refs(content.get("locked", []), place / "locked", net)
    return net.with_cut(cut).with_locked(locked)


def _paths(refs: Iterable[Ref], net: Network) -> list[str]:
    """Write which weights and biases are meant, those of a whole layer in one: ``w[2]``, ``b[1][3]``."""
    layers: dict[tuple[int, str], list[Ref]] = {}
    for ref in refs:
        layers.setdefault((ref.layer, ref.symbol), []).append(ref)
    found: list[str] = []
    for (layer, symbol), own in sorted(layers.items()):
        whole = len(own) == (net.W if symbol == "W" else net.b)[layer].size
        found += [f"{symbol.lower()}[{layer}]"] if whole else map(path, sorted(own))
    return found


def _refs(value: object, place: Place, net: Network) -> dict[Ref, Place]:
    """Read which weights and biases are meant, each with the place where it says so."""
    found: dict[Ref, Place] = {}
    for n, item in enumerate(list_at(value, place, 0, MAX_PARAMETERS), 1):
        named = _named(text_at(item, place[n]), place[n], net)
        if not named.isdisjoint(found):
            place[n].fail(f"{item!r} is there already")
        found |= dict.fromkeys(named, place[n])
    return found


def _named(text: str, place: Place, net: Network) -> set[Ref]:
    """Return the weight or bias that a path names, or all of a layer."""
    whole = _WHOLE.fullmatch(text)
    if whole and 1 <= int(whole[2]) <= net.L:
        return _of_layer(whole[1], int(whole[2]), net)
    ref = checked(place, partial(parse_path, text, net))
    if ref.symbol not in ("W", "b") or ref.sample is not None:
        place.fail(f"{text!r} is no weight or bias, such as w[1][1,1] or b[1][1]")
    return {ref}


def _of_layer(name: str, layer: int, net: Network) -> set[Ref]:
    """Return all weights or biases of a layer."""
    symbol: Symbol = "W" if name == "w" else "b"
    shape = (net.W if name == "w" else net.b)[layer].shape
    return {Ref(symbol, layer, index) for index in product(*map(range, shape))}
