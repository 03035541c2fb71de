"""What can be set by hand, and how far one tug moves it: the same for mouse, wheel, keys and typing."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, Qt

from engine.nn.types import Ref, Symbol
from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.typed import number_in_full, parse_number
from gui.look import Look
from gui.short_number import whole

__all__ = ["Pace", "Target", "new_group", "pace_of", "target_of"]

translate = QCoreApplication.translate
Pace = Literal["fine", "usual", "coarse"]
"""How far a tug goes: a tenth with Shift, ten times as far with Ctrl."""

_FACTOR: Mapping[Pace, float] = {"fine": 0.1, "usual": 1.0, "coarse": 10.0}
_OF_NEW: Mapping[Symbol, Symbol] = {"W_new": "W", "b_new": "b"}
_NOISE = 10
"""Decimals kept of a sum: 0.1 + 0.2 is 0.3."""
_SAME = 1e-9
"""Values that differ by less, as a share, are one rung of a ladder."""
_MOST_POWER = 300.0
"""Powers of ten beyond it are no numbers."""
_groups = count(1)


def new_group() -> str:
    """Return a name for a gesture that no other has: its changes are one undo."""
    return f"by hand {next(_groups)}"


def pace_of(modifiers: Qt.KeyboardModifier) -> Pace:
    """Return how far a tug goes with these keys held down."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return "fine"
    return "coarse" if modifiers & Qt.KeyboardModifier.ControlModifier else "usual"


class Scale(Protocol):
    """How a quantity answers to a hand."""

    def dragged(self, value: float, px: float, pace: Pace) -> float:
        """Return the value after a way upwards of so many px, not rounded."""

    def rounded(self, value: float, pace: Pace) -> float:
        """Round to what a drag of a pace can tell apart."""

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Return the value so many steps (notches of a wheel, presses of a key) up."""


class Linear:
    """Steps are added: 100 px are 1, a notch is 0.1."""

    def dragged(self, value: float, px: float, pace: Pace) -> float:
        """Add 0.01 for a px."""
        return value + 0.01 * px * _FACTOR[pace]

    def rounded(self, value: float, pace: Pace) -> float:
        """Round to what a px is."""
        return round(value, {"fine": 3, "usual": 2, "coarse": 1}[pace])

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Add 0.1 for a step."""
        return round(value + 0.1 * steps * _FACTOR[pace], _NOISE)


