"""What can be told about a session without a window: a trace as text or JSON, a curve as CSV."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable

from engine.nn.formulas import as_text, numbers, symbols
from engine.nn.microsteps import MicroStep
from engine.nn.notation import number, path
from engine.nn.types import Array, Ref
from engine.session.frame import Frame

DECIMALS = 6
"""Digits of the numbers in text reports."""


def trace_as_text(frame: Frame) -> str:
    """Tell every micro-step of the update in play, as if it were done.

    One block a step: number, rule and each quantity it writes with its value; the formula with
    names and with numbers; what it reads. Of a batch, the sample in view is told.
    """
    title = frame.document.title or "Untitled"
    sizes = "–".join(map(str, frame.network.sizes))
    samples = f", sample {frame.playhead.sample + 1} of {frame.trace.m}" if frame.trace.m > 1 else ""
    steps = f"{len(frame.steps)} micro-steps, {frame.playhead.zoom} zoom"
    head = f"{title} · {sizes} · update {frame.update}{samples} · {steps}"
    blocks = (_block(frame, n, step) for n, step in enumerate(frame.steps, 1))
    return "\n".join([head, *blocks]) + "\n"


def _block(frame: Frame, n: int, step: MicroStep) -> str:
    lead = f"{n:>4}  {step.address:<9}"
    lines = [line for ref in _of_sample(step.writes, frame) for line in _lines(frame, ref)]
    if step.rule == "U0":
        lines = ["all gradients are known, and nothing has moved yet"]
    reads = " ".join(path(ref) for ref in _of_sample(step.reads, frame))
    if reads:
        lines.append(f"reads {reads}")
    indent = "\n" + " " * len(lead)
    return lead + indent.join(lines)


def _lines(frame: Frame, ref: Ref) -> list[str]:
    def shown(other: Ref) -> str:
        return number(frame.trace.value(other, frame.playhead.sample), DECIMALS)

    first = f"{path(ref)} = {shown(ref)}"
    formula = as_text(symbols(ref, frame.scene))
    if "=" not in formula and "←" not in formula:
        return [first]
    under = " " * max(formula.rfind("="), formula.rfind("←"))
    return [first, f"    {formula}", f"    {under}= {as_text(numbers(ref, frame.scene, shown))}"]


def trace_as_json(frame: Frame, every_sample: bool = False) -> str:
    """Tell the same as JSON: a list of ``{"n", "rule", "layer", "writes", "reads", "values"}``.

    `values` maps the path of each written quantity to its number, null where it is not finite.
    """
    rows = []
    for n, step in enumerate(frame.steps, 1):
        writes = step.writes if every_sample else tuple(_of_sample(step.writes, frame))
        reads = step.reads if every_sample else tuple(_of_sample(step.reads, frame))
        values = {path(ref): _finite(frame.trace.value(ref, frame.playhead.sample)) for ref in writes}
        rows.append(
            {
                "n": n,
                "rule": step.rule,
                "layer": step.layer,
                "writes": list(values),
                "reads": [path(ref) for ref in reads],
                "values": values,
            }
        )
    return json.dumps(rows, indent=1, allow_nan=False) + "\n"


def curve_as_csv(curve: Array) -> str:
    """Write a cost curve as CSV with the columns ``update,J``, numbers exact."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["update", "J"])
    writer.writerows((update, repr(float(J))) for update, J in enumerate(curve))
    return out.getvalue()


def _of_sample(refs: Iterable[Ref], frame: Frame) -> Iterable[Ref]:
    return (ref for ref in refs if ref.sample in (None, frame.playhead.sample))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
