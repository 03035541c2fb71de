"""Documents as JSON: reading with limits and a sentence for every fault, writing beside and replacing.

A file is data: nothing in it is ever evaluated. docs/notation.md describes the format.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.types import ZOOMS, Array, freeze
from engine.session.document import CHECKPOINT_EVERY, Document
from engine.session.files import replace_file
from engine.session.playhead import Playhead, placed
from engine.session.reading import (
    DocumentError,
    Place,
    check_keys,
    checked,
    json_of,
    list_at,
    number_at,
    object_at,
    row_at,
    table_at,
    text_at,
    text_of,
    whole_at,
)
from engine.session.runlog import Checkpoint, RunLog

SCHEMA = 1
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each older schema, the function that brings a file to the next one. Schema 1 is the first."""

MAX_LAYERS = 64
MAX_NODES = 1024
MAX_PARAMETERS = 60_000
MAX_SAMPLES = 10_000
MAX_UPDATES = 10_000_000
MAX_STEPS = 10_000_000
MAX_WORK = 60_000
"""Parameters times samples of one update: the walk through more would take seconds to prepare."""


def load_document(path: str | os.PathLike[str]) -> Document:
    """Read a document from a file.

    Parameters
    ----------
    path : path-like
        A ``.upstream`` file, JSON in UTF-8.

    Returns
    -------
    Document

    Raises
    ------
    DocumentError
        If the file cannot be read or is no document. The message names the file and the place.
    """
    return load_session(path)[0]


def load_session(path: str | os.PathLike[str]) -> tuple[Document, Playhead]:
    """Read a document and the last position in it; errors as in `load_document`."""
    file = Path(path)
    try:
        return parse(text_of(file))
    except DocumentError as error:
        raise DocumentError(f"{file}: {error}") from None


def dump_document(document: Document, path: str | os.PathLike[str], playhead: Playhead | None = None) -> None:
    """Write a document to a file: beside it first, then in its place, so that a crash loses nothing.

    Raises
    ------
    DocumentError
        If the file cannot be written; what was there before is still there.
    """
    file = Path(path)
    text = to_text(document, playhead)
    try:
        replace_file(file, text)
    except OSError as error:
        raise DocumentError(f"{file}: cannot be written: {error.strerror or error}") from None


def to_text(document: Document, playhead: Playhead | None = None) -> str:
    """Write a document as JSON text; numbers are exact, so that reading gives the same document."""
    net = document.network
    layers = [
        {"activation": net.activations[l], "W": net.W[l].tolist(), "b": net.b[l].tolist()}
        for l in range(1, net.L + 1)
    ]
    content = {
        "format": "upstream",
        "schema": SCHEMA,
        "title": document.title,
        "network": {"layers": layers},
        "data": {"X": document.X.tolist(), "Y": document.Y.tolist()},
        "cost": document.cost,
        "optimizer": document.optimizer,
        "eta": document.eta,
        "batch": document.batch,
        "seed": document.seed,
    }
    if document.log.costs or document.log.checkpoints:
        points = [
            {"update": point.update, "eta": point.eta, "parameters": point.parameters.tolist()}
            for point in document.log.checkpoints
        ]
        content["log"] = {"J": [_or_none(J) for J in document.log.curve()], "checkpoints": points}
    if playhead is not None:
        content["playhead"] = {
            "update": playhead.update,
            "step": playhead.step,
            "zoom": playhead.zoom,
            "sample": playhead.sample + 1,
            "costs_seen": playhead.costs_seen,
        }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def parse(text: str) -> tuple[Document, Playhead]:
    """Read a document and the position in it from JSON text.

    Raises
    ------
    DocumentError
        Naming the place in the text.
    """
    top = Place()
    content = _migrated(object_at(json_of(text), top), top)
    required = {"format", "schema", "network", "data", "cost", "eta"}
    check_keys(content, top, required, {"title", "optimizer", "batch", "seed", "log", "playhead"})
    net = _network(content["network"], top / "network")
    X, Y = _data(content["data"], top / "data", net)
    document = _document(content, top, net, X, Y)
    return document, _playhead(content.get("playhead"), top / "playhead", document)


def _migrated(content: dict[str, Any], place: Place) -> dict[str, Any]:
    if content.get("format") != "upstream":
        place.fail('is not an Upstream document: "format" should be "upstream"')
    schema = whole_at(content.get("schema"), place / "schema", 1, 10**6)
    if schema > SCHEMA:
        (place / "schema").fail(
            f"{schema} is newer than this program, which reads up to {SCHEMA}; please update Upstream"
        )
    for old in range(schema, SCHEMA):
        content = MIGRATIONS[old](content)
    return content


