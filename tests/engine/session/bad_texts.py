"""Texts that are no documents, each with what the sentence about it must say."""

from __future__ import annotations

import copy
import json

import numpy as np

from engine.session.codec import to_text
from engine.session.codec.tables import packed
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


PLACE = {"update": 0, "step": 1, "zoom": "edge"}
LAYER = {"activation": "tanh", "W": [[0.5]], "b": [0.5]}
POINT = {"update": 1, "eta": 1.0, "parameters": [1, 2, 3, 4]}
"""A checkpoint as schema 1 has it."""


def old(**log: object) -> str:
    """The same as a file of schema 1, with a log."""
    return json.dumps(GOOD | {"schema": 1, "log": log})


def costs(*numbers: float) -> str:
    return packed(np.array(numbers))


NET = GOOD["network"]
STAGE = {"update": 2, "network": NET} | {k: GOOD[k] for k in ("cost", "optimizer", "eta", "batch", "seed")}
POINTS = {"updates": [1, 2], "parameters": costs(*range(8)), "spacing": 100}
RUN = {key: GOOD[key] for key in ("network", "data", "cost", "eta")}


def logged(**log: object) -> str:
    """The two-node document with a run of two updates, and with other entries in its log."""
    return changed("log", {"J": costs(3, 2, 1), "checkpoints": POINTS, "stages": [STAGE]} | log)


def pointed(**entries: object) -> str:
    return logged(checkpoints=POINTS | entries)


def staged(**entries: object) -> str:
    return logged(stages=[STAGE | entries])


def haunted(*ghosts: object, run: object = 9) -> str:
    return json.dumps(GOOD | {"run": run, "ghosts": list(ghosts)})


