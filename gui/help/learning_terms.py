"""The words of the glossary for how a network learns, or fails to, and for what lessons ask."""

from __future__ import annotations

from gui.help.term import Term
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["LEARNING_TERMS"]

LEARNING_TERMS: tuple[Term, ...] = (
    Term(
        "prediction",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Prediction"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What you believe before it is shown. A lesson asks for it first, since who has committed "
            "to a number sees what happens; it stays beside the answer. What the network predicts is "
            "its output ŷ.",
        ),
    ),
    Term(
        "slip",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Slip"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A step that went wrong in one definite way, such as a forgotten slope or a new weight "
            "used too early. Most wrong answers come from few slips, and each has a number of its "
            "own; so a lesson can tell which one it was. In “spot the slip” a whole update is shown "
            "with one of them.",
        ),
    ),
    Term(
        "exit ticket",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Exit ticket"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The last questions of a lesson, with numbers drawn anew. Both right, or right on the "
            "second try, and the lesson counts as mastered.",
        ),
    ),
    Term(
        "epoch",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Epoch"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Once through all samples. With mini-batches that is several updates: 10 samples in "
            "batches of 2 make 5, the last of them with 1. Compare runs by epochs where their batches "
            "differ.",
        ),
    ),
    Term(
        "cost curve",
        "J",
        QT_TRANSLATE_NOOP("Glossary", "Cost curve"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "J over the updates of a run. With the whole data in every update and a small η it falls "
            "all the way; with mini-batches it is bumpy, since every update sees other samples. Drag "
            "its cursor: any earlier update comes back.",
        ),
    ),
    Term(
        "cost surface",
        "J(w)",
        QT_TRANSLATE_NOOP("Glossary", "Cost surface"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "J as a landscape over two of the parameters, all others held. Training walks on it, at "
            "every place straight downhill: against the gradient.",
        ),
    ),
    Term(
        "contour",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Contour"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A line on the cost surface along which J is the same, as on a hiking map. The gradient "
            "stands at right angles to it, and points uphill; where contours are close together, it "
            "is steep.",
        ),
    ),
    Term(
        "plateau",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Plateau"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A part of the cost surface that is nearly flat without being low: all gradients are "
            "small, and J hardly falls for many updates. Often it ends all at once.",
        ),
    ),
    Term(
        "diverge",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Diverge"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "To get worse with every update: η is so large that each step lands farther up on the "
            "other side of the valley. Take a smaller η.",
        ),
    ),
    Term(
        "saturation",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Saturation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A node whose input sum is far from 0, where its activation function is flat: the slope "
            "is next to nothing, so next to no δ gets through, and the weights before it hardly move.",
        ),
    ),
    Term(
        "vanishing gradient",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Vanishing gradient"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "On the way upstream each layer multiplies δ by a weight and a slope. The slope of the "
            "sigmoid is ¼ at most, so in a deep network little reaches the first layers: they learn "
            "slowly, or not at all. A larger η helps all layers alike, so not these.",
        ),
    ),
    Term(
        "exploding gradient",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Exploding gradient"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The other way round: where weight times slope is more than 1, δ grows from layer to "
            "layer on its way upstream, and corrections become far too large.",
        ),
    ),
    Term(
        "symmetry",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Symmetry"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Nodes of a layer that begin with the same weights get the same δ, are corrected alike, "
            "and stay twins for ever: many nodes that do the work of one. Random initial weights "
            "break it.",
        ),
    ),
    Term(
        "dead node",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Dead node"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A relu whose input sum is below 0 for every sample: it sends on 0, its slope is 0, no δ "
            "gets through, and its weights never move again. Mostly one step that was too long has "
            "done it.",
        ),
    ),
    Term(
        "xor",
        "",
        QT_TRANSLATE_NOOP("Glossary", "XOR, linearly separable"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "One or the other, but not both: no straight line parts its four points, so a single node "
            "cannot learn it, and one hidden layer can.",
        ),
    ),
    Term(
        "accuracy",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Accuracy"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The share of samples whose class is right: the largest output wins, or, with one output, "
            "the side of ½ it is on. It jumps where J glides, so training follows J.",
        ),
    ),
)
