"""Documents that were damaged: in the tree of their JSON, in their packed numbers, in their bytes."""

from __future__ import annotations

import base64
import copy
import json
import math
import random
import struct
from collections.abc import Iterator

from tests.fuzz.corpus import corpus

Way = tuple[str | int, ...]

NUMBERS = (
    0, 1, -1, 2, 3, 7, 0.5, -0.0, 1e-320, 1e300, -1e300, 1.7e308, 10**30, 2**53, 2**63, -(2**63), 99_999,
    2_000_000, math.nan, math.inf, 1e-9,
)  # fmt: skip
TEXTS = (
    "", "x", "w[1]", "w[2][1,1]", "b[1]", "b[2][1]", "delta[1]", "w[9]", "softmax", "softmax()", "sigmoid",
    " tanh", "leaky_relu(1e999)", "leaky_relu(-3)", "relu", "softmax_ce", "bce", "squared", "adam", "sgd",
    "adam(0,0,0)", "nesterov(0.999999)", "rmsprop(0,0)", "cosine(1)", "step(1,1e-300)", "step(1000000000,1)",
    "fixed", "none", "keyed", "edge", "phase", "a\nb", "\ud800", "δ" * 300, "=" * 9, "AAAAAAAA", "NaN",
    "standardise", "divide", "X", "Y",
)  # fmt: skip
LARGE = (0, 1e-300, 1e-9, 0.3, 1, 50, 1e154, 1e300)
OTHERWISE: dict[str, tuple] = {
    "activation": ("linear", "sigmoid", "tanh", "relu", "leaky_relu(0.9)", "softplus", "softmax"),
    "cost": ("half_squared", "squared", "mse", "bce", "softmax_ce"),
    "optimizer": ("sgd", "momentum(0)", "nesterov", "rmsprop(0,0)", "adam(0,0,0)", "adam(0.999999,0,1e300)"),
    "schedule": ("constant", "step(1,1e-300)", "step(1000000000,1)", "cosine(1)", "cosine(3,0.999)"),
    "shuffle": ("keyed", "fixed", "none"),
    "zoom": ("phase", "layer", "node", "edge"),
    "eta": LARGE, "l1": LARGE, "l2": LARGE, "batch": (None, 1, 2, 5, 12, 99_999),
    "t": (0, 1, 2**31, 2**53 - 1), "seed": (0, 2**63 - 1), "test": ([], [1], [1, 2], [12]),
    "cut": (["w[1]"], ["w[2]"], ["w[1][1,1]", "w[2][1,1]"], []), "W": ([[0.0]], [[1e300]], [[0, 0], [0, 0]]),
    "locked": (["w[1]", "b[1]", "w[2]", "b[2]"], ["b[2][1]"]), "spacing": (1, 7, 20_000),
    "update": (0, 1, 3, 19, 200, 10**7), "updates": ([1], [1, 2], [2, 20_000], [1, 100, 200]),
    "step": (1, 9, 10**7), "sample": (1, 2, 99), "costs_seen": (0, 5, 10**7), "schema": (1, 2, 3, 4),
    "run": (1, 2, 3, 10**6), "name": ("", "δ"), "kept": (True, False), "moments": (None,),
    "kind": ("standardise", "min-max", "divide", "square"), "of": ("X", "Y", [1]),
    "init": ("he", "no"), "factor": ([1e300], [-1e-300]),
}  # fmt: skip
"""What may stand in place of something, by entry."""

ODD = (None, True, False, [], {}, [[]], [0], {"": 0}, [[1.0]], {"shape": [1, 1], "numbers": "AAAAAAAA8D8="})
PIECES = (
    *(bytes((byte,)) for byte in b'{}[]",:.-0e\\ \n\0\xff'),
    *(b"1e999", b"NaN", b"null", b"[" * 300, b'{"a":' * 300, b"9" * 5000, b"\\ud800", b"0," * 999),
    *("δ".encode(), b'"cut":["w[1]"],', b'"l1":1e308,', b'"schema":1,', b'"batch":1,', b'"test":[1],'),
)


