"""Slips where the backward pass begins: ∂J/∂ŷ, and δ of an output layer that gives it in one piece."""

from __future__ import annotations

import numpy as np

from engine.lessons.bugs.reaches import BACKWARD, only
from engine.lessons.bugs.run import Formula, Run, Slip, right
from engine.nn.activations import activation
from engine.nn.types import Array

__all__ = ["SLIPS"]


def _at_output(formula: Formula) -> Formula:
    """Let a formula hold in the output layer only."""
    return lambda run, l: formula(run, l) if l == run.L else None


def _where_fused(formula: Formula) -> Formula:
    """Let a formula hold in an output layer whose δ is ŷ − y."""
    return lambda run, l: formula(run, l) if l == run.L and run.is_fused else None


def _times(factor: float, *costs: str) -> Formula:
    """Multiply ∂J/∂ŷ of some costs."""
    return _at_output(lambda run, l: factor * right("dJ_da", run, l) if run.trace.cost in costs else None)


def _not_averaged(run: Run, l: int) -> Array | None:
    return run.net.sizes[l] * right("dJ_da", run, l) if run.trace.cost == "mse" else None


def _of_another_cost(run: Run, l: int) -> Array:
    return run.a[l] - run.trace.Y


def _slope_again(run: Run, l: int) -> Array:
    """Multiply by φ′ although it has cancelled; of softmax by the diagonal of its Jacobian."""
    slope = run.slope[l]
    own = np.diagonal(slope, axis1=1, axis2=2) if activation(run.net.activations[l]).couples else slope
    return right("delta", run, l) * own


def _true_class_only(run: Run, l: int) -> Array | None:
    if not run.is_coupled(l):
        return None
    return np.where(run.trace.Y > 0.0, right("delta", run, l), 0.0)


def _the_cost_itself(run: Run, l: int) -> Array:
    return np.repeat(run.J_each[:, None], run.net.sizes[l], axis=1)


SLIPS = (
    Slip("M13", "double_sign", "dJ_da", _at_output(lambda run, l: -right("dJ_da", run, l)), BACKWARD),
    Slip("M13", "double_sign", "delta", _where_fused(lambda run, l: -right("delta", run, l)), BACKWARD),
    Slip("M14", "two_too_many", "dJ_da", _times(2.0, "half_squared"), BACKWARD),
    Slip("M14", "two_forgotten", "dJ_da", _times(0.5, "squared", "mse"), BACKWARD),
    Slip("M14", "not_averaged", "dJ_da", _at_output(_not_averaged), BACKWARD),
    Slip("M14", "other_cost", "dJ_da", _at_output(_of_another_cost), BACKWARD),
    Slip("M24", "cost_itself", "dJ_da", _at_output(_the_cost_itself), only("dJ_da")),
    Slip("M32", "slope_again", "delta", _where_fused(_slope_again), BACKWARD),
    Slip("M32", "true_class_only", "delta", _where_fused(_true_class_only), BACKWARD),
)
