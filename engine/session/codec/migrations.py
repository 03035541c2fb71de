"""Files of older schemas, brought up to date one schema at a time."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from engine.nn.network import Network
from engine.nn.types import Array
from engine.session.codec.networks import network_as_json, network_of
from engine.session.codec.tables import packed
from engine.session.limits import MAX_PARAMETERS
from engine.session.reading import Place, check_keys, list_at, number_at, object_at, row_at, whole_at
from engine.session.runlog import CHECKPOINT_EVERY

SCHEMA = 4

_MOST = 10_000_000
_REQUIRED_1 = {"format", "schema", "network", "data", "cost", "eta"}
_OPTIONAL_1 = {"title", "optimizer", "batch", "seed", "log", "playhead"}
_OPTIONAL_2 = {*_OPTIONAL_1, "run", "ghosts"}
_OPTIONAL_3 = {*_OPTIONAL_2, "schedule", "l1", "l2", "shuffle", "moments", "name", "kept"}


def _from_1(content: dict[str, Any]) -> dict[str, Any]:
    """Pack the log; a checkpoint that may have been set by hand becomes a stage."""
    check_keys(content, Place(), _REQUIRED_1, _OPTIONAL_1)
    if content.get("log") is None:
        return content
    place = Place("log")
    log = object_at(content["log"], place)
    check_keys(log, place, {"J", "checkpoints"})
    points = list_at(log["checkpoints"], place / "checkpoints", 0, _MOST)
    costs = _costs_from_1(log["J"], place / "J")
    return content | {"log": {"J": packed(costs), **_points_from_1(content, points, place)}}


def _costs_from_1(value: object, place: Place) -> Array:
    """Read costs, of which null is one that is no number."""
    items = list_at(value, place, 0, _MOST)
    costs = row_at([0.0 if J is None else J for J in items], place, _MOST).copy() if items else np.empty(0)
    costs[[J is None for J in items]] = math.nan
    return costs


def _points_from_1(content: dict[str, Any], points: list[object], place: Place) -> dict[str, Any]:
    net = network_of(content["network"], Place("network"))
    eta, update, updates, rows, stages = content["eta"], 0, [], [], []
    settings = {"cost": content["cost"], "batch": content.get("batch")}
    settings |= {"optimizer": content.get("optimizer", "sgd"), "seed": content.get("seed", 0)}
    for n, item in enumerate(points, 1):
        update, row, eta_now = _point_from_1(item, (place / "checkpoints")[n], net, update + 1)
        if eta_now == eta and update % CHECKPOINT_EVERY == 0:
            updates.append(update)
            rows.append(row)
        else:
            eta, changed = eta_now, network_as_json(net.with_vector(row))
            stages.append({"update": update, "network": changed, "eta": eta, **settings})
    found: dict[str, Any] = {"stages": stages} if stages else {}
    if updates:
        found["checkpoints"] = {"updates": updates, "parameters": packed(np.stack(rows))}
    return found


def _point_from_1(value: object, place: Place, net: Network, least: int) -> tuple[int, Array, float]:
    point = object_at(value, place)
    check_keys(point, place, {"update", "eta", "parameters"})
    update = whole_at(point["update"], place / "update", least, _MOST)
    row = row_at(point["parameters"], place / "parameters", MAX_PARAMETERS)
    if row.size != net.parameters:
        (place / "parameters").fail(f"has {row.size} numbers, but the network has {net.parameters}")
    eta = number_at(point["eta"], place / "eta")
    if eta <= 0:
        (place / "eta").fail("should be above 0")
    return update, row, eta


def _from_2(content: dict[str, Any]) -> dict[str, Any]:
    """Check that nothing is there which schema 2 did not have; all that it had means the same today."""
    check_keys(content, Place(), _REQUIRED_1, _OPTIONAL_2)
    return content


def _from_3(content: dict[str, Any]) -> dict[str, Any]:
    """Do the same for schema 3: what came after it, `init`, `places` and features, may be left out."""
    check_keys(content, Place(), _REQUIRED_1, _OPTIONAL_3)
    return content


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_1, 2: _from_2, 3: _from_3}
"""For each older schema, the function that brings a file to the next one."""
