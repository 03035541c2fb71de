"""Texts that are no documents, each with what the sentence about it must say."""

from __future__ import annotations

import copy
import json

from engine.session.codec import to_text
from engine.session.document import two_nodes

GOOD = json.loads(to_text(two_nodes()))
DEEP = 100_000


def changed(place: str, value: object) -> str:
    """The two-node document with another value at a dotted place; `...` takes it away."""
    content = copy.deepcopy(GOOD)
    *way, last = [int(key) if key.isdigit() else key for key in place.split(".")]
    target = content
    for key in way:
        target = target[key]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return json.dumps(content)


def raw(place: str, value: str) -> str:
    """The same with the value as it would be typed."""
    return changed(place, "@@").replace('"@@"', value)


LAYER = {"activation": "tanh", "W": [[0.5]], "b": [0.5]}
POINT = {"update": 1, "eta": 1.0, "parameters": [1, 2, 3, 4]}
# name: text, and what the sentence must say.
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "line 1, column 1: not JSON"),
    "blank": (" \n\n ", "line 3, column 2: not JSON"),
    "no JSON": ("hello", "line 1, column 1: not JSON"),
    "half of it": (to_text(two_nodes())[:400], "not JSON"),
    "more after it": (to_text(two_nodes()) + "{}", "not JSON"),
    "a comma too many": (to_text(two_nodes()).replace("0.2", "0.2,"), "line 12"),
    "a number": ("12", "should be an object"),
    "a list": ("[]", "should be an object"),
    "null": ("null", "should be an object"),
    "an empty object": ("{}", '"format" should be "upstream"'),
    "something else": ('{"format": "sketch"}', '"format" should be "upstream"'),
    "no schema": (changed("schema", ...), "schema: should be a whole number"),
    "newer schema": (changed("schema", 2), "schema: 2 is newer than this program"),
    "schema 0": (changed("schema", 0), "schema"),
    "schema 1.5": (changed("schema", 1.5), "schema"),
    "schema as text": (changed("schema", "1"), "schema: should be a whole number, not a text"),
    "schema true": (changed("schema", True), "schema: should be a whole number, not true or false"),
    "huge schema": (raw("schema", "9" * 4000), "schema"),
    "no network": (changed("network", ...), "network: is missing"),
    "no cost": (changed("cost", ...), "cost: is missing"),
    "no data": (changed("data", ...), "data: is missing"),
    "no eta": (changed("eta", ...), "eta: is missing"),
    "unknown key": (changed("learning_rate", 1), "learning_rate: is not an entry"),
    "unknown key in a layer": (
        changed("network.layers.0.bias", [1]),
        "network.layers[1].bias: is not an entry",
    ),
    "long unknown key": (changed("k" * 5000, 1), "kkk"),
    "unknown key with newline": (changed("a\nb", 1), r"a\nb: is not an entry"),
    "twice the same key": (to_text(two_nodes()).replace('"seed"', '"eta"'), "'eta' is there twice"),
    "NaN": (raw("network.layers.1.W.0.0", "NaN"), "NaN is not a number"),
    "Infinity": (raw("eta", "Infinity"), "Infinity is not a number"),
    "-Infinity": (raw("data.Y.0.0", "-Infinity"), "-Infinity is not a number"),
    "1e999": (raw("network.layers.0.b.0", "1e999"), "network.layers[1].b[1]: is too large"),
    "-1e999": (raw("data.X.0.0", "-1e999"), "data.X[1][1]: is too large"),
    "400 digits": (raw("eta", "1" + "0" * 400), "eta: is too large"),
    "5000 digits": (raw("network.layers.0.W.0.0", "9" * 5000), "digits"),
    "seed of 5000 digits": (raw("seed", "9" * 5000), "digits"),
    "seed below 0": (changed("seed", -1), "seed: should be from 0"),
    "seed too large": (changed("seed", 2**63), "seed: should be from 0"),
    "eta 0": (changed("eta", 0), "eta must be a number above 0"),
    "eta null": (changed("eta", None), "eta: should be a number, not null"),
    "eta text": (changed("eta", "0.5"), "eta: should be a number, not a text"),
    "eta true": (changed("eta", True), "eta: should be a number, not true or false"),
    "batch 0": (changed("batch", 0), "batch: should be from 1"),
    "batch 1.0": (changed("batch", 1.0), "batch: should be a whole number, not 1.0"),
    "title a number": (changed("title", 3), "title: should be a text"),
    "title too long": (changed("title", "x" * 201), "title: is longer than 200"),
    "title with a newline": (changed("title", "a\nb"), "title"),
    "title of half a character": (changed("title", "\ud800"), "title: holds half of a character"),
    "title with a null": (changed("title", "a\0b"), "title"),
    "layers a number": (changed("network.layers", 3), "network.layers: should be a list in brackets, not 3"),
    "layers an object": (
        changed("network.layers", {}),
        "network.layers: should be a list in brackets, not an object",
    ),
    "no layers": (changed("network.layers", []), "network.layers: has 0 entries; there may be 1 to"),
    "too many layers": (changed("network.layers", [LAYER] * 65), "network.layers: has 65 entries"),
    "layer a list": (changed("network.layers.1", []), "network.layers[2]: should be an object"),
    "W a number": (changed("network.layers.0.W", 1), "network.layers[1].W: should be a list"),
    "W flat": (changed("network.layers.0.W", [1]), "network.layers[1].W[1]: should be a list"),
    "W empty": (changed("network.layers.0.W", []), "network.layers[1].W: has 0 entries"),
    "W of an empty row": (changed("network.layers.0.W", [[]]), "network.layers[1].W[1]: has 0 entries"),
    "W ragged": (changed("network.layers.0.W", [[1], [1, 2]]), "network.layers[1].W[2]: has 2 numbers"),
    "W of text": (changed("network.layers.0.W.0.0", "x"), "network.layers[1].W[1][1]: should be a number"),
    "W of lists": (
        changed("network.layers.0.W.0.0", [1]),
        "network.layers[1].W[1][1]: should be a number, not a list",
    ),
    "b too long": (
        changed("network.layers.0.b", [1, 2]),
        "network.layers[1].b: has 2 numbers, but W has 1 row",
    ),
    "b null": (
        changed("network.layers.1.b", None),
        "network.layers[2].b: should be a list in brackets, not null",
    ),
    "shapes do not chain": (
        changed("network.layers.1.W", [[1, 2]]),
        "network.layers[2].W: has 2 columns, but layer 1 has 1 node",
    ),
    "no activation": (
        changed("network.layers.0.activation", ...),
        "network.layers[1].activation: is missing",
    ),
    "unknown activation": (
        changed("network.layers.1.activation", "swish"),
        "network.layers[2].activation: activation 'swish'",
    ),
    "activation a list": (
        changed("network.layers.1.activation", []),
        "network.layers[2].activation: should be a text",
    ),
    "activation with newlines": (
        changed("network.layers.1.activation", "a\nb"),
        "network.layers[2].activation",
    ),
    "unknown cost": (changed("cost", "hinge"), "cost 'hinge' is not one of"),
    "cost that does not suit": (
        changed("network.layers.1.activation", "tanh").replace("half_squared", "bce"),
        "needs a sigmoid output",
    ),
    "labels that bce cannot take": (
        changed("data.Y", [[2]]).replace("half_squared", "bce"),
        "labels between 0 and 1",
    ),
    "unknown optimizer": (changed("optimizer", "adam"), "optimizer 'adam' is not one of"),
    "X too wide": (changed("data.X", [[1, 2]]), "data.X: has 2 numbers a row, but the network has 1 input"),
    "Y too wide": (changed("data.Y", [[1, 2]]), "data.Y: has 2 numbers a row, but the network has 1 output"),
    "more X than Y": (changed("data.X", [[1], [2]]), "data.Y: has 1 rows, but X has 2"),
    "no samples": (changed("data.X", []), "data.X: has 0 entries"),
    "too many samples": (changed("data.X", [[0]] * 10_001), "data.X: has 10,001 entries"),
    "a million nodes": (
        changed("network.layers.0.b", [0] * 10**6),
        "network.layers[1].b: has 1,000,000 entries",
    ),
    "a million rows": (
        changed("network.layers.0.W", [[0]] * 10**6),
        "network.layers[1].W: has 1,000,000 entries",
    ),
    "too many parameters": (
        changed("network.layers.0", {"activation": "tanh", "W": [[0] * 1000] * 200, "b": [0] * 200}),
        "network",
    ),
    "log a list": (changed("log", []), "log: should be an object"),
    "log without costs": (changed("log", {"checkpoints": []}), "log.J: is missing"),
    "cost a text": (changed("log", {"J": ["1"], "checkpoints": []}), "log.J[1]: should be a number"),
    "checkpoint of update 0": (
        changed("log", {"J": [1, 1], "checkpoints": [POINT | {"update": 0}]}),
        "log.checkpoints[1].update",
    ),
    "checkpoints out of order": (
        changed("log", {"J": [1, 1, 1], "checkpoints": [POINT | {"update": 2}, POINT]}),
        "log.checkpoints[2].update",
    ),
    "checkpoint of another network": (
        changed("log", {"J": [1], "checkpoints": [POINT | {"parameters": [1]}]}),
        "log.checkpoints[1].parameters",
    ),
    "checkpoint without eta": (
        changed("log", {"J": [1], "checkpoints": [{"update": 1, "parameters": [1] * 4}]}),
        "eta: is missing",
    ),
    "checkpoint eta 0": (
        changed("log", {"J": [1], "checkpoints": [POINT | {"eta": 0}]}),
        "log.checkpoints[1].eta",
    ),
    "playhead a number": (changed("playhead", 3), "playhead: should be an object"),
    "unknown zoom": (
        changed("playhead", {"update": 0, "step": 1, "zoom": "atom"}),
        "playhead.zoom: 'atom' is not one of",
    ),
    "step 0": (
        changed("playhead", {"update": 0, "step": 0, "zoom": "edge"}),
        "playhead.step: should be from 1",
    ),
    "update below 0": (
        changed("playhead", {"update": -1, "step": 1, "zoom": "edge"}),
        "playhead.update: should be from 0",
    ),
    "sample 0": (
        changed("playhead", {"update": 0, "step": 1, "zoom": "edge", "sample": 0}),
        "playhead.sample: should be from 1",
    ),
    "not UTF-8": (b'{"title": "\xff\xfe"}', "is not text in UTF-8: byte 12"),
    "UTF-16": (to_text(two_nodes()).encode("utf-16"), "is not text in UTF-8: byte 1"),
    "nulls": (b"\0" * 1000, "line 1, column 1: not JSON"),
    "open brackets": ("[" * DEEP, "nested too deeply"),
    "open braces": ('{"a":' * DEEP, "nested too deeply"),
    "brackets inside": (raw("data.X", "[" * DEEP + "]" * DEEP), "nested too deeply"),
    "100,000 keys, one twice": (
        "{" + ",".join(f'"k{i}":0' for i in range(DEEP)) + ',"k5":1}',
        "'k5' is there twice",
    ),
}
