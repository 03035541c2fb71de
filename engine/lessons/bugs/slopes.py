"""Slips with φ′: taken at the wrong place, or taken for something else."""

from __future__ import annotations

from engine.lessons.bugs.reaches import BACKWARD
from engine.lessons.bugs.run import Formula, Run, Slip, right
from engine.nn.activations import activation
from engine.nn.types import Array

__all__ = ["SLIPS"]


def _alone(formula: Formula) -> Formula:
    """Let a formula hold where nodes are not coupled."""
    return lambda run, l: None if run.is_coupled(l) else formula(run, l)


def _of_layer(run: Run, l: int, other: int) -> Array | None:
    """Take φ′ of the nodes beside, in a layer as wide."""
    if not 1 <= other <= run.L or run.is_coupled(other) or run.net.sizes[other] != run.net.sizes[l]:
        return None
    return right("slope", run, other)


def _own_at(run: Run, l: int, other: int) -> Array | None:
    """Take the layer's own φ′ at the input sums beside, where that is another number than their own φ′."""
    if _of_layer(run, l, other) is None or run.net.activations[l] == run.net.activations[other]:
        return None
    return activation(run.net.activations[l]).slope(run.z[other])


def _from_input_sum(run: Run, l: int) -> Array:
    """Put z where the short form takes a, as in z(1 − z)."""
    return activation(run.net.activations[l]).slope_from_activation(run.z[l])


def _at_activation(run: Run, l: int) -> Array:
    return activation(run.net.activations[l]).slope(run.a[l])


SLIPS = (
    Slip("M05", "slope_of_layer_before", "slope", _alone(lambda run, l: _of_layer(run, l, l - 1)), BACKWARD),
    Slip("M05", "slope_of_next_layer", "slope", _alone(lambda run, l: _of_layer(run, l, l + 1)), BACKWARD),
    Slip("M05", "slope_at_layer_before", "slope", _alone(lambda run, l: _own_at(run, l, l - 1)), BACKWARD),
    Slip("M05", "slope_at_next_layer", "slope", _alone(lambda run, l: _own_at(run, l, l + 1)), BACKWARD),
    Slip("M06", "slope_at_activation", "slope", _alone(_at_activation), BACKWARD),
    Slip("M07", "activation_for_slope", "slope", _alone(lambda run, l: run.a[l]), BACKWARD),
    Slip("M08", "input_sum_for_activation", "slope", _alone(_from_input_sum), BACKWARD),
)
