"""Slips in δ: what arrives from downstream, the weights that it comes over, and the slope it is damped by."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.lessons.bugs.reaches import BACKWARD, WITH_WEIGHTS, only
from engine.lessons.bugs.run import Formula, Run, Slip, right, updated
from engine.nn.trace import Trace
from engine.nn.types import Array

__all__ = ["SLIPS", "paths"]

MOST_PATHS = 6
"""With more outgoing edges nobody takes one of them for all."""


def _hidden(formula: Formula) -> Formula:
    """Let a formula hold in hidden layers only."""
    return lambda run, l: formula(run, l) if l < run.L else None


def _no_slope(run: Run, l: int) -> Array | None:
    return None if l == run.L and run.is_fused else run.dJ_da[l]


def _gradient_for_delta(run: Run, l: int) -> Array | None:
    """Multiply by what comes in, where one edge leads in."""
    return right("delta", run, l) * run.a[l - 1] if run.net.sizes[l - 1] == 1 else None


def _no_weight(run: Run, l: int) -> Array:
    return np.repeat(run.delta[l + 1].sum(axis=1, keepdims=True), run.net.sizes[l], axis=1)


def _own_weight(run: Run, l: int) -> Array | None:
    """Go back over the edges that lead in, where as many lead in as lead out."""
    W = run.net.W[l]
    return run.delta[l + 1] @ W.T if W.shape[1] == run.delta[l + 1].shape[1] else None


def _rows_for_columns(run: Run, l: int) -> Array | None:
    W = run.net.W[l + 1]
    return run.delta[l + 1] @ W.T if W.shape[0] == W.shape[1] else None


def _new_weights(run: Run, l: int) -> Array:
    """Go back over the weights as corrected just now."""
    return run.delta[l + 1] @ updated(run, down_to=l + 1).W[l + 1]


def _error_sent(run: Run, l: int) -> Array:
    """Send ŷ − y upstream over the weights, in place of δ."""
    sent = run.a[run.L] - run.trace.Y
    for layer in range(run.L, l, -1):
        sent = sent @ run.net.W[layer]
    return sent


def _packets(run: Run, l: int) -> Array | None:
    """Return what comes over each outgoing edge, shape (m, n_next, n_l); None where one leads out."""
    W = run.net.W[l + 1]
    return None if len(W) == 1 else run.delta[l + 1][:, :, None] * W


def _product(run: Run, l: int) -> Array | None:
    packets = _packets(run, l)
    return None if packets is None else packets.prod(axis=1)


def _mean(run: Run, l: int) -> Array | None:
    packets = _packets(run, l)
    return None if packets is None else packets.mean(axis=1)


def _absolute(run: Run, l: int) -> Array | None:
    packets = _packets(run, l)
    return None if packets is None else np.abs(packets).sum(axis=1)


def _one_path(k: int) -> Formula:
    """Take one packet for all."""

    def formula(run: Run, l: int) -> Array | None:
        packets = _packets(run, l)
        return None if packets is None or k >= packets.shape[1] else packets[:, k, :]

    return _hidden(formula)


def paths(trace: Trace) -> Iterator[Slip]:
    """List a slip for each of several outgoing edges: as if there were no other."""
    widest = max((n for n in trace.network.sizes[2:] if 1 < n <= MOST_PATHS), default=0)
    for k in range(widest):
        yield Slip("M17", f"one_path_{k + 1}", "dJ_da", _one_path(k), BACKWARD)


SLIPS = (
    Slip("M04", "no_slope", "delta", _no_slope, BACKWARD),
    Slip("M02", "gradient_for_delta", "delta", _gradient_for_delta, only("delta")),
    Slip("M10", "no_weight", "dJ_da", _hidden(_no_weight), BACKWARD),
    Slip("M09", "own_weight", "dJ_da", _hidden(_own_weight), BACKWARD),
    Slip("M16", "rows_for_columns", "dJ_da", _hidden(_rows_for_columns), BACKWARD),
    Slip("M11", "new_weights", "dJ_da", _hidden(_new_weights), WITH_WEIGHTS),
    Slip("M24", "error_sent", "dJ_da", _hidden(_error_sent), BACKWARD),
    Slip("M17", "product_of_paths", "dJ_da", _hidden(_product), BACKWARD),
    Slip("M17", "mean_of_paths", "dJ_da", _hidden(_mean), BACKWARD),
    Slip("M17", "sizes_of_paths", "dJ_da", _hidden(_absolute), BACKWARD),
)
