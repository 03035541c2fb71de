"""Documents whose setup cannot be, each with what the sentence about it must say: what schema 3 brought."""

from __future__ import annotations

import json

import numpy as np

from engine.session.codec.tables import packed
from tests.engine.session.bad_texts import GOOD, LAYER, NET, POINTS, changed, costs, logged, raw, staged
from tests.engine.session.test_codec_setups import rich_example

RICH = rich_example()
STEP = RICH["data"]["notes"]["scaling"][0]
LONG = packed(np.arange(1001.0))


def rich(**entries: object) -> str:
    """The rich document with other entries; `...` takes one away."""
    return json.dumps({key: value for key, value in (RICH | entries).items() if value is not ...})


def marked(**entries: object) -> str:
    return rich(network=RICH["network"] | entries)


def with_data(**entries: object) -> str:
    return rich(data=RICH["data"] | entries)


def noted(**entries: object) -> str:
    return with_data(notes=RICH["data"]["notes"] | entries)


def scaled(**entries: object) -> str:
    return noted(scaling=[STEP | entries])


def remembered(t: object = 3, **arrays: object) -> str:
    return rich(moments={"t": t, "m": costs(1, 2, 3, 4)} | arrays)


def adam(*row: float) -> str:
    """A run of Adam with one checkpoint: parameters, m, v and t in a row."""
    points = {"updates": [1], "parameters": costs(*row), "spacing": 100}
    return json.dumps(GOOD | {"optimizer": "adam", "log": {"J": costs(2, 1), "checkpoints": points}})


def softmax(at: int, cost: str = "softmax_ce") -> str:
    layers = [dict(layer) for layer in NET["layers"]]
    layers[at]["activation"] = "softmax"
    return json.dumps(GOOD | {"network": {"layers": layers}, "cost": cost})


