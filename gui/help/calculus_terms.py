"""The words of the glossary for what is behind the formulas: functions in one another, and their slopes."""

from __future__ import annotations

from gui.help.term import Term
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["CALCULUS_TERMS"]

CALCULUS_TERMS: tuple[Term, ...] = (
    Term(
        "derivative",
        "dh/dx",
        QT_TRANSLATE_NOOP("Glossary", "Derivative"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How fast something changes when something else does: nudge x by a little, and h changes "
            "by about the derivative times that. On a plot it is the steepness of the tangent. ∂ is "
            "written where there is more than one thing to nudge, and only one is.",
        ),
    ),
    Term(
        "chain rule",
        "h′ = f′(g) · g′",
        QT_TRANSLATE_NOOP("Glossary", "Chain rule"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Of functions inside one another the derivatives multiply: a nudge is stretched by every "
            "box it goes through, one after the other. Each box is taken at the number that comes "
            "into it. Back-propagation is the chain rule, from the output to the input.",
        ),
    ),
    Term(
        "local derivative",
        "f′(g)",
        QT_TRANSLATE_NOOP("Glossary", "Local derivative"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The slope of one box alone, at the number that comes into it: how much it stretches a "
            "nudge. It knows nothing of the boxes before and after. The local derivatives of all "
            "boxes multiply to the derivative of the whole.",
        ),
    ),
    Term(
        "derivative table",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Derivative table"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The slopes of the functions that chains are built of: xⁿ, eˣ, log x, sin, cos, σ, tanh, "
            "relu. It stands above the keys on F1.",
        ),
    ),
    Term(
        "factor",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Factor, term"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What a product is made of. ∂J/∂w₂ has three, which the lecture calls terms: ∂J/∂ŷ from "
            "the cost, the slope σ′(z₂), and the activation a₁ at the tail of the edge. Factors "
            "multiply; the parts of a sum add up.",
        ),
    ),
    Term(
        "product",
        "w a",
        QT_TRANSLATE_NOOP("Glossary", "Product"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What one edge carries downstream: its weight times the activation at its tail. The "
            "products of all edges into a node, and its bias, add up to its input sum.",
        ),
    ),
    Term(
        "sigmoid",
        "σ(z) = 1/(1 + e⁻ᶻ)",
        QT_TRANSLATE_NOOP("Glossary", "Sigmoid"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The S-shaped activation function of the lecture: it takes any number to one between 0 "
            "and 1. Its slope is a product of two sigmoids, σ(z)σ(−z), the same number as a(1 − a). "
            "At z = 0 it is ¼, its largest; far from 0 it is next to nothing.",
        ),
    ),
    Term(
        "linear",
        "a = z",
        QT_TRANSLATE_NOOP("Glossary", "Linear"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A node that sends on its input sum as it is. Its slope is 1 everywhere. However many "
            "linear layers follow one another, together they can do no more than one of them.",
        ),
    ),
    Term(
        "forward pass",
        "→",
        QT_TRANSLATE_NOOP("Glossary", "Forward pass"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "All z and a, layer by layer from the input to the output, and then J. It needs no "
            "derivative, and it comes first: every slope is taken at a z that the forward pass has "
            "found.",
        ),
    ),
    Term(
        "back-propagation",
        "←",
        QT_TRANSLATE_NOOP("Glossary", "Back-propagation, backward pass"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How all gradients are found in one go: δ of the output first, then layer by layer "
            "upstream, each δ from those downstream of it. It costs about as much as one forward "
            "pass, however many weights there are; nudging every weight would take a forward pass for "
            "each.",
        ),
    ),
    Term(
        "path",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Path"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A way through the network from one quantity to another. A weight deep inside reaches J "
            "by many paths; its gradient is the sum over all of them. δ adds them up once for all, so "
            "that nobody has to walk each.",
        ),
    ),
    Term(
        "parameter",
        "w, b",
        QT_TRANSLATE_NOOP("Glossary", "Parameter"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What training changes: the weights and the biases. Inputs and labels are data, and η, "
            "the batch and the cost are settings.",
        ),
    ),
    Term(
        "weight matrix",
        "W, Wᵀ",
        QT_TRANSLATE_NOOP("Glossary", "Weight matrix, transpose"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "All weights into a layer as a table: a row for each node of it, a column for each node "
            "of the layer before. Forward, z = W a + b. On the way upstream the same table is read by "
            "columns: that is Wᵀ, with rows and columns swapped.",
        ),
    ),
    Term(
        "norm",
        "|∇J|",
        QT_TRANSLATE_NOOP("Glossary", "Norm of the gradient"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "All gradients together as one length: the root of the sum of their squares. It is near 0 "
            "in a valley, and on a plateau too.",
        ),
    ),
)
