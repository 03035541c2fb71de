"""What is said of single slips, where one misconception has several: by its id and the name of the slip."""

from __future__ import annotations

from collections.abc import Mapping

from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["SLIPS", "TOLD_ALIKE"]

TOLD_ALIKE = frozenset({("M11", "new_weights")})
"""Slips whose words say themselves where they were made: what they lead to is their own number."""

SLIPS: Mapping[tuple[str, str], str] = {
    ("M02", "a_one"): QT_TRANSLATE_NOOP("Misconception", "You seem to have read $a$ one as the number 1."),
    ("M02", "gradient_for_delta"): QT_TRANSLATE_NOOP(
        "Misconception",
        "That is the gradient on the edge. The $\\delta$ sits in the node, before the tail comes in.",
    ),
    ("M03", "less_delta"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have subtracted $\\delta$ where the correction belongs."
    ),
    ("M03", "less_eta_delta"): QT_TRANSLATE_NOOP(
        "Misconception",
        "You seem to have subtracted $\\eta\\,\\delta$; the gradient is $\\delta$ times what comes in.",
    ),
    ("M03", "gradient_for_weight"): QT_TRANSLATE_NOOP(
        "Misconception", "That is the gradient. The new weight is what the old one becomes by it."
    ),
    ("M03", "gradient_for_bias"): QT_TRANSLATE_NOOP(
        "Misconception", "That is the gradient. The new bias is what the old one becomes by it."
    ),
    ("M03", "correction_for_weight"): QT_TRANSLATE_NOOP(
        "Misconception", "That is the correction. The new weight is the old one with the correction in it."
    ),
    ("M03", "correction_for_bias"): QT_TRANSLATE_NOOP(
        "Misconception", "That is the correction. The new bias is the old one with the correction in it."
    ),
    ("M05", "slope_of_layer_before"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the slope of the node one layer upstream."
    ),
    ("M05", "slope_of_next_layer"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the slope of the node one layer downstream."
    ),
    ("M09", "times_weight"): QT_TRANSLATE_NOOP(
        "Misconception",
        "You seem to have multiplied by the weight of the edge itself. What comes in at its tail?",
    ),
    ("M09", "earlier_weights"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the weights of another layer."
    ),
    ("M12", "times_input"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have multiplied by the input $x$, which comes in at another edge."
    ),
    ("M12", "times_input_sum"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have multiplied by an input sum $z$; what comes in is an activation."
    ),
    ("M12", "times_own_activation"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have multiplied by the activation at the head of the edge."
    ),
    ("M12", "next_delta"): QT_TRANSLATE_NOOP(
        "Misconception", "You have the right input, but the $\\delta$ of the next layer."
    ),
    ("M12", "input_for_activation"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the input $x$ where an activation comes in."
    ),
    ("M12", "times_activation"): QT_TRANSLATE_NOOP(
        "Misconception",
        "You seem to have multiplied by an activation; upstream it is $\\delta$ that crosses the edge.",
    ),
    ("M14", "half_squared"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have put a ½ into the cost that this one has not."
    ),
    ("M14", "squared"): QT_TRANSLATE_NOOP("Misconception", "You seem to have left the ½ of this cost out."),
    ("M14", "two_too_many"): QT_TRANSLATE_NOOP(
        "Misconception", "There is a 2 in your derivative that the ½ of this cost has cancelled."
    ),
    ("M14", "two_forgotten"): QT_TRANSLATE_NOOP(
        "Misconception", "The 2 of the square is missing: this cost has no ½ to cancel it."
    ),
    ("M14", "not_averaged"): QT_TRANSLATE_NOOP(
        "Misconception", "This cost is a mean over the outputs: its derivative is divided by their number."
    ),
    ("M14", "other_cost"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have differentiated another cost than the one that is selected."
    ),
    ("M15", "bias_zero"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to take a bias for a constant that $J$ does not depend on."
    ),
    ("M15", "times_bias"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have multiplied $\\delta$ by the bias itself."
    ),
    ("M15", "times_activation"): QT_TRANSLATE_NOOP(
        "Misconception",
        "You seem to have multiplied $\\delta$ by an activation, which does not come in on this edge.",
    ),
    ("M15", "bias_one"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the 1 of the bias edge for the whole; it is one factor."
    ),
    ("M15", "bias_not_corrected"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have left the bias as it was. It is corrected like any weight."
    ),
    ("M15", "weights_only"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have corrected the weights, and left the biases as they were."
    ),
    ("M16", "columns_for_rows"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have read a column of $W$; forward it is the row."
    ),
    ("M16", "transposed"): QT_TRANSLATE_NOOP(
        "Misconception", "You have the gradient of the edge that lies across: head and tail are exchanged."
    ),
    ("M17", "mean_of_paths"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the mean of the packets that arrive."
    ),
    ("M17", "product_of_paths"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have multiplied the packets that arrive with one another."
    ),
    ("M17", "sizes_of_paths"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have added the sizes of the packets, without their signs."
    ),
    ("M17", "one_path"): QT_TRANSLATE_NOOP(
        "Misconception", "You have the packet of one edge. More than one leaves this node."
    ),
    ("M18", "copies_added"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have counted the copies of the samples; a mean does not change by them."
    ),
    ("M19", "mean_of_sizes"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have averaged the sizes; the signs pull against one another."
    ),
    ("M19", "mean_sample"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have sent a mean sample through. Each sample goes through by itself."
    ),
    ("M20", "no_bias"): QT_TRANSLATE_NOOP("Misconception", "You seem to have left the bias out."),
    ("M20", "plus_for_times"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have added weight and input; an edge multiplies them."
    ),
    ("M20", "not_activated"): QT_TRANSLATE_NOOP(
        "Misconception", "That is the input sum $z$. It has not gone through the activation function yet."
    ),
    ("M20", "slope_for_activation"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the slope of the activation function for its value."
    ),
    ("M20", "not_divided"): QT_TRANSLATE_NOOP(
        "Misconception", "That is $e^z$. Softmax divides it by the sum over all outputs."
    ),
    ("M20", "each_alone"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the sigmoid of one output; softmax looks at all of them."
    ),
    ("M20", "error_for_cost"): QT_TRANSLATE_NOOP(
        "Misconception", "That is how far the output is off. The cost makes another number of it."
    ),
    ("M20", "log10"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the logarithm to the base 10; here it is the natural one."
    ),
    ("M21", "outer_at_x"): QT_TRANSLATE_NOOP(
        "Misconception",
        "You seem to have taken the outer derivative at $x$; what goes into that box is another number.",
    ),
    ("M21", "at_x"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have put $x$ into a box that something else goes into."
    ),
    ("M21", "inner_forgotten"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have left the inner derivative out."
    ),
    ("M21", "outer_only"): QT_TRANSLATE_NOOP(
        "Misconception", "You have the derivative of the outer box only."
    ),
    ("M21", "inner_only"): QT_TRANSLATE_NOOP(
        "Misconception", "The outermost box is missing: its derivative is a factor too."
    ),
    ("M21", "middle_forgotten"): QT_TRANSLATE_NOOP(
        "Misconception", "One of the boxes in the middle is missing: each of them is a factor."
    ),
    ("M21", "nested"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have put one derivative into the other; they are multiplied."
    ),
    ("M21", "added"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have added the derivatives; they are multiplied."
    ),
    ("M21", "product_rule"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have used the product rule; here one box sits inside of the other."
    ),
    ("M21", "constant_kept"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have kept a constant that does not change when the input wiggles."
    ),
    ("M21", "sign"): QT_TRANSLATE_NOOP(
        "Misconception", "The size is right, the sign is turned round. Which derivative brings a minus along?"
    ),
    ("M21", "degrees"): QT_TRANSLATE_NOOP(
        "Misconception", "Your calculator seems to count in degrees; angles are in radians here."
    ),
    ("M21", "log10"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have taken the logarithm to the base 10; log is the natural one here."
    ),
    ("M21", "value_for_slope"): QT_TRANSLATE_NOOP(
        "Misconception", "That is what comes out of the box. Its derivative is what is asked."
    ),
    ("M24", "cost_itself"): QT_TRANSLATE_NOOP(
        "Misconception", "That is $J$ itself. What is asked is how fast it changes."
    ),
    ("M25", "last_sample"): QT_TRANSLATE_NOOP(
        "Misconception", "You have the number of the last sample; the batch has more."
    ),
    ("M25", "sample"): QT_TRANSLATE_NOOP("Misconception", "That is the $\\delta$ of another sample."),
    ("M26", "eta_ignored"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have left the learning rate out of the update."
    ),
    ("M26", "eta_twice"): QT_TRANSLATE_NOOP("Misconception", "The learning rate is in your number twice."),
    ("M32", "slope_again"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to have multiplied by the slope once more."
    ),
    ("M32", "true_class_only"): QT_TRANSLATE_NOOP(
        "Misconception", "You seem to let the true class alone have a $\\delta$; every output has one."
    ),
}
