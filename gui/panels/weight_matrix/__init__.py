"""The weights of a layer as one grid: forward reads its rows, backward its columns."""

from gui.panels.weight_matrix.panel import WeightMatrix

__all__ = ["WeightMatrix"]
