r"""What is said where no misconception fits, by the symbol that was asked for."""

from __future__ import annotations

from gui.learn.misconception import Misconception
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["GENERAL"]

GENERAL: tuple[Misconception, ...] = (
    Misconception(
        "x",
        QT_TRANSLATE_NOOP("Misconception", "Data"),
        QT_TRANSLATE_NOOP("Misconception", "$x$ and $y$ are given: they stand in the diagram."),
        QT_TRANSLATE_NOOP("Misconception", "Where does the diagram show them?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Look at the left of the diagram."),
            QT_TRANSLATE_NOOP("Misconception", "Inputs and labels are data."),
            QT_TRANSLATE_NOOP("Misconception", "What is asked is lit."),
        ),
    ),
    Misconception(
        "z",
        QT_TRANSLATE_NOOP("Misconception", "The input sum"),
        QT_TRANSLATE_NOOP("Misconception", "What does the left half of this node add up?"),
        QT_TRANSLATE_NOOP("Misconception", "Which edges come in, the bias too?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Every edge that comes in gives a product."),
            QT_TRANSLATE_NOOP("Misconception", "$z$ = inputs × weights, added up, plus the bias."),
            QT_TRANSLATE_NOOP("Misconception", "All that goes into it is lit."),
        ),
    ),
    Misconception(
        "a",
        QT_TRANSLATE_NOOP("Misconception", "The activation"),
        QT_TRANSLATE_NOOP("Misconception", "What does the right half of the node do with $z$?"),
        QT_TRANSLATE_NOOP("Misconception", "Which activation function has this layer?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Take the node's own $z$."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"$a = \varphi(z)$: the activation function of the node at its own input sum.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The $z$ that goes in is lit."),
        ),
    ),
    Misconception(
        "J",
        QT_TRANSLATE_NOOP("Misconception", "The cost"),
        QT_TRANSLATE_NOOP("Misconception", "How far is the output from the label?"),
        QT_TRANSLATE_NOOP("Misconception", "Which cost is selected?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Take output and label first."),
            QT_TRANSLATE_NOOP(
                "Misconception", r"The cost compares $\hat y$ with $y$, by the formula that is selected."
            ),
            QT_TRANSLATE_NOOP("Misconception", "Output and label are lit."),
        ),
    ),
    Misconception(
        "dJ_da",
        QT_TRANSLATE_NOOP("Misconception", "From downstream"),
        QT_TRANSLATE_NOOP("Misconception", "What reaches this node from downstream?"),
        QT_TRANSLATE_NOOP("Misconception", "Which edges lead from here to $J$?"),
        (
            QT_TRANSLATE_NOOP(
                "Misconception", "At the output it comes from the cost, elsewhere over the outgoing edges."
            ),
            QT_TRANSLATE_NOOP("Misconception", r"One packet per outgoing edge, weight × $\delta$, added up."),
            QT_TRANSLATE_NOOP("Misconception", "All that arrives is lit."),
        ),
    ),
    Misconception(
        "slope",
        QT_TRANSLATE_NOOP("Misconception", "The slope"),
        QT_TRANSLATE_NOOP("Misconception", "How steep is the activation function at this node's own $z$?"),
        QT_TRANSLATE_NOOP("Misconception", "Which $z$ is its own?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "The slope has a spelling with $a$, which is known already."),
            QT_TRANSLATE_NOOP("Misconception", r"For the sigmoid: $\sigma'(z) = a(1-a)$."),
            QT_TRANSLATE_NOOP("Misconception", "$z$ and $a$ of the node are lit."),
        ),
    ),
    Misconception(
        "delta",
        QT_TRANSLATE_NOOP("Misconception", "Delta"),
        QT_TRANSLATE_NOOP("Misconception", r"What is a $\delta$ made of?"),
        QT_TRANSLATE_NOOP(
            "Misconception", "What arrives from downstream, and what does the node itself do to it?"
        ),
        (
            QT_TRANSLATE_NOOP("Misconception", "Two things: what arrives, and the slope of the node."),
            QT_TRANSLATE_NOOP(
                "Misconception", r"$\delta$ = what arrives from downstream × slope at the node's own $z$."
            ),
            QT_TRANSLATE_NOOP("Misconception", "Both factors are lit."),
        ),
    ),
    Misconception(
        "term",
        QT_TRANSLATE_NOOP("Misconception", "One packet"),
        QT_TRANSLATE_NOOP("Misconception", "What crosses this edge on the way upstream?"),
        QT_TRANSLATE_NOOP("Misconception", r"Which weight, and which $\delta$?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "One edge, one product."),
            QT_TRANSLATE_NOOP(
                "Misconception", r"A packet is the weight of the edge × the $\delta$ at its head."
            ),
            QT_TRANSLATE_NOOP("Misconception", r"Weight and $\delta$ are lit."),
        ),
    ),
    Misconception(
        "product",
        QT_TRANSLATE_NOOP("Misconception", "One product"),
        QT_TRANSLATE_NOOP("Misconception", "What crosses this edge on the way forward?"),
        QT_TRANSLATE_NOOP("Misconception", "Which weight, and which input?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "One edge, one product."),
            QT_TRANSLATE_NOOP("Misconception", "Weight × what comes in."),
            QT_TRANSLATE_NOOP("Misconception", "Both are lit."),
        ),
    ),
    Misconception(
        "dW",
        QT_TRANSLATE_NOOP("Misconception", "The gradient of a weight"),
        QT_TRANSLATE_NOOP("Misconception", "Which two numbers make the gradient of a weight?"),
        QT_TRANSLATE_NOOP("Misconception", "What stands at the head of its edge, and what at its tail?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "One number at each end of the edge."),
            QT_TRANSLATE_NOOP(
                "Misconception",
                r"Gradient = $\delta$ at the head × activation at the tail; in a batch the mean of that.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "Head and tail are lit."),
        ),
    ),
    Misconception(
        "db",
        QT_TRANSLATE_NOOP("Misconception", "The gradient of a bias"),
        QT_TRANSLATE_NOOP("Misconception", "What comes in on a bias edge?"),
        QT_TRANSLATE_NOOP("Misconception", "What is left when one factor is 1?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Its input is 1."),
            QT_TRANSLATE_NOOP(
                "Misconception", r"The gradient of a bias is $\delta$ itself; in a batch the mean of it."
            ),
            QT_TRANSLATE_NOOP("Misconception", r"The $\delta$ is lit."),
        ),
    ),
    Misconception(
        "W_new",
        QT_TRANSLATE_NOOP("Misconception", "The new weight"),
        QT_TRANSLATE_NOOP("Misconception", "How far does the weight go, and in which direction?"),
        QT_TRANSLATE_NOOP("Misconception", "Which three numbers make the new weight?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Old weight, learning rate, gradient."),
            QT_TRANSLATE_NOOP("Misconception", r"New weight = old weight − $\eta$ × gradient."),
            QT_TRANSLATE_NOOP("Misconception", "All three are lit."),
        ),
    ),
    Misconception(
        "b_new",
        QT_TRANSLATE_NOOP("Misconception", "The new bias"),
        QT_TRANSLATE_NOOP("Misconception", "How far does the bias go, and in which direction?"),
        QT_TRANSLATE_NOOP("Misconception", "Which three numbers make the new bias?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Old bias, learning rate, gradient."),
            QT_TRANSLATE_NOOP("Misconception", r"New bias = old bias − $\eta$ × gradient."),
            QT_TRANSLATE_NOOP("Misconception", "All three are lit."),
        ),
    ),
    Misconception(
        "J_new",
        QT_TRANSLATE_NOOP("Misconception", "The cost after the update"),
        QT_TRANSLATE_NOOP("Misconception", "What is computed again after the update?"),
        QT_TRANSLATE_NOOP("Misconception", "Which weights does the next forward pass use?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "One more forward pass."),
            QT_TRANSLATE_NOOP("Misconception", "Forward with the new weights, then the same cost."),
            QT_TRANSLATE_NOOP("Misconception", "The cost is lit."),
        ),
    ),
    Misconception(
        "choice",
        QT_TRANSLATE_NOOP("Misconception", "An option"),
        QT_TRANSLATE_NOOP("Misconception", "What speaks for it, and what against?"),
        QT_TRANSLATE_NOOP("Misconception", "Which word of the question decides it?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Read the question once more: which word decides it?"),
            QT_TRANSLATE_NOOP(
                "Misconception", "Ask of each option whether it is always so, or only sometimes."
            ),
            QT_TRANSLATE_NOOP("Misconception", "The diagram shows the step in play."),
        ),
    ),
    Misconception(
        "order",
        QT_TRANSLATE_NOOP("Misconception", "An order"),
        QT_TRANSLATE_NOOP("Misconception", "Which one needs nothing before it?"),
        QT_TRANSLATE_NOOP("Misconception", "What does each of them need before it can be there?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Begin with the one that needs nothing before it."),
            QT_TRANSLATE_NOOP("Misconception", "Each one has to come after all that it is made of."),
            QT_TRANSLATE_NOOP("Misconception", "The timeline shows the order of the steps."),
        ),
    ),
    Misconception(
        "point",
        QT_TRANSLATE_NOOP("Misconception", "A place"),
        QT_TRANSLATE_NOOP("Misconception", "Read the question once more: what exactly has to sit there?"),
        QT_TRANSLATE_NOOP("Misconception", "What comes into the place that you chose, and what goes out?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "An edge has a tail, where it comes from, and a head."),
            QT_TRANSLATE_NOOP(
                "Misconception", "Go from one place to the next as the numbers flow, and ask it of each."
            ),
            QT_TRANSLATE_NOOP("Misconception", "Step back and forth: what is written in each step is lit."),
        ),
    ),
    Misconception(
        "curve",
        QT_TRANSLATE_NOOP("Misconception", "A curve"),
        QT_TRANSLATE_NOOP("Misconception", "Where does it begin, and how steeply does it go down at first?"),
        QT_TRANSLATE_NOOP("Misconception", "Where do the two curves part, and why there?"),
        (
            QT_TRANSLATE_NOOP(
                "Misconception", "How large is the first step: is the cost steep where it begins?"
            ),
            QT_TRANSLATE_NOOP(
                "Misconception",
                "A step downhill is as long as the slope is steep: where it is flat, the curve hardly moves.",
            ),
            QT_TRANSLATE_NOOP("Misconception", "The cost curve is lit."),
        ),
    ),
    Misconception(
        "arrow",
        QT_TRANSLATE_NOOP("Misconception", "A direction"),
        QT_TRANSLATE_NOOP("Misconception", "Stand at the point itself. Which way is steepest right there?"),
        QT_TRANSLATE_NOOP("Misconception", "Does the way down lead along the contour line, or across it?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Look at the contour line through the point."),
            QT_TRANSLATE_NOOP(
                "Misconception", "The steepest way down is square to the contour line, against the gradient."
            ),
            QT_TRANSLATE_NOOP("Misconception", "The arrow against the gradient is lit."),
        ),
    ),
    Misconception(
        "u",
        QT_TRANSLATE_NOOP("Misconception", "What comes out of a box"),
        QT_TRANSLATE_NOOP("Misconception", "What goes into this box, and what does the box do to it?"),
        QT_TRANSLATE_NOOP("Misconception", "Which number comes in by its arrow?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Follow the arrow: what the box before puts out goes in."),
            QT_TRANSLATE_NOOP("Misconception", "Put that number into the formula at the top of the box."),
            QT_TRANSLATE_NOOP("Misconception", "Angles are in radians, and log is the natural logarithm."),
        ),
    ),
    Misconception(
        "du",
        QT_TRANSLATE_NOOP("Misconception", "A local derivative"),
        QT_TRANSLATE_NOOP("Misconception", "How steep is the curve of this box at its own point?"),
        QT_TRANSLATE_NOOP("Misconception", "Which number goes into this box?"),
        (
            QT_TRANSLATE_NOOP(
                "Misconception", "One box alone: take the derivative of what stands at its top."
            ),
            QT_TRANSLATE_NOOP(
                "Misconception", "The derivative table (F1) has it. A constant that is added gives 0."
            ),
            QT_TRANSLATE_NOOP("Misconception", "Then put in what goes into this box, not what comes out."),
        ),
    ),
    Misconception(
        "dh",
        QT_TRANSLATE_NOOP("Misconception", "The slope of the whole"),
        QT_TRANSLATE_NOOP("Misconception", "What does each box do to a small wiggle?"),
        QT_TRANSLATE_NOOP("Misconception", "Which way does each curve go at its point, up or down?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Every box has a slope of its own, at its own input."),
            QT_TRANSLATE_NOOP(
                "Misconception", "All the slopes on the way from $x$ to the end are multiplied."
            ),
            QT_TRANSLATE_NOOP("Misconception", "An odd number of negative slopes makes it negative."),
        ),
    ),
    Misconception(
        "forecast",
        QT_TRANSLATE_NOOP("Misconception", "A forecast"),
        QT_TRANSLATE_NOOP("Misconception", "How far does a straight line rise over a short way?"),
        QT_TRANSLATE_NOOP("Misconception", "How steep is it, and how long is the way?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Two numbers: the slope, and the length of the way."),
            QT_TRANSLATE_NOOP("Misconception", "Forecast = slope of the whole × length of the way."),
            QT_TRANSLATE_NOOP("Misconception", "It keeps the sign of the slope."),
        ),
    ),
    Misconception(
        "",
        QT_TRANSLATE_NOOP("Misconception", "A number"),
        QT_TRANSLATE_NOOP("Misconception", "What is this number made of?"),
        QT_TRANSLATE_NOOP("Misconception", "Which of its parts do you know already?"),
        (
            QT_TRANSLATE_NOOP("Misconception", "Write down what it is made of before you put in numbers."),
            QT_TRANSLATE_NOOP("Misconception", "Each step uses what the steps before it have written."),
            QT_TRANSLATE_NOOP("Misconception", "What it is made of is lit."),
        ),
    ),
)
