r"""What is said of M01 to M17: slips within one update of one sample."""

from __future__ import annotations

from gui.learn.misconception import Misconception
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["BACKWARD"]

BACKWARD: tuple[Misconception, ...] = (
    Misconception(
        "M01",
        QT_TRANSLATE_NOOP("Misconception", "The update goes downhill"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have added the correction: the weight went uphill."),
        QT_TRANSLATE_NOOP(
            "Misconception", "If a step to the right makes $J$ fall, must the weight grow or shrink?"
        ),
        (
            QT_TRANSLATE_NOOP(
                "Misconception", "Look at the sign of the slope of $J$. Walk downhill: left or right?"
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", r"New weight = old weight **minus** $\eta$ times the gradient."
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", "Subtract and add, side by side: only one of them makes $J$ fall."
            ),
        ),
    ),
    Misconception(
        "M02",
        QT_TRANSLATE_NOOP("Misconception", "δ is not the gradient of a weight"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "That is the number that sits in the node. The gradient of a weight sits on its edge.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "What comes in on this edge, at its tail?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Your number sits in the node. What comes in on this edge?"),
            QT_TRANSLATE_NOOP(
                "Misconception", r"Gradient = $\delta$ at the head of the edge × activation at its tail."
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", r"The edge is lit: $\delta$ at its head, what comes in at its tail."
            ),
        ),
    ),
    Misconception(
        "M03",
        QT_TRANSLATE_NOOP("Misconception", "The gradient is not the new weight"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            r"You seem to have taken $\delta$ or the gradient itself for the correction or the new "
            "weight.",
        ),
        QT_TRANSLATE_NOOP(
            "Misconception", "That number says how steep it is. How far does the weight go, and from where?"
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "That is how steep, not how far."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"$\Delta w = -\eta\,\partial J/\partial w$, and the new weight is the old one plus "
                r"$\Delta w$.",
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", r"Four numbers, never merged: $\delta$, gradient, correction, new value."
            ),
        ),
    ),
    Misconception(
        "M04",
        QT_TRANSLATE_NOOP("Misconception", "The slope belongs to δ"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "You have what arrives. It still has to pass through the activation function of its node.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "What does the slope of that function do to it?"),
        (
            QT_TRANSLATE_NOOP("Misconception", r"You passed through $\sigma$ without paying."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"A $\delta$ holds the slope of the activation function at the node's own $z$.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The slope that is missing is lit in its node."),
        ),
    ),
    Misconception(
        "M05",
        QT_TRANSLATE_NOOP("Misconception", "The slope at the node's own z"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have taken the slope of another node."),
        QT_TRANSLATE_NOOP("Misconception", "At which node are you standing, and which $z$ is its own?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "At which node are you standing?"),
            QT_TRANSLATE_NOOP("Misconception", "The slope is taken at the node's own $z$."),
            QT_TRANSLATE_NOOP("Misconception", "The curve of the node is lit, with the dot at its own $z$."),
        ),
    ),
    Misconception(
        "M06",
        QT_TRANSLATE_NOOP("Misconception", "The slope is taken at z, not at a"),
        QT_TRANSLATE_NOOP(
            "Misconception", r"You seem to have put the activation $a$ into $\sigma'$, which wants $z$."
        ),
        QT_TRANSLATE_NOOP(
            "Misconception",
            r"Both spellings give one number: $\sigma'(z)$ and $a(1-a)$. Which one did you begin, and "
            "which did you end?",
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", r"You put $a$ into $\sigma'$."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"$\sigma'(z) = a(1-a)$: the same number in two spellings. But it is not $\sigma'(a)$.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "$z$, $a$ and the slope of the node are lit, side by side."),
        ),
    ),
    Misconception(
        "M07",
        QT_TRANSLATE_NOOP("Misconception", "A slope is not the value"),
        QT_TRANSLATE_NOOP(
            "Misconception", r"You seem to have taken $\sigma$ itself where its slope $\sigma'$ belongs."
        ),
        QT_TRANSLATE_NOOP("Misconception", r"Can $\sigma$ ever be steeper than 0.25?"),
        (
            QT_TRANSLATE_NOOP("Misconception", r"Can a slope of $\sigma$ be more than 0.25?"),
            QT_TRANSLATE_NOOP("Misconception", r"$\sigma' = a(1-a)$, which is 0.25 at most."),
            QT_TRANSLATE_NOOP(
                "Misconception", "The slope is lit: the tangent in the node, not the height of its curve."
            ),
        ),
    ),
    Misconception(
        "M08",
        QT_TRANSLATE_NOOP("Misconception", "a(1 − a), with a"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have computed $z(1-z)$."),
        QT_TRANSLATE_NOOP("Misconception", r"$\sigma$ rises everywhere. Can its slope be negative?"),
        (
            QT_TRANSLATE_NOOP("Misconception", r"Can a slope of $\sigma$ be negative, or more than 0.25?"),
            QT_TRANSLATE_NOOP("Misconception", r"$\sigma' = a(1-a)$: with $a$, not with $z$."),
            QT_TRANSLATE_NOOP("Misconception", "The slope is lit, and the $a$ that it is made of."),
        ),
    ),
    Misconception(
        "M09",
        QT_TRANSLATE_NOOP("Misconception", "Backward over the outgoing edge"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "You seem to have taken the weight of the edge that comes in. The way back leads over "
            "the edge that goes out.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "Does $J$ hear of this node through the edge that you took?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Which edge leads from this node to $J$?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "Backward uses the outgoing edge: in the matrix $W$ of the next layer, the column.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The edge that goes out is lit."),
        ),
    ),
    Misconception(
        "M10",
        QT_TRANSLATE_NOOP("Misconception", "The weight on the way upstream"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have left out the weight on the way."),
        QT_TRANSLATE_NOOP("Misconception", "If that weight were 0, could this node matter to $J$ at all?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "If the outgoing weight were 0, could this node matter?"),
            QT_TRANSLATE_NOOP("Misconception", "What crosses an edge upstream is multiplied by its weight."),
            QT_TRANSLATE_NOOP("Misconception", "The weight that was left out is lit."),
        ),
    ),
    Misconception(
        "M11",
        QT_TRANSLATE_NOOP("Misconception", "All gradients at the old weights"),
        QT_TRANSLATE_NOOP("Misconception", "You seem to have used a weight that was already corrected."),
        QT_TRANSLATE_NOOP("Misconception", r"Which weights made this $\hat y$?"),
        (
            QT_TRANSLATE_NOOP("Misconception", r"Which weight made this $\hat y$?"),
            QT_TRANSLATE_NOOP("Misconception", "All gradients belong to the same point: the old weights."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "The weights are locked from the cost to the update: those are the ones to use.",
            ),
        ),
    ),
    Misconception(
        "M12",
        QT_TRANSLATE_NOOP("Misconception", "What comes in at the tail"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            r"You have the right $\delta$ but another number at the tail of the edge; or another "
            r"node's $\delta$.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "Follow the edge to its tail. Which number enters there?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Follow the edge to its tail."),
            QT_TRANSLATE_NOOP(
                "Misconception", r"Gradient of a weight = $\delta$ at the head × activation at the tail."
            ),
            QT_TRANSLATE_NOOP("Misconception", "The tail of the edge is lit."),
        ),
    ),
    Misconception(
        "M13",
        QT_TRANSLATE_NOOP("Misconception", "ŷ − y, and then subtract"),
        QT_TRANSLATE_NOOP(
            "Misconception", r"The size fits, the sign is turned round: this looks like $y - \hat y$."
        ),
        QT_TRANSLATE_NOOP("Misconception", r"If the output is too low, which sign has $\hat y - y$?"),
        (
            QT_TRANSLATE_NOOP(
                "Misconception", r"Is the output too low or too high? Which sign has $\hat y - y$ then?"
            ),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"$\delta$ uses $\hat y - y$, and the update subtracts. Books that write $y - \hat y$ "
                "add: that is the same update.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "Output and label are lit, and the difference between them."),
        ),
    ),
    Misconception(
        "M14",
        QT_TRANSLATE_NOOP("Misconception", "The factor of the cost"),
        QT_TRANSLATE_NOOP(
            "Misconception", "Your number is off by a factor of 2: that of another cost function."
        ),
        QT_TRANSLATE_NOOP("Misconception", "Which cost is selected, and what is its derivative?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Which cost is selected?"),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"The first factor is the derivative of the cost that was chosen: of $\tfrac12(\hat "
                r"y-y)^2$ it is $\hat y-y$.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The cost is lit, and its derivative."),
        ),
    ),
    Misconception(
        "M15",
        QT_TRANSLATE_NOOP("Misconception", "A bias has the input 1"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "A bias sits on an edge like any weight; only what comes in there is always the same.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "What is the input on the bias edge?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "What is the input on the bias edge?"),
            QT_TRANSLATE_NOOP("Misconception", r"It is 1, so the gradient of a bias is $\delta$ itself."),
            QT_TRANSLATE_NOOP("Misconception", "The bias edge is lit, with its 1."),
        ),
    ),
    Misconception(
        "M16",
        QT_TRANSLATE_NOOP("Misconception", "Rows forward, columns backward"),
        QT_TRANSLATE_NOOP(
            "Misconception",
            "You seem to have used $W$ where its transpose belongs: a row instead of a column.",
        ),
        QT_TRANSLATE_NOOP("Misconception", "Which edges leave this node towards $J$?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Which edges lead from this node to $J$?"),
            QT_TRANSLATE_NOOP(
                "Misconception", "Forward reads the rows of $W$, backward the columns of the same $W$."
            ),
            QT_TRANSLATE_NOOP("Misconception", "The column is lit: the edges that leave the node."),
        ),
    ),
    Misconception(
        "M17",
        QT_TRANSLATE_NOOP("Misconception", "One packet per outgoing edge"),
        QT_TRANSLATE_NOOP(
            "Misconception", "You seem to have missed how the packets of several edges come together."
        ),
        QT_TRANSLATE_NOOP(
            "Misconception", "How many edges leave this node, and what happens where their packets meet?"
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "How many edges leave this node?"),
            QT_TRANSLATE_NOOP("Misconception", "Add up one packet per outgoing edge, each with its sign."),
            QT_TRANSLATE_NOOP("Misconception", "All the packets that arrive are lit."),
        ),
    ),
)
