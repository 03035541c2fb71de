"""What is said of a correction: each factor in a few words, and which of them is the smallest."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.activations import activation
from engine.nn.named import split_name
from engine.nn.optimizers import optimizer_rule
from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.slice import gradient_of
from engine.session.story import Addend, Factor, Kind, Story, smallest_of
from gui.look import Look
from gui.quantities import function_of, place
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["addend_name", "addend_words", "compared", "factor_name", "factor_words", "smallest_said"]

translate = QCoreApplication.translate
_FLAT = 0.05
"""Where a slope is below this share of the steepest, the node is said to be saturated for the sample."""
_SATURATE = ("sigmoid", "tanh")

_WORDS: dict[Kind, str] = {
    "held": QT_TRANSLATE_NOOP("WeightStory", "locked: no update moves it"),
    "rate": QT_TRANSLATE_NOOP("WeightStory", "the learning rate, downhill"),
    "optimiser": QT_TRANSLATE_NOOP("WeightStory", "{formula}: {optimiser} multiplies by it"),
    "mean": QT_TRANSLATE_NOOP("WeightStory", "the mean over {count} samples"),
    "input": QT_TRANSLATE_NOOP("WeightStory", "comes in from {node}"),
    "one": QT_TRANSLATE_NOOP("WeightStory", "stands at a bias in place of an input"),
    "slope": QT_TRANSLATE_NOOP("WeightStory", "the slope of {function} in {node}"),
    "weight": QT_TRANSLATE_NOOP("WeightStory", "carries δ back from {node}"),
    "sum": QT_TRANSLATE_NOOP("WeightStory", "{count} δ terms arrive at {node}"),
    "share": QT_TRANSLATE_NOOP("WeightStory", "the sum of {count} terms by its largest, which follows"),
    "cost": QT_TRANSLATE_NOOP("WeightStory", "how J depends on the output"),
    "fused": QT_TRANSLATE_NOOP("WeightStory", "slope and ∂J/∂ŷ in one piece"),
}
_NOTHING = QT_TRANSLATE_NOOP("WeightStory", "no connection leads on from {node}")
_OF_OUTPUTS = QT_TRANSLATE_NOOP("WeightStory", "{count} outputs depend on this input sum")

_NAMED: dict[Kind, str] = {
    "rate": QT_TRANSLATE_NOOP("WeightStory", "the learning rate {name} = {value}"),
    "optimiser": QT_TRANSLATE_NOOP("WeightStory", "the factor of {optimiser}, {name} = {value},"),
    "input": QT_TRANSLATE_NOOP("WeightStory", "what comes in, {name} = {value},"),
    "one": QT_TRANSLATE_NOOP("WeightStory", "the 1 at the bias"),
    "slope": QT_TRANSLATE_NOOP("WeightStory", "the slope {name} = {value}"),
    "weight": QT_TRANSLATE_NOOP("WeightStory", "the weight downstream {name} = {value}"),
    "sum": QT_TRANSLATE_NOOP("WeightStory", "the sum of the δ terms {name} = {value}"),
    "cost": QT_TRANSLATE_NOOP("WeightStory", "the derivative of the cost {name} = {value}"),
    "fused": QT_TRANSLATE_NOOP("WeightStory", "the error {name} = {value}"),
}
_OPTIMISERS = {"nesterov": "1 + β", "rmsprop": "1/(√v + ε)", "adam": "(1 − β₁)/(1 − β₁ᵗ)/(√v̂ + ε)"}
"""s of each optimiser, as docs/notation.md names its numbers."""


def factor_name(factor: Factor, frame: Frame) -> str:
    """Write a factor as a symbol."""
    names = frame.names
    match factor.kind:
        case "held" | "one":
            return {"held": "0", "one": "1"}[factor.kind]
        case "rate":
            return "−η"
        case "optimiser":
            return "s"
        case "share":
            return f"{names.text(factor.refs[0].at(None))} ÷ {_term(factor, frame)}"
        case "fused":
            return " − ".join(names.text(ref.at(None), output=True) for ref in factor.refs[1:])
        case _:
            return names.text(factor.refs[0].at(None), output=True)


def _term(factor: Factor, frame: Frame) -> str:
    """Write the largest term of a sum: w δ, or ∂J/∂ŷ times a slope."""
    chosen = factor.refs[1]
    if chosen.symbol == "W":
        return frame.names.text(Ref("term", chosen.layer, chosen.index))
    return "·".join(frame.names.text(ref.at(None), output=True) for ref in reversed(factor.refs[1:]))


def factor_words(factor: Factor, frame: Frame) -> str:
    """Say in a few words what a factor is."""
    text = _WORDS[factor.kind]
    if factor.kind == "sum" and factor.refs[0].symbol == "delta":
        text = _OF_OUTPUTS
    elif factor.kind == "sum" and not factor.count:
        text = _NOTHING
    kind = optimizer_rule(frame.trace.optimizer).kind
    said = translate("WeightStory", text).format(
        optimiser=kind, formula=_OPTIMISERS.get(kind, ""), count=factor.count, **_places(factor, frame)
    )
    state = _state(factor, frame)
    return f"{said}: {state}" if state else said


def _places(factor: Factor, frame: Frame) -> dict[str, str]:
    """Name the node and the function that a factor belongs to."""
    if not factor.refs or not factor.refs[0].index:
        return {"node": "", "function": ""}
    ref = factor.refs[0]
    function = function_of(ref.layer, frame.names) if ref.layer else ""
    return {"node": place(ref.layer, ref.index[0], frame.names), "function": function}


def _state(factor: Factor, frame: Frame) -> str:
    """Say that a node is saturated, or lets nothing through; nothing where it is neither."""
    if factor.kind != "slope" or len(factor.refs[0].index) != 1:
        return ""
    if factor.value == 0.0:
        return translate("WeightStory", "it lets no δ through")
    name = frame.network.activations[factor.refs[0].layer]
    if split_name(name)[0] not in _SATURATE:
        return ""
    steepest = float(activation(name).slope(np.zeros(1))[0])
    return translate("WeightStory", "saturated") if abs(factor.value) < _FLAT * steepest else ""


def addend_name(addend: Addend, frame: Frame) -> str:
    """Write what is added as a symbol."""
    before = "−η " if optimizer_rule(frame.trace.optimizer).kind in ("sgd", "momentum") else "−η·s "
    if addend.kind == "pull":
        return before + frame.names.text(addend.refs[0])
    return translate("WeightStory", "from {moment}").format(moment=frame.names.text(addend.refs[0]))


def addend_words(addend: Addend, frame: Frame) -> str:
    """Say in a few words what is added."""
    if addend.kind == "pull":
        return translate("WeightStory", "the pull of the penalty")
    text = translate("WeightStory", "what {optimiser} remembers of earlier gradients")
    return text.format(optimiser=optimizer_rule(frame.trace.optimizer).kind)


def smallest_said(
    story: Story, told: dict[Factor, bool], frame: Frame, look: Look
) -> tuple[Factor | None, str]:
    """Find the smallest factor and say so; None, and nothing said, as long as a factor is not known."""
    factors = (*story.before, *story.chain)
    name = frame.names.text(story.ref)
    if any(factor.kind == "held" for factor in factors):
        return factors[0], translate("WeightStory", "{name} is locked: no update moves it.").format(name=name)
    found = smallest_of(factors) if all(told[factor] for factor in factors) else None
    if found is None:
        return None, ""
    value = -found.value if found.kind == "rate" else found.value
    what = translate("WeightStory", _NAMED[found.kind]).format(
        name=factor_name(found, frame).removeprefix("−")
        if found.kind == "rate"
        else factor_name(found, frame),
        value=look.number(value),
        optimiser=optimizer_rule(frame.trace.optimizer).kind,
    )
    what = what[:1].upper() + what[1:]
    return found, _sentence(what, found, name, frame)


def _sentence(what: str, found: Factor, name: str, frame: Frame) -> str:
    if found.value == 0.0:
        text = translate("WeightStory", "{what} stops the chain: a product with 0 is 0.")
        return text.format(what=what.rstrip(","))
    if _state(found, frame):
        text = translate("WeightStory", "{what} is the smallest factor: {node} is saturated.")
        return text.format(what=what, **_places(found, frame))
    if found.kind == "rate":
        return translate("WeightStory", "{what} is the smallest factor.").format(what=what)
    text = translate("WeightStory", "{what} is the smallest factor on the way from J to {name}.")
    return text.format(what=what, name=name)


def compared(story: Story, sample: int, frame: Frame, look: Look) -> str:
    """Say how the gradient of the sample in hand compares with the mean of the batch."""
    own = frame.names.text(gradient_of(story.ref).at(sample))
    if story.mean.value == 0.0 or not math.isfinite(story.own / story.mean.value):
        return translate("WeightStory", "{own}, of sample {number} of {count} alone").format(
            own=own, number=sample + 1, count=story.m
        )
    share = story.own / story.mean.value
    text = (
        translate("WeightStory", "{own}, of sample {number} of {count}: {share} times the mean")
        if share >= 0
        else translate(
            "WeightStory", "{own}, of sample {number} of {count}: {share} times the mean, against it"
        )
    )
    return text.format(own=own, number=sample + 1, count=story.m, share=look.number(share))
