"""Networks and data sets as JSON."""

from __future__ import annotations

from functools import partial
from typing import Any

from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.types import Array
from engine.session.reading import (
    Place,
    check_keys,
    checked,
    list_at,
    object_at,
    row_at,
    table_at,
    text_at,
)

MAX_LAYERS = 64
MAX_NODES = 1024
MAX_PARAMETERS = 60_000
MAX_SAMPLES = 10_000


def network_as_json(net: Network) -> dict[str, Any]:
    """Write a network: its layers from layer 1 on."""
    layers = [
        {"activation": net.activations[l], "W": net.W[l].tolist(), "b": net.b[l].tolist()}
        for l in range(1, net.L + 1)
    ]
    return {"layers": layers}


def data_as_json(X: Array, Y: Array) -> dict[str, Any]:
    """Write a data set: one sample a row."""
    return {"X": X.tolist(), "Y": Y.tolist()}


def network_of(value: object, place: Place) -> Network:
    """Read a network; DocumentError where it is none, or too large."""
    content = object_at(value, place)
    check_keys(content, place, {"layers"})
    layers = list_at(content["layers"], place / "layers", 1, MAX_LAYERS)
    weights: list[Array] = []
    biases: list[Array] = []
    names: list[str] = []
    for number, item in enumerate(layers, 1):
        here = (place / "layers")[number]
        layer = object_at(item, here)
        check_keys(layer, here, {"activation", "W", "b"})
        weights.append(table_at(layer["W"], here / "W", MAX_NODES, MAX_NODES))
        biases.append(row_at(layer["b"], here / "b", MAX_NODES))
        names.append(text_at(layer["activation"], here / "activation"))
        checked(here / "activation", partial(activation, names[-1]))
        _check_chain(weights, biases[-1], here, number)
    if sum(W.size + W.shape[0] for W in weights) > MAX_PARAMETERS:
        place.fail(f"has more than {MAX_PARAMETERS:,} parameters")
    return checked(place, lambda: Network.from_arrays(weights, biases, names))


def _check_chain(weights: list[Array], b: Array, place: Place, number: int) -> None:
    rows, columns = weights[-1].shape
    if number > 1 and columns != weights[-2].shape[0]:
        nodes = weights[-2].shape[0]
        (place / "W").fail(
            f"has {columns} columns, but layer {number - 1} has {nodes} node{'s' * (nodes != 1)}"
        )
    if b.size != rows:
        (place / "b").fail(f"has {b.size} numbers, but W has {rows} row{'s' * (rows != 1)}")


def data_of(value: object, place: Place, net: Network) -> tuple[Array, Array]:
    """Read the data set of a network; DocumentError where it does not fit."""
    content = object_at(value, place)
    check_keys(content, place, {"X", "Y"})
    X = table_at(content["X"], place / "X", MAX_SAMPLES, MAX_NODES)
    Y = table_at(content["Y"], place / "Y", MAX_SAMPLES, MAX_NODES)
    for array, here, n, ends in (
        (X, place / "X", net.sizes[0], "inputs"),
        (Y, place / "Y", net.sizes[-1], "outputs"),
    ):
        if array.shape[1] != n:
            here.fail(
                f"has {array.shape[1]} numbers a row, but the network has {n} {ends if n > 1 else ends[:-1]}"
            )
    if X.shape[0] != Y.shape[0]:
        (place / "Y").fail(f"has {Y.shape[0]} rows, but X has {X.shape[0]}")
    return X, Y
