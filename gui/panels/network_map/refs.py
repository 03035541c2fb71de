"""Which quantities a row of the data set stands for, and which row quantities belong to."""

from __future__ import annotations

import numpy as np

from engine.nn.types import Ref
from engine.session.frame import Frame

__all__ = ["refs_of", "row_of_refs"]


def refs_of(frame: Frame, row: int | None) -> frozenset[Ref]:
    """Return inputs and labels of a row; nothing where the batch in play does not have it."""
    if row is None or row not in frame.rows:
        return frozenset()
    sample, names = int(np.flatnonzero(frame.rows == row)[0]), frame.names
    inputs = (Ref("x", 0, (k,), sample) for k in range(names.sizes[0]))
    return frozenset([*inputs, *(Ref("y", names.L, (j,), sample) for j in range(names.sizes[-1]))])


def row_of_refs(frame: Frame, refs: frozenset[Ref]) -> int:
    """Return the row that an input, a label or an output among some quantities belongs to; −1 for none."""
    samples = sorted(
        frame.playhead.sample if ref.sample is None else ref.sample
        for ref in refs
        if ref.symbol in ("x", "y") or (ref.symbol == "a" and ref.layer == frame.names.L)
    )
    return int(frame.rows[samples[0]]) if samples and samples[0] < len(frame.rows) else -1
