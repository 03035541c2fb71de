"""Runs as JSON: the log with its packed arrays, and the runs that edits left behind."""

from __future__ import annotations

import base64
import binascii
from itertools import pairwise
from typing import Any

import numpy as np

from engine.nn.types import Array, freeze
from engine.session.codec.networks import data_as_json, network_as_json
from engine.session.codec.setups import setup_of
from engine.session.column import Column
from engine.session.reading import DocumentError, Place, check_keys, list_at, object_at, whole_at
from engine.session.runlog import CHECKPOINT_EVERY, MOST_STAGES, RunLog, Stage
from engine.session.setup import Setup
from engine.session.trainer import MOST_UPDATES, reach

_PLAIN = ("cost", "optimizer", "eta", "batch", "seed")
_SLICE = 3 * 2**16
"""Bytes that are packed at once, a multiple of 3: other threads go on between."""


def log_as_json(log: RunLog, begin: Setup) -> dict[str, Any]:
    """Write a run; `begin` is the setup it starts with."""
    content: dict[str, Any] = {"J": packed(log.curve())}
    if log.marks.array.size:
        updates, rows = log.marks.array.tolist(), packed(log.rows.array)
        content["checkpoints"] = {"updates": updates, "parameters": rows, "spacing": log.spacing}
    if log.stages:
        befores = (begin, *(stage.setup for stage in log.stages))
        pairs = zip(log.stages, befores, strict=False)
        content["stages"] = [_stage_as_json(stage, before) for stage, before in pairs]
    return content


def _stage_as_json(stage: Stage, before: Setup) -> dict[str, Any]:
    setup = stage.setup
    content: dict[str, Any] = {"update": stage.update, "network": network_as_json(setup.network)}
    if not (np.array_equal(setup.X, before.X) and np.array_equal(setup.Y, before.Y)):
        content["data"] = data_as_json(setup.X, setup.Y)
    return content | {name: getattr(setup, name) for name in _PLAIN}


def log_of(value: object, place: Place, begin: Setup) -> RunLog:
    """Read a run; DocumentError where it is none, or could not be replayed in reasonable time."""
    if value is None:
        return RunLog()
    content = object_at(value, place)
    check_keys(content, place, {"J"}, {"checkpoints", "stages"})
    costs = unpacked(content["J"], place / "J")
    if costs.size > MOST_UPDATES + 1:
        (place / "J").fail(f"has {costs.size:,} costs; a run has at most {MOST_UPDATES + 1:,}")
    if np.isinf(costs).any():
        (place / "J").fail("holds a number that is not finite")
    stages = _stages(content.get("stages"), place / "stages", begin)
    marks, rows, spacing = _checkpoints(content.get("checkpoints"), place / "checkpoints", begin)
    log = RunLog(Column().grown(costs), marks, rows, stages, spacing)
    _check_reach(log, place, begin)
    return log


def _stages(value: object, place: Place, begin: Setup) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for n, item in enumerate(list_at([] if value is None else value, place, 0, MOST_STAGES), 1):
        content = object_at(item, place[n])
        check_keys(content, place[n], {"update", "network", *_PLAIN}, {"data"})
        least = stages[-1].update + 1 if stages else 1
        update = whole_at(content["update"], place[n] / "update", least, MOST_UPDATES)
        before = stages[-1].setup if stages else begin
        setup = setup_of(content, place[n], before)
        if setup.network.sizes != begin.network.sizes:
            (place[n] / "network").fail("has other layers than the network of the document")
        stages.append(Stage(update, setup))
    return tuple(stages)


def _checkpoints(value: object, place: Place, begin: Setup) -> tuple[Column, Column, int]:
    if value is None:
        return Column(), Column(), CHECKPOINT_EVERY
    content = object_at(value, place)
    check_keys(content, place, {"updates", "parameters"}, {"spacing"})
    here = place / "updates"
    items = list_at(content["updates"], here, 1, MOST_UPDATES)
    marks = [whole_at(item, here[n], 1, MOST_UPDATES) for n, item in enumerate(items, 1)]
    if any(a >= b for a, b in pairwise(marks)):
        here.fail("should be in ascending order")
    rows = unpacked(content["parameters"], place / "parameters")
    if rows.size != len(marks) * begin.network.parameters:
        wanted = f"{len(marks)} × {begin.network.parameters}"
        (place / "parameters").fail(f"has {rows.size} numbers, but there should be {wanted}")
    if not np.isfinite(rows).all():
        (place / "parameters").fail("holds a number that is not finite")
    spacing = whole_at(content.get("spacing", CHECKPOINT_EVERY), place / "spacing", 1, _farthest(begin))
    points = np.array(marks, dtype=np.int64), rows.reshape(len(marks), -1)
    return Column().grown(points[0]), Column().grown(points[1]), spacing


def _farthest(begin: Setup) -> int:
    """Return how many updates there may be between two places that are known."""
    return max(reach(begin.network.parameters, begin.batch_size), CHECKPOINT_EVERY)


def _check_reach(log: RunLog, place: Place, begin: Setup) -> None:
    """See that no way from a known place to the next update is too long to be replayed."""
    most = _farthest(begin)
    known = sorted({0, *log.marks.array.tolist(), *(stage.update for stage in log.stages)})
    gap = next((a for a, b in pairwise(known) if b - a > most), None)
    if gap is not None:
        (place / "checkpoints").fail(f"the next one after update {gap:,} is too far away")
    count = log.curve().size
    most_costs = max(reach(begin.network.parameters, begin.samples), CHECKPOINT_EVERY)
    if count - known[-1] > most or known[-1] - count > most_costs:
        (place / "J").fail(f"has {count} costs, but the last checkpoint is of update {known[-1]}")


def packed(array: Array) -> str:
    """Write numbers as base64 of 64-bit floats, little end first: exact, short, and quick for millions."""
    raw = np.ascontiguousarray(array, dtype="<f8").reshape(-1).view(np.uint8)
    slices = (raw[start : start + _SLICE].tobytes() for start in range(0, raw.nbytes, _SLICE))
    return "".join(base64.b64encode(part).decode("ascii") for part in slices)


def unpacked(value: object, place: Place) -> Array:
    """Read packed numbers; DocumentError where they are none."""
    try:
        raw = base64.b64decode(value if isinstance(value, str) else b"?", validate=True)
        return freeze(np.frombuffer(raw, dtype="<f8").astype(np.float64))
    except (binascii.Error, ValueError):
        raise DocumentError(f"{place.name}: should be numbers packed as base64") from None
