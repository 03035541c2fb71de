"""Slips in the weight correction: its sign, its size, and what is taken for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.lessons.bugs.reaches import only
from engine.lessons.bugs.run import Formula, Run, Slip, cost_with, updated
from engine.nn.network import Network
from engine.nn.types import Array

__all__ = ["SLIPS"]

_W, _B, _J = only("W_new"), only("b_new"), only("J_new")


def _added(run: Run) -> Network:
    return updated(run, -run.trace.eta)


def _eta_ignored(run: Run) -> Network:
    return updated(run, 1.0)


def _eta_twice(run: Run) -> Network:
    return updated(run, run.trace.eta**2)


def _moving(run: Run, l: int, new: Array) -> Array:
    """Leave alone the weights that are locked."""
    old = run.net.W[l]
    fixed = [ref.index for ref in run.net.locked if ref.symbol == "W" and ref.layer == l]
    new = np.array(new)
    for index in fixed:
        new[index] = old[index]
    return new


def _less_delta(factor: Formula) -> Formula:
    """Subtract δ, times a factor, in place of the gradient."""

    def formula(run: Run, l: int) -> Array | None:
        share = factor(run, l)
        if share is None:
            return None
        return _moving(run, l, run.net.W[l] - share * run.delta[l].mean(axis=0)[:, None])

    return formula


def _weights_only(run: Run, _l: int) -> Array:
    return cost_with(run, replace(run.updated, b=run.net.b))


SLIPS = (
    Slip("M01", "added", "W_new", lambda run, l: _added(run).W[l], _W),
    Slip("M01", "added", "b_new", lambda run, l: _added(run).b[l], _B),
    Slip("M01", "added", "J_new", lambda run, _l: cost_with(run, _added(run)), _J),
    Slip("M03", "less_delta", "W_new", _less_delta(lambda _run, _l: np.ones(1)), _W),
    Slip("M03", "less_eta_delta", "W_new", _less_delta(lambda run, _l: np.full(1, run.trace.eta)), _W),
    Slip("M03", "gradient_for_weight", "W_new", lambda run, l: run.dW[l], _W),
    Slip("M03", "gradient_for_bias", "b_new", lambda run, l: run.db[l], _B),
    Slip("M03", "correction_for_weight", "W_new", lambda run, l: run.updated.W[l] - run.net.W[l], _W),
    Slip("M03", "correction_for_bias", "b_new", lambda run, l: run.updated.b[l] - run.net.b[l], _B),
    Slip("M26", "eta_ignored", "W_new", lambda run, l: _eta_ignored(run).W[l], _W),
    Slip("M26", "eta_ignored", "b_new", lambda run, l: _eta_ignored(run).b[l], _B),
    Slip("M26", "eta_ignored", "J_new", lambda run, _l: cost_with(run, _eta_ignored(run)), _J),
    Slip("M26", "eta_twice", "W_new", lambda run, l: _eta_twice(run).W[l], _W),
    Slip("M26", "eta_twice", "b_new", lambda run, l: _eta_twice(run).b[l], _B),
    Slip("M15", "bias_not_corrected", "b_new", lambda run, l: run.net.b[l], _B),
    Slip("M15", "weights_only", "J_new", _weights_only, _J),
)
