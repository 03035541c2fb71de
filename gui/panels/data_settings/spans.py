"""How far the sliders of recipes reach, and in which steps."""

from __future__ import annotations

from engine.data.recipe import MOST_SAMPLES, Parameter
from engine.nn.round_numbers import rounded_down
from gui.controls.spans import Even, Powers, Span

__all__ = ["span_of"]

_FEWEST = 10
"""Fewer samples are typed: below, two digits of a power of ten are no whole numbers."""
_MOST_NOISE = 1.0
"""More noise is typed: it drowns every data set."""
_STEPS = 75
"""So many steps an even slider has at the least."""


def span_of(parameter: Parameter) -> Span:
    """Return what the slider of a parameter reaches over."""
    if parameter.name == "n":
        return Powers(_FEWEST, MOST_SAMPLES)
    low, high = float(parameter.low), float(parameter.high)
    if parameter.name == "noise":
        high = _MOST_NOISE
    return Even(low, high, 1.0 if parameter.whole else rounded_down((high - low) / _STEPS))