MARKS: dict[str, tuple[str, str]] = {
    "cut a text": (marked(cut="w[1]"), "network.cut: should be a list"),
    "cut a number": (marked(cut=[1]), "network.cut[1]: should be a text"),
    "cut of a weight that is not 0": (
        marked(cut=["w[1]", "w[2]"]),
        "network.cut[2]: w[2][1,1] is cut, so it must be 0, not 0.8",
    ),
    "cut of a bias": (marked(cut=["b[1]"]), "network.cut[1]: b[1][1] is no connection"),
    "cut of a layer that is not there": (marked(cut=["w[3]"]), "network.cut[1]: 'w[3]': the layers of this"),
    "cut of an edge that is not there": (marked(cut=["w[1][1,2]"]), "network.cut[1]: 'w[1][1,2]': this netw"),
    "cut twice": (marked(cut=["w[1]", "w[1][1,1]"]), "network.cut[2]: 'w[1][1,1]' is there already"),
    "locked delta": (marked(locked=["delta[1]"]), "network.locked[1]: 'delta[1]' is no weight or bias"),
    "locked in a sample": (marked(locked=["b[1]@1"]), "network.locked[1]: 'b[1]@1' is no weight or bias"),
    "locked new weight": (marked(locked=["new.w[1]"]), "network.locked[1]: 'new.w[1]' is no weight or bias"),
    "locked layer 0": (marked(locked=["w[0]"]), "network.locked[1]: 'w[0]': the layers of this network"),
    "locked nonsense": (marked(locked=["w["]), "network.locked[1]: 'w[' is not the path of a quantity"),
    "locked a long text": (marked(locked=["w" * 201]), "network.locked[1]: is longer than 200 characters"),
    "60,001 locked": (marked(locked=["w[1]"] * 60_001), "network.locked: has 60,001 entries"),
}
NAMES: dict[str, tuple[str, str]] = {
    "leaky_relu of too much": (
        changed("network.layers.0.activation", "leaky_relu(1e999)"),
        "network.layers[1].activation: 'leaky_relu(1e999)': what stands in the brackets is not a short list",
    ),
    "leaky_relu of NaN": (
        changed("network.layers.0.activation", "leaky_relu(nan)"),
        "network.layers[1].activation: 'leaky_relu(nan)': what stands",
    ),
    "tanh of a number": (
        changed("network.layers.0.activation", "tanh(1)"),
        "network.layers[1].activation: 'tanh(1)': takes no number in brackets",
    ),
    "brackets in brackets": (
        changed("network.layers.0.activation", "leaky_relu((1))"),
        "network.layers[1].activation: 'leaky_relu((1))' is not a name",
    ),
    "softmax hidden": (softmax(0), "network: softmax is for the output layer only"),
    "softmax with another cost": (
        softmax(1, "squared"),
        "cost: a softmax output layer needs the cost 'softmax_ce', not 'squared'",
    ),
    "softmax with brackets": (
        softmax(1, "squared").replace('"softmax"', '" softmax ( )"'),
        "cost: a softmax output layer needs the cost 'softmax_ce', not 'squared'",
    ),
    "softmax_ce without softmax": (rich(cost="softmax_ce"), "cost: cost 'softmax_ce' needs a softmax output"),
    "labels that do not add up to 1": (
        changed("data.Y", [[0.5]])
        .replace("half_squared", "softmax_ce")
        .replace("-1.2", "1")
        .replace('"sigmoid", "W": [[0.8]]', '"softmax", "W": [[0.8]]'),
        "labels that add up to 1 in each sample; those of sample 1 add up to 0.5",
    ),
    "optimizer a list": (rich(optimizer=[]), "optimizer: should be a text"),
    "momentum of 1": (
        rich(optimizer="momentum(1)"),
        "optimizer: 'momentum(1)': β must be at least 0 and below",
    ),
    "adam of four numbers": (
        rich(optimizer="adam(0,0,0,0)", moments=...),
        "optimizer: 'adam(0,0,0,0)': takes at most 3 numbers in brackets",
    ),
    "adam of text": (rich(optimizer="adam(x)"), "optimizer: 'adam(x)': what stands in the brackets is not a"),
    "schedule of nothing": (
        rich(schedule="cosine(0)"),
        "schedule: 'cosine(0)': the number of updates must be",
    ),
    "schedule that grows": (rich(schedule="step(1,2)"), "schedule: 'step(1,2)': the factor must be above 0"),
    "schedule too long": (
        rich(schedule="step(1e300,0.5)"),
        "schedule: 'step(1e300,0.5)': the number of upda",
    ),
    "unknown schedule": (rich(schedule="linear"), "schedule: schedule 'linear' is not one of constant, step"),
    "schedule null": (rich(schedule=None), "schedule: should be a text in quotes, not null"),
    "unknown shuffle": (rich(shuffle="random"), "shuffle: shuffle 'random' is not one of keyed, fixed, none"),
    "fixed order of 1,009 samples": (
        changed("data", {"X": [[0]] * 1009, "Y": [[0]] * 1009}).replace(
            '"batch": null', '"shuffle": "fixed"'
        ),
        "shuffle: shuffle 'fixed' cannot order 1009 samples",
    ),
    "l1 below 0": (rich(l1=-1), "the penalty l1 must be a number of 0 or above, not -1"),
    "l2 infinite": (raw("eta", '1, "l2": 1e999'), "l2: is too large"),
    "l2 a text": (rich(l2="0"), "l2: should be a number"),
    "learning rate by another name": (rich(etta=1), "etta: is not an entry of a document; did you mean eta?"),
}
DATA: dict[str, tuple[str, str]] = {
    "test a number": (with_data(test=1), "data.test: should be a list"),
    "test of row 0": (with_data(test=[0]), "data.test[1]: should be from 1 to 4"),
    "test of a row that is not there": (with_data(test=[2, 5]), "data.test[2]: should be from 1 to 4"),
    "test of row 1.5": (with_data(test=[1.5]), "data.test[1]: should be a whole number"),
    "test of row true": (with_data(test=[True]), "data.test[1]: should be a whole number, not true or false"),
    "test of 30 digits": (with_data(test=[10**30]), "data.test[1]: should be from 1 to 4"),
    "test unsorted": (with_data(test=[3, 2]), "data.test[2]: should be larger than the one before"),
    "test twice the same": (with_data(test=[2, 2]), "data.test[2]: should be larger than the one before"),
    "all kept for testing": (with_data(test=[1, 2, 3, 4]), "data.test: has 4 entries; there may be 0 to 3"),
    "test rows that later data do not have": (
        staged(data={"test": [1]}),
        "log.stages[1].data.test: has 1 entries; there may be 0 to 0",
    ),
    "data of a stage too short for the test rows": (
        rich(
            log={
                "J": costs(1),
                "stages": [
                    {k: RICH[k] for k in ("network", "cost", "optimizer", "eta", "batch", "seed")}
                    | {"update": 1, "data": {"X": [[1]], "Y": [[1]]}}
                ],
            }
        ),
        "log.stages[1]: the rows kept for testing must be among the 1 of the data set",
    ),
    "packed without a shape": (with_data(X={"numbers": LONG}), "data.X.shape: is missing"),
    "packed of one number a shape": (
        with_data(X={"shape": [4], "numbers": LONG}),
        "data.X.shape: has 1 entr",
    ),
    "packed of no rows": (with_data(X={"shape": [0, 1], "numbers": ""}), "data.X.shape[1]: should be from 1"),
    "packed of a million rows": (
        with_data(X={"shape": [10**6, 1], "numbers": LONG}),
        "data.X.shape[1]: should be from 1 to 100000",
    ),
    "packed too few": (
        with_data(X={"shape": [1002, 1], "numbers": LONG}),
        "data.X.numbers: has 1,001 numbers, but should have 1,002 × 1",
    ),
    "packed NaN": (
        with_data(X={"shape": [2, 2], "numbers": costs(1, 2, np.nan, 4)}),
        "data.X.numbers: row 2, column 1 is not finite",
    ),
    "packed W infinite": (
        changed("network.layers.0.W", {"shape": [1, 1], "numbers": costs(np.inf)}),
        "network.layers[1].W.numbers: row 1, column 1 is not finite",
    ),
    "too many numbers": (
        rich(
            data={
                "X": {"shape": [100_000, 20], "numbers": packed(np.zeros(2_000_000))},
                "Y": [[1]] * 100_000,
            },
            network={"layers": [LAYER | {"W": [[0] * 20]}]},
            batch=1,
            moments=...,
        ),
        "data: X and Y have more than 2,000,000 numbers",
    ),
    "notes a list": (with_data(notes=[]), "data.notes: should be an object"),
    "an unknown note": (noted(licence="x"), "data.notes.licence: is not an entry"),
    "a million names": (
        noted(inputs=["x"] * 10**6),
        "data.notes.inputs: has 1,000,000 entries; there may be",
    ),
    "too many names": (noted(inputs=["x", "y"]), "data.notes: 2 names of inputs do not fit 1 columns"),
    "too few classes": (noted(classes=["x"]), "data.notes: 1 names of classes do not fit 1 columns"),
    "a name of 2,001 characters": (noted(labels=["x" * 2001]), "data.notes.labels[1]: is longer than 2,000"),
    "a name of half a character": (noted(labels=["\ud800"]), "data.notes.labels[1]: holds half of a char"),
    "a remark that is none": (noted(remarks=[1]), "data.notes.remarks[1]: should be a text"),
    "scaling by 0": (
        scaled(factor=[0]),
        "data.notes.scaling[1]: the shifts and factors of a scaling must be",
    ),
    "scaling by too much": (
        noted(scaling=["@@"]).replace('"@@"', json.dumps(STEP).replace("10.0", "1e999")),
        "data.notes.scaling[1].factor[1]: is too large",
    ),
    "scaling of Z": (scaled(of="Z"), "data.notes.scaling[1].of: should be X or Y"),
    "scaling of no column": (scaled(columns=[]), "data.notes.scaling[1].columns: has 0 entries"),
    "scaling of a column that is not there": (
        scaled(columns=[2]),
        "data.notes.scaling[1].columns[1]: should be from 1 to 1",
    ),
    "scaling in another way": (scaled(kind="log"), "data.notes.scaling[1]: unknown scaling 'log'"),
    "2,001 steps": (noted(scaling=[STEP] * 2001), "data.notes.scaling: has 2,001 entries"),
}
MOMENTS: dict[str, tuple[str, str]] = {
    "moments a list": (rich(moments=[]), "moments: should be an object"),
    "moments without a count": (rich(moments={"m": costs(1)}), "moments.t: is missing"),
    "moments of another optimiser": (rich(optimizer="rmsprop"), "moments.v: is missing"),
    "moments of sgd": (rich(optimizer="sgd"), "moments.m: is not an entry"),
    "count of 1e300": (remembered(1e300), "moments.t: should be a whole number"),
    "count below 0": (remembered(-1), "moments.t: should be from 0"),
    "count of 30 digits": (remembered(10**30), "moments.t: should be from 0"),
    "moments too few": (remembered(m=costs(1, 2)), "moments.m: has 2 numbers, but the network has 4 param"),
    "moments NaN": (remembered(m=costs(1, 2, 3, np.nan)), "moments.m: holds a number that is not finite"),
    "moments a number": (remembered(m=1), "moments.m: should be numbers packed as base64"),
    "a square below 0": (
        rich(optimizer="rmsprop", moments={"t": 1, "v": costs(1, 2, 3, -4)}),
        "moments.v: holds a number below 0",
    ),
    "a row of another optimiser": (adam(1, 2, 3, 4), "log.checkpoints.parameters: has 4 numbers, but"),
    "a row with half an update": (
        adam(*range(4), *range(8), 0.5),
        "log.checkpoints.parameters: holds a count of updates that is no whole number",
    ),
    "a row of 1e300 updates": (
        adam(*range(4), *range(8), 1e300),
        "log.checkpoints.parameters: holds a count of updates that is no whole number",
    ),
    "a row of updates below 0": (
        adam(*range(4), *range(8), -1),
        "log.checkpoints.parameters: holds a count of updates that is no whole number",
    ),
    "a row with a square below 0": (
        adam(*range(4), *range(7), -1e-300, 1),
        "log.checkpoints.parameters: holds a number below 0",
    ),
    "a row of a stage with other moments": (
        logged(checkpoints=POINTS, stages=[
            {"update": 1, "network": NET} | {k: GOOD[k] for k in ("cost", "eta", "batch", "seed")}
            | {"optimizer": "momentum"}
        ]),
        "log.checkpoints.parameters: has 8 numbers, but there should be 18",
    ),
    "schema 2 with moments": (rich(schema=2), "is not an entry of a document"),
    "schema 3 with init": (rich(schema=3, places=...), "init: is not an entry of a document"),
    "unknown init": (rich(init="hee"), "init: init 'hee' is not one of zeros, constant"),
    "init a number": (rich(init=1), "init: should be a text"),
    "places a number": (rich(places=1), "places: should be a list"),
    "a place of three numbers": (rich(places=[[1, 1, 0.5]]), "places[1]"),
    "a place of no node": (rich(places=[[1, 0, 0.5, 0.5]]), "places[1][2]: should be from 1"),
    "a place of no layer": (rich(places=[[65, 1, 0.5, 0.5]]), "places[1][1]: should be from 0 to 64"),
    "a place outside": (
        rich(places=[[1, 1, 0.5, 1.5]]),
        "places[1]: a place is told by shares from 0 to 1, not by 0.5 and 1.5",
    ),
    "features a text": (noted(features="square"), "data.notes.features: should be a list"),
    "an unknown feature": (
        noted(features=[{"kind": "cube", "of": [1]}]),
        "data.notes.features[1]: unknown feature 'cube'; there are square, product, sin, cos",
    ),
    "a feature of a column that is not there": (
        noted(features=[{"kind": "square", "of": [2]}]),
        "data.notes.features[1].of[1]: should be from 1 to 1",
    ),
    "a feature of nothing but features": (
        noted(features=[{"kind": "square", "of": [1]}]),
        "data.notes: the features need more columns than the 1 that there are",
    ),
    "a product of one column": (
        noted(features=[{"kind": "product", "of": [1]}]),
        "data.notes.features[1]: feature 'product' is derived from 2 different columns",
    ),
    "kept, a number": (rich(kept=1), "kept: should be true or false"),
    "name of a run of two lines": (rich(name="a\nb"), "the name of a run is one line"),
}  # fmt: skip

SETUPS = {**MARKS, **NAMES, **DATA, **MOMENTS}
