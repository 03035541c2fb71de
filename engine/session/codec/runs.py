"""Runs as JSON: the log with its packed arrays, and the runs that edits left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from engine.nn.types import Array, IntArray
from engine.session.codec.moments import check_rows
from engine.session.codec.setups import PLAIN, RARE, setup_as_json, setup_of
from engine.session.codec.tables import packed, unpacked
from engine.session.column import Column
from engine.session.reading import Place, ascending_at, check_keys, list_at, object_at, whole_at
from engine.session.runlog import CHECKPOINT_EVERY, MOST_STAGES, RunLog, Stage
from engine.session.setup import Setup
from engine.session.state import width_of
from engine.session.training import MOST_UPDATES, reach, reach_of_costs

_PATIENCE = 2
"""So many times as far as a reader waits for may the next place of a file lie: runs change shape."""


def log_as_json(log: RunLog, begin: Setup) -> dict[str, Any]:
    """Write a run; `begin` is the setup it starts with."""
    content: dict[str, Any] = {"J": packed(log.curve())}
    if log.marks.array.size:
        updates, rows = log.marks.array.tolist(), packed(log.rows.array)
        content["checkpoints"] = {"updates": updates, "parameters": rows, "spacing": log.spacing}
    if log.stages:
        befores = (begin, *(stage.setup for stage in log.stages))
        pairs = zip(log.stages, befores, strict=False)
        content["stages"] = [
            {"update": stage.update} | setup_as_json(stage.setup, before) for stage, before in pairs
        ]
    return content


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
    log = RunLog(Column().grown(costs), stages=stages)
    log = _with_checkpoints(log, content.get("checkpoints"), place / "checkpoints", begin)
    _check_reach(log, place, begin)
    return log


def _stages(value: object, place: Place, begin: Setup) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for n, item in enumerate(list_at([] if value is None else value, place, 0, MOST_STAGES), 1):
        content = object_at(item, place[n])
        check_keys(content, place[n], {"update", "network", *PLAIN}, {"data", *RARE})
        least = stages[-1].update + 1 if stages else 1
        update = whole_at(content["update"], place[n] / "update", least, MOST_UPDATES)
        before = stages[-1].setup if stages else begin
        stages.append(Stage(update, setup_of(content, place[n], before)))
    return tuple(stages)


def _with_checkpoints(log: RunLog, value: object, place: Place, begin: Setup) -> RunLog:
    """Read the checkpoints of a run; how wide a row is depends on the stage it belongs to."""
    if value is None:
        return log
    content = object_at(value, place)
    check_keys(content, place, {"updates", "parameters"}, {"spacing"})
    marks = ascending_at(content["updates"], place / "updates", (1, MOST_UPDATES), 1, MOST_UPDATES)
    rows, setups = unpacked(content["parameters"], place / "parameters"), _setups(log, begin)
    most = _most(setups)
    return replace(
        log,
        marks=Column().grown(marks),
        rows=Column().grown(rows),
        ends=Column().grown(_ends(log, marks, rows, place / "parameters", setups)),
        spacing=whole_at(content.get("spacing", CHECKPOINT_EVERY), place / "spacing", 1, most),
    )


def _setups(log: RunLog, begin: Setup) -> tuple[Setup, ...]:
    return begin, *(stage.setup for stage in log.stages)


def _ends(log: RunLog, marks: IntArray, rows: Array, place: Place, setups: tuple[Setup, ...]) -> IntArray:
    """Find where the row of each checkpoint ends, and check the rows, stage by stage."""
    borders = np.searchsorted(marks, [stage.update for stage in log.stages])
    counts = np.diff(borders, prepend=0, append=marks.size)
    widths = np.repeat([width_of(setup) for setup in setups], counts)
    if rows.size != widths.sum():
        place.fail(f"has {rows.size} numbers, but there should be {widths.sum()}")
    start = 0
    for setup, count in zip(setups, counts.tolist(), strict=True):
        end = start + count * width_of(setup)
        check_rows(rows[start:end].reshape(count, -1 if count else width_of(setup)), setup, place)
        start = end
    return widths.cumsum()


def _most(setups: Iterable[Setup]) -> int:
    """Return how many updates there may be between two places that are known, given the setups of a run.

    Checkpoints are thinned for all of a run, so what is far for one setup may have been near for another.
    """
    return max(CHECKPOINT_EVERY, *(_PATIENCE * reach(setup) for setup in setups))


def _check_reach(log: RunLog, place: Place, begin: Setup) -> None:
    """See that no way from a known place to the next update is too long to be replayed."""
    setups = _setups(log, begin)
    # The program writes all costs; those that are missing are computed, and then shown.
    most, most_costs = _most(setups), max(CHECKPOINT_EVERY, *(reach_of_costs(each) // 2 for each in setups))
    known = np.union1d(log.marks.array, [0, *(stage.update for stage in log.stages)])
    far = np.flatnonzero(np.diff(known) > most)
    if far.size:
        (place / "checkpoints").fail(f"the next one after update {known[far[0]]:.0f} is too far away")
    count, last = log.curve().size, int(known[-1])
    if count - last > most or last - count > most_costs:
        (place / "J").fail(f"has {count} costs, but the last checkpoint is of update {last}")
