"""Spot the bug: an update with one slip in it, and which misconception each slip comes from.

What each slip does is told by `engine.nn.slips`; its name is the one that the bug library gives to the
same wrong rule. A lesson shows one with the deed ``slip NAME``, or ``slip NAME(LAYER)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nn import slipping
from engine.nn.slips import Slip, check_slip
from engine.nn.trace import Trace
from engine.session.document import Document
from engine.session.replay import trace_of

__all__ = ["SLIPS", "SlipWords", "check_slip", "first_wrong", "fits", "fitting", "slipped"]


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What is told of a slip once it is found.

    Attributes
    ----------
    misconception : str
        Id of the misconception that it comes from, such as "M04".
    words : str
        What was done, in one sentence.
    """

    misconception: str
    words: str


SLIPS: Mapping[str, SlipWords] = {
    "no_bias": SlipWords("M20", "The bias was left out of the input sum."),
    "double_sign": SlipWords("M13", "The difference was taken the other way round: y − ŷ."),
    "two_too_many": SlipWords("M14", "There is a factor 2 too many in front of ∂J/∂ŷ."),
    "activation_for_slope": SlipWords("M07", "The activation was taken for the slope: φ(z) for φ′(z)."),
    "slope_at_activation": SlipWords("M06", "The slope was taken at a, not at the input sum z."),
    "input_sum_for_activation": SlipWords("M08", "The shortcut that takes a was given the input sum z."),
    "slope_of_layer_before": SlipWords("M05", "The slope was taken at the node of the layer before."),
    "no_slope": SlipWords("M04", "δ was passed through the activation without its slope."),
    "slope_again": SlipWords("M32", "The slope was multiplied in once more."),
    "sum_for_product": SlipWords("M21", "The two factors of δ were added, not multiplied."),
    "delta_for_gradient": SlipWords(
        "M02", "δ was taken for the gradient: the incoming activation is missing."
    ),
    "times_input_sum": SlipWords("M12", "δ was multiplied with the input sum of the node at the tail."),
    "times_own_activation": SlipWords("M12", "δ was multiplied with the activation at its own node."),
    "bias_zero": SlipWords("M15", "The input on the bias's edge was taken for 0."),
    "times_bias": SlipWords("M15", "δ was multiplied with the bias, not with the 1 on its edge."),
    "own_weight": SlipWords("M09", "δ was carried over the incoming weight, not the outgoing one."),
    "rows_for_columns": SlipWords("M16", "A row of W was used where its column belongs."),
    "no_weight": SlipWords("M10", "δ was carried upstream without the weight of the edge."),
    "error_sent": SlipWords("M24", "The error was sent upstream in place of δ."),
    "new_weights": SlipWords("M11", "δ was carried over weights that were corrected already."),
    "one_path": SlipWords("M17", "Only one of the outgoing edges was counted."),
    "product_of_paths": SlipWords("M17", "The packets were multiplied, not added."),
    "sum_for_mean": SlipWords("M18", "The gradients of the samples were added, not averaged."),
    "added": SlipWords("M01", "The correction was added: uphill."),
    "eta_ignored": SlipWords("M26", "The gradient itself was subtracted, without the learning rate."),
    "less_eta_delta": SlipWords("M03", "η δ was subtracted in place of η times the gradient."),
}
"""By name: every slip of `engine.nn.slips.SLIPS`."""


def slipped(slip: str, document: Document, update: int = 0) -> Trace:
    """Compute one update of a document with a slip in it; errors as in `check_slip`."""
    return slipping.slipped(slip, trace_of(document, update))


def first_wrong(slip: str, document: Document, update: int = 0) -> Slip | None:
    """Return where the first wrong number is written: `rule`, `layer` and `address` of its step.

    None where the slip makes no number of the update visibly wrong; errors as in `check_slip`.
    """
    return slipping.first_wrong(slip, trace_of(document, update))


def fits(slip: str, document: Document, update: int = 0) -> bool:
    """Say whether a slip makes a number of an update visibly wrong; errors as in `check_slip`."""
    return first_wrong(slip, document, update) is not None


def fitting(document: Document, update: int = 0) -> tuple[str, ...]:
    """List the slips that fit an update, in the order of the table."""
    return tuple(name for name in SLIPS if fits(name, document, update))
