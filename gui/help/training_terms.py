"""The words of the glossary for other output layers and other ways to train than the lecture's."""

from __future__ import annotations

from gui.help.term import Term
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["TRAINING_TERMS"]

TRAINING_TERMS: tuple[Term, ...] = (
    Term(
        "softmax",
        "ŷ_j = e^z_j / Σ e^z",
        QT_TRANSLATE_NOOP("Glossary", "Softmax"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Makes shares of the input sums of the output layer: all above 0, together 1. The largest z "
            "gets the largest share, and adding the same to every z changes nothing. It goes with the "
            "cross-entropy; then δ = ŷ − y.",
        ),
    ),
    Term(
        "jacobian",
        "∂ŷ_i/∂z_j",
        QT_TRANSLATE_NOOP("Glossary", "Jacobian"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The table of all slopes of a function with several inputs and outputs. Softmax needs it, "
            "because every output depends on every input sum: ŷ_i(1 − ŷ_i) on its diagonal, −ŷ_i ŷ_j "
            "beside it.",
        ),
    ),
    Term(
        "cross-entropy",
        "−Σ y ln ŷ",
        QT_TRANSLATE_NOOP("Glossary", "Cross-entropy"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A cost for shares and probabilities: how surprised one is by the label who believed the "
            "output. For one output with a sigmoid it is −[y ln ŷ + (1 − y) ln(1 − ŷ)]. Being sure and "
            "wrong costs without limit.",
        ),
    ),
    Term(
        "relu",
        "max(z, 0)",
        QT_TRANSLATE_NOOP("Glossary", "ReLU, leaky ReLU"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The relu lets z through where it is above 0 and closes below; its slope at 0 is taken as 0. "
            "The leaky relu has a small slope below 0 instead, 0.01 where nothing else is said, so that "
            "some δ always gets through.",
        ),
    ),
    Term(
        "softplus",
        "ln(1 + eᶻ)",
        QT_TRANSLATE_NOOP("Glossary", "Softplus"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A relu without its kink. Its slope is the sigmoid.",
        ),
    ),
    Term(
        "mini-batch",
        "m",
        QT_TRANSLATE_NOOP("Glossary", "Mini-batch"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A part of the samples, one update's worth; the gradient is its mean. The samples are "
            "shuffled anew for every epoch, by the seed; the last batch of an epoch may be smaller.",
        ),
    ),
    Term(
        "test set",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Test set"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Samples that are kept back: no update ever sees them, so they tell how well the network does "
            "on what it has not learnt. J is that of the training samples.",
        ),
    ),
    Term(
        "penalty",
        "Ω",
        QT_TRANSLATE_NOOP("Glossary", "Penalty, its pull"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Ω = l1·Σ|w| + (l2/2)·Σw² grows with the weights. The correction follows it too: its slope "
            "∂Ω/∂w = l1·sign(w) + l2·w pulls every weight towards 0. Biases are left alone, and J stays "
            "the cost of the data.",
        ),
    ),
    Term(
        "optimiser",
        "w ← w − …",
        QT_TRANSLATE_NOOP("Glossary", "Optimiser"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How a gradient becomes a weight correction. SGD takes the bare step −η ∂J/∂w; momentum, RMSprop "
            "and Adam remember earlier gradients. β and α say which share of that memory is kept from update "
            "to update, ε keeps a division from dividing by 0.",
        ),
    ),
    Term(
        "initialise",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Initialise"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "To give the weights the values that training begins with, random ones as a rule: nodes of a "
            "layer that begin alike get the same δ and stay alike. Xavier and He make weights smaller the "
            "more of them meet in a node, so that input sums are neither too small nor too large. Biases "
            "begin at 0.",
        ),
    ),
    Term(
        "moment",
        "m, v",
        QT_TRANSLATE_NOOP("Glossary", "Moments, count"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What an optimiser remembers of every weight and bias from update to update: m, the way the "
            "gradients went, and v, how large their squares were. Both begin at 0.",
        ),
    ),
    Term(
        "momentum",
        "m ← βm + ∂J/∂w",
        QT_TRANSLATE_NOOP("Glossary", "Momentum, Nesterov"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The correction is −η m: a ball that keeps rolling. β says how much of its speed is kept, 0.9 "
            "as a rule. Nesterov’s takes −η(∂J/∂w + βm), a look ahead along m. Formulas as in PyTorch.",
        ),
    ),
    Term(
        "rmsprop",
        "∂J/∂w / √v",
        QT_TRANSLATE_NOOP("Glossary", "RMSprop"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Divides each gradient by its usual size √v, so that a weight with small gradients takes "
            "steps as long as one with large gradients. ε keeps it from dividing by 0.",
        ),
    ),
    Term(
        "adam",
        "m / √v",
        QT_TRANSLATE_NOOP("Glossary", "Adam"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Momentum over usual size: m is a running mean of the gradient, v of its square. Both begin "
            "at 0 and are too small at first; dividing by 1 − βᵗ mends that, where t counts the updates.",
        ),
    ),
    Term(
        "schedule",
        "η(t)",
        QT_TRANSLATE_NOOP("Glossary", "Schedule"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How the learning rate changes in the course of a run: not at all, times a factor every so "
            "many updates, or down along half a wave of the cosine.",
        ),
    ),
    Term(
        "locked",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Locked, cut"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A weight with a padlock is moved by no update: its gradient is known, its correction is 0. A "
            "connection that is cut is not there: its weight is 0 and stays 0, nothing crosses it either "
            "way, and no step tells of it.",
        ),
    ),
)
