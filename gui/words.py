"""A frame and its micro-steps in words: titles, sentences, timeline cells, and what a screen reader says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.nn.microsteps import MicroStep
from engine.nn.notation import Names, plain, subscript
from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.look import Look
from gui.names_of_data import named_quantity
from gui.quantities import count_of, joined, node, place, quantity
from gui.sentences import sentence_of
from gui.translation import QT_TRANSLATE_NOOP

__all__ = [
    "aloud",
    "count_of",
    "heading_of",
    "joined",
    "kind_named",
    "node",
    "phase_name",
    "phase_role",
    "place",
    "quantity",
    "sentence_of",
    "short_step",
    "spoken",
    "title_of",
]

translate = QCoreApplication.translate


def phase_name(phase: str) -> str:
    """Name a phase of the update: Forward, Cost, Backward, Update."""
    return {
        "forward": translate("Words", "Forward"),
        "cost": translate("Words", "Cost"),
        "backward": translate("Words", "Backward"),
        "update": translate("Words", "Update"),
    }[phase]


def phase_role(phase: str) -> str:
    """Return the design token that a phase is coloured with."""
    return {"forward": "forward", "cost": "cost", "backward": "delta", "update": "update"}[phase]


def heading_of(phase: str) -> str:
    """Say what flows in a phase: the small heading over the title."""
    return {
        "forward": translate("Words", "Flowing downstream now"),
        "cost": translate("Words", "The cost"),
        "backward": translate("Words", "Flowing upstream now"),
        "update": translate("Words", "Correcting the weights"),
    }[phase]


# Titles

_WHOLE_STEPS = {
    "F0": QT_TRANSLATE_NOOP("Words", "x and y are data"),
    "U0": QT_TRANSLATE_NOOP("Words", "Nothing has moved yet"),
    "R": QT_TRANSLATE_NOOP("Words", "J, forward again"),
    "forward": QT_TRANSLATE_NOOP("Words", "The forward pass"),
    "cost": QT_TRANSLATE_NOOP("Words", "J, the cost"),
    "backward": QT_TRANSLATE_NOOP("Words", "The backward pass"),
    "update": QT_TRANSLATE_NOOP("Words", "The update"),
}

_TITLES: dict[Symbol, str] = {
    "x": QT_TRANSLATE_NOOP("Words", "{name}, the input"),
    "y": QT_TRANSLATE_NOOP("Words", "{name}, the label"),
    "z": QT_TRANSLATE_NOOP("Words", "{name}, the input sum of {node}"),
    "a": QT_TRANSLATE_NOOP("Words", "{name}, the activation of {node}"),
    "product": QT_TRANSLATE_NOOP("Words", "{name}, a term of {sum}"),
    "J": QT_TRANSLATE_NOOP("Words", "{name}, the cost"),
    "dJ_da": QT_TRANSLATE_NOOP("Words", "{name} arrives at {node}"),
    "slope": QT_TRANSLATE_NOOP("Words", "{name}, the slope in {node}"),
    "term": QT_TRANSLATE_NOOP("Words", "{name}, a term of {sum}"),
    "dW": QT_TRANSLATE_NOOP("Words", "{name}, a gradient"),
    "db": QT_TRANSLATE_NOOP("Words", "{name}, a gradient"),
    "W_new": QT_TRANSLATE_NOOP("Words", "{name} is corrected"),
    "b_new": QT_TRANSLATE_NOOP("Words", "{name} is corrected"),
    "J_new": QT_TRANSLATE_NOOP("Words", "J, forward again"),
    "pull": QT_TRANSLATE_NOOP("Words", "{name}, the pull of the penalty"),
    "m_W_new": QT_TRANSLATE_NOOP("Words", "{name} takes in the gradient"),
    "v_W_new": QT_TRANSLATE_NOOP("Words", "{name} takes in the squared gradient"),
    "m_b_new": QT_TRANSLATE_NOOP("Words", "{name} takes in the gradient"),
    "v_b_new": QT_TRANSLATE_NOOP("Words", "{name} takes in the squared gradient"),
}

_OF_A_BATCH: dict[Symbol, str] = {
    "J": QT_TRANSLATE_NOOP("Words", "{name}, the mean cost"),
    "dW": QT_TRANSLATE_NOOP("Words", "{name}, the mean of {m}"),
    "db": QT_TRANSLATE_NOOP("Words", "{name}, the mean of {m}"),
}
_OF_ONE: dict[Symbol, str] = {
    "J": QT_TRANSLATE_NOOP("Words", "{name} of one sample"),
    "dW": QT_TRANSLATE_NOOP("Words", "{name} of one sample"),
    "db": QT_TRANSLATE_NOOP("Words", "{name} of one sample"),
}


def title_of(frame: Frame) -> str:
    """Name the quantity in focus: "δ₁ = ∂J/∂z₁", or in layer notation "δ of node 2 in layer 1"."""
    if frame.focus is None or frame.step.rule in _WHOLE_STEPS:
        return translate("Words", _WHOLE_STEPS[frame.step.rule])
    ref, names = frame.focus.at(None), frame.names
    if frame.trace.m > 1 and ref.symbol in _OF_A_BATCH:
        own = _OF_A_BATCH[ref.symbol] if frame.focus.sample is None else _OF_ONE[ref.symbol]
        return translate("Words", own).format(name=names.text(ref), m=frame.trace.m)
    if ref.symbol == "delta":
        return _delta_title(ref, names)
    if ref.symbol == "a" and ref.layer == names.L:
        text = translate("Words", "{output} = {name}, the output")
        return text.format(output=names.text(ref, output=True), name=names.text(ref))
    shown = Ref(_OLDER.get(ref.symbol, ref.symbol), ref.layer, ref.index)
    if ref.symbol in ("W_new", "b_new") and shown in frame.network.locked:
        return translate("Words", "{name} is locked").format(name=names.text(shown))
    if ref.symbol == "slope" and len(ref.index) == 2:
        return translate("Words", "{name}, a slope of softmax").format(name=names.text(ref))
    head = place(ref.layer, ref.index[0], names) if ref.index else ""
    if ref.symbol == "slope" and not names.lecture:  # not "in … in …"
        head = translate("Words", "layer {layer}, node {number}").format(
            layer=ref.layer, number=ref.index[0] + 1
        )
    return translate("Words", _TITLES[ref.symbol]).format(
        name=names.text(shown), node=head, sum=_sum(ref, names)
    )


_OLDER: dict[Symbol, Symbol] = {
    "W_new": "W", "b_new": "b", "m_W_new": "m_W", "v_W_new": "v_W", "m_b_new": "m_b", "v_b_new": "v_b",
}  # fmt: skip
"""What a quantity is called while the update gives it a new value."""


def _delta_title(ref: Ref, names: Names) -> str:
    if names.lecture:
        return f"{names.text(ref)} = ∂J/∂{names.text(Ref('z', ref.layer, ref.index))}"
    return translate("Words", "δ of {node}").format(node=place(ref.layer, ref.index[0], names))


def _sum(ref: Ref, names: Names) -> str:
    """Name the sum that a term belongs to."""
    if ref.symbol == "term":
        return names.text(Ref("dJ_da", ref.layer - 1, ref.index[1:]))
    return names.text(Ref("z", ref.layer, ref.index[:1])) if ref.index else ""


# For screen readers


def spoken(frame: Frame, look: Look) -> str:
    """Say a step aloud: "delta of node 1 in layer 1 is minus 0.028: the sum of one term, times the slope".

    Parameters
    ----------
    frame : Frame
    look : Look
        How numbers are written.
    """
    ref = frame.focus
    if ref is None:
        return sentence_of(frame)
    said = named_quantity(ref, frame)
    value = frame.value(ref)
    if value is None:
        return translate("Words", "{quantity} is not known yet").format(quantity=said)
    number = aloud(look.number_of(ref, value))
    text = translate("Words", "{quantity} is {value}").format(quantity=said, value=number)
    made = _made_of(frame)
    return f"{text}: {made}" if made else text


def aloud(number: str) -> str:
    """Spell the signs of a number that screen readers skip: "minus 0.028"."""
    minus, power = (
        translate("Words", "minus {number}"),
        translate("Words", "{number} times ten to the {power}"),
    )
    if number.startswith("−"):
        return minus.format(number=aloud(number[1:]))
    if "×10" in number:
        digits, raised = number.split("×10")
        return power.format(number=digits, power=aloud(plain(raised).replace("-", "−")))
    return number


def _made_of(frame: Frame) -> str:
    """Say what a scalar is made of; nothing where it is a function of others."""
    made = frame.terms
    if made is None:
        return ""
    count = len(made.terms)
    if made.target.symbol in ("W_new", "b_new"):
        return translate("Words", "the old value and the correction")
    if count and made.factors:
        one = translate("Words", "the sum of one term, times the slope")
        more = translate("Words", "the sum of {count} terms, times the slope")
        return one if count == 1 else more.format(count=count_of(count))
    if count > 1:
        return translate("Words", "the sum of {count} terms").format(count=count_of(count))
    factors = [quantity(ref, frame.names) for term in made.factors for ref in term.refs]
    return translate("Words", " times ").join(factors) if len(factors) > 1 else ""


_KINDS_NAMED: dict[Symbol, str] = {
    "x": QT_TRANSLATE_NOOP("Words", "input {name}"),
    "y": QT_TRANSLATE_NOOP("Words", "label {name}"),
    "W": QT_TRANSLATE_NOOP("Words", "weight {name}"),
    "b": QT_TRANSLATE_NOOP("Words", "bias {name}"),
    "eta": QT_TRANSLATE_NOOP("Words", "learning rate {name}"),
}


def kind_named(ref: Ref, names: Names) -> str:
    """Say what kind of quantity it is, with its name: "weight w₂"."""
    return translate("Words", _KINDS_NAMED.get(ref.symbol, "{name}")).format(name=names.text(ref))


# For timeline cells

_SHORT = {
    "F0": "x", "Fz": "z", "Fa": "a", "C": "J", "B0": "∂ŷ", "BF": "δ", "B2": "δ", "G": "∂w", "Gb": "∂b",
    "B3": "∂a", "B5": "δ", "AV": "1/m", "P": "∂Ω", "U0": "U₀", "MW": "mw", "VW": "vw", "UW": "w",
    "Mb": "mb", "Vb": "vb", "Ub": "b", "R": "J",
}  # fmt: skip
_PHASES_WRITE = {"forward": "z, a", "cost": "J", "backward": "δ, ∂w", "update": "w, b"}
"""What a step of a whole phase writes: the phase is named over its cell."""
_BARE = frozenset({"F0", "C", "B0", "AV", "P", "U0", "R"})
_OF_MATRIX = frozenset({"G", "MW", "VW", "UW"})


def short_step(step: MicroStep, names: Names) -> str:
    """Write a step in the room of a timeline cell: "z₁", "∂w₂", and ∂W₃ where a whole matrix is meant."""
    if step.rule in _PHASES_WRITE:
        return _PHASES_WRITE[step.rule]
    first = step.writes[0] if step.writes else None
    if first is not None and first.symbol in ("product", "term"):
        return _short_term(first, names)
    if step.rule in _OF_MATRIX and not names.lecture and _is_of_one_edge(step):
        edge = "".join(subscript(i + 1) for i in step.writes[0].index)
        return f"{_SHORT[step.rule]}{edge}"
    below = _below(step, names)
    if step.rule in ("B1", "B4"):
        return ("σ′" if names.activations[step.layer] == "sigmoid" else "φ′") + below
    base = _SHORT[step.rule]
    if step.rule in _OF_MATRIX and not names.lecture:
        base = base.replace("w", "W")
    return base if step.rule in _BARE else base + below


def _below(step: MicroStep, names: Names) -> str:
    """Write the layer's number, and behind a comma the node where a step is of one node among more."""
    number = names.text(Ref("b", step.layer, (0,)))[1:] if names.lecture else subscript(step.layer)
    nodes = {ref.index[0] for ref in step.writes if ref.index}
    several = step.layer and names.sizes[step.layer] > 1
    return f"{number},{subscript(min(nodes) + 1)}" if several and len(nodes) == 1 else number


def _short_term(ref: Ref, names: Names) -> str:
    """Write one term of a sum; in layer notation the nodes between which it travels, from → to."""
    if names.lecture:
        return names.text(ref)
    if len(ref.index) == 1:
        return "+b"
    head, tail = (i + 1 for i in ref.index)
    return f"{head}→{tail}" if ref.symbol == "term" else f"{tail}→{head}"


def _is_of_one_edge(step: MicroStep) -> bool:
    """Say whether a step writes one entry of a matrix that has more."""
    return len({ref.index for ref in step.writes}) == 1