LOGS: dict[str, tuple[str, str]] = {
    "log a list": (changed("log", []), "log: should be an object"),
    "log without costs": (changed("log", {"checkpoints": POINTS}), "log.J: is missing"),
    "log with an entry of schema 1": (logged(eta=1), "log.eta: is not an entry"),
    "J a list": (logged(J=[1, 2]), "log.J: should be numbers packed as base64"),
    "J null": (logged(J=None), "log.J: should be numbers packed as base64"),
    "J no base64": (logged(J="????"), "log.J: should be numbers packed as base64"),
    "J with a blank": (logged(J=" " + costs(1)), "log.J: should be numbers packed as base64"),
    "J of letters": (logged(J="δδδδ"), "log.J: should be numbers packed as base64"),
    "J cut short": (logged(J=costs(1, 2)[:-3]), "log.J: should be numbers packed as base64"),
    "J of nine bytes": (logged(J="AAAAAAAAAAAA"), "log.J: should be numbers packed as base64"),
    "J infinite": (logged(J=costs(1, np.inf)), "log.J: holds a number that is not finite"),
    "J minus infinite": (logged(J=costs(-np.inf)), "log.J: holds a number that is not finite"),
    "too many costs": (logged(J=packed(np.ones(2_000_002))), "log.J: has 2,000,002 costs; a run has at most"),
    "far more costs than updates": (
        changed("log", {"J": packed(np.ones(90_000))}),
        "log.J: has 90000 costs, but the last checkpoint is of update 0",
    ),
    "far fewer costs than updates": (
        changed("log", {"J": costs(1), "checkpoints": POINTS | {"updates": [19_000, 38_000]}}),
        "log.J: has 1 costs, but the last checkpoint is of update 38000",
    ),
    "checkpoints a list": (logged(checkpoints=[]), "log.checkpoints: should be an object"),
    "checkpoints of nothing": (pointed(updates=[], parameters=""), "log.checkpoints.updates: has 0 entries"),
    "checkpoints without parameters": (
        logged(checkpoints={"updates": [1]}),
        "log.checkpoints.parameters: is missing",
    ),
    "unknown entry of checkpoints": (pointed(eta=1), "log.checkpoints.eta: is not an entry"),
    "updates a number": (pointed(updates=2), "log.checkpoints.updates: should be a list"),
    "update a text": (pointed(updates=[1, "2"]), "log.checkpoints.updates[2]: should be a whole number"),
    "checkpoint of update 0": (pointed(updates=[0, 1]), "log.checkpoints.updates[1]: should be from 1"),
    "checkpoint too far": (pointed(updates=[1, 2_000_001]), "log.checkpoints.updates[2]: should be from 1"),
    "checkpoint of 30 digits": (pointed(updates=[1, 10**30]), "log.checkpoints.updates[2]: should be from 1"),
    "checkpoints out of order": (pointed(updates=[2, 1]), "log.checkpoints.updates[2]: should be larger"),
    "two of one update": (pointed(updates=[2, 2]), "log.checkpoints.updates[2]: should be larger"),
    "parameters a list": (
        pointed(parameters=[1] * 8),
        "log.checkpoints.parameters: should be numbers packed as base64",
    ),
    "too few parameters": (
        pointed(parameters=costs(*range(7))),
        "log.checkpoints.parameters: has 7 numbers, but there should be 8",
    ),
    "too many parameters for the checkpoints": (
        pointed(parameters=costs(*range(12))),
        "log.checkpoints.parameters: has 12 numbers, but there should be 8",
    ),
    "parameter NaN": (
        pointed(parameters=costs(*range(7), np.nan)),
        "log.checkpoints.parameters: holds a number that is not finite",
    ),
    "parameter infinite": (
        pointed(parameters=costs(np.inf, *range(7))),
        "log.checkpoints.parameters: holds a number that is not finite",
    ),
    "spacing 0": (pointed(spacing=0), "log.checkpoints.spacing: should be from 1"),
    "spacing too far": (pointed(spacing=10**6), "log.checkpoints.spacing: should be from 1"),
    "spacing 1.5": (pointed(spacing=1.5), "log.checkpoints.spacing: should be a whole number"),
    "a gap between checkpoints": (
        pointed(updates=[1, 1_999_999]),
        "log.checkpoints: the next one after update 2 is too far away",
    ),
    "stages an object": (logged(stages={}), "log.stages: should be a list"),
    "too many stages": (logged(stages=[0] * 10_001), "log.stages: has 10,001 entries"),
    "stage a number": (logged(stages=[1]), "log.stages[1]: should be an object"),
    "stage without a network": (
        logged(stages=[{k: v for k, v in STAGE.items() if k != "network"}]),
        "log.stages[1].network: is missing",
    ),
    "stage of update 0": (staged(update=0), "log.stages[1].update: should be from 1"),
    "stages out of order": (
        logged(stages=[STAGE, STAGE | {"update": 1}]),
        "log.stages[2].update: should be from 3",
    ),
    "stage far away": (staged(update=1_999_999), "log.checkpoints: the next one after update 2 is too far"),
    "unknown entry of a stage": (staged(title="x"), "log.stages[1].title: is not an entry"),
    "stage with eta 0": (staged(eta=0), "log.stages[1]: eta must be a number above 0"),
    "stage with too many inputs": (
        staged(network={"layers": [LAYER | {"W": [[1, 2]]}, LAYER]}),
        "log.stages[1]: X must have the shape",
    ),
    "stage with data that do not fit": (
        staged(data={"X": [[1, 2]], "Y": [[1]]}),
        "log.stages[1].data.X: has 2 numbers a row",
    ),
    "stage with an unknown cost": (staged(cost="hinge"), "log.stages[1].cost: cost 'hinge' is not one of"),
    "run 0": (changed("run", 0), "run: should be from 1"),
    "run a text": (changed("run", "1"), "run: should be a whole number"),
    "run too large": (changed("run", 10**9), "run: should be from 1"),
    "ghosts an object": (changed("ghosts", {}), "ghosts: should be a list"),
    "too many ghosts": (haunted(*(RUN | {"run": n} for n in range(10, 30))), "ghosts: has 20 entries"),
    "ghost a number": (haunted(RUN, 3), "ghosts[2]: should be an object"),
    "ghost without a network": (
        haunted({k: v for k, v in RUN.items() if k != "network"}),
        "ghosts[1].network: is missing",
    ),
    "ghost of a ghost": (haunted(RUN | {"ghosts": []}), "ghosts[1].ghosts: is not an entry"),
    "ghost with a title": (haunted(RUN | {"title": "x"}), "ghosts[1].title: is not an entry"),
    "ghost with a bad log": (haunted(RUN | {"log": {"J": "?"}}), "ghosts[1].log.J: should be numbers packed"),
    "ghost of the present number": (
        haunted(RUN, run=1),
        "ghosts[1].run: there are two runs with the number 1",
    ),
    "two ghosts of one number": (
        haunted(RUN | {"run": 2}, RUN | {"run": 2}),
        "ghosts[2].run: there are two runs with the number 2",
    ),
    "schema 1: log a list": (
        changed("log", []).replace('"schema": 3', '"schema": 1'),
        "log: should be an object",
    ),
    "schema 1: log without costs": (old(checkpoints=[]), "log.J: is missing"),
    "schema 1: packed costs": (old(J=costs(1), checkpoints=[]), "log.J: should be a list"),
    "schema 1: cost a text": (old(J=["1"], checkpoints=[]), "log.J[1]: should be a number"),
    "schema 1: checkpoint of update 0": (
        old(J=[1, 1], checkpoints=[POINT | {"update": 0}]),
        "log.checkpoints[1].update",
    ),
    "schema 1: checkpoints out of order": (
        old(J=[1, 1, 1], checkpoints=[POINT | {"update": 2}, POINT]),
        "log.checkpoints[2].update",
    ),
    "schema 1: checkpoints of a hundred out of order": (
        old(J=[1] * 201, checkpoints=[POINT | {"update": 200}, POINT | {"update": 100}]),
        "log.checkpoints[2].update",
    ),
    "schema 1: a change out of order": (
        old(J=[1] * 201, checkpoints=[POINT | {"update": 200}, POINT | {"update": 50, "eta": 2.0}]),
        "log.checkpoints[2].update",
    ),
    "schema 1: checkpoint of another network": (
        old(J=[1], checkpoints=[POINT | {"parameters": [1]}]),
        "log.checkpoints[1].parameters: has 1 numbers, but the network has 4",
    ),
    "schema 1: checkpoint without eta": (
        old(J=[1], checkpoints=[{"update": 1, "parameters": [1] * 4}]),
        "log.checkpoints[1].eta: is missing",
    ),
    "schema 1: checkpoint eta 0": (
        old(J=[1], checkpoints=[POINT | {"eta": 0}]),
        "log.checkpoints[1].eta",
    ),
    "schema 1: without a network": (
        old(J=[1], checkpoints=[]).replace('"network"', '"net"'),
        "network: is missing",
    ),
    "schema 1: with ghosts": (
        json.dumps(GOOD | {"schema": 1, "ghosts": [RUN]}),
        "ghosts: is not an entry",
    ),
}
# name: text, and what the sentence must say.
TEXTS: dict[str, tuple[str | bytes, str]] = {
    **LOGS,
    "empty": ("", "is not an Upstream document: line 1, column 1: not JSON"),
    "blank": (" \n\n ", "line 3, column 2: not JSON"),
    "no JSON": ("hello", "is not an Upstream document: line 1, column 1: not JSON"),
    "half of it": (to_text(two_nodes())[:200], "not JSON"),
    "more after it": (to_text(two_nodes()) + "{}", "not JSON"),
    "a comma too many": (to_text(two_nodes()).replace("0.2", "0.2,"), "line 5"),
    "a number": ("12", "is not an Upstream document: should be an object"),
    "a list": ("[]", "should be an object"),
    "null": ("null", "should be an object"),
    "an empty object": ("{}", '"format" should be "upstream"'),
    "something else": ('{"format": "sketch"}', '"format" should be "upstream"'),
    "no schema": (changed("schema", ...), "schema: should be a whole number"),
    "newer schema": (changed("schema", 5), "schema: 5 is newer than this program"),
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
    "nameless key": (changed("playhead", {"": 1} | PLACE), 'playhead."": is not an entry'),
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
    "unknown optimizer": (changed("optimizer", "adan"), "optimizer 'adan' is not one of"),
    "X too wide": (changed("data.X", [[1, 2]]), "data.X: has 2 numbers a row, but the network has 1 input"),
    "Y too wide": (changed("data.Y", [[1, 2]]), "data.Y: has 2 numbers a row, but the network has 1 output"),
    "more X than Y": (changed("data.X", [[1], [2]]), "data.Y: has 1 rows, but X has 2"),
    "no samples": (changed("data.X", []), "data.X: has 0 entries"),
    "too many samples": (changed("data.X", [[0]] * 100_001), "data.X: has 100,001 entries"),
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
    "not UTF-8": (b'{"title": "\xff\xfe"}', "is not an Upstream document: it is not text in UTF-8: byte 12"),
    "UTF-16": (to_text(two_nodes()).encode("utf-16"), "is not text in UTF-8: byte 1"),
    "nulls": (b"\0" * 1000, "line 1, column 1: not JSON"),
    "open brackets": ("[" * DEEP, "nested too deeply"),
    "open braces": ('{"a":' * DEEP, "nested too deeply"),
    "brackets inside": (raw("data.X", "[" * DEEP + "]" * DEEP), "nested too deeply"),
    "four million entries": ("[" + "0," * 4_000_001, "has more than 4,000,000 entries"),
    "a million names": ("{" + '"":' * 1_000_001, "has more than 1,000,000 entries with names"),
    "100,000 keys, one twice": (
        "{" + ",".join(f'"k{i}":0' for i in range(DEEP)) + ',"k5":1}',
        "'k5' is there twice",
    ),
}
