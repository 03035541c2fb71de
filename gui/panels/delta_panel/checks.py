"""The nudge: what J really does when a quantity is changed a little, beside what back-propagation says."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.gradcheck import SLOPE_OF, nudge_slope, nudged_cost, relative_error
from engine.nn.trace import Trace
from engine.nn.types import Ref
from gui.look import Look
from gui.panels.delta_panel.telling import Telling

__all__ = ["check_of", "notes_of", "nudge_of", "precise"]

translate = QCoreApplication.translate
_NUDGE = 0.01
_DIGITS = 3  # of a change that J makes
_AGREES = 1e-6  # relative; far above what rounding does to a difference of 10⁻⁵, far below a wrong formula
_FLAT = 0.08  # of the steepest slope; a sigmoid at z = ±4 has 0.07 of its own
_HIGH = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def nudge_of(t: Telling, derivative: Ref | None = None) -> str:
    """Say what a nudge of 0.01 does to J, of the focus or of a δ by name; nothing where it is not known."""
    focus = derivative or t.frame.focus
    if focus is None or focus.symbol not in SLOPE_OF or t.frame.value(focus) is None:
        return ""
    change = _change(t.frame.trace, focus, t.frame.playhead.sample)
    if not math.isfinite(change):
        return ""
    words = {
        "delta": t.name(focus),
        "z": t.name(_along(focus)),
        "nudge": replace(t.look, decimals=2).number(_NUDGE),
        "change": precise(change, t.look),
    }
    if derivative is not None:
        moved = translate("DeltaPanel", "{delta}: if {z} rises by {nudge}, J changes by {change}.")
        still = translate("DeltaPanel", "{delta}: if {z} rises by {nudge}, J does not change.")
    else:
        moved = translate("DeltaPanel", "If {z} rises by {nudge}, J changes by {change}.")
        still = translate("DeltaPanel", "If {z} rises by {nudge}, J does not change.")
    return (moved if change else still).format(**words)


def check_of(t: Telling) -> str:
    """Hold back-propagation against a nudge of ±10⁻⁵; nothing where there is no slope to check."""
    focus = t.frame.focus
    if focus is None or focus.symbol not in SLOPE_OF:
        return ""
    z, value = t.name(_along(focus)), t.frame.value(focus)
    if value is None:
        text = translate("DeltaPanel", "A nudge of {z} by ±10⁻⁵ against back-propagation: after the reveal.")
        return text.format(z=z)
    slope = _slope(t.frame.trace, focus, t.frame.playhead.sample)
    if slope is None or not math.isfinite(slope):
        return ""
    look = replace(t.look, decimals=6)
    text = translate(
        "DeltaPanel", "A nudge of {z} by ±10⁻⁵ gives {slope}, back-propagation {value}: {verdict}."
    )
    return text.format(
        z=z, slope=look.number(slope), value=look.number(value), verdict=_verdict(slope, value, t)
    )


def _verdict(slope: float, value: float, t: Telling) -> str:
    error = relative_error(slope, value)
    if error == 0.0:
        return translate("DeltaPanel", "they agree in every digit")
    if error < _AGREES:
        return translate("DeltaPanel", "they agree to {error}").format(error=power_of_ten(error))
    if abs(slope) < 1e-9 and abs(value) < 1e-9:  # noise of rounding where both are nothing
        return translate("DeltaPanel", "both are next to nothing")
    if "relu" in t.frame.network.activations:
        return translate("DeltaPanel", "they differ, because a kink of the relu lies within the nudge")
    return translate("DeltaPanel", "they differ by {error}").format(error=power_of_ten(error))


def power_of_ten(value: float) -> str:
    """Write a size with one digit: 3 × 10⁻¹¹."""
    digit, power = f"{value:.0e}".split("e")
    return f"{digit} × 10{str(int(power)).translate(_HIGH)}"


def precise(value: float, look: Look) -> str:
    """Write a small change with enough decimals for three digits."""
    if not value or not math.isfinite(value):
        return look.number(value)
    needed = _DIGITS - 1 - math.floor(math.log10(abs(value)))
    return replace(look, decimals=min(max(look.decimals, needed), 9)).number(value)


def _along(derivative: Ref) -> Ref:
    return Ref(SLOPE_OF[derivative.symbol], derivative.layer, derivative.index, derivative.sample)


@lru_cache(maxsize=256)
def _change(trace: Trace, derivative: Ref, sample: int) -> float:
    ref = _along(derivative)
    return nudged_cost(trace, ref, _NUDGE, sample) - nudged_cost(trace, ref, 0.0, sample)


@lru_cache(maxsize=256)
def _slope(trace: Trace, derivative: Ref, sample: int) -> float | None:
    return nudge_slope(trace, derivative, sample=sample)


# Notes


def notes_of(t: Telling) -> str:
    """Say what is special at this place: a closed gate, a flat tangent, a cancelled factor, a tangent."""
    focus = t.frame.focus
    if focus is None:
        return ""
    if focus.symbol == "J_new":
        return _prediction(t)
    if focus.symbol in ("slope", "delta"):
        return " ".join(note for note in (_gate(t, focus), _cancelled(t, focus)) if note)
    return ""


def _gate(t: Telling, focus: Ref) -> str:
    slope, z = (Ref(symbol, focus.layer, focus.index, focus.sample) for symbol in ("slope", "z"))
    value, name = t.frame.value(slope), t.frame.network.activations[focus.layer]
    if value is None or t.frame.value(z) is None:
        return ""
    words = {"slope": t.name(slope), "z": t.name(z), "at": t.number(z), "value": t.number(slope)}
    if value == 0.0 and name == "relu":
        text = translate("DeltaPanel", "⊘ {slope} = 0 because {z} = {at}: the packet stops here.")
        return text.format(**words)
    steepest = {"sigmoid": 0.25, "tanh": 1.0}.get(name)
    if steepest is None or value > _FLAT * steepest:
        return ""
    text = translate(
        "DeltaPanel", "The tangent is almost flat: {slope} = {value} at {z} = {at}. Little gets through."
    )
    return text.format(**words)


def _cancelled(t: Telling, focus: Ref) -> str:
    if focus.symbol != "delta" or focus.layer != t.frame.network.L or t.frame.document.cost != "bce":
        return ""
    a, y = (t.name(Ref(symbol, focus.layer, focus.index, focus.sample)) for symbol in ("a", "y"))
    text = translate("DeltaPanel", "{a}(1 − {a}) cancels: {delta} = {a} − {y}.")
    return text.format(a=a, y=y, delta=t.name(focus))


def _prediction(t: Telling) -> str:
    before, after = t.frame.value(Ref("J", t.frame.network.L)), t.frame.value(Ref("J_new", t.frame.network.L))
    if before is None or after is None:
        return ""
    text = translate(
        "DeltaPanel",
        "Predicted −η‖∇J‖² = {predicted}, actual {actual}. "
        "This compares a tangent with a curve; they agree only for small η.",
    )
    return text.format(
        predicted=precise(_predicted(t.frame.trace), t.look), actual=precise(after - before, t.look)
    )


@lru_cache(maxsize=16)
def _predicted(trace: Trace) -> float:
    """Compute the change of J along the tangent: −η times the squared length of the gradient."""
    arrays = (*trace.dW[1:], *trace.db[1:])
    return -trace.eta * float(sum(np.vdot(array, array) for array in arrays))
