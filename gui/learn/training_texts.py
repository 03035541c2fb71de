r"""What is said of M18 to M34: batches, the way forward, the chain rule, and training."""

from __future__ import annotations

from gui.learn.misconception import Misconception
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["TRAINING"]

TRAINING: tuple[Misconception, ...] = (
    Misconception(
        "M18",
        QT_TRANSLATE_NOOP("Misconception", "The mean over the batch"),
        QT_TRANSLATE_NOOP(
            "Misconception", "Your number looks like the sum over the samples; what is asked is their mean."
        ),
        QT_TRANSLATE_NOOP("Misconception", "If every sample were there twice, should the answer change?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Would doubling the data change your answer?"),
            QT_TRANSLATE_NOOP(
                "Misconception", "The gradient of a batch is the mean of the products of its samples."
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", "The sample table shows each product, and below it their mean."
            ),
        ),
    ),
    Misconception(
        "M19",
        QT_TRANSLATE_NOOP("Misconception", "The mean of the products"),
        QT_TRANSLATE_NOOP(
            "Misconception", "You seem to have multiplied means. What is asked is the mean of products."
        ),
        QT_TRANSLATE_NOOP(
            "Misconception", r"Which is averaged: $\delta$ and $a$ each by itself, or their product?"
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "Is the mean of a product the product of the means?"),
            QT_TRANSLATE_NOOP(
                "Misconception", r"Multiply $\delta$ and $a$ sample by sample; only then take the mean."
            ),
            QT_TRANSLATE_NOOP("Misconception", "The sample table shows the column that is averaged."),
        ),
    ),
    Misconception(
        "M20",
        QT_TRANSLATE_NOOP("Misconception", "Once through the forward pass"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            r"Something was left out on the way forward: the bias, the $\sigma$, or the times between "
            "weight and input.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "What does the left half of a node do, and what the right?"),
        (
            QT_TRANSLATE_NOOP(
                "Misconception", "A node has two halves: a sum, and then a curve. Which one are you in?"
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", r"$z = $ inputs × weights, added up, plus the bias; $a = \sigma(z)$."
            ),
            QT_TRANSLATE_NOOP("Misconception", "All that goes into this number is lit."),
        ),
    ),
    Misconception(
        "M21",
        QT_TRANSLATE_NOOP("Misconception", "The chain rule multiplies"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "You seem to have put the derivatives of the boxes together in another way, or taken one "
            "at another place.",
        ),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "A wiggle goes through the boxes one after the other. What does each box do to it?",
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "At which value does each box stand, and what goes into it?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "Each box multiplies by its own derivative, taken at what goes into that box.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "Each box is lit, with what goes in and its slope there."),
        ),
    ),
    Misconception(
        "M22",
        QT_TRANSLATE_NOOP("Misconception", "Backward, from the output"),
        QT_TRANSLATE_NOOP(
            "Misconception", "You seem to have begun at the other end, or to take the order for free."
        ),
        QT_TRANSLATE_NOOP("Misconception", r"Which number does the formula of this $\delta$ need first?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Which of the factors is not known yet?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"Every $\delta$ is made of the $\delta$s downstream of it: so they come from the output "
                "to the first layer, all in one pass.",
            ),
            QT_TRANSLATE_NOOP("Misconception", r"The $\delta$ that has to come first is lit."),
        ),
    ),
    Misconception(
        "M23",
        QT_TRANSLATE_NOOP("Misconception", "Back-propagation is one of four phases"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to take back-propagation for the whole of learning."),
        QT_TRANSLATE_NOOP("Misconception", "Which of the phases moves a weight?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Forward, cost, backward, update: where does a weight move?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "Back-propagation computes the gradients. Gradient descent is what uses them.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The four phases stand over the timeline."),
        ),
    ),
    Misconception(
        "M24",
        QT_TRANSLATE_NOOP("Misconception", "What travels is δ"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have sent the error itself, or $J$, upstream."),
        QT_TRANSLATE_NOOP(
            "Misconception",
            r"$\hat y - y$ is not yet $\delta$. What does $\delta$ say that the error does not?",
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", r"$\hat y - y$ is not yet $\delta$."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"What travels upstream is $\delta$: how much $J$ changes when a node's $z$ changes.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The packet that travels is lit."),
        ),
    ),
    Misconception(
        "M25",
        QT_TRANSLATE_NOOP("Misconception", "A δ belongs to one sample and one set of weights"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to take this number for one that stays."),
        QT_TRANSLATE_NOOP("Misconception", "Which sample and which weights was it computed with?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Which sample, and which weights, made this number?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"A $\delta$ holds for one sample at one set of weights. New weights or another sample: "
                r"another $\delta$.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The sample table shows that every sample has its own."),
        ),
    ),
    Misconception(
        "M26",
        QT_TRANSLATE_NOOP("Misconception", "η only in the update"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "The learning rate is in your number where it does not belong, or missing where it does.",
        ),
        QT_TRANSLATE_NOOP("Misconception", r"Does $\eta$ change how steep the cost is?"),
        (
            QT_TRANSLATE_NOOP("Misconception", r"Does $\eta$ change how steep it is?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"$\eta$ stands in the update only: $\Delta w = -\eta\,\partial J/\partial w$.",
            ),
            QT_TRANSLATE_NOOP("Misconception", r"The update is lit: the one place where $\eta$ stands."),
        ),
    ),
    Misconception(
        "M27",
        QT_TRANSLATE_NOOP("Misconception", "Flat is not low"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to take a small gradient for a good fit."),
        QT_TRANSLATE_NOOP("Misconception", "How large is $J$ there?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Look at $J$ too, not only at its slope."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "A small gradient says that it is flat here, not that it is low: it may be a plateau, or "
                "saturated nodes.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "$J$ and the gradients are lit."),
        ),
    ),
    Misconception(
        "M28",
        QT_TRANSLATE_NOOP("Misconception", "Equal starts stay equal"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have misjudged what an equal start does."),
        QT_TRANSLATE_NOOP(
            "Misconception", "Which numbers would have to differ so that two nodes can become different?"
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "If two nodes begin alike, what could make them different?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "Equal nodes get equal gradients and stay twins. Zero everywhere may still move the "
                "output's bias, or more.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The twins are lit."),
        ),
    ),
    Misconception(
        "M29",
        QT_TRANSLATE_NOOP("Misconception", "A factor per layer"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to blame the error or the learning rate."),
        QT_TRANSLATE_NOOP(
            "Misconception",
            r"Does $\eta$, or a larger error, change how the $\delta$s compare with one another?",
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", r"Compare two neighbouring $\delta$s: what is between them?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "Every layer on the way back multiplies by weight × slope. That product, and no more, "
                r"makes $\delta$ vanish or explode.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "Weight and slope between the two layers are lit."),
        ),
    ),
    Misconception(
        "M30",
        QT_TRANSLATE_NOOP("Misconception", "Dead for all samples"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to call a ReLU dead that is only off for now."),
        QT_TRANSLATE_NOOP("Misconception", "Is there a sample for which it is on?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Is it off for every sample?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "A ReLU is dead only if it is off for all samples: then nothing brings it back.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The node is lit, for every sample."),
        ),
    ),
    Misconception(
        "M31",
        QT_TRANSLATE_NOOP("Misconception", "Inputs are data"),
        QT_TRANSLATE_NOOP(
            "Misconception", "You seem to have corrected the input too, or to take its gradient for 0."
        ),
        QT_TRANSLATE_NOOP("Misconception", "Does $J$ depend on $x$? And may training change it?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Has $x$ got a derivative? Has it got an update?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"$\partial J/\partial x$ exists, but $x$ is data: only weights and biases are corrected.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The inputs are lit: the way back ends there."),
        ),
    ),
    Misconception(
        "M32",
        QT_TRANSLATE_NOOP("Misconception", "σ′ has already cancelled"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "The slope went in once more, or an output was left out. With this cost, the two factors "
            "have been made one.",
        ),
        QT_TRANSLATE_NOOP("Misconception", r"Where has the slope of the output gone in $\hat y - y$?"),
        (
            QT_TRANSLATE_NOOP("Misconception", r"$\sigma'$ has already cancelled."),
            QT_TRANSLATE_NOOP("Misconception", r"Fused: $\delta = \hat y - y$, for every output."),
            QT_TRANSLATE_NOOP(
                "Misconception", r"The output's $\delta$ is lit: one subtraction, and nothing more."
            ),
        ),
    ),
    Misconception(
        "M33",
        QT_TRANSLATE_NOOP("Misconception", "A curve may go up"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to take a cost that rises for a bug."),
        QT_TRANSLATE_NOOP("Misconception", "Whose cost is it: that of this batch, or that of all samples?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Which samples did this step look at?"),
            QT_TRANSLATE_NOOP(
                "Misconception", "A step downhill for one batch may be a step uphill for the others."
            ),
            QT_TRANSLATE_NOOP("Misconception", "The cost curve is the place to look: batch and all samples."),
        ),
    ),
    Misconception(
        "M34",
        QT_TRANSLATE_NOOP("Misconception", "Downhill from here"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have pointed at the minimum itself."),
        QT_TRANSLATE_NOOP(
            "Misconception", "Does the steepest way down from here have to lead straight there?"
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "Stand at the point. Which way is steepest right there?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "The gradient knows this point only. Its opposite is the steepest way down from here, "
                "square to the contour line; where it ends depends on the start.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The arrow is square to the contour line."),
        ),
    ),
)
