"""What a lesson begins with, written as TOML; `engine.lessons.reading` reads it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from engine.data.bundled import BUNDLED
from engine.data.sources import data_called, recipe_of
from engine.data.splits import every_kth
from engine.nn.notation import path
from engine.nn.types import Array, Ref
from engine.session.setup import Setup

__all__ = ["quoted", "start_as_toml"]

_SHUFFLES = {"keyed": "true", "none": "false", "fixed": '"fixed"'}
_MOST_SPACING = 1_000


def quoted(text: str) -> str:
    """Write a text in quotes, as JSON and TOML both do."""
    return json.dumps(text, ensure_ascii=False)


def start_as_toml(setup: Setup, prefix: str, read_bundled: Callable[[str], bytes]) -> str:
    """Write a setup as the tables network, data and train.

    Parameters
    ----------
    setup : Setup
    prefix : str
        In front of the names of the tables: empty, or ``also.NAME.``.
    read_bundled : callable
        Returns what a file of ``resources/data`` holds.
    """
    tables = {"network": _network(setup), "data": _data(setup, read_bundled), "train": _train(setup)}
    return "\n".join(
        f"[{prefix}{name}]\n" + "".join(f"{key} = {said}\n" for key, said in lines)
        for name, lines in tables.items()
    )


def _network(setup: Setup) -> Iterator[tuple[str, str]]:
    net = setup.network
    yield "layers", _listed(net.sizes)
    yield "activations", f"[{', '.join(map(quoted, net.activations[1:]))}]"
    yield "cost", quoted(setup.cost)
    yield "w", f"[{', '.join(map(_table, net.W[1:]))}]"
    yield "b", f"[{', '.join(_listed(b.tolist()) for b in net.b[1:])}]"
    for name, refs in (("locked", net.locked), ("cut", net.cut)):
        if refs:
            yield name, _paths(refs)


def _paths(refs: Iterable[Ref]) -> str:
    return f"[{', '.join(quoted(path(ref)) for ref in sorted(refs))}]"


def _data(setup: Setup, read_bundled: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    if name := _name_of(setup, read_bundled):
        yield "name", quoted(name)
    else:
        yield "X", _table(setup.X)
        yield "Y", _table(setup.Y)
        for key in ("inputs", "labels", "classes"):
            if names := getattr(setup.notes, key):
                yield key, f"[{', '.join(map(quoted, names))}]"
    if setup.batch is not None:
        yield "batch", str(setup.batch)
    if setup.test.size:
        yield "test", _test(setup)


def _name_of(setup: Setup, read_bundled: Callable[[str], bytes]) -> str:
    """Return the name by which the same data are made again; empty where there is none."""
    recipe = recipe_of(setup.notes.source)
    name = setup.notes.name if setup.notes.name in BUNDLED else ""
    if recipe is not None:
        name = f"{recipe[0]}({', '.join(f'{key}={number}' for key, number in recipe[1].items())})"
    if not name:
        return ""
    try:
        data = data_called(name, read_bundled)
    except ValueError:
        return ""
    return name if np.array_equal(data.X, setup.X) and np.array_equal(data.Y, setup.Y) else ""


def _test(setup: Setup) -> str:
    """Write which rows are kept for testing: every k-th, or their numbers from 1."""
    spacing = int(setup.test[1] - setup.test[0]) if setup.test.size > 1 else len(setup.X)
    if 1 < spacing <= _MOST_SPACING and np.array_equal(every_kth(len(setup.X), spacing), setup.test):
        return str(spacing)
    return _listed((setup.test + 1).tolist())


def _train(setup: Setup) -> Iterator[tuple[str, str]]:
    yield "eta", repr(float(setup.eta))
    yield "shuffle", _SHUFFLES[setup.shuffle]
    yield "seed", str(setup.seed)
    usual = {"optimizer": "sgd", "schedule": "constant", "l1": 0.0, "l2": 0.0}
    for key, value in usual.items():
        if (said := getattr(setup, key)) != value:
            yield key, quoted(said) if isinstance(said, str) else repr(float(said))


def _listed(numbers: Iterable[float]) -> str:
    return f"[{', '.join(map(repr, numbers))}]"


def _table(rows: Array) -> str:
    return f"[{', '.join(_listed(row) for row in rows.tolist())}]"
