"""Slips with one packet: what is carried upstream over one edge, w·δ."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lessons.bugs.mutant import Mutant
from engine.lessons.bugs.run import Run
from engine.nn.types import Ref

__all__ = ["packet_slips"]


def packet_slips(ref: Ref, run: Run) -> Iterator[Mutant]:
    """List what may be taken for a packet; nothing for other quantities."""
    if ref.symbol != "term":
        return
    l, (j, k) = ref.layer, ref.index
    row = run.row_of(ref)
    W, delta = run.net.W[l], float(run.delta[l][row, j])
    yield Mutant("M10", "no_weight", delta)
    yield Mutant("M11", "new_weights", float(run.updated.W[l][j, k]) * delta)
    if l == run.L:
        yield Mutant("M24", "error_sent", float(W[j, k]) * float(run.a[l][row, j] - run.trace.Y[row, j]))
    if W.shape[0] == W.shape[1]:
        yield Mutant("M16", "rows_for_columns", float(W[k, j]) * delta)
    if l > 1 and run.net.W[l - 1].shape == W.shape:
        yield Mutant("M09", "own_weight", float(run.net.W[l - 1][j, k]) * delta)
    yield Mutant("M12", "times_activation", float(W[j, k]) * float(run.a[l - 1][row, k]))
