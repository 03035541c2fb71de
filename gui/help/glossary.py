"""The words of the lecture that the window uses, and what they mean: the table of docs/notation.md, told."""

from __future__ import annotations

from gui.help.calculus_terms import CALCULUS_TERMS
from gui.help.learning_terms import LEARNING_TERMS
from gui.help.term import Term
from gui.help.training_terms import TRAINING_TERMS
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["TERMS", "Term", "term_called"]

TERMS: tuple[Term, ...] = (
    Term(
        "input",
        "x",
        QT_TRANSLATE_NOOP("Glossary", "Input"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What goes into the network. It is data: training never changes it, but your hand may.",
        ),
    ),
    Term(
        "label",
        "y",
        QT_TRANSLATE_NOOP("Glossary", "Label"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The true value that belongs to an input. Data, like x. The cost compares the output with it.",
        ),
    ),
    Term(
        "sample",
        "[s]",
        QT_TRANSLATE_NOOP("Glossary", "Sample, batch"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A sample is one input with its label; a batch is the m samples that one update looks at. "
            "δ₁[3] is δ₁ of the third sample of the batch. S shows the next sample.",
        ),
    ),
    Term(
        "layer",
        "w⁽²⁾₁₃",
        QT_TRANSLATE_NOOP("Glossary", "Layer, node, index"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Nodes stand in layers; the inputs are layer 0. Where every layer has one node, the index is "
            "the layer, as in the lecture: z₁, w₂, δ₁. Elsewhere the layer stands in brackets: w⁽²⁾₁₃ is "
            "the weight to node 1 of layer 2, from node 3 of layer 1.",
        ),
    ),
    Term(
        "weight",
        "w",
        QT_TRANSLATE_NOOP("Glossary", "Weight"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The number on an edge: it multiplies what crosses the edge. The same weight carries values "
            "downstream and δs upstream. Training changes it.",
        ),
    ),
    Term(
        "bias",
        "b",
        QT_TRANSLATE_NOOP("Glossary", "Bias"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The weight on an edge from a constant 1: it shifts the input sum. Training changes it.",
        ),
    ),
    Term(
        "input sum",
        "z",
        QT_TRANSLATE_NOOP("Glossary", "Input sum"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What arrives at a node: each value times its weight, added up, plus the bias. z₂ = w₂a₁ + b₂.",
        ),
    ),
    Term(
        "activation",
        "a = φ(z)",
        QT_TRANSLATE_NOOP("Glossary", "Activation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What a node sends on: the input sum, put through the activation function φ, such as the sigmoid "
            "σ(z) = 1/(1 + e⁻ᶻ).",
        ),
    ),
    Term(
        "output",
        "ŷ",
        QT_TRANSLATE_NOOP("Glossary", "Output, predicted value"),
        QT_TRANSLATE_NOOP(
            "Glossary", "The activation of the last layer: what the network says. ŷ is to come near to y."
        ),
    ),
    Term(
        "cost",
        "J",
        QT_TRANSLATE_NOOP("Glossary", "Cost"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How far the output is from the label, as one number; 0 is perfect. The lecture's is "
            "J = ½(ŷ − y)². Of one sample it is the sum over its outputs, of a batch the mean over its "
            "samples.",
        ),
    ),
    Term(
        "downstream",
        "→",
        QT_TRANSLATE_NOOP("Glossary", "Downstream"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Towards the output: the way of the forward pass, in which z, a and at last J are computed.",
        ),
    ),
    Term(
        "upstream",
        "←",
        QT_TRANSLATE_NOOP("Glossary", "Upstream"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Towards the input: the way of the backward pass. Every δ is made of the δs downstream of it, so "
            "they have to be computed from the output to the first layer. This program is called after it.",
        ),
    ),
    Term(
        "delta",
        "δ = ∂J/∂z",
        QT_TRANSLATE_NOOP("Glossary", "Delta"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How fast the cost changes when an input sum changes: if z rises by 0.01, J changes by about "
            "0.01 · δ. A δ belongs to a node, and it is what flows upstream. δ is per sample and holds no "
            "1/m: the mean over the batch is taken when the gradient is formed. Other books put the 1/m "
            "into δ; then their δ is m times smaller, and their gradients are the same.",
        ),
    ),
    Term(
        "delta term",
        "w δ",
        QT_TRANSLATE_NOOP("Glossary", "Delta term"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What one edge carries upstream: its weight times the δ at its head. The terms of all edges "
            "that leave a node add up there: ∂J/∂a₁ = w₂δ₂ with one edge, a sum with more.",
        ),
    ),
    Term(
        "slope",
        "φ′(z)",
        QT_TRANSLATE_NOOP("Glossary", "Slope"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How steep the activation function is at the node's own z. It scales what arrives from "
            "downstream: δ₁ = w₂δ₂ · φ′(z₁). Where the curve is flat, little gets through. "
            "Of the sigmoid it is a(1 − a), never more than ¼.",
        ),
    ),
    Term(
        "gradient",
        "∂J/∂w",
        QT_TRANSLATE_NOOP("Glossary", "Gradient, derivative of the cost"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How fast the cost changes when a weight changes: the δ at the head of its edge, times the "
            "activation at its tail. Of a bias it is δ itself. In a batch it is the mean over the samples: "
            "∂J/∂w = (1/m) Σₛ δ[s] a[s].",
        ),
    ),
    Term(
        "weight correction",
        "Δw = −η ∂J/∂w",
        QT_TRANSLATE_NOOP("Glossary", "Weight correction"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A step against the gradient: w ← w − η ∂J/∂w. All weights are corrected at once, and only "
            "after all gradients are known.",
        ),
    ),
    Term(
        "learning rate",
        "η",
        QT_TRANSLATE_NOOP("Glossary", "Learning rate"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How long the step against the gradient is. Too small, and the cost hardly falls; too large, and "
            "it jumps over the valley or out of it. The lecture uses η = 1.",
        ),
    ),
    Term(
        "update",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Update"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Once forward, the cost, once backward, and all weights corrected. Training is many updates.",
        ),
    ),
    Term(
        "micro-step",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Micro-step, phase"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "One line on the blackboard: one quantity is written, from others that are known already. The "
            "timeline lists them in four phases: forward, cost, backward, update. Keys 1 to 4 make the steps "
            "coarser or finer.",
        ),
    ),
    Term(
        "unknown",
        "?",
        QT_TRANSLATE_NOOP("Glossary", "Unknown"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A quantity that the update has not written yet is “?”, never 0. After the weights have changed, "
            "the δs of the old weights are “?” again.",
        ),
    ),
    Term(
        "check",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Check by nudging"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A quantity is moved by ±10⁻⁵, the network runs forward again, and the slope that comes out is "
            "compared with back-propagation. The two agree, or something is wrong.",
        ),
    ),
    Term(
        "run",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Run"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The updates from these initial weights to now. The cost curve draws it, and any update of it "
            "can be seen again, exactly as it was.",
        ),
    ),
    Term(
        "fork",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Fork"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What happens when you change something in the middle of a run: from there on it is another run. "
            "One undo brings the old one back.",
        ),
    ),
    Term(
        "ghost",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Ghost"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The curve of a run that was left at a fork. It stays in the plot, pale and with its name, so "
            "that the two can be compared.",
        ),
    ),
    Term(
        "seed",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Seed"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The number that random weights and the order of samples come from. The same seed gives the same "
            "ones again. Reset goes back to these initial weights; re-roll takes another seed.",
        ),
    ),
    Term(
        "decision map",
        "",
        QT_TRANSLATE_NOOP("Glossary", "Decision map, slice, border, test points, discrete colours"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What the network says over two of its inputs. With more inputs it is a slice: the others are "
            "held as in the sample in hand, and points far from it are faint. Test points, the border and "
            "discrete colours are switched on and off in the menu … of “What the network says”.",
        ),
    ),
    *CALCULUS_TERMS,
    *LEARNING_TERMS,
    *TRAINING_TERMS,
)


def term_called(name: str) -> Term | None:
    """Return the entry that a word leads to, by its id or by one of the words of its title; None if none."""
    asked = " ".join(name.replace("-", " ").casefold().split())
    by_id = (term for term in TERMS if term.id.replace("-", " ") == asked)
    by_title = (term for term in TERMS if asked in term.title.replace("-", " ").casefold().split(", "))
    return next(by_id, None) or next(by_title, None)
