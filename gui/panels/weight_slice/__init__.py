"""J along the selected weight: a curve, its tangent, and the way the update takes."""

from gui.panels.weight_slice.panel import WeightSlice

__all__ = ["WeightSlice"]
