"""What a lesson begins with, of its tables network, data, train and chain."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from engine.data.dataset import DataNotes, DataSet
from engine.data.splits import every_kth
from engine.lessons.deeds.chains import begun_chain
from engine.lessons.deeds.making import Known
from engine.lessons.deeds.setting import named_data, parameters_at
from engine.lessons.expressions import value
from engine.lessons.reading.fields import Entry, Table
from engine.lessons.stage import ChainStart, Stage, Start
from engine.nn.batches import SHUFFLES
from engine.nn.network import Network
from engine.nn.types import Array, IntArray, freeze
from engine.session.document import MOST_TITLE, Document
from engine.session.limits import MAX_LAYERS, MAX_NODES, check_limits, check_sizes
from engine.session.session import Session
from engine.session.setup import MOST_SEED

__all__ = ["start_of"]

_MOST_ROWS = 2_000
_TRAIN = ("optimizer", "schedule")
_PARTS = ("network", "data", "train", "chain")


def start_of(table: Table, title: str, known: Known) -> Start | None:
    """Read a start; None where the table speaks of none."""
    parts = {name: table.get(name) for name in _PARTS}
    chain = parts["chain"]
    function = None if chain is None else _chain(chain.table())
    network, data, train = parts["network"], parts["data"], parts["train"]
    if network is None:
        for extra in (data, train):
            if extra is not None:
                extra.fail("is there without a network")
        return None if function is None else Start(None, function)
    return Start(_document(network, data, train, title, known), function)


def _chain(table: Table) -> ChainStart:
    function, x = table.need("function"), table.need("x")
    table.close()
    text = function.line_of_text()
    place = x.number() if not isinstance(x.value, str) else x.checked(partial(value, x.text(), _NOWHERE))
    return function.checked(lambda: begun_chain(text, place))


_NOWHERE = Stage(Session.start())
"""Where numbers such as pi/3 are computed."""


def _document(network: Entry, data: Entry | None, train: Entry | None, title: str, known: Known) -> Document:
    if data is None:
        network.fail("is there without data")
    net, cost, seed, init = _network(network.table())
    dataset, batch, test = _data(data.table(), known)
    settings: dict[str, Any] = {"seed": seed, "batch": batch}
    if train is not None:
        settings |= _train(train.table())
    if batch is not None:
        settings["batch"] = batch
    settings |= {} if init is None else {"init": init}

    def make() -> Document:
        document = Document(
            net, dataset.X, dataset.Y, cost=cost, test=test, notes=dataset.notes,
            title=title[:MOST_TITLE], **settings,
        )  # fmt: skip
        check_limits(document)
        return document

    return network.checked(make)


# The network


def _network(table: Table) -> tuple[Network, str, int, str | None]:
    layers, names, weights = table.get("layers"), table.need("activations"), table.get("w")
    biases, cost, init, seed = (table.get(key) for key in ("b", "cost", "init", "seed"))
    marks = {name: table.get(name) for name in ("locked", "cut")}
    table.close()
    sizes = None if layers is None else _sizes(layers)
    activations = [item.line_of_text() for item in names.items(MAX_LAYERS)]
    number = 0 if seed is None else seed.whole(0, MOST_SEED)
    start = None if init is None else init.line_of_text()
    if weights is not None:
        if init is not None:
            init.fail("stands beside w: the weights are either written out or drawn")
        net = _written(table.entry, weights, biases, activations)
        if sizes is not None and net.sizes != sizes:
            layers = layers or weights
            layers.fail(f"is {'-'.join(map(str, sizes))}, but w makes {'-'.join(map(str, net.sizes))}")
    elif sizes is None or start is None:
        table.need("w")
        raise AssertionError
    else:
        net = names.checked(lambda: Network.random(sizes, activations, start, number))
        net = net if biases is None else _with_biases(net, biases)
    for name, mark in (("locked", Network.with_locked), ("cut", Network.with_cut)):
        net = _marked(net, marks[name], mark)
    return net, "half_squared" if cost is None else cost.line_of_text(), number, start


def _sizes(entry: Entry) -> tuple[int, ...]:
    sizes = tuple(item.whole(1, MAX_NODES) for item in entry.items(MAX_LAYERS + 1))
    if len(sizes) < 2:
        entry.fail("needs two or more layers, the input layer first")
    entry.checked(lambda: check_sizes(sizes))
    return sizes


def _written(whole: Entry, weights: Entry, biases: Entry | None, activations: list[str]) -> Network:
    W = [_rows(layer) for layer in weights.items(MAX_LAYERS)]
    b = [np.zeros(len(part)) for part in W] if biases is None else _biases(biases)
    if not len(W) == len(b) == len(activations):
        whole.fail(f"has {len(W)} layers of w, {len(b)} of b and {len(activations)} of activations")
    return weights.checked(lambda: Network.from_arrays(W, b, activations))


def _biases(entry: Entry) -> list[Array]:
    return [freeze([item.number() for item in layer.items(MAX_NODES)]) for layer in entry.items(MAX_LAYERS)]


def _with_biases(net: Network, entry: Entry) -> Network:
    return entry.checked(lambda: Network.from_arrays(net.W[1:], _biases(entry), net.activations[1:]))


def _rows(entry: Entry) -> Array:
    rows = [[item.number() for item in row.items(MAX_NODES)] for row in entry.items(_MOST_ROWS)]
    if not rows or not rows[0] or len({len(row) for row in rows}) > 1:
        entry.fail("should be rows of equal length, such as [[0.5, -0.4], [0.3, 0.8]]")
    return freeze(rows)


def _marked(net: Network, entry: Entry | None, mark: Callable[[Network, Any], Network]) -> Network:
    for item in [] if entry is None else entry.items():
        path = item.line_of_text()
        net = item.checked(partial(_with_mark, net, path, mark))
    return net


def _with_mark(net: Network, path: str, mark: Callable[[Network, Any], Network]) -> Network:
    return mark(net, parameters_at([path], net))


# Data and training


def _data(table: Table, known: Known) -> tuple[DataSet, int | None, IntArray]:
    X, Y, name, batch, test = (table.get(key) for key in ("X", "Y", "name", "batch", "test"))
    columns = {key: table.get(key) for key in ("inputs", "labels", "classes")}
    table.close()
    if name is not None:
        for extra in (X, Y, *columns.values()):
            if extra is not None:
                extra.fail("stands beside name: the data are either written out or made")
        text = name.line_of_text()
        data: DataSet = name.checked(lambda: named_data(text, known))
    else:
        X, Y = table.need("X"), table.need("Y")
        words = {key: () if entry is None else _names(entry) for key, entry in columns.items()}
        inputs, labels = _rows(X), _rows(Y)
        data = X.checked(
            lambda: DataSet(
                inputs,
                labels,
                DataNotes(inputs=words["inputs"], labels=words["labels"], classes=words["classes"]),
            )
        )
    size = None if batch is None else batch.whole(1, 100_000)
    kept: IntArray = np.empty(0, dtype=np.int64)
    if test is not None:
        kept = _test(test, data.samples)
    return data, size, kept


def _test(entry: Entry, samples: int) -> IntArray:
    """Read which rows are kept for testing: every k-th, or the numbers of rows from 1."""
    if isinstance(entry.value, list):
        rows = [item.whole(1, samples) - 1 for item in entry.items(_MOST_ROWS)]
        return np.array(rows, dtype=np.int64)
    every = entry.whole(2, 1_000)
    return entry.checked(lambda: every_kth(samples, every))


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(item.line_of_text(60) for item in entry.items())


def _train(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in ("eta", "l1", "l2"):
        if (entry := table.get(key)) is not None:
            found[key] = entry.number()
    for key in _TRAIN:
        if (entry := table.get(key)) is not None:
            found[key] = entry.line_of_text()
    for key, most in (("batch", 100_000), ("seed", MOST_SEED)):
        if (entry := table.get(key)) is not None:
            found[key] = entry.whole(int(key == "batch"), most)
    if (entry := table.get("shuffle")) is not None:
        found["shuffle"] = _shuffle(entry)
    table.close()
    return found


def _shuffle(entry: Entry) -> str:
    if isinstance(entry.value, bool):
        return "keyed" if entry.value else "none"
    return entry.one_of(SHUFFLES)
