"""The nudge: what J really does when a quantity is changed a little, beside what back-propagation says."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from engine.nn.digits import precise
from engine.nn.gradcheck import (
    Check,
    actual_change,
    along,
    check,
    is_plain,
    nudged_change,
    predicted_change,
)
from engine.nn.notation import superscript
from engine.nn.trace import Trace
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.panels.delta_panel.telling import Telling
from gui.quantities import cost_name

__all__ = ["check_of", "notes_of", "nudge_of"]

translate = QCoreApplication.translate
_NUDGE = 0.01
_FLAT = 0.08  # of the steepest slope; a sigmoid at z = ±4 has 0.07 of its own


def nudge_of(t: Telling, derivative: Ref | None = None) -> str:
    """Say what a nudge of 0.01 does to J, of the focus or of a δ by name; nothing where it is not known."""
    focus = derivative or t.frame.focus
    nudged = None if focus is None else along(focus)
    if focus is None or nudged is None or not t.frame.is_known(focus):
        return ""
    change = _change(t.frame.trace, nudged, t.frame.playhead.sample)
    if not math.isfinite(change):
        return ""
    words = {
        "delta": t.name(focus),
        "z": t.name(nudged),
        "nudge": replace(t.look, decimals=2).number(_NUDGE),
        "change": precise(change, t.look.decimals, t.look.point),
        "J": cost_name(t.frame, focus),
    }
    if derivative is not None:
        moved = translate("DeltaPanel", "{delta}: if {z} rises by {nudge}, {J} changes by {change}.")
        still = translate("DeltaPanel", "{delta}: if {z} rises by {nudge}, {J} does not change.")
    else:
        moved = translate("DeltaPanel", "If {z} rises by {nudge}, {J} changes by {change}.")
        still = translate("DeltaPanel", "If {z} rises by {nudge}, {J} does not change.")
    return (moved if change else still).format(**words)


def check_of(t: Telling) -> str:
    """Hold back-propagation against a nudge of ±10⁻⁵; nothing where there is no slope to check."""
    focus = t.frame.focus
    nudged = None if focus is None else along(focus)
    if focus is None or nudged is None:
        return ""
    z = t.name(nudged)
    if not t.frame.is_known(focus):
        text = translate("DeltaPanel", "A nudge of {z} by ±10⁻⁵ against back-propagation: after the reveal.")
        return text.format(z=z)
    found = _check(t.frame.trace, focus, t.frame.playhead.sample)
    if found is None:
        return ""
    look = replace(t.look, decimals=_decimals(found))
    text = translate(
        "DeltaPanel", "A nudge of {z} by ±10⁻⁵ gives {slope}, back-propagation {value}: {verdict}."
    )
    slope, value = look.number(found.measured), look.number(found.computed)
    return text.format(z=z, slope=slope, value=value, verdict=_verdict(found))


def _decimals(found: Check) -> int:
    """Return so many digits that two numbers which are said to differ look different."""
    fits = (n for n in range(6, 13) if round(found.measured, n) != round(found.computed, n))
    return next(fits, 12) if found.verdict in ("differ", "kink") else 6


def _verdict(found: Check) -> str:
    """Put into words what sets the two apart."""
    error = power_of_ten(found.error)
    match found.verdict:
        case "agree" if found.error == 0.0:
            return translate("DeltaPanel", "they agree in every digit")
        case "agree":
            return translate("DeltaPanel", "they agree to {error}").format(error=error)
        case "rounding":
            return translate("DeltaPanel", "they agree as far as the rounding of J lets a nudge see")
        case "kink":
            return translate("DeltaPanel", "they differ, because a kink of the relu lies within the nudge")
        case "differ":
            return translate("DeltaPanel", "they differ, relative error {error}").format(error=error)


def power_of_ten(value: float) -> str:
    """Write a size with one digit: 3 × 10⁻¹¹."""
    digit, power = f"{value:.0e}".split("e")
    return f"{digit} × 10{superscript(int(power))}"


@lru_cache(maxsize=16)
def _change(trace: Trace, nudged: Ref, sample: int) -> float:
    return nudged_change(trace, nudged, _NUDGE, sample)


@lru_cache(maxsize=16)
def _check(trace: Trace, derivative: Ref, sample: int) -> Check | None:
    return check(trace, derivative, sample=sample)


# Notes


def notes_of(t: Telling) -> str:
    """Say what is special at this place: a closed gate, a flat tangent, a cancelled factor, a tangent."""
    focus = t.frame.focus
    if focus is None:
        return ""
    if focus.symbol == "J_new":
        return _prediction(t)
    if focus.symbol == "pull":
        return _size_of_penalty(t)
    if focus.symbol in ("slope", "delta"):
        return " ".join(note for note in (_gate(t, focus), _cancelled(t, focus)) if note)
    return ""


def _size_of_penalty(t: Telling) -> str:
    """Say how large Ω is; nothing where a question withholds a weight that it is made of."""
    if any(ref.symbol in ("W", "pull") for ref in t.frame.hidden):
        return ""
    l1, l2 = t.frame.trace.l1, t.frame.trace.l2
    formula = " + ".join([*(["l1·Σ|w|"] if l1 else []), *(["(l2/2)·Σw²"] if l2 else [])])
    text = translate("DeltaPanel", "Ω = {formula} = {size} with these weights.")
    return text.format(formula=formula, size=precise(t.frame.trace.penalty, t.look.decimals, t.look.point))


def _gate(t: Telling, focus: Ref) -> str:
    slope, z = (Ref(symbol, focus.layer, focus.index, focus.sample) for symbol in ("slope", "z"))
    value, name = t.frame.value(slope), t.frame.network.activations[focus.layer]
    if value is None or t.frame.value(z) is None:
        return ""
    words = {"slope": t.name(slope), "z": t.name(z), "at": t.number(z), "value": t.number(slope)}
    if value == 0.0 and name == "relu":
        text = translate("DeltaPanel", "⊘ {slope} = 0 because {z} = {at}: the packet stops here.")
        return text.format(**words)
    if name.startswith("leaky_relu") and (t.frame.value(z) or 0.0) <= 0.0:
        text = translate("DeltaPanel", "{z} = {at} is not above 0: {value} of what arrives gets through.")
        return text.format(**words)
    steepest = {"sigmoid": 0.25, "tanh": 1.0}.get(name)
    if steepest is None or value > _FLAT * steepest:
        return ""
    text = translate(
        "DeltaPanel", "The tangent is almost flat: {slope} = {value} at {z} = {at}. Little gets through."
    )
    return text.format(**words)


def _cancelled(t: Telling, focus: Ref) -> str:
    cost = t.frame.setup.cost
    if focus.symbol != "delta" or focus.layer != t.frame.network.L or cost not in ("bce", "softmax_ce"):
        return ""
    a, y = (t.name(Ref(symbol, focus.layer, focus.index, focus.sample)) for symbol in ("a", "y"))
    text = translate("DeltaPanel", "{a}(1 − {a}) cancels: {delta} = {a} − {y}.")
    if cost == "softmax_ce":
        text = translate("DeltaPanel", "Most of it cancels, as the labels add up to 1: {delta} = {a} − {y}.")
    return text.format(a=a, y=y, delta=t.name(focus))


def _prediction(t: Telling) -> str:
    """Hold the change of J along the tangent against the real one, where nothing of either is withheld."""
    frame = t.frame
    if not _all_known(frame):
        return ""
    text = translate(
        "DeltaPanel",
        "Predicted −η‖∇J‖² = {predicted}, actual {actual}. "
        "This compares a tangent with a curve; they agree only for small η.",
    )
    if not is_plain(frame.trace):
        text = translate(
            "DeltaPanel",
            "Predicted Σ ∂J/∂w · Δw = {predicted}, actual {actual}. "
            "This compares a tangent with a curve; they agree only for small steps.",
        )
    return text.format(
        predicted=precise(_predicted(frame.trace), t.look.decimals, t.look.point),
        actual=precise(actual_change(frame.trace), t.look.decimals, t.look.point),
    )


def _all_known(frame: Frame) -> bool:
    """Say whether the costs before and after the update and every gradient are known."""
    L = frame.network.L
    if not (frame.is_known(Ref("J", L)) and frame.is_known(Ref("J_new", L))):
        return False
    return not any(ref.symbol in ("dW", "db") for ref in frame.hidden)  # J after comes after all gradients


@lru_cache(maxsize=4)
def _predicted(trace: Trace) -> float:
    return predicted_change(trace)