def damaged(rng: random.Random) -> bytes:
    """Damage one of the documents, mostly in its tree."""
    text = rng.choice(corpus())
    if rng.random() < 0.8:
        content = json.loads(text)
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            content = _changed(content, rng)
        text = json.dumps(content)
    data = text.encode()
    if rng.random() < 0.25:
        for _ in range(rng.choice((1, 1, 2, 5))):
            data = _overwritten(data, rng)
    return data


def _ways(value: object, way: Way = ()) -> Iterator[Way]:
    """Name all places in a tree."""
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _ways(inner, (*way, key))


def _at(content: object, way: Way) -> object:
    for key in way:
        content = content[key]
    return content


def _changed(content: object, rng: random.Random) -> object:
    """Change one place of a tree."""
    ways = [way for way in _ways(content) if way]
    if not ways:
        return json.loads(rng.choice(corpus()))
    told = [way for way in ways if way[-1] in OTHERWISE]
    if told and rng.random() < 0.5:
        *above, last = rng.choice(told)
        _at(content, tuple(above))[last] = copy.deepcopy(rng.choice(OTHERWISE[last]))
        return content
    # Deep places are many and alike: half of the time a shallow one.
    *above, last = rng.choice([way for way in ways if len(way) <= 2] if rng.random() < 0.5 else ways)
    parent = _at(content, tuple(above))
    kind = rng.randrange(4)
    if kind == 0:
        del parent[last]
    elif kind == 1:
        _renamed(parent, last, rng)
    elif kind == 2:
        parent[last] = _foreign(content, ways, rng)
    else:
        parent[last] = _bent(parent[last], rng)
    return content


def _foreign(content: object, ways: list[Way], rng: random.Random) -> object:
    """Return something from elsewhere."""
    kind = rng.randrange(5)
    if kind < 3:
        return copy.deepcopy(rng.choice((NUMBERS, TEXTS, ODD)[kind]))
    if kind == 3:
        return copy.deepcopy(_at(content, rng.choice(ways)))
    other = json.loads(rng.choice(corpus()))
    return _at(other, rng.choice(list(_ways(other))))


def _renamed(parent: object, last: str | int, rng: random.Random) -> None:
    """Give an entry another name, or put an item in another place."""
    if isinstance(parent, dict):
        known = [key for text in corpus() for key in json.loads(text)]
        parent[rng.choice((*known, "cut", "locked", "test", "notes", "m", "v", "t", "x" * 300))] = parent.pop(
            last
        )
    else:
        parent.insert(rng.randrange(len(parent) + 1), parent.pop(last))


def _bent(value: object, rng: random.Random) -> object:
    """Change a value a little: it may still be read."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + rng.choice((-1, 1, 100, -value, 10**6))
    if isinstance(value, float):
        return value * rng.choice((-1, 0, 1e10, 1e-10, 1e200, 1.5))
    if isinstance(value, str):
        return _repacked(value, rng)
    if isinstance(value, list):
        return rng.choice((value[: len(value) // 2], value * 3, value * 400, [value], [value] * 30))
    inner: object = value
    for _ in range(rng.choice((1, 200))):
        inner = {"network": inner}
    return inner


def _repacked(text: str, rng: random.Random) -> str:
    """Change a number of a packed array, or its length; other texts get another letter."""
    try:
        raw = bytearray(base64.b64decode(text, validate=True))
    except ValueError:
        return text[:-1] if text else "x"
    if len(raw) >= 8 and rng.random() < 0.8:
        at = 8 * rng.randrange(len(raw) // 8)
        raw[at : at + 8] = struct.pack("<d", float(rng.choice((*NUMBERS[:10], math.nan, math.inf))))
    else:
        raw = raw * 2 if rng.random() < 0.5 else raw[:-8]
    return base64.b64encode(bytes(raw)).decode()


def _overwritten(data: bytes, rng: random.Random) -> bytes:
    """Change some bytes."""
    at = rng.randrange(len(data) + 1)
    end = min(len(data), at + rng.choice((0, 1, 1, 5, 60, 10**6)))
    kind = rng.randrange(4)
    if kind == 0 and at < len(data):
        return data[:at] + bytes((data[at] ^ 1 << rng.randrange(8),)) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[end:]
    if kind == 2:
        return data[:at] + rng.choice(PIECES) + data[end if rng.random() < 0.5 else at :]
    return data[:end] + data[at:]
