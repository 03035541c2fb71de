"""The cost curve: J by update, with a cursor at the present one."""

from gui.panels.cost_curve.card import CostCurve

__all__ = ["CostCurve"]
