"""Where on screen each word of the glossary is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.help.quantities import quantities_in
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["REGIONS", "WHERE", "Place", "quantity_called", "term_of"]

Way = Literal["quantity", "region", "view", "command", "chain", "explore"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on screen.

    Attributes
    ----------
    way : str
        How to get there: to a quantity of the network in the diagram, a region of the window, a view beside
        the cost curve, by a command of the menus, or to the settings of Explore.
    name : str
        The quantity as one would type it, or the name of region, view or command.
    """

    way: Way
    name: str


REGIONS: dict[str, str] = {
    "diagram": QT_TRANSLATE_NOOP("Help", "the diagram"),
    "timeline": QT_TRANSLATE_NOOP("Help", "the timeline"),
    "transport": QT_TRANSLATE_NOOP("Help", "the row of step and play"),
    "cost_curve": QT_TRANSLATE_NOOP("Help", "the cost curve"),
    "delta_panel": QT_TRANSLATE_NOOP("Help", "the δ panel"),
    "left": QT_TRANSLATE_NOOP("Help", "the left column"),
}
"""What regions of the window are called, by the names of `gui.regions.Regions`."""

_WORDS: dict[tuple[Way, str], tuple[str, ...]] = {
    ("quantity", "x"): ("input",),
    ("quantity", "y"): ("label",),
    ("quantity", "w"): ("weight",),
    ("quantity", "b"): ("bias",),
    ("quantity", "z"): ("input sum",),
    ("quantity", "a"): ("activation",),
    ("quantity", "yhat"): ("output", "softmax"),
    ("quantity", "J"): ("cost",),
    ("quantity", "delta"): ("delta",),
    ("quantity", "term"): ("delta term",),
    ("quantity", "slope"): ("slope", "jacobian"),
    ("quantity", "dw"): ("gradient",),
    ("quantity", "new w"): ("weight correction",),
    ("quantity", "eta"): ("learning rate",),
    ("quantity", "product"): ("product",),
    ("region", "diagram"): ("layer", "downstream", "upstream", "path", "parameter", "locked"),
    ("region", "timeline"): ("micro-step", "forward pass", "back-propagation"),
    ("region", "transport"): ("update",),
    ("region", "cost_curve"): (
        "cost curve", "run", "fork", "ghost", "epoch", "plateau", "diverge", "accuracy",
    ),
    ("region", "delta_panel"): ("factor", "unknown", "check"),
    ("region", "left"): ("prediction", "slip", "exit ticket"),
    ("view", "samples"): ("sample", "mini-batch"),
    ("view", "says"): ("decision map", "xor"),
    ("view", "data"): ("test set",),
    ("view", "surface"): ("cost surface", "contour"),
    ("view", "sizes"): ("vanishing gradient", "exploding gradient", "norm"),
    ("view", "activity"): ("saturation", "dead node"),
    ("view", "matrix"): ("weight matrix", "symmetry"),
    ("command", "derivatives"): ("derivative table", "sigmoid", "linear", "relu", "softplus"),
    ("chain", "chain"): ("chain rule", "local derivative", "derivative"),
    ("explore", ""): (
        "optimiser", "momentum", "rmsprop", "adam", "moment", "schedule", "penalty", "initialise", "seed",
        "cross-entropy",
    ),
}  # fmt: skip

WHERE: dict[str, Place] = {word: Place(*place) for place, words in _WORDS.items() for word in words}
"""By the id of a word: every word has a place."""

_TERMS: dict[Symbol, str] = {
    "x": "input", "y": "label", "z": "input sum", "a": "activation", "product": "product", "J": "cost",
    "dJ_da": "gradient", "slope": "slope", "delta": "delta", "term": "delta term", "W": "weight",
    "b": "bias", "eta": "learning rate", "dW": "gradient", "db": "gradient", "pull": "penalty",
    "m_W": "moment", "v_W": "moment", "m_b": "moment", "v_b": "moment", "t": "moment",
    "m_W_new": "moment", "v_W_new": "moment", "m_b_new": "moment", "v_b_new": "moment",
    "W_new": "weight correction", "b_new": "weight correction", "J_new": "cost",
}  # fmt: skip


def term_of(ref: Ref, frame: Frame) -> str:
    """Return the id of the word for a quantity."""
    return "output" if ref.symbol == "a" and ref.layer == frame.network.L else _TERMS[ref.symbol]


def quantity_called(name: str, frame: Frame) -> Ref | None:
    """Return the quantity that a name is shown at: the selected one where it is of that kind, else the first.

    None where the update in play has none of that kind.
    """
    found = quantities_in(name, frame.network)
    chosen = frame.selected
    if chosen is not None and any(chosen.symbol == ref.symbol for ref in found) and name != "yhat":
        return chosen
    return next((frame.resolved(ref) for ref in found if ref not in frame.network.cut), None)
