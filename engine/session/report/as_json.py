"""A trace as JSON, for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable

from engine.nn.microsteps import MicroStep
from engine.nn.notation import path
from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.report import facts


def trace_as_json(frame: Frame, every_sample: bool = False) -> str:
    """Tell every micro-step as a list of ``{"n", "rule", "layer", "writes", "reads", "values", "given"}``.

    `values` maps the path of each written quantity to its number, null where it is not finite, and
    `given` likewise what is read without having been written: parameters, the learning rate in force,
    what the optimiser remembers. The first row also has the "settings" of the update.
    """
    written: set[Ref] = set()
    rows = []
    for n, step in enumerate(frame.steps, 1):
        rows.append(_row(frame, n, step, every_sample, written))
        written.update(step.writes)
    rows[0]["settings"] = _settings(frame)
    return json.dumps(rows, indent=1, allow_nan=False) + "\n"


def _row(frame: Frame, n: int, step: MicroStep, every_sample: bool, written: set[Ref]) -> dict[str, object]:
    writes = step.writes if every_sample else tuple(facts.of_sample(step.writes, frame))
    reads = step.reads if every_sample else tuple(facts.of_sample(step.reads, frame))
    return {
        "n": n,
        "rule": step.rule,
        "layer": step.layer,
        "writes": [path(ref) for ref in writes],
        "reads": [path(ref) for ref in reads],
        "values": _values(frame, writes),
        "given": _values(frame, (ref for ref in reads if ref not in written)),
    }


def _settings(frame: Frame) -> dict[str, object]:
    """Tell what the update is computed with: η is that in force, and rows count from 1."""
    trace, setup = frame.trace, frame.setup
    return {
        "update": frame.update,
        "cost": trace.cost,
        "optimizer": trace.optimizer,
        "eta": trace.eta,
        "schedule": setup.schedule,
        "l1": trace.l1,
        "l2": trace.l2,
        "penalty": _finite(trace.penalty),
        "rows": [int(row) + 1 for row in frame.rows],
    }


def _values(frame: Frame, refs: Iterable[Ref]) -> dict[str, float | None]:
    return {path(ref): _finite(frame.trace.value(ref, frame.playhead.sample)) for ref in refs}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