class Ratio:
    """Steps multiply, for what is always above 0: 100 px are tenfold, steps go 1, 2, 5, 10."""

    def dragged(self, value: float, px: float, pace: Pace) -> float:
        """Multiply by the hundredth root of ten for a px."""
        power = 0.01 * px * _FACTOR[pace]
        return float(value * 10.0 ** min(max(power, -_MOST_POWER), _MOST_POWER))

    def rounded(self, value: float, pace: Pace) -> float:
        """Round to a few digits."""
        return float(f"{value:.{2 if pace == 'fine' else 1}e}")

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Go to the next of 1, 2, 5; in tenths of the first digit where fine; tenfold where coarse."""
        for _ in range(abs(steps)):
            value = self._next(value, 1 if steps > 0 else -1, pace)
        return value

    @staticmethod
    def _next(value: float, way: int, pace: Pace) -> float:
        if pace == "coarse":
            return float(f"{value * 10.0**way:.{_NOISE}g}")
        marks = (1, 2, 5) if pace == "usual" else [tenths / 10 for tenths in range(10, 100)]
        power = math.floor(math.log10(value))
        ladder = [float(f"{mark}e{power + by}") for by in (-1, 0, 1) for mark in marks]
        beyond = [rung for rung in ladder if way * (rung / value - 1.0) > _SAME]
        return min(beyond) if way > 0 else max(beyond)


_LINEAR, _RATIO = Linear(), Ratio()


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be set by hand, as it stands.

    Attributes
    ----------
    ref : Ref
        A parameter as it was when the update began, an input or label of the sample in view, or η.
    name : str
        As it is written on screen.
    when : str
        Of which moment the value is, where the screen shows a newer one beside it.
    value : float
    low, high : float
        What it may be at least and at most.
    scale : Scale
    """

    ref: Ref
    name: str
    when: str
    value: float
    low: float
    high: float
    scale: Scale

    def action(self, value: float, group: str) -> act.Action:
        """Return the action that sets it; the name of the change stands after "Undo" in the menu."""
        label = translate("Target", "set {name}").format(name=self.name)
        if self.ref.symbol == "eta":
            return act.SetEta(value, label, group)
        kind = act.SetParameter if self.ref.symbol in ("W", "b") else act.SetData
        return kind(self.ref, value, label, group)

    def at(self, value: float) -> Target:
        """Return the same with another value."""
        return replace(self, value=value)

    def text(self, value: float, look: Look, *, in_full: bool) -> str:
        """Write a value as everywhere on screen, or in full while it may be typed over."""
        return number_in_full(value, look.decimals, look.point) if in_full else look.number(value)

    def read(self, text: str) -> float:
        """Read what was typed; `NumberError` where it is no number."""
        return parse_number(text)

    def within(self, value: float) -> float:
        """Return the value nearest to one that it may have."""
        return min(max(value, self.low), self.high)

    def refusal(self, value: float) -> str:
        """Say why it can't have a value; nothing where it can."""
        if self.low <= value <= self.high:
            return ""
        if self.ref.symbol == "y":
            text = translate("Target", "With the cross-entropy, a label lies between 0 and 1.")
        else:
            text = translate("Target", "{name} must be above 0.")
        return text.format(name=self.name)


def target_of(ref: Ref | None, frame: Frame) -> Target | None:
    """Return what is set where a quantity is dragged or typed; None where it can't be set.

    A corrected weight stands for the weight that the update began with. What a question withholds
    can't be set: the hand would tell it. The weight of a connection that is cut can't be set either.
    """
    if ref is None:
        return None
    old = frame.resolved(Ref(_OF_NEW.get(ref.symbol, ref.symbol), ref.layer, ref.index, ref.sample))
    if old.symbol not in ("W", "b", "x", "y", "eta") or not _exists(old, frame):
        return None
    value = frame.value(old)
    if old.symbol == "eta" and value is not None:
        value = frame.setup.eta  # what a schedule begins with; the update in play may have less
    if value is None or not math.isfinite(value):
        return None
    low, high = _limits(old, frame)
    scale = _RATIO if old.symbol == "eta" else _LINEAR
    return Target(old, frame.names.text(old), _when(old, frame), value, low, high, scale)


def _exists(ref: Ref, frame: Frame) -> bool:
    """Say whether the network has it and the batch its sample: a gesture may outlive both."""
    if ref in frame.network.cut:
        return False
    sizes, sample = frame.network.sizes, ref.sample or 0
    if ref.layer >= len(sizes) or sample >= frame.trace.m:
        return False
    room = (sizes[ref.layer], sizes[ref.layer - 1])
    return all(place < size for place, size in zip(ref.index, room, strict=False))


def _limits(ref: Ref, frame: Frame) -> tuple[float, float]:
    """Return what the document takes."""
    most = sys.float_info.max
    if ref.symbol == "eta":
        return sys.float_info.min, most
    is_share = ref.symbol == "y" and frame.scene.cost in ("bce", "softmax_ce")
    return (0.0, 1.0) if is_share else (-most, most)


def _when(ref: Ref, frame: Frame) -> str:
    """Say of which moment a parameter is, once its correction is on screen too."""
    if ref.symbol not in ("W", "b") or not frame.is_known(_new(ref)):
        return ""
    if frame.update == 0:
        return translate("Target", "at the start")
    return translate("Target", "at the start of update {number}").format(number=whole(frame.update))


def _new(ref: Ref) -> Ref:
    return Ref("W_new" if ref.symbol == "W" else "b_new", ref.layer, ref.index)