def _network(value: object, place: Place) -> Network:
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


def _data(value: object, place: Place, net: Network) -> tuple[Array, Array]:
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


def _document(content: dict[str, Any], top: Place, net: Network, X: Array, Y: Array) -> Document:
    batch = content.get("batch")
    batch = None if batch is None else whole_at(batch, top / "batch", 1, MAX_SAMPLES)
    if net.parameters * min(batch or len(X), len(X)) > MAX_WORK:
        (top / "batch").fail(f"parameters times samples of one update are more than {MAX_WORK:,}")
    return checked(
        top,
        lambda: Document(
            network=net,
            X=X,
            Y=Y,
            cost=text_at(content["cost"], top / "cost"),
            optimizer=text_at(content.get("optimizer", "sgd"), top / "optimizer"),
            eta=number_at(content["eta"], top / "eta"),
            batch=batch,
            seed=whole_at(content.get("seed", 0), top / "seed", 0, 2**63 - 1),
            title=text_at(content.get("title", ""), top / "title"),
            log=_log(content.get("log"), top / "log", net, _reach(net, min(batch or len(X), len(X)))),
        ),
    )


def _log(value: object, place: Place, net: Network, reach: int) -> RunLog:
    if value is None:
        return RunLog()
    content = object_at(value, place)
    check_keys(content, place, {"J", "checkpoints"})
    costs = [
        math.nan if J is None else number_at(J, (place / "J")[n])
        for n, J in enumerate(list_at(content["J"], place / "J", 0, MAX_UPDATES + 1), 1)
    ]
    points: list[Checkpoint] = []
    for n, item in enumerate(list_at(content["checkpoints"], place / "checkpoints", 0, MAX_UPDATES), 1):
        before = points[-1].update if points else 0
        points.append(_checkpoint(item, (place / "checkpoints")[n], net, before, reach))
    last = points[-1].update if points else 0
    if abs(last - len(costs)) > max(reach, CHECKPOINT_EVERY):
        (place / "J").fail(f"has {len(costs)} costs, but the last checkpoint is of update {last}")
    return RunLog((freeze(costs),) if costs else (), tuple(points))


def _checkpoint(value: object, place: Place, net: Network, before: int, reach: int) -> Checkpoint:
    point = object_at(value, place)
    check_keys(point, place, {"update", "eta", "parameters"})
    update = whole_at(point["update"], place / "update", before + 1, before + max(reach, CHECKPOINT_EVERY))
    row = row_at(point["parameters"], place / "parameters", MAX_PARAMETERS)
    if row.size != net.parameters:
        (place / "parameters").fail(f"has {row.size} numbers, but the network has {net.parameters}")
    eta = number_at(point["eta"], place / "eta")
    if eta <= 0:
        (place / "eta").fail("should be above 0")
    return Checkpoint(update, row, eta)


def _reach(net: Network, batch: int) -> int:
    """Count the updates that can be replayed while a reader waits: about a second's worth."""
    return int(1e8 / (20_000 + net.parameters * batch))


def _playhead(value: object, place: Place, document: Document) -> Playhead:
    if value is None:
        return placed(document, Playhead())
    content = object_at(value, place)
    check_keys(content, place, {"update", "step", "zoom"}, {"sample", "costs_seen"})
    zoom = text_at(content["zoom"], place / "zoom")
    if zoom not in ZOOMS:
        (place / "zoom").fail(f"{zoom!r} is not one of {', '.join(ZOOMS)}")
    farthest = document.log.updates + _reach(document.network, document.batch_size)
    return placed(
        document,
        Playhead(
            update=min(whole_at(content["update"], place / "update", 0, MAX_UPDATES), farthest),
            step=whole_at(content["step"], place / "step", 1, MAX_STEPS),
            zoom=zoom,
            sample=whole_at(content.get("sample", 1), place / "sample", 1, MAX_SAMPLES) - 1,
            costs_seen=min(
                whole_at(content.get("costs_seen", 0), place / "costs_seen", 0, MAX_UPDATES + 2), farthest
            ),
        ),
    )


def _or_none(J: float) -> float | None:
    return float(J) if math.isfinite(J) else None
